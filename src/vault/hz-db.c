/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The connection: opened in one way only, through the cipher VFS, alone, in WAL mode, with every commit
 * on the disk before it is told. What SQL may ask: hz-db-authorizer.c.
 *
 * The change counter is one row of the database (schema/0001-vault.sql), raised in each write
 * transaction: by it a person's pin sees that the file has become older.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-private.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "hz-cipher-vfs.h"
#include "hz-vault-error.h"

/* Before any other statement, in this order. Nothing may spill: tests/vault/test-spill.c. */
static const char before_first_read[] =
  "PRAGMA locking_mode = EXCLUSIVE;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA secure_delete = ON;"
  "PRAGMA trusted_schema = 0;"
  "PRAGMA cell_size_check = ON;"
  "PRAGMA cache_size = -65536;"
  "PRAGMA cache_spill = OFF;";

static const char after_first_read[] =
  "PRAGMA synchronous = FULL;"
  "PRAGMA wal_autocheckpoint = 1000;"
  "PRAGMA journal_size_limit = 16777216;"
  "PRAGMA foreign_keys = ON;";

/* Of a file that pages are copied into. It goes when anything fails: it may be written before the end,
 * and needs no -wal. */
static const char of_target[] =
  "PRAGMA locking_mode = EXCLUSIVE;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA journal_mode = OFF;"
  "PRAGMA synchronous = FULL;"
  "PRAGMA cache_size = -8192;"
  "PRAGMA cache_spill = ON;";

/**
 * hz_db_assert_thread:
 * @self: a connection
 *
 * To be on another thread than its own is a mistake of ours.
 */
void
hz_db_assert_thread (HzDb *self)
{
  g_assert (self->thread == g_thread_self ());
}

static HzVaultError
get_code (int result)
{
  if (result == SQLITE_IOERR_DATA)
    return HZ_VAULT_ERROR_DAMAGED;
  if (result == SQLITE_IOERR_NOMEM)
    return HZ_VAULT_ERROR_NO_MEMORY;

  switch (result & 0xff)
    {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return HZ_VAULT_ERROR_DAMAGED;

    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return HZ_VAULT_ERROR_IO;

    case SQLITE_FULL:
      return HZ_VAULT_ERROR_NO_SPACE;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HZ_VAULT_ERROR_BUSY;

    case SQLITE_NOMEM:
      return HZ_VAULT_ERROR_NO_MEMORY;

    case SQLITE_CONSTRAINT:
      return HZ_VAULT_ERROR_CONSTRAINT;

    case SQLITE_INTERRUPT:
      return HZ_VAULT_ERROR_CANCELLED;

    default:
      return HZ_VAULT_ERROR_FAILED;
    }
}

/* After these the file is left as it is, to be restored or looked at. */
static gboolean
breaks_file (int result)
{
  int primary = result & 0xff;

  if (result == SQLITE_IOERR_NOMEM || result == SQLITE_CORRUPT_VTAB)
    return FALSE;

  return primary == SQLITE_IOERR || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

/**
 * hz_db_set_error:
 * @self: a connection
 * @result: what SQLite returned
 * @what: what was tried, for the log
 * @error: return location
 *
 * SQLite's own sentence can quote what somebody searched for; it is taken only where it cannot.
 */
void
hz_db_set_error (HzDb *self,
                 int result,
                 const char *what,
                 GError **error)
{
  const char *why = sqlite3_errstr (result);

  if ((result & 0xff) == SQLITE_CONSTRAINT || (result & 0xff) == SQLITE_AUTH)
    why = sqlite3_errmsg (self->handle);

  if (breaks_file (result) && !self->is_broken)
    {
      self->is_broken = TRUE;
      self->broken_code = get_code (result);
    }

  g_set_error (error, HZ_VAULT_ERROR, get_code (result), "%s: %s (%d)", what, why, result);
}

static gboolean
execute_own (HzDb *self,
             const char *sql,
             GError **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;

  hz_db_set_error (self, result, "The database cannot be set up", error);
  return FALSE;
}

static gboolean
check_value (HzDb *self,
             const char *sql,
             const char *expected,
             GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);
  gboolean same = FALSE;

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    {
      same = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), expected) == 0;
      if (!same)
        g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED, "%s is not %s", sql, expected);
    }
  else
    hz_db_set_error (self, result, sql, error);

  sqlite3_finalize (statement);
  return same;
}

