/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A backup: a folder `TARGET/<date>`, in it the database under a file id of its own and a keyring that
 * names it, so that everybody who can sign in today can sign in there with today's password; and the
 * mark of a backup (hz-backup-mark.c).
 *
 * It is made as `<date>.part`, then opened as a stranger would: keyring, grant, roster, every page,
 * every tree. Only when all of that holds does it get its name. What a cut has left of an earlier one
 * goes.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-backup.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hz-backup-mark.h"
#include "hz-db-backup.h"
#include "hz-db-check.h"
#include "hz-db-private.h"
#include "hz-db-worker-private.h"
#include "hz-vault-error.h"
#include "hz-zone.h"

#define MOST_IN_A_DAY 99
#define PAGE_BYTES 4096
#define OLD_PART_SECONDS (24 * 60 * 60)

static gboolean
refuse (GError **error,
        HzVaultError code,
        const char *why)
{
  g_set_error_literal (error, HZ_VAULT_ERROR, code, why);
  return FALSE;
}

/**
 * hz_vault_backup_remove_part:
 * @part: a folder
 *
 * Removes what a centre or a backup is made of, and the folder when nothing else is in it.
 */
void
hz_vault_backup_remove_part (const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (part, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (part, name, NULL);

      if (g_str_has_prefix (name, "keyring") || g_str_has_prefix (name, "centre-")
          || g_str_equal (name, HZ_BACKUP_MARK))
        g_unlink (path);
    }

  g_rmdir (part);
}

/* Of a program that was killed; not of one that is at work. */
static void
remove_old_parts (const char *target)
{
  g_autoptr (GDir) dir = g_dir_open (target, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (target, name, NULL);
      GStatBuf status;

      if (g_str_has_suffix (name, ".part") && g_lstat (path, &status) == 0
          && S_ISDIR (status.st_mode) && now - status.st_mtime > OLD_PART_SECONDS)
        hz_vault_backup_remove_part (path);
    }
}

/* A copy beside the original is lost with it, and would be taken for a part of the centre. */
static gboolean
is_inside (const char *folder,
           const char *target)
{
  char *real_folder = realpath (folder, NULL);
  char *real_target = realpath (target, NULL);
  gsize length = real_folder != NULL ? strlen (real_folder) : 0;
  gboolean inside = real_folder == NULL || real_target == NULL
                    || (strncmp (real_target, real_folder, length) == 0
                        && (real_target[length] == '/' || real_target[length] == '\0'));

  free (real_folder);
  free (real_target);

  return inside;
}

static char *
build_place (const char *target,
             const char *day,
             int number)
{
  g_autofree char *name = number == 1 ? g_strdup (day) : g_strdup_printf ("%s-%d", day, number);

  return g_build_filename (target, name, NULL);
}

/* The name after the last of the day: where older ones were taken away, theirs are not used again. */
static char *
choose_place (const char *target,
              GError **error)
{
  g_autofree char *day = hz_date_to_iso (hz_zone_get_today ());
  int last = MOST_IN_A_DAY;

  for (; last > 0; last--)
    {
      g_autofree char *place = build_place (target, day, last);

      if (g_file_test (place, G_FILE_TEST_EXISTS))
        break;
    }

  if (last < MOST_IN_A_DAY)
    return build_place (target, day, last + 1);

  refuse (error, HZ_VAULT_ERROR_EXISTS, "There are too many backups of this day");
  return NULL;
}

static gboolean
make_part (HzVaultSession *session,
           const char *target,
           const char *part,
           GError **error)
{
  g_autofree char *parent = g_path_get_dirname (target);

  if (!g_file_test (parent, G_FILE_TEST_IS_DIR))
    return refuse (error, HZ_VAULT_ERROR_IO, "There is no place for the backup");

  if (!hz_vault_file_make_folder (target, error))
    return FALSE;

  if (is_inside (session->folder, target))
    return refuse (error, HZ_VAULT_ERROR_FAILED, "A backup does not go into the centre's folder");

  remove_old_parts (target);
  hz_vault_backup_remove_part (part);
  if (g_mkdir (part, 0700) != 0)
    return refuse (error, HZ_VAULT_ERROR_IO, "The folder for the backup cannot be made");

  return TRUE;
}

static void
show_progress (HzVaultSession *session,
               HzDbBackup *backup)
{
  g_mutex_lock (&session->mutex);
  session->copying = backup;
  g_mutex_unlock (&session->mutex);
}

static gboolean
copy_database (HzVaultSession *session,
               const char *part,
               const HzId *file_id,
               gint64 *counter,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *path = hz_vault_file_build_path (part, file_id);
  g_autoptr (HzCipherKey) key = hz_cipher_key_new (session->dbk, file_id);
  g_autoptr (HzDbBackup) backup = hz_db_backup_new (path, key);

  gboolean copied;

  /* Others' acts may come meanwhile: the keyring is written after it. */
  show_progress (session, backup);
  hz_vault_session_let_others (session);
  copied = hz_db_worker_run_long (session->worker, hz_db_backup_step, hz_db_backup_abandon, backup,
                                  cancellable, error)
           && hz_db_backup_finish (backup, counter, error);
  hz_vault_session_keep_others (session);
  show_progress (session, NULL);

  return copied;
}

