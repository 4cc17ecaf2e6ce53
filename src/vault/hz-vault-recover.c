/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in by the recovery sheets, and the new password that they give to a member. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-session.h"

#include <string.h>

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

/* A sheet as it was read: its letter and number are in its check characters. */
typedef struct
{
  HzSecret *secret;
  char set;
  guint number;
} Sheet;

static gboolean
read_sheet (HzSecret *typed,
            guint which,
            Sheet *sheet,
            guint *wrong_sheet,
            guint *wrong_group,
            GError **error)
{
  sheet->secret = hz_sheet_read (hz_secret_get_text (typed), &sheet->set, &sheet->number, wrong_group,
                                 error);
  if (sheet->secret == NULL)
    *wrong_sheet = which;

  return sheet->secret != NULL;
}

static HzSecret *
derive_root (HzKeyring *keyring,
             const Sheet *first,
             const Sheet *second,
             GError **error)
{
  const guint8 *salt = hz_keyring_get_install_salt (keyring);
  HzKdfCost cost = hz_keyring_get_cost (keyring);
  const Sheet *lower = first;
  const Sheet *higher = second;

  if (second->secret == NULL)
    return hz_kdf_sheet_root (first->set, first->number, first->secret, first->number, NULL, salt,
                              cost, error);

  if (first->set != second->set)
    {
      refuse (error, HZ_VAULT_ERROR_SHEET_SETS, "The sheets are of two sets");
      return NULL;
    }

  if (first->number == second->number)
    {
      refuse (error, HZ_VAULT_ERROR_SHEET_TWICE, "This is the same sheet twice");
      return NULL;
    }

  if (first->number > second->number)
    {
      lower = second;
      higher = first;
    }

  return hz_kdf_sheet_root (first->set, lower->number, lower->secret, higher->number, higher->secret,
                            salt, cost, error);
}

static HzIdentity *
open_recovery (const char *folder,
               const Sheet *first,
               const Sheet *second,
               GError **error)
{
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second_used;
  g_autoptr (HzKeyring) keyring = hz_keyring_file_read (folder, &second_used, hash, error);
  g_autoptr (HzSecret) root = keyring != NULL ? derive_root (keyring, first, second, error) : NULL;
  g_autoptr (HzIdentity) identity = root != NULL ? hz_keyring_open_slot (keyring, root) : NULL;

  if (root != NULL
      && (identity == NULL || hz_identity_get_kind (identity) != HZ_IDENTITY_RECOVERY))
    {
      refuse (error, HZ_VAULT_ERROR_SHEETS_WRONG, "These sheets open nothing here");
      return NULL;
    }

  return g_steal_pointer (&identity);
}