static gboolean
check_file (HzDb *self,
            GError **error)
{
  char *name = NULL;
  int reserved = -1;
  gboolean is_ours;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_VFSNAME, &name);
  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
  is_ours = g_strcmp0 (name, HZ_CIPHER_VFS_FULL_NAME) == 0
            && reserved == HZ_CIPHER_RESERVED_BYTES;
  sqlite3_free (name);

  if (!is_ours)
    g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED, "The database is not opened as ours");

  return is_ours;
}

static gboolean
check_writable (HzDb *self,
                GError **error)
{
  if (sqlite3_db_readonly (self->handle, "main") == 0)
    return TRUE;

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The database may not be written");
  return FALSE;
}

/* What is not in the file is in the -wal, after a stop like that. A page that is in neither, because
 * the file has been cut short, SQLite would take for zeros; once a checkpoint has made the file as
 * long as it ought to be, it is a page that does not open, like any other that is damaged. */
static void
fill_up (HzDb *self,
         HzCipherFile *file)
{
  gint64 n_pages = 0;
  sqlite3_int64 length = 0;
  int result = hz_cipher_file_get_length (file, &length);

  if (result == SQLITE_OK && hz_db_get_int (self, "PRAGMA page_count", &n_pages, NULL)
      && n_pages > length / HZ_CIPHER_PAGE_BYTES)
    result = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

  if (result != SQLITE_OK)
    g_message ("The -wal stays where it is for now: %s", sqlite3_errstr (result));
}

static gboolean
set_up (HzDb *self,
        GError **error)
{
  HzCipherFile *file;

  if (!execute_own (self, before_first_read, error)
      || !check_value (self, "PRAGMA journal_mode", "wal", error)
      || !execute_own (self, after_first_read, error)
      || !check_file (self, error)
      || !check_value (self, "PRAGMA page_size", G_STRINGIFY (HZ_CIPHER_PAGE_BYTES), error)
      || !check_value (self, "PRAGMA synchronous", "2", error)
      || !check_value (self, "PRAGMA locking_mode", "exclusive", error)
      || !check_writable (self, error))
    return FALSE;

  file = hz_cipher_vfs_get_file (self->handle);
  self->found.log_found = file->log_found;
  self->found.log_aside = file->log_aside;
  if (file->log_found)
    fill_up (self, file);

  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  hz_db_install_authorizer (self);

  return TRUE;
}

/* Without links, as the key and SQLite's flag want it; the file itself may not be one. */
static char *
resolve_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real = realpath (folder, NULL);
  char *resolved = real != NULL ? g_build_filename (real, name, NULL) : NULL;

  free (real);
  return resolved;
}

static gboolean
connect_file (HzDb *self,
              HzCipherKey *key,
              GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX
              | SQLITE_OPEN_EXRESCODE;
  int result;

  hz_cipher_vfs_add_key (self->path, key);
  result = sqlite3_open_v2 (self->path, &self->handle, flags, HZ_CIPHER_VFS_NAME);
  hz_cipher_vfs_remove_key (self->path, key);

  if (result == SQLITE_OK)
    return TRUE;

  hz_db_set_error (self, result, "The database does not open", error);
  return FALSE;
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

static void
free_db (HzDb *self)
{
  g_mutex_clear (&self->mutex);
  g_hash_table_unref (self->rested);
  g_free (self->path);
  g_free (self);
}

static gboolean
set_up_target (HzDb *self,
               GError **error)
{
  return execute_own (self, of_target, error)
         && check_value (self, "PRAGMA journal_mode", "off", error)
         && check_file (self, error);
}

typedef gboolean (*SetUpFunc) (HzDb *self,
                               GError **error);

static HzDb *
open_by (const char *path,
         HzCipherKey *key,
         SetUpFunc func,
         GError **error)
{
  HzDb *self;
  char *resolved = resolve_path (path);

  if (resolved == NULL || access (resolved, F_OK) != 0)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_MISSING, "The database is not there");
      g_free (resolved);
      return NULL;
    }

  hz_cipher_vfs_register ();

  self = g_new0 (HzDb, 1);
  g_mutex_init (&self->mutex);
  self->path = resolved;
  self->thread = g_thread_self ();
  self->is_own = TRUE;
  self->rested = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);

  if (!connect_file (self, key, error) || !func (self, error))
    {
      /* Nothing was written that would need to be brought into the database. */
      if (self->handle != NULL)
        sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      sqlite3_close (self->handle);
      free_db (self);
      return NULL;
    }

  self->is_own = FALSE;
  return self;
}

