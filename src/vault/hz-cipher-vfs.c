/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two VFS of SQLite's, both over the system's "unix".
 *
 * "wvfs", always asked for by name, opens the database and its -wal, sealed, when it has been given
 * the key for that path, and refuses every other kind of file: no journal, no temporary file, no shared
 * memory can come into being. Keys come by hz_cipher_vfs_add_key() alone.
 *
 * "refuse" is the process's default: it opens nothing. A connection that somebody forgot to give the
 * name fails, instead of writing into the open.
 *
 * SQLite's memory is wiped when it is given back (hz-db-memory.c); that is set up here as well, for it
 * must precede everything else.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-cipher-vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "hz-db-memory.h"
#include "hz-vault-error.h"

#define REFUSE_VFS_NAME "refuse"

typedef struct
{
  char *path;
  HzCipherKey *key;
} Permission;

static sqlite3_vfs *system_vfs;
static sqlite3_vfs cipher_vfs;
static sqlite3_vfs refuse_vfs;

static GMutex permissions_mutex;
static GPtrArray *permissions;

static void
free_permission (Permission *permission)
{
  g_free (permission->path);
  hz_cipher_key_unref (permission->key);
  g_free (permission);
}

/**
 * hz_cipher_vfs_add_key:
 * @path: of a database, absolute and without links
 * @key: the file's
 */
void
hz_cipher_vfs_add_key (const char *path,
                       HzCipherKey *key)
{
  Permission *permission = g_new0 (Permission, 1);

  permission->path = g_strdup (path);
  permission->key = hz_cipher_key_ref (key);

  g_mutex_lock (&permissions_mutex);
  g_ptr_array_add (permissions, permission);
  g_mutex_unlock (&permissions_mutex);
}

/**
 * hz_cipher_vfs_remove_key:
 * @path: as it was given to hz_cipher_vfs_add_key()
 * @key: likewise
 *
 * What is open stays open.
 */
void
hz_cipher_vfs_remove_key (const char *path,
                          HzCipherKey *key)
{
  g_mutex_lock (&permissions_mutex);

  for (guint i = permissions->len; i > 0; i--)
    {
      Permission *permission = g_ptr_array_index (permissions, i - 1);

      if (permission->key == key && g_str_equal (permission->path, path))
        {
          g_ptr_array_remove_index (permissions, i - 1);
          break;
        }
    }

  g_mutex_unlock (&permissions_mutex);
}

static HzCipherKey *
find_key (const char *path)
{
  HzCipherKey *key = NULL;

  g_mutex_lock (&permissions_mutex);

  for (guint i = permissions->len; i > 0 && key == NULL; i--)
    {
      Permission *permission = g_ptr_array_index (permissions, i - 1);

      if (g_str_equal (permission->path, path))
        key = hz_cipher_key_ref (permission->key);
    }

  g_mutex_unlock (&permissions_mutex);

  return key;
}

static int
open_database (HzCipherFile *self,
               const char *name,
               int flags,
               int *out_flags)
{
  g_autoptr (HzCipherKey) key = find_key (name);
  sqlite3_int64 length = 0;
  int result;

  if (key == NULL)
    {
      sqlite3_log (SQLITE_CANTOPEN, "there is no key for %s", name);
      return SQLITE_CANTOPEN;
    }

  result = system_vfs->xOpen (system_vfs, name, self->real, flags & ~SQLITE_OPEN_CREATE, out_flags);
  if (result != SQLITE_OK)
    return result;

  result = self->real->pMethods->xFileSize (self->real, &length);
  if (result == SQLITE_OK && length < HZ_CIPHER_UNIT_BYTES)
    result = SQLITE_NOTADB;
  if (result != SQLITE_OK)
    {
      self->real->pMethods->xClose (self->real);
      return result;
    }

  hz_cipher_file_set_up (self, HZ_CIPHER_PAGE, key, name);
  return SQLITE_OK;
}

/* SQLite opens the log when it holds the database's lock. */
static int
open_log (HzCipherFile *self,
          const char *name,
          int flags,
          int *out_flags)
{
  HzCipherFile *database = (HzCipherFile *) sqlite3_database_file_object (name);
  int result;

  if (database->base.pMethods != &hz_cipher_page_methods)
    return SQLITE_CANTOPEN;

  result = hz_cipher_log_keep_damaged (database->path, database->key, &database->log_found,
                                       &database->log_aside);
  if (result != SQLITE_OK)
    return result;

  result = system_vfs->xOpen (system_vfs, name, self->real, flags, out_flags);
  if (result != SQLITE_OK)
    return result;

  hz_cipher_file_set_up (self, HZ_CIPHER_LOG, database->key, database->path);
  return SQLITE_OK;
}

