/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store of appointments as the window uses it: the same functions inside a job each. */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-appointment-store.h"

#include "hz-zone.h"

/* What a job is asked and what comes of it. */
typedef struct
{
  HzId id;
  HzAppointment *appointment;
  char *code;
  char *text;
  guint limit;
  HzDate date;
  int minute;
  GPtrArray *found;
  gboolean is_found;
} Job;

static Job *
job_new (HzAppointment *appointment)
{
  Job *job = g_new0 (Job, 1);

  job->appointment = appointment != NULL ? hz_appointment_copy (appointment) : NULL;

  return job;
}

static Job *
job_new_id (const HzId *id)
{
  Job *job = job_new (NULL);

  job->id = *id;

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->appointment);
  g_clear_pointer (&job->found, g_ptr_array_unref);
  g_free (job->code);
  g_free (job->text);
  g_free (job);
}

static gboolean
do_get (HzContext *context,
        gpointer data,
        GError **error)
{
  Job *job = data;

  job->appointment = hz_appointment_store_get (context, &job->id, error);

  return job->appointment != NULL;
}

static gboolean
do_list_of_client (HzContext *context,
                   gpointer data,
                   GError **error)
{
  Job *job = data;

  job->found = hz_appointment_store_list_of_client (context, &job->id, job->limit, error);

  return job->found != NULL;
}

static gboolean
do_list_reasons (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Job *job = data;

  job->found = hz_appointment_store_list_reasons (context, &job->id, error);

  return job->found != NULL;
}

static gboolean
do_find_clashes (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Job *job = data;

  job->found = hz_clash_find (context, job->appointment, error);

  return job->found != NULL;
}

