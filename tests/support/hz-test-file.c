/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hz-statement.h"
#include "hz-test.h"

static const char schema[] =
  "CREATE TABLE line (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
  "CREATE INDEX line_by_text ON line (text);"
  "CREATE TABLE total (n INTEGER NOT NULL) STRICT;"
  "INSERT INTO total VALUES (0)";

static gboolean
run_sql (HzDb *db,
         gpointer data,
         GError **error)
{
  return hz_db_execute (db, data, error);
}

gboolean
hz_test_file_try_write (HzTestFile *file,
                        const char *sql,
                        GError **error)
{
  return hz_vault_file_write (file->worker, run_sql, (gpointer) sql, error);
}

void
hz_test_file_write (HzTestFile *file,
                    const char *sql)
{
  GError *error = NULL;

  hz_test_file_try_write (file, sql, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64 value;
} Question;

static gboolean
answer (HzDb *db,
        gpointer data,
        GError **error)
{
  Question *question = data;

  return hz_db_get_int (db, question->sql, &question->value, error);
}

gboolean
hz_test_file_try_read (HzTestFile *file,
                       const char *sql,
                       gint64 *value,
                       GError **error)
{
  Question question = { sql, 0 };

  if (!hz_vault_file_read (file->worker, answer, &question, error))
    return FALSE;

  *value = question.value;
  return TRUE;
}

gint64
hz_test_file_read (HzTestFile *file,
                   const char *sql)
{
  GError *error = NULL;
  gint64 value = 0;

  hz_test_file_try_read (file, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

void
hz_test_file_set_up (HzTestFile *file,
                     gconstpointer unused)
{
  GError *error = NULL;

  file->folder = hz_test_make_folder ();
  file->dbk = hz_secret_new_random (32);
  file->file_id = hz_id_new ();
  file->path = g_build_filename (file->folder, "centre-test.db", NULL);
  file->log_path = g_strconcat (file->path, "-wal", NULL);
  file->worker = hz_vault_file_create (file->path, file->dbk, &file->file_id, &error);
  g_assert_no_error (error);
  hz_test_file_write (file, schema);
}

void
hz_test_file_tear_down (HzTestFile *file,
                        gconstpointer unused)
{
  if (file->worker != NULL)
    hz_vault_file_close (g_steal_pointer (&file->worker), NULL);

  hz_test_remove_folder (file->folder);
  hz_secret_unref (file->dbk);
  g_free (file->folder);
  g_free (file->path);
  g_free (file->log_path);
}

gboolean
hz_test_file_try_open (HzTestFile *file,
                       GError **error)
{
  g_assert_null (file->worker);
  file->state = (HzVaultFileState) { 0 };
  file->worker = hz_vault_file_open (file->path, file->dbk, &file->file_id, &file->state, error);

  return file->worker != NULL;
}

void
hz_test_file_open (HzTestFile *file)
{
  GError *error = NULL;

  hz_test_file_try_open (file, &error);
  g_assert_no_error (error);
}

void
hz_test_file_close (HzTestFile *file)
{
  GError *error = NULL;

  hz_vault_file_close (g_steal_pointer (&file->worker), &error);
  g_assert_no_error (error);
}

typedef struct
{
  int n;
} Line;

static gboolean
add_line (HzDb *db,
          gpointer data,
          GError **error)
{
  Line *line = data;
  g_autoptr (HzStatement) statement = NULL;
  g_autofree char *text = g_strdup_printf (HZ_TEST_MARKER " %d %0*d", line->n, 100 + line->n % 900,
                                           line->n);

  statement = hz_statement_new (db, "INSERT INTO line (n, text) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, line->n);
  hz_statement_bind_text (statement, 2, text);

  return hz_statement_run (statement, error)
         && hz_db_execute (db, "UPDATE total SET n = n + 1", error);
}

gboolean
hz_test_file_try_add_line (HzTestFile *file,
                           int n,
                           GError **error)
{
  Line line = { n };

  return hz_vault_file_write (file->worker, add_line, &line, error);
}

void
hz_test_file_add_lines (HzTestFile *file,
                        int first,
                        int last)
{
  GError *error = NULL;

  for (int n = first; n <= last; n++)
    {
      hz_test_file_try_add_line (file, n, &error);
      g_assert_no_error (error);
    }
}

gint64
hz_test_file_count_lines (HzTestFile *file)
{
  gint64 n = hz_test_file_read (file, "SELECT count(*) FROM line");

  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM total"), ==, n);
  g_assert_cmpint (hz_test_file_read (file, "SELECT ifnull (max (n), 0) FROM line"), ==, n);
  g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM line WHERE text NOT LIKE '"
                                            HZ_TEST_MARKER " ' || n || ' %' || n"), ==, 0);

  return n;
}

HzDbCheck *
hz_test_file_check (HzTestFile *file)
{
  HzDbCheck *check = hz_db_check_new (FALSE);
  GError *error = NULL;

  hz_db_worker_run (file->worker, HZ_DB_JOB_READ, hz_db_check_step, check, &error);
  g_assert_no_error (error);
  g_assert_true (check->is_finished);

  return check;
}

gboolean
hz_test_file_is_whole (HzTestFile *file)
{
  g_autoptr (HzDbCheck) check = NULL;
  gint64 sum = 0;
  gboolean whole;

  if (!hz_test_file_try_open (file, NULL))
    return FALSE;

  check = hz_test_file_check (file);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (check->problems, i));
  whole = hz_db_check_is_whole (check)
          && hz_test_file_try_read (file, "SELECT sum (length (text)) FROM line", &sum, NULL);
  hz_vault_file_close (g_steal_pointer (&file->worker), NULL);

  return whole;
}

GByteArray *
hz_test_load (const char *path)
{
  GError *error = NULL;
  char *bytes = NULL;
  gsize length = 0;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);

  return g_byte_array_new_take ((guint8 *) bytes, length);
}

