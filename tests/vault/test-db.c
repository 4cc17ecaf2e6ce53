/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the connection is set up, and what SQL may not ask of it. */

#include <string.h>
#include <unistd.h>

#include "hz-db-worker.h"
#include "hz-statement.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

typedef struct
{
  const char *sql;
  char *text;
} TextQuestion;

/* Past the authorizer, as only the vault can. */
static gboolean
ask_pragma (HzDb *db,
            gpointer data,
            GError **error)
{
  TextQuestion *question = data;
  sqlite3 *handle = hz_db_get_handle (db);
  sqlite3_stmt *statement = NULL;

  sqlite3_set_authorizer (handle, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, question->sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  question->text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return TRUE;
}

static void
test_settings (HzTestFile *file,
               gconstpointer unused)
{
  const struct { const char *sql; const char *value; } settings[] = {
    { "PRAGMA journal_mode", "wal" },
    { "PRAGMA locking_mode", "exclusive" },
    { "PRAGMA synchronous", "2" },
    { "PRAGMA temp_store", "2" },
    { "PRAGMA secure_delete", "1" },
    { "PRAGMA trusted_schema", "0" },
    { "PRAGMA cell_size_check", "1" },
    { "PRAGMA cache_size", "-65536" },
    { "PRAGMA cache_spill", "0" },
    { "PRAGMA wal_autocheckpoint", "1000" },
    { "PRAGMA journal_size_limit", "16777216" },
    { "PRAGMA foreign_keys", "1" },
    { "PRAGMA page_size", "4096" },
    { "PRAGMA auto_vacuum", "0" },
    { "PRAGMA user_version", "1" },
    { "PRAGMA encoding", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      TextQuestion question = { settings[i].sql, NULL };
      g_autofree char *text = NULL;

      g_assert_true (hz_vault_file_read (file->worker, ask_pragma, &question, NULL));
      text = question.text;
      g_test_message ("%s", settings[i].sql);
      g_assert_cmpstr (text, ==, settings[i].value);
    }
}

static void
assert_read_refused (HzTestFile *file,
                     const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  g_test_message ("%s", sql);
  g_assert_false (hz_test_file_try_read (file, sql, &value, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED);
}

static void
assert_write_refused (HzTestFile *file,
                      const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", sql);
  g_assert_false (hz_test_file_try_write (file, sql, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED);
}

static void
test_refused (HzTestFile *file,
              gconstpointer unused)
{
  const char *const writes[] = {
    "ATTACH 'x.db' AS x", "ATTACH ':memory:' AS x", "DETACH temp", "VACUUM", "VACUUM INTO 'x.db'",
    "BEGIN", "COMMIT", "ROLLBACK", "PRAGMA journal_mode = DELETE", "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = NORMAL", "PRAGMA temp_store = FILE", "PRAGMA page_size = 1024",
    "PRAGMA foreign_keys = OFF", "PRAGMA secure_delete = OFF", "PRAGMA writable_schema = ON",
    "PRAGMA cache_spill = ON", "PRAGMA wal_checkpoint", "PRAGMA mmap_size = 100000",
    "PRAGMA trusted_schema = 1", "PRAGMA temp_store_directory = '/tmp'",
    "UPDATE sqlite_schema SET sql = ''", "SELECT load_extension ('x')",
  };
  const char *const reads[] = {
    "INSERT INTO total VALUES (1) RETURNING n", "DELETE FROM line RETURNING n",
    "UPDATE total SET n = 5 RETURNING n", "CREATE TABLE thing (a)", "DROP TABLE line",
    "ALTER TABLE line ADD COLUMN a", "REINDEX", "ANALYZE", "CREATE INDEX i ON line (n)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    assert_write_refused (file, writes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    assert_read_refused (file, reads[i]);

  /* In memory a read may do as it likes. */
  hz_test_file_add_lines (file, 1, 3);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 3);
  hz_test_file_close (file);
  g_assert_true (hz_test_file_is_whole (file));
}

static gboolean
fill_search (HzDb *db,
             gpointer data,
             GError **error)
{
  gint64 *n_found = data;

  return hz_db_execute (db, "CREATE VIRTUAL TABLE temp.note_search USING fts5 (body, content = '');"
                            "INSERT INTO temp.note_search (rowid, body)"
                            " SELECT n, text FROM line", error)
         && hz_db_get_int (db, "SELECT count(*) FROM temp.note_search WHERE note_search MATCH 'said'",
                           n_found, error);
}

static void
test_search_in_memory (HzTestFile *file,
                       gconstpointer unused)
{
  GError *error = NULL;
  gint64 n_found = 0;

  hz_test_file_add_lines (file, 1, 30);
  hz_vault_file_read (file->worker, fill_search, &n_found, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_found, ==, 30);
  g_assert_cmpint (hz_test_file_read (file, "SELECT sum (value) FROM json_each ('[1, 2, 3]')"), ==, 6);
  hz_test_file_close (file);
  hz_test_file_open (file);
  assert_read_refused (file, "SELECT count(*) FROM temp.note_search");
}

static void
test_errors (HzTestFile *file,
             gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  hz_test_file_add_lines (file, 1, 2);
  g_assert_false (hz_test_file_try_write (file, "INSERT INTO line VALUES (1, 'again')", &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "line.n"));

  g_clear_error (&error);
  g_assert_false (hz_test_file_try_read (file, "SELECT n FROM line WHERE n = 99", &value, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND);

  /* What somebody looked for is in no message. */
  g_clear_error (&error);
  hz_test_file_write (file, "CREATE VIRTUAL TABLE temp.s USING fts5 (body)");
  g_assert_false (hz_test_file_try_read (file, "SELECT rowid FROM temp.s WHERE s MATCH '\"Zarina'",
                                         &value, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED);
  g_assert_null (strstr (error->message, "unterminated"));

  /* None of it broke anything. */
  hz_test_file_add_lines (file, 3, 4);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 4);
}

static gboolean
add_two (HzDb *db,
         gpointer data,
         GError **error)
{
  g_assert_true (hz_db_execute (db, "UPDATE total SET n = n + 2", error));
  g_assert_cmpint (hz_db_get_n_changes (db), ==, 1);
  g_assert_true (hz_db_execute (db, "INSERT INTO line VALUES (1, 'x'), (2, 'y')", error));
  g_assert_cmpint (hz_db_get_n_changes (db), ==, 2);

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND, "Not this time");
  return FALSE;
}

static void
test_rolled_back (HzTestFile *file,
                  gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 before = hz_test_file_read (file, "SELECT n FROM change_counter");

  g_assert_false (hz_vault_file_write (file->worker, add_two, NULL, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 0);
  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM change_counter"), ==, before);

  hz_test_file_add_lines (file, 1, 3);
  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM change_counter"), ==, before + 3);
}

static void
test_folder_behind_link (HzTestFile *file,
                         gconstpointer unused)
{
  g_autofree char *link = g_build_filename (g_get_tmp_dir (), "hamroz-test-link", NULL);
  g_autofree char *path = g_build_filename (link, "centre-test.db", NULL);
  HzVaultFileState state = { 0 };
  HzDbWorker *worker;
  GError *error = NULL;

  hz_test_file_close (file);
  unlink (link);
  g_assert_cmpint (symlink (file->folder, link), ==, 0);
  worker = hz_vault_file_open (path, file->dbk, &file->file_id, &state, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_file_close (worker, NULL));
  unlink (link);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*run) (HzTestFile *, gconstpointer); } tests[] = {
    { "/db/settings", test_settings },
    { "/db/refused", test_refused },
    { "/db/search-in-memory", test_search_in_memory },
    { "/db/errors", test_errors },
    { "/db/rolled-back", test_rolled_back },
    { "/db/folder-behind-link", test_folder_behind_link },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, HzTestFile, NULL, hz_test_file_set_up, tests[i].run,
                hz_test_file_tear_down);

  return g_test_run ();
}
