/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-orphan-case.h"

#include "hz-audit.h"
#include "hz-case-index.h"
#include "hz-client-row.h"
#include "hz-records-error.h"

/**
 * hz_orphan_case_free:
 * @self: (nullable) (transfer full): a case
 */
void
hz_orphan_case_free (HzOrphanCase *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->case_file);
  g_free (self->client_code);
  g_free (self->client_name);
  g_free (self);
}

static gboolean
require_sheets (HzContext *context,
                GError **error)
{
  if (hz_rings_is_by_sheets (context->rings))
    return TRUE;

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN, "Only the sheets open these");
  return FALSE;
}

/* %NULL without an error when there is no such row. */
static HzCaseFile *
read_header (HzContext *context,
             const HzId *case_id,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_CASE_FILE_COLUMNS " FROM main.case_file WHERE id = ?1",
                                error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, case_id);
  if (!hz_statement_step (statement, &has_row, error) || !has_row)
    return NULL;

  return hz_case_file_read_row (context, statement, error);
}

static gboolean
read_client (HzContext *context,
             HzOrphanCase *self,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT code, surname, given, patronymic FROM main.client"
                                " WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &self->case_file->client_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    {
      HzClientRow row = { 0 };

      row.surname = (char *) hz_statement_get_text (statement, 1);
      row.given = (char *) hz_statement_get_text (statement, 2);
      row.patronymic = (char *) hz_statement_get_text (statement, 3);
      self->client_code = g_strdup (hz_statement_get_text (statement, 0));
      self->client_name = hz_client_row_dup_name (&row);
    }

  return TRUE;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const HzCaseFile *first = (*(HzOrphanCase *const *) a)->case_file;
  const HzCaseFile *second = (*(HzOrphanCase *const *) b)->case_file;
  gboolean is_closed = hz_case_file_is_closed (first);

  if (is_closed != hz_case_file_is_closed (second))
    return is_closed ? 1 : -1;

  return hz_date_compare (second->opened, first->opened);
}

/**
 * hz_orphan_case_list:
 * @context: of a job of whoever has typed the sheets
 * @error: return location
 *
 * A header that does not read is passed over.
 *
 * Returns: (transfer full) (nullable) (element-type HzOrphanCase): the cases that no member opens
 */
GPtrArray *
hz_orphan_case_list (HzContext *context,
                     GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_orphan_case_free);
  g_autoptr (GPtrArray) ids = NULL;

  if (!require_sheets (context, error))
    return NULL;

  ids = hz_rings_list_alone (context->rings, context->db, NULL, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (HzOrphanCase) found = g_new0 (HzOrphanCase, 1);
      g_autoptr (GError) damage = NULL;

      found->case_file = read_header (context, g_ptr_array_index (ids, i), &damage);
      if (damage != NULL)
        g_message ("A case's header does not read: %s", damage->message);
      if (found->case_file == NULL)
        continue;
      if (!read_client (context, found, error))
        return NULL;
      g_ptr_array_add (cases, g_steal_pointer (&found));
    }

  g_ptr_array_sort (cases, compare);

  return ids != NULL ? g_steal_pointer (&cases) : NULL;
}

typedef struct
{
  GPtrArray *cases;
} List;

static void
free_list (gpointer data)
{
  List *list = data;

  g_clear_pointer (&list->cases, g_ptr_array_unref);
  g_free (list);
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  List *list = data;

  list->cases = hz_orphan_case_list (context, error);

  return list->cases != NULL;
}

/**
 * hz_orphan_case_list_async:
 * @records: of whoever has typed the sheets
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_orphan_case_list_async (HzRecords *records,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list, g_new0 (List, 1), free_list, NULL, callback,
                        user_data);
}

GPtrArray *
hz_orphan_case_list_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  List *list = hz_records_run_finish (records, result, error);

  return list != NULL ? g_steal_pointer (&list->cases) : NULL;
}

/**
 * hz_orphan_case_give:
 * @context: of a write job of whoever has typed the sheets
 * @case_id: a case
 * @member_id: a colleague who does case work
 * @error: return location
 *
 * Returns: whether the colleague opens it
 */
gboolean
hz_orphan_case_give (HzContext *context,
                     const HzId *case_id,
                     const HzId *member_id,
                     GError **error)
{
  g_autoptr (HzCaseFile) case_file = NULL;
  g_autoptr (GError) read_error = NULL;

  if (!require_sheets (context, error))
    return FALSE;

  case_file = read_header (context, case_id, &read_error);
  if (case_file == NULL)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND, "No such case: %s",
                   read_error != NULL ? read_error->message : "no row");
      return FALSE;
    }

  if (!hz_rings_check_case_mark (context->rings, case_id, case_file->mark, error)
      || !hz_rings_grant_case (context->rings, context->db, case_id, member_id, error)
      || !hz_audit_add (context, "case.grant", HZ_RECORD_CASE_FILE, case_id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_CASE_FILE, case_id, HZ_CHANGE_CHANGED);
  return TRUE;
}
