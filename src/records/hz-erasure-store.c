/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-erasure-store.h"

#include "hz-audit.h"
#include "hz-case-file-store.h"
#include "hz-client-code.h"
#include "hz-client-store.h"
#include "hz-records-error.h"
#include "hz-table-code.h"
#include "hz-zone.h"

#define COLUMNS HZ_STAMP_COLUMNS ", client_id, client_code, cause, state, confirmed, confirmed_by"
#define FIRST HZ_STAMP_N_COLUMNS

/* In this order. Her appointments stay as numbers of the centre's work: when, with whom, of what kind.
 * What hangs on her row alone goes with it. */
static const char *const deletions[] = {
  "DELETE FROM care_waiting WHERE table_code = 20 AND row_id IN"
  " (SELECT id FROM client_request WHERE client_id = ?1)",
  "DELETE FROM care_waiting WHERE table_code = 22 AND row_id IN"
  " (SELECT id FROM client_reason WHERE client_id = ?1)",
  "DELETE FROM care_waiting WHERE table_code = 40 AND row_id IN"
  " (SELECT id FROM appointment_reason WHERE appointment_id IN"
  "  (SELECT id FROM appointment WHERE client_id = ?1))",
  "DELETE FROM care_waiting WHERE table_code = 41 AND row_id IN"
  " (SELECT id FROM keep_apart WHERE one_id = ?1 OR other_id = ?1)",
  "DELETE FROM appointment_reason WHERE appointment_id IN"
  " (SELECT id FROM appointment WHERE client_id = ?1)",
  "UPDATE appointment SET revision = revision + 1, client_id = NULL, room = '', note = '',"
  " series_id = NULL, rule = '' WHERE client_id = ?1",
  "DELETE FROM client WHERE id = ?1",
};

G_STATIC_ASSERT (HZ_TABLE_CLIENT_REQUEST == 20 && HZ_TABLE_CLIENT_REASON == 22
                 && HZ_TABLE_APPOINTMENT_REASON == 40 && HZ_TABLE_KEEP_APART == 41);

static gboolean
refuse (GError **error,
        HzRecordsError code,
        const char *why)
{
  g_set_error (error, HZ_RECORDS_ERROR, code, "An erasure: %s", why);
  return FALSE;
}

/* --- Reading ------------------------------------------------------------------------------------- */

static HzErasure *
read_erasure (HzStatement *statement)
{
  HzErasure *self = g_new0 (HzErasure, 1);

  hz_stamp_read (&self->stamp, statement, 0);
  self->client_id = hz_statement_get_id (statement, FIRST);
  self->client_code = hz_statement_dup_text (statement, FIRST + 1);
  hz_erasure_cause_from_word (hz_statement_get_text (statement, FIRST + 2), &self->cause);
  hz_erasure_state_from_word (hz_statement_get_text (statement, FIRST + 3), &self->state);
  self->confirmed = hz_statement_get_int (statement, FIRST + 4);
  if (!hz_statement_is_null (statement, FIRST + 5))
    self->confirmed_by = hz_statement_get_id (statement, FIRST + 5);

  return self;
}

/* What was asked for and is not confirmed yet; NULL without an error when nothing was. */
static HzErasure *
find_asked (HzContext *context,
            const HzId *client_id,
            GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT " COLUMNS " FROM erasure WHERE client_id = ?1"
                                " AND state = 'asked'", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, client_id);

  return hz_statement_step (statement, &has_row, error) && has_row ? read_erasure (statement) : NULL;
}

static HzErasure *
get_asked (HzContext *context,
           const HzId *client_id,
           GError **error)
{
  GError *find_error = NULL;
  HzErasure *erasure = find_asked (context, client_id, &find_error);

  if (find_error != NULL)
    g_propagate_error (error, find_error);
  else if (erasure == NULL)
    refuse (error, HZ_RECORDS_ERROR_NOT_FOUND, "none was asked for");

  return erasure;
}

/**
 * hz_erasure_store_require_none:
 * @context: of any job
 * @client_id: a client
 * @error: return location
 *
 * Returns: whether nobody has asked for her erasure; else %HZ_RECORDS_ERROR_ERASURE_ASKED
 */
gboolean
hz_erasure_store_require_none (HzContext *context,
                               const HzId *client_id,
                               GError **error)
{
  GError *find_error = NULL;
  g_autoptr (HzErasure) asked = find_asked (context, client_id, &find_error);

  if (find_error != NULL)
    {
      g_propagate_error (error, find_error);
      return FALSE;
    }

  return asked == NULL || refuse (error, HZ_RECORDS_ERROR_ERASURE_ASKED, "it was asked for");
}

