/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Changing the centre key: the database is copied into a new file under a new key, with a file id of
 * its own, while everybody goes on writing; then the keyring names that file instead of the old one.
 *
 * A row of the table `rotation` says from which file to which. It is there as long as a change is owed,
 * so that one which was interrupted begins again at the next sign-in, by whoever signs in:
 *
 *   the keyring names   what is at the next start
 *   no file             the change is owed: hz_vault_owe_rotation()
 *   from                the other file goes when it is there; the change is owed
 *   to                  the change is done; the other file goes, then the row
 *   neither             the row is of another copy of this folder, and goes
 *
 * The last pages, the keyring and the exchange of files are one step of the database thread: no write
 * comes between them. When somebody gets other keys with it, what is hers is sealed anew in the new
 * file alone, in that step: see hz-vault-renew.c.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-rotate.h"

#include <sodium.h>
#include <string.h>

#include "hz-db-backup.h"
#include "hz-db-check.h"
#include "hz-db-private.h"
#include "hz-db-worker-private.h"
#include "hz-statement.h"
#include "hz-vault-error.h"

/* One change of the key. @dbk: the new one. @renewal: (nullable): whose keys change with it. */
typedef struct
{
  HzVaultSession *session;
  HzVaultRenewal *renewal;
  HzId from;
  HzId to;
  char *path;
  HzSecret *dbk;
  HzCipherKey *key;
  HzDbBackup *backup;
  HzKeyring *keyring;
  GBytes *bytes;
  guint8 hash[HZ_KEYRING_HASH_BYTES];
} Rotation;

static HzRotateStepFunc watcher = NULL;
static gpointer watcher_data = NULL;

/**
 * hz_vault_rotate_watch_steps:
 * @func: (nullable) (scope forever): called before each step
 * @user_data: given to @func
 */
void
hz_vault_rotate_watch_steps (HzRotateStepFunc func,
                             gpointer user_data)
{
  watcher = func;
  watcher_data = user_data;
}

static void
enter_step (HzRotateStep step)
{
  if (watcher != NULL)
    watcher (step, watcher_data);
}

static void
set_owed (HzVaultSession *session,
          gboolean owed)
{
  g_mutex_lock (&session->mutex);
  session->rotation_owed = owed;
  g_mutex_unlock (&session->mutex);
}

/* A pair of ids: of the file it is, and of the one it is to be. No ids: whichever file it is. */
typedef struct
{
  HzId from;
  HzId to;
  gboolean is_there;
} Record;

static gboolean
write_record (HzDb *db,
              gpointer data,
              GError **error)
{
  const Record *record = data;
  g_autoptr (HzStatement) statement = hz_statement_new (db,
    "INSERT OR REPLACE INTO rotation (rotation_key, from_file_id, to_file_id) VALUES (1, ?1, ?2)",
    error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &record->from);
  hz_statement_bind_id (statement, 2, &record->to);

  return hz_statement_run (statement, error);
}

static gboolean
read_record (HzDb *db,
             gpointer data,
             GError **error)
{
  Record *record = data;
  g_autoptr (HzStatement) statement = hz_statement_new (db,
    "SELECT from_file_id, to_file_id FROM rotation", error);

  if (statement == NULL || !hz_statement_step (statement, &record->is_there, error))
    return FALSE;

  if (record->is_there)
    {
      record->from = hz_statement_get_id (statement, 0);
      record->to = hz_statement_get_id (statement, 1);
    }

  return TRUE;
}

/* Not one that somebody else has written since, who was removed meanwhile or erased: that is owed. */
static gboolean
delete_record (HzDb *db,
               gpointer data,
               GError **error)
{
  const HzId *to = data;
  g_autoptr (HzStatement) statement = hz_statement_new (db,
    "DELETE FROM rotation WHERE to_file_id = ?1", error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, to);

  return hz_statement_run (statement, error);
}

/**
 * hz_vault_rotate_record:
 * @session: a session
 * @error: return location
 *
 * Returns: whether the change is owed from now on, whatever happens
 */
