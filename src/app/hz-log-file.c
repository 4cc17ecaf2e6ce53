/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-log-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hz-audit-text.h"
#include "hz-time-text.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
append_field (GString *table,
              const char *text,
              gboolean is_last)
{
  /* A spreadsheet would take it for a formula. */
  gboolean is_formula = *text != '\0' && strchr ("=+-@", *text) != NULL;

  g_string_append_c (table, '"');
  if (is_formula)
    g_string_append_c (table, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (table, '"');
      g_string_append_c (table, *p);
    }
  g_string_append (table, is_last ? "\"\r\n" : "\",");
}

static void
append_row (GString *table,
            HzRecords *records,
            const HzAuditRow *row)
{
  g_autofree char *moment = hz_time_text_moment (row->time);
  g_autofree char *act = hz_audit_text_act (row);
  g_autofree char *object = hz_audit_text_object (records, row);

  append_field (table, moment, FALSE);
  append_field (table, hz_records_get_member_name (records, &row->member_id), FALSE);
  append_field (table, act, FALSE);
  append_field (table, object, TRUE);
}

static GBytes *
compose (HzRecords *records,
         GPtrArray *rows)
{
  GString *table = g_string_new (BYTE_ORDER_MARK);

  append_field (table, C_("log", "When"), FALSE);
  append_field (table, C_("log", "Who"), FALSE);
  append_field (table, C_("log", "What was done"), FALSE);
  append_field (table, C_("log", "About"), TRUE);
  for (guint i = 0; i < rows->len; i++)
    append_row (table, records, g_ptr_array_index (rows, i));

  return g_string_free_to_bytes (table);
}

static void
on_replaced_cb (GObject *source,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  GFile *file;
  GBytes *table;
} Save;

static void
free_save (gpointer data)
{
  Save *save = data;

  g_object_unref (save->file);
  g_clear_pointer (&save->table, g_bytes_unref);
  g_free (save);
}

static void
on_noted_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (GTask) task = data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  if (hz_records_run_finish (HZ_RECORDS (source), result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_file_replace_contents_bytes_async (save->file, save->table, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       on_replaced_cb, g_object_ref (task));
}

static void
on_rows_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  g_autoptr (GTask) task = data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = hz_audit_query_run_finish (HZ_RECORDS (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  save->table = compose (HZ_RECORDS (source), rows);
  hz_audit_query_note_saved_async (HZ_RECORDS (source), on_noted_cb, g_object_ref (task));
}

/**
 * hz_log_file_save_async:
 * @records: the centre's records
 * @query: which rows
 * @file: where to; replaced
 * @callback: called when it is written
 * @user_data: given to @callback
 *
 * Writes rows of the audit into a file that is not encrypted; that this was done stands in the audit
 * before the file is there.
 */
void
hz_log_file_save_async (HzRecords *records,
                        const HzAuditQuery *query,
                        GFile *file,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (records, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);

  g_task_set_source_tag (task, hz_log_file_save_async);
  save->file = g_object_ref (file);
  g_task_set_task_data (task, save, free_save);
  hz_audit_query_run_async (records, query, NULL, on_rows_cb, task);
}

/**
 * hz_log_file_save_finish:
 * @records: the centre's records
 * @result: what the callback was given
 * @error: return location; of %G_IO_ERROR when the file could not be written
 *
 * Returns: whether the file is whole
 */
gboolean
hz_log_file_save_finish (HzRecords *records,
                         GAsyncResult *result,
                         GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