/**
 * hz_db_open_target:
 * @path: of what hz_cipher_vfs_make_target() made
 * @key: the file's
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a connection for sqlite3_backup_init() and nothing else
 */
HzDb *
hz_db_open_target (const char *path,
                   HzCipherKey *key,
                   GError **error)
{
  return open_by (path, key, set_up_target, error);
}

/**
 * hz_db_open:
 * @path: of a file that is there
 * @key: the file's
 * @error: return location
 *
 * Opens the database for the calling thread, and takes its lock. What was left by a program that did
 * not end by itself is brought in.
 *
 * Returns: (transfer full) (nullable): the connection; else %HZ_VAULT_ERROR_MISSING, _BUSY, _DAMAGED
 *   (also with a wrong key) or _IO
 */
HzDb *
hz_db_open (const char *path,
            HzCipherKey *key,
            GError **error)
{
  return open_by (path, key, set_up, error);
}

/**
 * hz_db_found:
 * @self: an empty database, just opened
 * @sql: its first schema
 * @error: return location
 *
 * Returns: whether it stands, in one transaction
 */
gboolean
hz_db_found (HzDb *self,
             const char *sql,
             GError **error)
{
  gboolean founded;

  hz_db_assert_thread (self);

  self->is_own = TRUE;
  founded = execute_own (self, "BEGIN IMMEDIATE", error)
            && execute_own (self, sql, error)
            && execute_own (self, "COMMIT", error);
  self->is_own = FALSE;

  if (!founded)
    hz_db_roll_back (self);

  return founded;
}

static gboolean
log_is_gone (HzDb *self)
{
  g_autofree char *log_path = g_strconcat (self->path, "-wal", NULL);

  return access (log_path, F_OK) != 0 && errno == ENOENT;
}

static void
finalize_steps (HzDb *self)
{
  g_clear_pointer (&self->steps.begin, sqlite3_finalize);
  g_clear_pointer (&self->steps.count, sqlite3_finalize);
  g_clear_pointer (&self->steps.commit, sqlite3_finalize);
  g_clear_pointer (&self->steps.rollback, sqlite3_finalize);
  g_clear_pointer (&self->steps.hold, sqlite3_finalize);
}

/**
 * hz_db_close:
 * @self: (transfer full): a connection without a job
 * @error: return location
 *
 * Brings everything into the database and closes. Of a broken file, database and -wal stay as they
 * are.
 *
 * Returns: whether the database stands alone and whole on the disk; closed it is in either case
 */
gboolean
hz_db_close (HzDb *self,
             GError **error)
{
  gboolean done;
  int result;

  hz_db_assert_thread (self);

  finalize_steps (self);
  g_hash_table_remove_all (self->rested);
  done = hz_db_checkpoint (self, error);
  if (!done)
    sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);

  result = sqlite3_close (self->handle);
  if (result != SQLITE_OK)
    {
      g_critical ("A statement has outlived its job");
      sqlite3_close_v2 (self->handle);
    }

  if (done && !log_is_gone (self))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The -wal is still there");
      done = FALSE;
    }

  free_db (self);
  return done;
}

