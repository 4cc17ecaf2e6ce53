/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Signing in. The order of the checks: checksum, slot, centre grant, MAC, roster up to the centre's
 * id, the grant's signature with the key its giver held then, that the roster has her with these
 * keys, pin, then the database. Each failure has its own code, but for a wrong name and a wrong
 * password, which are one.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-session.h"

#include <sodium.h>
#include <string.h>

#include "hz-password.h"
#include "hz-ring-store.h"
#include "hz-roster-act.h"
#include "hz-swap.h"
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

static HzIdentity *
open_slot (HzKeyring *keyring,
           const char *login,
           HzSecret *password,
           GError **error)
{
  g_autoptr (HzSecret) root = hz_kdf_login_root (login, password,
                                                 hz_keyring_get_install_salt (keyring),
                                                 hz_keyring_get_cost (keyring), error);
  HzIdentity *identity;

  if (root == NULL)
    return NULL;

  identity = hz_keyring_open_slot (keyring, root);
  if (identity == NULL)
    refuse (error, HZ_VAULT_ERROR_WRONG_LOGIN, "No account with this name and password");

  return identity;
}

static HzCentreGrant *
find_grant (HzKeyring *keyring,
            HzIdentity *identity,
            GError **error)
{
  for (guint i = 0; i < hz_keyring_get_n_grants (keyring); i++)
    {
      HzCentreGrant *grant = hz_centre_grant_open (identity, hz_keyring_get_grant (keyring, i));

      if (grant != NULL)
        return grant;
    }

  refuse (error, HZ_VAULT_ERROR_NO_GRANT, "Nobody has given this account the centre's key");
  return NULL;
}

static gboolean
check_keyring (HzKeyring *keyring,
               const HzCentreGrant *grant,
               GError **error)
{
  if (!hz_keyring_is_authentic (keyring, grant->dbk)
      || grant->dbk_epoch != hz_keyring_get_dbk_epoch (keyring)
      || !hz_id_equal (&grant->file_id, hz_keyring_get_file_id (keyring))
      || !hz_id_equal (&grant->centre_id, hz_keyring_get_centre_id (keyring)))
    return refuse (error, HZ_VAULT_ERROR_KEYRING_TAMPERED, "The keyring was written by no member");

  return TRUE;
}

static HzRoster *
read_roster (HzKeyring *keyring,
             HzSecret *dbk,
             GError **error)
{
  g_autoptr (GBytes) entries = hz_keyring_open_roster (keyring, dbk, error);

  return entries != NULL
         ? hz_roster_parse (entries, hz_keyring_get_centre_id (keyring), error) : NULL;
}

static gboolean
check_person (HzRoster *roster,
              HzIdentity *identity,
              const HzCentreGrant *grant,
              GError **error)
{
  const HzId *id = hz_identity_get_id (identity);
  const HzPublicKeys *keys = hz_identity_get_public (identity);
  const HzRosterMember *member = hz_roster_find (roster, id);
  const HzRosterRecovery *recovery = hz_roster_find_recovery (roster, id);
  HzMemberState state = hz_identity_get_kind (identity) == HZ_IDENTITY_INVITATION
                        ? HZ_MEMBER_INVITED : HZ_MEMBER_PRESENT;
  HzPublicKeys giver;

  if (!hz_roster_get_keys_at (roster, &grant->giver_id, grant->roster_seq, &giver)
      || !hz_centre_grant_is_signed (grant, id, keys->box, giver.sign))
    return refuse (error, HZ_VAULT_ERROR_GRANT_FORGED,
                   "The centre's key was given by nobody who may");

  if (hz_identity_get_kind (identity) == HZ_IDENTITY_RECOVERY)
    return (recovery != NULL && recovery->living && recovery->counts
            && hz_public_keys_equal (&recovery->keys, keys))
           || refuse (error, HZ_VAULT_ERROR_SHEETS_WRONG, "By the roster these sheets have ended");

  if (member == NULL || member->state != state || !hz_public_keys_equal (&member->keys, keys))
    return refuse (error, HZ_VAULT_ERROR_NOT_MEMBER, "By the roster she does not belong here");

  return TRUE;
}

