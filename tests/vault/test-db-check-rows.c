/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking at tables in slices: it sees what is wrong, and a check comes to its end while somebody
 * saves all the time. */

#include <time.h>

#include "hz-db-check-rows.h"
#include "hz-db-private.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

/* The key in the order of the columns: of any other, SQLite 3.40.1's own check says that NOT NULL is
 * broken. */
static const char tables[] =
  "CREATE TABLE parent (k TEXT NOT NULL, id BLOB NOT NULL, PRIMARY KEY (k, id))"
  " STRICT, WITHOUT ROWID;"
  "CREATE TABLE child (n INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT, k TEXT, id BLOB, up INTEGER"
  " REFERENCES child, FOREIGN KEY (k, id) REFERENCES parent (k, id)) STRICT;"
  "CREATE INDEX child_by_a ON child (a, b);"
  "CREATE INDEX child_by_b ON child (b) WHERE b IS NOT NULL;"
  "CREATE INDEX child_by_length ON child (length (a));"
  "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 3000)"
  " INSERT INTO parent SELECT n % 70, randomblob (16) FROM c;"
  "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 3000)"
  " INSERT INTO child SELECT 2 * n, hex (randomblob (16)), iif (n % 3, 'b' || n % 7, NULL), NULL, NULL,"
  " iif (n > 1, 2 * n - 2, NULL) FROM c;"
  "UPDATE child SET (k, id) = (SELECT k, id FROM parent LIMIT 1) WHERE n % 5 = 0";

/* A sanitized program takes several times as long. */
#ifdef __SANITIZE_ADDRESS__
#define LONGEST_SAVE (5 * G_USEC_PER_SEC)
#else
#define LONGEST_SAVE G_USEC_PER_SEC
#endif

typedef struct
{
  const char *table;
  HzDbCheckRowsKind kind;
  guint64 n_wrong;
  guint n_slices;
} Looked;

static HzDbStep
look (HzDb *db,
      gpointer data,
      GError **error)
{
  Looked *looked = data;
  g_autoptr (HzDbCheckRows) rows = hz_db_check_rows_new (db, looked->table, looked->kind, error);
  HzDbStep step = rows != NULL ? HZ_DB_STEP_AGAIN : HZ_DB_STEP_FAILED;

  for (; step == HZ_DB_STEP_AGAIN; looked->n_slices++)
    step = hz_db_check_rows_step (rows, db, error);
  if (rows != NULL)
    looked->n_wrong = hz_db_check_rows_get_n_wrong (rows);

  return step;
}

static guint64
count_wrong (HzTestFile *file,
             const char *table,
             HzDbCheckRowsKind kind)
{
  Looked looked = { table, kind, 0, 0 };
  GError *error = NULL;

  hz_db_worker_run (file->worker, HZ_DB_JOB_READ, look, &looked, &error);
  g_assert_no_error (error);

  return looked.n_wrong;
}

static void
test_whole (HzTestFile *file,
            gconstpointer unused)
{
  Looked looked = { "child", HZ_DB_CHECK_ROWS_TREES, 0, 0 };

  hz_test_file_write (file, tables);
  g_assert_true (hz_db_worker_run (file->worker, HZ_DB_JOB_READ, look, &looked, NULL));
  g_assert_cmpuint (looked.n_wrong, ==, 0);
  g_assert_cmpuint (looked.n_slices, >, 5);
  g_assert_cmpuint (count_wrong (file, "parent", HZ_DB_CHECK_ROWS_TREES), ==, 0);
  g_assert_cmpuint (count_wrong (file, "child", HZ_DB_CHECK_ROWS_REFERENCES), ==, 0);
  g_assert_cmpuint (count_wrong (file, "parent", HZ_DB_CHECK_ROWS_REFERENCES), ==, 0);
}

