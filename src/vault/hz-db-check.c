/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Is the database whole? The -wal is brought in; every page of the file is read through SQLite's own
 * handle (closing another would drop its lock) and opened; then SQLite looks at its trees and at what
 * points from table to table. Damage is a finding, not an error: the check goes on behind it. But
 * nothing is written to the database after it.
 *
 * SQLite's check of one table is one statement. It is broken off when somebody waits, and begun anew a
 * few times; then the table is looked at in slices (hz-db-check-rows.c), which come to their end
 * however busy the database is.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-check.h"

#include "hz-cipher-vfs.h"
#include "hz-db-private.h"
#include "hz-statement.h"
#include "hz-vault-error.h"

/* Some 20 ms on a slow machine. */
#define PAGES_IN_A_STEP 2000

/* How often a table is begun anew. */
#define MOST_TRIES 3

enum
{
  STAGE_LOG,
  STAGE_PAGES,
  STAGE_TABLES,
  STAGE_TREES,
  STAGE_REFERENCES,
};

/**
 * hz_db_check_new:
 * @is_quick: see #HzDbCheck
 *
 * Returns: (transfer full): a check that has not begun
 */
HzDbCheck *
hz_db_check_new (gboolean is_quick)
{
  HzDbCheck *self = g_new0 (HzDbCheck, 1);

  self->is_quick = is_quick;
  self->damaged_pages = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->tables = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * hz_db_check_free:
 * @self: (nullable) (transfer full): a check
 */
void
hz_db_check_free (HzDbCheck *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->damaged_pages);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->tables);
  hz_db_check_rows_free (self->rows);
  g_free (self);
}

/**
 * hz_db_check_is_whole:
 * @self: a check
 *
 * Returns: whether it has come to its end and found nothing
 */
gboolean
hz_db_check_is_whole (HzDbCheck *self)
{
  return self->is_finished && self->n_damaged == 0 && self->problems->len == 0;
}

/**
 * hz_db_check_is_damaged:
 * @self: a check
 *
 * Returns: whether it has found something, and not only that the disk refused
 */
gboolean
hz_db_check_is_damaged (HzDbCheck *self)
{
  return self->n_damaged > 0 || self->problems->len > self->n_refused;
}

static void G_GNUC_PRINTF (2, 3)
add_problem (HzDbCheck *self,
             const char *format,
             ...)
{
  va_list arguments;

  if (self->problems->len >= HZ_DB_CHECK_MOST)
    return;

  va_start (arguments, format);
  g_ptr_array_add (self->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
take_as_problem (HzDbCheck *self,
                 const char *what,
                 GError *error)
{
  if (self->problems->len < HZ_DB_CHECK_MOST
      && (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO)
          || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_SPACE)))
    self->n_refused++;
  add_problem (self, "%s: %s", what, error->message);
}

static void
note_damaged (HzDbCheck *self,
              guint32 page)
{
  self->n_damaged++;
  if (self->damaged_pages->len < HZ_DB_CHECK_MOST)
    g_array_append_val (self->damaged_pages, page);
}

/* What somebody has hung on behind the last page is never read. */
static gint64
count_pages (HzDbCheck *self,
             HzDb *db,
             sqlite3_int64 length)
{
  gint64 in_file = length / HZ_CIPHER_UNIT_BYTES;
  gint64 in_use = in_file;

  if (!hz_db_get_int (db, "PRAGMA main.page_count", &in_use, NULL))
    return in_file;

  if (in_use < in_file && self->n_pages == 0)
    add_problem (self, "%" G_GINT64_FORMAT " pages behind the end", in_file - in_use);

  return MIN (in_use, in_file);
}

/* What the disk did not give once it may give the next time; damage is there a second time. */
static gboolean
page_opens (HzCipherFile *file,
            guint32 page,
            HzSecret *plain)
{
  return hz_cipher_file_read_unit (file, page - 1, hz_secret_get_data (plain)) == SQLITE_OK
         || hz_cipher_file_read_unit (file, page - 1, hz_secret_get_data (plain)) == SQLITE_OK;
}

