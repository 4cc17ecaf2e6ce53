/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Why nothing may be written before it is committed.
 *
 * A fault of SQLite 3.40.1, plain as well as encrypted, by the smallest program that shows it. When a
 * transaction spills, a page spilled a second time goes over its own frame of the -wal, and from the
 * first frame so overwritten (iReCksum in wal.c) the checksums are computed anew at the commit.
 * Rolling back to a savepoint cuts the log, but iReCksum may stay behind the cut. The commit then goes
 * on from the checksum of a frame that no longer belongs to the log: its own frames and those of every
 * transaction after it do not follow from what is before. While the program lives nobody sees it;
 * after a kill they are gone, acknowledged as they were. When a checkpoint has brought some of them
 * into the database meanwhile, older frames are read over newer pages, and trees are broken.
 *
 * It takes a spill, and a page spilled twice after the savepoint. Our connection has cache_spill=OFF
 * (hz-db.c) and writes no frame before the commit; and no SQL of ours rolls back to a savepoint.
 */

#include <glib/gstdio.h>

#include "hz-cipher-vfs.h"
#include "hz-db-private.h"
#include "hz-test-file.h"
#include "hz-test.h"

#define N_COMMITS 3

static const char plain_settings[] =
  "PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL;"
  "PRAGMA wal_autocheckpoint = 0;";

static const char before[] =
  "CREATE TABLE churn (n INTEGER PRIMARY KEY, b BLOB);"
  "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k LIMIT 300)"
  " INSERT INTO churn SELECT n, randomblob (900) FROM k;"
  "PRAGMA wal_checkpoint (TRUNCATE);"
  "CREATE TABLE done (n INTEGER)";

static const char transaction[] =
  "BEGIN; UPDATE churn SET b = zeroblob (900) WHERE n < 60;"
  "SAVEPOINT s;"
  "UPDATE churn SET b = randomblob (900) WHERE n > 100;"
  "UPDATE churn SET b = randomblob (900) WHERE n > 100;"
  "ROLLBACK TO s; RELEASE s;"
  "INSERT INTO done VALUES (1); COMMIT;"
  "INSERT INTO done VALUES (2);"
  "INSERT INTO done VALUES (3)";

/* Likewise, each page spilled once. */
static const char harmless[] =
  "BEGIN; UPDATE churn SET b = zeroblob (900) WHERE n < 60;"
  "SAVEPOINT s;"
  "UPDATE churn SET b = randomblob (900) WHERE n > 100;"
  "ROLLBACK TO s; RELEASE s;"
  "INSERT INTO done VALUES (1); COMMIT;"
  "INSERT INTO done VALUES (2);"
  "INSERT INTO done VALUES (3)";

static const char then_checkpoint[] =
  "DELETE FROM churn WHERE n BETWEEN 20 AND 250;"
  "INSERT INTO churn SELECT n + 1000, randomblob (2000) FROM churn;"
  "PRAGMA wal_checkpoint (PASSIVE)";

/* @key: %NULL of plain SQLite */
typedef struct
{
  char *folder;
  HzCipherKey *key;
} Engine;

static void
run (sqlite3 *handle,
     const char *sql)
{
  char *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
}

static gint64
ask (sqlite3 *handle,
     const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 value = -1;

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return value;
}

static sqlite3 *
open_engine (Engine *engine,
             const char *name,
             HzDb **db)
{
  g_autofree char *path = g_build_filename (engine->folder, name, NULL);
  sqlite3 *handle = NULL;
  GError *error = NULL;

  *db = NULL;
  if (engine->key == NULL)
    {
      int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

      g_assert_cmpint (sqlite3_open_v2 (path, &handle, flags, "unix"), ==, SQLITE_OK);
      run (handle, plain_settings);
      return handle;
    }

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    hz_cipher_vfs_make_empty (path, engine->key, &error);
  g_assert_no_error (error);
  *db = hz_db_open (path, engine->key, &error);
  g_assert_no_error (error);
  handle = hz_db_get_handle (*db);
  sqlite3_set_authorizer (handle, NULL, NULL);
  run (handle, "PRAGMA wal_autocheckpoint = 0");

  return handle;
}

static void
close_engine (sqlite3 *handle,
              HzDb *db)
{
  if (db == NULL)
    sqlite3_close (handle);
  else
    hz_db_close (db, NULL);
}

static void
copy_file (Engine *engine,
           const char *from,
           const char *to)
{
  g_autofree char *from_path = g_build_filename (engine->folder, from, NULL);
  g_autofree char *to_path = g_build_filename (engine->folder, to, NULL);
  g_autoptr (GByteArray) bytes = hz_test_load (from_path);

  hz_test_store (to_path, bytes->data, bytes->len);
}

/* How many of three acknowledged commits a kill takes. */
static int
count_lost (Engine *engine,
            const char *settings,
            const char *work,
            gboolean checkpoints,
            gboolean *whole)
{
  HzDb *db;
  sqlite3 *handle = open_engine (engine, "live", &db);
  gint64 there;

  run (handle, settings);
  run (handle, before);
  run (handle, work);
  if (checkpoints)
    run (handle, then_checkpoint);
  g_assert_cmpint (ask (handle, "SELECT count(*) FROM done"), ==, N_COMMITS);

  /* What a kill leaves: every write and sync was done. */
  copy_file (engine, "live", "left");
  copy_file (engine, "live-wal", "left-wal");
  close_engine (handle, db);

  handle = open_engine (engine, "left", &db);
  there = MAX (ask (handle, "SELECT count(*) FROM done"), 0);
  *whole = ask (handle, "SELECT count(*) FROM pragma_integrity_check"
                        " WHERE integrity_check <> 'ok'") == 0;
  close_engine (handle, db);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (engine->folder, i == 0 ? "live" : "left", NULL);

      g_unlink (path);
    }

  return N_COMMITS - (int) there;
}

