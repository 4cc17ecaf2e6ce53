/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-centre-store.h"
#include "hz-records-error.h"
#include "hz-test-records.h"
#include "hz-test.h"

static HzCentre *
get (HzTestRecords *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  HzCentre *centre;

  hz_centre_store_get_async (test->records, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  centre = hz_centre_store_get_finish (test->records, answer, &error);
  g_assert_no_error (error);

  return centre;
}

static GError *
save (HzTestRecords *test,
      const HzCentre *centre)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_centre_store_save_async (test->records, centre, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  hz_centre_store_save_finish (test->records, answer, &error);

  return error;
}

static void
set (char **text,
     const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
test_save (void)
{
  static const char *const rooms[] = { "1", "Зал", NULL };
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCentre) centre = NULL;
  g_autoptr (HzCentre) read = NULL;

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  centre = get (test);
  g_assert_cmpint (centre->stamp.revision, ==, 0);
  g_assert_cmpstr (centre->names[HZ_LANGUAGE_TG], ==, "");

  set (&centre->names[HZ_LANGUAGE_TG], "Маркази «Намуна»");
  set (&centre->signers[HZ_LANGUAGE_EN], "S. Takhayyulzoda");
  set (&centre->district, "kt_bokhtar");
  g_strfreev (centre->rooms);
  centre->rooms = g_strdupv ((char **) rooms);
  centre->opens = 9 * 60;
  centre->lunch_begins = centre->lunch_ends;
  g_assert_no_error (save (test, centre));

  /* For anybody, after a lock. */
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  read = get (test);
  g_assert_cmpint (read->stamp.revision, ==, 1);
  g_assert_true (hz_id_equal (&read->stamp.created_by, &test->ids[HZ_TEST_ADMIN]));
  g_assert_cmpstr (read->names[HZ_LANGUAGE_TG], ==, "Маркази «Намуна»");
  g_assert_cmpstr (read->signers[HZ_LANGUAGE_EN], ==, "S. Takhayyulzoda");
  g_assert_cmpstr (read->district, ==, "kt_bokhtar");
  g_assert_cmpint (read->opens, ==, 9 * 60);
  g_assert_cmpint (read->lunch_begins, ==, read->lunch_ends);
  g_assert_cmpstrv (read->rooms, rooms);
}

static void
test_conflict (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCentre) one = NULL;
  g_autoptr (HzCentre) other = NULL;
  g_autoptr (HzCentre) read = NULL;
  g_autoptr (GError) error = NULL;

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  one = get (test);
  other = get (test);
  set (&one->phone, "1");
  set (&other->phone, "2");
  g_assert_no_error (save (test, one));
  error = save (test, other);
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);

  read = get (test);
  g_assert_cmpstr (read->phone, ==, "1");
  set (&read->phone, "3");
  g_assert_no_error (save (test, read));
}

static void
test_refused (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCentre) centre = NULL;
  g_autofree char *long_text = g_strnfill (10000, 'x');
  g_autoptr (GError) forbidden = NULL;
  g_autoptr (GError) too_long = NULL;
  g_autoptr (GError) hours = NULL;
  g_autoptr (GError) district = NULL;

  hz_test_records_enter (test, HZ_TEST_MANAGER);
  centre = get (test);
  forbidden = save (test, centre);
  g_assert_error (forbidden, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  set (&centre->names[HZ_LANGUAGE_RU], long_text);
  too_long = save (test, centre);
  g_assert_error (too_long, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG);
  set (&centre->names[HZ_LANGUAGE_RU], "");

  centre->lunch_ends = centre->closes + 15;
  hours = save (test, centre);
  g_assert_error (hours, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID);
  centre->lunch_ends = centre->lunch_begins;

  set (&centre->district, "atlantis");
  district = save (test, centre);
  g_assert_error (district, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/centre/save", test_save);
  g_test_add_func ("/centre/conflict", test_conflict);
  g_test_add_func ("/centre/refused", test_refused);

  return g_test_run ();
}