/* Whether there are more. */
static gboolean
check_pages (HzDbCheck *self,
             HzDb *db)
{
  HzCipherFile *file = hz_cipher_vfs_get_file (hz_db_get_handle (db));
  g_autoptr (HzSecret) plain = hz_secret_new (HZ_CIPHER_PLAIN_BYTES);
  sqlite3_int64 length = 0;
  gint64 n_pages;

  if (hz_cipher_file_get_length (file, &length) != SQLITE_OK)
    add_problem (self, "The length of the file cannot be read");
  n_pages = count_pages (self, db, length);

  for (int i = 0; i < PAGES_IN_A_STEP && (gint64) self->n_pages < n_pages; i++)
    {
      guint32 page = (guint32) ++self->n_pages;

      if (!page_opens (file, page, plain))
        note_damaged (self, page);
    }

  if ((gint64) self->n_pages < n_pages)
    return TRUE;

  if (self->n_damaged > 0)
    hz_db_set_broken (db);
  if (length % HZ_CIPHER_UNIT_BYTES != 0)
    add_problem (self, "The file is cut short in the midst of a page");

  return FALSE;
}

/* An error that ends the step: only that somebody else is to come first. */
static gboolean
is_interrupted (GError *error)
{
  return g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED);
}

static gboolean
list_tables (HzDbCheck *self,
             HzDb *db,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  g_ptr_array_set_size (self->tables, 0);
  statement = hz_statement_new (db, "SELECT name FROM main.sqlite_schema"
                                    " WHERE type = 'table' AND rootpage > 0 ORDER BY name", error);
  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_ptr_array_add (self->tables, hz_statement_dup_text (statement, 0));
    }

  return FALSE;
}

/* With SQLite's own quotation marks. */
static char *
format_sql (const char *format,
            const char *name)
{
  char *sqlite_sql = sqlite3_mprintf (format, name);
  char *sql = g_strdup (sqlite_sql);

  sqlite3_free (sqlite_sql);
  return sql;
}

static gboolean
list_integrity (HzDb *db,
                const char *sql,
                GPtrArray *lines,
                GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (db, sql, error);
  gboolean has_row = TRUE;

  g_ptr_array_set_size (lines, 0);
  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (g_strcmp0 (hz_statement_get_text (statement, 0), "ok") != 0)
        g_ptr_array_add (lines, hz_statement_dup_text (statement, 0));
    }

  return FALSE;
}

/* SQLite also says that it could not get a page when it had no memory for it; damage is there a second
 * time. */
static gboolean
run_integrity (HzDbCheck *self,
               HzDb *db,
               const char *sql,
               GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (!list_integrity (db, sql, lines, error)
      || (lines->len > 0 && !list_integrity (db, sql, lines, error)))
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    add_problem (self, "%s", (const char *) g_ptr_array_index (lines, i));

  return TRUE;
}

static gboolean
run_references (HzDbCheck *self,
                HzDb *db,
                const char *table,
                GError **error)
{
  g_autofree char *sql = format_sql ("PRAGMA main.foreign_key_check(%Q)", table);
  g_autoptr (HzStatement) statement = hz_statement_new (db, sql, error);
  gboolean has_row = TRUE;
  guint n = 0;

  if (statement == NULL)
    return FALSE;

  for (;;)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      n++;
    }

  if (n > 0)
    add_problem (self, "%s: %u rows point to nothing", table, n);

  return TRUE;
}

static gboolean
check_table (HzDbCheck *self,
             HzDb *db,
             const char *table,
             GError **error)
{
  g_autofree char *sql = format_sql ("PRAGMA main.quick_check(%Q)", table);

  return run_integrity (self, db, sql, error);
}

/* One table in a step, or all trees at once when it is thorough. */
static gboolean
check_trees (HzDbCheck *self,
             HzDb *db,
             GError **error)
{
  if (!self->is_quick)
    {
      self->n_tables_done = self->tables->len;
      return run_integrity (self, db, "PRAGMA main.integrity_check(100)", error);
    }

  if (self->n_tables_done == self->tables->len)
    return TRUE;

  return check_table (self, db, g_ptr_array_index (self->tables, self->n_tables_done), error);
}

