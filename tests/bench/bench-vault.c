/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One round of work on one file, for bench-vault.py:
 *
 *   bench-vault ours|plain CLIENTS SEED      bench-sqlcipher sqlcipher CLIENTS SEED
 *
 * and a line for each thing measured: name, megabytes of cache, milliseconds on the clock,
 * milliseconds of the processor. The file lies in the system's cache: what encryption costs shows
 * in full. What is read again comes from SQLite's own cache, where that is large enough. Each engine
 * has a process of its own, so that the vault's wiping of SQLite's memory is counted for the vault
 * alone.
 *
 * SQLCipher cannot be linked beside SQLite: this source is compiled a second time with its header,
 * and its settings are those of the vault as far as it has them. It is given its key raw, as the
 * vault is: no derivation. Its pages are of 4096 bytes, not of 1024 as it would choose itself. It
 * has no FTS5.
 */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef BENCH_SQLCIPHER
#include "hz-cipher-vfs.h"
#include "hz-db-private.h"
#endif

#define N_DAYS 2000
#define APPOINTMENTS_OF_A_CLIENT 3
#define A_TRANSACTION 1000
#define N_LOOKUPS 5000
#define N_RANGES 100
#define N_SEARCHES 100
#define N_COMMITS 100
#define N_INSERTED 10000

#ifdef BENCH_SQLCIPHER
#define FULL_TEXT "fts4 (name)"
#else
#define FULL_TEXT "fts5 (name)"
#endif

static const char settings[] =
  "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;"
  "PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536; PRAGMA cache_spill = OFF;"
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000;"
  "PRAGMA journal_size_limit = 16777216; PRAGMA foreign_keys = ON;";

static const char schema[] =
  "CREATE TABLE client (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, code TEXT, name TEXT,"
  " phone TEXT, birth TEXT);"
  "CREATE INDEX client_by_name ON client (name);"
  "CREATE TABLE appointment (n INTEGER PRIMARY KEY, client INTEGER, day TEXT, start INTEGER,"
  " room TEXT);"
  "CREATE INDEX appointment_by_day ON appointment (day, start);"
  "CREATE VIRTUAL TABLE word USING " FULL_TEXT ";";

static const int caches[] = { 2, 8, 64 };

typedef struct
{
  const char *name;
  char *path;
  int n_clients;
  GRand *rand;
  sqlite3 *handle;
#ifndef BENCH_SQLCIPHER
  HzCipherKey *key;
  HzDb *db;
#endif
} Engine;

typedef void (*Work) (Engine *engine);

static void
run (Engine *engine,
     const char *sql)
{
  if (sqlite3_exec (engine->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (engine->handle));
}

#ifdef BENCH_SQLCIPHER
static gboolean
prepare_engine (Engine *engine)
{
  return g_str_equal (engine->name, "sqlcipher");
}

static void
open_engine (Engine *engine)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

  g_assert (sqlite3_open_v2 (engine->path, &engine->handle, flags, NULL) == SQLITE_OK);
  run (engine, "PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\";"
               "PRAGMA cipher_page_size = 4096;");
  run (engine, settings);
}

