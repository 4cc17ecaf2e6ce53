/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that hands every call on. */

#include "fixture-file.h"

static int
close_file (sqlite3_file *file)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xClose (inner);
}

static int
read_file (sqlite3_file *file,
           void *out,
           int amount,
           sqlite3_int64 offset)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xRead (inner, out, amount, offset);
}

static int
write_file (sqlite3_file *file,
            const void *bytes,
            int amount,
            sqlite3_int64 offset)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xWrite (inner, bytes, amount, offset);
}

static int
truncate_file (sqlite3_file *file,
               sqlite3_int64 length)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xTruncate (inner, length);
}

static int
sync_file (sqlite3_file *file,
           int flags)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xSync (inner, flags);
}

static int
get_length (sqlite3_file *file,
            sqlite3_int64 *length)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xFileSize (inner, length);
}

static int
lock_file (sqlite3_file *file,
           int level)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xLock (inner, level);
}

static int
unlock_file (sqlite3_file *file,
             int level)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xUnlock (inner, level);
}

static int
check_reserved_lock (sqlite3_file *file,
                     int *result)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xCheckReservedLock (inner, result);
}

static int
control_file (sqlite3_file *file,
              int operation,
              void *argument)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xFileControl (inner, operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xSectorSize (inner);
}

static int
get_characteristics (sqlite3_file *file)
{
  sqlite3_file *inner = ((HzFixtureFile *) file)->inner;

  return inner->pMethods->xDeviceCharacteristics (inner);
}

static int
map_shared (sqlite3_file *file,
            int region,
            int length,
            int extend,
            void volatile **out)
{
  sqlite3_file *system = ((HzFixtureFile *) file)->system;

  return system->pMethods->xShmMap (system, region, length, extend, out);
}

static int
lock_shared (sqlite3_file *file,
             int offset,
             int n,
             int flags)
{
  sqlite3_file *system = ((HzFixtureFile *) file)->system;

  return system->pMethods->xShmLock (system, offset, n, flags);
}

static void
order_shared (sqlite3_file *file)
{
  sqlite3_file *system = ((HzFixtureFile *) file)->system;

  system->pMethods->xShmBarrier (system);
}

static int
unmap_shared (sqlite3_file *file,
              int remove)
{
  sqlite3_file *system = ((HzFixtureFile *) file)->system;

  return system->pMethods->xShmUnmap (system, remove);
}

/* Without xFetch: nothing maps the database file. */
const sqlite3_io_methods hz_fixture_file_methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_length,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = order_shared,
  .xShmUnmap = unmap_shared,
};
