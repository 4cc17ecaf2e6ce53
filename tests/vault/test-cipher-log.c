/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The -wal that a killed program leaves: whatever happens to it, an earlier whole state opens, and what
 * is about to be dropped is kept aside. */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "hz-db-private.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

#define N_LINES 25

/* So many that the database grows, which changes its first page. */
#define N_LINES_GROWN 60

/* The two files as the killed program left them, to be put back for each try. */
typedef struct
{
  GByteArray *database;
  GByteArray *log;
} Left;

static void
leave (HzTestFile *file,
       int n_lines,
       Left *left)
{
  hz_test_file_add_lines (file, 1, 5);
  hz_test_file_close (file);
  g_assert_cmpint (hz_test_file_run_child (file, "commit", 6, n_lines), ==, n_lines);
  left->database = hz_test_load (file->path);
  left->log = hz_test_load (file->log_path);
  g_assert_cmpint (left->log->len % HZ_TEST_UNIT, ==, 0);
}

static void
put_back (HzTestFile *file,
          Left *left)
{
  hz_test_store (file->path, left->database->data, left->database->len);
  hz_test_store (file->log_path, left->log->data, left->log->len);
}

static void
forget (Left *left)
{
  g_byte_array_unref (left->database);
  g_byte_array_unref (left->log);
}

/* How many lines there are in a state that is whole. */
static gint64
count_and_close (HzTestFile *file)
{
  g_autoptr (HzDbCheck) check = NULL;
  gint64 n;

  hz_test_file_open (file);
  n = hz_test_file_count_lines (file);
  check = hz_test_file_check (file);
  g_assert_true (hz_db_check_is_whole (check));
  hz_test_file_close (file);

  return n;
}

static guint
remove_aside (HzTestFile *file,
              GByteArray *expected)
{
  g_autoptr (GDir) dir = g_dir_open (file->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (file->folder, name, NULL);
      g_autoptr (GByteArray) bytes = NULL;

      if (!g_str_has_suffix (name, ".damaged"))
        continue;

      bytes = hz_test_load (path);
      g_assert_cmpmem (bytes->data, bytes->len, expected->data, expected->len);
      g_remove (path);
      n++;
    }

  return n;
}

static void
test_all_there (HzTestFile *file,
                gconstpointer unused)
{
  Left left;

  leave (file, N_LINES, &left);
  hz_test_file_open (file);
  g_assert_true (file->state.unclean);
  g_assert_false (file->state.wal_aside);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, N_LINES);
  hz_test_file_close (file);
  hz_test_file_open (file);
  g_assert_false (file->state.unclean);
  forget (&left);
}

static void
test_flips (HzTestFile *file,
            gconstpointer unused)
{
  Left left;
  gint64 before = 0;
  guint n_units;

  leave (file, N_LINES, &left);
  n_units = left.log->len / HZ_TEST_UNIT;

  for (guint unit = 0; unit < n_units; unit++)
    {
      guint8 *byte = left.log->data + unit * HZ_TEST_UNIT + (unit * 997) % HZ_TEST_UNIT;
      gint64 n;
      guint n_aside;

      *byte ^= 0x10;
      put_back (file, &left);
      n = count_and_close (file);
      g_assert_cmpint (n, >=, unit == 0 ? 5 : before);
      g_assert_cmpint (n, <=, N_LINES);
      before = n;

      /* All but damage of the very last frame loses good ones. */
      n_aside = remove_aside (file, left.log);
      g_assert_cmpint (n_aside, ==, unit + 1 < n_units ? 1 : 0);
      g_assert_cmpint (file->state.wal_aside, ==, n_aside > 0);
      *byte ^= 0x10;
    }

  g_assert_cmpint (before, ==, N_LINES - 1);
  forget (&left);
}

