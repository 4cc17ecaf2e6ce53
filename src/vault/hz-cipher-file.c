/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a database file and its -wal have in common: whole units in and out of the system's file. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-cipher-file.h"

#include <string.h>

#include "hz-cipher-vfs.h"

#define FRAME_HEADER_BYTES 24

/**
 * hz_cipher_file_set_up:
 * @self: zeros but for @real, which is open
 * @kind: database or -wal
 * @key: the file's
 * @path: of the database
 */
void
hz_cipher_file_set_up (HzCipherFile *self,
                       HzCipherKind kind,
                       HzCipherKey *key,
                       const char *path)
{
  self->kind = kind;
  self->key = hz_cipher_key_ref (key);
  self->path = g_strdup (path);
  self->known_length = -1;
  self->plain = hz_secret_new (HZ_CIPHER_PAGE_BYTES);
  self->held = hz_secret_new (FRAME_HEADER_BYTES);
  self->base.pMethods = kind == HZ_CIPHER_PAGE ? &hz_cipher_page_methods : &hz_cipher_log_methods;
}

/**
 * hz_cipher_file_clear:
 * @self: a file that has been set up
 *
 * Wipes and frees what belongs to it; @real is closed already.
 */
void
hz_cipher_file_clear (HzCipherFile *self)
{
  g_clear_pointer (&self->key, hz_cipher_key_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->plain, hz_secret_unref);
  g_clear_pointer (&self->held, hz_secret_unref);
  self->base.pMethods = NULL;
}

static guint64
get_number (HzCipherFile *self,
            sqlite3_int64 index)
{
  return (guint64) (self->kind == HZ_CIPHER_PAGE ? index + 1 : index);
}

/**
 * hz_cipher_file_get_length:
 * @self: a file
 * @length: (out): on disk, in bytes
 *
 * Returns: a code of SQLite
 */
int
hz_cipher_file_get_length (HzCipherFile *self,
                           sqlite3_int64 *length)
{
  return self->real->pMethods->xFileSize (self->real, length);
}

/**
 * hz_cipher_file_read_unit:
 * @self: a file
 * @index: of the unit, from 0
 * @plain: (out caller-allocates): HZ_CIPHER_PLAIN_BYTES; zeros when it fails
 *
 * Returns: a code of SQLite; a unit that is cut short is damaged
 */
int
hz_cipher_file_read_unit (HzCipherFile *self,
                          sqlite3_int64 index,
                          guint8 *plain)
{
  sqlite3_int64 offset = index * HZ_CIPHER_UNIT_BYTES;
  sqlite3_int64 length;
  int result = self->real->pMethods->xRead (self->real, self->unit, HZ_CIPHER_UNIT_BYTES, offset);

  if (result == SQLITE_IOERR_SHORT_READ)
    {
      int size_result = hz_cipher_file_get_length (self, &length);

      if (size_result != SQLITE_OK)
        result = size_result;
      else if (length > offset)
        result = SQLITE_IOERR_DATA;
    }

  if (result != SQLITE_OK)
    {
      memset (plain, 0, HZ_CIPHER_PLAIN_BYTES);
      return result;
    }

  if (!hz_cipher_unit_open (self->key, self->kind, get_number (self, index), self->unit, plain))
    return SQLITE_IOERR_DATA;

  return SQLITE_OK;
}

/**
 * hz_cipher_file_write_unit:
 * @self: a file
 * @index: of the unit, from 0
 * @plain: HZ_CIPHER_PLAIN_BYTES
 *
 * Returns: a code of SQLite
 */
int
hz_cipher_file_write_unit (HzCipherFile *self,
                           sqlite3_int64 index,
                           const guint8 *plain)
{
  hz_cipher_unit_seal (self->key, self->kind, get_number (self, index), plain, self->unit);

  return self->real->pMethods->xWrite (self->real, self->unit, HZ_CIPHER_UNIT_BYTES,
                                       index * HZ_CIPHER_UNIT_BYTES);
}

int
hz_cipher_file_close (sqlite3_file *file)
{
  HzCipherFile *self = (HzCipherFile *) file;
  int result = self->real->pMethods->xClose (self->real);

  hz_cipher_file_clear (self);

  return result;
}

int
hz_cipher_file_lock (sqlite3_file *file,
                     int level)
{
  HzCipherFile *self = (HzCipherFile *) file;
  int result = self->real->pMethods->xLock (self->real, level);

  if (result == SQLITE_OK && level == SQLITE_LOCK_EXCLUSIVE)
    self->is_alone = TRUE;

  return result;
}

int
hz_cipher_file_unlock (sqlite3_file *file,
                       int level)
{
  HzCipherFile *self = (HzCipherFile *) file;

  self->is_alone = FALSE;
  self->known_length = -1;

  return self->real->pMethods->xUnlock (self->real, level);
}

int
hz_cipher_file_check_reserved_lock (sqlite3_file *file,
                                    int *result)
{
  HzCipherFile *self = (HzCipherFile *) file;

  return self->real->pMethods->xCheckReservedLock (self->real, result);
}

/* Sizes are ours alone; no memory map, and no promise that a write is atomic. */
int
hz_cipher_file_control (sqlite3_file *file,
                        int operation,
                        void *argument)
{
  HzCipherFile *self = (HzCipherFile *) file;

  switch (operation)
    {
    case SQLITE_FCNTL_VFSNAME:
      *(char **) argument = sqlite3_mprintf ("%s", HZ_CIPHER_VFS_FULL_NAME);
      return SQLITE_OK;

    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE:
      return SQLITE_OK;

    case SQLITE_FCNTL_MMAP_SIZE:
      *(sqlite3_int64 *) argument = 0;
      return SQLITE_OK;

    case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
      *(int *) argument = 1;
      return SQLITE_OK;

    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
    case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
    case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
      return SQLITE_NOTFOUND;

    default:
      return self->real->pMethods->xFileControl (self->real, operation, argument);
    }
}

int
hz_cipher_file_get_sector_size (sqlite3_file *file)
{
  HzCipherFile *self = (HzCipherFile *) file;

  return self->real->pMethods->xSectorSize (self->real);
}

/* A unit is a sector at least: writing one never harms another. */
int
hz_cipher_file_get_characteristics (sqlite3_file *file)
{
  HzCipherFile *self = (HzCipherFile *) file;
  int real = self->real->pMethods->xDeviceCharacteristics (self->real);

  return SQLITE_IOCAP_POWERSAFE_OVERWRITE | (real & SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN);
}