static void
close_engine (Engine *engine)
{
  run (engine, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert (sqlite3_close (engine->handle) == SQLITE_OK);
}
#else
static gboolean
prepare_engine (Engine *engine)
{
  g_autoptr (HzSecret) dbk = NULL;
  g_autoptr (GError) error = NULL;
  HzId file_id = hz_id_new ();

  if (g_str_equal (engine->name, "plain"))
    return TRUE;
  if (!g_str_equal (engine->name, "ours"))
    return FALSE;

  hz_cipher_vfs_register ();
  dbk = hz_secret_new_random (32);
  engine->key = hz_cipher_key_new (dbk, &file_id);
  hz_cipher_vfs_make_empty (engine->path, engine->key, &error);
  g_assert_no_error (error);

  return TRUE;
}

static void
open_engine (Engine *engine)
{
  g_autoptr (GError) error = NULL;

  if (engine->key == NULL)
    {
      int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

      g_assert (sqlite3_open_v2 (engine->path, &engine->handle, flags, NULL) == SQLITE_OK);
      run (engine, settings);
      return;
    }

  engine->db = hz_db_open (engine->path, engine->key, &error);
  g_assert_no_error (error);
  engine->handle = hz_db_get_handle (engine->db);
  sqlite3_set_authorizer (engine->handle, NULL, NULL);
}

static void
close_engine (Engine *engine)
{
  g_autoptr (GError) error = NULL;

  if (engine->key == NULL)
    {
      run (engine, "PRAGMA wal_checkpoint (TRUNCATE)");
      g_assert (sqlite3_close (engine->handle) == SQLITE_OK);
      return;
    }

  hz_db_close (g_steal_pointer (&engine->db), &error);
  g_assert_no_error (error);
}
#endif

static sqlite3_stmt *
prepare (Engine *engine,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (engine->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (engine->handle));

  return statement;
}

static void
step (sqlite3_stmt *statement)
{
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  g_assert (result == SQLITE_DONE);
  sqlite3_reset (statement);
}

static int
choose_client (Engine *engine)
{
  return g_rand_int_range (engine->rand, 1, engine->n_clients + 1);
}

static char *
make_word (Engine *engine)
{
  return g_strdup_printf ("w%04d", g_rand_int_range (engine->rand, 0, 5000));
}

static void
insert_clients (Engine *engine)
{
  sqlite3_stmt *statement = prepare (engine, "INSERT INTO client VALUES (?1, randomblob (16), ?1 * 7,"
                                             " ?2, '+992 ' || ?1, '1990-01-01')");
  sqlite3_stmt *word = prepare (engine, "INSERT INTO word (rowid, name) VALUES (?1, ?2)");

  for (int i = 1; i <= engine->n_clients; i++)
    {
      g_autofree char *first = make_word (engine);
      g_autofree char *second = make_word (engine);
      g_autofree char *name = g_strconcat (first, " ", second, " of a family", NULL);

      if (i % A_TRANSACTION == 1)
        run (engine, "BEGIN");
      sqlite3_bind_int (statement, 1, i);
      sqlite3_bind_text (statement, 2, name, -1, SQLITE_TRANSIENT);
      step (statement);
      sqlite3_bind_int (word, 1, i);
      sqlite3_bind_text (word, 2, name, -1, SQLITE_TRANSIENT);
      step (word);
      if (i % A_TRANSACTION == 0)
        run (engine, "COMMIT");
    }

  sqlite3_finalize (statement);
  sqlite3_finalize (word);
}

static void
insert_n_appointments (Engine *engine,
                       int n)
{
  sqlite3_stmt *statement = prepare (engine, "INSERT INTO appointment VALUES (NULL, ?1,"
                                             " date ('2020-01-01', '+' || ?2 || ' days'), ?3, 'r')");

  for (int i = 1; i <= n; i++)
    {
      if (i % A_TRANSACTION == 1)
        run (engine, "BEGIN");
      sqlite3_bind_int (statement, 1, choose_client (engine));
      sqlite3_bind_int (statement, 2, g_rand_int_range (engine->rand, 0, N_DAYS));
      sqlite3_bind_int (statement, 3, g_rand_int_range (engine->rand, 8 * 60, 18 * 60));
      step (statement);
      if (i % A_TRANSACTION == 0)
        run (engine, "COMMIT");
    }

  sqlite3_finalize (statement);
}

static void
insert_appointments (Engine *engine)
{
  insert_n_appointments (engine, N_INSERTED);
}

static void
commit_rows (Engine *engine)
{
  sqlite3_stmt *statement = prepare (engine, "UPDATE client SET phone = '+992 ' || ?2 WHERE n = ?1");

  for (int i = 0; i < N_COMMITS; i++)
    {
      sqlite3_bind_int (statement, 1, choose_client (engine));
      sqlite3_bind_int (statement, 2, i);
      step (statement);
    }

  sqlite3_finalize (statement);
}

static void
look_up (Engine *engine)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT name, phone FROM client WHERE n = ?1");

  for (int i = 0; i < N_LOOKUPS; i++)
    {
      sqlite3_bind_int (statement, 1, choose_client (engine));
      step (statement);
    }

  sqlite3_finalize (statement);
}

