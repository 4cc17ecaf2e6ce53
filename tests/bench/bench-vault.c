/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The encrypted file beside plain SQLite: the same work, the same settings, turn by turn in one run.
 * Printed: medians in milliseconds and how many times as long the encrypted one takes. The goals are
 * 1.1 for reads and 1.3 for writes. The files lie in the system's cache: what encryption costs shows in
 * full.
 */

#include <stdlib.h>
#include <string.h>

#include "hz-cipher-vfs.h"
#include "hz-db-private.h"
#include "hz-test.h"

#define N_ROUNDS 5
#define N_CLIENTS 20000
#define N_APPOINTMENTS 100000
#define N_COMMITS 200
#define N_LOOKUPS 20000
#define N_RANGES 300

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
  "CREATE INDEX appointment_by_day ON appointment (day, start);";

enum
{
  OPEN,
  INSERT_CLIENTS,
  INSERT_APPOINTMENTS,
  COMMIT,
  LOOKUP_COLD,
  LOOKUP_WARM,
  RANGE,
  SCAN,
  N_KINDS,
};

static const struct
{
  const char *name;
  double goal;
} kinds[] = {
  [OPEN] = { "open, first row", 1.1 },
  [INSERT_CLIENTS] = { "insert clients, 1000 a transaction", 1.3 },
  [INSERT_APPOINTMENTS] = { "insert appointments", 1.3 },
  [COMMIT] = { "one row, committed", 1.3 },
  [LOOKUP_COLD] = { "look up, cache empty", 1.1 },
  [LOOKUP_WARM] = { "look up, cache full", 1.1 },
  [RANGE] = { "days with their clients", 1.1 },
  [SCAN] = { "scan of all names, cache empty", 1.1 },
};

typedef struct
{
  char *folder;
  HzCipherKey *key;
  HzDb *db;
  sqlite3 *handle;
} Engine;

static double figures[2][N_KINDS][N_ROUNDS];

static void
run (Engine *engine,
     const char *sql)
{
  if (sqlite3_exec (engine->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (engine->handle));
}

static void
open_engine (Engine *engine)
{
  g_autofree char *path = g_build_filename (engine->folder, "bench.db", NULL);
  GError *error = NULL;

  if (engine->key != NULL)
    {
      engine->db = hz_db_open (path, engine->key, &error);
      g_assert_no_error (error);
      engine->handle = hz_db_get_handle (engine->db);
      sqlite3_set_authorizer (engine->handle, NULL, NULL);
    }
  else
    {
      int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

      g_assert (sqlite3_open_v2 (path, &engine->handle, flags, "unix") == SQLITE_OK);
      run (engine, settings);
    }
}

static void
close_engine (Engine *engine)
{
  GError *error = NULL;

  if (engine->key != NULL)
    {
      hz_db_close (g_steal_pointer (&engine->db), &error);
      g_assert_no_error (error);
    }
  else
    {
      run (engine, "PRAGMA wal_checkpoint (TRUNCATE)");
      sqlite3_close (engine->handle);
    }
}

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
insert_clients (Engine *engine,
                GRand *rand)
{
  sqlite3_stmt *statement = prepare (engine, "INSERT INTO client VALUES (?1, randomblob (16), ?2, ?3,"
                                             " '+992 ' || ?1, '1990-01-01')");

  for (int i = 1; i <= N_CLIENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %08x of a client", g_rand_int (rand));

      if (i % 1000 == 1)
        run (engine, "BEGIN");
      sqlite3_bind_int (statement, 1, i);
      sqlite3_bind_int (statement, 2, i * 7);
      sqlite3_bind_text (statement, 3, name, -1, SQLITE_STATIC);
      g_assert (sqlite3_step (statement) == SQLITE_DONE);
      sqlite3_reset (statement);
      if (i % 1000 == 0)
        run (engine, "COMMIT");
    }

  sqlite3_finalize (statement);
}

static void
insert_appointments (Engine *engine,
                     GRand *rand)
{
  sqlite3_stmt *statement = prepare (engine, "INSERT INTO appointment VALUES (NULL, ?1,"
                                             " date ('2020-01-01', '+' || ?2 || ' days'), ?3, 'r')");

  for (int i = 1; i <= N_APPOINTMENTS; i++)
    {
      if (i % 1000 == 1)
        run (engine, "BEGIN");
      sqlite3_bind_int (statement, 1, g_rand_int_range (rand, 1, N_CLIENTS + 1));
      sqlite3_bind_int (statement, 2, g_rand_int_range (rand, 0, 2000));
      sqlite3_bind_int (statement, 3, g_rand_int_range (rand, 8 * 60, 18 * 60));
      g_assert (sqlite3_step (statement) == SQLITE_DONE);
      sqlite3_reset (statement);
      if (i % 1000 == 0)
        run (engine, "COMMIT");
    }

  sqlite3_finalize (statement);
}

static void
commit_rows (Engine *engine,
             GRand *rand)
{
  sqlite3_stmt *statement = prepare (engine, "UPDATE client SET phone = phone || '1' WHERE n = ?1");

  for (int i = 0; i < N_COMMITS; i++)
    {
      sqlite3_bind_int (statement, 1, g_rand_int_range (rand, 1, N_CLIENTS + 1));
      g_assert (sqlite3_step (statement) == SQLITE_DONE);
      sqlite3_reset (statement);
    }

  sqlite3_finalize (statement);
}

static void
look_up (Engine *engine,
         GRand *rand)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT name, phone FROM client WHERE n = ?1");

  for (int i = 0; i < N_LOOKUPS; i++)
    {
      sqlite3_bind_int (statement, 1, g_rand_int_range (rand, 1, N_CLIENTS + 1));
      g_assert (sqlite3_step (statement) == SQLITE_ROW);
      sqlite3_reset (statement);
    }

  sqlite3_finalize (statement);
}

