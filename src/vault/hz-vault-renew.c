/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * 'Somebody may know it': whoever knows a password may have copied the keys that it opens. So the
 * person gets others, and her slot another password; and so that the old ones open nothing that is
 * written from now on, the centre key changes with them.
 *
 * All of it is one rotation. What was granted to her old keys, or sealed under her old own key, is
 * granted and sealed anew in the new file, after its last page and before the keyring names it. That
 * rename is the commit: before it everything is as it was, with the old password; after it nothing of
 * the old keys is left in the folder. A copy of the folder from before opens with the old password as
 * ever.
 *
 * Her pin on this PC has its name from the own key. It is written beside the old one before the commit;
 * the old one goes after it. A stop between the two leaves a file that nothing opens any more.
 *
 * Then the epochs that she could have known are due, as after a removal.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-renew.h"

#include "hz-db-private.h"
#include "hz-ring-store.h"
#include "hz-roster-act.h"
#include "hz-vault-error.h"
#include "hz-vault-rotate.h"

static gboolean
refuse (GError **error,
        HzVaultError code,
        const char *why)
{
  g_set_error_literal (error, HZ_VAULT_ERROR, code, why);
  return FALSE;
}

/**
 * hz_vault_renew_prepare:
 * @self: new keys
 * @session: of who gets them
 * @keyring: the keyring being prepared, still with the centre key of now
 * @error: return location
 *
 * Returns: whether the roster names them and the slot holds them
 */
gboolean
hz_vault_renew_prepare (HzVaultRenewal *self,
                        HzVaultSession *session,
                        HzKeyring *keyring,
                        GError **error)
{
  const HzId *id = hz_identity_get_id (session->identity);
  g_autoptr (HzRoster) now = hz_vault_session_ref_roster (session);
  g_autoptr (GArray) ids = hz_vault_session_list_slot_ids (now);

  self->roster = hz_roster_copy (now);
  hz_keyring_drop_slots (keyring, id, session->dbk);
  if (!hz_keyring_put_slot (keyring, self->root, self->identity, session->dbk, ids))
    return refuse (error, HZ_VAULT_ERROR_BAD_NAME, "Another account has this name and password");

  return hz_roster_change_keys (self->roster, session->identity, id,
                                hz_identity_get_public (self->identity), error);
}

static gboolean
write_rows (HzVaultRenewal *self,
            HzVaultSession *session,
            HzDb *next,
            HzRings *from,
            GError **error)
{
  const HzId *centre_id = hz_keyring_get_centre_id (session->keyring);
  g_autoptr (HzRings) to = hz_rings_new (self->identity, self->roster);
  g_autoptr (GBytes) pin = hz_pin_seal (session->pin, self->identity, centre_id);

  return hz_rings_load (from, next, error) && hz_rings_renew_holder (to, from, next, error)
         && hz_ring_store_put_pin (next, hz_identity_get_id (self->identity), session->pin->revision,
                                   pin, error)
         && self->reseal (next, from, to, error);
}

/**
 * hz_vault_renew_write:
 * @self: new keys
 * @session: of who gets them
 * @next: the file that the keyring will name
 * @error: return location
 *
 * Returns: whether there is nothing in it any more that only the old keys open
 */
gboolean
hz_vault_renew_write (HzVaultRenewal *self,
                      HzVaultSession *session,
                      HzDb *next,
                      GError **error)
{
  g_autoptr (HzRings) from = hz_rings_new (session->identity, session->roster);
  gboolean done;

  if (!hz_db_begin_write (next, error))
    return FALSE;

  done = write_rows (self, session, next, from, error) && hz_db_commit (next, error);
  if (!done)
    hz_db_roll_back (next);
  hz_db_end (next);

  return done;
}

/**
 * hz_vault_renew_take_over:
 * @self: new keys that count now
 * @session: of whose they are
 */
void
hz_vault_renew_take_over (HzVaultRenewal *self,
                          HzVaultSession *session)
{
  hz_identity_change (session->identity, self->identity);
  hz_vault_session_take_roster (session, self->roster);
  hz_rings_change_holder (session->rings, self->roster);
  self->is_done = TRUE;
}

static void
keep_pin (HzVaultSession *session,
          HzIdentity *identity)
{
  g_autoptr (GError) error = NULL;

  if (session->pin_folder != NULL
      && !hz_pin_save_file (session->pin, session->pin_folder, identity,
                            hz_keyring_get_centre_id (session->keyring), &error))
    g_message ("%s", error->message);
}

static void
drop_pin (HzVaultSession *session,
          HzIdentity *identity)
{
  if (session->pin_folder != NULL)
    hz_pin_delete_file (session->pin_folder, identity, hz_keyring_get_centre_id (session->keyring));
}

/* What follows from it is tried again at every sign-in. */
static void
settle (HzVaultSession *session)
{
  g_autoptr (GError) error = NULL;

  if (!hz_vault_session_settle (session, &error)
      || (!session->alarmed && !hz_vault_session_save_pin (session, TRUE, &error)))
    g_message ("After new keys: %s", error->message);
}

static gboolean
renew (HzVaultSession *session,
       HzVaultRenewal *renewal,
       GError **error)
{
  g_autoptr (GError) rotate_error = NULL;

  keep_pin (session, renewal->identity);
  hz_vault_rotate_with (session, renewal, &rotate_error);

  /* Before the commit these are the new keys, after it the old ones. */
  drop_pin (session, renewal->identity);

  if (renewal->is_done)
    settle (session);
  else
    g_propagate_error (error, g_steal_pointer (&rotate_error));

  if (rotate_error != NULL)
    g_message ("After new keys: %s", rotate_error->message);

  return renewal->is_done;
}

/**
 * hz_vault_act_renew_keys:
 * @session: of a member
 * @login: her login, as typed
 * @old_password: as typed
 * @new_password: as typed
 * @reseal: seals the bodies of her own ring anew that stand in tables of others
 * @error: return location
 *
 * Returns: whether her old password and her old keys open nothing here any more; else
 *   %HZ_VAULT_ERROR_WRONG_LOGIN when the old one is not hers, and what hz_vault_rotate() says
 */
gboolean
hz_vault_act_renew_keys (HzVaultSession *session,
                         const char *login,
                         HzSecret *old_password,
                         HzSecret *new_password,
                         HzVaultResealFunc reseal,
                         GError **error)
{
  HzVaultRenewal renewal = { .reseal = reseal };
  gboolean done;

  if (!hz_vault_act_check_password (session, login, old_password, error))
    return FALSE;

  renewal.root = hz_kdf_login_root (login, new_password,
                                    hz_keyring_get_install_salt (session->keyring),
                                    hz_keyring_get_cost (session->keyring), error);
  if (renewal.root == NULL)
    return FALSE;

  renewal.identity = hz_identity_new (HZ_IDENTITY_MEMBER, hz_identity_get_id (session->identity));
  done = renew (session, &renewal, error);

  hz_identity_unref (renewal.identity);
  hz_secret_unref (renewal.root);
  g_clear_pointer (&renewal.roster, hz_roster_unref);

  return done;
}
