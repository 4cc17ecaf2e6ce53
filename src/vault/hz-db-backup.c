/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A copy of the open database: SQLite's backup, page by page, into a sealed empty file with a file id
 * of its own. What is written meanwhile through the same connection reaches the copy too, so that it is
 * the state of its last step.
 *
 * The copy alone may write pages before it commits: it is thrown away whenever something fails, and
 * keeping all of it in memory would take as much as the file is long.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-backup.h"

#include "hz-cipher-vfs.h"
#include "hz-db-private.h"
#include "hz-vault-error.h"

/* Some 10 ms on a slow machine. */
#define PAGES_IN_A_STEP 500

struct _HzDbBackup
{
  char *path;
  HzCipherKey *key;
  HzDb *copy;
  sqlite3_backup *backup;
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

static gboolean
run_in_copy (HzDbBackup *self,
             const char *sql,
             GError **error)
{
  gboolean done;

  self->copy->is_own = TRUE;
  done = hz_db_execute (self->copy, sql, error);
  self->copy->is_own = FALSE;

  return done;
}

static gboolean
begin (HzDbBackup *self,
       HzDb *db,
       GError **error)
{
  if (!hz_cipher_vfs_make_empty (self->path, self->key, error))
    return FALSE;

  self->copy = hz_db_open (self->path, self->key, error);
  if (self->copy == NULL
      || !run_in_copy (self, "PRAGMA cache_spill = ON; PRAGMA cache_size = -8192", error))
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

  if (self->backup == NULL && !begin (self, db, error))
    {
      hz_db_backup_abandon (db, self);
      return HZ_DB_STEP_FAILED;
    }

  result = sqlite3_backup_step (self->backup, PAGES_IN_A_STEP);
  if (result == SQLITE_OK)
    return HZ_DB_STEP_AGAIN;

  if (result != SQLITE_DONE)
    {
      set_step_error (self, db, result, error);
      hz_db_backup_abandon (db, self);
      return HZ_DB_STEP_FAILED;
    }

  sqlite3_backup_finish (g_steal_pointer (&self->backup));
  return HZ_DB_STEP_DONE;
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
 * Bringing the copy's -wal in takes as long as the copying did: not on the database thread.
 *
 * Returns: whether the copy is whole on the disk, without a -wal
 */
gboolean
hz_db_backup_finish (HzDbBackup *self,
                     gint64 *change_counter,
                     GError **error)
{
  HzDb *copy = self->copy;
  gboolean done;

  copy->thread = g_thread_self ();

  /* A rotation under way is none of the copy's. */
  done = run_in_copy (self, "DELETE FROM rotation", error)
         && hz_db_get_int (copy, "SELECT n FROM change_counter", change_counter, error);

  self->copy = NULL;
  if (!hz_db_close (copy, done ? error : NULL))
    done = FALSE;

  return done;
}
