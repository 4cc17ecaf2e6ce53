/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-sheet-act.h"

#include "hz-audit.h"
#include "hz-orphan-case.h"
#include "hz-records-error.h"
#include "hz-sheet-use.h"
#include "hz-vault-error.h"
#include "hz-vault-sheets.h"

/* A job stays short: so many cases change hands in one. */
#define CASES_AT_A_TIME 32

typedef struct
{
  HzSheetUseKind kind;
  HzId member_id;
  char *login;
  HzSecret *password;
  GArray *cases;
  guint n_given;
  gboolean is_compared;
  char *reason;
} Act;

static void
free_act (gpointer data)
{
  Act *act = data;

  g_free (act->login);
  g_clear_pointer (&act->password, hz_secret_unref);
  g_clear_pointer (&act->cases, g_array_unref);
  g_free (act->reason);
  g_free (act);
}

static Act *
new_act (HzSheetUseKind kind,
         const HzId *member_id,
         const char *reason)
{
  Act *act = g_new0 (Act, 1);

  act->kind = kind;
  act->member_id = *member_id;
  act->reason = g_strdup (reason);

  return act;
}

/* --- What the vault does after it ---------------------------------------------------------------- */

static void
on_vault_done_cb (GObject *source,
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

static gboolean
lacks_care (HzVault *vault,
            const HzId *member_id)
{
  g_autoptr (GPtrArray) tasks = hz_vault_list_care_tasks (vault);

  for (guint i = 0; i < tasks->len; i++)
    if (hz_id_equal (&((HzMember *) g_ptr_array_index (tasks, i))->id, member_id))
      return TRUE;

  return FALSE;
}

static void
name_administrator (HzVault *vault,
                    GTask *task)
{
  const Act *act = g_task_get_task_data (task);
  g_autoptr (HzMember) member = hz_vault_find_member (vault, &act->member_id);

  if (member == NULL)
    g_task_return_new_error (task, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND, "No such member");
  else
    hz_vault_set_roles_async (vault, &act->member_id, member->roles | HZ_ROLE_ADMINISTRATOR, NULL,
                              on_vault_done_cb, g_object_ref (task));
}

static void
call_vault (GTask *task)
{
  const Act *act = g_task_get_task_data (task);
  HzVault *vault = hz_records_get_vault (g_task_get_source_object (task));

  if (act->kind == HZ_SHEET_USE_PASSWORD)
    hz_vault_reset_password_async (vault, &act->member_id, act->login, act->password, NULL,
                                   on_vault_done_cb, g_object_ref (task));
  else if (act->kind == HZ_SHEET_USE_ADMINISTRATOR)
    name_administrator (vault, task);
  else if (lacks_care (vault, &act->member_id))
    hz_vault_grant_care_async (vault, &act->member_id, NULL, on_vault_done_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

/* --- What is written before it ------------------------------------------------------------------- */

static gboolean
write_begin (HzContext *context,
             Act *act,
             GError **error)
{
  gboolean gives_keys = act->kind == HZ_SHEET_USE_CASES || act->kind == HZ_SHEET_USE_CARE;
  const char *answer = act->is_compared ? "key-number.compared" : "key-number.skipped";

  return hz_sheet_use_add (context, act->kind, &act->member_id, act->cases, act->reason, error)
         && (!gives_keys || hz_audit_add (context, answer, HZ_RECORD_MEMBER, &act->member_id, NULL,
                                          error));
}

static gboolean
write_some (HzContext *context,
            gpointer data,
            GError **error)
{
  Act *act = data;
  guint n_cases = act->cases != NULL ? act->cases->len : 0;
  guint end = MIN (n_cases, act->n_given + CASES_AT_A_TIME);

  if (act->n_given == 0 && !write_begin (context, act, error))
    return FALSE;

  for (guint i = act->n_given; i < end; i++)
    if (!hz_orphan_case_give (context, &g_array_index (act->cases, HzId, i), &act->member_id, error))
      return FALSE;

  act->n_given = end;
  return TRUE;
}

static void
on_written_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzRecords *records = HZ_RECORDS (source);
  Act *act = g_task_get_task_data (task);
  GError *error = NULL;

  if (hz_records_run_finish (records, result, &error) == NULL)
    g_task_return_error (task, error);
  else if (act->cases != NULL && act->n_given < act->cases->len)
    hz_records_run_async (records, HZ_DB_JOB_WRITE, write_some, act, NULL, NULL, on_written_cb,
                          g_object_ref (task));
  else
    call_vault (task);
}

/* Takes @act. */
static void
perform (HzRecords *records,
         Act *act,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (records, NULL, callback, user_data);

  g_task_set_source_tag (task, perform);
  g_task_set_task_data (task, act, free_act);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, write_some, act, NULL, NULL, on_written_cb,
                        g_object_ref (task));
}

/**
 * hz_sheet_act_set_password_async:
 * @records: of whoever has typed the sheets
 * @member_id: a member
 * @login: what she is to sign in with
 * @password: likewise
 * @reason: why
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_sheet_act_set_password_async (HzRecords *records,
                                 const HzId *member_id,
                                 const char *login,
                                 HzSecret *password,
                                 const char *reason,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Act *act = new_act (HZ_SHEET_USE_PASSWORD, member_id, reason);

  act->login = g_strdup (login);
  act->password = hz_secret_ref (password);
  perform (records, act, callback, user_data);
}

/**
 * hz_sheet_act_give_cases_async:
 * @records: of whoever has typed the sheets
 * @member_id: a colleague who does case work
 * @cases: (element-type HzId): of hz_orphan_case_list()
 * @is_compared: whether her key number was compared
 * @reason: why
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_sheet_act_give_cases_async (HzRecords *records,
                               const HzId *member_id,
                               GArray *cases,
                               gboolean is_compared,
                               const char *reason,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Act *act = new_act (HZ_SHEET_USE_CASES, member_id, reason);

  act->cases = g_array_copy (cases);
  act->is_compared = is_compared;
  perform (records, act, callback, user_data);
}

/**
 * hz_sheet_act_give_care_async:
 * @records: of whoever has typed the sheets
 * @member_id: one of hz_vault_list_care_tasks()
 * @is_compared: whether her key number was compared
 * @reason: why
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_sheet_act_give_care_async (HzRecords *records,
                              const HzId *member_id,
                              gboolean is_compared,
                              const char *reason,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Act *act = new_act (HZ_SHEET_USE_CARE, member_id, reason);

  act->is_compared = is_compared;
  perform (records, act, callback, user_data);
}

/**
 * hz_sheet_act_name_administrator_async:
 * @records: of whoever has typed the sheets
 * @member_id: a member
 * @reason: why
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_sheet_act_name_administrator_async (HzRecords *records,
                                       const HzId *member_id,
                                       const char *reason,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  perform (records, new_act (HZ_SHEET_USE_ADMINISTRATOR, member_id, reason), callback, user_data);
}

/**
 * hz_sheet_act_finish:
 * @records: of whoever has typed the sheets
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is done
 */
gboolean
hz_sheet_act_finish (HzRecords *records,
                     GAsyncResult *result,
                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, records), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
