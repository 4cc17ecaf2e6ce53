/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See hz-statement.h. A thin cover of sqlite3_stmt that speaks ids and dates, and whose mistakes
 * abort where SQLite's are silent. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-statement.h"

#include "hz-db-private.h"
#include "hz-vault-error.h"

struct _HzStatement
{
  HzDb *db;
  sqlite3_stmt *handle;
  gboolean has_row;

  /* A value that could not be bound is said at the next step. */
  int bound;
};

/**
 * hz_statement_new:
 * @db: the connection
 * @sql: one statement
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the statement, to be given its values
 */
HzStatement *
hz_statement_new (HzDb *db,
                  const char *sql,
                  GError **error)
{
  HzStatement *self;
  sqlite3_stmt *handle;
  int result = SQLITE_OK;

  hz_db_assert_thread (db);

  handle = hz_db_take_statement (db, sql);
  if (handle == NULL)
    result = sqlite3_prepare_v2 (db->handle, sql, -1, &handle, NULL);
  if (result != SQLITE_OK)
    {
      /* The text is ours: what SQLite says of it may be logged. */
      if ((result & 0xff) == SQLITE_ERROR)
        g_message ("%s: %s", sql, sqlite3_errmsg (db->handle));
      hz_db_set_error (db, result, sql, error);
      return NULL;
    }

  self = g_new0 (HzStatement, 1);
  self->db = db;
  self->handle = handle;

  return self;
}

/**
 * hz_statement_free:
 * @self: (nullable) (transfer full): a statement
 */
void
hz_statement_free (HzStatement *self)
{
  if (self == NULL)
    return;

  hz_db_assert_thread (self->db);
  hz_db_rest_statement (self->db, self->handle);
  g_free (self);
}

static void
check_bound (HzStatement *self,
             int result)
{
  if (result == SQLITE_NOMEM || result == SQLITE_TOOBIG)
    self->bound = result;
  else
    g_assert (result == SQLITE_OK);
}

/**
 * hz_statement_bind_null:
 * @self: a statement
 * @place: from 1
 */
void
hz_statement_bind_null (HzStatement *self,
                        int place)
{
  check_bound (self, sqlite3_bind_null (self->handle, place));
}

/**
 * hz_statement_bind_int:
 * @self: a statement
 * @place: from 1
 * @value: a number, a moment, a truth
 */
void
hz_statement_bind_int (HzStatement *self,
                       int place,
                       gint64 value)
{
  check_bound (self, sqlite3_bind_int64 (self->handle, place, value));
}

/**
 * hz_statement_bind_text:
 * @self: a statement
 * @place: from 1
 * @text: (nullable): UTF-8, copied
 */
void
hz_statement_bind_text (HzStatement *self,
                        int place,
                        const char *text)
{
  check_bound (self, sqlite3_bind_text (self->handle, place, text, -1, SQLITE_TRANSIENT));
}

/**
 * hz_statement_bind_bytes:
 * @self: a statement
 * @place: from 1
 * @bytes: (nullable): copied
 */
void
hz_statement_bind_bytes (HzStatement *self,
                         int place,
                         GBytes *bytes)
{
  gsize length;
  const void *data;

  if (bytes == NULL)
    {
      hz_statement_bind_null (self, place);
      return;
    }

  /* No bytes are not NULL. */
  data = g_bytes_get_data (bytes, &length);
  check_bound (self, sqlite3_bind_blob64 (self->handle, place, length > 0 ? data : "", length,
                                    SQLITE_TRANSIENT));
}

/**
 * hz_statement_bind_id:
 * @self: a statement
 * @place: from 1
 * @id: (nullable): copied
 */
void
hz_statement_bind_id (HzStatement *self,
                      int place,
                      const HzId *id)
{
  if (id != NULL && hz_id_is_set (id))
    check_bound (self, sqlite3_bind_blob (self->handle, place, id->bytes, HZ_ID_BYTES,
                                          SQLITE_TRANSIENT));
  else
    hz_statement_bind_null (self, place);
}

/**
 * hz_statement_bind_date:
 * @self: a statement
 * @place: from 1
 * @date: a day, a month, a year
 */
