/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The -wal as SQLite sees it: a header of 32 bytes, then frames of 24 + 4096. On disk each is a sealed
 * unit of 4096 bytes (hz-cipher-unit.c), frame k at k * 4096.
 *
 * SQLite writes a frame in two pieces: the header waits here for its page, so that a frame is one
 * write. A header alone, which replaces that of a frame written before, is brought together with it
 * before anything else happens to the file.
 *
 * When SQLite replays the log, it reads whole frames, and the first that does not open ends it, as a
 * wrong checksum would. Everywhere else such a frame is damage.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-cipher-file.h"

#include <string.h>

#define LOG_HEADER_BYTES 32
#define FRAME_HEADER_BYTES 24
#define FRAME_BYTES (FRAME_HEADER_BYTES + HZ_CIPHER_PAGE_BYTES)

static guint64
get_frame (sqlite3_int64 offset,
           int *within)
{
  *within = (int) ((offset - LOG_HEADER_BYTES) % FRAME_BYTES);

  return (guint64) ((offset - LOG_HEADER_BYTES) / FRAME_BYTES) + 1;
}

/* A header whose page did not come belongs to the page that is there. Where there is none, SQLite gave
 * up between the two: no frame was written. */
static int
merge_held (HzCipherFile *self)
{
  guint8 *plain = hz_secret_get_data (self->plain);
  guint64 frame = self->held_frame;
  int result;

  if (frame == 0)
    return SQLITE_OK;

  self->held_frame = 0;
  result = hz_cipher_file_read_unit (self, (sqlite3_int64) frame, plain);
  if (result != SQLITE_OK)
    return result == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : result;

  memcpy (plain, hz_secret_get_data (self->held), FRAME_HEADER_BYTES);

  return hz_cipher_file_write_unit (self, (sqlite3_int64) frame, plain);
}

static int
read_header (HzCipherFile *self,
             guint8 *out,
             int amount,
             sqlite3_int64 offset)
{
  guint8 *plain = hz_secret_get_data (self->plain);
  int result = hz_cipher_file_read_unit (self, 0, plain);

  memcpy (out, plain + offset, (gsize) amount);
  if (result == SQLITE_IOERR_DATA)
    {
      sqlite3_log (SQLITE_NOTICE, "the header of the log of %s does not open", self->path);
      result = SQLITE_OK;
    }

  return result;
}