gboolean
hz_vault_rotate_record (HzVaultSession *session,
                        GError **error)
{
  Record record = { *hz_keyring_get_file_id (session->keyring), HZ_ID_NONE, FALSE };

  randombytes_buf (record.to.bytes, sizeof record.to.bytes);
  if (!hz_vault_file_write (session->worker, write_record, &record, error))
    return FALSE;

  set_owed (session, TRUE);
  return TRUE;
}

/**
 * hz_vault_owe_rotation:
 * @db: the open database, in a write job
 * @is_new: (out): whether none was owed or under way
 * @error: return location
 *
 * For what is deleted in the same job, so that no copy of before can be opened with what is found here:
 * then it is owed as soon as that is gone, whatever happens. hz_vault_begin_rotation_async() goes on.
 *
 * Returns: whether one is
 */
gboolean
hz_vault_owe_rotation (HzDb *db,
                       gboolean *is_new,
                       GError **error)
{
  if (!hz_db_execute (db, "INSERT INTO rotation (rotation_key, from_file_id, to_file_id)"
                          " VALUES (1, zeroblob (16), zeroblob (16))"
                          " ON CONFLICT (rotation_key) DO NOTHING", error))
    return FALSE;

  *is_new = hz_db_get_n_changes (db) == 1;
  return TRUE;
}

static gboolean
is_owed (const Record *record,
         const HzId *named)
{
  return record->is_there && (!hz_id_is_set (&record->from) || hz_id_equal (&record->from, named))
         && !hz_id_equal (&record->to, named);
}

/**
 * hz_vault_rotate_look:
 * @session: a session
 * @error: return location
 *
 * Returns: whether it could be read if a change is owed that was written down since the sign-in
 */
gboolean
hz_vault_rotate_look (HzVaultSession *session,
                      GError **error)
{
  Record record = { HZ_ID_NONE, HZ_ID_NONE, FALSE };

  if (!hz_vault_file_read (session->worker, read_record, &record, error))
    return FALSE;

  if (is_owed (&record, hz_keyring_get_file_id (session->keyring)))
    set_owed (session, TRUE);

  return TRUE;
}

/* Also for a power cut: else it would come back after nothing knows of it any more. */
static gboolean
discard_file (HzVaultSession *session,
              const HzId *file_id)
{
  g_autofree char *path = hz_vault_file_build_path (session->folder, file_id);

  return hz_vault_file_discard (path) && hz_vault_file_sync_folder (session->folder, NULL);
}

/**
 * hz_vault_rotate_clear_up:
 * @session: a session whose database has just been opened
 * @error: return location
 *
 * Returns: whether it could be found out what is owed
 */
gboolean
hz_vault_rotate_clear_up (HzVaultSession *session,
                          GError **error)
{
  const HzId *named = hz_keyring_get_file_id (session->keyring);
  Record record = { HZ_ID_NONE, HZ_ID_NONE, FALSE };

  if (!hz_vault_file_read (session->worker, read_record, &record, error))
    return FALSE;

  if (!record.is_there)
    return TRUE;

  if (is_owed (&record, named))
    {
      if (hz_id_is_set (&record.to))
        discard_file (session, &record.to);
      set_owed (session, TRUE);
      return TRUE;
    }

  /* The row is what knows of the file: it stays as long as that does. */
  if (hz_id_equal (&record.to, named) && !hz_id_equal (&record.from, named)
      && !discard_file (session, &record.from))
    return TRUE;

  return hz_vault_file_write (session->worker, delete_record, &record.to, error);
}

static void
clear_rotation (Rotation *self)
{
  g_clear_pointer (&self->backup, hz_db_backup_free);
  g_clear_pointer (&self->key, hz_cipher_key_unref);
  g_clear_pointer (&self->dbk, hz_secret_unref);
  g_clear_pointer (&self->keyring, hz_keyring_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->path, g_free);
}

static HzDbStep
copy_step (HzDb *db,
           gpointer data,
           GError **error)
{
  Rotation *self = data;

  return hz_db_backup_step_to_last (db, self->backup, error);
}

/* A -wal that is brought in beforehand is not brought in while somebody waits. */
static HzDbStep
bring_in_step (HzDb *db,
               gpointer unused,
               GError **error)
{
  return hz_db_checkpoint (db, error) ? HZ_DB_STEP_DONE : HZ_DB_STEP_FAILED;
}

