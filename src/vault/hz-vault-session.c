/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is there while somebody is signed in, and the one way in which every act commits: the grants
 * and the roster into a copy of the keyring, the keyring's replacement, then the members and keys in
 * memory. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-session.h"

#include <malloc.h>
#include <sodium.h>
#include <string.h>

#include "hz-ring-store.h"
#include "hz-roster-act.h"
#include "hz-vault-error.h"

/**
 * hz_vault_session_new:
 * @folder: the centre's
 * @pin_folder: the state folder of the PC
 *
 * Returns: (transfer full): a session in which nothing is open yet
 */
HzVaultSession *
hz_vault_session_new (const char *folder,
                      const char *pin_folder)
{
  HzVaultSession *self = g_new0 (HzVaultSession, 1);

  g_mutex_init (&self->mutex);
  self->folder = g_strdup (folder);
  self->pin_folder = g_strdup (pin_folder);
  self->long_work = g_cancellable_new ();
  self->care_holders = g_array_new (FALSE, FALSE, sizeof (HzId));
  self->own_names = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * hz_vault_session_close:
 * @self: a session
 * @error: return location
 *
 * Waits for the database thread's jobs, checkpoints and closes.
 *
 * Returns: whether the database is closed; it is not to be used any more in either case
 */
gboolean
hz_vault_session_close (HzVaultSession *self,
                        GError **error)
{
  HzDbWorker *worker = g_steal_pointer (&self->worker);

  return worker == NULL || hz_vault_file_close (worker, error);
}

/**
 * hz_vault_session_free:
 * @self: (nullable) (transfer full): a session
 *
 * Closes the database when that has not been done, wipes all keys and gives memory back.
 */
void
hz_vault_session_free (HzVaultSession *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;

  if (!hz_vault_session_close (self, &error))
    g_message ("Closing the database: %s", error->message);

  g_clear_pointer (&self->rings, hz_rings_unref);
  g_clear_pointer (&self->identity, hz_identity_unref);
  g_clear_pointer (&self->dbk, hz_secret_unref);
  g_clear_pointer (&self->keyring, hz_keyring_free);
  g_clear_pointer (&self->roster, hz_roster_unref);
  g_clear_pointer (&self->pin, hz_pin_free);
  g_object_unref (self->long_work);
  g_array_unref (self->care_holders);
  g_ptr_array_unref (self->own_names);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->pin_folder);
  g_free (self);

#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

/**
 * hz_vault_session_ref_roster:
 * @self: a session
 *
 * Returns: (transfer full): the roster as of the last act
 */
HzRoster *
hz_vault_session_ref_roster (HzVaultSession *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return hz_roster_ref (self->roster);
}

/**
 * hz_vault_session_list_slot_ids:
 * @roster: a roster
 *
 * Returns: (transfer full) (element-type HzId): everybody whose slots are no fakes
 */
GArray *
hz_vault_session_list_slot_ids (HzRoster *roster)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HzId));

  for (guint i = 0; i < hz_roster_get_n_members (roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (roster, i);

      if (member->state != HZ_MEMBER_LEFT)
        g_array_append_val (ids, member->id);
    }

  for (guint i = 0; i < hz_roster_get_n_recoveries (roster); i++)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (roster, i);

      if (recovery->living)
        g_array_append_val (ids, recovery->id);
    }

  return ids;
}

/**
 * hz_vault_session_let_others:
 * @self: a session
 *
 * Others' acts may come until hz_vault_session_keep_others(): keyring and roster may be others then.
 */
void
hz_vault_session_let_others (HzVaultSession *self)
{
  if (self->acts != NULL)
    g_mutex_unlock (self->acts);
}

/**
 * hz_vault_session_keep_others:
 * @self: a session
 */
void
hz_vault_session_keep_others (HzVaultSession *self)
{
  if (self->acts != NULL)
    g_mutex_lock (self->acts);
}

static void
append_grant (HzIdentity *giver,
              GByteArray *grants,
              HzKeyring *keyring,
              HzSecret *dbk,
              guint32 roster_seq,
              const HzId *recipient_id,
              const guint8 recipient_box[HZ_KEY_BYTES])
{
  HzCentreGrant grant = { 0 };
  guint8 sealed[HZ_CENTRE_GRANT_BYTES];

  grant.dbk = dbk;
  grant.dbk_epoch = hz_keyring_get_dbk_epoch (keyring);
  grant.file_id = *hz_keyring_get_file_id (keyring);
  grant.centre_id = *hz_keyring_get_centre_id (keyring);
  grant.roster_seq = roster_seq;
  hz_centre_grant_seal (&grant, giver, recipient_id, recipient_box, sealed);
  g_byte_array_append (grants, sealed, sizeof sealed);
}

