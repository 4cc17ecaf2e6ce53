/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-care-grant.h"

#include "hz-audit.h"

typedef struct
{
  HzId member_id;
  gboolean is_compared;
} Grant;

static void
on_vault_granted_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (hz_vault_act_finish (HZ_VAULT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_answer_audited_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  HzRecords *records = HZ_RECORDS (source);
  g_autoptr (GTask) task = user_data;
  const Grant *grant = g_task_get_task_data (task);
  GError *error = NULL;

  if (hz_records_run_finish (records, result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  hz_vault_grant_care_async (hz_records_get_vault (records), &grant->member_id, NULL,
                             on_vault_granted_cb, g_object_ref (task));
}

static gboolean
run_audit (HzContext *context,
           gpointer data,
           GError **error)
{
  const Grant *grant = data;

  return hz_audit_add (context, grant->is_compared ? "key-number.compared" : "key-number.skipped",
                       HZ_RECORD_MEMBER, &grant->member_id, NULL, error)
         && hz_audit_add (context, "member.care", HZ_RECORD_MEMBER, &grant->member_id, NULL, error);
}

/**
 * hz_care_grant_async:
 * @records: the records of somebody who holds the care key
 * @member_id: to whom; one of hz_vault_list_care_tasks()
 * @is_compared: whether her key number was compared
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_care_grant_async (HzRecords *records,
                     const HzId *member_id,
                     gboolean is_compared,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (records, NULL, callback, user_data);
  Grant *grant = g_new0 (Grant, 1);

  grant->member_id = *member_id;
  grant->is_compared = is_compared;
  g_task_set_source_tag (task, hz_care_grant_async);
  g_task_set_task_data (task, grant, g_free);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_audit, grant, NULL, NULL, on_answer_audited_cb,
                        task);
}

/**
 * hz_care_grant_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether she has it; or an error of the vault
 */
gboolean
hz_care_grant_finish (HzRecords *records,
                      GAsyncResult *result,
                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, records), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
