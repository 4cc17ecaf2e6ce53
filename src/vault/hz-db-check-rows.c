/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SQLite's own check of a table cannot be broken off and taken up again: in a large one it would never
 * end while somebody saves every few moments. Here a table is walked by its key, so that a slice needs
 * to know no more of the one before than where it ended. A row is read with all that hangs on it, must
 * come after the one before it, and must be found in each index (of an index over an expression nothing
 * is said). What this does not see and SQLite's check does: a page that two trees hold, or none.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-check-rows.h"

#include <string.h>

#include "hz-db-private.h"
#include "hz-statement.h"

#define ROWS_IN_A_SLICE 500
#define SLICE_TIME (10 * G_TIME_SPAN_MILLISECOND)
#define MOST_KEYS 8

struct _HzDbCheckRows
{
  char *table;
  HzDbCheckRowsKind kind;
  gboolean has_rowid;
  GPtrArray *keys;

  /* (element-type utf8): conditions on a row `a` that hold for one that is wrong */
  GPtrArray *faults;

  /* SQLite's own copies, wiped when they go: a key may be somebody's name. */
  sqlite3_value *low[MOST_KEYS];
  sqlite3_value *high[MOST_KEYS];
  guint64 n_wrong;
};

static void
clear_values (sqlite3_value **values)
{
  for (guint i = 0; i < MOST_KEYS; i++)
    g_clear_pointer (&values[i], sqlite3_value_free);
}

/**
 * hz_db_check_rows_free:
 * @self: (nullable) (transfer full): the check of a table
 */
void
hz_db_check_rows_free (HzDbCheckRows *self)
{
  if (self == NULL)
    return;

  clear_values (self->low);
  clear_values (self->high);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->faults);
  g_free (self->table);
  g_free (self);
}

/**
 * hz_db_check_rows_get_n_wrong:
 * @self: the check of a table
 *
 * Returns: how many faults there were in the slices so far
 */
guint64
hz_db_check_rows_get_n_wrong (HzDbCheckRows *self)
{
  return self->n_wrong;
}

/* With SQLite's own quotation marks, and with @alias before it. */
static char *
quote (const char *alias,
       const char *name)
{
  char *sqlite_text = sqlite3_mprintf ("%s\"%w\"", alias, name);
  char *text = g_strdup (sqlite_text);

  sqlite3_free (sqlite_text);
  return text;
}

static char *
list_keys (HzDbCheckRows *self,
           const char *alias)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    {
      g_autofree char *key = quote (alias, g_ptr_array_index (self->keys, i));

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", key);
    }

  return g_string_free (list, FALSE);
}

static char *
list_places (HzDbCheckRows *self,
             guint first)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    g_string_append_printf (list, "%s?%u", i > 0 ? ", " : "", first + i);

  return g_string_free (list, FALSE);
}

static void
append_equal (GString *condition,
              const char *left,
              const char *operator,
              const char *right)
{
  g_autofree char *here = quote ("b.", left);
  g_autofree char *there = quote ("a.", right);

  g_string_append_printf (condition, " AND %s %s %s", here, operator, there);
}

static HzStatement *
ask (HzDb *db,
     const char *sql,
     const char *value,
     GError **error)
{
  HzStatement *statement = hz_statement_new (db, sql, error);

  if (statement != NULL)
    hz_statement_bind_text (statement, 1, value);

  return statement;
}