/* What a session with keyring and identity finds by these. */
static gboolean
find_centre_key (HzVaultSession *self,
                 GError **error)
{
  g_autoptr (HzCentreGrant) grant = find_grant (self->keyring, self->identity, error);

  if (grant != NULL && check_keyring (self->keyring, grant, error))
    self->roster = read_roster (self->keyring, grant->dbk, error);

  if (self->roster == NULL || !check_person (self->roster, self->identity, grant, error))
    return FALSE;

  self->dbk = hz_secret_ref (grant->dbk);
  return TRUE;
}

/* Everything up to the pin. */
static HzVaultSession *
sign_in (const char *folder,
         const char *pin_folder,
         const char *login,
         HzSecret *password,
         GError **error)
{
  HzVaultSession *self = hz_vault_session_new (folder, pin_folder);
  gboolean second_used = FALSE;

  self->keyring = hz_keyring_file_read (folder, &second_used, self->keyring_hash, error);
  if (self->keyring != NULL)
    self->identity = open_slot (self->keyring, login, password, error);

  if (self->identity == NULL || !find_centre_key (self, error))
    {
      hz_vault_session_free (self);
      return NULL;
    }

  if (second_used)
    self->notices |= HZ_VAULT_NOTICE_SECOND_KEYRING;

  return self;
}

/**
 * hz_vault_open_look:
 * @folder: of a centre or of a backup
 * @identity: of somebody who belongs there
 * @error: return location
 *
 * Reads the keyring as at a sign-in, without a password and without the database.
 *
 * Returns: (transfer full) (nullable): what she finds there
 */
HzVaultSession *
hz_vault_open_look (const char *folder,
                    HzIdentity *identity,
                    GError **error)
{
  g_autoptr (HzVaultSession) self = hz_vault_session_new (folder, NULL);
  gboolean second_used = FALSE;

  self->keyring = hz_keyring_file_read (folder, &second_used, self->keyring_hash, error);
  self->identity = hz_identity_ref (identity);

  return self->keyring != NULL && find_centre_key (self, error) ? g_steal_pointer (&self) : NULL;
}

/* The lock is held now: what was read before it must still be what is there. */
static gboolean
check_keyring_is_same (HzVaultSession *self,
                       GError **error)
{
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second_used;
  g_autoptr (HzKeyring) keyring = hz_keyring_file_read (self->folder, &second_used, hash, error);

  if (keyring == NULL)
    return FALSE;

  if (memcmp (hash, self->keyring_hash, sizeof hash) != 0)
    return refuse (error, HZ_VAULT_ERROR_KEYRING_CHANGED,
                   "The keyring was written by another program meanwhile");

  hz_keyring_file_repair (self->folder);
  return TRUE;
}

/**
 * hz_vault_open_database:
 * @self: a session that has the centre key
 * @error: return location
 *
 * Returns: whether the database is open, and what an interrupted act has left is put in order
 */
gboolean
hz_vault_open_database (HzVaultSession *self,
                        GError **error)
{
  g_autofree char *path = hz_vault_file_build_path (self->folder,
                                                    hz_keyring_get_file_id (self->keyring));
  HzVaultFileState state = { 0 };

  self->worker = hz_vault_file_open (path, self->dbk, hz_keyring_get_file_id (self->keyring),
                                     &state, error);
  if (self->worker == NULL)
    return FALSE;

  if (state.unclean)
    self->notices |= HZ_VAULT_NOTICE_UNCLEAN_STOP;
  if (state.wal_aside)
    self->notices |= HZ_VAULT_NOTICE_WAL_ASIDE;
  if (!hz_secret_is_memory_pinned ())
    self->notices |= HZ_VAULT_NOTICE_MEMORY_NOT_PINNED;
  if (hz_swap_is_in_clear (HZ_SWAP_ROOT))
    self->notices |= HZ_VAULT_NOTICE_SWAP_IN_CLEAR;

  return check_keyring_is_same (self, error) && hz_vault_rotate_clear_up (self, error);
}

