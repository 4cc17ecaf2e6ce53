/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What lies between SQLite's testfixture and the disk:
 *
 *   the test, its own VFS (testvfs, devsym) where it has one
 *   upper    gives each file the one key, makes a new file as the product does (one sealed page)
 *   wvfs     the product's files src/vault/hz-cipher-*.c, as they are
 *   lower    looks at each write as it goes to disk
 *   crash    SQLite's own simulation of power loss, when the test has switched it on
 *   unix     which has SQLite's simulated read, write and full-disk errors in it
 *
 * With HAMROZ_FIXTURE_PLAIN in the environment wvfs is left out and everything else is the same: the
 * plain database it is compared with has the same page size, reserved bytes and first page.
 *
 * A test wants several connections, and those share an index in memory (xShmMap). The product has one
 * connection and no such file; here the calls go past wvfs to the system's file. Nor may it map the
 * database file into memory, in either case.
 *
 * A test opens the simulation of power loss by its name, "crash". That is therefore the name of upper
 * too, which comes first in SQLite's list. "crash" itself lies over what was the default VFS when it
 * was switched on, that is over upper again: a file that it opens in turn goes straight to the disk.
 *
 * Two functions of SQLite that the product calls are ours there (meson.build): where to find the VFS
 * below, and the database file that belongs to a -wal.
 */

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture-file.h"
#include "fixture-vfs.h"
#include "hz-cipher-vfs.h"
#include "hz-db-memory.h"

/* For a file of SQLite's crash VFS and the system's in it. */
#define ROOM_BELOW 4096

/* @name: of a database, as SQLite gave it: the same address comes with its -wal */
typedef struct _UpperFile
{
  HzFixtureFile file;
  const char *name;
  struct _UpperFile *next;
} UpperFile;

int hamroz_fixture_set_up (void);

static sqlite3_vfs *unix_vfs;
static sqlite3_vfs *inner_vfs;
static sqlite3_vfs upper_vfs;
static sqlite3_io_methods upper_methods;
static HzCipherKey *the_key;

static GMutex mutex;
static UpperFile *databases;
static GHashTable *paths;

/* The product's allocator has its own test; the fixture puts a failing one in that place. */
void
hz_db_memory_install (void)
{
}

static gboolean
is_plain (void)
{
  return inner_vfs == &hz_fixture_lower_vfs;
}

sqlite3_file *
hz_fixture_find_database (const char *name)
{
  const char *database = sqlite3_filename_database (name);
  sqlite3_file *found = NULL;

  g_mutex_lock (&mutex);
  for (UpperFile *file = databases; file != NULL && found == NULL; file = file->next)
    if (file->name == database)
      found = file->file.inner;
  g_mutex_unlock (&mutex);

  return found;
}

static void
remember_database (UpperFile *self,
                   const char *name)
{
  g_mutex_lock (&mutex);
  self->name = name;
  self->next = databases;
  databases = self;
  g_mutex_unlock (&mutex);
}

static int
close_file (sqlite3_file *file)
{
  UpperFile *self = (UpperFile *) file;

  g_mutex_lock (&mutex);
  for (UpperFile **place = &databases; *place != NULL; place = &(*place)->next)
    if (*place == self)
      {
        *place = self->next;
        break;
      }
  g_mutex_unlock (&mutex);

  return hz_fixture_file_methods.xClose (file);
}

/* For comparison, the same page as the product's, in the clear. */
static void
open_first_page (const char *path)
{
  guint8 unit[HZ_CIPHER_UNIT_BYTES];
  guint8 page[HZ_CIPHER_PAGE_BYTES] = { 0 };
  int fd = open (path, O_RDWR | O_CLOEXEC);

  if (fd < 0 || pread (fd, unit, sizeof unit, 0) != sizeof unit
      || !hz_cipher_unit_open (the_key, HZ_CIPHER_PAGE, 1, unit, page)
      || pwrite (fd, page, sizeof page, 0) != sizeof page)
    g_error ("%s: the first page of a plain database cannot be made", path);
  close (fd);
}

/* What SQLite would take for a new database: a missing or an empty file. */
static void
make_first_page (const char *path)
{
  struct stat status;

  if (stat (path, &status) == 0)
    {
      if (!S_ISREG (status.st_mode) || status.st_size > 0 || access (path, W_OK) != 0)
        return;
      unlink (path);
    }

  if (hz_cipher_vfs_make_empty (path, the_key, NULL) && is_plain ())
    open_first_page (path);
}