static gboolean
require_one_of_two (HzContext *context,
                    GError **error)
{
  return hz_policy_allows (context->own_roles, HZ_RIGHT_ASK_ERASURE)
         || hz_context_require (context, HZ_RIGHT_CONFIRM_ERASURE, error);
}

/**
 * hz_erasure_store_list:
 * @context: of any job
 * @error: return location
 *
 * For who may ask and who may confirm.
 *
 * Returns: (transfer full) (nullable) (element-type HzErasure): all, the newest first; or
 *   %HZ_RECORDS_ERROR_FORBIDDEN
 */
GPtrArray *
hz_erasure_store_list (HzContext *context,
                       GError **error)
{
  g_autoptr (GPtrArray) erasures = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_erasure_free);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (!require_one_of_two (context, error))
    return NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " COLUMNS " FROM erasure ORDER BY erasure_key DESC", error);
  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&erasures);

      g_ptr_array_add (erasures, read_erasure (statement));
    }

  return NULL;
}

/**
 * hz_erasure_store_list_backups:
 * @context: of any job
 * @client_id: a client who is there
 * @error: return location
 *
 * Which of them somebody has deleted since the centre does not know.
 *
 * Returns: (transfer full) (nullable) (element-type HzBackup): the backups that hold her, the newest
 *   first; or %HZ_RECORDS_ERROR_FORBIDDEN, %HZ_RECORDS_ERROR_NOT_FOUND
 */
GPtrArray *
hz_erasure_store_list_backups (HzContext *context,
                               const HzId *client_id,
                               GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;
  gint64 since;

  if (!require_one_of_two (context, error))
    return NULL;

  /* An administrator reads nothing else of a client. */
  statement = hz_statement_new (context->db, "SELECT created FROM client WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, client_id);
  if (!hz_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      refuse (error, HZ_RECORDS_ERROR_NOT_FOUND, "no such client");
      return NULL;
    }

  since = hz_statement_get_int (statement, 0);
  hz_statement_reset (statement);

  return hz_backup_store_list_since (context, since, error);
}

/* --- Asking -------------------------------------------------------------------------------------- */

static gboolean
require_cases_closed (HzContext *context,
                      const HzId *client_id,
                      GError **error)
{
  g_autoptr (GPtrArray) cases = NULL;

  if (!hz_rings_has_care (context->rings))
    return refuse (error, HZ_RECORDS_ERROR_NO_KEY, "without a key nobody knows of open cases");

  cases = hz_case_file_store_list_of_client (context, client_id, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    if (!hz_case_file_is_closed (g_ptr_array_index (cases, i)))
      return refuse (error, HZ_RECORDS_ERROR_CASE_OPEN, "a case is open");

  return cases != NULL;
}

static gboolean
require_comes_no_more (HzContext *context,
                       const HzId *client_id,
                       GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT 1 FROM appointment WHERE client_id = ?1 AND day >= ?2"
                                " AND state IN ('requested', 'wait_list', 'scheduled', 'confirmed',"
                                " 'arrived', 'in_session') LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, client_id);
  hz_statement_bind_date (statement, 2, hz_zone_from_utc (context->now, NULL));
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  return !has_row || refuse (error, HZ_RECORDS_ERROR_STILL_COMES, "appointments are to come");
}

static gboolean
insert (HzContext *context,
        const HzClient *client,
        HzErasureCause cause,
        GError **error)
{
  const HzStamp none = { 0 };
  HzStamp stamp = hz_stamp_next (&none, context);
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT INTO erasure (" COLUMNS ") VALUES"
                                " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'asked', 0, NULL)", error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_id (statement, FIRST + 1, &client->stamp.id);
  hz_statement_bind_text (statement, FIRST + 2, client->code);
  hz_statement_bind_text (statement, FIRST + 3, hz_erasure_cause_get_word (cause));

  return hz_statement_run (statement, error);
}

static gboolean
tell (HzContext *context,
      const char *act,
      const HzId *client_id,
      GError **error)
{
  hz_context_note_change (context, HZ_RECORD_ERASURE, client_id, HZ_CHANGE_CHANGED);

  return hz_audit_add (context, act, HZ_RECORD_CLIENT, client_id, client_id, error);
}

/**
 * hz_erasure_store_ask:
 * @context: of a write job, of a manager
 * @client_id: of whom nothing is to be left
 * @cause: why
 * @error: return location
 *
 * Returns: whether it waits to be confirmed; else %HZ_RECORDS_ERROR_FORBIDDEN,
 *   %HZ_RECORDS_ERROR_ERASURE_ASKED already, %HZ_RECORDS_ERROR_NO_KEY without the care key,
 *   %HZ_RECORDS_ERROR_CASE_OPEN, %HZ_RECORDS_ERROR_STILL_COMES
 */
gboolean
hz_erasure_store_ask (HzContext *context,
                      const HzId *client_id,
                      HzErasureCause cause,
                      GError **error)
{
  g_autoptr (HzClient) client = NULL;

  if (!hz_context_require (context, HZ_RIGHT_ASK_ERASURE, error)
      || !hz_erasure_store_require_none (context, client_id, error))
    return FALSE;
  if (hz_erasure_cause_get_word (cause) == NULL)
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "no such cause");

  client = hz_client_store_get (context, client_id, error);

  return client != NULL
         && require_cases_closed (context, client_id, error)
         && require_comes_no_more (context, client_id, error)
         && insert (context, client, cause, error)
         && tell (context, "erasure.ask", client_id, error);
}

static gboolean
run_of_client (HzContext *context,
               const char *sql,
               const HzId *client_id,
               GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, client_id);

  return hz_statement_run (statement, error);
}

