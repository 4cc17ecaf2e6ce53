/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A copy of the open database: SQLite's backup, page by page, into a sealed empty file with a file id
 * of its own. What is written meanwhile through the same connection reaches the copy too, so that it is
 * the state of its last step.
 *
 * The copy alone is written before it commits, straight into its file: it is thrown away whenever
 * something fails, and keeping all of it in memory, or writing it first into a -wal, would take as much
 * as the file is long. It is synced now and then, so that the last step has little to wait for.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-backup.h"

#include "hz-cipher-vfs.h"
#include "hz-db-private.h"
#include "hz-vault-error.h"

/* Some 10 ms on a slow machine. */
#define PAGES_IN_A_STEP 500
#define PAGES_IN_A_SYNC 4000

struct _HzDbBackup
{
  char *path;
  HzCipherKey *key;
  HzDb *copy;
  sqlite3_backup *backup;
  int n_unsynced;

  /* Read by whoever shows how far it is. */
  gint n_done;
  gint n_all;
};

/**
 * hz_db_backup_new:
 * @path: of the copy, where there is nothing yet
 * @key: the copy's
 *
 * Returns: (transfer full): a backup that has not begun
 */
HzDbBackup *
hz_db_backup_new (const char *path,
                  HzCipherKey *key)
{
  HzDbBackup *self = g_new0 (HzDbBackup, 1);

  self->path = g_strdup (path);
  self->key = hz_cipher_key_ref (key);

  return self;
}

/**
 * hz_db_backup_free:
 * @self: (nullable) (transfer full): a backup that has been finished or abandoned
 */
void
hz_db_backup_free (HzDbBackup *self)
{
  if (self == NULL)
    return;

  g_assert (self->backup == NULL && self->copy == NULL);
  g_free (self->path);
  hz_cipher_key_unref (self->key);
  g_free (self);
}

static void
note_progress (HzDbBackup *self)
{
  int n_all = sqlite3_backup_pagecount (self->backup);

  g_atomic_int_set (&self->n_all, n_all);
  g_atomic_int_set (&self->n_done, n_all - sqlite3_backup_remaining (self->backup));
}

/**
 * hz_db_backup_get_progress:
 * @self: a backup
 *
 * Returns: how much of it is done, 0 to 1; on any thread
 */
double
hz_db_backup_get_progress (HzDbBackup *self)
{
  int n_all = g_atomic_int_get (&self->n_all);

  return n_all > 0 ? CLAMP ((double) g_atomic_int_get (&self->n_done) / n_all, 0, 1) : 0;
}

static gboolean
begin (HzDbBackup *self,
       HzDb *db,
       GError **error)
{
  if (!hz_cipher_vfs_make_target (self->path, self->key, error))
    return FALSE;

  self->copy = hz_db_open_target (self->path, self->key, error);
  if (self->copy == NULL)
    return FALSE;

  self->backup = sqlite3_backup_init (hz_db_get_handle (self->copy), "main", hz_db_get_handle (db),
                                      "main");
  if (self->backup == NULL)
    hz_db_set_error (self->copy, sqlite3_extended_errcode (self->copy->handle),
                     "A copy does not begin", error);

  return self->backup != NULL;
}

/* Of a page that does not open, it is the database that is damaged; of others, the copy. */
static void
set_step_error (HzDbBackup *self,
                HzDb *db,
                int result,
                GError **error)
{
  gboolean is_source = result == SQLITE_IOERR_DATA || (result & 0xff) == SQLITE_CORRUPT;

  hz_db_set_error (is_source ? db : self->copy, result, "A copy cannot be made", error);
}

static int
sync_now_and_then (HzDbBackup *self)
{
  sqlite3_file *file = &hz_cipher_vfs_get_file (self->copy->handle)->base;

  if (self->n_unsynced < PAGES_IN_A_SYNC)
    return SQLITE_OK;

  self->n_unsynced = 0;
  return file->pMethods->xSync (file, SQLITE_SYNC_NORMAL);
}