static gboolean
do_find_free (HzContext *context,
              gpointer data,
              GError **error)
{
  Job *job = data;
  g_autoptr (GError) failure = NULL;

  job->is_found = hz_appointment_store_find_free (context, job->appointment, &job->date,
                                                  &job->minute, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
do_save (HzContext *context,
         gpointer data,
         GError **error)
{
  Job *job = data;

  return hz_appointment_store_save (context, job->appointment, job->text, error);
}

static gboolean
do_set_state (HzContext *context,
              gpointer data,
              GError **error)
{
  Job *job = data;

  job->found = g_str_equal (job->code, "in_session")
                 ? hz_appointment_store_end_others (context, job->appointment, error)
                 : g_ptr_array_new_with_free_func (g_object_unref);

  return job->found != NULL &&
         hz_appointment_store_set_state (context, job->appointment, job->code, error);
}

static gboolean
do_cancel (HzContext *context,
           gpointer data,
           GError **error)
{
  Job *job = data;

  return hz_appointment_store_cancel (context, job->appointment, job->code, job->text, error);
}

static gboolean
do_restore (HzContext *context,
            gpointer data,
            GError **error)
{
  Job *job = data;

  return hz_appointment_store_restore (context, job->appointment, error);
}

static gboolean
do_restore_all (HzContext *context,
                gpointer data,
                GError **error)
{
  GPtrArray *appointments = data;

  for (guint i = 0; i < appointments->len; i++)
    {
      if (!hz_appointment_store_restore (context, g_ptr_array_index (appointments, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
do_cancel_future (HzContext *context,
                  gpointer data,
                  GError **error)
{
  Job *job = data;
  int minute;
  HzDate date = hz_zone_from_utc (context->now, &minute);

  job->found =
    hz_appointment_store_cancel_future (context, &job->id, date, minute, job->code, error);

  return job->found != NULL;
}

/**
 * hz_appointment_store_get_async:
 * @records: the records
 * @id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_get_async (HzRecords *records,
                                const HzId *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, do_get, job_new_id (id), job_free, cancellable,
                        callback, user_data);
}

HzAppointment *
hz_appointment_store_get_finish (HzRecords *records,
                                 GAsyncResult *result,
                                 GError **error)
{
  return hz_appointment_store_save_finish (records, result, error);
}

/**
 * hz_appointment_store_list_of_client_async:
 * @records: the records
 * @client_id: who comes
 * @limit: at most so many
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_list_of_client_async (HzRecords *records,
                                           const HzId *client_id,
                                           guint limit,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  Job *job = job_new_id (client_id);

  job->limit = limit;
  hz_records_run_async (records, HZ_DB_JOB_READ, do_list_of_client, job, job_free, cancellable,
                        callback, user_data);
}

/**
 * hz_appointment_store_list_reasons_async:
 * @records: the records
 * @id: an appointment
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_list_reasons_async (HzRecords *records,
                                         const HzId *id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, do_list_reasons, job_new_id (id), job_free,
                        cancellable, callback, user_data);
}

/**
 * hz_appointment_store_find_clashes_async:
 * @records: the records
 * @appointment: an appointment, saved or not
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_find_clashes_async (HzRecords *records,
                                         HzAppointment *appointment,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, do_find_clashes, job_new (appointment), job_free,
                        cancellable, callback, user_data);
}

/**
 * hz_appointment_store_list_finish:
 * @records: the records
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was found
 */
GPtrArray *
hz_appointment_store_list_finish (HzRecords *records,
                                  GAsyncResult *result,
                                  GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->found) : NULL;
}

/**
 * hz_appointment_store_find_free_async:
 * @records: the records
 * @wish: whom, to whom, in which room, how long, and from which time on
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_find_free_async (HzRecords *records,
                                      HzAppointment *wish,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, do_find_free, job_new (wish), job_free,
                        cancellable, callback, user_data);
}

/**
 * hz_appointment_store_find_free_finish:
 * @records: the records
 * @result: what the callback was given
 * @date: (out): the day
 * @minute: (out): minute of the day
 * @error: return location
 *
 * Returns: whether a time was found; %FALSE without error when there is none
 */
gboolean
hz_appointment_store_find_free_finish (HzRecords *records,
                                       GAsyncResult *result,
                                       HzDate *date,
                                       int *minute,
                                       GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  if (job == NULL || !job->is_found)
    return FALSE;
  *date = job->date;
  *minute = job->minute;

  return TRUE;
}

/**
 * hz_appointment_store_save_async:
 * @records: the records
 * @appointment: new or changed; a copy is taken
 * @reason: (nullable): why it is given although the time clashes with something
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_save_async (HzRecords *records,
                                 HzAppointment *appointment,
                                 const char *reason,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Job *job = job_new (appointment);

  job->text = g_strdup (reason);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, do_save, job, job_free, cancellable, callback,
                        user_data);
}

/**
 * hz_appointment_store_set_state_async:
 * @records: the records
 * @appointment: as it was read; a copy is taken
 * @state: code of the list "appointment_state"
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_set_state_async (HzRecords *records,
                                      HzAppointment *appointment,
                                      const char *state,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Job *job = job_new (appointment);

  job->code = g_strdup (state);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, do_set_state, job, job_free, cancellable,
                        callback, user_data);
}

/**
 * hz_appointment_store_cancel_async:
 * @records: the records
 * @appointment: as it was read; a copy is taken
 * @reason: code of the list "cancel_reason"
 * @text: (nullable): in words
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_cancel_async (HzRecords *records,
                                   HzAppointment *appointment,
                                   const char *reason,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Job *job = job_new (appointment);

  job->code = g_strdup (reason);
  job->text = g_strdup (text);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, do_cancel, job, job_free, cancellable, callback,
                        user_data);
}

/**
 * hz_appointment_store_restore_async:
 * @records: the records
 * @appointment: as it was before an act, with the stamp that the act left; a copy is taken
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_appointment_store_restore_async (HzRecords *records,
                                    HzAppointment *appointment,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, do_restore, job_new (appointment), job_free,
                        cancellable, callback, user_data);
}

/**
 * hz_appointment_store_restore_all_async:
 * @records: the records
 * @appointments: (element-type HzAppointment): as they were before one act, with the stamps it left
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Takes an act back that was about several: all of them, or none.
 */
void
hz_appointment_store_restore_all_async (HzRecords *records,
                                        GPtrArray *appointments,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < appointments->len; i++)
    g_ptr_array_add (copies, hz_appointment_copy (g_ptr_array_index (appointments, i)));
  hz_records_run_async (records, HZ_DB_JOB_WRITE, do_restore_all, copies,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

gboolean
hz_appointment_store_restore_all_finish (HzRecords *records,
                                         GAsyncResult *result,
                                         GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}

/**
 * hz_appointment_store_save_finish:
 * @records: the records
 * @result: what the callback of save, set_state, cancel or restore was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the appointment as it is saved
 */
HzAppointment *
hz_appointment_store_save_finish (HzRecords *records,
                                  GAsyncResult *result,
                                  GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->appointment) : NULL;
}

/**
 * hz_appointment_store_set_state_finish:
 * @records: the records
 * @result: what the callback of set_state was given
 * @ended: (out) (transfer full) (element-type HzAppointment): which other sessions it ended: as they
 *   were, with the stamps they have now
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the appointment as it is saved
 */
HzAppointment *
hz_appointment_store_set_state_finish (HzRecords *records,
                                       GAsyncResult *result,
                                       GPtrArray **ended,
                                       GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  if (job == NULL)
    return NULL;
  *ended = g_steal_pointer (&job->found);

  return g_steal_pointer (&job->appointment);
}

/**
 * hz_appointment_store_cancel_future_async:
 * @records: the records
 * @client_id: who will not come
 * @reason: code of the list "cancel_reason"
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * From now on.
 */
void
hz_appointment_store_cancel_future_async (HzRecords *records,
                                          const HzId *client_id,
                                          const char *reason,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  Job *job = job_new_id (client_id);

  job->code = g_strdup (reason);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, do_cancel_future, job, job_free, cancellable,
                        callback, user_data);
}

GPtrArray *
hz_appointment_store_cancel_future_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error)
{
  return hz_appointment_store_list_finish (records, result, error);
}