/**
 * hz_erasure_store_withdraw:
 * @context: of a write job, of who may ask or confirm
 * @client_id: whose erasure was asked for
 * @error: return location
 *
 * Returns: whether it is not asked for any more; else %HZ_RECORDS_ERROR_FORBIDDEN,
 *   %HZ_RECORDS_ERROR_NOT_FOUND, also when it is confirmed
 */
gboolean
hz_erasure_store_withdraw (HzContext *context,
                           const HzId *client_id,
                           GError **error)
{
  g_autoptr (HzErasure) asked = NULL;

  if (!require_one_of_two (context, error))
    return FALSE;

  asked = get_asked (context, client_id, error);

  return asked != NULL
         && run_of_client (context, "DELETE FROM erasure WHERE client_id = ?1", client_id, error)
         && tell (context, "erasure.withdraw", client_id, error);
}

/* --- Confirming ---------------------------------------------------------------------------------- */

/* Another person, another day, and the code as it stands on paper. */
static gboolean
check_confirmed (HzContext *context,
                 const HzErasure *asked,
                 const char *code,
                 GError **error)
{
  HzDate today = hz_zone_from_utc (context->now, NULL);
  g_autofree char *tidy = hz_client_code_tidy (code);

  if (hz_id_equal (&asked->stamp.created_by, &context->own_id))
    return refuse (error, HZ_RECORDS_ERROR_SAME_PERSON, "she has asked for it herself");
  if (hz_date_compare (today, hz_erasure_get_first_day (asked)) < 0)
    return refuse (error, HZ_RECORDS_ERROR_TOO_SOON, "on the day it was asked for");
  if (g_strcmp0 (tidy, asked->client_code) != 0)
    return refuse (error, HZ_RECORDS_ERROR_OTHER_CODE, "another code");

  return require_comes_no_more (context, &asked->client_id, error);
}

static gboolean
set_confirmed (HzContext *context,
               const HzErasure *asked,
               GError **error)
{
  HzStamp stamp = hz_stamp_next (&asked->stamp, context);
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "UPDATE erasure SET revision = ?2, modified = ?3, modified_by = ?4,"
                                " state = 'confirmed', confirmed = ?3, confirmed_by = ?4 WHERE id = ?1",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &stamp.id);
  hz_statement_bind_int (statement, 2, stamp.revision);
  hz_statement_bind_int (statement, 3, stamp.modified);
  hz_statement_bind_id (statement, 4, &stamp.modified_by);

  return hz_statement_run (statement, error);
}

/**
 * hz_erasure_store_confirm:
 * @context: of a write job, of an administrator who has not asked for it
 * @client_id: whose erasure was asked for
 * @code: her code as it was typed, in any spelling
 * @error: return location
 *
 * Returns: whether nobody finds her any more by the centre's key, and what is sealed is to go next;
 *   else %HZ_RECORDS_ERROR_FORBIDDEN, %HZ_RECORDS_ERROR_NOT_FOUND, %HZ_RECORDS_ERROR_SAME_PERSON,
 *   %HZ_RECORDS_ERROR_TOO_SOON, %HZ_RECORDS_ERROR_OTHER_CODE, %HZ_RECORDS_ERROR_STILL_COMES
 */