static void
test_cuts (HzTestFile *file,
           gconstpointer unused)
{
  Left left;
  gint64 before = 0;
  guint whole;

  leave (file, N_LINES, &left);
  whole = left.log->len;

  for (guint length = 0; length < whole; length += 2731)
    {
      gint64 n;

      left.log->len = length;
      put_back (file, &left);
      n = count_and_close (file);
      g_assert_cmpint (n, >=, MAX (before, 5));
      g_assert_cmpint (n, <, N_LINES);
      g_assert_false (file->state.wal_aside);
      before = n;
    }

  left.log->len = whole;
  put_back (file, &left);
  g_assert_cmpint (count_and_close (file), ==, N_LINES);

  /* Without it, the state of the last checkpoint. */
  put_back (file, &left);
  g_remove (file->log_path);
  g_assert_cmpint (count_and_close (file), ==, 5);
  forget (&left);
}

static void
test_swaps (HzTestFile *file,
            gconstpointer unused)
{
  Left left;
  guint n_units;

  leave (file, N_LINES, &left);
  n_units = left.log->len / HZ_TEST_UNIT;

  for (guint unit = 0; unit + 1 < n_units; unit++)
    {
      guint other = unit + 1 + (unit * 3) % (n_units - unit - 1);
      g_autoptr (GByteArray) swapped = g_byte_array_new ();
      Left changed = { left.database, swapped };

      g_byte_array_append (swapped, left.log->data, left.log->len);
      memcpy (swapped->data + unit * HZ_TEST_UNIT, left.log->data + other * HZ_TEST_UNIT, HZ_TEST_UNIT);
      memcpy (swapped->data + other * HZ_TEST_UNIT, left.log->data + unit * HZ_TEST_UNIT, HZ_TEST_UNIT);
      put_back (file, &changed);
      g_assert_cmpint (count_and_close (file), <, N_LINES);
      remove_aside (file, swapped);
    }

  forget (&left);
}

/* A clock that stands still, or a desk where it happens often: each copy finds room. */
static void
test_many_aside (HzTestFile *file,
                 gconstpointer unused)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  Left left;

  leave (file, N_LINES, &left);
  left.log->data[HZ_TEST_UNIT + 7] ^= 1;
  put_back (file, &left);

  for (int second = 0; second < 120; second++)
    for (int i = 1; i < 20; i++)
      {
        g_autoptr (GDateTime) then = g_date_time_add_seconds (now, second);
        g_autofree char *moment = g_date_time_format (then, "%Y%m%dT%H%M%SZ");
        g_autofree char *path = g_strdup_printf ("%s.%s.%d.damaged", file->log_path, moment, i);

        hz_test_store (path, left.log->data, 0);
      }

  g_assert_cmpint (count_and_close (file), >=, 5);
  g_assert_true (file->state.wal_aside);
  forget (&left);
}

/* Frames of an earlier use of the -wal stand behind those of now: a torn end between them is no
 * damage. */
static void
test_earlier_use (HzTestFile *file,
                  gconstpointer unused)
{
  Left left;
  g_autoptr (GByteArray) earlier = NULL;
  guint n_units;

  leave (file, N_LINES, &left);
  earlier = g_byte_array_new ();
  g_byte_array_append (earlier, left.log->data, left.log->len);
  g_assert_cmpint (count_and_close (file), ==, N_LINES);
  g_byte_array_unref (left.log);
  g_byte_array_unref (left.database);

  /* A second, shorter use; the first one's frames follow it. */
  g_assert_cmpint (hz_test_file_run_child (file, "commit", N_LINES + 1, N_LINES + 2), ==, N_LINES + 2);
  left.database = hz_test_load (file->path);
  left.log = hz_test_load (file->log_path);
  n_units = left.log->len / HZ_TEST_UNIT;
  g_assert_cmpint (left.log->len, <, earlier->len);
  left.log->data[(n_units - 1) * HZ_TEST_UNIT] ^= 1;
  g_byte_array_append (left.log, earlier->data + left.log->len, earlier->len - left.log->len);

  put_back (file, &left);
  g_assert_cmpint (count_and_close (file), ==, N_LINES + 1);
  g_assert_false (file->state.wal_aside);
  forget (&left);
}