/**
 * hz_vault_session_fill_grants_of:
 * @giver: an identity that the roster has
 * @keyring: the keyring being prepared
 * @roster: the roster it will hold
 * @dbk: the centre key of that keyring
 *
 * Gives the centre key anew to every member, invitation and recovery that counts.
 */
void
hz_vault_session_fill_grants_of (HzIdentity *giver,
                                 HzKeyring *keyring,
                                 HzRoster *roster,
                                 HzSecret *dbk)
{
  g_autoptr (GByteArray) grants = g_byte_array_new ();
  guint32 seq = hz_roster_get_length (roster) - 1;

  for (guint i = 0; i < hz_roster_get_n_members (roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (roster, i);

      if (member->state != HZ_MEMBER_LEFT)
        append_grant (giver, grants, keyring, dbk, seq, &member->id, member->keys.box);
    }

  for (guint i = 0; i < hz_roster_get_n_recoveries (roster); i++)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (roster, i);

      if (recovery->living && recovery->counts)
        append_grant (giver, grants, keyring, dbk, seq, &recovery->id, recovery->keys.box);
    }

  hz_keyring_set_grants (keyring, grants->data, grants->len / HZ_CENTRE_GRANT_BYTES);
}

/**
 * hz_vault_session_fill_grants:
 * @self: a session with an identity that the roster has
 * @keyring: the keyring being prepared
 * @roster: the roster it will hold
 *
 * Likewise, of the centre key as it is.
 */
void
hz_vault_session_fill_grants (HzVaultSession *self,
                              HzKeyring *keyring,
                              HzRoster *roster)
{
  hz_vault_session_fill_grants_of (self->identity, keyring, roster, self->dbk);
}

/**
 * hz_vault_session_take_roster:
 * @self: a session
 * @roster: as it is after an act
 */
void
hz_vault_session_take_roster (HzVaultSession *self,
                              HzRoster *roster)
{
  const HzRosterMember *me = hz_roster_find (roster, hz_identity_get_id (self->identity));
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  hz_roster_ref (roster);
  g_clear_pointer (&self->roster, hz_roster_unref);
  self->roster = roster;

  /* Names given out before stay valid until the lock. */
  if (me != NULL)
    g_ptr_array_add (self->own_names, g_strdup (me->name));
}

/**
 * hz_vault_session_commit:
 * @self: a session
 * @keyring: (transfer full): the keyring of after the act, its slots as they are to be
 * @roster: (nullable): the roster of after the act; %NULL when it does not change
 * @error: return location
 *
 * Returns: whether the act is done; if not, nothing has changed
 */
gboolean
hz_vault_session_commit (HzVaultSession *self,
                         HzKeyring *keyring,
                         HzRoster *roster,
                         GError **error)
{
  g_autoptr (HzKeyring) next = keyring;
  g_autoptr (GBytes) bytes = NULL;
  guint8 zeros[HZ_KEYRING_HASH_BYTES] = { 0 };
  const guint8 *expected = self->keyring_hash;

  if (roster != NULL)
    {
      g_autoptr (GBytes) entries = hz_roster_serialize (roster);

      hz_vault_session_fill_grants (self, next, roster);
      hz_keyring_set_roster (next, self->dbk, entries);
    }

  /* A centre being made has had no keyring. */
  if (memcmp (expected, zeros, sizeof zeros) == 0)
    expected = NULL;

  bytes = hz_keyring_serialize (next, self->dbk);
  if (!hz_keyring_file_write (self->folder, bytes, expected, self->keyring_hash, error))
    return FALSE;

  g_clear_pointer (&self->keyring, hz_keyring_free);
  self->keyring = g_steal_pointer (&next);
  if (roster != NULL)
    hz_vault_session_take_roster (self, roster);

  return TRUE;
}

typedef struct
{
  HzVaultSession *session;
  HzRoster *roster;
  HzSecret *care_key;
  HzSecret *last_care_key;
  gboolean is_due;
} Settling;

static gboolean
settle_rows (HzDb *db,
             gpointer data,
             GError **error)
{
  Settling *settling = data;
  HzRings *rings = settling->session->rings;

  hz_rings_set_roster (rings, settling->roster);
  settling->is_due = FALSE;

  if (!hz_rings_purge (rings, db, error) || !hz_rings_load (rings, db, error)
      || !hz_rings_cover_counting (rings, db, error))
    return FALSE;

  settling->is_due = hz_rings_care_is_due (rings);
  if (!settling->is_due)
    return TRUE;

  if (hz_rings_get_care_key (rings) != NULL)
    settling->last_care_key = hz_secret_ref (hz_rings_get_care_key (rings));
  settling->care_key = hz_secret_new_random (HZ_KEY_BYTES);

  return hz_rings_grant_care_epoch (rings, db, settling->care_key, error);
}