static int
open_sealed (sqlite3_vfs *vfs,
             const char *name,
             sqlite3_file *file,
             int flags,
             int *out_flags)
{
  HzCipherFile *self = (HzCipherFile *) file;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) (self + 1);
  memset (self->real, 0, (gsize) system_vfs->szOsFile);

  if (name != NULL && (flags & SQLITE_OPEN_MAIN_DB))
    return open_database (self, name, flags, out_flags);
  if (name != NULL && (flags & SQLITE_OPEN_WAL))
    return open_log (self, name, flags, out_flags);

  sqlite3_log (SQLITE_CANTOPEN, "a file of kind %x is refused", (guint) flags);
  return SQLITE_CANTOPEN;
}

static int
open_nothing (sqlite3_vfs *vfs,
              const char *name,
              sqlite3_file *file,
              int flags,
              int *out_flags)
{
  file->pMethods = NULL;
  sqlite3_log (SQLITE_CANTOPEN, "a connection without its VFS is refused");

  return SQLITE_CANTOPEN;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char *name,
             int sync_folder)
{
  return system_vfs->xDelete (system_vfs, name, sync_folder);
}

static int
delete_nothing (sqlite3_vfs *vfs,
                const char *name,
                int sync_folder)
{
  return SQLITE_IOERR_DELETE;
}

/* A journal is never ours: one that somebody has put there is not played back. */
static int
check_access (sqlite3_vfs *vfs,
              const char *name,
              int flags,
              int *result)
{
  *result = 0;
  if (name == NULL || g_str_has_suffix (name, "-journal"))
    return SQLITE_OK;

  return system_vfs->xAccess (system_vfs, name, flags, result);
}

static int
check_no_access (sqlite3_vfs *vfs,
                 const char *name,
                 int flags,
                 int *result)
{
  *result = 0;
  return SQLITE_OK;
}

static int
make_full_path (sqlite3_vfs *vfs,
                const char *name,
                int length,
                char *out)
{
  return system_vfs->xFullPathname (system_vfs, name, length, out);
}

static void *
load_no_library (sqlite3_vfs *vfs,
                 const char *name)
{
  return NULL;
}

static void
tell_no_library (sqlite3_vfs *vfs,
                 int length,
                 char *message)
{
  if (length > 0)
    *message = '\0';
}

static void (*find_no_symbol (sqlite3_vfs *vfs,
                              void *library,
                              const char *name)) (void)
{
  return NULL;
}

static void
unload_no_library (sqlite3_vfs *vfs,
                   void *library)
{
}

static int
fill_random (sqlite3_vfs *vfs,
             int length,
             char *out)
{
  return system_vfs->xRandomness (system_vfs, length, out);
}

static int
wait_some_time (sqlite3_vfs *vfs,
                int microseconds)
{
  return system_vfs->xSleep (system_vfs, microseconds);
}

static int
get_day (sqlite3_vfs *vfs,
         double *day)
{
  return system_vfs->xCurrentTime (system_vfs, day);
}

static int
get_last_error (sqlite3_vfs *vfs,
                int length,
                char *message)
{
  return system_vfs->xGetLastError (system_vfs, length, message);
}

static int
get_moment (sqlite3_vfs *vfs,
            sqlite3_int64 *moment)
{
  return system_vfs->xCurrentTimeInt64 (system_vfs, moment);
}

static void
fill_common (sqlite3_vfs *vfs)
{
  vfs->iVersion = 2;
  vfs->mxPathname = system_vfs->mxPathname;
  vfs->xFullPathname = make_full_path;
  vfs->xDlOpen = load_no_library;
  vfs->xDlError = tell_no_library;
  vfs->xDlSym = find_no_symbol;
  vfs->xDlClose = unload_no_library;
  vfs->xRandomness = fill_random;
  vfs->xSleep = wait_some_time;
  vfs->xCurrentTime = get_day;
  vfs->xGetLastError = get_last_error;
  vfs->xCurrentTimeInt64 = get_moment;
}

static void
register_both (void)
{
  permissions = g_ptr_array_new_with_free_func ((GDestroyNotify) free_permission);

  hz_db_memory_install ();
  if (sqlite3_initialize () != SQLITE_OK)
    g_error ("SQLite does not start");

  system_vfs = sqlite3_vfs_find ("unix");
  if (system_vfs == NULL)
    g_error ("SQLite has no VFS of the system");

  fill_common (&cipher_vfs);
  cipher_vfs.zName = HZ_CIPHER_VFS_NAME;
  cipher_vfs.szOsFile = (int) sizeof (HzCipherFile) + system_vfs->szOsFile;
  cipher_vfs.xOpen = open_sealed;
  cipher_vfs.xDelete = delete_file;
  cipher_vfs.xAccess = check_access;

  fill_common (&refuse_vfs);
  refuse_vfs.zName = REFUSE_VFS_NAME;
  refuse_vfs.szOsFile = sizeof (sqlite3_file);
  refuse_vfs.xOpen = open_nothing;
  refuse_vfs.xDelete = delete_nothing;
  refuse_vfs.xAccess = check_no_access;

  if (sqlite3_vfs_register (&cipher_vfs, FALSE) != SQLITE_OK
      || sqlite3_vfs_register (&refuse_vfs, TRUE) != SQLITE_OK)
    g_error ("SQLite does not take a VFS");
}

