/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-cipher-file.h"

G_BEGIN_DECLS

/* A file of the cipher VFS over one that lies in memory: no disk, so that a fuzzer makes
 * thousands of them in a second. */

#define FUZZ_MOST_UNITS 24

/**
 * FuzzFile:
 * @base: the system's file, as the cipher VFS sees it
 * @bytes: what is on the disk
 * @file: the file over it
 */
typedef struct
{
  sqlite3_file base;
  GByteArray *bytes;
  HzCipherFile file;
} FuzzFile;

void fuzz_file_open (FuzzFile *self,
                     HzCipherKind kind,
                     HzCipherKey *key,
                     const char *path);
void fuzz_file_close (FuzzFile *self);

/* An input is taken from its beginning; behind the end there are zeros. */
typedef struct
{
  const guint8 *data;
  gsize length;
} FuzzInput;

guint8 fuzz_take (FuzzInput *input);
guint fuzz_take_u16 (FuzzInput *input);
void fuzz_take_to (FuzzInput *input,
                   guint8 *out,
                   gsize length);

/* What somebody does to the disk: a byte of a unit flipped, one unit over another, one filled, the end
 * cut off. */
typedef enum
{
  FUZZ_CHANGE_FLIP,
  FUZZ_CHANGE_MOVE,
  FUZZ_CHANGE_FILL,
  FUZZ_CHANGE_CUT,
} FuzzChange;

void fuzz_file_change (FuzzFile *self,
                       FuzzInput *input,
                       FuzzChange change);

/* What the unit at @at of the disk holds when it is sealed for @place: a code of SQLite, and zeros
 * unless that is SQLITE_OK. Key and kind are said anew: the file's own are what is tested. */
int fuzz_file_open_unit (const FuzzFile *self,
                         HzCipherKey *key,
                         HzCipherKind kind,
                         guint64 at,
                         guint64 place,
                         guint8 plain[HZ_CIPHER_PLAIN_BYTES]);

/* A folder in memory where there is one, removed when the program ends. */
const char *fuzz_get_folder (void);
void fuzz_store (const char *path,
                 const guint8 *bytes,
                 gsize length);

G_END_DECLS