/* Cut power in a checkpoint: page 1 is torn, and whole in the -wal. */
static void
test_torn_first_page (HzTestFile *file,
                      gconstpointer unused)
{
  Left left;

  leave (file, N_LINES_GROWN, &left);
  memset (left.database->data + 512, 0xaa, 1024);
  put_back (file, &left);
  g_assert_cmpint (count_and_close (file), ==, N_LINES_GROWN);

  /* Torn, and the header of the -wal as well: nothing is touched. */
  left.log->data[0] ^= 1;
  put_back (file, &left);
  g_assert_false (hz_test_file_try_open (file, NULL));
  g_assert_true (g_file_test (file->log_path, G_FILE_TEST_EXISTS));
  left.log->data[0] ^= 1;
  put_back (file, &left);
  g_assert_cmpint (count_and_close (file), ==, N_LINES_GROWN);
  forget (&left);
}

static void
test_wrong_key (HzTestFile *file,
                gconstpointer unused)
{
  Left left;

  leave (file, N_LINES_GROWN, &left);

  for (int torn = 0; torn < 2; torn++)
    {
      g_autoptr (HzSecret) right = g_steal_pointer (&file->dbk);
      g_autoptr (GByteArray) log = NULL;
      g_autoptr (GError) error = NULL;

      if (torn)
        memset (left.database->data + 512, 0xaa, 1024);
      put_back (file, &left);
      file->dbk = hz_secret_new_random (32);
      g_assert_false (hz_test_file_try_open (file, &error));
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
      log = hz_test_load (file->log_path);
      g_assert_cmpmem (log->data, log->len, left.log->data, left.log->len);

      hz_secret_unref (file->dbk);
      file->dbk = g_steal_pointer (&right);
      g_assert_cmpint (count_and_close (file), ==, N_LINES_GROWN);
    }

  forget (&left);
}

/* Who has the folder puts something else in its place: it is not followed. */
static void
test_planted_link (HzTestFile *file,
                   gconstpointer unused)
{
  g_autofree char *target = g_build_filename (file->folder, "target", NULL);
  g_autoptr (GByteArray) kept = NULL;
  g_autoptr (GError) error = NULL;

  hz_test_file_close (file);
  hz_test_store (target, (const guint8 *) "kept", 4);
  g_assert_cmpint (symlink (target, file->log_path), ==, 0);
  g_assert_false (hz_test_file_try_open (file, &error));
  g_assert_nonnull (error);
  kept = hz_test_load (target);
  g_assert_cmpint (kept->len, ==, 4);
}

