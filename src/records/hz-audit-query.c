/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit as it is read out to the manager and the administrator. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-audit-query.h"

#include "hz-audit-check.h"
#include "hz-client-code.h"
#include "hz-zone.h"

/* Looked through at once; some 20 ms on a slow machine when all of them are wanted. */
#define N_IN_PART 5000

/* The kinds of a subject, for SQL. */
static const char *const kinds[HZ_N_AUDIT_SUBJECTS] = {
  [HZ_AUDIT_CLIENTS] = "1",
  [HZ_AUDIT_APPOINTMENTS] = "2",
  [HZ_AUDIT_CASES] = "3, 4, 5",
  [HZ_AUDIT_CONSENTS] = "6",
  [HZ_AUDIT_LETTERS] = "7",
  [HZ_AUDIT_STAFF] = "10",
  [HZ_AUDIT_CENTRE] = "8, 9, 11, 12, 13",
};

G_STATIC_ASSERT (HZ_RECORD_CLIENT == 1 && HZ_RECORD_APPOINTMENT == 2 && HZ_RECORD_DRAFT == 5
                 && HZ_RECORD_CONSENT == 6 && HZ_RECORD_REFERRAL == 7 && HZ_RECORD_MEMBER == 10
                 && HZ_RECORD_BACKUP == 13);

void
hz_audit_query_clear (HzAuditQuery *self)
{
  g_clear_pointer (&self->act, g_free);
  g_clear_pointer (&self->client_code, g_free);
}

static HzAuditQuery *
copy_query (const HzAuditQuery *query)
{
  HzAuditQuery *copy = g_memdup2 (query, sizeof *query);

  copy->act = g_strdup (query->act);
  copy->client_code = g_strdup (query->client_code);

  return copy;
}

/* --- Reading -------------------------------------------------------------------------------------- */

static char *
compose_sql (const HzAuditQuery *query)
{
  GString *sql = g_string_new ("SELECT a.audit_key, a.time, a.member_id, a.act, a.kind, a.object_id,"
                               " ifnull (c.code, e.client_code), r.number_index, r.number"
                               " FROM audit a"
                               " LEFT JOIN client c ON c.id = a.client_id"
                               " LEFT JOIN erasure e ON e.client_id = a.client_id"
                               " LEFT JOIN referral r ON a.kind = 7 AND r.id = a.object_id"
                               " WHERE a.audit_key < ?1 AND a.audit_key >= ?6");

  if (query->act != NULL)
    g_string_append (sql, " AND a.act = ?7");
  if (query->subject != HZ_AUDIT_ALL)
    g_string_append_printf (sql, " AND a.kind IN (%s)", kinds[query->subject]);
  if (hz_id_is_set (&query->member_id))
    g_string_append (sql, " AND a.member_id = ?2");
  if (query->client_code != NULL)
    g_string_append (sql, " AND a.client_id = (SELECT id FROM client WHERE code = ?3 UNION ALL"
                          " SELECT client_id FROM erasure WHERE client_code = ?3)");
  if (hz_date_is_set (query->day))
    g_string_append (sql, " AND a.time >= ?4 AND a.time < ?5");
  g_string_append (sql, " ORDER BY a.audit_key DESC");

  return g_string_free (sql, FALSE);
}

/* Rows before the key @before, as far back as @from. */
static HzStatement *
prepare (HzContext *context,
         const HzAuditQuery *query,
         gint64 from,
         gint64 before,
         GError **error)
{
  g_autofree char *sql = compose_sql (query);
  HzStatement *statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return NULL;

  hz_statement_bind_int (statement, 1, before);
  hz_statement_bind_int (statement, 6, from);
  if (query->act != NULL)
    hz_statement_bind_text (statement, 7, query->act);
  if (hz_id_is_set (&query->member_id))
    hz_statement_bind_id (statement, 2, &query->member_id);
  if (query->client_code != NULL)
    {
      g_autofree char *code = hz_client_code_tidy (query->client_code);

      hz_statement_bind_text (statement, 3, code);
    }
  if (hz_date_is_set (query->day))
    {
      hz_statement_bind_int (statement, 4, hz_zone_to_utc (query->day, 0));
      hz_statement_bind_int (statement, 5, hz_zone_to_utc (query->day, HZ_ZONE_DAY_MINUTES));
    }

  return statement;
}

static HzAuditRow *
read_row (HzStatement *statement)
{
  HzAuditRow *row = g_new0 (HzAuditRow, 1);

  row->key = hz_statement_get_int (statement, 0);
  row->time = hz_statement_get_int (statement, 1);
  row->member_id = hz_statement_get_id (statement, 2);
  row->act = hz_statement_dup_text (statement, 3);
  row->kind = (HzRecordKind) hz_statement_get_int (statement, 4);
  row->object_id = hz_statement_get_id (statement, 5);
  row->client_code = hz_statement_dup_text (statement, 6);
  if (!hz_statement_is_null (statement, 8))
    {
      const char *index = hz_statement_get_text (statement, 7);

      row->number = g_strdup_printf ("%s%s%" G_GINT64_FORMAT, index, *index != '\0' ? "/" : "",
                                     hz_statement_get_int (statement, 8));
    }

  return row;
}