void
hz_test_store (const char *path,
               const guint8 *bytes,
               gsize length)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, length), ==, length);
  close (fd);
}

gboolean
hz_test_bytes_contain (GByteArray *bytes,
                       const char *text)
{
  return memmem (bytes->data, bytes->len, text, strlen (text)) != NULL;
}

double
hz_test_get_entropy (GByteArray *bytes)
{
  guint counts[256] = { 0 };
  double entropy = 0;

  for (guint i = 0; i < bytes->len; i++)
    counts[bytes->data[i]]++;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      double share = (double) counts[i] / bytes->len;

      if (counts[i] > 0)
        entropy -= share * log2 (share);
    }

  return entropy;
}

static char *
make_hex (const guint8 *bytes,
          gsize length)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);

  return g_string_free (hex, FALSE);
}

gint64
hz_test_file_run_child (HzTestFile *file,
                        const char *mode,
                        int first,
                        int last)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "vault", "write-child", NULL);
  g_autofree char *dbk = make_hex (hz_secret_get_data (file->dbk), 32);
  g_autofree char *file_id = make_hex (file->file_id.bytes, HZ_ID_BYTES);
  g_autofree char *first_text = g_strdup_printf ("%d", first);
  g_autofree char *last_text = g_strdup_printf ("%d", last);
  g_autofree char *output = NULL;
  const char *arguments[] = { program, file->path, dbk, file_id, mode, first_text, last_text, NULL };
  const char *end;
  GError *error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  /* The last line that is whole. */
  end = strrchr (output, '\n');
  if (end == NULL)
    return first - 1;
  output[end - output] = '\0';
  end = strrchr (output, '\n');

  return g_ascii_strtoll (end != NULL ? end + 1 : output, NULL, 10);
}

/* The files of a folder into another, which is made. */
void
hz_test_copy_folder (const char *from,
                     const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_mkdir_with_parents (to, 0700);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autoptr (GByteArray) bytes = hz_test_load (source);

      hz_test_store (target, bytes->data, bytes->len);
    }
}