gboolean
hz_erasure_store_confirm (HzContext *context,
                          const HzId *client_id,
                          const char *code,
                          GError **error)
{
  g_autoptr (HzErasure) asked = NULL;

  if (!hz_context_require (context, HZ_RIGHT_CONFIRM_ERASURE, error))
    return FALSE;

  asked = get_asked (context, client_id, error);
  if (asked == NULL || !check_confirmed (context, asked, code, error)
      || !set_confirmed (context, asked, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    if (!run_of_client (context, deletions[i], client_id, error))
      return FALSE;

  hz_context_note_change (context, HZ_RECORD_CLIENT, client_id, HZ_CHANGE_REMOVED);
  hz_context_note_change (context, HZ_RECORD_APPOINTMENT, NULL, HZ_CHANGE_CHANGED);
  return tell (context, "erasure.confirm", client_id, error);
}

/* --- For the window ------------------------------------------------------------------------------ */

typedef struct
{
  HzId client_id;
  HzErasureCause cause;
  char *code;
  GPtrArray *found;
} Job;

static Job *
make_job (const HzId *client_id,
          HzErasureCause cause,
          const char *code)
{
  Job *job = g_new0 (Job, 1);

  if (client_id != NULL)
    job->client_id = *client_id;
  job->cause = cause;
  job->code = g_strdup (code);

  return job;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->code);
  g_clear_pointer (&job->found, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_ask (HzContext *context,
         gpointer data,
         GError **error)
{
  const Job *job = data;

  return hz_erasure_store_ask (context, &job->client_id, job->cause, error);
}

static gboolean
run_withdraw (HzContext *context,
              gpointer data,
              GError **error)
{
  const Job *job = data;

  return hz_erasure_store_withdraw (context, &job->client_id, error);
}

static gboolean
run_confirm (HzContext *context,
             gpointer data,
             GError **error)
{
  const Job *job = data;

  return hz_erasure_store_confirm (context, &job->client_id, job->code, error);
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  Job *job = data;

  g_clear_pointer (&job->found, g_ptr_array_unref);
  job->found = hz_erasure_store_list (context, error);

  return job->found != NULL;
}

static gboolean
run_list_backups (HzContext *context,
                  gpointer data,
                  GError **error)
{
  Job *job = data;

  g_clear_pointer (&job->found, g_ptr_array_unref);
  job->found = hz_erasure_store_list_backups (context, &job->client_id, error);

  return job->found != NULL;
}

/* The act of @job, which is taken. */
static void
run (HzRecords *records,
     HzRecordsFunc func,
     Job *job,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, func, job, free_job, NULL, callback, user_data);
}

/**
 * hz_erasure_store_ask_async:
 * @records: of a manager
 * @client_id: of whom nothing is to be left
 * @cause: why
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_erasure_store_ask_async (HzRecords *records,
                            const HzId *client_id,
                            HzErasureCause cause,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  run (records, run_ask, make_job (client_id, cause, NULL), callback, user_data);
}

/**
 * hz_erasure_store_withdraw_async:
 * @records: of who may ask or confirm
 * @client_id: whose erasure was asked for
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_erasure_store_withdraw_async (HzRecords *records,
                                 const HzId *client_id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  run (records, run_withdraw, make_job (client_id, HZ_ERASURE_HER_WISH, NULL), callback, user_data);
}

/**
 * hz_erasure_store_confirm_async:
 * @records: of an administrator
 * @client_id: whose erasure was asked for
 * @code: her code as it was typed
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_erasure_store_confirm_async (HzRecords *records,
                                const HzId *client_id,
                                const char *code,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  run (records, run_confirm, make_job (client_id, HZ_ERASURE_HER_WISH, code), callback, user_data);
}

/**
 * hz_erasure_store_act_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is done
 */
gboolean
hz_erasure_store_act_finish (HzRecords *records,
                             GAsyncResult *result,
                             GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}

/**
 * hz_erasure_store_list_async:
 * @records: of who may ask or confirm
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_erasure_store_list_async (HzRecords *records,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list,
                        make_job (NULL, HZ_ERASURE_HER_WISH, NULL), free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_erasure_store_list_backups_async:
 * @records: of who may ask or confirm
 * @client_id: a client who is there
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_erasure_store_list_backups_async (HzRecords *records,
                                     const HzId *client_id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list_backups,
                        make_job (client_id, HZ_ERASURE_HER_WISH, NULL), free_job, NULL, callback,
                        user_data);
}

/**
 * hz_erasure_store_list_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what hz_erasure_store_list() or hz_erasure_store_list_backups()
 *   found
 */
GPtrArray *
hz_erasure_store_list_finish (HzRecords *records,
                              GAsyncResult *result,
                              GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->found) : NULL;
}