static gboolean
find_keys (HzDbCheckRows *self,
           HzDb *db,
           GError **error)
{
  g_autoptr (HzStatement) kind = ask (db, "SELECT wr FROM pragma_table_list"
                                          " WHERE schema = 'main' AND name = ?1", self->table, error);
  g_autoptr (HzStatement) columns = NULL;
  gboolean has_row = FALSE;

  if (kind == NULL || !hz_statement_step (kind, &has_row, error))
    return FALSE;

  self->has_rowid = !has_row || hz_statement_get_int (kind, 0) == 0;
  if (self->has_rowid)
    {
      g_ptr_array_add (self->keys, g_strdup ("rowid"));
      return TRUE;
    }

  columns = ask (db, "SELECT name FROM pragma_table_info (?1) WHERE pk > 0 ORDER BY pk", self->table,
                 error);
  while (columns != NULL && hz_statement_step (columns, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_ptr_array_add (self->keys, hz_statement_dup_text (columns, 0));
      g_assert (self->keys->len <= MOST_KEYS);
    }

  return FALSE;
}

/* A row that the index does not have. @only: (nullable): which rows are in it at all. */
static gboolean
add_index (HzDbCheckRows *self,
           HzDb *db,
           const char *index,
           const char *only,
           GError **error)
{
  g_autoptr (HzStatement) columns = ask (db, "SELECT cid, name FROM pragma_index_xinfo (?1)"
                                             " WHERE key = 1", index, error);
  g_autoptr (GString) same = g_string_new (NULL);
  g_autofree char *table = quote ("main.", self->table);
  g_autofree char *name = quote ("", index);
  gboolean has_row = TRUE;

  while (columns != NULL)
    {
      if (!hz_statement_step (columns, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (hz_statement_get_int (columns, 0) < -1)
        return TRUE;
      append_equal (same, hz_statement_get_text (columns, 1), "IS", hz_statement_get_text (columns, 1));
    }

  if (columns == NULL)
    return FALSE;

  for (guint i = 0; i < self->keys->len; i++)
    append_equal (same, g_ptr_array_index (self->keys, i), "=", g_ptr_array_index (self->keys, i));

  g_ptr_array_add (self->faults, g_strdup_printf (
    "(%s) AND NOT EXISTS (SELECT 1 FROM %s AS b INDEXED BY %s WHERE (%s)%s)", only != NULL ? only : "1",
    table, name, only != NULL ? only : "1", same->str));

  return TRUE;
}

static gboolean
find_indexes (HzDbCheckRows *self,
              HzDb *db,
              GError **error)
{
  g_autoptr (HzStatement) statement = ask (db,
    "SELECT l.name, l.partial, l.origin, s.sql FROM pragma_index_list (?1) AS l"
    " LEFT JOIN main.sqlite_schema AS s ON s.type = 'index' AND s.name = l.name", self->table, error);
  gboolean has_row = TRUE;

  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      const char *only = NULL;

      if (!has_row)
        return TRUE;

      /* Which is the table itself. */
      if (!self->has_rowid && g_strcmp0 (hz_statement_get_text (statement, 2), "pk") == 0)
        continue;

      if (hz_statement_get_int (statement, 1) != 0)
        {
          only = strstr (hz_statement_get_text (statement, 3), " WHERE ");
          g_assert (only != NULL);
          only += strlen (" WHERE ");
        }
      if (!add_index (self, db, hz_statement_get_text (statement, 0), only, error))
        return FALSE;
    }

  return FALSE;
}

/* One reference may be of several columns. */
static gboolean
find_references (HzDbCheckRows *self,
                 HzDb *db,
                 GError **error)
{
  g_autoptr (HzStatement) statement = ask (db,
    "SELECT f.id, f.\"table\", f.\"from\", coalesce (f.\"to\","
    " (SELECT p.name FROM pragma_table_info (f.\"table\") AS p WHERE p.pk = f.seq + 1))"
    " FROM pragma_foreign_key_list (?1) AS f ORDER BY f.id, f.seq", self->table, error);
  g_autoptr (GString) fault = g_string_new (NULL);
  g_autoptr (GString) set = g_string_new (NULL);
  gboolean has_row = TRUE;
  gint64 last = -1;

  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      gboolean begins = has_row && hz_statement_get_int (statement, 0) != last;
      g_autofree char *parent = NULL;
      g_autofree char *column = NULL;

      if ((begins || !has_row) && last >= 0)
        g_ptr_array_add (self->faults, g_strdup_printf ("%s%s)", set->str, fault->str));
      if (!has_row)
        return TRUE;

      parent = quote ("main.", hz_statement_get_text (statement, 1));
      column = quote ("a.", hz_statement_get_text (statement, 2));
      if (begins)
        {
          g_string_assign (set, "1");
          g_string_printf (fault, " AND NOT EXISTS (SELECT 1 FROM %s AS b WHERE 1", parent);
        }
      g_string_append_printf (set, " AND %s IS NOT NULL", column);
      append_equal (fault, hz_statement_get_text (statement, 3), "=",
                    hz_statement_get_text (statement, 2));
      last = hz_statement_get_int (statement, 0);
    }

  return FALSE;
}

/**
 * hz_db_check_rows_new:
 * @db: the connection
 * @table: one of its tables, not a virtual one
 * @kind: what is looked at
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a check that has not begun
 */
HzDbCheckRows *
hz_db_check_rows_new (HzDb *db,
                      const char *table,
                      HzDbCheckRowsKind kind,
                      GError **error)
{
  HzDbCheckRows *self = g_new0 (HzDbCheckRows, 1);
  gboolean found;

  self->table = g_strdup (table);
  self->kind = kind;
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_ptr_array_new_with_free_func (g_free);

  found = find_keys (self, db, error)
          && (kind == HZ_DB_CHECK_ROWS_TREES ? find_indexes (self, db, error)
                                             : find_references (self, db, error));
  if (!found)
    g_clear_pointer (&self, hz_db_check_rows_free);

  return self;
}

/* The rows after @low, or from the first. */
static char *
format_walk (HzDbCheckRows *self)
{
  g_autofree char *table = quote ("main.", self->table);
  g_autofree char *keys = list_keys (self, "");
  g_autofree char *places = list_places (self, 1);
  g_autofree char *after = g_strdup_printf ("WHERE (%s) > (%s)", keys, places);

  return g_strdup_printf ("SELECT %s%s FROM %s NOT INDEXED %s ORDER BY %s LIMIT %d", keys,
                          self->kind == HZ_DB_CHECK_ROWS_TREES ? ", *" : "", table,
                          self->low[0] != NULL ? after : "", keys, ROWS_IN_A_SLICE);
}

static char *
format_count (HzDbCheckRows *self,
              const char *fault)
{
  g_autofree char *table = quote ("main.", self->table);
  g_autofree char *keys = list_keys (self, "a.");
  g_autofree char *low = list_places (self, 1);
  g_autofree char *high = list_places (self, 1 + self->keys->len);
  g_autofree char *after = g_strdup_printf ("(%s) > (%s) AND ", keys, low);

  return g_strdup_printf ("SELECT count(*) FROM %s AS a NOT INDEXED WHERE %s(%s) <= (%s) AND %s", table,
                          self->low[0] != NULL ? after : "", keys, high, fault);
}

static sqlite3_stmt *
prepare (HzDbCheckRows *self,
         HzDb *db,
         const char *sql,
         GError **error)
{
  sqlite3_stmt *statement = NULL;
  int n_keys = (int) self->keys->len;
  int result = sqlite3_prepare_v2 (hz_db_get_handle (db), sql, -1, &statement, NULL);

  for (int i = 0; i < n_keys && result == SQLITE_OK; i++)
    {
      if (self->low[i] != NULL)
        result = sqlite3_bind_value (statement, 1 + i, self->low[i]);
      if (result == SQLITE_OK && 1 + n_keys + i <= sqlite3_bind_parameter_count (statement))
        result = sqlite3_bind_value (statement, 1 + n_keys + i, self->high[i]);
    }

  if (result == SQLITE_OK)
    return statement;

  hz_db_set_error (db, result, "The rows of a table cannot be looked at", error);
  sqlite3_finalize (statement);
  return NULL;
}

static gboolean
take_high (HzDbCheckRows *self,
           sqlite3_stmt *statement)
{
  clear_values (self->high);
  for (guint i = 0; i < self->keys->len; i++)
    {
      self->high[i] = sqlite3_value_dup (sqlite3_column_value (statement, (int) i));
      if (self->high[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/* By the number alone: text and blobs are compared by SQLite where it looks for what is after them. */
static void
check_order (HzDbCheckRows *self,
             sqlite3_stmt *statement)
{
  const sqlite3_value *before = self->high[0] != NULL ? self->high[0] : self->low[0];

  if (self->has_rowid && before != NULL
      && sqlite3_value_int64 ((sqlite3_value *) before) >= sqlite3_column_int64 (statement, 0))
    self->n_wrong++;
}

/* @n: how many rows there were. */
static gboolean
walk (HzDbCheckRows *self,
      HzDb *db,
      guint *n,
      GError **error)
{
  gint64 end = g_get_monotonic_time () + SLICE_TIME;
  g_autofree char *sql = format_walk (self);
  sqlite3_stmt *statement = prepare (self, db, sql, error);
  int result = SQLITE_ROW;

  if (statement == NULL)
    return FALSE;

  for (*n = 0; *n == 0 || g_get_monotonic_time () < end; ++*n)
    {
      result = sqlite3_step (statement);
      if (result != SQLITE_ROW)
        break;
      check_order (self, statement);
      if (!take_high (self, statement))
        {
          result = SQLITE_NOMEM;
          break;
        }
    }

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    hz_db_set_error (db, result, "The rows of a table cannot be read", error);
  sqlite3_finalize (statement);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static gboolean
count_faults (HzDbCheckRows *self,
              HzDb *db,
              const char *fault,
              GError **error)
{
  g_autofree char *sql = format_count (self, fault);
  sqlite3_stmt *statement = prepare (self, db, sql, error);
  int result;

  if (statement == NULL)
    return FALSE;

  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    self->n_wrong += (guint64) sqlite3_column_int64 (statement, 0);
  else
    hz_db_set_error (db, result, "The rows of a table cannot be looked up", error);
  sqlite3_finalize (statement);

  return result == SQLITE_ROW;
}

/**
 * hz_db_check_rows_step:
 * @self: the check of a table
 * @db: the connection
 * @error: return location
 *
 * Returns: whether there are more rows
 */
HzDbStep
hz_db_check_rows_step (HzDbCheckRows *self,
                       HzDb *db,
                       GError **error)
{
  guint n = 0;

  /* A reference-less table has nothing to be looked at. */
  if (self->kind == HZ_DB_CHECK_ROWS_REFERENCES && self->faults->len == 0)
    return HZ_DB_STEP_DONE;

  clear_values (self->high);
  if (!walk (self, db, &n, error))
    return HZ_DB_STEP_FAILED;
  if (n == 0)
    return HZ_DB_STEP_DONE;

  for (guint i = 0; i < self->faults->len; i++)
    if (!count_faults (self, db, g_ptr_array_index (self->faults, i), error))
      return HZ_DB_STEP_FAILED;

  clear_values (self->low);
  memcpy (self->low, self->high, sizeof self->low);
  memset (self->high, 0, sizeof self->high);

  return HZ_DB_STEP_AGAIN;
}