static void
abandon_copy (HzDb *db,
              gpointer data)
{
  Rotation *self = data;

  hz_db_backup_abandon (db, self->backup);
}

static gboolean
give_up_copy (HzDb *db,
              gpointer data,
              GError **error)
{
  abandon_copy (db, data);

  return TRUE;
}

/* What the session holds from the commit on. */
static void
take_over (Rotation *self)
{
  HzVaultSession *session = self->session;

  hz_keyring_free (session->keyring);
  session->keyring = g_steal_pointer (&self->keyring);
  memcpy (session->keyring_hash, self->hash, sizeof self->hash);
  hz_secret_unref (session->dbk);
  session->dbk = hz_secret_ref (self->dbk);
}

/* On the database thread, in one step: after the last page nothing is written until the files are
 * exchanged. */
static HzDbStep
switch_step (HzDb *db,
             gpointer data,
             GError **error)
{
  Rotation *self = data;
  HzVaultSession *session = self->session;
  HzDbStep step;
  HzDb *next;

  do
    step = hz_db_backup_step (db, self->backup, error);
  while (step == HZ_DB_STEP_AGAIN);

  next = step == HZ_DB_STEP_DONE ? hz_db_open (self->path, self->key, error) : NULL;
  if (next == NULL)
    return HZ_DB_STEP_FAILED;

  if (!hz_db_prepare_move (db, next, error)
      || (self->renewal != NULL && !hz_vault_renew_write (self->renewal, session, next, error))
      || !hz_vault_file_sync_folder (session->folder, error)
      || !hz_keyring_file_write (session->folder, self->bytes, session->keyring_hash, self->hash,
                                 error))
    {
      hz_db_set_broken (next);
      hz_db_close (next, NULL);
      return HZ_DB_STEP_FAILED;
    }

  hz_db_move (db, next);
  if (session->rings != NULL)
    hz_rings_reconnect (session->rings, db);
  take_over (self);
  if (self->renewal != NULL)
    hz_vault_renew_take_over (self->renewal, session);

  return HZ_DB_STEP_DONE;
}

/* Everybody's grants of the new key, the roster sealed with it. */
static gboolean
prepare_keyring (Rotation *self,
                 GError **error)
{
  HzVaultSession *session = self->session;
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (session->keyring);
  g_autoptr (HzRoster) roster = hz_vault_session_ref_roster (session);
  g_autoptr (GArray) ids = hz_vault_session_list_slot_ids (roster);
  HzIdentity *giver = session->identity;
  g_autoptr (GBytes) entries = NULL;

  if (self->renewal != NULL)
    {
      if (!hz_vault_renew_prepare (self->renewal, session, keyring, error))
        return FALSE;

      giver = self->renewal->identity;
      hz_roster_unref (roster);
      roster = hz_roster_ref (self->renewal->roster);
    }

  entries = hz_roster_serialize (roster);
  hz_keyring_change_key (keyring, session->dbk, self->dbk, ids);
  hz_keyring_set_file (keyring, hz_keyring_get_centre_id (session->keyring), &self->to,
                       hz_keyring_get_dbk_epoch (session->keyring) + 1);
  hz_vault_session_fill_grants_of (giver, keyring, roster, self->dbk);
  hz_keyring_set_roster (keyring, self->dbk, entries);

  self->bytes = hz_keyring_serialize (keyring, self->dbk);
  self->keyring = g_steal_pointer (&keyring);

  return TRUE;
}

static gboolean
begin_rotation (Rotation *self,
                GError **error)
{
  HzVaultSession *session = self->session;
  Record record = { HZ_ID_NONE, HZ_ID_NONE, FALSE };

  enter_step (HZ_ROTATE_STEP_RECORD);
  self->from = *hz_keyring_get_file_id (session->keyring);
  randombytes_buf (self->to.bytes, sizeof self->to.bytes);

  record.from = self->from;
  record.to = self->to;
  if (!hz_vault_file_write (session->worker, write_record, &record, error))
    return FALSE;

  set_owed (session, TRUE);
  self->path = hz_vault_file_build_path (session->folder, &self->to);
  self->dbk = hz_secret_new_random (HZ_KEY_BYTES);
  self->key = hz_cipher_key_new (self->dbk, &self->to);
  self->backup = hz_db_backup_new (self->path, self->key);

  return TRUE;
}