/**
 * hz_cipher_vfs_register:
 *
 * Sets SQLite up, once, before anything in the process opens a database: a connection that does not
 * name a VFS is refused from then on.
 */
void
hz_cipher_vfs_register (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      register_both ();
      g_once_init_leave (&done, 1);
    }
}

/**
 * hz_cipher_vfs_get_file:
 * @handle: a connection of ours
 *
 * Returns: (transfer none): its database file
 */
HzCipherFile *
hz_cipher_vfs_get_file (sqlite3 *handle)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  g_assert (file != NULL && file->pMethods == &hz_cipher_page_methods);

  return (HzCipherFile *) file;
}

/* The first page of an empty database, as SQLite itself would write it. @mode: 2 with a -wal, 1
 * without. */
static void
fill_first_page (guint8 *page,
                 guint8 mode)
{
  const guint8 settings[] = { 0x10, 0x00, mode, mode, HZ_CIPHER_RESERVED_BYTES, 0x40, 0x20, 0x20 };
  static const guint8 version[] = { 0x00, 0x2e, 0x63, 0x01 };

  memset (page, 0, HZ_CIPHER_PLAIN_BYTES);
  memcpy (page, "SQLite format 3", 16);
  memcpy (page + 16, settings, sizeof settings);
  page[27] = 1;                                  /* change counter */
  page[31] = 1;                                  /* pages */
  page[47] = 4;                                  /* schema format */
  page[59] = 1;                                  /* UTF-8 */
  page[95] = 1;                                  /* the change counter that the version is valid for */
  memcpy (page + 96, version, sizeof version);
  page[100] = 0x0d;                              /* a leaf of a table, its content from 4032 on */
  page[105] = HZ_CIPHER_USABLE_BYTES >> 8;
  page[106] = HZ_CIPHER_USABLE_BYTES & 0xff;
}

static gboolean
write_whole (int fd,
             const guint8 *unit)
{
  gssize n;

  do
    n = write (fd, unit, HZ_CIPHER_UNIT_BYTES);
  while (n < 0 && errno == EINTR);

  return n == HZ_CIPHER_UNIT_BYTES && fsync (fd) == 0;
}

static gboolean
make_file (const char *path,
           HzCipherKey *key,
           guint8 mode,
           GError **error)
{
  guint8 page[HZ_CIPHER_PLAIN_BYTES];
  guint8 unit[HZ_CIPHER_UNIT_BYTES];
  gboolean made;
  int fd;

  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, HZ_VAULT_ERROR,
                   errno == EEXIST ? HZ_VAULT_ERROR_EXISTS : HZ_VAULT_ERROR_IO,
                   "The database cannot be made: %s", g_strerror (errno));
      return FALSE;
    }

  fill_first_page (page, mode);
  hz_cipher_unit_seal (key, HZ_CIPHER_PAGE, 1, page, unit);
  made = write_whole (fd, unit);
  made = close (fd) == 0 && made;

  if (!made)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The database cannot be written: %s",
                   g_strerror (errno));
      unlink (path);
    }

  return made;
}

/**
 * hz_cipher_vfs_make_empty:
 * @path: where there is no file yet
 * @key: the new file's
 * @error: return location
 *
 * Makes a database of one sealed page, readable by its owner alone. Never create one in another way:
 * SQLite would want a journal. The caller syncs the folder.
 *
 * Returns: whether it is there; else nothing is
 */
gboolean
hz_cipher_vfs_make_empty (const char *path,
                          HzCipherKey *key,
                          GError **error)
{
  return make_file (path, key, 2, error);
}

/**
 * hz_cipher_vfs_make_target:
 * @path: where there is no file yet
 * @key: the new file's
 * @error: return location
 *
 * Makes a database that pages are copied into without a -wal; with the copy it becomes one with a -wal
 * like the original. Until then it is worth nothing.
 *
 * Returns: whether it is there; else nothing is
 */
gboolean
hz_cipher_vfs_make_target (const char *path,
                           HzCipherKey *key,
                           GError **error)
{
  return make_file (path, key, 1, error);
}