void
hz_statement_bind_date (HzStatement *self,
                        int place,
                        HzDate date)
{
  if (hz_date_is_set (date))
    {
      g_autofree char *text = hz_date_to_iso (date);

      hz_statement_bind_text (self, place, text);
    }
  else
    hz_statement_bind_null (self, place);
}

/* A text is given a zero at its end when it is read, which takes memory: without any, it would be taken
 * for NULL. */
static gboolean
has_texts (HzStatement *self)
{
  for (int i = 0; i < sqlite3_column_count (self->handle); i++)
    if (sqlite3_column_type (self->handle, i) == SQLITE_TEXT
        && sqlite3_column_text (self->handle, i) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * hz_statement_step:
 * @self: a statement
 * @has_row: (out) (optional): whether there is a row to read now
 * @error: return location
 *
 * Returns: %FALSE on an error only
 */
gboolean
hz_statement_step (HzStatement *self,
                   gboolean *has_row,
                   GError **error)
{
  int result;

  hz_db_assert_thread (self->db);

  result = self->bound == SQLITE_OK ? sqlite3_step (self->handle) : self->bound;
  if (result == SQLITE_ROW && !has_texts (self))
    result = SQLITE_NOMEM;
  self->has_row = result == SQLITE_ROW;
  if (has_row != NULL)
    *has_row = self->has_row;

  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;

  hz_db_set_error (self->db, result, sqlite3_sql (self->handle), error);
  sqlite3_reset (self->handle);
  return FALSE;
}

/**
 * hz_statement_run:
 * @self: a statement
 * @error: return location
 *
 * Runs to the end; ready for new values then.
 *
 * Returns: whether it could
 */
gboolean
hz_statement_run (HzStatement *self,
                  GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    if (!hz_statement_step (self, &has_row, error))
      return FALSE;

  hz_statement_reset (self);
  return TRUE;
}

/**
 * hz_statement_reset:
 * @self: a statement
 *
 * To its beginning; its values stay.
 */
void
hz_statement_reset (HzStatement *self)
{
  hz_db_assert_thread (self->db);

  self->has_row = FALSE;
  sqlite3_reset (self->handle);
}

static void
check_column (HzStatement *self,
              int column)
{
  g_assert (self->has_row && column >= 0 && column < sqlite3_column_count (self->handle));
}

/**
 * hz_statement_is_null:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: whether nothing stands there
 */
gboolean
hz_statement_is_null (HzStatement *self,
                      int column)
{
  check_column (self, column);

  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * hz_statement_get_int:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the number; 0 for NULL
 */
gint64
hz_statement_get_int (HzStatement *self,
                      int column)
{
  check_column (self, column);

  return sqlite3_column_int64 (self->handle, column);
}

/**
 * hz_statement_get_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next step
 */
const char *
hz_statement_get_text (HzStatement *self,
                       int column)
{
  check_column (self, column);

  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * hz_statement_dup_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
hz_statement_dup_text (HzStatement *self,
                       int column)
{
  return g_strdup (hz_statement_get_text (self, column));
}

/**
 * hz_statement_get_bytes:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL for NULL
 */
GBytes *
hz_statement_get_bytes (HzStatement *self,
                        int column)
{
  const void *data;

  if (hz_statement_is_null (self, column))
    return NULL;

  data = sqlite3_column_blob (self->handle, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->handle, column));
}

/**
 * hz_statement_get_id:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the id; none for NULL and for what is no id
 */
HzId
hz_statement_get_id (HzStatement *self,
                     int column)
{
  const void *data;
  HzId id;

  check_column (self, column);

  data = sqlite3_column_blob (self->handle, column);
  if (data == NULL
      || !hz_id_from_bytes (data, (gsize) sqlite3_column_bytes (self->handle, column), &id))
    return HZ_ID_NONE;

  return id;
}

/**
 * hz_statement_get_date:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the date; none for NULL and for what is no date
 */
HzDate
hz_statement_get_date (HzStatement *self,
                       int column)
{
  const char *text = hz_statement_get_text (self, column);
  HzDate date;

  if (text == NULL || !hz_date_from_iso (text, &date))
    return HZ_DATE_NONE;

  return date;
}
