/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A VFS named "unix" above SQLite's, so that the cipher VFS takes it for the system's. It knows for
 * each file what had been synced. */

#include "hz-test-disk.h"

#include <sqlite3.h>
#include <string.h>

#include "hz-db-memory.h"
#include "hz-test-file.h"
#include "hz-test-tear.h"

#define SECTOR 4096

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  char *path;
} DiskFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs disk_vfs;

static GMutex mutex;
static GHashTable *synced;
static int calls_left;
static HzTestDiskFault planned;
static HzTestDiskFault present;

static gboolean
is_of_reads (HzTestDiskFault fault)
{
  return fault == HZ_TEST_DISK_UNREADABLE || fault == HZ_TEST_DISK_SHORT;
}

/* Counts a call. */
static HzTestDiskFault
meet (gboolean reads)
{
  HzTestDiskFault fault;

  g_mutex_lock (&mutex);
  if (planned != HZ_TEST_DISK_WHOLE && is_of_reads (planned) != reads)
    {
      fault = present == HZ_TEST_DISK_GONE ? present : HZ_TEST_DISK_WHOLE;
      g_mutex_unlock (&mutex);
      return fault;
    }

  if (present == HZ_TEST_DISK_WHOLE && planned != HZ_TEST_DISK_WHOLE && --calls_left == 0)
    present = planned;
  fault = present;

  /* Once only; but it is remembered that it was. */
  if ((fault == HZ_TEST_DISK_ERROR || is_of_reads (fault)) && calls_left == 0)
    calls_left = -1;
  else if (fault == HZ_TEST_DISK_ERROR || is_of_reads (fault))
    fault = HZ_TEST_DISK_WHOLE;
  g_mutex_unlock (&mutex);

  return fault;
}

static gboolean
is_gone (void)
{
  gboolean gone;

  g_mutex_lock (&mutex);
  gone = present == HZ_TEST_DISK_GONE;
  g_mutex_unlock (&mutex);

  return gone;
}

static void
remember (const char *path)
{
  GByteArray *bytes = g_file_test (path, G_FILE_TEST_EXISTS) ? hz_test_load (path)
                                                              : g_byte_array_new ();

  g_mutex_lock (&mutex);
  g_hash_table_insert (synced, g_strdup (path), bytes);
  g_mutex_unlock (&mutex);
}

static int
close_file (sqlite3_file *file)
{
  DiskFile *self = (DiskFile *) file;
  int result = self->real->pMethods->xClose (self->real);

  g_free (self->path);
  return result;
}

static int
read_file (sqlite3_file *file,
           void *out,
           int amount,
           sqlite3_int64 offset)
{
  DiskFile *self = (DiskFile *) file;

  switch (meet (TRUE))
    {
    case HZ_TEST_DISK_GONE:
    case HZ_TEST_DISK_UNREADABLE:
      return SQLITE_IOERR_READ;

    case HZ_TEST_DISK_SHORT:
      self->real->pMethods->xRead (self->real, out, amount / 2, offset);
      memset ((guint8 *) out + amount / 2, 0, (gsize) (amount - amount / 2));
      return SQLITE_IOERR_SHORT_READ;

    case HZ_TEST_DISK_WHOLE:
    case HZ_TEST_DISK_ERROR:
    case HZ_TEST_DISK_FULL:
    default:
      return self->real->pMethods->xRead (self->real, out, amount, offset);
    }
}

static int
write_file (sqlite3_file *file,
            const void *bytes,
            int amount,
            sqlite3_int64 offset)
{
  DiskFile *self = (DiskFile *) file;
  sqlite3_int64 length = 0;

  switch (meet (FALSE))
    {
    case HZ_TEST_DISK_ERROR:
      self->real->pMethods->xWrite (self->real, bytes, amount / 2, offset);
      return SQLITE_IOERR_WRITE;

    case HZ_TEST_DISK_FULL:
      self->real->pMethods->xFileSize (self->real, &length);
      if (offset + amount > length)
        return SQLITE_FULL;
      break;

    case HZ_TEST_DISK_GONE:
      return SQLITE_IOERR_WRITE;

    case HZ_TEST_DISK_WHOLE:
    case HZ_TEST_DISK_UNREADABLE:
    case HZ_TEST_DISK_SHORT:
    default:
      break;
    }

  return self->real->pMethods->xWrite (self->real, bytes, amount, offset);
}

static int
truncate_file (sqlite3_file *file,
               sqlite3_int64 length)
{
  DiskFile *self = (DiskFile *) file;
  HzTestDiskFault fault = meet (FALSE);

  if (fault == HZ_TEST_DISK_ERROR || fault == HZ_TEST_DISK_GONE)
    return SQLITE_IOERR_TRUNCATE;

  return self->real->pMethods->xTruncate (self->real, length);
}

