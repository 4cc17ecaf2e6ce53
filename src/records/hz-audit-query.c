/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit as it is read out to the manager and the administrator. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-audit-query.h"

#include "hz-client-code.h"
#include "hz-zone.h"

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
  g_clear_pointer (&self->client_code, g_free);
}

static HzAuditQuery *
copy_query (const HzAuditQuery *query)
{
  HzAuditQuery *copy = g_memdup2 (query, sizeof *query);

  copy->client_code = g_strdup (query->client_code);

  return copy;
}

/* --- Reading -------------------------------------------------------------------------------------- */

static char *
compose_sql (const HzAuditQuery *query)
{
  GString *sql = g_string_new ("SELECT a.audit_key, a.time, a.member_id, a.act, a.kind, a.object_id,"
                               " c.code, r.number_index, r.number"
                               " FROM audit a"
                               " LEFT JOIN client c ON c.id = a.client_id"
                               " LEFT JOIN referral r ON a.kind = 7 AND r.id = a.object_id"
                               " WHERE (?1 = 0 OR a.audit_key < ?1)");

  if (query->subject != HZ_AUDIT_ALL)
    g_string_append_printf (sql, " AND a.kind IN (%s)", kinds[query->subject]);
  if (hz_id_is_set (&query->member_id))
    g_string_append (sql, " AND a.member_id = ?2");
  if (query->client_code != NULL)
    g_string_append (sql, " AND a.client_id = (SELECT id FROM client WHERE code = ?3)");
  if (hz_date_is_set (query->day))
    g_string_append (sql, " AND a.time >= ?4 AND a.time < ?5");
  g_string_append (sql, " ORDER BY a.audit_key DESC");
  if (query->limit > 0)
    g_string_append_printf (sql, " LIMIT %u", query->limit);

  return g_string_free (sql, FALSE);
}

static HzStatement *
prepare (HzContext *context,
         const HzAuditQuery *query,
         GError **error)
{
  g_autofree char *sql = compose_sql (query);
  HzStatement *statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return NULL;

  hz_statement_bind_int (statement, 1, query->before);
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

/**
 * hz_audit_query_run:
 * @context: of a job
 * @query: which rows
 * @error: return location; %HZ_RECORDS_ERROR_FORBIDDEN without %HZ_RIGHT_READ_AUDIT
 *
 * Returns: (transfer full) (nullable) (element-type HzAuditRow): newest first
 */
GPtrArray *
hz_audit_query_run (HzContext *context,
                    const HzAuditQuery *query,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_audit_row_free);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (!hz_context_require (context, HZ_RIGHT_READ_AUDIT, error))
    return NULL;
  statement = prepare (context, query, error);
  if (statement == NULL)
    return NULL;

  while (has_row)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (rows, read_row (statement));
    }

  return g_steal_pointer (&rows);
}

/* --- For the window ------------------------------------------------------------------------------- */

typedef struct
{
  HzAuditQuery *query;
  GPtrArray *rows;
} QueryJob;

static void
free_job (gpointer data)
{
  QueryJob *job = data;

  hz_audit_query_clear (job->query);
  g_free (job->query);
  g_clear_pointer (&job->rows, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_query (HzContext *context,
           gpointer data,
           GError **error)
{
  QueryJob *job = data;

  job->rows = hz_audit_query_run (context, job->query, error);

  return job->rows != NULL;
}

/**
 * hz_audit_query_run_async:
 * @records: the centre's records
 * @query: which rows; a copy is kept
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_audit_query_run() for the window.
 */
void
hz_audit_query_run_async (HzRecords *records,
                          const HzAuditQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  QueryJob *job = g_new0 (QueryJob, 1);

  job->query = copy_query (query);
  hz_records_run_async (records, HZ_DB_JOB_READ, run_query, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_audit_query_run_finish:
 * @records: the centre's records
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzAuditRow): newest first
 */
GPtrArray *
hz_audit_query_run_finish (HzRecords *records,
                           GAsyncResult *result,
                           GError **error)
{
  QueryJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->rows) : NULL;
}

static gboolean
run_verify (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_context_require (context, HZ_RIGHT_READ_AUDIT, error)
         && hz_audit_verify (context, data, error);
}

/**
 * hz_audit_query_verify_async:
 * @records: the centre's records
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_audit_verify() for the window.
 */
void
hz_audit_query_verify_async (HzRecords *records,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_verify, g_new0 (HzAuditReport, 1), g_free,
                        cancellable, callback, user_data);
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
  HzAuditReport *found = hz_records_run_finish (records, result, error);

  if (found == NULL)
    return FALSE;

  *report = *found;
  return TRUE;
}
