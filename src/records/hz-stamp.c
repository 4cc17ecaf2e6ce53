/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-stamp.h"

#include "hz-records-error.h"

/**
 * hz_stamp_read:
 * @self: (out): the stamp
 * @statement: at a row
 * @first_column: where HZ_STAMP_COLUMNS begin
 */
void
hz_stamp_read (HzStamp *self,
               HzStatement *statement,
               int first_column)
{
  self->id = hz_statement_get_id (statement, first_column);
  self->revision = hz_statement_get_int (statement, first_column + 1);
  self->created = hz_statement_get_int (statement, first_column + 2);
  self->created_by = hz_statement_get_id (statement, first_column + 3);
  self->modified = hz_statement_get_int (statement, first_column + 4);
  self->modified_by = hz_statement_get_id (statement, first_column + 5);
}

/**
 * hz_stamp_next:
 * @self: the stamp as it was read, or all zeros for a new record
 * @context: the job's context
 *
 * Returns: the stamp of the next revision. A new record gets its creation, and an id unless it has
 *   one already
 */
HzStamp
hz_stamp_next (const HzStamp *self,
               HzContext *context)
{
  HzStamp next = *self;

  if (!hz_id_is_set (&next.id))
    next.id = hz_id_new ();
  if (next.revision == 0)
    {
      next.created = context->now;
      next.created_by = context->own_id;
    }

  next.revision++;
  next.modified = context->now;
  next.modified_by = context->own_id;

  return next;
}

/**
 * hz_stamp_bind:
 * @self: the stamp of the row to be written
 * @statement: an INSERT or UPDATE
 * @first_place: the first of HZ_STAMP_N_COLUMNS places, in the order of HZ_STAMP_COLUMNS
 */
void
hz_stamp_bind (const HzStamp *self,
               HzStatement *statement,
               int first_place)
{
  hz_statement_bind_id (statement, first_place, &self->id);
  hz_statement_bind_int (statement, first_place + 1, self->revision);
  hz_statement_bind_int (statement, first_place + 2, self->created);
  hz_statement_bind_id (statement, first_place + 3, &self->created_by);
  hz_statement_bind_int (statement, first_place + 4, self->modified);
  hz_statement_bind_id (statement, first_place + 5, &self->modified_by);
}

/**
 * hz_stamp_check:
 * @self: the stamp as it was read
 * @context: the job's context
 * @table: a literal: the table's name
 * @error: return location
 *
 * Returns: whether the row still has the revision that was read, or is not there yet when it is a new
 *   one; else %HZ_RECORDS_ERROR_CONFLICT, %HZ_RECORDS_ERROR_NOT_FOUND
 */
gboolean
hz_stamp_check (const HzStamp *self,
                HzContext *context,
                const char *table,
                GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT revision FROM %s WHERE id = ?1", table);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (!hz_id_is_set (&self->id))
    return TRUE;

  statement = hz_statement_new (context->db, sql, error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &self->id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row ? hz_statement_get_int (statement, 0) == self->revision : self->revision == 0)
    return TRUE;

  if (has_row)
    g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT,
                 "A row of %s was saved since it was read", table);
  else
    g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND,
                 "A row of %s is not there any more", table);

  return FALSE;
}