static void
test_damaged_in_use (HzTestFile *file,
                     gconstpointer unused)
{
  g_autoptr (GByteArray) log = NULL;
  g_autoptr (GError) error = NULL;

  hz_test_file_add_lines (file, 1, 10);
  log = hz_test_load (file->log_path);
  for (guint unit = 1; unit < log->len / HZ_TEST_UNIT; unit++)
    log->data[unit * HZ_TEST_UNIT] ^= 1;
  hz_test_store (file->log_path, log->data, log->len);

  /* The checkpoint at the end notices; nothing is thrown away. */
  g_assert_false (hz_vault_file_close (g_steal_pointer (&file->worker), &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
  g_assert_true (g_file_test (file->log_path, G_FILE_TEST_EXISTS));

  for (guint unit = 1; unit < log->len / HZ_TEST_UNIT; unit++)
    log->data[unit * HZ_TEST_UNIT] ^= 1;
  hz_test_store (file->log_path, log->data, log->len);
  g_assert_cmpint (count_and_close (file), ==, 10);
}

/* A frame's header comes, and its page does not: SQLite gave up in between. */
static gboolean
write_header_alone (HzDb *db,
                    gpointer unused,
                    GError **error)
{
  sqlite3_file *log = NULL;
  sqlite3_int64 before;
  sqlite3_int64 after;
  guint8 bytes[4096] = { 0 };

  sqlite3_file_control (hz_db_get_handle (db), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  g_assert_cmpint (log->pMethods->xFileSize (log, &before), ==, SQLITE_OK);
  g_assert_cmpint (before, >, 0);

  g_assert_cmpint (log->pMethods->xWrite (log, bytes, 24, before), ==, SQLITE_OK);
  g_assert_cmpint (log->pMethods->xRead (log, bytes, sizeof bytes, 32 + 24), ==, SQLITE_OK);
  g_assert_cmpint (log->pMethods->xWrite (log, bytes, 24, before), ==, SQLITE_OK);
  g_assert_cmpint (log->pMethods->xSync (log, SQLITE_SYNC_NORMAL), ==, SQLITE_OK);
  g_assert_cmpint (log->pMethods->xFileSize (log, &after), ==, SQLITE_OK);
  g_assert_cmpint (after, ==, before);

  return TRUE;
}

static void
test_header_alone (HzTestFile *file,
                   gconstpointer unused)
{
  GError *error = NULL;

  hz_test_file_add_lines (file, 1, 5);
  hz_vault_file_write (file->worker, write_header_alone, NULL, &error);
  g_assert_no_error (error);
  hz_test_file_add_lines (file, 6, 10);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 10);
}

/* Pages at the end of the database, and a -wal that says that they are there: a text that ends in one
 * of them does not come back without its end. */
static void
test_cut_database (HzTestFile *file,
                   gconstpointer unused)
{
  const char *const sql = "SELECT length (text) FROM line WHERE n = 1000";
  Left left;

  hz_test_file_write (file, "INSERT INTO line"
                            " VALUES (1000, replace (hex (zeroblob (10000)), '00', 'xy'));"
                            "UPDATE total SET n = n + 1");
  hz_test_file_close (file);
  g_assert_cmpint (hz_test_file_run_child (file, "commit", 1, 3), ==, 3);
  left.database = hz_test_load (file->path);
  left.log = hz_test_load (file->log_path);

  for (guint n_cut = 0; n_cut < 4; n_cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HzDbCheck) check = NULL;
      gint64 n = 0;

      put_back (file, &left);
      hz_test_file_open (file);
      check = hz_test_file_check (file);
      g_assert_cmpint (hz_db_check_is_whole (check), ==, n_cut == 0);
      if (hz_test_file_try_read (file, sql, &n, &error))
        g_assert_cmpint (n, ==, 20000);
      else
        g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
      g_assert_cmpint (error == NULL, ==, n_cut == 0);
      hz_vault_file_close (g_steal_pointer (&file->worker), NULL);
      left.database->len -= HZ_TEST_UNIT;
    }

  forget (&left);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*run) (HzTestFile *, gconstpointer); } tests[] = {
    { "/cipher-log/all-there", test_all_there },
    { "/cipher-log/flips", test_flips },
    { "/cipher-log/cuts", test_cuts },
    { "/cipher-log/swaps", test_swaps },
    { "/cipher-log/many-aside", test_many_aside },
    { "/cipher-log/earlier-use", test_earlier_use },
    { "/cipher-log/torn-first-page", test_torn_first_page },
    { "/cipher-log/wrong-key", test_wrong_key },
    { "/cipher-log/planted-link", test_planted_link },
    { "/cipher-log/damaged-in-use", test_damaged_in_use },
    { "/cipher-log/header-alone", test_header_alone },
    { "/cipher-log/cut-database", test_cut_database },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, HzTestFile, NULL, hz_test_file_set_up, tests[i].run,
                hz_test_file_tear_down);

  return g_test_run ();
}
