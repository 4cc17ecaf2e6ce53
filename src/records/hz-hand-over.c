/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-hand-over.h"

#include "hz-audit.h"
#include "hz-case-file-store.h"
#include "hz-records-error.h"
#include "hz-vault-error.h"

/* Microseconds of a step; what it writes is committed after them. */
#define STEP 25000

typedef enum
{
  CASE_GONE,
  CASE_GIVEN,
  CASE_HAD,
  CASE_DAMAGED,
  CASE_READ_ONLY,
} CaseState;

/* @stands: what is committed; @next: what will be when the step is */
typedef struct
{
  HzId member_id;
  gboolean is_plan;
  gboolean is_compared;
  HzHandOverFunc on_step;
  gpointer step_data;
  GPtrArray *cases;
  HzHandOver stands;
  HzHandOver next;
} Act;

static void
free_act (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->cases, g_ptr_array_unref);
  g_free (act);
}

/* --- One case ------------------------------------------------------------------------------------ */

static gboolean
is_on_team (HzContext *context,
            const HzId *case_id,
            const HzId *member_id)
{
  g_autoptr (GArray) team = hz_rings_list_team (context->rings, case_id);

  for (guint i = 0; i < team->len; i++)
    if (hz_id_equal (&g_array_index (team, HzId, i), member_id))
      return TRUE;

  return FALSE;
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED)
         || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BODY_DAMAGED)
         || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
}

