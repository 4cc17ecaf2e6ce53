/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The VFS right below the product's: the system's, or SQLite's simulation of power loss when a test
 * has switched it on. Each write is looked at as it goes to disk, and what was seen is added at the end
 * of the process to the file that HAMROZ_FIXTURE_PROOF names, one line:
 *
 *   writes  units  headers
 *
 * Units are writes of 4096 bytes at a multiple of that; headers are those that begin with what a
 * database or a -wal begins with in the clear. Sealed, all writes are units and none is a header.
 */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fixture-file.h"
#include "fixture-vfs.h"
#include "hz-cipher-unit.h"

sqlite3_vfs hz_fixture_lower_vfs;

static sqlite3_io_methods lower_methods;
static sqlite3_vfs *unix_vfs;
static sqlite3_vfs *upper_vfs;

/* How many of our xOpen() this thread is in. */
static _Thread_local int depth;

static gint n_writes;
static gint n_units;
static gint n_headers;

gboolean
hz_fixture_is_below (void)
{
  return depth > 0;
}

static sqlite3_vfs *
find_target (void)
{
  for (sqlite3_vfs *vfs = sqlite3_vfs_find (NULL); vfs != NULL; vfs = vfs->pNext)
    if (vfs != upper_vfs && g_str_equal (vfs->zName, HZ_FIXTURE_CRASH_NAME))
      return vfs;

  return unix_vfs;
}

static int
write_file (sqlite3_file *file,
            const void *bytes,
            int amount,
            sqlite3_int64 offset)
{
  static const guint8 log_magic[] = { 0x37, 0x7f, 0x06 };

  g_atomic_int_inc (&n_writes);
  if (amount == HZ_CIPHER_UNIT_BYTES && offset % HZ_CIPHER_UNIT_BYTES == 0)
    g_atomic_int_inc (&n_units);
  if (offset == 0 && amount >= 16
      && (memcmp (bytes, "SQLite format 3", 16) == 0
          || memcmp (bytes, log_magic, sizeof log_magic) == 0))
    g_atomic_int_inc (&n_headers);

  return hz_fixture_file_methods.xWrite (file, bytes, amount, offset);
}

static void __attribute__ ((destructor))
write_proof (void)
{
  const char *path = g_getenv ("HAMROZ_FIXTURE_PROOF");
  char line[80];
  int length;
  int fd;

  if (path == NULL || n_writes == 0)
    return;

  length = g_snprintf (line, sizeof line, "%d\t%d\t%d\n", n_writes, n_units, n_headers);
  fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0 || write (fd, line, (gsize) length) != length)
    fprintf (stderr, "%s: not written\n", path);
  if (fd >= 0)
    close (fd);
}

static int
open_file (sqlite3_vfs *vfs,
           const char *name,
           sqlite3_file *file,
           int flags,
           int *out_flags)
{
  HzFixtureFile *self = (HzFixtureFile *) file;
  sqlite3_vfs *target = find_target ();
  int result;

  self->base.pMethods = NULL;
  self->inner = (sqlite3_file *) (self + 1);
  self->inner->pMethods = NULL;
  self->system = self->inner;

  depth++;
  result = target->xOpen (target, name, self->inner, flags, out_flags);
  depth--;

  if (result == SQLITE_OK)
    self->base.pMethods = &lower_methods;

  return result;
}

/* @above: which has the name of the simulation, too
 * @room: for a file of either VFS below */
void
hz_fixture_set_up_lower (sqlite3_vfs *system,
                         sqlite3_vfs *above,
                         int room)
{
  unix_vfs = system;
  upper_vfs = above;

  lower_methods = hz_fixture_file_methods;
  lower_methods.xWrite = write_file;

  hz_fixture_lower_vfs = *system;
  hz_fixture_lower_vfs.zName = "lower";
  hz_fixture_lower_vfs.szOsFile = (int) sizeof (HzFixtureFile) + room;
  hz_fixture_lower_vfs.xOpen = open_file;
}

sqlite3_vfs *
hz_fixture_find_vfs (const char *name)
{
  return &hz_fixture_lower_vfs;
}
