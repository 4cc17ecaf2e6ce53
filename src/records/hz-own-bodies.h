/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db.h"
#include "hz-rings.h"

G_BEGIN_DECLS

/* For hz_vault_renew_keys(): every body that stands under her own key, under her new one. */
gboolean hz_own_bodies_reseal (HzDb *db,
                               HzRings *from,
                               HzRings *to,
                               GError **error);

G_END_DECLS