static void
give_key (const char *path)
{
  g_mutex_lock (&mutex);
  if (g_hash_table_add (paths, g_strdup (path)))
    hz_cipher_vfs_add_key (path, the_key);
  g_mutex_unlock (&mutex);
}

static int
open_file (sqlite3_vfs *vfs,
           const char *name,
           sqlite3_file *file,
           int flags,
           int *out_flags)
{
  UpperFile *self = (UpperFile *) file;
  int result;

  if (hz_fixture_is_below ())
    return unix_vfs->xOpen (unix_vfs, name, file, flags, out_flags);

  memset (self, 0, sizeof *self);
  self->file.inner = (sqlite3_file *) (self + 1);
  memset (self->file.inner, 0, (gsize) inner_vfs->szOsFile);

  if (name != NULL && (flags & SQLITE_OPEN_MAIN_DB))
    {
      give_key (name);
      if (flags & SQLITE_OPEN_CREATE)
        make_first_page (name);
    }

  result = inner_vfs->xOpen (inner_vfs, name, self->file.inner, flags, out_flags);
  if (result != SQLITE_OK)
    return result;

  self->file.system = is_plain () ? self->file.inner : ((HzCipherFile *) self->file.inner)->real;
  self->file.base.pMethods = &upper_methods;
  if (flags & SQLITE_OPEN_MAIN_DB)
    remember_database (self, name);

  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char *name,
             int sync_folder)
{
  return inner_vfs->xDelete (inner_vfs, name, sync_folder);
}

static int
check_access (sqlite3_vfs *vfs,
              const char *name,
              int flags,
              int *result)
{
  return inner_vfs->xAccess (inner_vfs, name, flags, result);
}

static int
make_full_path (sqlite3_vfs *vfs,
                const char *name,
                int length,
                char *out)
{
  return inner_vfs->xFullPathname (inner_vfs, name, length, out);
}

/* A test replaces the system's calls through the default VFS. */
static int
set_system_call (sqlite3_vfs *vfs,
                 const char *name,
                 sqlite3_syscall_ptr call)
{
  return unix_vfs->xSetSystemCall (unix_vfs, name, call);
}

static sqlite3_syscall_ptr
get_system_call (sqlite3_vfs *vfs,
                 const char *name)
{
  return unix_vfs->xGetSystemCall (unix_vfs, name);
}

static const char *
get_next_system_call (sqlite3_vfs *vfs,
                      const char *name)
{
  return unix_vfs->xNextSystemCall (unix_vfs, name);
}

static void
make_key (void)
{
  g_autoptr (HzSecret) dbk = hz_secret_new (32);
  HzId file_id = { { 0 } };

  memset (hz_secret_get_data (dbk), 0x5a, 32);
  memset (file_id.bytes, 0xa5, sizeof file_id.bytes);
  the_key = hz_cipher_key_new (dbk, &file_id);
}

static void
set_up_once (void)
{
  unix_vfs = sqlite3_vfs_find ("unix");
  hz_fixture_set_up_lower (unix_vfs, &upper_vfs, ROOM_BELOW);
  paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  hz_cipher_vfs_register ();
  make_key ();

  inner_vfs = g_getenv ("HAMROZ_FIXTURE_PLAIN") != NULL ? &hz_fixture_lower_vfs
                                                        : sqlite3_vfs_find (HZ_CIPHER_VFS_NAME);

  upper_methods = hz_fixture_file_methods;
  upper_methods.xClose = close_file;
  upper_vfs = *unix_vfs;
  upper_vfs.iVersion = 3;
  upper_vfs.zName = HZ_FIXTURE_CRASH_NAME;
  upper_vfs.szOsFile = (int) sizeof (UpperFile) + inner_vfs->szOsFile;
  upper_vfs.xOpen = open_file;
  upper_vfs.xDelete = delete_file;
  upper_vfs.xAccess = check_access;
  upper_vfs.xFullPathname = make_full_path;
  upper_vfs.xSetSystemCall = set_system_call;
  upper_vfs.xGetSystemCall = get_system_call;
  upper_vfs.xNextSystemCall = get_next_system_call;
}

/* Called at the end of each sqlite3_initialize(), which makes "unix" the default. */
int
hamroz_fixture_set_up (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      set_up_once ();
      g_once_init_leave (&done, 1);
    }

  return sqlite3_vfs_register (&upper_vfs, TRUE);
}
