/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_HASH_BYTES 32

void hz_hash (const void *data,
              gsize length,
              guint8 hash[HZ_HASH_BYTES]);

G_END_DECLS
