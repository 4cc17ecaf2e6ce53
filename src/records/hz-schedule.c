/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-schedule.h"

#include "hz-appointment-store.h"
#include "hz-centre-store.h"
#include "hz-hours-store.h"
#include "hz-sort-key.h"
#include "hz-zone.h"

void
hz_schedule_free (HzSchedule *self)
{
  g_clear_pointer (&self->centre, hz_centre_free);
  g_clear_pointer (&self->hours, g_ptr_array_unref);
  g_clear_pointer (&self->appointments, g_ptr_array_unref);
  g_clear_object (&self->next);
  g_free (self);
}

/**
 * hz_schedule_has_column:
 * @roles: somebody's
 *
 * Returns: whether she sees clients
 */
gboolean
hz_schedule_has_column (HzRoles roles)
{
  return (roles & (HZ_ROLE_PSYCHOLOGIST | HZ_ROLE_LAWYER | HZ_ROLE_SOCIAL_WORKER)) != 0;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const HzMember *one = *(const HzMember *const *) a;
  const HzMember *other = *(const HzMember *const *) b;
  g_autofree char *one_key = hz_sort_key (one->name);
  g_autofree char *other_key = hz_sort_key (other->name);
  int order = strcmp (one_key, other_key);

  return order != 0 ? order : hz_id_compare (&one->id, &other->id);
}

/**
 * hz_schedule_list_members:
 * @records: the records
 *
 * Returns: (transfer full) (element-type HzMember): who sees clients, in the order of their names
 */
GPtrArray *
hz_schedule_list_members (HzRecords *records)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (hz_records_get_vault (records));
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_member_free);

  for (guint i = 0; i < members->len; i++)
    {
      HzMember *member = g_ptr_array_index (members, i);

      if (member->state != HZ_MEMBER_LEFT && hz_schedule_has_column (member->roles))
        g_ptr_array_add (sorted, hz_member_copy (member));
    }
  g_ptr_array_sort (sorted, compare_members);

  return sorted;
}

static gboolean
load_hours (HzSchedule *self,
            HzContext *context,
            GPtrArray *members,
            const HzId *member_id,
            GError **error)
{
  self->hours = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_hours_free);
  for (guint i = 0; i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);
      HzHours *hours;

      if (member_id != NULL && !hz_id_equal (member_id, &member->id))
        continue;
      hours = hz_hours_store_get (context, &member->id, self->centre, error);
      if (hours == NULL)
        return FALSE;
      g_ptr_array_add (self->hours, hours);
    }

  return TRUE;
}

static gboolean
load_next (HzSchedule *self,
           HzContext *context,
           const HzId *member_id,
           GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean sees_all = hz_policy_allows (context->own_roles, HZ_RIGHT_READ_ALL_APPOINTMENTS);

  if (member_id == NULL && !sees_all)
    member_id = &context->own_id;
  self->next = hz_appointment_store_find_next (context, NULL, member_id, self->range.end, 0,
                                               &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/**
 * hz_schedule_load:
 * @context: of the job
 * @range: which days
 * @member_id: (nullable): to whom; %NULL for all staff
 * @members: (element-type HzMember): who sees clients, hz_schedule_list_members()
 * @with_cancelled: whether those that were called off are wanted too
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what these days look like
 */
HzSchedule *
hz_schedule_load (HzContext *context,
                  HzDateRange range,
                  const HzId *member_id,
                  GPtrArray *members,
                  gboolean with_cancelled,
                  GError **error)
{
  g_autoptr (HzSchedule) self = g_new0 (HzSchedule, 1);

  self->range = range;
  self->centre = hz_centre_store_get (context, error);
  if (self->centre == NULL || !load_hours (self, context, members, member_id, error))
    return NULL;
  self->appointments =
    hz_appointment_store_list_days (context, range, member_id, with_cancelled, error);
  if (self->appointments == NULL || !load_next (self, context, member_id, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * hz_schedule_find_hours:
 * @self: a schedule
 * @member_id: somebody
 *
 * Returns: (transfer none) (nullable): when she works; %NULL when she has no column
 */
const HzHours *
hz_schedule_find_hours (const HzSchedule *self,
                        const HzId *member_id)
{
  for (guint i = 0; i < self->hours->len; i++)
    {
      const HzHours *hours = g_ptr_array_index (self->hours, i);

      if (hz_id_equal (&hours->member_id, member_id))
        return hours;
    }

  return NULL;
}

/* For the window. */

typedef struct
{
  HzDateRange range;
  HzId member_id;
  GPtrArray *members;
  gboolean with_cancelled;
  HzSchedule *schedule;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->members);
  g_clear_pointer (&job->schedule, hz_schedule_free);
  g_free (job);
}

static gboolean
do_load (HzContext *context,
         gpointer data,
         GError **error)
{
  Job *job = data;

  job->schedule = hz_schedule_load (context, job->range,
                                    hz_id_is_set (&job->member_id) ? &job->member_id : NULL,
                                    job->members, job->with_cancelled, error);

  return job->schedule != NULL;
}

/**
 * hz_schedule_load_async:
 * @records: the records
 * @range: which days
 * @member_id: (nullable): to whom; %NULL for all staff
 * @with_cancelled: whether those that were called off are wanted too
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_schedule_load_async (HzRecords *records,
                        HzDateRange range,
                        const HzId *member_id,
                        gboolean with_cancelled,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->range = range;
  job->member_id = member_id != NULL ? *member_id : HZ_ID_NONE;
  job->members = hz_schedule_list_members (records);
  job->with_cancelled = with_cancelled;
  hz_records_run_async (records, HZ_DB_JOB_READ, do_load, job, job_free, cancellable, callback,
                        user_data);
}

HzSchedule *
hz_schedule_load_finish (HzRecords *records,
                         GAsyncResult *result,
                         GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->schedule) : NULL;
}
