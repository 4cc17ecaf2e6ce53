/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-id.h"
#include "hz-secret.h"

G_BEGIN_DECLS

#define HZ_KEY_BYTES 32
#define HZ_SALT_BYTES 16

/**
 * HzKdfCost:
 * @passes: Argon2id passes, 1 to 10
 * @memory: KiB, 8 MiB to 1 GiB
 *
 * What one try at a password costs. Chosen when a centre is made and fixed for it.
 */
typedef struct
{
  guint32 passes;
  guint32 memory;
} HzKdfCost;

/* What every real centre has. */
#define HZ_KDF_COST_FULL ((HzKdfCost) { 3, 256 * 1024 })
/* The least the format allows: for tests alone. */
#define HZ_KDF_COST_LEAST ((HzKdfCost) { 1, 8 * 1024 })

gboolean hz_kdf_cost_is_allowed (HzKdfCost cost);

HzSecret *hz_kdf_derive (HzSecret *key,
                         const char *label,
                         const HzId *centre_id);
void hz_kdf_derive_id (HzSecret *key,
                       const char *label,
                       HzId *id);

HzSecret *hz_kdf_login_root (const char *login,
                             HzSecret *password,
                             const guint8 *install_salt,
                             HzKdfCost cost,
                             GError **error);
HzSecret *hz_kdf_sheet_root (char set,
                             guint lower_number,
                             HzSecret *lower,
                             guint higher_number,
                             HzSecret *higher,
                             const guint8 *install_salt,
                             HzKdfCost cost,
                             GError **error);
char *hz_kdf_fold_login (const char *login);

G_END_DECLS
