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

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/appointment-undo/cancel-future", test_cancel_future);

  return g_test_run ();
}
