/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-centre-grant.h"
#include "hz-identity.h"
#include "hz-kdf.h"

G_BEGIN_DECLS

#define HZ_KEYRING_LIMIT (1024 * 1024)
#define HZ_KEYRING_GROUP 16

/**
 * HzKeyring:
 *
 * The keyring file in memory. Knows its format and no disk.
 */
typedef struct _HzKeyring HzKeyring;

HzKeyring *hz_keyring_new (HzKdfCost cost);
HzKeyring *hz_keyring_parse (GBytes *bytes,
                             GError **error);
HzKeyring *hz_keyring_copy (HzKeyring *self);
void hz_keyring_free (HzKeyring *self);
GBytes *hz_keyring_serialize (HzKeyring *self,
                              HzSecret *dbk);

HzKdfCost hz_keyring_get_cost (HzKeyring *self);
const guint8 *hz_keyring_get_install_salt (HzKeyring *self);
const HzId *hz_keyring_get_centre_id (HzKeyring *self);
const HzId *hz_keyring_get_file_id (HzKeyring *self);
guint32 hz_keyring_get_dbk_epoch (HzKeyring *self);
void hz_keyring_set_file (HzKeyring *self,
                          const HzId *centre_id,
                          const HzId *file_id,
                          guint32 dbk_epoch);
gboolean hz_keyring_is_authentic (HzKeyring *self,
                                  HzSecret *dbk);

HzIdentity *hz_keyring_open_slot (HzKeyring *self,
                                  HzSecret *root);
gboolean hz_keyring_put_slot (HzKeyring *self,
                              HzSecret *root,
                              HzIdentity *identity,
                              HzSecret *dbk,
                              GArray *ids);
guint hz_keyring_drop_slots (HzKeyring *self,
                             const HzId *user_id,
                             HzSecret *dbk);
void hz_keyring_change_key (HzKeyring *self,
                            HzSecret *old_dbk,
                            HzSecret *new_dbk,
                            GArray *ids);
guint hz_keyring_get_n_slots (HzKeyring *self);
gboolean hz_keyring_has_slot (HzKeyring *self,
                              HzSecret *root);

guint hz_keyring_get_n_grants (HzKeyring *self);
const guint8 *hz_keyring_get_grant (HzKeyring *self,
                                    guint index);
void hz_keyring_set_grants (HzKeyring *self,
                            const guint8 *grants,
                            guint n);

GBytes *hz_keyring_open_roster (HzKeyring *self,
                                HzSecret *dbk,
                                GError **error);
void hz_keyring_set_roster (HzKeyring *self,
                            HzSecret *dbk,
                            GBytes *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzKeyring, hz_keyring_free)

G_END_DECLS
