/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Restoring: a backup, or any copy of a centre's folder, becomes a centre in a new place.
 *
 * It is made beside that place, as `<folder>.part`: the files are copied and read whole, who has left
 * or changed keys since is taken out, the roster says that this is a restored state (so that pins know
 * why the counter goes back), the centre key changes, and the result is opened as a stranger would.
 * Only then does it get its name. Neither the backup nor a centre of today is written to; what a
 * kill has left goes with the next try.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-restore.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hz-db-check.h"
#include "hz-db-worker-private.h"
#include "hz-roster-act.h"
#include "hz-vault-backup.h"
#include "hz-vault-error.h"
#include "hz-vault-rotate.h"

#define BYTES_AT_ONCE (1024 * 1024)

static HzRestoreStepFunc watcher = NULL;
static gpointer watcher_data = NULL;

/**
 * hz_vault_restore_watch_steps:
 * @func: (nullable) (scope forever): called before each step
 * @user_data: given to @func
 */
void
hz_vault_restore_watch_steps (HzRestoreStepFunc func,
                              gpointer user_data)
{
  watcher = func;
  watcher_data = user_data;
}

static void
enter_step (HzRestoreStep step)
{
  if (watcher != NULL)
    watcher (step, watcher_data);
}

static gboolean
refuse (GError **error,
        HzVaultError code,
        const char *why)
{
  g_set_error_literal (error, HZ_VAULT_ERROR, code, why);
  return FALSE;
}