static void
read_ranges (Engine *engine,
             GRand *rand)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT a.start, c.name FROM appointment a JOIN client c"
                                             " ON c.n = a.client WHERE a.day = date ('2020-01-01',"
                                             " '+' || ?1 || ' days') ORDER BY a.start");

  for (int i = 0; i < N_RANGES; i++)
    {
      sqlite3_bind_int (statement, 1, g_rand_int_range (rand, 0, 2000));
      while (sqlite3_step (statement) == SQLITE_ROW)
        ;
      sqlite3_reset (statement);
    }

  sqlite3_finalize (statement);
}

static void
scan (Engine *engine,
      GRand *rand)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT count(*) FROM client NOT INDEXED"
                                             " WHERE name LIKE '%abc%'");

  g_assert (sqlite3_step (statement) == SQLITE_ROW);
  sqlite3_finalize (statement);
}

static void
look_first (Engine *engine,
            GRand *rand)
{
  sqlite3_stmt *statement = prepare (engine, "SELECT name FROM client WHERE n = 77");

  g_assert (sqlite3_step (statement) == SQLITE_ROW);
  sqlite3_finalize (statement);
}

static void
measure (Engine *engine,
         int which,
         int round,
         int kind,
         gboolean opens,
         void (*work) (Engine *engine, GRand *rand))
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) round);
  gint64 start;

  if (opens && kind != OPEN)
    {
      close_engine (engine);
      open_engine (engine);
      look_first (engine, rand);
    }
  else if (opens)
    close_engine (engine);

  start = g_get_monotonic_time ();
  if (kind == OPEN)
    open_engine (engine);
  work (engine, rand);
  figures[which][kind][round] = (double) (g_get_monotonic_time () - start) / 1000;
}

static void
run_round (int which,
           int round)
{
  Engine engine = { hz_test_make_folder (), NULL, NULL, NULL };
  g_autofree char *path = g_build_filename (engine.folder, "bench.db", NULL);
  GError *error = NULL;

  if (which == 1)
    {
      g_autoptr (HzSecret) dbk = hz_secret_new_random (32);
      HzId file_id = hz_id_new ();

      engine.key = hz_cipher_key_new (dbk, &file_id);
      hz_cipher_vfs_make_empty (path, engine.key, &error);
      g_assert_no_error (error);
    }

  open_engine (&engine);
  run (&engine, schema);
  measure (&engine, which, round, INSERT_CLIENTS, FALSE, insert_clients);
  measure (&engine, which, round, INSERT_APPOINTMENTS, FALSE, insert_appointments);
  measure (&engine, which, round, COMMIT, FALSE, commit_rows);
  figures[which][COMMIT][round] /= N_COMMITS;
  measure (&engine, which, round, OPEN, TRUE, look_first);
  measure (&engine, which, round, LOOKUP_COLD, TRUE, look_up);
  measure (&engine, which, round, LOOKUP_WARM, FALSE, look_up);
  measure (&engine, which, round, RANGE, TRUE, read_ranges);
  measure (&engine, which, round, SCAN, TRUE, scan);
  close_engine (&engine);

  g_clear_pointer (&engine.key, hz_cipher_key_unref);
  hz_test_remove_folder (engine.folder);
  g_free (engine.folder);
}

static int
compare (const void *a,
         const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static double
get_median (double *values)
{
  qsort (values, N_ROUNDS, sizeof *values, compare);

  return values[N_ROUNDS / 2];
}

int
main (void)
{
  hz_cipher_vfs_register ();

  for (int round = 0; round < N_ROUNDS; round++)
    for (int i = 0; i < 2; i++)
      run_round ((i + round) % 2, round);

  g_print ("%-36s %10s %10s %7s %6s\n", "median of 5, ms", "plain", "encrypted", "ratio", "goal");
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      double plain = get_median (figures[0][kind]);
      double encrypted = get_median (figures[1][kind]);

      g_print ("%-36s %10.3f %10.3f %7.2f %6.1f\n", kinds[kind].name, plain, encrypted,
               encrypted / plain, kinds[kind].goal);
    }

  return 0;
}
