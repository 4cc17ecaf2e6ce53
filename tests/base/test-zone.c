/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-clock.h"
#include "hz-zone.h"

static void
assert_at (gint64 moment,
           HzDate date,
           int minute)
{
  int read = -1;

  g_assert_true (hz_date_equal (hz_zone_from_utc (moment, &read), date));
  g_assert_cmpint (read, ==, minute);
  g_assert_true (hz_date_equal (hz_zone_from_utc (moment, NULL), date));
}

/* The centre's day begins at 19:00 of the day before in UTC. */
static void
test_day_border (void)
{
  gint64 midnight = hz_zone_to_utc (HZ_DATE (2026, 11, 24), 0);

  /* date -u -d '2026-11-23 19:00' +%s */
  g_assert_cmpint (midnight, ==, G_GINT64_CONSTANT (1795460400000));
  assert_at (midnight, HZ_DATE (2026, 11, 24), 0);
  assert_at (midnight - 1, HZ_DATE (2026, 11, 23), 1439);
  assert_at (midnight + HZ_CLOCK_MINUTE - 1, HZ_DATE (2026, 11, 24), 0);
  assert_at (midnight + HZ_CLOCK_MINUTE, HZ_DATE (2026, 11, 24), 1);

  /* Midnight of UTC is nothing special. */
  assert_at (midnight + 5 * HZ_CLOCK_HOUR - 1, HZ_DATE (2026, 11, 24), 299);
  assert_at (midnight + 5 * HZ_CLOCK_HOUR, HZ_DATE (2026, 11, 24), 300);

  /* The end of a day is the beginning of the next. */
  g_assert_cmpint (hz_zone_to_utc (HZ_DATE (2026, 11, 23), HZ_ZONE_DAY_MINUTES), ==, midnight);
  g_assert_cmpint (hz_zone_to_utc (HZ_DATE (2026, 12, 31), HZ_ZONE_DAY_MINUTES), ==,
                   hz_zone_to_utc (HZ_DATE (2027, 1, 1), 0));
  g_assert_cmpint (hz_zone_to_utc (HZ_DATE (2024, 2, 29), HZ_ZONE_DAY_MINUTES), ==,
                   hz_zone_to_utc (HZ_DATE (2024, 3, 1), 0));
}

/* Moments before 1970 are below zero and are rounded down, not towards it. */
static void
test_before_epoch (void)
{
  /* In those days it was six hours ahead. */
  g_assert_cmpint (hz_zone_to_utc (HZ_DATE (1970, 1, 1), 6 * 60), ==, 0);
  assert_at (0, HZ_DATE (1970, 1, 1), 360);
  assert_at (-1, HZ_DATE (1970, 1, 1), 359);
  assert_at (-HZ_CLOCK_MINUTE, HZ_DATE (1970, 1, 1), 359);
  assert_at (-HZ_CLOCK_MINUTE - 1, HZ_DATE (1970, 1, 1), 358);

  g_assert_true (hz_zone_set ("UTC"));
  assert_at (-1, HZ_DATE (1969, 12, 31), 1439);
  assert_at (-HZ_CLOCK_DAY, HZ_DATE (1969, 12, 31), 0);
  assert_at (-HZ_CLOCK_DAY - 1, HZ_DATE (1969, 12, 30), 1439);
  g_assert_true (hz_zone_set (HZ_ZONE_DEFAULT));
}

/* A damaged file may say anything. */
static void
test_far_moments (void)
{
  int minute = -1;

  g_assert_true (hz_date_equal (hz_zone_from_utc (G_MAXINT64, &minute), HZ_DATE (9999, 12, 31)));
  g_assert_cmpint (minute, >=, 0);
  g_assert_cmpint (minute, <, HZ_ZONE_DAY_MINUTES);

  minute = -1;
  g_assert_true (hz_date_equal (hz_zone_from_utc (G_MININT64, &minute), HZ_DATE (1, 1, 1)));
  g_assert_cmpint (minute, >=, 0);
  g_assert_cmpint (minute, <, HZ_ZONE_DAY_MINUTES);
}

/* Since 1992 every day of Tajikistan has 24 hours, and each minute comes once. */
static void
test_no_summer_time (void)
{
  gint64 expected = hz_zone_to_utc (HZ_DATE (1992, 1, 1), 0);
  HzDate date = HZ_DATE (1992, 1, 1);

  for (; date.year <= 2100; date = hz_date_add_days (date, 1), expected += HZ_CLOCK_DAY)
    {
      g_assert_cmpint (hz_zone_to_utc (date, 0), ==, expected);
      assert_at (expected, date, 0);
      assert_at (expected + HZ_CLOCK_DAY - 1, date, 1439);
    }
}

static void
test_every_minute (void)
{
  for (int minute = 0; minute < HZ_ZONE_DAY_MINUTES; minute++)
    assert_at (hz_zone_to_utc (HZ_DATE (2026, 11, 24), minute), HZ_DATE (2026, 11, 24), minute);
}