static gboolean
write_keyring (HzVaultSession *session,
               const char *part,
               const HzId *file_id,
               GError **error)
{
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (session->keyring);
  g_autoptr (HzRoster) roster = hz_vault_session_ref_roster (session);
  g_autoptr (GBytes) entries = hz_roster_serialize (roster);
  g_autoptr (GBytes) bytes = NULL;
  guint8 hash[HZ_KEYRING_HASH_BYTES];

  hz_keyring_set_file (keyring, hz_keyring_get_centre_id (session->keyring), file_id,
                       hz_keyring_get_dbk_epoch (session->keyring));
  hz_vault_session_fill_grants (session, keyring, roster);
  hz_keyring_set_roster (keyring, session->dbk, entries);
  bytes = hz_keyring_serialize (keyring, session->dbk);

  return hz_keyring_file_write (part, bytes, NULL, hash, error);
}

static gboolean
check_database (HzVaultSession *session,
                HzDb *db,
                gint64 n_pages,
                gint64 counter,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (HzDbCheck) check = hz_db_check_new (FALSE);
  gint64 there = -1;

  while (!check->is_finished)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return refuse (error, HZ_VAULT_ERROR_CANCELLED, "Cancelled");
      if (hz_db_check_step (db, check, error) == HZ_DB_STEP_FAILED)
        return FALSE;
      g_atomic_int_set (&session->proved, (gint) (1000 * (gint64) check->n_pages / MAX (n_pages, 1)));
    }

  if (!hz_db_check_is_whole (check))
    return refuse (error, HZ_VAULT_ERROR_DAMAGED, "The backup is damaged");

  if (!hz_db_get_int (db, "SELECT n FROM change_counter", &there, error))
    return FALSE;

  return there == counter || refuse (error, HZ_VAULT_ERROR_DAMAGED, "The backup is another state");
}

/* What was written is in the system's memory too: what is read next comes from the disk. */
static void
forget_cached (const char *path)
{
#ifdef POSIX_FADV_DONTNEED
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
#endif
}

static void
forget_cached_folder (const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (part, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (part, name, NULL);

      forget_cached (path);
    }
}

/**
 * hz_vault_backup_prove:
 * @session: of any member
 * @part: a centre that is being made, closed
 * @counter: its change counter
 * @cancellable: (nullable): gives up
 * @error: return location
 *
 * With nothing but the person's own keys, from the disk.
 *
 * Returns: whether it opens, is that state, and every page of it is whole
 */
gboolean
hz_vault_backup_prove (HzVaultSession *session,
                       const char *part,
                       gint64 counter,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (HzVaultSession) found = NULL;
  g_autoptr (HzCipherKey) key = NULL;
  g_autofree char *path = NULL;
  GStatBuf status = { 0 };
  gboolean whole;
  HzDb *db;

  forget_cached_folder (part);
  found = hz_vault_open_look (part, session->identity, error);
  if (found == NULL)
    return FALSE;

  path = hz_vault_file_build_path (part, hz_keyring_get_file_id (found->keyring));
  key = hz_cipher_key_new (found->dbk, hz_keyring_get_file_id (found->keyring));
  db = hz_db_open (path, key, error);
  if (db == NULL)
    return FALSE;

  g_stat (path, &status);
  whole = check_database (session, db, status.st_size / PAGE_BYTES, counter, cancellable, error);
  if (!hz_db_close (db, whole ? error : NULL))
    whole = FALSE;

  return whole;
}

static gboolean
prove_meanwhile (HzVaultSession *session,
                 const char *part,
                 gint64 counter,
                 GCancellable *cancellable,
                 GError **error)
{
  gboolean proved;

  hz_vault_session_let_others (session);
  proved = hz_vault_backup_prove (session, part, counter, cancellable, error);
  hz_vault_session_keep_others (session);

  return proved;
}

static gboolean
give_name (const char *target,
           const char *part,
           const char *place,
           GError **error)
{
  if (!hz_vault_file_sync_folder (part, error))
    return FALSE;

  if (rename (part, place) != 0)
    return refuse (error, HZ_VAULT_ERROR_IO, "The backup cannot be given its name");

  if (hz_vault_file_sync_folder (target, error))
    return TRUE;

  hz_vault_backup_remove_part (place);
  return FALSE;
}

/**
 * hz_vault_backup_make:
 * @session: of any member
 * @target: the folder for backups; made when its parent is there
 * @cancellable: (nullable): gives up
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the folder of the backup, proved; else nothing is left of it.
 *   %HZ_VAULT_ERROR_CANCELLED, _NO_SPACE, _IO, _DAMAGED, _EXISTS, or _FAILED in the centre's own folder
 */
char *
hz_vault_backup_make (HzVaultSession *session,
                      const char *target,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *place = choose_place (target, error);
  g_autofree char *part = NULL;
  gint64 counter = 0;
  HzId file_id;

  if (place == NULL)
    return NULL;

  part = g_strconcat (place, ".part", NULL);
  randombytes_buf (file_id.bytes, sizeof file_id.bytes);
  g_atomic_int_set (&session->proved, 0);

  if (!make_part (session, target, part, error))
    return NULL;

  if (!copy_database (session, part, &file_id, &counter, cancellable, error)
      || !write_keyring (session, part, &file_id, error)
      || !hz_backup_mark_put (part, error)
      || !prove_meanwhile (session, part, counter, cancellable, error)
      || !give_name (target, part, place, error))
    {
      hz_vault_backup_remove_part (part);
      return NULL;
    }

  return g_steal_pointer (&place);
}
