/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-hours-store.h"
#include "hz-records-error.h"
#include "hz-test-records.h"

#define TUESDAY 2

static char *
describe (const HzHours *hours)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hours->spans->len; i++)
    {
      const HzHoursSpan *span = &g_array_index (hours->spans, HzHoursSpan, i);

      g_string_append_printf (text, "%d:%d-%d ", span->weekday, span->start_minute,
                              span->end_minute);
    }

  return g_string_free (text, FALSE);
}

static void
test_add (void)
{
  HzId id = hz_id_new ();
  g_autoptr (HzHours) hours = hz_hours_new (&id);
  g_autofree char *text = NULL;

  hz_hours_add (hours, TUESDAY, 780, 1020);
  hz_hours_add (hours, TUESDAY, 480, 600);
  hz_hours_add (hours, HZ_MONDAY, 480, 720);
  hz_hours_add (hours, TUESDAY, 600, 700);
  hz_hours_add (hours, TUESDAY, 650, 720);
  hz_hours_add (hours, HZ_SUNDAY, 600, 600);
  hz_hours_add (hours, HZ_SUNDAY, 700, 600);
  hz_hours_add (hours, 3, -10, 2000);
  text = describe (hours);
  g_assert_cmpstr (text, ==, "1:480-720 2:480-720 2:780-1020 3:0-1440 ");

  g_assert_true (hz_hours_contains (hours, TUESDAY, 480, 720));
  g_assert_false (hz_hours_contains (hours, TUESDAY, 479, 720));
  g_assert_false (hz_hours_contains (hours, TUESDAY, 480, 721));
  g_assert_false (hz_hours_contains (hours, TUESDAY, 700, 800));
  g_assert_true (hz_hours_has_day (hours, HZ_MONDAY));
  g_assert_false (hz_hours_has_day (hours, HZ_SUNDAY));
}

static void
test_default (void)
{
  HzId id = hz_id_new ();
  g_autoptr (HzCentre) centre = hz_centre_new ();
  g_autoptr (HzHours) hours = hz_hours_new_default (&id, centre);
  g_autoptr (HzHours) through = NULL;

  g_assert_cmpuint (hours->spans->len, ==, 10);
  g_assert_false (hz_hours_contains (hours, HZ_MONDAY, 700, 800));
  g_assert_false (hz_hours_has_day (hours, 6));
  centre->lunch_ends = centre->lunch_begins;
  through = hz_hours_new_default (&id, centre);
  g_assert_cmpuint (through->spans->len, ==, 5);
  g_assert_true (hz_hours_contains (through, HZ_MONDAY, 700, 800));
}

typedef struct
{
  HzHours *hours;
  HzId member_id;
} Ask;

static gboolean
run_save (HzContext *context,
          gpointer data,
          GError **error)
{
  Ask *ask = data;

  return hz_hours_store_save (context, ask->hours, error);
}

static gboolean
run_get (HzContext *context,
         gpointer data,
         GError **error)
{
  Ask *ask = data;
  g_autoptr (HzCentre) centre = hz_centre_new ();

  ask->hours = hz_hours_store_get (context, &ask->member_id, centre, error);

  return ask->hours != NULL;
}

static void
test_store (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzHours) hours = NULL;
  g_autoptr (HzHours) read = NULL;
  g_autoptr (HzHours) stale = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Ask ask;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  hours = hz_hours_new (&test->ids[HZ_TEST_LAWYER]);
  hz_hours_add (hours, TUESDAY, 540, 720);
  ask.hours = hours;
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, &ask);
  stale = hz_hours_copy (hours);
  hz_hours_add (hours, HZ_MONDAY, 540, 720);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, &ask);

  ask.member_id = test->ids[HZ_TEST_LAWYER];
  hz_test_records_must (test, HZ_DB_JOB_READ, run_get, &ask);
  read = ask.hours;
  text = describe (read);
  g_assert_cmpstr (text, ==, "1:540-720 2:540-720 ");
  g_assert_cmpint (read->stamp.revision, ==, 2);

  ask.hours = stale;
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, &ask, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Nobody but herself and who manages the centre. */
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  ask.hours = read;
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, &ask, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_records_enter (test, HZ_TEST_ADMIN);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, &ask);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/hours/add", test_add);
  g_test_add_func ("/records/hours/default", test_default);
  g_test_add_func ("/records/hours/store", test_store);

  return g_test_run ();
}
