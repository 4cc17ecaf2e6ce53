/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hz-test.h"

static char *folder;

static int
close_memory (sqlite3_file *file)
{
  FuzzFile *self = (FuzzFile *) file;

  g_clear_pointer (&self->bytes, g_byte_array_unref);

  return SQLITE_OK;
}

static int
read_memory (sqlite3_file *file,
             void *out,
             int amount,
             sqlite3_int64 offset)
{
  FuzzFile *self = (FuzzFile *) file;
  sqlite3_int64 n = CLAMP ((sqlite3_int64) self->bytes->len - offset, 0, amount);

  if (n > 0)
    memcpy (out, self->bytes->data + offset, (gsize) n);
  memset ((guint8 *) out + n, 0, (gsize) (amount - n));

  return n == amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
write_memory (sqlite3_file *file,
              const void *bytes,
              int amount,
              sqlite3_int64 offset)
{
  FuzzFile *self = (FuzzFile *) file;
  guint before = self->bytes->len;

  if (offset + amount > FUZZ_MOST_UNITS * HZ_CIPHER_UNIT_BYTES)
    return SQLITE_FULL;

  if (offset + amount > before)
    {
      g_byte_array_set_size (self->bytes, (guint) (offset + amount));
      memset (self->bytes->data + before, 0, self->bytes->len - before);
    }
  memcpy (self->bytes->data + offset, bytes, (gsize) amount);

  return SQLITE_OK;
}

static int
truncate_memory (sqlite3_file *file,
                 sqlite3_int64 length)
{
  FuzzFile *self = (FuzzFile *) file;

  if (length < self->bytes->len)
    g_byte_array_set_size (self->bytes, (guint) length);

  return SQLITE_OK;
}

static int
sync_memory (sqlite3_file *file,
             int flags)
{
  return SQLITE_OK;
}

static int
get_memory_length (sqlite3_file *file,
                   sqlite3_int64 *length)
{
  *length = ((FuzzFile *) file)->bytes->len;

  return SQLITE_OK;
}

static const sqlite3_io_methods memory_methods = {
  .iVersion = 1,
  .xClose = close_memory,
  .xRead = read_memory,
  .xWrite = write_memory,
  .xTruncate = truncate_memory,
  .xSync = sync_memory,
  .xFileSize = get_memory_length,
};

void
fuzz_file_open (FuzzFile *self,
                HzCipherKind kind,
                HzCipherKey *key,
                const char *path)
{
  *self = (FuzzFile) { .base.pMethods = &memory_methods, .bytes = g_byte_array_new () };
  self->file.real = &self->base;
  hz_cipher_file_set_up (&self->file, kind, key, path);
}

void
fuzz_file_close (FuzzFile *self)
{
  self->file.base.pMethods->xClose (&self->file.base);
}

guint8
fuzz_take (FuzzInput *input)
{
  guint8 byte = 0;

  fuzz_take_to (input, &byte, 1);

  return byte;
}

guint
fuzz_take_u16 (FuzzInput *input)
{
  guint8 bytes[2];

  fuzz_take_to (input, bytes, sizeof bytes);

  return (guint) (bytes[0] | bytes[1] << 8);
}

void
fuzz_take_to (FuzzInput *input,
              guint8 *out,
              gsize length)
{
  gsize n = MIN (input->length, length);

  memset (out, 0, length);
  if (n == 0)
    return;

  memcpy (out, input->data, n);
  input->data += n;
  input->length -= n;
}

void
fuzz_file_change (FuzzFile *self,
                  FuzzInput *input,
                  FuzzChange change)
{
  guint n_units = self->bytes->len / HZ_CIPHER_UNIT_BYTES;
  guint from = fuzz_take (input);
  guint at = fuzz_take (input);
  guint offset = fuzz_take_u16 (input);
  guint8 byte = fuzz_take (input);
  guint8 *unit;

  if (n_units == 0)
    return;

  unit = self->bytes->data + at % n_units * HZ_CIPHER_UNIT_BYTES;
  switch (change)
    {
    case FUZZ_CHANGE_FLIP:
      unit[offset % HZ_CIPHER_UNIT_BYTES] ^= byte;
      break;

    case FUZZ_CHANGE_MOVE:
      memmove (unit, self->bytes->data + from % n_units * HZ_CIPHER_UNIT_BYTES, HZ_CIPHER_UNIT_BYTES);
      break;

    case FUZZ_CHANGE_FILL:
      memset (unit, byte, HZ_CIPHER_UNIT_BYTES);
      break;

    case FUZZ_CHANGE_CUT:
    default:
      g_byte_array_set_size (self->bytes,
                             (at * HZ_CIPHER_UNIT_BYTES + offset) % (self->bytes->len + 1));
      break;
    }
}

int
fuzz_file_open_unit (const FuzzFile *self,
                     HzCipherKey *key,
                     HzCipherKind kind,
                     guint64 at,
                     guint64 place,
                     guint8 plain[HZ_CIPHER_PLAIN_BYTES])
{
  guint64 start = at * HZ_CIPHER_UNIT_BYTES;

  memset (plain, 0, HZ_CIPHER_PLAIN_BYTES);
  if (start >= self->bytes->len)
    return SQLITE_IOERR_SHORT_READ;
  if (start + HZ_CIPHER_UNIT_BYTES > self->bytes->len
      || !hz_cipher_unit_open (key, kind, place, self->bytes->data + start, plain))
    return SQLITE_IOERR_DATA;

  return SQLITE_OK;
}

static void
remove_folder (void)
{
  hz_test_remove_folder (folder);
}

const char *
fuzz_get_folder (void)
{
  if (folder == NULL)
    {
      folder = g_strdup ("/dev/shm/hamroz-fuzz-XXXXXX");
      if (g_mkdtemp_full (folder, 0700) == NULL)
        {
          g_free (folder);
          folder = hz_test_make_folder ();
        }
      atexit (remove_folder);
    }

  return folder;
}

void
fuzz_store (const char *path,
            const guint8 *bytes,
            gsize length)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, length), ==, length);
  close (fd);
}
