/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-hours-store.h"

#include "hz-audit.h"
#include "hz-centre-store.h"

static gboolean
read_spans (HzContext *context,
            HzHours *hours,
            GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT s.weekday, s.starts, s.ends FROM hours_span AS s "
                                "JOIN hours AS h USING (hours_key) WHERE h.member_id = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &hours->member_id);
  for (;;)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      hz_hours_add (hours,
                    (int) CLAMP (hz_statement_get_int (statement, 0), HZ_MONDAY, HZ_SUNDAY),
                    (int) hz_statement_get_int (statement, 1),
                    (int) hz_statement_get_int (statement, 2));
    }
}

/**
 * hz_hours_store_get:
 * @context: of the job
 * @member_id: whose
 * @centre: when the centre is open
 * @error: return location
 *
 * Returns: (transfer full) (nullable): when she works; the hours of the centre when nobody has set
 *   hers
 */
HzHours *
hz_hours_store_get (HzContext *context,
                    const HzId *member_id,
                    const HzCentre *centre,
                    GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (HzHours) hours = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS " FROM hours WHERE member_id = ?1", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, member_id);
  if (!hz_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    return hz_hours_new_default (member_id, centre);

  hours = hz_hours_new (member_id);
  hz_stamp_read (&hours->stamp, statement, 0);
  if (!read_spans (context, hours, error))
    return NULL;

  return g_steal_pointer (&hours);
}

static gboolean
write_spans (HzContext *context,
             const HzHours *hours,
             GError **error)
{
  g_autoptr (HzStatement) clear = NULL;
  g_autoptr (HzStatement) insert = NULL;

  clear = hz_statement_new (context->db,
                            "DELETE FROM hours_span WHERE hours_key = "
                            "(SELECT hours_key FROM hours WHERE id = ?1)", error);
  if (clear == NULL)
    return FALSE;
  hz_statement_bind_id (clear, 1, &hours->stamp.id);
  if (!hz_statement_run (clear, error))
    return FALSE;

  insert = hz_statement_new (context->db,
                             "INSERT INTO hours_span (hours_key, weekday, starts, ends) "
                             "SELECT hours_key, ?2, ?3, ?4 FROM hours WHERE id = ?1", error);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < hours->spans->len; i++)
    {
      const HzHoursSpan *span = &g_array_index (hours->spans, HzHoursSpan, i);

      hz_statement_bind_id (insert, 1, &hours->stamp.id);
      hz_statement_bind_int (insert, 2, span->weekday);
      hz_statement_bind_int (insert, 3, span->start_minute);
      hz_statement_bind_int (insert, 4, span->end_minute);
      if (!hz_statement_run (insert, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_hours (HzContext *context,
             const HzHours *hours,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT INTO hours (" HZ_STAMP_COLUMNS ", member_id) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                                "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, "
                                "modified = excluded.modified, "
                                "modified_by = excluded.modified_by", error);
  if (statement == NULL)
    return FALSE;
  hz_stamp_bind (&hours->stamp, statement, 1);
  hz_statement_bind_id (statement, 7, &hours->member_id);

  return hz_statement_run (statement, error) && write_spans (context, hours, error);
}

/**
 * hz_hours_store_save:
 * @context: of the job
 * @hours: when somebody works; gets its new stamp
 * @error: return location
 *
 * For the member herself and for whoever manages the centre.
 *
 * Returns: whether it is saved
 */
gboolean
hz_hours_store_save (HzContext *context,
                     HzHours *hours,
                     GError **error)
{
  HzStamp before = hours->stamp;

  if (!hz_id_equal (&hours->member_id, &context->own_id) &&
      !hz_context_require (context, HZ_RIGHT_MANAGE_CENTRE, error))
    return FALSE;
  if (!hz_stamp_check (&hours->stamp, context, "hours", error))
    return FALSE;

  hours->stamp = hz_stamp_next (&hours->stamp, context);
  if (!write_hours (context, hours, error) ||
      !hz_audit_add (context, "hours.set", HZ_RECORD_HOURS, &hours->stamp.id, NULL, error))
    {
      hours->stamp = before;
      return FALSE;
    }
  hz_context_note_change (context, HZ_RECORD_HOURS, &hours->stamp.id,
                          before.revision == 0 ? HZ_CHANGE_ADDED : HZ_CHANGE_CHANGED);

  return TRUE;
}

/* For the window. */

static gboolean
get_in_job (HzContext *context,
            gpointer data,
            GError **error)
{
  HzHours **hours = data;
  g_autoptr (HzCentre) centre = hz_centre_store_get (context, error);
  HzHours *found;

  if (centre == NULL)
    return FALSE;
  found = hz_hours_store_get (context, &(*hours)->member_id, centre, error);
  if (found == NULL)
    return FALSE;
  hz_hours_free (*hours);
  *hours = found;

  return TRUE;
}

static gboolean
save_in_job (HzContext *context,
             gpointer data,
             GError **error)
{
  HzHours **hours = data;

  return hz_hours_store_save (context, *hours, error);
}

static void
free_box (gpointer data)
{
  HzHours **hours = data;

  g_clear_pointer (hours, hz_hours_free);
  g_free (hours);
}

static HzHours **
box (HzHours *hours)
{
  HzHours **boxed = g_new (HzHours *, 1);

  *boxed = hours;

  return boxed;
}

/**
 * hz_hours_store_get_async:
 * @records: the records
 * @member_id: whose
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_hours_store_get(), with the centre's hours read too.
 */
void
hz_hours_store_get_async (HzRecords *records,
                          const HzId *member_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, get_in_job, box (hz_hours_new (member_id)),
                        free_box, cancellable, callback, user_data);
}

HzHours *
hz_hours_store_get_finish (HzRecords *records,
                           GAsyncResult *result,
                           GError **error)
{
  HzHours **hours = hz_records_run_finish (records, result, error);

  return hours != NULL ? g_steal_pointer (hours) : NULL;
}

/**
 * hz_hours_store_save_async:
 * @records: the records
 * @hours: when somebody works; a copy is taken
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_hours_store_save_async (HzRecords *records,
                           const HzHours *hours,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, save_in_job, box (hz_hours_copy (hours)),
                        free_box, cancellable, callback, user_data);
}

gboolean
hz_hours_store_save_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}
