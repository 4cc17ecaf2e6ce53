/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-appointments.h"

#include "hz-appointment-store.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"
#include "hz-zone.h"

static const HzDate monday = HZ_DATE (2026, 11, 23);

typedef struct
{
  HzTestRecords *test;
  HzId client_id;
  GtkWidget *section;
  GtkWindow *window;
  guint n_rows;
} Fixture;

/* One with the psychologist, one with the lawyer on the next day. */
static gboolean
run_set_up (HzContext *context,
            gpointer data,
            GError **error)
{
  Fixture *fixture = data;
  const HzTestStaff staff[] = { HZ_TEST_PSYCHOLOGIST, HZ_TEST_LAWYER };
  g_autoptr (HzClient) client = hz_client_new ();

  if (!hz_client_store_save (context, client, error))
    return FALSE;
  fixture->client_id = client->stamp.id;
  for (gsize i = 0; i < G_N_ELEMENTS (staff); i++)
    {
      g_autoptr (HzAppointment) appointment = hz_appointment_new ();

      appointment->client_id = client->stamp.id;
      appointment->member_id = fixture->test->ids[staff[i]];
      appointment->date = hz_date_add_days (monday, (int) i);
      appointment->start_minute = 600;
      appointment->end_minute = 645;
      g_free (appointment->kind);
      appointment->kind = g_strdup ("first");
      if (!hz_appointment_store_save (context, appointment, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *list = hz_test_ui_find (fixture->section, GTK_TYPE_LIST_BOX, NULL);
  guint n_rows = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_rows++;

  return n_rows;
}

static gboolean
has_rows (gpointer data)
{
  Fixture *fixture = data;

  return count_rows (fixture) == fixture->n_rows;
}

static void
show (Fixture *fixture,
      HzTestStaff who,
      guint n_rows)
{
  HzRecords *records = hz_test_records_enter (fixture->test, who);

  fixture->n_rows = n_rows;
  fixture->section = hz_client_appointments_new (records, &fixture->client_id);
  fixture->window = hz_test_ui_present (fixture->section);
  hz_test_wait_until (has_rows, fixture);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_clock_stop (hz_zone_to_utc (monday, 8 * 60));
  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_set_up, fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, fixture->section);
  hz_test_records_free (fixture->test);
  hz_clock_reset ();
}

static void
test_reception (Fixture *fixture,
                gconstpointer data)
{
  show (fixture, HZ_TEST_RECEPTION, 2);
}

/* A case worker is not told when else her client comes, and to whom. */
static void
test_own (Fixture *fixture,
          gconstpointer data)
{
  show (fixture, HZ_TEST_LAWYER, 1);
}

static gboolean
run_cancel (HzContext *context,
            gpointer data,
            GError **error)
{
  Fixture *fixture = data;
  g_autoptr (GPtrArray) done = hz_appointment_store_cancel_future (
    context, &fixture->client_id, monday, 0, "client_asked", error);

  return done != NULL;
}

static gboolean
has_no_cancel (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *button = hz_test_ui_find (fixture->section, GTK_TYPE_BUTTON, NULL);

  return !gtk_widget_get_visible (gtk_widget_get_next_sibling (button));
}

/* Nothing is offered to be called off once all is. */
static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  show (fixture, HZ_TEST_RECEPTION, 2);
  g_assert_false (has_no_cancel (fixture));
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_cancel, fixture);
  hz_test_wait_until (has_no_cancel, fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
}

#define ADD(path, func) \
  g_test_add ("/pages/client-appointments/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc,
      char **argv)
{
  hz_test_ui_init (&argc, &argv);

  ADD ("reception", test_reception);
  ADD ("own", test_own);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