static gboolean
refuse_errno (GError **error,
              const char *what)
{
  int code = errno;

  g_set_error (error, HZ_VAULT_ERROR,
               code == ENOSPC || code == EDQUOT || code == EFBIG ? HZ_VAULT_ERROR_NO_SPACE
                                                                 : HZ_VAULT_ERROR_IO,
               "%s: %s", what, g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd,
           const guint8 *bytes,
           gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;

      bytes += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static gboolean
copy_bytes (int from,
            int to,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree guint8 *bytes = g_malloc (BYTES_AT_ONCE);
  gssize n;

  for (;;)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return refuse (error, HZ_VAULT_ERROR_CANCELLED, "Cancelled");

      n = read (from, bytes, BYTES_AT_ONCE);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      if (!write_all (to, bytes, (gsize) n))
        return refuse_errno (error, "Copying a file");
    }

  if (n < 0)
    return refuse_errno (error, "Reading the backup");

  return fsync (to) == 0 || refuse_errno (error, "Copying a file");
}

/* @may_miss: it is well when there is no such file. */
static gboolean
copy_file (const char *from_path,
           const char *to_path,
           gboolean may_miss,
           GCancellable *cancellable,
           GError **error)
{
  int from = open (from_path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  gboolean done;
  int to;

  if (from < 0 && errno == ENOENT)
    return may_miss || refuse (error, HZ_VAULT_ERROR_MISSING, "A file of the backup is not there");
  if (from < 0)
    return refuse_errno (error, "Opening the backup");

  to = open (to_path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  done = to >= 0 ? copy_bytes (from, to, cancellable, error) : refuse_errno (error, "Making a file");
  if (to >= 0 && close (to) != 0 && done)
    done = refuse_errno (error, "Copying a file");
  close (from);

  return done;
}

static gboolean
copy_files (const char *source,
            const char *part,
            HzKeyring *keyring,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *database = hz_vault_file_build_path ("", hz_keyring_get_file_id (keyring));
  g_autofree char *log = g_strconcat (database, "-wal", NULL);
  const struct { const char *name; gboolean may_miss; } files[] = {
    { "keyring", TRUE }, { "keyring.1", TRUE }, { database, FALSE }, { log, TRUE },
  };

  enter_step (HZ_RESTORE_STEP_COPY);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *from = g_build_filename (source, files[i].name, NULL);
      g_autofree char *to = g_build_filename (part, files[i].name, NULL);

      if (!copy_file (from, to, files[i].may_miss, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_may_restore (HzVaultSession *session,
                   GError **error)
{
  const HzId *id = hz_identity_get_id (session->identity);
  const HzRosterMember *me = hz_roster_find (session->roster, id);
  const HzRosterRecovery *recovery = hz_roster_find_recovery (session->roster, id);

  if ((me != NULL && (me->roles & HZ_ROLE_ADMINISTRATOR))
      || (recovery != NULL && recovery->living && recovery->counts))
    return TRUE;

  return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "An administrator restores a centre");
}

static gboolean
check_whole (HzVaultSession *session,
             GError **error)
{
  g_autoptr (HzDbCheck) check = hz_db_check_new (FALSE);

  enter_step (HZ_RESTORE_STEP_CHECK);
  if (!hz_db_worker_run_long (session->worker, hz_db_check_step, NULL, check, session->long_work,
                              error))
    return FALSE;

  return hz_db_check_is_whole (check)
         || refuse (error, HZ_VAULT_ERROR_DAMAGED, "The backup is damaged");
}

/* By today's roster she is gone, or has other keys than the backup knows. */
static gboolean
is_another_today (const HzRosterMember *then,
                  HzRoster *today)
{
  const HzRosterMember *now = today != NULL ? hz_roster_find (today, &then->id) : NULL;

  return now != NULL && (now->state == HZ_MEMBER_LEFT
                         || !hz_public_keys_equal (&now->keys, &then->keys));
}

static gboolean
take_out_people (HzVaultSession *session,
                 HzKeyring *keyring,
                 HzRoster *roster,
                 HzRoster *today,
                 GError **error)
{
  for (guint i = 0; i < hz_roster_get_n_members (session->roster); i++)
    {
      const HzRosterMember *then = hz_roster_get_member (session->roster, i);

      if (then->state == HZ_MEMBER_LEFT || !is_another_today (then, today))
        continue;

      hz_keyring_drop_slots (keyring, &then->id, session->dbk);
      if (!hz_roster_leave (roster, session->identity, &then->id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_counter (HzDb *db,
            gpointer data,
            GError **error)
{
  guint64 *counter = data;

  return hz_vault_file_get_change_counter (db, counter, error);
}

static gboolean
change_people (HzVaultSession *session,
               HzRoster *today,
               GError **error)
{
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (session->keyring);
  g_autoptr (HzRoster) roster = hz_roster_copy (session->roster);
  HzRosterRestore restore = { 0 };

  /* The head of the audit that she had seen in the backup is one that everybody finds there. */
  enter_step (HZ_RESTORE_STEP_PEOPLE);
  restore.file_id = *hz_keyring_get_file_id (session->keyring);
  memcpy (restore.audit_head, session->pin->audit_head, sizeof restore.audit_head);

  if (!hz_vault_file_read (session->worker, read_counter, &restore.change_counter, error)
      || !take_out_people (session, keyring, roster, today, error)
      || !hz_roster_restore (roster, session->identity, &restore, error)
      || !hz_vault_session_commit (session, g_steal_pointer (&keyring), roster, error))
    return FALSE;

  session->rings = hz_rings_new (session->identity, session->roster);

  return hz_vault_session_settle (session, error);
}

static GPtrArray *
list_people (HzVaultSession *session)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_member_free);

  for (guint i = 0; i < hz_roster_get_n_members (session->roster); i++)
    {
      const HzRosterMember *entry = hz_roster_get_member (session->roster, i);
      HzMember *member = g_new0 (HzMember, 1);

      member->id = entry->id;
      member->name = g_strdup (entry->name);
      member->roles = entry->roles;
      member->state = entry->state;
      member->is_me = hz_id_equal (&entry->id, hz_identity_get_id (session->identity));
      member->since = entry->since;
      g_ptr_array_add (people, member);
    }

  return people;
}

/* From the copied files to a state that can be given its name. */
static GPtrArray *
make_over (const char *part,
           HzIdentity *identity,
           HzRoster *today,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (HzVaultSession) session = hz_vault_open_look (part, identity, error);
  g_autoptr (GPtrArray) people = NULL;
  guint64 counter = 0;

  if (session != NULL && cancellable != NULL)
    g_set_object (&session->long_work, cancellable);

  if (session == NULL || !hz_vault_open_database (session, error)
      || !hz_vault_open_check_pin (session, error)
      || !check_whole (session, error) || !change_people (session, today, error))
    return NULL;

  enter_step (HZ_RESTORE_STEP_ROTATE);
  if (!hz_vault_rotate (session, error)
      || !hz_vault_file_read (session->worker, read_counter, &counter, error)
      || !hz_vault_session_close (session, error))
    return NULL;

  people = list_people (session);
  enter_step (HZ_RESTORE_STEP_PROVE);

  return hz_vault_backup_prove (session, part, (gint64) counter, cancellable, error)
         ? g_steal_pointer (&people) : NULL;
}

static gboolean
give_name (const char *part,
           const char *folder,
           GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  enter_step (HZ_RESTORE_STEP_NAME);
  if (!hz_vault_file_sync_folder (part, error))
    return FALSE;

  /* Over an empty folder, too. */
  if (g_rename (part, folder) != 0)
    {
      gboolean is_taken = errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR;

      return refuse (error, is_taken ? HZ_VAULT_ERROR_EXISTS : HZ_VAULT_ERROR_IO,
                     "The restored centre cannot be given its name");
    }

  if (hz_vault_file_sync_folder (parent, error))
    return TRUE;

  hz_vault_backup_remove_part (folder);
  return FALSE;
}

/**
 * hz_vault_restore_check_place:
 * @folder: where a centre is to be
 * @error: return location
 *
 * Returns: whether it is not there yet, or empty; else %HZ_VAULT_ERROR_EXISTS
 */
gboolean
hz_vault_restore_check_place (const char *folder,
                              GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if ((dir == NULL && !g_file_test (folder, G_FILE_TEST_EXISTS))
      || (dir != NULL && g_dir_read_name (dir) == NULL))
    return TRUE;

  return refuse (error, HZ_VAULT_ERROR_EXISTS, "There is something in the new place");
}

/* With the keys she has in the backup, nobody is asked a second time. */
static gboolean
read_today (const char *today,
            HzVaultSession *then,
            HzRoster **roster,
            GError **error)
{
  g_autoptr (HzVaultSession) now = NULL;
  g_autoptr (HzKeyring) keyring = NULL;
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second_used;

  if (today == NULL)
    return TRUE;

  keyring = hz_keyring_file_read (today, &second_used, hash, error);
  if (keyring == NULL)
    return FALSE;

  if (!hz_id_equal (hz_keyring_get_centre_id (keyring), hz_keyring_get_centre_id (then->keyring)))
    return refuse (error, HZ_VAULT_ERROR_OTHER_CENTRE, "The backup is of another centre");

  now = hz_vault_open_look (today, then->identity, error);
  if (now == NULL)
    return FALSE;

  *roster = hz_roster_ref (now->roster);
  return TRUE;
}

/**
 * hz_vault_restore_make:
 * @source: a backup's folder
 * @folder: where the centre is to be: not there yet, or empty
 * @today: (nullable): the folder of the same centre as it is today, if there is one
 * @then: what an administrator, or the sheets, find in @source
 * @cancellable: (nullable): gives up
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzMember): who belonged to the centre then, and has
 *   left by now; else nothing has changed but what a later try takes away. %HZ_VAULT_ERROR_MISSING when
 *   it is half a backup, _NOT_KEYRING, _NEWER, _DAMAGED, _NOT_ALLOWED, _OTHER_CENTRE, _EXISTS,
 *   _NO_SPACE, _IO, _CANCELLED; _NO_GRANT when @then has no place in @today any more
 */
GPtrArray *
hz_vault_restore_make (const char *source,
                       const char *folder,
                       const char *today,
                       HzVaultSession *then,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (HzRoster) now = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *part = g_strconcat (folder, ".part", NULL);

  if (!check_may_restore (then, error) || !read_today (today, then, &now, error))
    return NULL;

  hz_vault_backup_remove_part (part);
  if (g_mkdir (part, 0700) != 0)
    {
      refuse_errno (error, "Making the new place");
      return NULL;
    }

  if (copy_files (source, part, then->keyring, cancellable, error))
    people = make_over (part, then->identity, now, cancellable, error);
  if (people != NULL && give_name (part, folder, error))
    return g_steal_pointer (&people);

  hz_vault_backup_remove_part (part);
  return NULL;
}