static void
expect_none_lost (Engine *engine,
                  const char *settings,
                  const char *work,
                  gboolean checkpoints)
{
  gboolean whole;

  g_assert_cmpint (count_lost (engine, settings, work, checkpoints, &whole), ==, 0);
  g_assert_true (whole);
}

static void
test_cause (void)
{
  g_autofree char *folder = hz_test_make_folder ();
  g_autoptr (HzSecret) dbk = hz_secret_new_random (32);
  const HzId file_id = hz_id_new ();
  g_autoptr (HzCipherKey) key = hz_cipher_key_new (dbk, &file_id);
  const char *spills = "PRAGMA cache_size = 10; PRAGMA cache_spill = ON;";
  const char *stays = "PRAGMA cache_size = 10; PRAGMA cache_spill = OFF;";

  hz_cipher_vfs_register ();
  for (int encrypted = 0; encrypted <= 1; encrypted++)
    for (int checkpoints = 0; checkpoints <= 1; checkpoints++)
      {
        Engine engine = { folder, encrypted ? key : NULL };
        gboolean whole;
        int n_lost = count_lost (&engine, spills, transaction, checkpoints, &whole);

        g_test_message ("%s, %s, spilling%s: %d of %d commits lost, %s", sqlite3_libversion (),
                        encrypted ? "encrypted" : "plain", checkpoints ? ", with a checkpoint" : "",
                        n_lost, N_COMMITS, whole ? "whole" : "broken");
        if (sqlite3_libversion_number () <= 3040001)
          g_assert_true (checkpoints ? !whole : n_lost == N_COMMITS);

        expect_none_lost (&engine, spills, harmless, checkpoints);
        expect_none_lost (&engine, stays, transaction, checkpoints);

        /* As the product opens it, however small the cache. */
        if (encrypted)
          expect_none_lost (&engine, "PRAGMA cache_size = 1", transaction, checkpoints);
      }

  hz_test_remove_folder (folder);
}

static gint64
get_log_length (HzTestFile *file)
{
  GStatBuf status;

  return g_stat (file->log_path, &status) == 0 ? status.st_size : 0;
}

static gboolean
write_much (HzDb *db,
            gpointer data,
            GError **error)
{
  HzTestFile *file = data;
  gint64 length = get_log_length (file);
  const char *const steps[] = {
    "UPDATE churn SET b = randomblob (2000)",
    "SAVEPOINT s; UPDATE churn SET b = randomblob (2000); SAVEPOINT t",
    "UPDATE churn SET b = randomblob (2000); ROLLBACK TO t; UPDATE churn SET b = randomblob (2000)",
    "ROLLBACK TO s; RELEASE s; DELETE FROM churn WHERE n % 2",
    "INSERT OR REPLACE INTO churn SELECT n + 1, b FROM churn",
  };

  g_assert_cmpint (sqlite3_db_release_memory (hz_db_get_handle (db)), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (!hz_db_execute (db, steps[i], error))
        return FALSE;
      sqlite3_db_release_memory (hz_db_get_handle (db));
      g_assert_cmpint (get_log_length (file), ==, length);
    }

  return TRUE;
}

/* Of more than the cache, with savepoints and short of memory: not one frame before the commit. */
static void
test_nothing_before_commit (HzTestFile *file,
                            gconstpointer unused)
{
  gint64 length;
  GError *error = NULL;

  hz_test_file_write (file, "CREATE TABLE churn (n INTEGER PRIMARY KEY, b BLOB);"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 36000) INSERT INTO churn SELECT n, randomblob (2000) FROM k");
  length = get_log_length (file);
  hz_vault_file_write (file->worker, write_much, file, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_log_length (file), !=, length);
  g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM churn"), ==, 36000);
}

/* What corrupted plain SQLite within 50 kills. */
static void
test_killed (HzTestFile *file,
             gconstpointer unused)
{
  int n_rounds = g_test_slow () ? 5000 : 25;
  int n_kills = 0;
  gint64 n = 0;

  hz_test_file_write (file, "CREATE TABLE churn (n INTEGER PRIMARY KEY, b BLOB);"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 300) INSERT INTO churn SELECT n, randomblob (900) FROM k");
  hz_test_file_close (file);

  /* A slow writer is killed more often before its first commit. */
  for (; n_kills < n_rounds || (n <= n_rounds / 2 && n_kills < 8 * n_rounds); n_kills++)
    {
      gint64 told = hz_test_file_run_child (file, "savepoint", (int) n + 1,
                                            g_test_rand_int_range (2, 60));

      hz_test_file_open (file);
      n = hz_test_file_count_lines (file);
      g_assert_cmpint (n, >=, told);
      g_assert_cmpint (n, <=, told + 1);
      g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM churn"), ==, 300);
      if (n_kills % 10 == 9)
        {
          g_autoptr (HzDbCheck) check = hz_test_file_check (file);

          g_assert_true (hz_db_check_is_whole (check));
        }
      hz_test_file_close (file);
    }

  g_test_message ("%d kills, %" G_GINT64_FORMAT " commits, 0 lost", n_kills, n);
  g_assert_cmpint (n, >, n_rounds / 2);
  g_assert_true (hz_test_file_is_whole (file));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!g_test_slow ())
    {
      g_test_add_func ("/spill/cause", test_cause);
      g_test_add ("/spill/nothing-before-commit", HzTestFile, NULL, hz_test_file_set_up,
                  test_nothing_before_commit, hz_test_file_tear_down);
    }
  g_test_add ("/spill/killed", HzTestFile, NULL, hz_test_file_set_up, test_killed,
              hz_test_file_tear_down);

  return g_test_run ();
}