static int
read_frame (HzCipherFile *self,
            guint8 *out,
            int amount,
            guint64 frame,
            int within)
{
  guint8 *plain = hz_secret_get_data (self->plain);
  guint8 *end = out + amount;
  gboolean is_replay = within == 0 && amount == FRAME_BYTES;
  int n_here = CLAMP (HZ_CIPHER_PLAIN_BYTES - within, 0, amount);
  int result = hz_cipher_file_read_unit (self, (sqlite3_int64) frame, plain);

  memcpy (out, plain + MIN (within, HZ_CIPHER_PLAIN_BYTES), (gsize) n_here);
  memset (out + n_here, 0, (gsize) (end - out - n_here));

  if (result != SQLITE_IOERR_DATA && result != SQLITE_IOERR_SHORT_READ)
    return result;

  sqlite3_log (is_replay ? SQLITE_NOTICE : SQLITE_IOERR_DATA,
               is_replay ? "end of the log of %s at frame %llu"
                         : "in the log of %s, frame %llu does not open",
               self->path, (unsigned long long) frame);

  return is_replay ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int
read_log (sqlite3_file *file,
          void *out,
          int amount,
          sqlite3_int64 offset)
{
  HzCipherFile *self = (HzCipherFile *) file;
  int within;
  guint64 frame;
  int result = merge_held (self);

  if (result == SQLITE_OK && offset + amount <= LOG_HEADER_BYTES)
    return read_header (self, out, amount, offset);

  if (result == SQLITE_OK && offset >= LOG_HEADER_BYTES)
    {
      frame = get_frame (offset, &within);
      if (within + amount <= FRAME_BYTES)
        return read_frame (self, out, amount, frame, within);
    }

  memset (out, 0, (gsize) amount);
  return result != SQLITE_OK ? result : SQLITE_IOERR_READ;
}

static int
write_header (HzCipherFile *self,
              const guint8 *header)
{
  guint8 *plain = hz_secret_get_data (self->plain);

  memset (plain, 0, HZ_CIPHER_PLAIN_BYTES);
  memcpy (plain, header, LOG_HEADER_BYTES);

  return hz_cipher_file_write_unit (self, 0, plain);
}

static int
write_frame (HzCipherFile *self,
             const guint8 *page,
             guint64 frame)
{
  guint8 *plain = hz_secret_get_data (self->plain);
  int result = SQLITE_OK;

  if (self->held_frame == frame)
    memcpy (plain, hz_secret_get_data (self->held), FRAME_HEADER_BYTES);
  else
    {
      result = merge_held (self);
      if (result == SQLITE_OK)
        result = hz_cipher_file_read_unit (self, (sqlite3_int64) frame, plain);
      if (result != SQLITE_OK)
        return result == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : result;
    }

  memcpy (plain + FRAME_HEADER_BYTES, page, HZ_CIPHER_USABLE_BYTES);
  self->held_frame = 0;

  return hz_cipher_file_write_unit (self, (sqlite3_int64) frame, plain);
}

static int
hold_header (HzCipherFile *self,
             const guint8 *header,
             guint64 frame)
{
  int result = self->held_frame == frame ? SQLITE_OK : merge_held (self);

  if (result != SQLITE_OK)
    return result;

  memcpy (hz_secret_get_data (self->held), header, FRAME_HEADER_BYTES);
  self->held_frame = frame;

  return SQLITE_OK;
}

static gboolean
is_page_of_ours (const guint8 *page)
{
  for (int i = HZ_CIPHER_USABLE_BYTES; i < HZ_CIPHER_PAGE_BYTES; i++)
    if (page[i] != 0)
      return FALSE;

  return TRUE;
}

static int
write_log (sqlite3_file *file,
           const void *bytes,
           int amount,
           sqlite3_int64 offset)
{
  HzCipherFile *self = (HzCipherFile *) file;
  int within;
  guint64 frame;

  if (offset == 0 && amount == LOG_HEADER_BYTES)
    {
      int result = merge_held (self);

      return result != SQLITE_OK ? result : write_header (self, bytes);
    }

  if (offset >= LOG_HEADER_BYTES)
    {
      frame = get_frame (offset, &within);

      if (within == 0 && amount == FRAME_HEADER_BYTES)
        return hold_header (self, bytes, frame);
      if (within == FRAME_HEADER_BYTES && amount == HZ_CIPHER_PAGE_BYTES && is_page_of_ours (bytes))
        return write_frame (self, bytes, frame);
    }

  sqlite3_log (SQLITE_IOERR_WRITE, "not a frame of ours, for %s", self->path);
  return SQLITE_IOERR_WRITE;
}

static int
truncate_log (sqlite3_file *file,
              sqlite3_int64 length)
{
  HzCipherFile *self = (HzCipherFile *) file;
  sqlite3_int64 n_units = 0;
  int result = merge_held (self);

  if (result != SQLITE_OK)
    return result;

  if (length >= LOG_HEADER_BYTES)
    n_units = 1 + (length - LOG_HEADER_BYTES + FRAME_BYTES - 1) / FRAME_BYTES;

  return self->real->pMethods->xTruncate (self->real, n_units * HZ_CIPHER_UNIT_BYTES);
}

static int
sync_log (sqlite3_file *file,
          int flags)
{
  HzCipherFile *self = (HzCipherFile *) file;
  int result = merge_held (self);

  return result != SQLITE_OK ? result : self->real->pMethods->xSync (self->real, flags);
}

/* A last unit that is cut short does not exist. */
static int
get_log_length (sqlite3_file *file,
                sqlite3_int64 *length)
{
  HzCipherFile *self = (HzCipherFile *) file;
  sqlite3_int64 n_bytes;
  int result = merge_held (self);

  if (result == SQLITE_OK)
    result = hz_cipher_file_get_length (self, &n_bytes);
  if (result != SQLITE_OK)
    return result;

  *length = n_bytes < HZ_CIPHER_UNIT_BYTES
            ? 0
            : LOG_HEADER_BYTES + (n_bytes / HZ_CIPHER_UNIT_BYTES - 1) * FRAME_BYTES;

  return SQLITE_OK;
}

static int
close_log (sqlite3_file *file)
{
  int merged = merge_held ((HzCipherFile *) file);
  int result = hz_cipher_file_close (file);

  return merged != SQLITE_OK ? merged : result;
}

const sqlite3_io_methods hz_cipher_log_methods = {
  .iVersion = 1,
  .xClose = close_log,
  .xRead = read_log,
  .xWrite = write_log,
  .xTruncate = truncate_log,
  .xSync = sync_log,
  .xFileSize = get_log_length,
  .xLock = hz_cipher_file_lock,
  .xUnlock = hz_cipher_file_unlock,
  .xCheckReservedLock = hz_cipher_file_check_reserved_lock,
  .xFileControl = hz_cipher_file_control,
  .xSectorSize = hz_cipher_file_get_sector_size,
  .xDeviceCharacteristics = hz_cipher_file_get_characteristics,
};