/* @n: of pages; 0 only looks how many there are. Returns SQLite's result. */
static int
copy_pages (HzDbBackup *self,
            int n)
{
  int result = sqlite3_backup_step (self->backup, n);

  note_progress (self);
  self->n_unsynced += n;
  if (result == SQLITE_OK)
    result = sync_now_and_then (self);

  return result;
}

static HzDbStep
fail (HzDbBackup *self,
      HzDb *db,
      int result,
      GError **error)
{
  set_step_error (self, db, result, error);
  hz_db_backup_abandon (db, self);

  return HZ_DB_STEP_FAILED;
}

static HzDbStep
begin_step (HzDbBackup *self,
            HzDb *db,
            GError **error)
{
  int result;

  if (!begin (self, db, error))
    {
      hz_db_backup_abandon (db, self);
      return HZ_DB_STEP_FAILED;
    }

  result = copy_pages (self, 0);

  return result == SQLITE_OK ? HZ_DB_STEP_AGAIN : fail (self, db, result, error);
}

/**
 * hz_db_backup_step_to_last:
 * @db: the connection
 * @backup: an #HzDbBackup
 * @error: return location
 *
 * Like hz_db_backup_step(), but says that it is done when one step is left.
 *
 * Returns: whether there is more to copy
 */
HzDbStep
hz_db_backup_step_to_last (HzDb *db,
                           gpointer backup,
                           GError **error)
{
  HzDbBackup *self = backup;

  if (self->backup != NULL && sqlite3_backup_remaining (self->backup) <= PAGES_IN_A_STEP)
    return HZ_DB_STEP_DONE;

  return hz_db_backup_step (db, backup, error);
}

/**
 * hz_db_backup_step:
 * @db: the connection
 * @backup: an #HzDbBackup
 * @error: return location
 *
 * Returns: whether there is more to copy
 */
HzDbStep
hz_db_backup_step (HzDb *db,
                   gpointer backup,
                   GError **error)
{
  HzDbBackup *self = backup;
  int result;

  if (self->backup == NULL)
    return begin_step (self, db, error);

  result = copy_pages (self, PAGES_IN_A_STEP);
  if (result == SQLITE_OK)
    return HZ_DB_STEP_AGAIN;
  if (result != SQLITE_DONE)
    return fail (self, db, result, error);

  sqlite3_backup_finish (g_steal_pointer (&self->backup));
  return hz_db_close (g_steal_pointer (&self->copy), error) ? HZ_DB_STEP_DONE : HZ_DB_STEP_FAILED;
}

/**
 * hz_db_backup_abandon:
 * @db: the connection
 * @backup: an #HzDbBackup
 *
 * Lets go of both files; what there is of the copy is of no use and stays to be deleted.
 */
void
hz_db_backup_abandon (HzDb *db,
                      gpointer backup)
{
  HzDbBackup *self = backup;

  if (self->backup != NULL)
    sqlite3_backup_finish (g_steal_pointer (&self->backup));

  if (self->copy != NULL)
    {
      hz_db_set_broken (self->copy);
      hz_db_close (g_steal_pointer (&self->copy), NULL);
    }
}

/**
 * hz_db_backup_finish:
 * @self: a backup whose last step is done
 * @change_counter: (out): of the copied state
 * @error: return location
 *
 * Returns: whether the copy is whole on the disk, without a -wal
 */
gboolean
hz_db_backup_finish (HzDbBackup *self,
                     gint64 *change_counter,
                     GError **error)
{
  HzDb *copy = hz_db_open (self->path, self->key, error);
  gboolean done;

  if (copy == NULL)
    return FALSE;

  /* A rotation under way is none of the copy's. */
  copy->is_own = TRUE;
  done = hz_db_execute (copy, "DELETE FROM rotation", error)
         && hz_db_get_int (copy, "SELECT n FROM change_counter", change_counter, error);
  copy->is_own = FALSE;

  return hz_db_close (copy, done ? error : NULL) && done;
}
