/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The database file: nothing can be read in it, nothing in it can be changed unnoticed. */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hz-statement.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

static void
fill_and_close (HzTestFile *file,
                int n_lines)
{
  hz_test_file_add_lines (file, 1, n_lines);
  hz_test_file_close (file);
}

static void
assert_opaque (const char *path)
{
  g_autoptr (GByteArray) bytes = hz_test_load (path);

  g_assert_false (hz_test_bytes_contain (bytes, HZ_TEST_MARKER));
  g_assert_false (hz_test_bytes_contain (bytes, "SQLite"));
  g_assert_false (hz_test_bytes_contain (bytes, "CREATE TABLE"));
  if (bytes->len > 64 * 1024)
    g_assert_cmpfloat (hz_test_get_entropy (bytes), >, 7.99);
}

/* Nothing but the database and its -wal. */
static void
assert_folder (HzTestFile *file,
               gboolean with_log)
{
  g_autoptr (GDir) dir = g_dir_open (file->folder, 0, NULL);
  const char *name;
  int n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (file->folder, name, NULL);
      struct stat status;

      g_assert_true (g_str_equal (path, file->path) || g_str_equal (path, file->log_path));
      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      assert_opaque (path);
      n++;
    }

  g_assert_cmpint (n, ==, with_log ? 2 : 1);
}

static void
test_opaque (HzTestFile *file,
             gconstpointer unused)
{
  fill_and_close (file, 300);
  assert_folder (file, FALSE);

  /* Temporary tables, sorters, a big transaction that is cut off. */
  hz_test_file_open (file);
  hz_test_file_read (file, "SELECT count(*) FROM (SELECT DISTINCT text || n FROM line ORDER BY text)");
  hz_test_file_write (file, "CREATE TEMP TABLE seen AS SELECT * FROM line;"
                            "CREATE INDEX temp.seen_by_text ON seen (text)");
  hz_test_file_close (file);
  assert_folder (file, FALSE);

  g_assert_cmpint (hz_test_file_run_child (file, "open", 301, 400), ==, 400);
  assert_folder (file, TRUE);
  hz_test_file_open (file);
  g_assert_true (file->state.unclean);
  g_assert_false (file->state.wal_aside);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 400);
}

static void
test_reopen (HzTestFile *file,
             gconstpointer unused)
{
  fill_and_close (file, 20);
  hz_test_file_open (file);
  g_assert_false (file->state.unclean);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 20);
  hz_test_file_add_lines (file, 21, 30);
  hz_test_file_close (file);
  g_assert_false (g_file_test (file->log_path, G_FILE_TEST_EXISTS));
  g_assert_true (hz_test_file_is_whole (file));
}

static void
test_flips (HzTestFile *file,
            gconstpointer unused)
{
  g_autoptr (GByteArray) bytes = NULL;
  const guint places[] = { 0, 2000, 4055, 4060, 4095 };

  fill_and_close (file, 120);
  bytes = hz_test_load (file->path);
  g_assert_cmpint (bytes->len, >, 20 * HZ_TEST_UNIT);

  for (guint page = 0; page < bytes->len / HZ_TEST_UNIT; page++)
    for (guint i = page % 2; i < G_N_ELEMENTS (places); i += 2)
      {
        guint8 *byte = bytes->data + page * HZ_TEST_UNIT + places[i];

        *byte ^= (guint8) (1 << (page % 8));
        hz_test_store (file->path, bytes->data, bytes->len);
        g_assert_false (hz_test_file_is_whole (file));
        *byte ^= (guint8) (1 << (page % 8));
      }

  hz_test_store (file->path, bytes->data, bytes->len);
  g_assert_true (hz_test_file_is_whole (file));
}

