/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making a centre: its founder's keys, the recovery that the sheets open, the database, and last the
 * keyring, which makes it one. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-session.h"

#include <sodium.h>

#include "hz-roster-act.h"
#include "hz-vault-error.h"

static gboolean
refuse (GError **error,
        HzVaultError code,
        const char *why)
{
  g_set_error_literal (error, HZ_VAULT_ERROR, code, why);
  return FALSE;
}

/**
 * hz_vault_open_put_sheet_slots:
 * @self: a session
 * @keyring: the keyring being prepared
 * @roster: the roster it will hold, with @recovery
 * @sheets: what opens @recovery
 * @recovery: a recovery identity
 * @error: return location
 *
 * Returns: whether the sheets open it after the commit
 */
gboolean
hz_vault_open_put_sheet_slots (HzVaultSession *self,
                               HzKeyring *keyring,
                               HzRoster *roster,
                               HzSheets *sheets,
                               HzIdentity *recovery,
                               GError **error)
{
  g_autoptr (GArray) ids = hz_vault_session_list_slot_ids (roster);
  guint n = hz_sheets_get_n (sheets);

  /* Any two of several; a single one with itself. */
  for (guint i = 1; i <= MAX (n - 1, 1); i++)
    {
      for (guint j = n == 1 ? 1 : i + 1; j <= n; j++)
        {
          HzSecret *higher = j != i ? hz_sheets_get_secret (sheets, j) : NULL;
          g_autoptr (HzSecret) root = hz_kdf_sheet_root (hz_sheets_get_set (sheets), i,
                                                         hz_sheets_get_secret (sheets, i), j, higher,
                                                         hz_keyring_get_install_salt (keyring),
                                                         hz_keyring_get_cost (keyring), error);

          if (root == NULL || !hz_keyring_put_slot (keyring, root, recovery, self->dbk, ids))
            return FALSE;
        }
    }

  return TRUE;
}

typedef struct
{
  HzVaultSession *session;
  HzSecret *care_key;
} Founding;

static gboolean
write_first_grants (HzDb *db,
                    gpointer data,
                    GError **error)
{
  Founding *founding = data;
  g_autoptr (HzRings) rings = hz_rings_new (founding->session->identity,
                                            founding->session->roster);

  if (!hz_rings_grant_own_to_recovery (rings, db, error))
    return FALSE;

  if (!hz_rings_care_is_due (rings))
    return TRUE;

  founding->care_key = hz_secret_new_random (HZ_KEY_BYTES);
  return hz_rings_grant_care_epoch (rings, db, founding->care_key, error);
}

static gboolean
found_roster (HzVaultSession *self,
              const char *name,
              HzRoles roles,
              HzIdentity *recovery,
              HzSheets *sheets,
              GError **error)
{
  self->roster = hz_roster_new ();

  return hz_roster_found (self->roster, self->identity, name, roles, recovery,
                          hz_sheets_get_set (sheets), error);
}

static void
name_new_file (HzVaultSession *self)
{
  HzId centre_id;
  HzId file_id;

  hz_roster_get_centre_id (self->roster, &centre_id);
  randombytes_buf (file_id.bytes, sizeof file_id.bytes);
  hz_keyring_set_file (self->keyring, &centre_id, &file_id, 1);
}

/* The database with its first grants, then the keyring, which makes the centre. */
static gboolean
write_centre (HzVaultSession *self,
              GError **error)
{
  g_autofree char *path = hz_vault_file_build_path (self->folder,
                                                    hz_keyring_get_file_id (self->keyring));
  g_autoptr (HzRoster) next = NULL;
  g_autoptr (HzSecret) care_key = NULL;
  Founding founding = { self, NULL };
  gboolean written;

  self->worker = hz_vault_file_create (path, self->dbk, hz_keyring_get_file_id (self->keyring),
                                       error);
  if (self->worker == NULL)
    return FALSE;

  written = hz_vault_file_write (self->worker, write_first_grants, &founding, error);
  care_key = founding.care_key;
  next = hz_roster_copy (self->roster);

  if (written && care_key != NULL)
    written = hz_roster_care_epoch (next, self->identity, care_key, NULL, error);
  written = written && hz_vault_session_commit (self, hz_keyring_copy (self->keyring), next, error);

  /* Nothing names the file: it goes again. */
  if (!written)
    {
      hz_vault_session_close (self, NULL);
      hz_vault_file_discard (path);
    }

  return written;
}

/* It stands, but cannot be used: what is told as a failure leaves nothing in the way of the next
 * try. */
static void
take_back (HzVaultSession *self)
{
  g_autofree char *path = hz_vault_file_build_path (self->folder,
                                                    hz_keyring_get_file_id (self->keyring));

  hz_vault_session_close (self, NULL);
  hz_keyring_file_discard (self->folder);
  hz_vault_file_discard (path);
}

/**
 * hz_vault_open_create:
 * @folder: made when it is not there; holds no centre
 * @pin_folder: (nullable): the state folder of the PC
 * @name: the founder's
 * @login: the founder's
 * @password: the founder's
 * @roles: the founder's, administrator among them
 * @sheets: typed back already
 * @cost: of a try at a password, for ever
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open session of the founder; else no centre is there
 */
HzVaultSession *
hz_vault_open_create (const char *folder,
                      const char *pin_folder,
                      const char *name,
                      const char *login,
                      HzSecret *password,
                      HzRoles roles,
                      HzSheets *sheets,
                      HzKdfCost cost,
                      GError **error)
{
  HzVaultSession *self;
  HzId founder_id = hz_id_new ();
  HzId recovery_id = hz_id_new ();
  g_autoptr (HzIdentity) recovery = hz_identity_new (HZ_IDENTITY_RECOVERY, &recovery_id);
  gboolean open;

  if (hz_keyring_file_exists (folder))
    {
      refuse (error, HZ_VAULT_ERROR_EXISTS, "There is a centre in this folder");
      return NULL;
    }

  if (!hz_vault_file_make_folder (folder, error))
    return NULL;

  self = hz_vault_session_new (folder, pin_folder);
  self->identity = hz_identity_new (HZ_IDENTITY_MEMBER, &founder_id);
  self->dbk = hz_secret_new_random (HZ_KEY_BYTES);
  self->keyring = hz_keyring_new (cost);
  self->pin = hz_pin_new ();

  open = found_roster (self, name, roles, recovery, sheets, error);
  if (open)
    {
      name_new_file (self);
      open = hz_vault_open_put_login_slot (self, self->keyring, self->roster, login, password, error)
             && hz_vault_open_put_sheet_slots (self, self->keyring, self->roster, sheets, recovery,
                                               error)
             && write_centre (self, error);
    }

  if (open && !hz_vault_open_begin_sitting (self, error))
    {
      take_back (self);
      open = FALSE;
    }

  if (!open)
    g_clear_pointer (&self, hz_vault_session_free);

  return self;
}
