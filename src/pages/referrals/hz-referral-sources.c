/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-sources.h"

#include "hz-centre-store.h"
#include "hz-client-store.h"
#include "hz-consent-store.h"
#include "hz-directory-store.h"
#include "hz-draft-store.h"

typedef struct
{
  HzId client_id;
  HzReferralSources *sources;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->sources, hz_referral_sources_free);
  g_free (job);
}

/**
 * hz_referral_sources_free:
 * @self: (transfer full): sources
 */
void
hz_referral_sources_free (HzReferralSources *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->profile, hz_client_profile_free);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->consents, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->centre, hz_centre_free);
  g_clear_pointer (&self->draft, hz_draft_free);
  g_free (self);
}

static gboolean
load_draft (HzContext *context,
            Job *job,
            GError **error)
{
  g_autoptr (GPtrArray) drafts = hz_draft_store_list (context, "referral", &job->client_id, error);

  if (drafts == NULL)
    return FALSE;
  if (drafts->len > 0)
    job->sources->draft = hz_draft_copy (g_ptr_array_index (drafts, 0));

  return TRUE;
}

/* Why she came and how she lives only fill in first words; a letter is written without them too. */
static void
load_care (HzContext *context,
           Job *job)
{
  g_autoptr (GError) error = NULL;

  job->sources->profile = hz_client_store_get_profile (context, &job->client_id, &error);
  g_clear_error (&error);
  job->sources->requests = hz_client_store_list_requests (context, &job->client_id, &error);
}

static gboolean
run_load (HzContext *context,
          gpointer data,
          GError **error)
{
  Job *job = data;
  HzReferralSources *sources = g_new0 (HzReferralSources, 1);

  job->sources = sources;
  sources->client = hz_client_store_get (context, &job->client_id, error);
  if (sources->client == NULL)
    return FALSE;
  sources->consents = hz_consent_store_list (context, &job->client_id, error);
  if (sources->consents == NULL)
    return FALSE;
  sources->entries = hz_directory_store_list (context, error);
  if (sources->entries == NULL)
    return FALSE;
  sources->centre = hz_centre_store_get (context, error);
  if (sources->centre == NULL)
    return FALSE;
  load_care (context, job);

  return load_draft (context, job, error);
}

/**
 * hz_referral_sources_load_async:
 * @records: the centre's records
 * @client_id: whom the letter is about
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Reads everything in one job.
 */
void
hz_referral_sources_load_async (HzRecords *records,
                                const HzId *client_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->client_id = *client_id;
  hz_records_run_async (records, HZ_DB_JOB_READ, run_load, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_referral_sources_load_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sources
 */
HzReferralSources *
hz_referral_sources_load_finish (HzRecords *records,
                                 GAsyncResult *result,
                                 GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->sources) : NULL;
}