/* What is damaged is named, and the rest is still read. */
static void
test_damage_is_named (HzTestFile *file,
                      gconstpointer unused)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (HzDbCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  guint last;
  gint64 n = 0;

  fill_and_close (file, 120);
  bytes = hz_test_load (file->path);
  last = bytes->len / HZ_TEST_UNIT;
  bytes->data[(last - 1) * HZ_TEST_UNIT] ^= 1;
  bytes->data[(last - 3) * HZ_TEST_UNIT] ^= 1;
  hz_test_store (file->path, bytes->data, bytes->len);

  hz_test_file_open (file);
  check = hz_test_file_check (file);
  g_assert_cmpint (check->n_pages, ==, last);
  g_assert_cmpint (check->n_damaged, ==, 2);
  g_assert_cmpint (g_array_index (check->damaged_pages, guint32, 0), ==, last - 2);
  g_assert_cmpint (g_array_index (check->damaged_pages, guint32, 1), ==, last);

  g_assert_true (hz_test_file_try_read (file, "SELECT n FROM total", &n, NULL));
  g_assert_cmpint (n, ==, 120);
  g_assert_false (hz_test_file_try_read (file, "SELECT sum (length (text))"
                                               " + (SELECT count (text) FROM line"
                                               "    INDEXED BY line_by_text)"
                                               " FROM line NOT INDEXED", &n, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);

  /* Nothing is written any more, and closing says so. */
  g_clear_error (&error);
  g_assert_false (hz_test_file_try_write (file, "UPDATE total SET n = 1", &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (hz_vault_file_close (g_steal_pointer (&file->worker), &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
}

static void
swap_pages (GByteArray *bytes,
            guint a,
            guint b)
{
  guint8 kept[HZ_TEST_UNIT];

  memcpy (kept, bytes->data + a * HZ_TEST_UNIT, HZ_TEST_UNIT);
  memcpy (bytes->data + a * HZ_TEST_UNIT, bytes->data + b * HZ_TEST_UNIT, HZ_TEST_UNIT);
  memcpy (bytes->data + b * HZ_TEST_UNIT, kept, HZ_TEST_UNIT);
}

static void
test_swaps_and_zeros (HzTestFile *file,
                      gconstpointer unused)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint n;

  fill_and_close (file, 60);
  bytes = hz_test_load (file->path);
  n = bytes->len / HZ_TEST_UNIT;

  for (guint page = 0; page < n; page++)
    {
      guint other = (page * 5 + 1) % n;
      guint8 kept[HZ_TEST_UNIT];

      if (other != page)
        {
          swap_pages (bytes, page, other);
          hz_test_store (file->path, bytes->data, bytes->len);
          g_assert_false (hz_test_file_is_whole (file));
          swap_pages (bytes, page, other);
        }

      memcpy (kept, bytes->data + page * HZ_TEST_UNIT, HZ_TEST_UNIT);
      memset (bytes->data + page * HZ_TEST_UNIT, 0, HZ_TEST_UNIT);
      hz_test_store (file->path, bytes->data, bytes->len);
      g_assert_false (hz_test_file_is_whole (file));
      memcpy (bytes->data + page * HZ_TEST_UNIT, kept, HZ_TEST_UNIT);
    }

  hz_test_store (file->path, bytes->data, bytes->len);
  g_assert_true (hz_test_file_is_whole (file));
}

static void
test_truncated (HzTestFile *file,
                gconstpointer unused)
{
  g_autoptr (GByteArray) bytes = NULL;

  fill_and_close (file, 60);
  bytes = hz_test_load (file->path);

  for (guint length = 0; length < bytes->len; length += length % HZ_TEST_UNIT == 0 ? 1000 : 3096)
    {
      hz_test_store (file->path, bytes->data, length);
      g_assert_false (hz_test_file_is_whole (file));
    }
}

/* Cut by somebody else while we have it: what is missing is damage, and not zeros, which the end of
 * a long text might be. Nor is the file made longer again. */
static void
test_cut_while_open (HzTestFile *file,
                     gconstpointer unused)
{
  g_autoptr (GByteArray) bytes = NULL;
  const char *sql = "SELECT count(*) FROM line, long WHERE line.text < long.text";
  gint64 value;

  hz_test_file_write (file, "CREATE TABLE long AS SELECT hex (zeroblob (10000)) AS text");
  fill_and_close (file, 20);
  bytes = hz_test_load (file->path);

  for (guint n_pages = 2; n_pages < bytes->len / HZ_TEST_UNIT; n_pages++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) left = NULL;

      hz_test_file_open (file);
      g_assert_cmpint (truncate (file->path, n_pages * HZ_TEST_UNIT), ==, 0);
      g_assert_false (hz_test_file_try_read (file, sql, &value, &error));
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);

      g_clear_error (&error);
      g_assert_false (hz_test_file_try_add_line (file, 21, &error));
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);

      g_clear_error (&error);
      g_assert_false (hz_vault_file_close (g_steal_pointer (&file->worker), &error));
      left = hz_test_load (file->path);
      g_assert_cmpint (left->len, ==, n_pages * HZ_TEST_UNIT);
      hz_test_store (file->path, bytes->data, bytes->len);
    }

  g_assert_true (hz_test_file_is_whole (file));
}

/* From another file under the same centre key, and a good page put at the end. */
static void
test_foreign (HzTestFile *file,
              gconstpointer unused)
{
  HzTestFile other = { 0 };
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GByteArray) foreign = NULL;
  g_autoptr (HzDbCheck) check = NULL;
  GError *error = NULL;

  fill_and_close (file, 40);
  bytes = hz_test_load (file->path);

  hz_test_file_set_up (&other, NULL);
  hz_test_file_close (&other);
  g_remove (other.path);
  g_clear_pointer (&other.dbk, hz_secret_unref);
  other.dbk = hz_secret_ref (file->dbk);
  other.worker = hz_vault_file_create (other.path, other.dbk, &other.file_id, &error);
  g_assert_no_error (error);
  hz_test_file_write (&other, "CREATE TABLE line (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
                              "CREATE TABLE total (n INTEGER NOT NULL) STRICT;"
                              "INSERT INTO total VALUES (0)");
  hz_test_file_add_lines (&other, 1, 40);
  hz_test_file_close (&other);
  foreign = hz_test_load (other.path);

  for (guint page = 0; page < MIN (bytes->len, foreign->len) / HZ_TEST_UNIT; page++)
    {
      guint8 kept[HZ_TEST_UNIT];

      memcpy (kept, bytes->data + page * HZ_TEST_UNIT, HZ_TEST_UNIT);
      memcpy (bytes->data + page * HZ_TEST_UNIT, foreign->data + page * HZ_TEST_UNIT, HZ_TEST_UNIT);
      hz_test_store (file->path, bytes->data, bytes->len);
      g_assert_false (hz_test_file_is_whole (file));
      memcpy (bytes->data + page * HZ_TEST_UNIT, kept, HZ_TEST_UNIT);
    }

  /* Appended to itself the array would read what it has just let go of. */
  g_byte_array_set_size (bytes, bytes->len + HZ_TEST_UNIT);
  memcpy (bytes->data + bytes->len - HZ_TEST_UNIT, bytes->data + HZ_TEST_UNIT, HZ_TEST_UNIT);
  hz_test_store (file->path, bytes->data, bytes->len);
  hz_test_file_open (file);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 40);
  check = hz_test_file_check (file);
  g_assert_cmpint (check->n_damaged, ==, 0);
  g_assert_cmpint (check->problems->len, ==, 1);
  hz_test_file_add_lines (file, 41, 45);
  hz_test_file_close (file);
  hz_test_file_open (file);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 45);
  hz_test_file_tear_down (&other, NULL);
}

