/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The database file as SQLite sees it: pages of 4096 bytes of which it leaves the last 64 alone. Each
 * is a sealed unit on disk (hz-cipher-unit.c).
 *
 * SQLite reads the header of page 1 before it replays the -wal. When a power cut has torn that page,
 * the -wal holds a whole one; so that the replay is reached, the header is made up then, but only when
 * the -wal's own header opens with our key: with a wrong key the -wal would be taken for empty and
 * thrown away.
 *
 * SQLite asks for the file's length at the beginning of each statement. While nobody else may write,
 * which is always (hz-db.c), it is kept: to ask the system takes a sixth of a lookup.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-cipher-file.h"

#include <string.h>

#define HEADER_BYTES 100

/* The page at 1 GiB, which SQLite never writes. */
#define LOCK_INDEX (0x40000000 / HZ_CIPHER_PAGE_BYTES)

static gboolean
is_all_zeros (const guint8 *bytes,
              gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] != 0)
      return FALSE;

  return TRUE;
}

/* Page 1 is damaged: @out has been zeroed. */
static int
answer_for_first_page (HzCipherFile *self,
                       guint8 *out,
                       int amount,
                       sqlite3_int64 offset)
{
  if (amount != HEADER_BYTES || offset != 0 || !hz_cipher_log_has_header (self->path, self->key))
    return SQLITE_NOTADB;

  out[16] = HZ_CIPHER_PAGE_BYTES >> 8;
  out[17] = HZ_CIPHER_PAGE_BYTES & 0xff;
  out[20] = HZ_CIPHER_RESERVED_BYTES;

  return SQLITE_OK;
}

static int
get_pages_length (sqlite3_file *file,
                  sqlite3_int64 *length)
{
  HzCipherFile *self = (HzCipherFile *) file;
  int result;

  *length = self->known_length;
  if (self->known_length >= 0)
    return SQLITE_OK;

  result = hz_cipher_file_get_length (self, length);
  if (result == SQLITE_OK && self->is_alone)
    self->known_length = *length;

  return result;
}

static int
write_unit (HzCipherFile *self,
            sqlite3_int64 index,
            const guint8 *plain)
{
  sqlite3_int64 end = (index + 1) * HZ_CIPHER_UNIT_BYTES;
  int result = hz_cipher_file_write_unit (self, index, plain);

  if (result != SQLITE_OK)
    self->known_length = -1;
  else if (self->known_length >= 0)
    self->known_length = MAX (self->known_length, end);

  return result;
}

static int
read_page (sqlite3_file *file,
           void *out,
           int amount,
           sqlite3_int64 offset)
{
  HzCipherFile *self = (HzCipherFile *) file;
  sqlite3_int64 index = offset / HZ_CIPHER_PAGE_BYTES;
  int within = (int) (offset % HZ_CIPHER_PAGE_BYTES);
  gboolean is_whole = amount == HZ_CIPHER_PAGE_BYTES && within == 0;
  guint8 *plain = is_whole ? out : hz_secret_get_data (self->plain);
  int result;

  if (within + amount > HZ_CIPHER_PAGE_BYTES)
    {
      memset (out, 0, (gsize) amount);
      return SQLITE_IOERR_READ;
    }

  result = hz_cipher_file_read_unit (self, index, plain);
  if (result == SQLITE_IOERR_SHORT_READ && offset < self->known_length)
    result = SQLITE_IOERR_DATA;

  memset (plain + HZ_CIPHER_USABLE_BYTES, 0, HZ_CIPHER_RESERVED_BYTES);
  if (!is_whole)
    memcpy (out, plain + within, (gsize) amount);

  if (result == SQLITE_IOERR_DATA)
    {
      sqlite3_log (SQLITE_IOERR_DATA, "page %lld of %s does not open", index + 1, self->path);
      if (index == 0)
        result = answer_for_first_page (self, out, amount, offset);
    }

  return result;
}

/* A hole would read as damage: what lies between the end and a page far behind it are zero pages.
 * After an unclean stop it is damage: SQLite as we set it up leaves no page out (but one), so the file
 * has been cut. */
static int
fill_gap (HzCipherFile *self,
          sqlite3_int64 index)
{
  sqlite3_int64 length;
  int result = get_pages_length (&self->base, &length);

  for (sqlite3_int64 i = length / HZ_CIPHER_UNIT_BYTES; result == SQLITE_OK && i < index; i++)
    {
      if (self->log_found && i != LOCK_INDEX)
        continue;

      memset (hz_secret_get_data (self->plain), 0, HZ_CIPHER_PAGE_BYTES);
      result = write_unit (self, i, hz_secret_get_data (self->plain));
    }

  return result;
}

/* Only a connection that was set up as ours writes pages of this shape. */
static gboolean
is_page_of_ours (const guint8 *page,
                 sqlite3_int64 index)
{
  if (!is_all_zeros (page + HZ_CIPHER_USABLE_BYTES, HZ_CIPHER_RESERVED_BYTES))
    return FALSE;

  return index > 0 || (page[16] == HZ_CIPHER_PAGE_BYTES >> 8
                       && page[17] == (HZ_CIPHER_PAGE_BYTES & 0xff)
                       && page[20] == HZ_CIPHER_RESERVED_BYTES);
}

static int
write_page (sqlite3_file *file,
            const void *bytes,
            int amount,
            sqlite3_int64 offset)
{
  HzCipherFile *self = (HzCipherFile *) file;
  sqlite3_int64 index = offset / HZ_CIPHER_PAGE_BYTES;
  int result;

  if (amount != HZ_CIPHER_PAGE_BYTES || offset % HZ_CIPHER_PAGE_BYTES != 0
      || !is_page_of_ours (bytes, index))
    {
      sqlite3_log (SQLITE_IOERR_WRITE, "not a page of ours, for %s", self->path);
      return SQLITE_IOERR_WRITE;
    }

  result = fill_gap (self, index);
  if (result != SQLITE_OK)
    return result;

  return write_unit (self, index, bytes);
}

static int
truncate_pages (sqlite3_file *file,
                sqlite3_int64 length)
{
  HzCipherFile *self = (HzCipherFile *) file;

  if (length <= 0 || length % HZ_CIPHER_PAGE_BYTES != 0)
    return SQLITE_IOERR_TRUNCATE;

  self->known_length = -1;

  return self->real->pMethods->xTruncate (self->real, length);
}

static int
sync_pages (sqlite3_file *file,
            int flags)
{
  HzCipherFile *self = (HzCipherFile *) file;

  return self->real->pMethods->xSync (self->real, flags);
}

const sqlite3_io_methods hz_cipher_page_methods = {
  .iVersion = 1,
  .xClose = hz_cipher_file_close,
  .xRead = read_page,
  .xWrite = write_page,
  .xTruncate = truncate_pages,
  .xSync = sync_pages,
  .xFileSize = get_pages_length,
  .xLock = hz_cipher_file_lock,
  .xUnlock = hz_cipher_file_unlock,
  .xCheckReservedLock = hz_cipher_file_check_reserved_lock,
  .xFileControl = hz_cipher_file_control,
  .xSectorSize = hz_cipher_file_get_sector_size,
  .xDeviceCharacteristics = hz_cipher_file_get_characteristics,
};
