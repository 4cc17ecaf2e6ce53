/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The calls of this program to the system that touch files in watched folders: the keyring and its
 * second copy, pins, folders, the database and its log alike. In place of the C library's, for GLib
 * and SQLite too; a program has them by being linked with hz-test-calls.c. */

/* @HZ_TEST_CALL_MAKE: an open that makes a file; all others are @HZ_TEST_CALL_OPEN. */
typedef enum
{
  HZ_TEST_CALL_OPEN = 1 << 0,
  HZ_TEST_CALL_READ = 1 << 1,
  HZ_TEST_CALL_WRITE = 1 << 2,
  HZ_TEST_CALL_SYNC = 1 << 3,
  HZ_TEST_CALL_SYNC_FOLDER = 1 << 4,
  HZ_TEST_CALL_RENAME = 1 << 5,
  HZ_TEST_CALL_UNLINK = 1 << 6,
  HZ_TEST_CALL_TRUNCATE = 1 << 7,
  HZ_TEST_CALL_MAKE_FOLDER = 1 << 8,
  HZ_TEST_CALL_MAKE = 1 << 9,
} HzTestCalls;

/* What changes something on the disk. */
#define HZ_TEST_CALLS_THAT_CHANGE (HZ_TEST_CALL_MAKE | HZ_TEST_CALL_WRITE | HZ_TEST_CALL_SYNC \
                                   | HZ_TEST_CALL_SYNC_FOLDER | HZ_TEST_CALL_RENAME \
                                   | HZ_TEST_CALL_UNLINK | HZ_TEST_CALL_TRUNCATE \
                                   | HZ_TEST_CALL_MAKE_FOLDER)

/**
 * HzTestCallFault:
 * @HZ_TEST_CALL_NONE: nothing
 * @HZ_TEST_CALL_FAILS: it is refused with EIO (an open with EMFILE)
 * @HZ_TEST_CALL_HALF: half of what is written or read; the next write is refused: the disk is full
 * @HZ_TEST_CALL_KILLED: the program is killed before it
 * @HZ_TEST_CALL_KILLED_HALF: the program is killed after half of it
 * @HZ_TEST_CALL_POWER: the power is cut before it: of what was not synced, folders' entries too, some
 *   is there, some not, some is noise
 *
 * What happens at a chosen call.
 */
typedef enum
{
  HZ_TEST_CALL_NONE,
  HZ_TEST_CALL_FAILS,
  HZ_TEST_CALL_HALF,
  HZ_TEST_CALL_KILLED,
  HZ_TEST_CALL_KILLED_HALF,
  HZ_TEST_CALL_POWER,
} HzTestCallFault;

/* Every folder below it, too. */
void hz_test_calls_watch (const char *folder);
void hz_test_calls_forget_folders (void);

/* From now on the @n-th (from 1) of @kinds meets @fault; 0 counts alone. @skip: (nullable): files whose
 * name begins so are let alone. */
void hz_test_calls_begin (int n,
                          HzTestCalls kinds,
                          const char *skip,
                          HzTestCallFault fault);
/* How many there were since; whether the fault came. */
int hz_test_calls_end (gboolean *met);

/* From now on nothing that is written holds it: ends the program else. */
void hz_test_calls_refuse_text (const char *text);
/* How many bytes have been written to watched files. */
gint64 hz_test_calls_count_bytes (void);

G_END_DECLS