static void
read_ranges (Engine *engine)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT a.start, c.name FROM appointment a JOIN client c"
                                             " ON c.n = a.client WHERE a.day = date ('2020-01-01',"
                                             " '+' || ?1 || ' days') ORDER BY a.start");

  for (int i = 0; i < N_RANGES; i++)
    {
      sqlite3_bind_int (statement, 1, g_rand_int_range (engine->rand, 0, N_DAYS));
      step (statement);
    }

  sqlite3_finalize (statement);
}

static void
search (Engine *engine)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT c.name FROM word JOIN client c ON c.n = word.rowid"
                                             " WHERE word MATCH ?1");

  for (int i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *word = make_word (engine);

      sqlite3_bind_text (statement, 1, word, -1, SQLITE_TRANSIENT);
      step (statement);
    }

  sqlite3_finalize (statement);
}

static void
look_first (Engine *engine)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT name FROM client WHERE n = 77");

  step (statement);
  sqlite3_finalize (statement);
}

static void
open_and_look (Engine *engine)
{
  open_engine (engine);
  look_first (engine);
}

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

/* @n: into how many the time is divided. */
static void
measure (Engine *engine,
         const char *name,
         int cache,
         int n,
         Work work)
{
  double begun = read_clock (CLOCK_MONOTONIC);
  double used = read_clock (CLOCK_PROCESS_CPUTIME_ID);

  work (engine);
  used = read_clock (CLOCK_PROCESS_CPUTIME_ID) - used;
  g_print ("%s\t%d\t%.4f\t%.4f\n", name, cache, (read_clock (CLOCK_MONOTONIC) - begun) / n, used / n);
}

static void
choose_cache (Engine *engine,
              int cache)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%d", cache * 1024);

  run (engine, sql);
}

int
main (int argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("bench-XXXXXX", NULL);
  g_autofree char *path = NULL;
  Engine engine = { 0 };

  if (argc != 4 || folder == NULL)
    return 2;

  path = g_build_filename (folder, "bench.db", NULL);
  engine.name = argv[1];
  engine.path = path;
  engine.n_clients = atoi (argv[2]);
  engine.rand = g_rand_new_with_seed ((guint32) atoi (argv[3]));
  if (!prepare_engine (&engine))
    return 2;

  open_engine (&engine);
  run (&engine, schema);
  measure (&engine, "insert clients, with full text", 64, engine.n_clients / 1000, insert_clients);
  insert_n_appointments (&engine, engine.n_clients * APPOINTMENTS_OF_A_CLIENT);
  close_engine (&engine);

  for (gsize i = 0; i < G_N_ELEMENTS (caches); i++)
    {
      measure (&engine, "cold open, first row", caches[i], 1, open_and_look);
      choose_cache (&engine, caches[i]);
      measure (&engine, "point lookup", caches[i], N_LOOKUPS / 1000, look_up);
      measure (&engine, "point lookup again", caches[i], N_LOOKUPS / 1000, look_up);
      measure (&engine, "day range", caches[i], N_RANGES, read_ranges);
      measure (&engine, "day range again", caches[i], N_RANGES, read_ranges);
      measure (&engine, "full text", caches[i], N_SEARCHES, search);
      measure (&engine, "insert", caches[i], N_INSERTED / 1000, insert_appointments);
      measure (&engine, "commit", caches[i], N_COMMITS, commit_rows);
      close_engine (&engine);
    }

  g_rand_free (engine.rand);
#ifndef BENCH_SQLCIPHER
  g_clear_pointer (&engine.key, hz_cipher_key_unref);
#endif
  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
