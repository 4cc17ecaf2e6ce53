/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-date.h"

#include <string.h>

static void
assert_date (HzDate date,
             const char *iso)
{
  g_autofree char *text = hz_date_to_iso (date);

  g_assert_cmpstr (text, ==, iso);
}

static void
test_iso (void)
{
  static const char *const good[] = {
    "2014-07-26", "1994-03", "1994", "1994~", "1994-03~", "2014-07-26~", "2024-02-29", "2000-02-29",
    "0001-01-01", "9999-12-31", "0001", "9999-12",
  };
  static const char *const bad[] = {
    "", "~", "199", "19945", "1994-", "1994-3", "1994-03-", "1994-03-5", "1994-03-055", "1994-00",
    "1994-03-00", "1994-13", "1994-02-29", "1900-02-29", "2023-04-31", "0000", "0000-01-01", "-994",
    "1994~~", "~1994", "1994-03~-05", "1994 ", " 1994", "1994-03-05T10", "1994/03/05", "१९९४", "\xff",
    "1994-03-05\xff", "+994-01-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      HzDate date = HZ_DATE_NONE;

      g_assert_true (hz_date_from_iso (good[i], &date));
      g_assert_true (hz_date_is_valid (date));
      assert_date (date, good[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      HzDate date = HZ_DATE (1, 2, 3);

      g_assert_false (hz_date_from_iso (bad[i], &date));
      g_assert_true (hz_date_equal (date, HZ_DATE (1, 2, 3)));
    }

  g_assert_false (hz_date_from_iso (NULL, NULL));
  assert_date (HZ_DATE_NONE, NULL);
}

static void
test_valid (void)
{
  static const struct
  {
    HzDate date;
    gboolean is_valid;
    gboolean is_exact;
  } cases[] = {
    { { 2024, 2, 29, 0 }, TRUE, TRUE },
    { { 2023, 2, 29, 0 }, FALSE, TRUE },
    { { 2024, 2, 0, 0 }, TRUE, FALSE },
    { { 2024, 0, 0, 0 }, TRUE, FALSE },
    { { 2024, 2, 29, 1 }, TRUE, FALSE },
    { { 2024, 0, 29, 0 }, FALSE, TRUE },
    { { 2024, 13, 1, 0 }, FALSE, TRUE },
    { { 2024, 255, 255, 0 }, FALSE, TRUE },
    { { 2024, 1, 32, 0 }, FALSE, TRUE },
    { { 2024, 1, 1, 2 }, FALSE, FALSE },
    { { 0, 0, 0, 0 }, FALSE, FALSE },
    { { -1, 1, 1, 0 }, FALSE, TRUE },
    { { 1, 1, 1, 0 }, TRUE, TRUE },
    { { 9999, 12, 31, 0 }, TRUE, TRUE },
    { { 10000, 1, 1, 0 }, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (hz_date_is_valid (cases[i].date), ==, cases[i].is_valid);
      g_assert_cmpint (hz_date_is_exact (cases[i].date), ==, cases[i].is_exact);
    }
}

/* Every day the program knows comes right after the one before, whatever is asked of it. */
static void
test_every_day (void)
{
  int days = hz_date_to_days (HZ_DATE (1, 1, 1));
  int weekday = HZ_MONDAY;

  g_assert_cmpint (hz_date_to_days (HZ_DATE (1970, 1, 1)), ==, 0);

  for (gint16 year = 1; year <= 9999; year++)
    for (guint8 month = 1; month <= 12; month++)
      for (guint8 day = 1; day <= hz_date_get_days_in_month (year, month); day++, days++)
        {
          HzDate date = HZ_DATE (year, month, day);

          if (hz_date_to_days (date) != days || !hz_date_equal (hz_date_from_days (days), date)
              || hz_date_get_weekday (date) != weekday)
            g_error ("%d-%d-%d", year, month, day);

          weekday = weekday % HZ_SUNDAY + 1;
        }
}

/* GLib counts by another method. */
static void
test_against_glib (void)
{
  GDate other;

  g_date_set_dmy (&other, 1, 1, 1900);
  for (HzDate date = HZ_DATE (1900, 1, 1); date.year <= 2100; date = hz_date_add_days (date, 1))
    {
      g_assert_cmpint (date.year, ==, g_date_get_year (&other));
      g_assert_cmpint (date.month, ==, (int) g_date_get_month (&other));
      g_assert_cmpint (date.day, ==, g_date_get_day (&other));
      g_assert_cmpint (hz_date_get_weekday (date), ==, (int) g_date_get_weekday (&other));
      g_assert_cmpint (hz_date_get_week (date), ==, (int) g_date_get_iso8601_week_of_year (&other));
      g_date_add_days (&other, 1);
    }
}

static void
test_leap_years (void)
{
  g_assert_true (hz_date_is_leap_year (2024));
  g_assert_true (hz_date_is_leap_year (2000));
  g_assert_false (hz_date_is_leap_year (1900));
  g_assert_false (hz_date_is_leap_year (2100));
  g_assert_false (hz_date_is_leap_year (2023));
  g_assert_cmpint (hz_date_get_days_in_month (2024, 2), ==, 29);
  g_assert_cmpint (hz_date_get_days_in_month (2100, 2), ==, 28);
  g_assert_cmpint (hz_date_get_days_in_month (2024, 0), ==, 0);
  g_assert_cmpint (hz_date_get_days_in_month (2024, 13), ==, 0);
  g_assert_cmpint (hz_date_get_days_in_month (2024, -1), ==, 0);
}

static void
test_weeks (void)
{
  static const struct
  {
    HzDate date;
    int week;
  } cases[] = {
    { { 2026, 1, 1, 0 }, 1 }, { { 2026, 12, 31, 0 }, 53 }, { { 2027, 1, 3, 0 }, 53 },
    { { 2027, 1, 4, 0 }, 1 }, { { 2024, 12, 30, 0 }, 1 }, { { 2023, 1, 1, 0 }, 52 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (hz_date_get_week (cases[i].date), ==, cases[i].week);

  assert_date (hz_date_get_monday (HZ_DATE (2026, 11, 23)), "2026-11-23");
  assert_date (hz_date_get_monday (HZ_DATE (2026, 11, 29)), "2026-11-23");
  assert_date (hz_date_get_monday (HZ_DATE (2027, 1, 3)), "2026-12-28");
}

static void
test_add (void)
{
  assert_date (hz_date_add_days (HZ_DATE (2024, 2, 28), 1), "2024-02-29");
  assert_date (hz_date_add_days (HZ_DATE (2023, 2, 28), 1), "2023-03-01");
  assert_date (hz_date_add_days (HZ_DATE (2026, 1, 1), -1), "2025-12-31");
  assert_date (hz_date_add_days (HZ_DATE (1, 1, 1), -1), "0001-01-01");
  assert_date (hz_date_add_days (HZ_DATE (9999, 12, 31), 1), "9999-12-31");
  assert_date (hz_date_from_days (G_MAXINT), "9999-12-31");
  assert_date (hz_date_from_days (G_MININT), "0001-01-01");

  assert_date (hz_date_add_months (HZ_DATE (2024, 1, 31), 1), "2024-02-29");
  assert_date (hz_date_add_months (HZ_DATE (2023, 1, 31), 1), "2023-02-28");
  assert_date (hz_date_add_months (HZ_DATE (2024, 2, 29), 12), "2025-02-28");
  assert_date (hz_date_add_months (HZ_DATE (2024, 2, 29), 48), "2028-02-29");
  assert_date (hz_date_add_months (HZ_DATE (2026, 1, 15), -1), "2025-12-15");
  assert_date (hz_date_add_months (HZ_DATE (2026, 12, 0), 1), "2027-01");
  assert_date (hz_date_add_months (HZ_DATE (1, 1, 15), -1), "0001-01-15");
  assert_date (hz_date_add_months (HZ_DATE (9999, 12, 31), 1), "9999-12-31");

  g_assert_cmpint (hz_date_get_distance (HZ_DATE (2024, 2, 28), HZ_DATE (2024, 3, 1)), ==, 2);
  g_assert_cmpint (hz_date_get_distance (HZ_DATE (2024, 3, 1), HZ_DATE (2024, 2, 28)), ==, -2);
  g_assert_cmpint (hz_date_get_distance (HZ_DATE (2024, 0, 0), HZ_DATE (2025, 0, 0)), ==, 366);
  assert_date (hz_date_get_first_of_month (HZ_DATE (2024, 2, 29)), "2024-02-01");
}

static void
test_age (void)
{
  static const struct
  {
    HzDate birth;
    HzDate on;
    int age;
  } cases[] = {
    { { 1994, 3, 5, 0 }, { 2026, 3, 4, 0 }, 31 },
    { { 1994, 3, 5, 0 }, { 2026, 3, 5, 0 }, 32 },
    { { 2026, 11, 24, 0 }, { 2026, 11, 24, 0 }, 0 },
    { { 2026, 11, 25, 0 }, { 2026, 11, 24, 0 }, -1 },
    { { 2030, 1, 1, 0 }, { 2026, 11, 24, 0 }, -1 },

    /* Born on a leap day, she is a year older on 1 March of the other years. */
    { { 2004, 2, 29, 0 }, { 2022, 2, 28, 0 }, 17 },
    { { 2004, 2, 29, 0 }, { 2022, 3, 1, 0 }, 18 },
    { { 2004, 2, 29, 0 }, { 2024, 2, 28, 0 }, 19 },
    { { 2004, 2, 29, 0 }, { 2024, 2, 29, 0 }, 20 },

    /* With less known, the last birthday is taken to have been. */
    { { 1994, 0, 0, 0 }, { 2026, 1, 1, 0 }, 32 },
    { { 1994, 3, 0, 0 }, { 2026, 2, 28, 0 }, 31 },
    { { 1994, 3, 0, 0 }, { 2026, 3, 1, 0 }, 32 },
    { { 2026, 0, 0, 1 }, { 2026, 1, 1, 0 }, 0 },
    { { 2027, 0, 0, 0 }, { 2026, 12, 31, 0 }, -1 },
    { { 0, 0, 0, 0 }, { 2026, 1, 1, 0 }, -1 },
    { { 1994, 3, 5, 0 }, { 0, 0, 0, 0 }, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (hz_date_get_age (cases[i].birth, cases[i].on), ==, cases[i].age);
}

static int
sign (int order)
{
  return (order > 0) - (order < 0);
}

/* SQL sorts the text, the program the values: one order. */
static void
test_order (void)
{
  static const char *const sorted[] = {
    "1993-12-31", "1994", "1994-03", "1994-03-05", "1994-03-06", "1994-04", "1995", "2000-01-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        HzDate one = HZ_DATE_NONE;
        HzDate other = HZ_DATE_NONE;

        g_assert_true (hz_date_from_iso (sorted[i], &one));
        g_assert_true (hz_date_from_iso (sorted[j], &other));
        g_assert_cmpint (sign (hz_date_compare (one, other)), ==, sign ((int) i - (int) j));
        g_assert_cmpint (sign (strcmp (sorted[i], sorted[j])), ==, sign ((int) i - (int) j));
        g_assert_cmpint (hz_date_equal (one, other), ==, i == j);
        g_assert_cmpint (hz_date_compare (HZ_DATE_NONE, one), <, 0);
      }
}

/* An approximate date stands behind all that it may be. */
static void
test_order_about (void)
{
  static const char *const sorted[] = {
    "1994", "1994-03", "1994-03-05", "1994-03-05~", "1994-03-06", "1994-03~", "1994-12-31", "1994-12~",
    "1994~", "1995", "1995-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        HzDate one = HZ_DATE_NONE;
        HzDate other = HZ_DATE_NONE;

        g_assert_true (hz_date_from_iso (sorted[i], &one));
        g_assert_true (hz_date_from_iso (sorted[j], &other));
        g_assert_cmpint (sign (strcmp (sorted[i], sorted[j])), ==, sign ((int) i - (int) j));
        g_assert_cmpint (sign (hz_date_compare (one, other)), ==, sign ((int) i - (int) j));
      }
}

static void
assert_range (HzDate date,
              const char *first,
              const char *end)
{
  HzDateRange range = hz_date_get_range (date);

  assert_date (range.first, first);
  assert_date (range.end, end);
  g_assert_true (hz_date_range_contains (range, range.first));
  g_assert_true (hz_date_range_contains (range, hz_date_add_days (range.end, -1)));
  g_assert_false (hz_date_range_contains (range, range.end));
  g_assert_false (hz_date_range_contains (range, hz_date_add_days (range.first, -1)));
}

static void
test_range (void)
{
  assert_range (HZ_DATE (2024, 2, 29), "2024-02-29", "2024-03-01");
  assert_range (HZ_DATE (2024, 2, 0), "2024-02-01", "2024-03-01");
  assert_range (HZ_DATE (2023, 2, 0), "2023-02-01", "2023-03-01");
  assert_range (HZ_DATE (2026, 12, 0), "2026-12-01", "2027-01-01");
  assert_range (HZ_DATE (2026, 12, 31), "2026-12-31", "2027-01-01");
  assert_range (HZ_DATE (1994, 0, 0), "1994-01-01", "1995-01-01");
  assert_range ((HzDate) { 1994, 0, 0, 1 }, "1994-01-01", "1995-01-01");
  assert_range (HZ_DATE (9998, 0, 0), "9998-01-01", "9999-01-01");
}

/* Ranges that only touch share no day. */
static void
test_overlaps (void)
{
  HzDateRange february = hz_date_get_range (HZ_DATE (2024, 2, 0));
  HzDateRange march = hz_date_get_range (HZ_DATE (2024, 3, 0));
  HzDateRange year = hz_date_get_range (HZ_DATE (2024, 0, 0));
  HzDateRange leap_day = hz_date_get_range (HZ_DATE (2024, 2, 29));
  HzDateRange empty = { HZ_DATE (2024, 2, 10), HZ_DATE (2024, 2, 10) };
  HzDateRange reversed = { HZ_DATE (2024, 2, 20), HZ_DATE (2024, 2, 10) };

  g_assert_false (hz_date_range_overlaps (february, march));
  g_assert_false (hz_date_range_overlaps (march, february));
  g_assert_true (hz_date_range_overlaps (february, year));
  g_assert_true (hz_date_range_overlaps (leap_day, february));
  g_assert_false (hz_date_range_overlaps (leap_day, march));
  g_assert_false (hz_date_range_overlaps (empty, february));
  g_assert_false (hz_date_range_overlaps (empty, empty));
  g_assert_false (hz_date_range_overlaps (reversed, year));
  g_assert_false (hz_date_range_contains (empty, HZ_DATE (2024, 2, 10)));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/date/iso", test_iso);
  g_test_add_func ("/base/date/valid", test_valid);
  g_test_add_func ("/base/date/every-day", test_every_day);
  g_test_add_func ("/base/date/against-glib", test_against_glib);
  g_test_add_func ("/base/date/leap-years", test_leap_years);
  g_test_add_func ("/base/date/weeks", test_weeks);
  g_test_add_func ("/base/date/add", test_add);
  g_test_add_func ("/base/date/age", test_age);
  g_test_add_func ("/base/date/order", test_order);
  g_test_add_func ("/base/date/order-about", test_order_about);
  g_test_add_func ("/base/date/range", test_range);
  g_test_add_func ("/base/date/overlaps", test_overlaps);

  return g_test_run ();
}
