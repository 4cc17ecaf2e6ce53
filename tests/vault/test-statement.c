/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-statement.h"
#include "hz-test-file.h"
#include "hz-vault-error.h"

static const char table[] =
  "CREATE TABLE thing (n INTEGER, text TEXT, bytes BLOB, id BLOB, day TEXT) STRICT";

typedef struct
{
  HzId id;
  GBytes *bytes;
} Values;

static gboolean
put_values (HzDb *db,
            gpointer data,
            GError **error)
{
  Values *values = data;
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);

  statement = hz_statement_new (db, "INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5)", error);
  g_assert_nonnull (statement);

  hz_statement_bind_int (statement, 1, G_MININT64);
  hz_statement_bind_text (statement, 2, "Ҷамила ӣ ӯ");
  hz_statement_bind_bytes (statement, 3, values->bytes);
  hz_statement_bind_id (statement, 4, &values->id);
  hz_statement_bind_date (statement, 5, (HzDate) { 1994, 3, 0, 1 });
  g_assert_true (hz_statement_run (statement, error));

  /* Again, with nothing. */
  hz_statement_bind_null (statement, 1);
  hz_statement_bind_text (statement, 2, NULL);
  hz_statement_bind_bytes (statement, 3, NULL);
  hz_statement_bind_id (statement, 4, &HZ_ID_NONE);
  hz_statement_bind_date (statement, 5, HZ_DATE_NONE);
  g_assert_true (hz_statement_run (statement, error));

  /* Empty is not nothing. */
  hz_statement_bind_text (statement, 2, "");
  hz_statement_bind_bytes (statement, 3, none);
  g_assert_true (hz_statement_run (statement, error));

  return TRUE;
}

static gboolean
get_values (HzDb *db,
            gpointer data,
            GError **error)
{
  Values *values = data;
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) empty = NULL;
  g_autofree char *text = NULL;
  gboolean has_row = FALSE;
  HzDate date;
  HzId id;

  statement = hz_statement_new (db, "SELECT n, text, bytes, id, day FROM thing ORDER BY rowid", error);
  g_assert_true (hz_statement_step (statement, &has_row, error) && has_row);
  g_assert_cmpint (hz_statement_get_int (statement, 0), ==, G_MININT64);
  g_assert_cmpstr (hz_statement_get_text (statement, 1), ==, "Ҷамила ӣ ӯ");
  text = hz_statement_dup_text (statement, 1);
  g_assert_cmpstr (text, ==, "Ҷамила ӣ ӯ");
  bytes = hz_statement_get_bytes (statement, 2);
  g_assert_true (g_bytes_equal (bytes, values->bytes));
  id = hz_statement_get_id (statement, 3);
  g_assert_true (hz_id_equal (&id, &values->id));
  date = hz_statement_get_date (statement, 4);
  g_assert_true (date.year == 1994 && date.month == 3 && date.day == 0 && date.about == 1);
  id = hz_statement_get_id (statement, 2);
  g_assert_false (hz_id_is_set (&id));
  g_assert_false (hz_date_is_set (hz_statement_get_date (statement, 1)));

  g_assert_true (hz_statement_step (statement, &has_row, error) && has_row);
  for (int i = 0; i < 5; i++)
    g_assert_true (hz_statement_is_null (statement, i));
  g_assert_null (hz_statement_get_text (statement, 1));
  g_assert_null (hz_statement_get_bytes (statement, 2));
  id = hz_statement_get_id (statement, 3);
  g_assert_false (hz_id_is_set (&id));
  g_assert_false (hz_date_is_set (hz_statement_get_date (statement, 4)));

  g_assert_true (hz_statement_step (statement, &has_row, error) && has_row);
  g_assert_cmpstr (hz_statement_get_text (statement, 1), ==, "");
  empty = hz_statement_get_bytes (statement, 2);
  g_assert_cmpint (g_bytes_get_size (empty), ==, 0);

  g_assert_true (hz_statement_step (statement, &has_row, error));
  g_assert_false (has_row);

  return TRUE;
}