static void
show_progress (HzVaultSession *session,
               HzDbBackup *backup)
{
  g_mutex_lock (&session->mutex);
  session->rotating = backup;
  g_mutex_unlock (&session->mutex);
}

/* Others' acts may come while the pages are copied, and none while the keyring changes. */
static gboolean
copy_and_switch (Rotation *self,
                 GError **error)
{
  HzVaultSession *session = self->session;
  gboolean done;

  enter_step (HZ_ROTATE_STEP_COPY);
  show_progress (session, self->backup);
  hz_vault_session_let_others (session);
  done = hz_db_worker_run_long (session->worker, bring_in_step, NULL, NULL, session->long_work, error)
         && hz_db_worker_run_long (session->worker, copy_step, abandon_copy, self,
                                   session->long_work, error);
  hz_vault_session_keep_others (session);

  if (done)
    {
      enter_step (HZ_ROTATE_STEP_SWITCH);
      done = prepare_keyring (self, error);
      if (done)
        done = hz_db_worker_run_long (session->worker, switch_step, abandon_copy, self, NULL, error);
      else
        hz_vault_file_read (session->worker, give_up_copy, self, NULL);
    }

  show_progress (session, NULL);
  if (!done)
    hz_vault_file_discard (self->path);

  return done;
}

/* The file is in use already. */
static gboolean
check_new_file (HzVaultSession *session,
                HzDbCheck *check,
                GError **error)
{
  gboolean done;

  hz_vault_session_let_others (session);
  done = hz_db_worker_run_long (session->worker, hz_db_check_step, NULL, check, session->long_work,
                                error);
  hz_vault_session_keep_others (session);

  return done;
}

static void
drop_old_file (Rotation *self)
{
  g_autoptr (GError) error = NULL;

  enter_step (HZ_ROTATE_STEP_DELETE);
  if (!discard_file (self->session, &self->from))
    return;

  enter_step (HZ_ROTATE_STEP_FORGET);
  if (!hz_vault_file_write (self->session->worker, delete_record, &self->to, &error))
    g_message ("After the change of the centre key: %s", error->message);
}

/* The key has changed. What does not come to its end, because a lock has come or the disk refuses, is
 * done at the next start; only damage is told. */
static gboolean
finish_rotation (Rotation *self,
                 GError **error)
{
  g_autoptr (HzDbCheck) check = hz_db_check_new (TRUE);
  g_autoptr (GError) check_error = NULL;

  enter_step (HZ_ROTATE_STEP_CHECK);
  if (!check_new_file (self->session, check, &check_error))
    {
      g_message ("After the change of the centre key: %s", check_error->message);
      return TRUE;
    }

  if (hz_db_check_is_damaged (check))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED,
                   "The database under the new key is damaged");
      return FALSE;
    }

  if (hz_db_check_is_whole (check))
    drop_old_file (self);

  return TRUE;
}

/**
 * hz_vault_rotate:
 * @session: a session
 * @error: return location
 *
 * Returns: whether the centre has another key; the old file goes then too, or at the next start.
 *   %HZ_VAULT_ERROR_CANCELLED when a lock has come, _NO_SPACE, _IO: then it is still owed. _DAMAGED
 *   also when it has another key and the new file is not whole; then the old one stays for now
 */
gboolean
hz_vault_rotate (HzVaultSession *session,
                 GError **error)
{
  return hz_vault_rotate_with (session, NULL, error);
}

/**
 * hz_vault_rotate_with:
 * @session: a session
 * @renewal: (nullable): new keys of who is signed in, which begin to count with the centre's
 * @error: return location
 *
 * Returns: as hz_vault_rotate(); @renewal tells by itself whether its keys count
 */
gboolean
hz_vault_rotate_with (HzVaultSession *session,
                      HzVaultRenewal *renewal,
                      GError **error)
{
  Rotation rotation = { .session = session, .renewal = renewal };
  gboolean done = begin_rotation (&rotation, error) && copy_and_switch (&rotation, error);

  if (done)
    {
      set_owed (session, FALSE);
      done = finish_rotation (&rotation, error);
    }
  clear_rotation (&rotation);

  return done;
}
