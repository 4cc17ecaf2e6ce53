/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "hz-cipher-unit.h"

G_BEGIN_DECLS

/**
 * HzCipherFile:
 * @base: what SQLite sees
 * @real: the file of the system's VFS, in the memory behind this
 * @kind: database or -wal
 * @key: opens its units
 * @path: of the database, also in its -wal
 * @plain: guarded, one unit opened
 * @unit: one unit as on disk
 * @is_alone: the lock that keeps everybody else out is held
 * @known_length: of a database on disk, in bytes, while @is_alone; -1 when it has to be asked for
 * @held_frame: of a -wal: the frame whose header waits in @held for its page; 0 when none does
 * @held: guarded, a frame header
 * @log_found: of a database: there was a -wal when it was opened
 * @log_aside: of a database: its -wal was damaged and has been copied aside
 *
 * An open file of the cipher VFS. Private to the VFS and to the check.
 */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  HzCipherKind kind;
  HzCipherKey *key;
  char *path;
  HzSecret *plain;
  guint8 unit[HZ_CIPHER_UNIT_BYTES];

  gboolean is_alone;
  sqlite3_int64 known_length;

  guint64 held_frame;
  HzSecret *held;

  gboolean log_found;
  gboolean log_aside;
} HzCipherFile;

void hz_cipher_file_set_up (HzCipherFile *self,
                            HzCipherKind kind,
                            HzCipherKey *key,
                            const char *path);
void hz_cipher_file_clear (HzCipherFile *self);

/* Of the unit at @index of the file. read: SQLITE_IOERR_SHORT_READ when it lies behind the end,
 * SQLITE_IOERR_DATA when it does not open. */
int hz_cipher_file_read_unit (HzCipherFile *self,
                              sqlite3_int64 index,
                              guint8 *plain);
int hz_cipher_file_write_unit (HzCipherFile *self,
                               sqlite3_int64 index,
                               const guint8 *plain);
int hz_cipher_file_get_length (HzCipherFile *self,
                               sqlite3_int64 *length);

/* What both kinds of file do alike. */
int hz_cipher_file_close (sqlite3_file *file);
int hz_cipher_file_lock (sqlite3_file *file,
                         int level);
int hz_cipher_file_unlock (sqlite3_file *file,
                           int level);
int hz_cipher_file_check_reserved_lock (sqlite3_file *file,
                                        int *result);
int hz_cipher_file_control (sqlite3_file *file,
                            int operation,
                            void *argument);
int hz_cipher_file_get_sector_size (sqlite3_file *file);
int hz_cipher_file_get_characteristics (sqlite3_file *file);

/* hz-cipher-page.c, hz-cipher-log.c */
extern const sqlite3_io_methods hz_cipher_page_methods;
extern const sqlite3_io_methods hz_cipher_log_methods;

/* hz-cipher-log-check.c */
gboolean hz_cipher_log_has_header (const char *path,
                                   HzCipherKey *key);
int hz_cipher_log_keep_damaged (const char *path,
                                HzCipherKey *key,
                                gboolean *found,
                                gboolean *aside);

G_END_DECLS