static void
test_values (HzTestFile *file,
             gconstpointer unused)
{
  Values values = { hz_id_new (), g_bytes_new ("a\0b", 3) };
  GError *error = NULL;

  hz_test_file_write (file, table);
  hz_vault_file_write (file->worker, put_values, &values, &error);
  g_assert_no_error (error);
  hz_vault_file_read (file->worker, get_values, &values, &error);
  g_assert_no_error (error);
  g_bytes_unref (values.bytes);
}

static gboolean
try_bad (HzDb *db,
         gpointer data,
         GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GError) prepare_error = NULL;

  g_test_expect_message ("HzVault", G_LOG_LEVEL_MESSAGE, "*no such table: nowhere*");
  g_assert_null (hz_statement_new (db, "SELECT 1 FROM nowhere", &prepare_error));
  g_test_assert_expected_messages ();
  g_assert_error (prepare_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED);

  /* A refused row is an error, and the statement goes on. */
  statement = hz_statement_new (db, "INSERT INTO line VALUES (?1, ?2)", error);
  g_clear_error (&prepare_error);
  hz_statement_bind_int (statement, 1, 1);
  g_assert_false (hz_statement_run (statement, &prepare_error));
  g_assert_error (prepare_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CONSTRAINT);
  hz_statement_bind_text (statement, 2, "text");
  g_assert_true (hz_statement_run (statement, error));

  return TRUE;
}

static void
test_refused_row (HzTestFile *file,
                  gconstpointer unused)
{
  GError *error = NULL;

  hz_vault_file_write (file->worker, try_bad, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM line"), ==, 1);
}

static gint64
read_number (HzStatement *statement)
{
  gboolean has_row = FALSE;

  g_assert_true (hz_statement_step (statement, &has_row, NULL) && has_row);

  return hz_statement_is_null (statement, 0) ? -1 : hz_statement_get_int (statement, 0);
}

/* What is said again in one step: each time from its beginning and without the values of before. */
static gboolean
say_again (HzDb *db,
           gpointer data,
           GError **error)
{
  static const char *const sql = "SELECT ?1 UNION ALL SELECT 7";
  g_autoptr (HzStatement) one = hz_statement_new (db, sql, error);
  g_autoptr (HzStatement) two = hz_statement_new (db, sql, error);

  hz_statement_bind_int (one, 1, 1);
  hz_statement_bind_int (two, 1, 2);
  g_assert_cmpint (read_number (one), ==, 1);
  g_assert_cmpint (read_number (two), ==, 2);
  g_assert_cmpint (read_number (one), ==, 7);

  /* Left at a row. */
  g_clear_pointer (&two, hz_statement_free);
  two = hz_statement_new (db, sql, error);
  g_assert_cmpint (read_number (two), ==, -1);

  return TRUE;
}

static void
test_again (HzTestFile *file,
            gconstpointer unused)
{
  GError *error = NULL;

  hz_vault_file_read (file->worker, say_again, NULL, &error);
  g_assert_no_error (error);
  hz_vault_file_read (file->worker, say_again, NULL, &error);
  g_assert_no_error (error);
}

/* A step that may not write is not lent what one that may has prepared. */
static gboolean
write_line (HzDb *db,
            gpointer data,
            GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (db, "INSERT INTO line VALUES (9, 'x')", error);

  return statement != NULL && hz_statement_run (statement, error);
}

static void
test_rights (HzTestFile *file,
             gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  hz_vault_file_write (file->worker, write_line, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (hz_vault_file_read (file->worker, write_line, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/statement/values", HzTestFile, NULL, hz_test_file_set_up, test_values,
              hz_test_file_tear_down);
  g_test_add ("/statement/refused-row", HzTestFile, NULL, hz_test_file_set_up, test_refused_row,
              hz_test_file_tear_down);
  g_test_add ("/statement/again", HzTestFile, NULL, hz_test_file_set_up, test_again,
              hz_test_file_tear_down);
  g_test_add ("/statement/rights", HzTestFile, NULL, hz_test_file_set_up, test_rights,
              hz_test_file_tear_down);

  return g_test_run ();
}