typedef struct
{
  HzVaultSession *session;
  HzPin *stored;
  guint64 counter;
} PinReading;

static gboolean
read_stored_pin (HzDb *db,
                 gpointer data,
                 GError **error)
{
  PinReading *reading = data;
  HzVaultSession *session = reading->session;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GBytes) body = NULL;
  gint64 revision;

  body = hz_ring_store_get_pin (db, hz_identity_get_id (session->identity), &revision,
                                &store_error);
  if (store_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&store_error));
      return FALSE;
    }

  if (body != NULL)
    reading->stored = hz_pin_open (body, revision, session->identity,
                                   hz_keyring_get_centre_id (session->keyring));

  return hz_vault_file_get_change_counter (db, &reading->counter, error);
}

static void
note_verdict (HzVaultSession *self,
              HzPinVerdict verdict)
{
  const struct { HzPinVerdict verdict; HzVaultNotices notice; } notices[] = {
    { HZ_PIN_ROSTER_SHORTER | HZ_PIN_OLDER_FILE, HZ_VAULT_NOTICE_ROLLED_BACK },
    { HZ_PIN_ROSTER_FORKED, HZ_VAULT_NOTICE_ROSTER_FORKED },
    { HZ_PIN_ROSTER_GREW, HZ_VAULT_NOTICE_ROSTER_CHANGED },
    { HZ_PIN_KEYS_CHANGED, HZ_VAULT_NOTICE_KEYS_CHANGED },
    { HZ_PIN_NAME_CHANGED, HZ_VAULT_NOTICE_NAME_CHANGED },
    { HZ_PIN_RESTORED, HZ_VAULT_NOTICE_RESTORED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (verdict & notices[i].verdict)
      self->notices |= notices[i].notice;

  if (verdict & HZ_PIN_ALARMS)
    self->alarmed = TRUE;
}

/* What differs between @pin and what is there. A restore that she has not seen yet explains why the
 * roster, the counter and the audit went back. */
static HzPinVerdict
compare_pin (HzVaultSession *self,
             HzPin *pin,
             guint64 counter)
{
  HzPinVerdict verdict = hz_pin_compare_roster (pin, self->roster)
                         | hz_pin_compare_file (pin, hz_keyring_get_file_id (self->keyring), counter);

  if (hz_pin_take_restore (pin, self->roster))
    verdict = (verdict & ~HZ_PIN_ALARMS) | HZ_PIN_RESTORED;

  return verdict;
}

/**
 * hz_vault_open_check_pin:
 * @self: a session with an open database
 * @error: return location
 *
 * Compares with both copies of the pin; the newer goes on.
 *
 * Returns: whether they could be read; what differs is in the notices
 */
gboolean
hz_vault_open_check_pin (HzVaultSession *self,
                         GError **error)
{
  PinReading reading = { self, NULL, 0 };
  g_autoptr (HzPin) stored = NULL;
  g_autoptr (HzPin) kept = NULL;
  HzPinVerdict verdict = 0;

  if (self->pin_folder != NULL)
    kept = hz_pin_load_file (self->pin_folder, self->identity,
                             hz_keyring_get_centre_id (self->keyring));

  if (!hz_vault_file_read (self->worker, read_stored_pin, &reading, error))
    return FALSE;

  stored = reading.stored;
  if (kept != NULL)
    verdict |= compare_pin (self, kept, reading.counter);
  if (stored != NULL)
    verdict |= compare_pin (self, stored, reading.counter);

  /* What only one of the two explains is not explained. */
  if (verdict & HZ_PIN_ALARMS)
    verdict &= ~HZ_PIN_RESTORED;
  note_verdict (self, verdict);

  /* Another computer, or somebody took the pin off this one to hide that the file is older. */
  if (kept == NULL && stored != NULL)
    self->notices |= HZ_VAULT_NOTICE_FIRST_TIME;

  if (kept != NULL && (stored == NULL || kept->revision >= stored->revision))
    self->pin = g_steal_pointer (&kept);
  else if (stored != NULL)
    self->pin = g_steal_pointer (&stored);
  else
    self->pin = hz_pin_new ();

  return TRUE;
}

/**
 * hz_vault_open_begin_sitting:
 * @self: a session with an open database
 * @error: return location
 *
 * Returns: whether her keys are read, and her pin is as it is to be
 */
gboolean
hz_vault_open_begin_sitting (HzVaultSession *self,
                             GError **error)
{
  self->rings = hz_rings_new (self->identity, self->roster);

  /* With an alarm open the pin stays as it was until the person says that she has seen it. */
  return hz_vault_session_settle (self, error)
         && (self->alarmed || hz_vault_session_save_pin (self, TRUE, error));
}

static void
note_own_name (HzVaultSession *self)
{
  const HzRosterMember *me = hz_roster_find (self->roster, hz_identity_get_id (self->identity));

  if (me != NULL)
    g_ptr_array_add (self->own_names, g_strdup (me->name));
}

/* The same keys on a Latin keyboard, for a member with a Latin name or password in front of a PC that
 * has no such layout. */
static HzVaultSession *
sign_in_by_keys (const char *folder,
                 const char *pin_folder,
                 const char *login,
                 HzSecret *password)
{
  g_autoptr (HzSecret) typed_login = hz_secret_new_password (login);
  g_autoptr (HzSecret) latin_login = hz_password_to_latin_keys (typed_login);
  g_autoptr (HzSecret) latin_password = hz_password_to_latin_keys (password);
  HzVaultSession *self;

  if (latin_login == NULL && latin_password == NULL)
    return NULL;

  self = sign_in (folder, pin_folder, latin_login != NULL ? hz_secret_get_text (latin_login) : login,
                  latin_password != NULL ? latin_password : password, NULL);

  /* Whoever chooses a password is to choose it for the name she can type. */
  if (self != NULL && hz_identity_get_kind (self->identity) == HZ_IDENTITY_INVITATION)
    g_clear_pointer (&self, hz_vault_session_free);

  return self;
}

/**
 * hz_vault_open_sign_in:
 * @folder: of a centre or of a backup
 * @login: as typed
 * @password: as typed
 * @error: return location
 *
 * Reads the keyring as at a sign-in, without the database.
 *
 * Returns: (transfer full) (nullable): what a member finds there
 */
HzVaultSession *
hz_vault_open_sign_in (const char *folder,
                       const char *login,
                       HzSecret *password,
                       GError **error)
{
  GError *sign_in_error = NULL;
  HzVaultSession *self = sign_in (folder, NULL, login, password, &sign_in_error);

  if (g_error_matches (sign_in_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN))
    self = sign_in_by_keys (folder, NULL, login, password);
  if (self == NULL)
    {
      g_propagate_error (error, sign_in_error);
      return NULL;
    }

  g_clear_error (&sign_in_error);
  if (hz_identity_get_kind (self->identity) != HZ_IDENTITY_MEMBER)
    {
      refuse (error, HZ_VAULT_ERROR_INVITATION, "A password of one's own is to be chosen");
      g_clear_pointer (&self, hz_vault_session_free);
    }

  return self;
}

/**
 * hz_vault_open_unlock:
 * @folder: the centre's
 * @pin_folder: (nullable): the state folder of the PC
 * @login: as typed
 * @password: as typed
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open session; %HZ_VAULT_ERROR_INVITATION when name and
 *   one-time password are right
 */
HzVaultSession *
hz_vault_open_unlock (const char *folder,
                      const char *pin_folder,
                      const char *login,
                      HzSecret *password,
                      GError **error)
{
  HzVaultSession *self = hz_vault_open_sign_in (folder, login, password, error);
  gboolean open;

  if (self == NULL)
    return NULL;

  self->pin_folder = g_strdup (pin_folder);
  note_own_name (self);
  open = hz_vault_open_database (self, error) && hz_vault_open_check_pin (self, error)
         && hz_vault_open_begin_sitting (self, error);
  if (!open)
    g_clear_pointer (&self, hz_vault_session_free);

  return self;
}

static gboolean
write_own_grant (HzDb *db,
                 gpointer data,
                 GError **error)
{
  HzVaultSession *session = data;
  g_autoptr (HzRings) rings = hz_rings_new (session->identity, session->roster);

  return hz_rings_grant_own_to_recovery (rings, db, error);
}

/**
 * hz_vault_open_put_login_slot:
 * @self: a session of the identity that the slot is to hold
 * @keyring: the keyring being prepared
 * @roster: the roster it will hold
 * @login: as typed
 * @password: as typed
 * @error: return location
 *
 * Returns: whether she can sign in by them after the commit; %HZ_VAULT_ERROR_BAD_NAME when somebody
 *   else does
 */
gboolean
hz_vault_open_put_login_slot (HzVaultSession *self,
                              HzKeyring *keyring,
                              HzRoster *roster,
                              const char *login,
                              HzSecret *password,
                              GError **error)
{
  g_autoptr (GArray) ids = hz_vault_session_list_slot_ids (roster);
  g_autoptr (HzSecret) root = hz_kdf_login_root (login, password,
                                                 hz_keyring_get_install_salt (keyring),
                                                 hz_keyring_get_cost (keyring), error);

  if (root == NULL)
    return FALSE;

  if (!hz_keyring_put_slot (keyring, root, self->identity, self->dbk, ids))
    return refuse (error, HZ_VAULT_ERROR_BAD_NAME, "Another account has this name and password");

  return TRUE;
}

/* Her keys in place of the enrolment's, in memory; on disk with the commit. */
static gboolean
become_member (HzVaultSession *self,
               const char *login,
               HzSecret *password,
               GError **error)
{
  g_autoptr (HzIdentity) enrolment = g_steal_pointer (&self->identity);
  g_autoptr (HzRoster) next = hz_roster_copy (self->roster);
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (self->keyring);

  self->identity = hz_identity_new (HZ_IDENTITY_MEMBER, hz_identity_get_id (enrolment));
  hz_keyring_drop_slots (keyring, hz_identity_get_id (enrolment), self->dbk);

  return hz_roster_join (next, enrolment, self->identity, error)
         && hz_vault_open_put_login_slot (self, keyring, next, login, password, error)
         && hz_vault_file_write (self->worker, write_own_grant, self, error)
         && hz_vault_session_commit (self, g_steal_pointer (&keyring), next, error);
}

/**
 * hz_vault_open_join:
 * @folder: the centre's
 * @pin_folder: (nullable): the state folder of the PC
 * @login: as typed
 * @one_time: the password of the invitation
 * @password: the one she has chosen
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open session of the new member
 */
HzVaultSession *
hz_vault_open_join (const char *folder,
                    const char *pin_folder,
                    const char *login,
                    HzSecret *one_time,
                    HzSecret *password,
                    GError **error)
{
  HzVaultSession *self = sign_in (folder, pin_folder, login, one_time, error);
  gboolean open;

  if (self == NULL)
    return NULL;

  if (hz_identity_get_kind (self->identity) != HZ_IDENTITY_INVITATION)
    {
      refuse (error, HZ_VAULT_ERROR_NOT_INVITATION, "This account has its own password already");
      hz_vault_session_free (self);
      return NULL;
    }

  open = hz_vault_open_database (self, error) && become_member (self, login, password, error)
         && hz_vault_open_check_pin (self, error) && hz_vault_open_begin_sitting (self, error);
  if (!open)
    g_clear_pointer (&self, hz_vault_session_free);

  return self;
}