static gboolean
load_rows (HzDb *db,
           gpointer data,
           GError **error)
{
  Settling *settling = data;
  HzVaultSession *session = settling->session;
  GArray *holders;
  gboolean has_care;

  hz_rings_set_roster (session->rings, settling->roster);
  if (!hz_rings_load (session->rings, db, error))
    return FALSE;

  holders = hz_rings_list_care_holders (session->rings);
  has_care = hz_rings_has_care (session->rings);

  g_mutex_lock (&session->mutex);
  g_array_unref (session->care_holders);
  session->care_holders = holders;
  session->has_care = has_care;
  g_mutex_unlock (&session->mutex);

  return TRUE;
}

/* The roster names the care epoch whose key is in place already. */
static gboolean
name_care_epoch (HzVaultSession *self,
                 HzSecret *care_key,
                 HzSecret *last_care_key,
                 GError **error)
{
  g_autoptr (HzRoster) next = hz_roster_copy (self->roster);

  return hz_roster_care_epoch (next, self->identity, care_key, last_care_key, error)
         && hz_vault_session_commit (self, hz_keyring_copy (self->keyring), next, error);
}

/**
 * hz_vault_session_settle:
 * @self: a session
 * @error: return location
 *
 * After sign-in, and after an act that changed who belongs here: deletes grants of people who may
 * not have them, reads the keys, gives the sheets what they lack, and makes a new care epoch when one
 * is due by this person.
 *
 * Returns: whether it could; a care epoch that could not be made is tried again at the next sign-in
 */
gboolean
hz_vault_session_settle (HzVaultSession *self,
                         GError **error)
{
  g_autoptr (HzRoster) roster = hz_vault_session_ref_roster (self);
  Settling settling = { self, roster, NULL, NULL, FALSE };
  g_autoptr (HzSecret) care_key = NULL;
  g_autoptr (HzSecret) last_care_key = NULL;
  gboolean settled;

  settled = hz_vault_file_write (self->worker, settle_rows, &settling, error);
  care_key = settling.care_key;
  last_care_key = settling.last_care_key;

  if (settled && settling.is_due)
    {
      g_autoptr (HzRoster) after = NULL;

      settled = name_care_epoch (self, care_key, last_care_key, error);
      after = hz_vault_session_ref_roster (self);
      settling.roster = after;

      /* Also when it failed: the key that nobody named is not to seal anything. */
      settled = hz_vault_file_read (self->worker, load_rows, &settling, settled ? error : NULL)
                && settled;
    }
  else if (settled)
    settled = hz_vault_file_read (self->worker, load_rows, &settling, error);

  return settled;
}

typedef struct
{
  HzVaultSession *session;
  gboolean see;
  guint64 counter;
} Pinning;

static gboolean
write_pin (HzDb *db,
           gpointer data,
           GError **error)
{
  Pinning *pinning = data;
  HzVaultSession *session = pinning->session;
  const HzId *own_id = hz_identity_get_id (session->identity);
  g_autoptr (GBytes) body = NULL;

  if (!hz_vault_file_get_change_counter (db, &pinning->counter, error))
    return FALSE;

  if (pinning->see)
    {
      g_autoptr (HzRoster) roster = hz_vault_session_ref_roster (session);

      hz_pin_see (session->pin, roster, hz_keyring_get_file_id (session->keyring),
                  pinning->counter);
    }
  else
    session->pin->revision++;

  body = hz_pin_seal (session->pin, session->identity,
                      hz_keyring_get_centre_id (session->keyring));

  return hz_ring_store_put_pin (db, own_id, session->pin->revision, body, error);
}

/**
 * hz_vault_session_save_pin:
 * @self: a session
 * @see: whether what is there now is accepted
 * @error: return location
 *
 * Returns: whether the pin is in the database; that this PC could not keep its copy is logged
 */
gboolean
hz_vault_session_save_pin (HzVaultSession *self,
                           gboolean see,
                           GError **error)
{
  Pinning pinning = { self, see, 0 };
  g_autoptr (GError) file_error = NULL;

  if (!hz_vault_file_write (self->worker, write_pin, &pinning, error))
    return FALSE;

  if (self->pin_folder != NULL
      && !hz_pin_save_file (self->pin, self->pin_folder, self->identity,
                            hz_keyring_get_centre_id (self->keyring), &file_error))
    g_message ("%s", file_error->message);

  return TRUE;
}