/* What a person's program has derived from sealed texts stands in temporary tables. */
static gboolean
take_temporary (HzDb *self,
                HzDb *next,
                GError **error)
{
  sqlite3_backup *copying = sqlite3_backup_init (next->handle, "temp", self->handle, "temp");
  int result = SQLITE_ERROR;

  if (copying != NULL)
    {
      sqlite3_backup_step (copying, -1);
      result = sqlite3_backup_finish (copying);
    }
  if (result == SQLITE_OK)
    return TRUE;

  hz_db_set_error (next, result, "Temporary tables cannot be copied", error);
  return FALSE;
}

/**
 * hz_db_move:
 * @self: a connection without a job
 * @next: (transfer full): a connection of this thread to a copy of the same state
 *
 * Goes on with the other file. The old one is closed as it stands, its -wal too; nothing there is worth
 * keeping. hz_db_prepare_move() comes first.
 */
void
hz_db_move (HzDb *self,
            HzDb *next)
{
  sqlite3 *old = self->handle;

  hz_db_assert_thread (self);
  hz_db_assert_thread (next);

  finalize_steps (self);
  finalize_steps (next);

  g_mutex_lock (&self->mutex);
  self->handle = next->handle;
  g_mutex_unlock (&self->mutex);

  g_free (self->path);
  self->path = g_steal_pointer (&next->path);
  hz_db_install_authorizer (self);
  free_db (next);

  sqlite3_db_config (old, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (sqlite3_close (old) != SQLITE_OK)
    {
      g_critical ("A statement has outlived its job");
      sqlite3_close_v2 (old);
    }
}

/**
 * hz_db_prepare_move:
 * @self: a connection without a job
 * @next: a connection of this thread to a copy
 * @error: return location
 *
 * Returns: whether @next is the same state, and has all that stands in memory
 */
gboolean
hz_db_prepare_move (HzDb *self,
                    HzDb *next,
                    GError **error)
{
  static const char sql[] = "SELECT n FROM change_counter";
  gint64 here = 0;
  gint64 there = 0;

  if (!hz_db_get_int (self, sql, &here, error) || !hz_db_get_int (next, sql, &there, error))
    return FALSE;

  if (here == there)
    return take_temporary (self, next, error);

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED, "The copy is another state");
  return FALSE;
}

/**
 * hz_db_get_handle:
 * @self: the connection
 *
 * Returns: (transfer none): SQLite's own, for the vault
 */
sqlite3 *
hz_db_get_handle (HzDb *self)
{
  hz_db_assert_thread (self);

  return self->handle;
}

/**
 * hz_db_execute:
 * @self: the connection
 * @sql: one statement or several, without values
 * @error: return location
 *
 * Returns: whether all of them have run
 */
gboolean
hz_db_execute (HzDb *self,
               const char *sql,
               GError **error)
{
  int result;

  hz_db_assert_thread (self);

  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return TRUE;

  /* The text is ours: what SQLite says of it may be logged. */
  if ((result & 0xff) == SQLITE_ERROR)
    g_message ("%s", sqlite3_errmsg (self->handle));
  hz_db_set_error (self, result, "SQL", error);
  return FALSE;
}

/**
 * hz_db_get_int:
 * @self: the connection
 * @sql: a SELECT of one number
 * @value: (out): it; 0 for NULL
 * @error: return location
 *
 * Returns: whether there was one
 */
gboolean
hz_db_get_int (HzDb *self,
               const char *sql,
               gint64 *value,
               GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result;

  hz_db_assert_thread (self);

  result = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  else if (result == SQLITE_DONE)
    g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND, "There is no such row");
  else
    hz_db_set_error (self, result, sql, error);

  sqlite3_finalize (statement);
  return result == SQLITE_ROW;
}

/**
 * hz_db_get_n_changes:
 * @self: the connection
 *
 * Returns: how many rows the last statement changed
 */
gint64
hz_db_get_n_changes (HzDb *self)
{
  hz_db_assert_thread (self);

  return sqlite3_changes64 (self->handle);
}
