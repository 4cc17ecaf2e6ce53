/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Permanent codes of the vault's own sealed tables; 1 to 15 are the vault's. They are part of every
 * body's associated data and never change. */
#define HZ_VAULT_TABLE_PIN 1
#define HZ_VAULT_TABLE_RING_TEAM 2
