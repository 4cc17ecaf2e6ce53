/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-password-request.h"

#include "hz-audit.h"
#include "hz-records-error.h"

/**
 * hz_password_request_put:
 * @context: of a write job
 * @member_id: who is to choose another password
 * @asked_by: who wants it
 * @error: return location
 *
 * Returns: whether it stands in the transaction; once, however often it is asked
 */
gboolean
hz_password_request_put (HzContext *context,
                         const HzId *member_id,
                         const HzId *asked_by,
                         GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT INTO password_request (member_id, asked, asked_by)"
                                " VALUES (?1, ?2, ?3) ON CONFLICT (member_id) DO NOTHING", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, member_id);
  hz_statement_bind_int (statement, 2, context->now);
  hz_statement_bind_id (statement, 3, asked_by);

  return hz_statement_run (statement, error);
}

/**
 * hz_password_request_list:
 * @context: of any job
 * @ids: (element-type HzId): a set, to which is added who has not chosen yet
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
hz_password_request_list (HzContext *context,
                          GHashTable *ids,
                          GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db,
    "SELECT member_id FROM password_request", error);
  gboolean has_row = FALSE;

  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      HzId id;

      if (!has_row)
        return TRUE;

      id = hz_statement_get_id (statement, 0);
      g_hash_table_add (ids, hz_id_copy (&id));
    }

  return FALSE;
}

static gboolean
run_ask_job (HzContext *context,
             gpointer data,
             GError **error)
{
  const HzId *member_id = data;
  const HzRosterMember *member = hz_roster_find (hz_rings_get_roster (context->rings), member_id);

  if (!hz_context_require (context, HZ_RIGHT_MANAGE_ACCOUNTS, error))
    return FALSE;

  if (member == NULL || member->state != HZ_MEMBER_PRESENT)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND, "There is no such member");
      return FALSE;
    }

  if (!hz_password_request_put (context, member_id, &context->own_id, error)
      || !hz_audit_add (context, "member.ask-password", HZ_RECORD_MEMBER, member_id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_MEMBER, member_id, HZ_CHANGE_CHANGED);
  return TRUE;
}

/**
 * hz_password_request_ask_async:
 * @records: of an administrator
 * @member_id: who is to choose another password
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_password_request_ask_async (HzRecords *records,
                               const HzId *member_id,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_ask_job, hz_id_copy (member_id),
                        (GDestroyNotify) hz_id_free, NULL, callback, user_data);
}

/**
 * hz_password_request_ask_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether she will be asked; or %HZ_RECORDS_ERROR_FORBIDDEN, %HZ_RECORDS_ERROR_NOT_FOUND
 */
gboolean
hz_password_request_ask_finish (HzRecords *records,
                                GAsyncResult *result,
                                GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}

static gboolean
run_list_job (HzContext *context,
              gpointer data,
              GError **error)
{
  return hz_password_request_list (context, data, error);
}

/**
 * hz_password_request_list_async:
 * @records: the records
 * @callback: called with who has not chosen yet
 * @user_data: given to @callback
 */
void
hz_password_request_list_async (HzRecords *records,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GHashTable *ids = g_hash_table_new_full (hz_id_hash, hz_id_equal, (GDestroyNotify) hz_id_free, NULL);

  hz_records_run_async (records, HZ_DB_JOB_READ, run_list_job, ids,
                        (GDestroyNotify) g_hash_table_unref, NULL, callback, user_data);
}

/**
 * hz_password_request_list_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzId): a set of those who have not chosen yet
 */
GHashTable *
hz_password_request_list_finish (HzRecords *records,
                                 GAsyncResult *result,
                                 GError **error)
{
  GHashTable *ids = hz_records_run_finish (records, result, error);

  return ids != NULL ? g_hash_table_ref (ids) : NULL;
}

static gboolean
run_fulfil_job (HzContext *context,
                gpointer unused,
                GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db,
    "DELETE FROM password_request WHERE member_id = ?1", error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &context->own_id);
  if (!hz_statement_run (statement, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_MEMBER, &context->own_id, HZ_CHANGE_CHANGED);
  return TRUE;
}

/**
 * hz_password_request_fulfil:
 * @records: of somebody who has just changed her password
 * @error: return location
 *
 * For hamrozctl; waits.
 *
 * Returns: whether nothing is asked of her any more
 */
gboolean
hz_password_request_fulfil (HzRecords *records,
                            GError **error)
{
  return hz_records_run (records, HZ_DB_JOB_WRITE, run_fulfil_job, NULL, error);
}

/**
 * hz_password_request_fulfil_async:
 * @records: of somebody who has just changed her password
 * @callback: (nullable): called when nothing is asked of her any more
 * @user_data: given to @callback
 */
void
hz_password_request_fulfil_async (HzRecords *records,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_fulfil_job, hz_id_copy (&HZ_ID_NONE),
                        (GDestroyNotify) hz_id_free, NULL, callback, user_data);
}

/**
 * hz_password_request_fulfil_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is done; if not, she is asked once more
 */
gboolean
hz_password_request_fulfil_finish (HzRecords *records,
                                   GAsyncResult *result,
                                   GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}
