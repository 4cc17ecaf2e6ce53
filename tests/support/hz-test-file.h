/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db-check.h"
#include "hz-vault-file.h"

G_BEGIN_DECLS

#define HZ_TEST_UNIT 4096

/* What no file may show. */
#define HZ_TEST_MARKER "Zarina-said-this"

/**
 * HzTestFile:
 *
 * A database file in a folder of its own, with a table `line (n, text)` and a table `total (n)` that
 * counts its rows: after any loss the two must agree. Open or closed.
 */
typedef struct
{
  char *folder;
  char *path;
  char *log_path;
  HzSecret *dbk;
  HzId file_id;
  HzDbWorker *worker;
  HzVaultFileState state;
} HzTestFile;

void hz_test_file_set_up (HzTestFile *file,
                          gconstpointer unused);
void hz_test_file_tear_down (HzTestFile *file,
                             gconstpointer unused);
void hz_test_file_open (HzTestFile *file);
gboolean hz_test_file_try_open (HzTestFile *file,
                                GError **error);
void hz_test_file_close (HzTestFile *file);

/* In a job each; must succeed. */
void hz_test_file_write (HzTestFile *file,
                         const char *sql);
gint64 hz_test_file_read (HzTestFile *file,
                          const char *sql);
gboolean hz_test_file_try_write (HzTestFile *file,
                                 const char *sql,
                                 GError **error);
gboolean hz_test_file_try_read (HzTestFile *file,
                                const char *sql,
                                gint64 *value,
                                GError **error);

/* Commits lines @first to @last, each in a transaction of its own. */
void hz_test_file_add_lines (HzTestFile *file,
                             int first,
                             int last);
gboolean hz_test_file_try_add_line (HzTestFile *file,
                                    int n,
                                    GError **error);
/* How many lines there are; that they are the first ones and whole is asserted. */
gint64 hz_test_file_count_lines (HzTestFile *file);
HzDbCheck *hz_test_file_check (HzTestFile *file);

/* Of a closed file: opens it, reads and checks all, closes. Whether nothing was wrong. */
gboolean hz_test_file_is_whole (HzTestFile *file);

/* Bytes of files; of the database only while it is closed. */
GByteArray *hz_test_load (const char *path);
void hz_test_copy_folder (const char *from,
                          const char *to);
void hz_test_store (const char *path,
                    const guint8 *bytes,
                    gsize length);
gboolean hz_test_bytes_contain (GByteArray *bytes,
                                const char *text);
double hz_test_get_entropy (GByteArray *bytes);

/* Runs write-child (see there) to its end, which is always SIGKILL. Returns the last line it had
 * acknowledged. */
gint64 hz_test_file_run_child (HzTestFile *file,
                               const char *mode,
                               int first,
                               int last);

G_END_DECLS