/* @before: of the rows that are not looked at yet; 0 before the first part. */
typedef struct
{
  HzAuditQuery *query;
  GPtrArray *rows;
  gint64 before;
} Search;

static Search *
begin_search (const HzAuditQuery *query)
{
  Search *search = g_new0 (Search, 1);

  search->query = copy_query (query);
  search->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_audit_row_free);
  search->before = query->before;

  return search;
}

static void
free_search (gpointer data)
{
  Search *search = data;

  hz_audit_query_clear (search->query);
  g_free (search->query);
  g_clear_pointer (&search->rows, g_ptr_array_unref);
  g_free (search);
}

static gboolean
is_full (const Search *search)
{
  return search->query->limit > 0 && search->rows->len >= search->query->limit;
}

static gboolean
find_end (Search *search,
          HzContext *context,
          GError **error)
{
  if (search->before > 0)
    return TRUE;

  return hz_db_get_int (context->db, "SELECT coalesce (max (audit_key), 0) + 1 FROM audit",
                        &search->before, error);
}

static HzDbStep
run_search_part (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Search *search = data;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;
  gint64 from;

  if (!hz_context_require (context, HZ_RIGHT_READ_AUDIT, error) || !find_end (search, context, error))
    return HZ_DB_STEP_FAILED;
  from = MAX (search->before - N_IN_PART, 0);
  statement = prepare (context, search->query, from, search->before, error);
  if (statement == NULL)
    return HZ_DB_STEP_FAILED;

  while (has_row && !is_full (search))
    {
      if (!hz_statement_step (statement, &has_row, error))
        return HZ_DB_STEP_FAILED;
      if (has_row)
        g_ptr_array_add (search->rows, read_row (statement));
    }
  search->before = from;

  return is_full (search) || from == 0 ? HZ_DB_STEP_DONE : HZ_DB_STEP_AGAIN;
}

/**
 * hz_audit_query_run_async:
 * @records: the centre's records
 * @query: which rows; a copy is kept
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Looks through the audit, newest first, in parts: there is no index for what is looked for, since each
 * would make every save dearer.
 */
void
hz_audit_query_run_async (HzRecords *records,
                          const HzAuditQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  hz_records_read_in_parts_async (records, FALSE, run_search_part, begin_search (query), free_search,
                                  cancellable, callback, user_data);
}

/**
 * hz_audit_query_run_finish:
 * @records: the centre's records
 * @result: what the callback was given
 * @error: return location; %HZ_RECORDS_ERROR_FORBIDDEN without %HZ_RIGHT_READ_AUDIT
 *
 * Returns: (transfer full) (nullable) (element-type HzAuditRow): newest first
 */
GPtrArray *
hz_audit_query_run_finish (HzRecords *records,
                           GAsyncResult *result,
                           GError **error)
{
  Search *search = hz_records_run_finish (records, result, error);

  return search != NULL ? g_steal_pointer (&search->rows) : NULL;
}

/* --- Whether it was changed ----------------------------------------------------------------------- */

static HzDbStep
run_check_part (HzContext *context,
                gpointer data,
                GError **error)
{
  gboolean is_done = FALSE;

  if (!hz_context_require (context, HZ_RIGHT_READ_AUDIT, error)
      || !hz_audit_check_run_part (data, context, &is_done, error))
    return HZ_DB_STEP_FAILED;

  return is_done ? HZ_DB_STEP_DONE : HZ_DB_STEP_AGAIN;
}

/**
 * hz_audit_query_verify_async:
 * @records: the centre's records
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_audit_verify() for the window, when nothing else is to be done.
 */
void
hz_audit_query_verify_async (HzRecords *records,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hz_records_read_in_parts_async (records, TRUE, run_check_part, hz_audit_check_new (),
                                  (GDestroyNotify) hz_audit_check_free, cancellable, callback,
                                  user_data);
}

/**
 * hz_audit_query_verify_finish:
 * @records: the centre's records
 * @result: what the callback was given
 * @report: (out): what was found
 * @error: return location
 *
 * Returns: whether the rows could be read
 */
gboolean
hz_audit_query_verify_finish (HzRecords *records,
                              GAsyncResult *result,
                              HzAuditReport *report,
                              GError **error)
{
  HzAuditCheck *check = hz_records_run_finish (records, result, error);

  if (check == NULL)
    return FALSE;

  *report = *hz_audit_check_get_report (check);
  return TRUE;
}

/* --- Who took it out ------------------------------------------------------------------------------ */

static gboolean
run_note_saved (HzContext *context,
                gpointer unused,
                GError **error)
{
  return hz_context_require (context, HZ_RIGHT_READ_AUDIT, error)
         && hz_audit_add (context, "log.save", HZ_RECORD_CENTRE, NULL, NULL, error);
}

/**
 * hz_audit_query_note_saved_async:
 * @records: the centre's records
 * @callback: called when it is done; hz_records_run_finish() is for it
 * @user_data: given to @callback
 *
 * Writes down that the log is about to be saved as a file.
 */
void
hz_audit_query_note_saved_async (HzRecords *records,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_note_saved, records, NULL, NULL, callback,
                        user_data);
}
