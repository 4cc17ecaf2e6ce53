/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-records-job.h"

#include "hz-clock.h"
#include "hz-context-private.h"

/**
 * hz_records_job_new:
 * @vault: an open vault
 * @func: the job
 * @data: given to @func
 * @free_data: (nullable): for @data
 *
 * Returns: (transfer full): the job, for who is signed in
 */
HzRecordsJob *
hz_records_job_new (HzVault *vault,
                    HzRecordsFunc func,
                    gpointer data,
                    GDestroyNotify free_data)
{
  HzRecordsJob *self = g_new0 (HzRecordsJob, 1);

  self->context.rings = hz_rings_ref (hz_vault_get_rings (vault));
  self->context.own_id = *hz_vault_get_own_id (vault);
  self->context.own_roles = hz_vault_get_own_roles (vault);
  self->context.changes = g_array_new (FALSE, FALSE, sizeof (HzContextChange));
  self->func = func;
  self->data = data;
  self->free_data = free_data;

  return self;
}

/**
 * hz_records_job_free:
 * @self: (transfer full): a job
 */
void
hz_records_job_free (HzRecordsJob *self)
{
  if (self->free_data != NULL)
    self->free_data (self->data);
  hz_rings_unref (self->context.rings);
  g_array_unref (self->context.changes);
  g_free (self);
}

/**
 * hz_records_job_begin_step:
 * @self: a job
 * @db: the connection
 *
 * Makes the context that of this step.
 */
void
hz_records_job_begin_step (HzRecordsJob *self,
                           HzDb *db)
{
  self->context.db = db;
  self->context.now = hz_clock_now ();
}

/**
 * hz_records_job_step:
 * @db: the connection
 * @data: a job
 * @error: return location
 *
 * Returns: the job's next step, for the worker
 */
HzDbStep
hz_records_job_step (HzDb *db,
                     gpointer data,
                     GError **error)
{
  HzRecordsJob *self = data;

  hz_records_job_begin_step (self, db);
  if (self->part_func != NULL)
    return self->part_func (&self->context, self->data, error);

  return self->func (&self->context, self->data, error) ? HZ_DB_STEP_DONE : HZ_DB_STEP_FAILED;
}
