/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-appointment-store.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-zone.h"

static const HzDate monday = HZ_DATE (2026, 11, 23);

/* An act about several appointments of one client, and whether it was taken back. */
typedef struct
{
  HzId client_id;
  HzId member_id;
  GPtrArray *cancelled;
  GPtrArray *found;
  HzAppointment *saved;
  char *states;
  guint n_open;
  gboolean is_done;
  GError *error;
} Act;

static gboolean
run_book (HzContext *context,
          gpointer data,
          GError **error)
{
  Act *act = data;
  g_autoptr (HzClient) client = hz_client_new ();

  client->surname = g_strdup ("Мисолзода");
  if (!hz_client_store_save (context, client, error))
    return FALSE;
  act->client_id = client->stamp.id;
  for (int week = 0; week < 3; week++)
    {
      g_autoptr (HzAppointment) appointment = hz_appointment_new ();

      appointment->client_id = act->client_id;
      appointment->member_id = act->member_id;
      appointment->date = hz_date_add_days (monday, 7 * week);
      appointment->start_minute = 600;
      appointment->end_minute = 645;
      g_free (appointment->kind);
      appointment->kind = g_strdup ("first");
      if (!hz_appointment_store_save (context, appointment, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_cancel (HzContext *context,
            gpointer data,
            GError **error)
{
  Act *act = data;

  act->cancelled = hz_appointment_store_cancel_future (context, &act->client_id, monday, 0,
                                                       "client_asked", error);

  return act->cancelled != NULL;
}

static gboolean
run_count (HzContext *context,
           gpointer data,
           GError **error)
{
  Act *act = data;
  HzDateRange range = { monday, hz_date_add_days (monday, 21) };
  g_autoptr (GPtrArray) found =
    hz_appointment_store_list_days (context, range, NULL, FALSE, error);

  act->n_open = found != NULL ? found->len : 0;

  return found != NULL;
}

static void
on_restored_cb (GObject *source,
                GAsyncResult *result,
                gpointer data)
{
  Act *act = data;

  hz_appointment_store_restore_all_finish (HZ_RECORDS (source), result, &act->error);
  act->is_done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Act *) data)->is_done;
}

static void
take_back (HzTestRecords *test,
           Act *act)
{
  act->is_done = FALSE;
  hz_appointment_store_restore_all_async (test->records, act->cancelled, NULL, on_restored_cb, act);
  hz_test_wait_until (is_done, act);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_count, act);
}

/* All that was cancelled at once comes back at once, or none of it. */
static void
test_cancel_future (void)
{
  HzTestRecords *test;
  Act act = { 0 };

  hz_clock_stop (hz_zone_to_utc (monday, 7 * 60));
  test = hz_test_records_new ();
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  act.member_id = test->ids[HZ_TEST_PSYCHOLOGIST];
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_book, &act);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_cancel, &act);
  g_assert_cmpuint (act.cancelled->len, ==, 3);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_count, &act);
  g_assert_cmpuint (act.n_open, ==, 0);

  /* Somebody has changed the last one since: nothing of it is written. */
  ((HzAppointment *) g_ptr_array_index (act.cancelled, 2))->stamp.revision--;
  take_back (test, &act);
  g_assert_nonnull (act.error);
  g_clear_error (&act.error);
  g_assert_cmpuint (act.n_open, ==, 0);

  ((HzAppointment *) g_ptr_array_index (act.cancelled, 2))->stamp.revision++;
  take_back (test, &act);
  g_assert_no_error (act.error);
  g_assert_cmpuint (act.n_open, ==, 3);

  g_ptr_array_unref (act.cancelled);
  hz_test_records_free (test);
  hz_clock_reset ();
}

static gboolean
run_begin_first (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Act *act = data;
  g_autoptr (HzAppointment) second = hz_appointment_new ();
  HzDateRange day = { monday, hz_date_add_days (monday, 1) };
  g_autoptr (GPtrArray) found = NULL;

  second->client_id = act->client_id;
  second->member_id = act->member_id;
  second->date = monday;
  second->start_minute = 660;
  second->end_minute = 705;
  g_free (second->kind);
  second->kind = g_strdup ("first");
  if (!hz_appointment_store_save (context, second, NULL, error))
    return FALSE;
  found = hz_appointment_store_list_days (context, day, &act->member_id, FALSE, error);

  return found != NULL
         && hz_appointment_store_set_state (context, g_ptr_array_index (found, 0), "in_session", error);
}

/* "in_session completed": the states of that Monday. */
static gboolean
run_list_states (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Act *act = data;
  HzDateRange day = { monday, hz_date_add_days (monday, 1) };
  g_autoptr (GString) states = g_string_new (NULL);

  g_clear_pointer (&act->found, g_ptr_array_unref);
  act->found = hz_appointment_store_list_days (context, day, &act->member_id, FALSE, error);
  for (guint i = 0; act->found != NULL && i < act->found->len; i++)
    g_string_append_printf (states, "%s%s", i > 0 ? " " : "",
                            ((HzAppointment *) g_ptr_array_index (act->found, i))->state);
  g_free (act->states);
  act->states = g_string_free (g_steal_pointer (&states), FALSE);

  return act->found != NULL;
}

static void
on_begun_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  Act *act = data;

  act->saved = hz_appointment_store_set_state_finish (HZ_RECORDS (source), result, &act->cancelled,
                                                      &act->error);
  act->is_done = TRUE;
}

/* Who begins a session ends the one that she was in; both come back at once. */
static void
test_begin_another (void)
{
  HzTestRecords *test;
  Act act = { 0 };
  HzAppointment *second;

  hz_clock_stop (hz_zone_to_utc (monday, 11 * 60));
  test = hz_test_records_new ();
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  act.member_id = test->ids[HZ_TEST_PSYCHOLOGIST];
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_book, &act);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_begin_first, &act);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_list_states, &act);
  g_assert_cmpstr (act.states, ==, "in_session scheduled");

  second = hz_appointment_copy (g_ptr_array_index (act.found, 1));
  hz_appointment_store_set_state_async (test->records, second, "in_session", NULL, on_begun_cb, &act);
  hz_test_wait_until (is_done, &act);
  g_assert_no_error (act.error);
  g_assert_cmpuint (act.cancelled->len, ==, 1);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_list_states, &act);
  g_assert_cmpstr (act.states, ==, "completed in_session");

  second->stamp = act.saved->stamp;
  g_ptr_array_add (act.cancelled, second);
  take_back (test, &act);
  g_assert_no_error (act.error);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_list_states, &act);
  g_assert_cmpstr (act.states, ==, "in_session scheduled");

  g_object_unref (act.saved);
  g_free (act.states);
  g_ptr_array_unref (act.found);
  g_ptr_array_unref (act.cancelled);
  hz_test_records_free (test);
  hz_clock_reset ();
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/appointment-undo/cancel-future", test_cancel_future);
  g_test_add_func ("/records/appointment-undo/begin-another", test_begin_another);

  return g_test_run ();
}
