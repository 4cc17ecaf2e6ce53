/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The stores of clients, asked from the window. */

#include "config.h"

#include "hz-client-store.h"

/* What a job is asked, and what came of it. */
typedef struct
{
  HzId id;
  HzId draft_id;
  HzClient *client;
  HzClientRequest *request;
  HzClientProfile *profile;
  GPtrArray *list;
  char *text;
} Job;

static Job *
job_new (const HzId *id)
{
  Job *job = g_new0 (Job, 1);

  if (id != NULL)
    job->id = *id;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->client);
  g_clear_pointer (&job->request, hz_client_request_free);
  g_clear_pointer (&job->profile, hz_client_profile_free);
  g_clear_pointer (&job->list, g_ptr_array_unref);
  g_free (job->text);
  g_free (job);
}

static gboolean
run_get (HzContext *context,
         gpointer data,
         GError **error)
{
  Job *job = data;

  job->client = hz_client_store_get (context, &job->id, error);
  return job->client != NULL;
}

static gboolean
run_save (HzContext *context,
          gpointer data,
          GError **error)
{
  Job *job = data;

  return hz_client_store_register (context, job->client, job->request,
                                   hz_id_is_set (&job->draft_id) ? &job->draft_id : NULL, error);
}

static gboolean
run_confirm_rule (HzContext *context,
                  gpointer data,
                  GError **error)
{
  return hz_client_store_confirm_rule (context, &((Job *) data)->id, error);
}

static gboolean
run_override_rule (HzContext *context,
                   gpointer data,
                   GError **error)
{
  return hz_client_store_override_rule (context, &((Job *) data)->id, ((Job *) data)->text, error);
}

static gboolean
run_get_profile (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Job *job = data;

  job->profile = hz_client_store_get_profile (context, &job->id, error);
  return job->profile != NULL;
}

static gboolean
run_save_profile (HzContext *context,
                  gpointer data,
                  GError **error)
{
  return hz_client_store_save_profile (context, ((Job *) data)->profile, error);
}

static gboolean
run_list_requests (HzContext *context,
                   gpointer data,
                   GError **error)
{
  Job *job = data;

  job->list = hz_client_store_list_requests (context, &job->id, error);
  return job->list != NULL;
}

static HzClient *
finish_client (HzRecords *records,
               GAsyncResult *result,
               GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->client) : NULL;
}

static HzClientProfile *
finish_profile (HzRecords *records,
                GAsyncResult *result,
                GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->profile) : NULL;
}

void
hz_client_store_get_async (HzRecords *records,
                           const HzId *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_get, job_new (id), job_free, cancellable,
                        callback, user_data);
}

/**
 * hz_client_store_get_finish:
 *
 * Returns: (transfer full): the client
 */
HzClient *
hz_client_store_get_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  return finish_client (records, result, error);
}

/**
 * hz_client_store_save_async:
 * @records: the records
 * @client: new or changed; a copy is taken
 * @request: (nullable): why she came; a copy is taken
 * @draft_id: (nullable): the draft that is done with
 * @callback: when it is written
 * @user_data: for @callback
 */
void
hz_client_store_save_async (HzRecords *records,
                            const HzClient *client,
                            const HzClientRequest *request,
                            const HzId *draft_id,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job = job_new (NULL);

  job->client = hz_client_copy (client);
  job->request = request != NULL ? hz_client_request_copy (request) : NULL;
  job->draft_id = draft_id != NULL ? *draft_id : HZ_ID_NONE;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_save, job, job_free, NULL, callback,
                        user_data);
}

/**
 * hz_client_store_save_finish:
 *
 * Returns: (transfer full): the client as she stands now
 */
HzClient *
hz_client_store_save_finish (HzRecords *records,
                             GAsyncResult *result,
                             GError **error)
{
  return finish_client (records, result, error);
}

void
hz_client_store_confirm_rule_async (HzRecords *records,
                                    const HzId *id,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_confirm_rule, job_new (id), job_free, NULL,
                        callback, user_data);
}

void
hz_client_store_override_rule_async (HzRecords *records,
                                     const HzId *id,
                                     const char *reason,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Job *job = job_new (id);

  job->text = g_strdup (reason);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_override_rule, job, job_free, NULL, callback,
                        user_data);
}

/**
 * hz_client_store_act_finish:
 *
 * Returns: whether it was done
 */
gboolean
hz_client_store_act_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}

void
hz_client_store_get_profile_async (HzRecords *records,
                                   const HzId *client_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_get_profile, job_new (client_id), job_free,
                        cancellable, callback, user_data);
}

/**
 * hz_client_store_get_profile_finish:
 *
 * Returns: (transfer full): the profile, possibly an empty one
 */
HzClientProfile *
hz_client_store_get_profile_finish (HzRecords *records,
                                    GAsyncResult *result,
                                    GError **error)
{
  return finish_profile (records, result, error);
}

void
hz_client_store_save_profile_async (HzRecords *records,
                                    const HzClientProfile *profile,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Job *job = job_new (NULL);

  job->profile = hz_client_profile_copy (profile);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_save_profile, job, job_free, NULL, callback,
                        user_data);
}

/**
 * hz_client_store_save_profile_finish:
 *
 * Returns: (transfer full): the profile as it stands now
 */
HzClientProfile *
hz_client_store_save_profile_finish (HzRecords *records,
                                     GAsyncResult *result,
                                     GError **error)
{
  return finish_profile (records, result, error);
}

void
hz_client_store_list_requests_async (HzRecords *records,
                                     const HzId *client_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list_requests, job_new (client_id), job_free,
                        cancellable, callback, user_data);
}

/**
 * hz_client_store_list_requests_finish:
 *
 * Returns: (transfer full) (element-type HzClientRequest): newest first
 */
GPtrArray *
hz_client_store_list_requests_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->list) : NULL;
}