static HzDbStep
allow_all (HzDb *db,
           gpointer unused,
           GError **error)
{
  sqlite3 *handle = hz_db_get_handle (db);

  sqlite3_set_authorizer (handle, NULL, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  sqlite3_exec (handle, "PRAGMA writable_schema = ON", NULL, NULL, NULL);

  return HZ_DB_STEP_DONE;
}

static void
spoil (HzTestFile *file,
       const char *sql)
{
  g_assert_true (hz_db_worker_run (file->worker, HZ_DB_JOB_READ, allow_all, NULL, NULL));
  hz_test_file_write (file, sql);
  hz_test_file_close (file);
  hz_test_file_open (file);
}

/* Each index says of itself what it is not. */
static void
test_not_in_index (HzTestFile *file,
                   gconstpointer unused)
{
  hz_test_file_write (file, tables);
  spoil (file, "UPDATE sqlite_schema SET sql = 'CREATE INDEX child_by_a ON child (b, a)'"
               " WHERE name = 'child_by_a'");
  g_assert_cmpuint (count_wrong (file, "child", HZ_DB_CHECK_ROWS_TREES), ==, 3000);

  spoil (file, "UPDATE sqlite_schema SET sql = 'CREATE INDEX child_by_a ON child (a, b)'"
               " WHERE name = 'child_by_a';"
               "UPDATE sqlite_schema SET sql = 'CREATE INDEX child_by_b ON child (b) WHERE n > 5000'"
               " WHERE name = 'child_by_b'");
  g_assert_cmpuint (count_wrong (file, "child", HZ_DB_CHECK_ROWS_TREES), ==, 167);
}

static void
test_points_to_nothing (HzTestFile *file,
                        gconstpointer unused)
{
  hz_test_file_write (file, tables);
  spoil (file, "UPDATE child SET id = x'00' WHERE n IN (50, 5000);"
               "UPDATE child SET up = 1 WHERE n IN (4, 3000, 3002)");
  g_assert_cmpuint (count_wrong (file, "child", HZ_DB_CHECK_ROWS_REFERENCES), ==, 5);
  g_assert_cmpuint (count_wrong (file, "child", HZ_DB_CHECK_ROWS_TREES), ==, 0);
}

static void
test_damaged (HzTestFile *file,
              gconstpointer unused)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;
  Looked looked = { "child", HZ_DB_CHECK_ROWS_TREES, 0, 0 };

  hz_test_file_write (file, tables);
  hz_test_file_close (file);
  bytes = hz_test_load (file->path);
  for (guint i = 40; (i + 1) * HZ_TEST_UNIT <= bytes->len; i++)
    bytes->data[i * HZ_TEST_UNIT] ^= 1;
  hz_test_store (file->path, bytes->data, bytes->len);
  hz_test_file_open (file);

  g_assert_false (hz_db_worker_run (file->worker, HZ_DB_JOB_READ, look, &looked, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
}

typedef struct
{
  HzTestFile *file;
  gint is_over;
  gint n_saves;
  gint64 longest;
  gint64 dearest;
} Desk;

/* What other programs do to the disk meanwhile is not a save's fault. */
static gint64
get_own_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gpointer
save_all_the_time (gpointer data)
{
  Desk *desk = data;

  while (!g_atomic_int_get (&desk->is_over))
    {
      gint64 begun = g_get_monotonic_time ();
      gint64 own = get_own_time ();

      hz_test_file_write (desk->file, "UPDATE child SET b = b || 'x' WHERE n % 1000 = 0");
      desk->longest = MAX (desk->longest, g_get_monotonic_time () - begun);
      desk->dearest = MAX (desk->dearest, get_own_time () - own);
      g_atomic_int_inc (&desk->n_saves);
    }

  return NULL;
}

/* SQLite's own check of a table takes longer than the desk is quiet. */
static void
test_while_saving (HzTestFile *file,
                   gconstpointer unused)
{
  Desk desk = { file, FALSE, 0, 0, 0 };
  g_autoptr (HzDbCheck) check = hz_db_check_new (TRUE);
  g_autoptr (GError) error = NULL;
  GThread *thread;

  hz_test_file_write (file, tables);
  hz_test_file_write (file, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, text TEXT UNIQUE) STRICT;"
                            "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c"
                            " LIMIT 60000) INSERT INTO bulk SELECT n, hex (randomblob (60)) FROM c");
  thread = g_thread_new ("desk", save_all_the_time, &desk);
  while (g_atomic_int_get (&desk.n_saves) == 0)
    g_thread_yield ();

  hz_db_worker_run (file->worker, HZ_DB_JOB_READ, hz_db_check_step, check, &error);
  g_atomic_int_set (&desk.is_over, TRUE);
  g_thread_join (thread);

  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (check->problems, i));
  g_assert_true (hz_db_check_is_whole (check));
  g_test_message ("%d saves, %u tables by rows, the longest save %.1f ms (%.1f of its own)",
                  desk.n_saves, check->n_by_rows, (double) desk.longest / 1000,
                  (double) desk.dearest / 1000);
  g_assert_cmpuint (check->n_by_rows, >, 0);
  g_assert_cmpint (desk.dearest, <, LONGEST_SAVE);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*func) (HzTestFile *, gconstpointer); } tests[] = {
    { "whole", test_whole },
    { "not-in-index", test_not_in_index },
    { "points-to-nothing", test_points_to_nothing },
    { "damaged", test_damaged },
    { "while-saving", test_while_saving },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/db-check-rows/", tests[i].name, NULL);

      g_test_add (path, HzTestFile, NULL, hz_test_file_set_up, tests[i].func, hz_test_file_tear_down);
    }

  return g_test_run ();
}