static HzIdentity *
read_recovery (const char *folder,
               HzSecret *first,
               HzSecret *second,
               guint *wrong_sheet,
               guint *wrong_group,
               GError **error)
{
  Sheet sheets[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  HzIdentity *identity = NULL;

  if (read_sheet (first, 1, &sheets[0], wrong_sheet, wrong_group, error)
      && (second == NULL || read_sheet (second, 2, &sheets[1], wrong_sheet, wrong_group, error)))
    identity = open_recovery (folder, &sheets[0], &sheets[1], error);
  g_clear_pointer (&sheets[0].secret, hz_secret_unref);
  g_clear_pointer (&sheets[1].secret, hz_secret_unref);

  return identity;
}

/**
 * hz_vault_open_look_by_sheets:
 * @folder: of a centre or of a backup
 * @first: one sheet, as typed
 * @second: (nullable): another, as typed
 * @wrong_sheet: (out): which is mistyped
 * @wrong_group: (out): and where
 * @error: return location
 *
 * Reads the keyring, without the database.
 *
 * Returns: (transfer full) (nullable): what the recovery finds there
 */
HzVaultSession *
hz_vault_open_look_by_sheets (const char *folder,
                              HzSecret *first,
                              HzSecret *second,
                              guint *wrong_sheet,
                              guint *wrong_group,
                              GError **error)
{
  g_autoptr (HzIdentity) identity = read_recovery (folder, first, second, wrong_sheet, wrong_group,
                                                   error);

  return identity != NULL ? hz_vault_open_look (folder, identity, error) : NULL;
}

/**
 * hz_vault_open_by_sheets:
 * @folder: the centre's
 * @pin_folder: (nullable): the state folder of the PC
 * @first: one sheet, as typed
 * @second: (nullable): another, as typed
 * @wrong_sheet: (out): which is mistyped
 * @wrong_group: (out): and where
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open session of the recovery
 */
HzVaultSession *
hz_vault_open_by_sheets (const char *folder,
                         const char *pin_folder,
                         HzSecret *first,
                         HzSecret *second,
                         guint *wrong_sheet,
                         guint *wrong_group,
                         GError **error)
{
  HzVaultSession *self = hz_vault_open_look_by_sheets (folder, first, second, wrong_sheet, wrong_group,
                                                       error);

  if (self == NULL)
    return NULL;

  self->pin_folder = g_strdup (pin_folder);
  if (!hz_vault_open_database (self, error) || !hz_vault_open_check_pin (self, error)
      || !hz_vault_open_begin_sitting (self, error))
    g_clear_pointer (&self, hz_vault_session_free);

  return self;
}

/* A member who gets new keys. */
typedef struct
{
  HzVaultSession *session;
  HzId id;
  HzIdentity *identity;
} Reset;

static gboolean
write_new_grants (HzDb *db,
                  gpointer data,
                  GError **error)
{
  Reset *reset = data;
  HzRings *rings = reset->session->rings;
  g_autoptr (GError) own_error = NULL;
  g_autoptr (HzSecret) own = hz_rings_open_own_of (rings, db, &reset->id, &own_error);

  if (own_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }

  /* Without it her drafts are lost, and everything else is not. */
  if (own == NULL)
    {
      g_message ("A member's own key is not with the recovery");
      own = hz_secret_new_random (HZ_KEY_BYTES);
    }

  reset->identity = hz_identity_new_with_own (&reset->id, own);

  return hz_rings_regrant (rings, db, &reset->id, hz_identity_get_public (reset->identity)->box,
                           error);
}

static gboolean
put_new_slot (HzVaultSession *self,
              HzKeyring *keyring,
              HzIdentity *identity,
              const char *login,
              HzSecret *password,
              GError **error)
{
  g_autoptr (GArray) ids = hz_vault_session_list_slot_ids (self->roster);
  g_autoptr (HzSecret) root = hz_kdf_login_root (login, password,
                                                 hz_keyring_get_install_salt (keyring),
                                                 hz_keyring_get_cost (keyring), error);

  if (root == NULL)
    return FALSE;

  hz_keyring_drop_slots (keyring, hz_identity_get_id (identity), self->dbk);

  return hz_keyring_put_slot (keyring, root, identity, self->dbk, ids)
         || refuse (error, HZ_VAULT_ERROR_BAD_NAME, "Another account has this name and password");
}

static gboolean
commit_reset (HzVaultSession *self,
              HzIdentity *identity,
              const char *login,
              HzSecret *password,
              GError **error)
{
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (self->keyring);
  g_autoptr (HzRoster) roster = hz_roster_copy (self->roster);

  return put_new_slot (self, keyring, identity, login, password, error)
         && hz_roster_change_keys (roster, self->identity, hz_identity_get_id (identity),
                                   hz_identity_get_public (identity), error)
         && hz_vault_session_commit (self, g_steal_pointer (&keyring), roster, error);
}

/**
 * hz_vault_act_reset_password:
 * @self: the session of a recovery
 * @member_id: a member
 * @login: what she is to sign in with
 * @password: likewise
 * @error: return location
 *
 * Returns: whether she has new keys, and everything she held
 */
gboolean
hz_vault_act_reset_password (HzVaultSession *self,
                             const HzId *member_id,
                             const char *login,
                             HzSecret *password,
                             GError **error)
{
  const HzRosterMember *member = hz_roster_find (self->roster, member_id);
  Reset reset = { self, *member_id, NULL };
  g_autoptr (GError) settle_error = NULL;
  gboolean done;

  if (hz_identity_get_kind (self->identity) != HZ_IDENTITY_RECOVERY)
    return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "The sheets give somebody a new password");

  if (member == NULL || member->state != HZ_MEMBER_PRESENT)
    return refuse (error, HZ_VAULT_ERROR_NOT_FOUND, "There is no such member");

  if (!hz_vault_act_check_person (member->name, login, member->roles, error))
    return FALSE;

  done = hz_vault_file_write (self->worker, write_new_grants, &reset, error)
         && commit_reset (self, reset.identity, login, password, error);
  g_clear_pointer (&reset.identity, hz_identity_unref);

  /* Also when it failed: what waits for a key that never came goes again. */
  if (!hz_vault_session_settle (self, &settle_error))
    g_message ("After a new password by the sheets: %s", settle_error->message);

  return done;
}

