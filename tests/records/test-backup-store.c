/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-backup-store.h"
#include "hz-clock.h"
#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-zone.h"

static HzBackup *
get_last (HzTestRecords *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  HzBackup *backup;

  hz_backup_store_get_last_async (test->records, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  backup = hz_backup_store_get_last_finish (test->records, answer, &error);
  g_assert_no_error (error);

  return backup;
}

static void
add (HzTestRecords *test,
     const char *place)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_backup_store_add_async (test->records, place, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  g_assert_true (hz_backup_store_add_finish (test->records, answer, &error));
  g_assert_no_error (error);
}

static gboolean
count_audit (HzContext *context,
             gpointer data,
             GError **error)
{
  return hz_db_get_int (context->db, "SELECT count (*) FROM audit WHERE act = 'backup.make'", data,
                        error);
}

static void
test_last (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzBackup) none = NULL;
  g_autoptr (HzBackup) last = NULL;
  gint64 n = 0;

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  none = get_last (test);
  g_assert_cmpint (hz_backup_get_age (none, hz_clock_now ()), ==, -1);

  add (test, "backups/2026-11-29");
  add (test, "backups/2026-11-30");
  hz_test_records_must (test, HZ_DB_JOB_READ, count_audit, &n);
  g_assert_cmpint (n, ==, 2);

  /* Everybody is told. */
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  last = get_last (test);
  g_assert_cmpstr (last->place, ==, "backups/2026-11-30");
  g_assert_true (hz_id_equal (&last->stamp.created_by, &test->ids[HZ_TEST_ADMIN]));
}

/* Where there was none, the days since the centre began count. */
static void
test_overdue (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzBackup) none = NULL;
  g_autoptr (HzBackup) last = NULL;
  gint64 now = hz_clock_now ();

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  none = get_last (test);
  g_assert_cmpint (none->stamp.created, >, 0);
  g_assert_false (hz_backup_is_overdue (none, none->stamp.created + 7 * HZ_CLOCK_DAY));
  g_assert_true (hz_backup_is_overdue (none, none->stamp.created + 8 * HZ_CLOCK_DAY));

  add (test, "backups/2026-11-30");
  last = get_last (test);
  g_assert_false (hz_backup_is_overdue (last, now + 7 * HZ_CLOCK_DAY));
  g_assert_true (hz_backup_is_overdue (last, now + 8 * HZ_CLOCK_DAY));
}

/* By the calendar, not by hours. */
static void
test_age (void)
{
  const HzDate monday = HZ_DATE (2026, 11, 23);
  const struct
  {
    int days;
    int minute;
    int age;
  } cases[] = {
    { 0, 23 * 60, 0 }, { 0, 23 * 60 + 59, 0 }, { 1, 0, 1 }, { 8, 600, 8 },
    /* The clock was set back. */
    { -3, 0, 0 },
  };
  HzBackup backup = { 0 };

  g_assert_cmpint (hz_backup_get_age (&backup, hz_clock_now ()), ==, -1);
  backup.stamp.revision = 1;
  backup.stamp.created = hz_zone_to_utc (monday, 23 * 60);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 now = hz_zone_to_utc (hz_date_add_days (monday, cases[i].days), cases[i].minute);

      g_assert_cmpint (hz_backup_get_age (&backup, now), ==, cases[i].age);
      g_assert_cmpint (hz_backup_is_of_future (&backup, now), ==, cases[i].days < 0);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup-store/last", test_last);
  g_test_add_func ("/backup-store/overdue", test_overdue);
  g_test_add_func ("/backup-store/age", test_age);

  return g_test_run ();
}
