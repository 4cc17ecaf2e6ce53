/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store of referrals, for the window. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-referral-store.h"

typedef struct
{
  HzId id;
  HzId draft_id;
  char *reason;
  HzReferralFilter filter;
  guint limit;
  HzReferral *referral;
  GPtrArray *referrals;
} ReferralJob;

static void
free_job (gpointer data)
{
  ReferralJob *job = data;

  g_free (job->reason);
  g_clear_object (&job->referral);
  g_clear_pointer (&job->referrals, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_issue (HzContext *context,
           gpointer data,
           GError **error)
{
  ReferralJob *job = data;

  return hz_referral_store_issue (context, job->referral,
                                  hz_id_is_set (&job->draft_id) ? &job->draft_id : NULL, error);
}

static gboolean
run_get (HzContext *context,
         gpointer data,
         GError **error)
{
  ReferralJob *job = data;

  job->referral = hz_referral_store_get (context, &job->id, error);

  return job->referral != NULL;
}

static gboolean
run_record_answer (HzContext *context,
                   gpointer data,
                   GError **error)
{
  ReferralJob *job = data;

  return hz_referral_store_record_answer (context, job->referral, error);
}

static gboolean
run_chase (HzContext *context,
           gpointer data,
           GError **error)
{
  ReferralJob *job = data;

  return hz_referral_store_chase (context, &job->id, error) && run_get (context, data, error);
}

static gboolean
run_void (HzContext *context,
          gpointer data,
          GError **error)
{
  ReferralJob *job = data;

  return hz_referral_store_void (context, &job->id, job->reason, error) && run_get (context, data,
                                                                                    error);
}

static gboolean
run_hand_over (HzContext *context,
               gpointer data,
               GError **error)
{
  ReferralJob *job = data;

  return hz_referral_store_hand_over (context, &job->id, error) && run_get (context, data, error);
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  ReferralJob *job = data;

  job->referrals = hz_referral_store_list (context, job->filter,
                                           hz_id_is_set (&job->id) ? &job->id : NULL, job->limit,
                                             error);

  return job->referrals != NULL;
}

/**
 * hz_referral_store_issue_async:
 * @records: the centre's records
 * @referral: a letter; a copy is kept
 * @draft_id: (nullable): of the form it was written in
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_referral_store_issue() for the window.
 */
void
hz_referral_store_issue_async (HzRecords *records,
                               HzReferral *referral,
                               const HzId *draft_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ReferralJob *job = g_new0 (ReferralJob, 1);

  job->referral = hz_referral_copy (referral);
  if (draft_id != NULL)
    job->draft_id = *draft_id;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_issue, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_referral_store_get_async:
 * @records: the centre's records
 * @id: a referral
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_referral_store_get() for the window.
 */
void
hz_referral_store_get_async (HzRecords *records,
                             const HzId *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ReferralJob *job = g_new0 (ReferralJob, 1);

  job->id = *id;
  hz_records_run_async (records, HZ_DB_JOB_READ, run_get, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_referral_store_record_answer_async:
 * @records: the centre's records
 * @referral: with its answer; a copy is kept
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_referral_store_record_answer() for the window.
 */
void
hz_referral_store_record_answer_async (HzRecords *records,
                                       HzReferral *referral,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  ReferralJob *job = g_new0 (ReferralJob, 1);

  job->referral = hz_referral_copy (referral);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_record_answer, job, free_job, cancellable,
                        callback, user_data);
}

/**
 * hz_referral_store_chase_async:
 * @records: the centre's records
 * @id: a letter
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_referral_store_chase() for the window.
 */
void
hz_referral_store_chase_async (HzRecords *records,
                               const HzId *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ReferralJob *job = g_new0 (ReferralJob, 1);

  job->id = *id;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_chase, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_referral_store_void_async:
 * @records: the centre's records
 * @id: a letter
 * @reason: why
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_referral_store_void() for the window.
 */
void
hz_referral_store_void_async (HzRecords *records,
                              const HzId *id,
                              const char *reason,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ReferralJob *job = g_new0 (ReferralJob, 1);

  job->id = *id;
  job->reason = g_strdup (reason);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_void, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_referral_store_hand_over_async:
 * @records: the centre's records
 * @id: a letter
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_referral_store_hand_over() for the window.
 */
void
hz_referral_store_hand_over_async (HzRecords *records,
                                   const HzId *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  ReferralJob *job = g_new0 (ReferralJob, 1);

  job->id = *id;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_hand_over, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_referral_store_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the referral as it stands now
 */
HzReferral *
hz_referral_store_finish (HzRecords *records,
                          GAsyncResult *result,
                          GError **error)
{
  ReferralJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_object_ref (job->referral) : NULL;
}

/**
 * hz_referral_store_list_async:
 * @records: the centre's records
 * @filter: which
 * @client_id: (nullable): of one client
 * @limit: how many at most; 0 for all
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_referral_store_list() for the window.
 */
void
hz_referral_store_list_async (HzRecords *records,
                              HzReferralFilter filter,
                              const HzId *client_id,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ReferralJob *job = g_new0 (ReferralJob, 1);

  if (client_id != NULL)
    job->id = *client_id;
  job->filter = filter;
  job->limit = limit;
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_referral_store_list_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzReferral): as hz_referral_store_list()
 */
GPtrArray *
hz_referral_store_list_finish (HzRecords *records,
                               GAsyncResult *result,
                               GError **error)
{
  ReferralJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_ptr_array_ref (job->referrals) : NULL;
}