/* @found: (out) (nullable): its header. One that is damaged holds up none of the others. */
static gboolean
look_at (HzContext *context,
         const Act *act,
         const HzId *case_id,
         HzCaseFile **found,
         CaseState *state,
         GError **error)
{
  g_autoptr (GError) failure = NULL;
  HzCaseFile *case_file = *found = hz_case_file_store_get (context, case_id, &failure);

  if (case_file != NULL && case_file->is_read_only)
    *state = CASE_READ_ONLY;
  else if (case_file != NULL)
    *state = is_on_team (context, case_id, &act->member_id) ? CASE_HAD : CASE_GIVEN;
  else if (g_error_matches (failure, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND))
    *state = CASE_GONE;
  else if (is_damage (failure))
    *state = CASE_DAMAGED;
  else
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

/* Her key number is looked at once, before the first key goes to it. */
static gboolean
audit_number (HzContext *context,
              const Act *act,
              GError **error)
{
  return act->next.n_given > 0
         || hz_audit_add (context, act->is_compared ? "key-number.compared" : "key-number.skipped",
                          HZ_RECORD_MEMBER, &act->member_id, NULL, error);
}

/* The vault refuses what is forged before it writes anything of it. */
static gboolean
give (HzContext *context,
      const Act *act,
      const HzId *case_id,
      CaseState *state,
      GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!hz_rings_grant_case (context->rings, context->db, case_id, &act->member_id, &failure))
    {
      if (g_error_matches (failure, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CASE_FORGED))
        {
          *state = CASE_READ_ONLY;
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (!audit_number (context, act, error)
      || !hz_audit_add (context, "case.grant", HZ_RECORD_CASE_FILE, case_id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_CASE_FILE, case_id, HZ_CHANGE_CHANGED);
  return TRUE;
}

/* Whoever is asked for is she who does the work. */
static gboolean
put_in_charge (HzContext *context,
               const Act *act,
               HzCaseFile *case_file,
               GError **error)
{
  case_file->lead_id = act->member_id;

  return hz_case_file_store_save (context, case_file, error);
}

static gboolean
do_one (HzContext *context,
        Act *act,
        const HzId *case_id,
        GError **error)
{
  g_autoptr (HzCaseFile) case_file = NULL;
  CaseState state = CASE_GONE;
  gboolean is_led;

  if (!look_at (context, act, case_id, &case_file, &state, error)
      || (state == CASE_GIVEN && !act->is_plan && !give (context, act, case_id, &state, error)))
    return FALSE;

  is_led = (state == CASE_GIVEN || state == CASE_HAD)
           && hz_id_equal (&case_file->lead_id, &context->own_id);
  if (is_led && !act->is_plan && !put_in_charge (context, act, case_file, error))
    return FALSE;

  act->next.n_led += is_led;
  act->next.n_done++;
  act->next.n_given += state == CASE_GIVEN;
  act->next.n_had += state == CASE_HAD;
  act->next.n_damaged += state == CASE_DAMAGED;
  act->next.n_read_only += state == CASE_READ_ONLY;
  return TRUE;
}

/* --- All of them --------------------------------------------------------------------------------- */

static gboolean
is_at_end (const Act *act)
{
  return act->cases != NULL && act->next.n_done == act->cases->len;
}

static gboolean
do_some (HzContext *context,
         gpointer data,
         GError **error)
{
  Act *act = data;
  gint64 end = g_get_monotonic_time () + STEP;

  if (!hz_context_require (context, HZ_RIGHT_OPEN_CASE, error))
    return FALSE;

  if (act->cases == NULL)
    {
      act->cases = hz_rings_list_cases (context->rings);
      act->next.n_cases = act->cases->len;
    }

  while (!is_at_end (act) && g_get_monotonic_time () < end)
    if (!do_one (context, act, g_ptr_array_index (act->cases, act->next.n_done), error))
      return FALSE;

  return TRUE;
}

static HzDbStep
plan_some (HzContext *context,
           gpointer data,
           GError **error)
{
  if (!do_some (context, data, error))
    return HZ_DB_STEP_FAILED;

  return is_at_end (data) ? HZ_DB_STEP_DONE : HZ_DB_STEP_AGAIN;
}

static void
on_some_done_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzRecords *records = HZ_RECORDS (source);
  Act *act = g_task_get_task_data (task);
  GError *error = NULL;

  if (hz_records_run_finish (records, result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  act->stands = act->next;
  if (act->on_step != NULL)
    act->on_step (&act->stands, act->step_data);

  if (is_at_end (act))
    g_task_return_boolean (task, TRUE);
  else
    hz_records_run_async (records, HZ_DB_JOB_WRITE, do_some, act, NULL, NULL, on_some_done_cb,
                          g_object_ref (task));
}

/**
 * hz_hand_over_fits:
 * @records: records
 * @member_id: a member
 *
 * Returns: whether she who is signed in can hand cases over to her
 */
gboolean
hz_hand_over_fits (HzRecords *records,
                   const HzId *member_id)
{
  g_autoptr (HzMember) member = hz_vault_find_member (hz_records_get_vault (records), member_id);

  return member != NULL && !member->is_me && member->state == HZ_MEMBER_PRESENT && member->has_care
         && hz_policy_allows (member->roles, HZ_RIGHT_OPEN_CASE);
}

static GTask *
begin (HzRecords *records,
       const HzId *member_id,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (records, NULL, callback, user_data);
  Act *act = g_new0 (Act, 1);

  act->member_id = *member_id;
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, act, free_act);

  return task;
}

/**
 * hz_hand_over_plan_async:
 * @records: records
 * @member_id: a colleague
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_hand_over_plan_async (HzRecords *records,
                         const HzId *member_id,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = begin (records, member_id, callback, user_data);
  Act *act = g_task_get_task_data (task);

  act->is_plan = TRUE;
  hz_records_read_in_parts_async (records, FALSE, plan_some, act, NULL, NULL, on_some_done_cb, task);
}

/**
 * hz_hand_over_give_async:
 * @records: records
 * @member_id: whom hz_hand_over_fits(); else %HZ_RECORDS_ERROR_INVALID
 * @is_compared: whether her key number was compared, or knowingly not; it is audited
 * @on_step: (nullable): called on the way
 * @callback: called when it is done
 * @user_data: given to @on_step and @callback
 */
void
hz_hand_over_give_async (HzRecords *records,
                         const HzId *member_id,
                         gboolean is_compared,
                         HzHandOverFunc on_step,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = begin (records, member_id, callback, user_data);
  Act *act = g_task_get_task_data (task);

  /* Who may not do it at all is told so by the job. */
  if (hz_records_may (records, HZ_RIGHT_OPEN_CASE) && !hz_hand_over_fits (records, member_id))
    {
      g_task_return_new_error (task, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID,
                               "Cases go to a colleague who does case work and has the care key");
      g_object_unref (task);
      return;
    }

  act->is_compared = is_compared;
  act->on_step = on_step;
  act->step_data = user_data;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, do_some, act, NULL, NULL, on_some_done_cb, task);
}

/**
 * hz_hand_over_finish:
 * @records: records
 * @result: as given to the callback
 * @hand_over: (out) (optional): what was given, or would be; also when it broke off
 * @error: return location
 *
 * Returns: whether every case was looked at; else %HZ_RECORDS_ERROR_FORBIDDEN,
 *   %HZ_RECORDS_ERROR_INVALID, or an error of the vault
 */
gboolean
hz_hand_over_finish (HzRecords *records,
                     GAsyncResult *result,
                     HzHandOver *hand_over,
                     GError **error)
{
  const Act *act;

  g_return_val_if_fail (g_task_is_valid (result, records), FALSE);

  act = g_task_get_task_data (G_TASK (result));
  if (hand_over != NULL)
    *hand_over = act->stands;

  return g_task_propagate_boolean (G_TASK (result), error);
}