/* Whether there is more of this table. */
static gboolean
check_by_rows (HzDbCheck *self,
               HzDb *db,
               GError **error)
{
  const char *table = g_ptr_array_index (self->tables, self->n_tables_done);
  HzDbCheckRowsKind kind = self->stage == STAGE_TREES ? HZ_DB_CHECK_ROWS_TREES
                                                      : HZ_DB_CHECK_ROWS_REFERENCES;
  HzDbStep step;

  if (self->rows == NULL)
    {
      self->rows = hz_db_check_rows_new (db, table, kind, error);
      if (self->rows == NULL)
        return FALSE;
      self->n_by_rows += kind == HZ_DB_CHECK_ROWS_TREES ? 1 : 0;
    }

  step = hz_db_check_rows_step (self->rows, db, error);
  if (step == HZ_DB_STEP_DONE && hz_db_check_rows_get_n_wrong (self->rows) > 0)
    add_problem (self, "%s: %" G_GUINT64_FORMAT " rows are out of order, not in an index, or point to"
                       " nothing", table, hz_db_check_rows_get_n_wrong (self->rows));

  return step == HZ_DB_STEP_AGAIN;
}

static gboolean
check_references (HzDbCheck *self,
                  HzDb *db,
                  GError **error)
{
  if (self->n_tables_done == self->tables->len)
    return TRUE;

  return run_references (self, db, g_ptr_array_index (self->tables, self->n_tables_done), error);
}

static void
advance (HzDbCheck *self)
{
  gboolean is_by_table = self->stage == STAGE_TREES || self->stage == STAGE_REFERENCES;

  self->n_tries = 0;
  g_clear_pointer (&self->rows, hz_db_check_rows_free);
  if (is_by_table && self->n_tables_done + 1 < self->tables->len)
    {
      self->n_tables_done++;
      return;
    }

  self->n_tables_done = 0;
  if (self->stage == STAGE_REFERENCES)
    self->is_finished = TRUE;
  else
    self->stage++;
}

static gboolean
run_stage (HzDbCheck *self,
           HzDb *db,
           GError **error)
{
  switch (self->stage)
    {
    case STAGE_LOG:
      return hz_db_checkpoint (db, error);

    case STAGE_TABLES:
      return list_tables (self, db, error);

    case STAGE_TREES:
      return check_trees (self, db, error);

    case STAGE_REFERENCES:
    default:
      return check_references (self, db, error);
    }
}

/* Whether it is to be run again. */
static gboolean
run_interruptible (HzDbCheck *self,
                   HzDb *db,
                   GError **error)
{
  g_autoptr (GError) stage_error = NULL;

  if (!hz_db_begin_interruptible (db))
    {
      self->n_tries++;
      return TRUE;
    }

  run_stage (self, db, &stage_error);
  hz_db_end_interruptible (db);

  if (stage_error != NULL && is_interrupted (stage_error))
    {
      self->n_tries++;
      return TRUE;
    }

  if (stage_error != NULL)
    g_propagate_error (error, g_steal_pointer (&stage_error));

  return FALSE;
}

/* Whether there is more of this stage, or of this table in it. */
static gboolean
run_part (HzDbCheck *self,
          HzDb *db,
          GError **error)
{
  gboolean is_by_table = self->stage == STAGE_TREES || self->stage == STAGE_REFERENCES;

  if (self->is_quick && is_by_table && self->n_tables_done < self->tables->len)
    return self->n_tries < MOST_TRIES ? run_interruptible (self, db, error)
                                      : check_by_rows (self, db, error);

  run_stage (self, db, error);
  return FALSE;
}

/**
 * hz_db_check_step:
 * @db: the connection
 * @check: an #HzDbCheck
 * @error: return location
 *
 * Returns: whether there is more to check; it fails for want of memory alone
 */
HzDbStep
hz_db_check_step (HzDb *db,
                  gpointer check,
                  GError **error)
{
  static const char *const stages[] = { "log", "pages", "list of tables", "trees", "references" };
  HzDbCheck *self = check;
  g_autoptr (GError) stage_error = NULL;

  if (self->stage == STAGE_PAGES)
    {
      if (!check_pages (self, db))
        advance (self);
      return HZ_DB_STEP_AGAIN;
    }

  if (run_part (self, db, &stage_error))
    return HZ_DB_STEP_AGAIN;
  if (g_error_matches (stage_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_MEMORY))
    {
      g_propagate_error (error, g_steal_pointer (&stage_error));
      return HZ_DB_STEP_FAILED;
    }
  if (stage_error != NULL)
    take_as_problem (self, stages[self->stage], stage_error);

  advance (self);

  return self->is_finished ? HZ_DB_STEP_DONE : HZ_DB_STEP_AGAIN;
}
