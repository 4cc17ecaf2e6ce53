/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault-session.h"

G_BEGIN_DECLS

/**
 * HzVaultRenewal:
 * @identity: her new keys; her old ones, once the new ones count
 * @root: of the slot that is to hold them
 * @reseal: for what the vault does not know of her own ring
 * @roster: of after the act
 * @is_done: whether they count
 *
 * New keys of who is signed in, which come with a rotation.
 */
typedef struct
{
  HzIdentity *identity;
  HzSecret *root;
  HzVaultResealFunc reseal;
  HzRoster *roster;
  gboolean is_done;
} HzVaultRenewal;

/* Called by the rotation: with the keyring of after it; on the database thread, with the new file;
 * there too, after the commit. */
gboolean hz_vault_renew_prepare (HzVaultRenewal *self,
                                 HzVaultSession *session,
                                 HzKeyring *keyring,
                                 GError **error);
gboolean hz_vault_renew_write (HzVaultRenewal *self,
                               HzVaultSession *session,
                               HzDb *next,
                               GError **error);
void hz_vault_renew_take_over (HzVaultRenewal *self,
                               HzVaultSession *session);

/* The act. Blocks, on any thread but the database's. */
gboolean hz_vault_act_renew_keys (HzVaultSession *session,
                                  const char *login,
                                  HzSecret *old_password,
                                  HzSecret *new_password,
                                  HzVaultResealFunc reseal,
                                  GError **error);

G_END_DECLS