static int
sync_file (sqlite3_file *file,
           int flags)
{
  DiskFile *self = (DiskFile *) file;
  HzTestDiskFault fault = meet (FALSE);

  if (fault == HZ_TEST_DISK_ERROR || fault == HZ_TEST_DISK_GONE)
    return SQLITE_IOERR_FSYNC;

  remember (self->path);
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *file,
          sqlite3_int64 *length)
{
  DiskFile *self = (DiskFile *) file;

  return is_gone () ? SQLITE_IOERR_FSTAT : self->real->pMethods->xFileSize (self->real, length);
}

static int
lock_file (sqlite3_file *file,
           int level)
{
  DiskFile *self = (DiskFile *) file;

  return self->real->pMethods->xLock (self->real, level);
}

static int
unlock_file (sqlite3_file *file,
             int level)
{
  DiskFile *self = (DiskFile *) file;

  return self->real->pMethods->xUnlock (self->real, level);
}

static int
check_lock (sqlite3_file *file,
            int *result)
{
  DiskFile *self = (DiskFile *) file;

  return self->real->pMethods->xCheckReservedLock (self->real, result);
}

static int
control_file (sqlite3_file *file,
              int operation,
              void *argument)
{
  DiskFile *self = (DiskFile *) file;

  return self->real->pMethods->xFileControl (self->real, operation, argument);
}

static int
get_sector (sqlite3_file *file)
{
  return SECTOR;
}

static int
get_characteristics (sqlite3_file *file)
{
  return 0;
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector,
  .xDeviceCharacteristics = get_characteristics,
};

static int
open_file (sqlite3_vfs *vfs,
           const char *name,
           sqlite3_file *file,
           int flags,
           int *out_flags)
{
  DiskFile *self = (DiskFile *) file;
  gboolean is_known;
  int result;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) (self + 1);
  if (is_gone ())
    return SQLITE_CANTOPEN;

  result = real_vfs->xOpen (real_vfs, name, self->real, flags, out_flags);
  if (result != SQLITE_OK)
    return result;

  g_mutex_lock (&mutex);
  is_known = g_hash_table_contains (synced, name);
  g_mutex_unlock (&mutex);
  if (!is_known)
    remember (name);

  self->path = g_strdup (name);
  self->base.pMethods = &methods;

  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char *name,
             int sync_folder)
{
  if (is_gone ())
    return SQLITE_IOERR_DELETE;

  g_mutex_lock (&mutex);
  g_hash_table_remove (synced, name);
  g_mutex_unlock (&mutex);

  return real_vfs->xDelete (real_vfs, name, sync_folder);
}

void
hz_test_disk_install (void)
{
  hz_db_memory_install ();
  g_assert_cmpint (sqlite3_initialize (), ==, SQLITE_OK);

  synced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                  (GDestroyNotify) g_byte_array_unref);
  real_vfs = sqlite3_vfs_find ("unix");
  disk_vfs = *real_vfs;
  disk_vfs.pNext = NULL;
  disk_vfs.szOsFile = (int) sizeof (DiskFile) + real_vfs->szOsFile;
  disk_vfs.xOpen = open_file;
  disk_vfs.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&disk_vfs, TRUE), ==, SQLITE_OK);
  g_assert_true (sqlite3_vfs_find ("unix") == &disk_vfs);
}

void
hz_test_disk_fail_at (int n,
                      HzTestDiskFault fault)
{
  g_mutex_lock (&mutex);
  calls_left = n;
  planned = fault;
  present = HZ_TEST_DISK_WHOLE;
  g_mutex_unlock (&mutex);
}

gboolean
hz_test_disk_has_failed (void)
{
  gboolean failed;

  g_mutex_lock (&mutex);
  failed = present != HZ_TEST_DISK_WHOLE;
  g_mutex_unlock (&mutex);

  return failed;
}

void
hz_test_disk_mend (void)
{
  hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);

  g_mutex_lock (&mutex);
  g_hash_table_remove_all (synced);
  g_mutex_unlock (&mutex);
}

void
hz_test_disk_cut_power (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  GHashTableIter iter;
  gpointer path;
  gpointer before;

  g_hash_table_iter_init (&iter, synced);
  while (g_hash_table_iter_next (&iter, &path, &before))
    if (g_file_test (path, G_FILE_TEST_EXISTS))
      {
        g_autoptr (GByteArray) left = hz_test_load (path);

        hz_test_tear (left, before, random);
        hz_test_store (path, left->data, left->len);
      }

  hz_test_disk_mend ();
}
