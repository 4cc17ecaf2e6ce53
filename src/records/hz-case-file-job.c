/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store of case files, as the window asks it. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-case-file-store.h"

#include "hz-case-index.h"

/* Microseconds of a step of the index. */
#define STEP 30000

typedef struct
{
  HzCaseFile *case_file;
  HzId case_id;
  HzId member_id;
  gboolean is_granted;
  gboolean is_closed;
  char *reason;
  gboolean is_compared;
  GArray *team;
} Ask;

static void
free_ask (Ask *ask)
{
  g_clear_object (&ask->case_file);
  g_free (ask->reason);
  g_clear_pointer (&ask->team, g_array_unref);
  g_free (ask);
}

static gboolean
run_add (HzContext *context,
         gpointer   data,
         GError   **error)
{
  Ask *ask = data;

  return hz_case_file_store_add (context, ask->case_file, ask->is_compared, error);
}

static gboolean
run_save (HzContext *context,
          gpointer   data,
          GError   **error)
{
  Ask *ask = data;

  return hz_case_file_store_save (context, ask->case_file, error);
}

static gboolean
run_set_closed (HzContext *context,
                gpointer   data,
                GError   **error)
{
  Ask *ask = data;

  return hz_case_file_store_set_closed (context, ask->case_file, ask->is_closed, ask->reason, error);
}

static gboolean
run_get (HzContext *context,
         gpointer   data,
         GError   **error)
{
  Ask *ask = data;

  ask->case_file = hz_case_file_store_get (context, &ask->case_id, error);
  return ask->case_file != NULL;
}

static gboolean
run_team (HzContext *context,
          gpointer   data,
          GError   **error)
{
  Ask *ask = data;

  ask->team = hz_case_file_store_list_team (context, &ask->case_id, error);
  return ask->team != NULL;
}

static gboolean
run_grant (HzContext *context,
           gpointer   data,
           GError   **error)
{
  Ask *ask = data;

  if (!ask->is_granted)
    return hz_case_file_store_ungrant (context, &ask->case_id, &ask->member_id, error);

  return hz_case_file_store_grant (context, &ask->case_id, &ask->member_id, ask->is_compared, error);
}

static HzCaseFile *
take_case_file (HzRecords    *records,
                GAsyncResult *result,
                GError      **error)
{
  Ask *ask = hz_records_run_finish (records, result, error);

  return ask != NULL ? g_steal_pointer (&ask->case_file) : NULL;
}

/**
 * hz_case_file_store_add_async:
 * @records: records
 * @case_file: a new case
 * @is_compared: whether the key number of the person in charge was compared
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_case_file_store_add_async (HzRecords          *records,
                              const HzCaseFile   *case_file,
                              gboolean            is_compared,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->case_file = hz_case_file_copy (case_file);
  ask->is_compared = is_compared;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_add, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_case_file_store_add_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case as it was opened
 */
HzCaseFile *
hz_case_file_store_add_finish (HzRecords    *records,
                               GAsyncResult *result,
                               GError      **error)
{
  return take_case_file (records, result, error);
}

/**
 * hz_case_file_store_save_async:
 * @records: records
 * @case_file: a case with changes
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_case_file_store_save_async (HzRecords          *records,
                               const HzCaseFile   *case_file,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->case_file = hz_case_file_copy (case_file);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_save, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_case_file_store_set_closed_async:
 * @records: records
 * @case_file: as it was read
 * @is_closed: whether it is to be closed, or opened again
 * @reason: why
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done; finished by hz_case_file_store_save_finish()
 * @user_data: given to @callback
 */