static void
test_wrong_key (HzTestFile *file,
                gconstpointer unused)
{
  g_autoptr (HzSecret) right = NULL;
  g_autoptr (GError) error = NULL;
  HzId right_id = file->file_id;

  fill_and_close (file, 10);
  right = g_steal_pointer (&file->dbk);
  file->dbk = hz_secret_new_random (32);
  g_assert_false (hz_test_file_try_open (file, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);

  g_clear_error (&error);
  hz_secret_unref (file->dbk);
  file->dbk = g_steal_pointer (&right);
  file->file_id.bytes[15] ^= 1;
  g_assert_false (hz_test_file_try_open (file, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);

  file->file_id = right_id;
  g_assert_true (hz_test_file_is_whole (file));
}

static void
test_second_opener (HzTestFile *file,
                    gconstpointer unused)
{
  HzVaultFileState state = { 0 };
  g_autoptr (GError) error = NULL;

  hz_test_file_add_lines (file, 1, 5);
  g_assert_null (hz_vault_file_open (file->path, file->dbk, &file->file_id, &state, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BUSY);

  hz_test_file_add_lines (file, 6, 10);
  hz_test_file_close (file);
  hz_test_file_open (file);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 10);
}

static void
test_missing (HzTestFile *file,
              gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  hz_test_file_close (file);
  g_remove (file->path);
  g_assert_false (hz_test_file_try_open (file, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_MISSING);
  g_assert_false (g_file_test (file->path, G_FILE_TEST_EXISTS));

  /* A link to it is not it. */
  g_clear_error (&error);
  g_assert_cmpint (symlink ("/dev/null", file->path), ==, 0);
  g_assert_false (hz_test_file_try_open (file, &error));
  g_assert_nonnull (error);

  /* Nothing is made over what is there. */
  g_clear_error (&error);
  g_assert_null (hz_vault_file_create (file->path, file->dbk, &file->file_id, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_EXISTS);
}

static void
test_planted_journal (HzTestFile *file,
                      gconstpointer unused)
{
  g_autofree char *journal = g_strconcat (file->path, "-journal", NULL);
  static const guint8 magic[512] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 1 };

  fill_and_close (file, 10);
  hz_test_store (journal, magic, sizeof magic);
  g_assert_true (hz_test_file_is_whole (file));
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
}

/* A connection that does not ask for our VFS gets none; ours refuses what it has no key for. */
static void
test_refused (HzTestFile *file,
              gconstpointer unused)
{
  g_autofree char *other = g_build_filename (file->folder, "other.db", NULL);
  const char *paths[] = { other, file->path, "" };
  sqlite3 *handle;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      sqlite3_stmt *statement = NULL;
      int result = sqlite3_open (paths[i], &handle);

      /* A temporary database is opened when it is written. */
      if (result == SQLITE_OK)
        result = sqlite3_exec (handle, "PRAGMA cache_size = 1; PRAGMA temp_store = FILE;"
                                       "CREATE TABLE t AS WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL"
                                       " SELECT n + 1 FROM k LIMIT 99999)"
                                       " SELECT n, randomblob (99) FROM k", NULL, NULL, NULL);
      g_assert_cmpint (result, ==, SQLITE_CANTOPEN);
      sqlite3_finalize (statement);
      sqlite3_close (handle);
    }

  g_assert_cmpint (sqlite3_open_v2 (other, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "wvfs"),
                   ==, SQLITE_CANTOPEN);
  sqlite3_close (handle);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*run) (HzTestFile *, gconstpointer); } tests[] = {
    { "/cipher-file/opaque", test_opaque },
    { "/cipher-file/reopen", test_reopen },
    { "/cipher-file/flips", test_flips },
    { "/cipher-file/damage-is-named", test_damage_is_named },
    { "/cipher-file/swaps-and-zeros", test_swaps_and_zeros },
    { "/cipher-file/truncated", test_truncated },
    { "/cipher-file/cut-while-open", test_cut_while_open },
    { "/cipher-file/foreign", test_foreign },
    { "/cipher-file/wrong-key", test_wrong_key },
    { "/cipher-file/second-opener", test_second_opener },
    { "/cipher-file/missing", test_missing },
    { "/cipher-file/planted-journal", test_planted_journal },
    { "/cipher-file/refused", test_refused },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, HzTestFile, NULL, hz_test_file_set_up, tests[i].run,
                hz_test_file_tear_down);

  return g_test_run ();
}