static void
test_set (void)
{
  gint64 noon;

  g_assert_cmpstr (hz_zone_get (), ==, HZ_ZONE_DEFAULT);
  g_assert_false (hz_zone_set ("Asia/Nowhere"));
  g_assert_false (hz_zone_set (""));
  g_assert_cmpstr (hz_zone_get (), ==, HZ_ZONE_DEFAULT);

  noon = hz_zone_to_utc (HZ_DATE (2026, 11, 24), 12 * 60);
  g_assert_true (hz_zone_set ("Europe/Moscow"));
  g_assert_cmpstr (hz_zone_get (), ==, "Europe/Moscow");
  assert_at (noon, HZ_DATE (2026, 11, 24), 10 * 60);
  g_assert_true (hz_zone_set (HZ_ZONE_DEFAULT));
  assert_at (noon, HZ_DATE (2026, 11, 24), 12 * 60);
}

/* Where clocks change: Berlin 2026 on 29 March at 02:00 and on 25 October at 03:00. */
static void
test_summer_time (void)
{
  gint64 before, first;

  g_assert_true (hz_zone_set ("Europe/Berlin"));

  /* What is left out is the hour after. */
  before = hz_zone_to_utc (HZ_DATE (2026, 3, 29), 2 * 60 - 1);
  assert_at (before, HZ_DATE (2026, 3, 29), 2 * 60 - 1);
  assert_at (before + HZ_CLOCK_MINUTE, HZ_DATE (2026, 3, 29), 3 * 60);
  assert_at (hz_zone_to_utc (HZ_DATE (2026, 3, 29), 2 * 60), HZ_DATE (2026, 3, 29), 3 * 60);
  assert_at (hz_zone_to_utc (HZ_DATE (2026, 3, 29), 2 * 60 + 30), HZ_DATE (2026, 3, 29), 3 * 60 + 30);

  /* What comes twice is its first coming. */
  first = hz_zone_to_utc (HZ_DATE (2026, 10, 25), 2 * 60 + 30);
  assert_at (first, HZ_DATE (2026, 10, 25), 2 * 60 + 30);
  assert_at (first + HZ_CLOCK_HOUR, HZ_DATE (2026, 10, 25), 2 * 60 + 30);
  g_assert_cmpint (hz_zone_to_utc (HZ_DATE (2026, 10, 25), 3 * 60) - first, ==,
                   3 * HZ_CLOCK_HOUR / 2);

  g_assert_cmpint (hz_zone_to_utc (HZ_DATE (2026, 3, 30), 0)
                   - hz_zone_to_utc (HZ_DATE (2026, 3, 29), 0), ==, 23 * HZ_CLOCK_HOUR);
  g_assert_cmpint (hz_zone_to_utc (HZ_DATE (2026, 10, 26), 0)
                   - hz_zone_to_utc (HZ_DATE (2026, 10, 25), 0), ==, 25 * HZ_CLOCK_HOUR);

  g_assert_true (hz_zone_set (HZ_ZONE_DEFAULT));
}

static void
test_today (void)
{
  gint64 midnight = hz_zone_to_utc (HZ_DATE (2026, 11, 24), 0);

  hz_clock_stop (midnight - 1);
  g_assert_true (hz_date_equal (hz_zone_get_today (), HZ_DATE (2026, 11, 23)));
  hz_clock_advance (1);
  g_assert_true (hz_date_equal (hz_zone_get_today (), HZ_DATE (2026, 11, 24)));

  hz_zone_set_today (HZ_DATE (2024, 2, 29));
  g_assert_true (hz_date_equal (hz_zone_get_today (), HZ_DATE (2024, 2, 29)));
  hz_zone_set_today (HZ_DATE (2099, 12, 31));
  g_assert_true (hz_date_equal (hz_zone_get_today (), HZ_DATE (2099, 12, 31)));
  hz_clock_reset ();
}

static void
test_spans (void)
{
  static const struct
  {
    gint64 a_start, a_end, b_start, b_end;
    gboolean overlap;
  } cases[] = {
    { 10, 20, 20, 30, FALSE }, { 10, 20, 19, 30, TRUE }, { 10, 20, 12, 15, TRUE },
    { 10, 20, 10, 20, TRUE }, { 10, 10, 5, 15, FALSE }, { 10, 10, 10, 10, FALSE },
    { 20, 10, 5, 25, FALSE }, { -20, -10, -10, 0, FALSE },
    { G_MININT64, G_MAXINT64, 0, 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (hz_zone_spans_overlap (cases[i].a_start, cases[i].a_end, cases[i].b_start,
                                              cases[i].b_end), ==, cases[i].overlap);
      g_assert_cmpint (hz_zone_spans_overlap (cases[i].b_start, cases[i].b_end, cases[i].a_start,
                                              cases[i].a_end), ==, cases[i].overlap);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/zone/set", test_set);
  g_test_add_func ("/base/zone/day-border", test_day_border);
  g_test_add_func ("/base/zone/before-epoch", test_before_epoch);
  g_test_add_func ("/base/zone/far-moments", test_far_moments);
  g_test_add_func ("/base/zone/no-summer-time", test_no_summer_time);
  g_test_add_func ("/base/zone/every-minute", test_every_minute);
  g_test_add_func ("/base/zone/summer-time", test_summer_time);
  g_test_add_func ("/base/zone/today", test_today);
  g_test_add_func ("/base/zone/spans", test_spans);

  return g_test_run ();
}