void
hz_case_file_store_set_closed_async (HzRecords          *records,
                                     const HzCaseFile   *case_file,
                                     gboolean            is_closed,
                                     const char         *reason,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->case_file = hz_case_file_copy (case_file);
  ask->is_closed = is_closed;
  ask->reason = g_strdup (reason);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_set_closed, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_case_file_store_save_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case as it stands now
 */
HzCaseFile *
hz_case_file_store_save_finish (HzRecords    *records,
                                GAsyncResult *result,
                                GError      **error)
{
  return take_case_file (records, result, error);
}

/**
 * hz_case_file_store_get_async:
 * @records: records
 * @case_id: a case
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_case_file_store_get_async (HzRecords          *records,
                              const HzId         *case_id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->case_id = *case_id;
  hz_records_run_async (records, HZ_DB_JOB_READ, run_get, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_case_file_store_get_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case
 */
HzCaseFile *
hz_case_file_store_get_finish (HzRecords    *records,
                               GAsyncResult *result,
                               GError      **error)
{
  return take_case_file (records, result, error);
}

/**
 * hz_case_file_store_list_team_async:
 * @records: records
 * @case_id: a case
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_case_file_store_list_team_async (HzRecords          *records,
                                    const HzId         *case_id,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->case_id = *case_id;
  hz_records_run_async (records, HZ_DB_JOB_READ, run_team, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_case_file_store_list_team_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzId) (nullable): who works on it
 */
GArray *
hz_case_file_store_list_team_finish (HzRecords    *records,
                                     GAsyncResult *result,
                                     GError      **error)
{
  Ask *ask = hz_records_run_finish (records, result, error);

  return ask != NULL ? g_steal_pointer (&ask->team) : NULL;
}

/**
 * hz_case_file_store_grant_async:
 * @records: records
 * @case_id: a case
 * @member_id: a colleague
 * @is_granted: whether she is to be on the team
 * @is_compared: whether her key number was compared
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_case_file_store_grant_async (HzRecords          *records,
                                const HzId         *case_id,
                                const HzId         *member_id,
                                gboolean            is_granted,
                                gboolean            is_compared,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->case_id = *case_id;
  ask->member_id = *member_id;
  ask->is_granted = is_granted;
  ask->is_compared = is_compared;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_grant, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_case_file_store_grant_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is done
 */
gboolean
hz_case_file_store_grant_finish (HzRecords    *records,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}

/* Lists. The index is brought to its end in steps, with other jobs in between. */

typedef struct
{
  gboolean is_of_client;
  HzId client_id;
  gboolean is_indexed;
  GPtrArray *cases;
} List;

static void
free_list (List *list)
{
  g_clear_pointer (&list->cases, g_ptr_array_unref);
  g_free (list);
}

static gboolean
run_list (HzContext *context,
          gpointer   data,
          GError   **error)
{
  List *list = data;

  if (!list->is_of_client)
    {
      list->is_indexed = TRUE;
      list->cases = hz_case_file_store_list_mine (context, error);
      return list->cases != NULL;
    }

  if (!hz_case_index_continue (context, STEP, &list->is_indexed, error))
    return FALSE;
  if (!list->is_indexed)
    return TRUE;

  list->cases = hz_case_file_store_list_of_client (context, &list->client_id, error);
  return list->cases != NULL;
}

static void run_list_step (GTask *task);

static void
on_list_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  List *list = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  if (list == NULL)
    g_task_return_error (task, error);
  else if (list->is_indexed)
    g_task_return_pointer (task, g_steal_pointer (&list->cases), (GDestroyNotify) g_ptr_array_unref);
  else
    run_list_step (task);
}

static void
run_list_step (GTask *task)
{
  const HzId *client_id = g_task_get_task_data (task);
  List *list = g_new0 (List, 1);

  list->is_of_client = client_id != NULL;
  if (client_id != NULL)
    list->client_id = *client_id;
  hz_records_run_async (g_task_get_source_object (task), HZ_DB_JOB_READ, run_list, list,
                        (GDestroyNotify) free_list, g_task_get_cancellable (task), on_list_ready_cb,
                        g_object_ref (task));
}

/**
 * hz_case_file_store_list_async:
 * @records: records
 * @client_id: (nullable): whose cases; %NULL for those she herself works on
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_case_file_store_list_async (HzRecords          *records,
                               const HzId         *client_id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (records, cancellable, callback, user_data);

  g_task_set_source_tag (task, hz_case_file_store_list_async);
  if (client_id != NULL)
    g_task_set_task_data (task, hz_id_copy (client_id), (GDestroyNotify) hz_id_free);
  run_list_step (task);
}

/**
 * hz_case_file_store_list_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzCaseFile) (nullable): the cases; none for who holds no care
 *   key
 */
GPtrArray *
hz_case_file_store_list_finish (HzRecords    *records,
                                GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