/* Sheets that come in the place of others. */
typedef struct
{
  HzVaultSession *session;
  HzIdentity *old;
  HzIdentity *recovery;
} Replacement;

static gboolean
write_all_grants (HzDb *db,
                  gpointer data,
                  GError **error)
{
  Replacement *replacement = data;
  HzVaultSession *session = replacement->session;
  g_autoptr (HzRings) rings = hz_rings_new (replacement->old, session->roster);
  gboolean given;

  given = hz_rings_load (rings, db, error)
          && hz_rings_give_all (rings, db, hz_identity_get_id (replacement->recovery),
                                hz_identity_get_public (replacement->recovery)->box, error);

  /* The connection tells of a rollback to one only: these end here. */
  hz_rings_reconnect (session->rings, db);

  return given;
}

static gboolean
commit_replacement (HzVaultSession *self,
                    Replacement *replacement,
                    HzSheets *sheets,
                    GError **error)
{
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (self->keyring);
  g_autoptr (HzRoster) roster = hz_roster_copy (self->roster);

  hz_keyring_drop_slots (keyring, hz_identity_get_id (replacement->old), self->dbk);
  hz_vault_open_drop_waiting (self, keyring);

  return hz_roster_replace_recovery (roster, self->identity, replacement->old, replacement->recovery,
                                     hz_sheets_get_set (sheets), error)
         && hz_vault_open_put_sheet_slots (self, keyring, roster, sheets, replacement->recovery, error)
         && hz_vault_session_commit (self, g_steal_pointer (&keyring), roster, error);
}

/**
 * hz_vault_act_replace_sheets:
 * @self: an administrator's session
 * @first: one of the sheets there are, as typed
 * @second: (nullable): another, as typed
 * @sheets: the new ones, typed back already
 * @wrong_sheet: (out): which is mistyped
 * @wrong_group: (out): and where
 * @error: return location
 *
 * Everything that the old sheets open is given to the new ones before these count. The centre key is
 * owed from then on, and the keys of care and cases become due: an old copy of the folder still opens
 * with the old sheets.
 *
 * Returns: whether the new ones open everything and the old ones nothing
 */
gboolean
hz_vault_act_replace_sheets (HzVaultSession *self,
                             HzSecret *first,
                             HzSecret *second,
                             HzSheets *sheets,
                             guint *wrong_sheet,
                             guint *wrong_group,
                             GError **error)
{
  const HzRosterMember *me = hz_roster_find (self->roster, hz_identity_get_id (self->identity));
  HzId id = hz_id_new ();
  g_autoptr (HzIdentity) recovery = hz_identity_new (HZ_IDENTITY_RECOVERY, &id);
  g_autoptr (HzIdentity) old = NULL;
  g_autoptr (GError) settle_error = NULL;
  Replacement replacement = { self, NULL, recovery };
  gboolean done;

  if (me == NULL || !(me->roles & HZ_ROLE_ADMINISTRATOR))
    return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "An administrator replaces the sheets");

  old = read_recovery (self->folder, first, second, wrong_sheet, wrong_group, error);
  if (old == NULL)
    return FALSE;

  replacement.old = old;
  done = hz_vault_file_write (self->worker, write_all_grants, &replacement, error)
         && hz_vault_rotate_record (self, error)
         && commit_replacement (self, &replacement, sheets, error);

  if (!hz_vault_session_settle (self, &settle_error))
    g_message ("After new sheets: %s", settle_error->message);

  return done;
}
