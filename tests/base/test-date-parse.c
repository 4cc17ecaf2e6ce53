/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-date-parse.h"
#include "hz-date-text.h"

/* A sanitized program takes many times as long. */
#ifdef __SANITIZE_ADDRESS__
#define DAYS_APART 41
#else
#define DAYS_APART 1
#endif

/* A Tuesday. */
static const HzDate today = HZ_DATE (2026, 11, 24);

static const HzDate unread = HZ_DATE (1, 2, 3);

typedef struct
{
  const char *typed;
  HzDateKind kind;
  HzDateSense sense;
  HzDateParse parsed;
  const char *iso;
} Case;

#define EXACT HZ_DATE_KIND_EXACT
#define PARTIAL HZ_DATE_KIND_PARTIAL
#define PAST HZ_DATE_SENSE_PAST
#define PLANNING HZ_DATE_SENSE_PLANNING
#define OK HZ_DATE_PARSE_OK
#define UNCLEAR HZ_DATE_PARSE_UNCLEAR
#define NO_SUCH HZ_DATE_PARSE_NO_SUCH_DATE
#define NOT_EXACT HZ_DATE_PARSE_NOT_EXACT
#define FUTURE HZ_DATE_PARSE_FUTURE

static void
assert_date (const Case *expected,
             HzDate on)
{
  HzDate date = unread;
  HzDateParse parsed = hz_date_parse (expected->typed, expected->kind, expected->sense, on, &date);
  g_autofree char *iso = hz_date_to_iso (date);

  if (parsed != expected->parsed)
    g_error ("'%s' is answered with %d, not %d", expected->typed, parsed, expected->parsed);

  if (parsed == OK)
    g_assert_cmpstr (iso, ==, expected->iso);
  else
    g_assert_true (hz_date_equal (date, unread));
}

static void
assert_dates (const Case *cases,
              gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    assert_date (&cases[i], today);
}

static void
test_one_day (void)
{
  static const Case cases[] = {
    { "05.12.1999", EXACT, PAST, OK, "1999-12-05" },
    { " 5.12.1999. ", EXACT, PAST, OK, "1999-12-05" },
    { "5/12/99", EXACT, PAST, OK, "1999-12-05" },
    { "5 12 1999", EXACT, PAST, OK, "1999-12-05" },
    { "5\u00a012\u00a01999", EXACT, PAST, OK, "1999-12-05" },
    { "5-12-99", EXACT, PAST, OK, "1999-12-05" },
    { "5\u201112\u201199", EXACT, PAST, OK, "1999-12-05" },
    { "5,12,99", EXACT, PAST, OK, "1999-12-05" },
    { "05121999", EXACT, PAST, OK, "1999-12-05" },
    { "051299", EXACT, PAST, OK, "1999-12-05" },
    { "1999-12-05", EXACT, PAST, OK, "1999-12-05" },
    { "19991205", EXACT, PAST, OK, "1999-12-05" },
    { "1.2.86", EXACT, PAST, OK, "1986-02-01" },

    /* Eight digits that could begin with a year, and do not. */
    { "20121999", EXACT, PAST, OK, "1999-12-20" },
    { "19102012", EXACT, PAST, OK, "2012-10-19" },
    { "20012010", EXACT, PAST, OK, "2010-01-20" },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_no_such_day (void)
{
  static const Case cases[] = {
    { "31.06.2020", EXACT, PAST, NO_SUCH, NULL },
    { "31.06", EXACT, PLANNING, NO_SUCH, NULL },
    { "30.02.2024", EXACT, PAST, NO_SUCH, NULL },
    { "29.02.2023", EXACT, PAST, NO_SUCH, NULL },
    { "29.02.1900", EXACT, PAST, NO_SUCH, NULL },
    { "29.02.2000", EXACT, PAST, OK, "2000-02-29" },
    { "29.02.2024", EXACT, PAST, OK, "2024-02-29" },
    { "0.1.2020", EXACT, PAST, NO_SUCH, NULL },
    { "1.0.2020", EXACT, PAST, NO_SUCH, NULL },
    { "1.13.2020", EXACT, PAST, NO_SUCH, NULL },
    { "32.1.2020", EXACT, PAST, NO_SUCH, NULL },
    { "1.1.0000", EXACT, PAST, NO_SUCH, NULL },
    { "00000000", EXACT, PAST, NO_SUCH, NULL },
    { "0", EXACT, PAST, NO_SUCH, NULL },
    { "32", EXACT, PAST, NO_SUCH, NULL },
    { "0000", PARTIAL, PAST, NO_SUCH, NULL },
    { "00.1994", PARTIAL, PAST, NO_SUCH, NULL },
    { "13.1994", PARTIAL, PAST, NO_SUCH, NULL },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_unclear (void)
{
  static const char *const typed[] = {
    ".", "~", "+", "-", "5.12.199", "5.12.19999", "05.123.1999", "12345", "1234567", "123456789",
    "1.2.3.4", "999999999999999999999", "5 декабря 1999", "5.12.1999 г.", "05:12:1999",
    "١.٢.٢٠٢٠", "+1x", "+1ww", "+99999999999999999999999", "+100001", "\xff", "5.12.19\xd0",
  };
  static const Case empty[] = {
    { "", EXACT, PAST, HZ_DATE_PARSE_EMPTY, NULL },
    { " \t\n", PARTIAL, PLANNING, HZ_DATE_PARSE_EMPTY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      assert_date (&(Case) { typed[i], EXACT, PLANNING, UNCLEAR, NULL }, today);
      assert_date (&(Case) { typed[i], PARTIAL, PAST, UNCLEAR, NULL }, today);
    }

  assert_dates (empty, G_N_ELEMENTS (empty));
}

/* What is left out is filled in by what the field is about. */
static void
test_year_left_out (void)
{
  static const Case cases[] = {
    { "24.11", EXACT, PAST, OK, "2026-11-24" },
    { "25.11", EXACT, PAST, OK, "2025-11-25" },
    { "512", EXACT, PAST, OK, "2025-12-05" },
    { "0512", EXACT, PLANNING, OK, "2026-12-05" },
    { "2012", EXACT, PLANNING, OK, "2026-12-20" },
    { "1205", EXACT, PAST, OK, "2026-05-12" },

    /* Over for half a year: 183 days are not yet more than that. */
    { "25.05", EXACT, PLANNING, OK, "2026-05-25" },
    { "24.05", EXACT, PLANNING, OK, "2027-05-24" },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_two_digit_year (void)
{
  static const Case cases[] = {
    { "24.11.26", EXACT, PAST, OK, "2026-11-24" },
    { "25.11.26", EXACT, PAST, OK, "1926-11-25" },
    { "251126", EXACT, PAST, OK, "1926-11-25" },
    { "25.11.26", EXACT, PLANNING, OK, "2026-11-25" },
    { "1.1.0", EXACT, PAST, OK, "2000-01-01" },
    { "29.02.00", EXACT, PAST, OK, "2000-02-29" },

    /* 2028 is still to come, and 1928 had the day too. */
    { "29.02.28", EXACT, PAST, OK, "1928-02-29" },
    { "29.02.26", EXACT, PAST, NO_SUCH, NULL },
    { "94", PARTIAL, PAST, OK, "1994" },
    { "94", PARTIAL, PLANNING, OK, "2094" },
    { "94", EXACT, PAST, NO_SUCH, NULL },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_day_alone (void)
{
  static const struct
  {
    HzDate on;
    Case expected;
  } cases[] = {
    { HZ_DATE (2026, 11, 24), { "24", EXACT, PAST, OK, "2026-11-24" } },
    { HZ_DATE (2026, 11, 24), { "24", EXACT, PLANNING, OK, "2026-11-24" } },
    { HZ_DATE (2026, 11, 24), { "25", EXACT, PAST, OK, "2026-10-25" } },
    { HZ_DATE (2026, 11, 24), { "5", EXACT, PLANNING, OK, "2026-12-05" } },
    { HZ_DATE (2026, 12, 24), { "5", EXACT, PLANNING, OK, "2027-01-05" } },
    { HZ_DATE (2026, 1, 4), { "5", EXACT, PAST, OK, "2025-12-05" } },

    /* Months without such a day are passed over. */
    { HZ_DATE (2026, 11, 24), { "31", EXACT, PLANNING, OK, "2026-12-31" } },
    { HZ_DATE (2026, 2, 1), { "30", EXACT, PLANNING, OK, "2026-03-30" } },
    { HZ_DATE (2026, 3, 1), { "29", EXACT, PAST, OK, "2026-01-29" } },
    { HZ_DATE (2024, 3, 1), { "29", EXACT, PAST, OK, "2024-02-29" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_date (&cases[i].expected, cases[i].on);
}

static void
test_leap_day_left_out (void)
{
  static const struct
  {
    HzDate on;
    Case expected;
  } cases[] = {
    { HZ_DATE (2024, 2, 29), { "29.02", EXACT, PAST, OK, "2024-02-29" } },
    { HZ_DATE (2024, 2, 29), { "29.02", EXACT, PLANNING, OK, "2024-02-29" } },
    { HZ_DATE (2024, 2, 28), { "29.02", EXACT, PAST, OK, "2020-02-29" } },
    { HZ_DATE (2026, 11, 24), { "29.02", EXACT, PAST, OK, "2024-02-29" } },
    { HZ_DATE (2026, 11, 24), { "2902", EXACT, PAST, OK, "2024-02-29" } },
    { HZ_DATE (1904, 2, 1), { "29.02", EXACT, PAST, OK, "1896-02-29" } },

    /* Nobody plans for two years ahead: here the day was mistaken. */
    { HZ_DATE (2026, 11, 24), { "29.02", EXACT, PLANNING, NO_SUCH, NULL } },
    { HZ_DATE (2027, 11, 24), { "29.02", EXACT, PLANNING, OK, "2028-02-29" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_date (&cases[i].expected, cases[i].on);
}

static void
test_steps (void)
{
  static const Case cases[] = {
    { "+7", EXACT, PLANNING, OK, "2026-12-01" },
    { "+0", EXACT, PAST, OK, "2026-11-24" },
    { "-3", EXACT, PAST, OK, "2026-11-21" },
    { "+7", EXACT, PAST, FUTURE, NULL },
    { "+2w", EXACT, PLANNING, OK, "2026-12-08" },
    { "+2 W", EXACT, PLANNING, OK, "2026-12-08" },
    { "+2н", EXACT, PLANNING, OK, "2026-12-08" },
    { "+2ҳ", EXACT, PLANNING, OK, "2026-12-08" },
    { "+2Ҳ", EXACT, PLANNING, OK, "2026-12-08" },
    { "+2х", EXACT, PLANNING, OK, "2026-12-08" },
    { "+2h", EXACT, PLANNING, OK, "2026-12-08" },
    { "-1w", EXACT, PAST, OK, "2026-11-17" },

    /* So many weeks are a slip of the finger, as so many days are. */
    { "+14285w", EXACT, PLANNING, OK, "2300-09-04" },
    { "+20000w", EXACT, PLANNING, UNCLEAR, NULL },
    { "+3000000000000000000w", EXACT, PLANNING, UNCLEAR, NULL },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_partial (void)
{
  static const Case cases[] = {
    { "1994", PARTIAL, PAST, OK, "1994" },
    { "1994", EXACT, PAST, NOT_EXACT, NULL },
    { "03.1994", PARTIAL, PAST, OK, "1994-03" },
    { "3/1994", PARTIAL, PAST, OK, "1994-03" },
    { "1994-03", PARTIAL, PAST, OK, "1994-03" },
    { "031994", PARTIAL, PAST, OK, "1994-03" },
    { "122012", PARTIAL, PAST, OK, "2012-12" },
    { "03.1994", EXACT, PAST, NOT_EXACT, NULL },
    { "101112", PARTIAL, PAST, OK, "2012-11-10" },
    { "2012", PARTIAL, PAST, OK, "2012" },
    { "29.02.2024", PARTIAL, PAST, OK, "2024-02-29" },
    { "29.02.2023", PARTIAL, PAST, NO_SUCH, NULL },

    /* A year or a month that has begun is not in the future. */
    { "2026", PARTIAL, PAST, OK, "2026" },
    { "2027", PARTIAL, PAST, FUTURE, NULL },
    { "11.2026", PARTIAL, PAST, OK, "2026-11" },
    { "12.2026", PARTIAL, PAST, FUTURE, NULL },
    { "25.11.2026", PARTIAL, PAST, FUTURE, NULL },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_about (void)
{
  static const Case cases[] = {
    { "~1994", PARTIAL, PAST, OK, "1994~" },
    { "~ 94", PARTIAL, PAST, OK, "1994~" },
    { "1994~", PARTIAL, PAST, OK, "1994~" },
    { "~03.1994", PARTIAL, PAST, OK, "1994-03~" },
    { "1994-03~", PARTIAL, PAST, OK, "1994-03~" },
    { "~031994", PARTIAL, PAST, OK, "1994-03~" },
    { "~5.12.1999", PARTIAL, PAST, OK, "1999-12-05~" },
    { "~05121999", PARTIAL, PAST, OK, "1999-12-05~" },
    { "~051299", PARTIAL, PAST, OK, "1999-12-05~" },
    { "~5.12", PARTIAL, PAST, OK, "2025-12-05~" },
    { "~512", PARTIAL, PAST, OK, "2025-12-05~" },
    { "~5", PARTIAL, PAST, UNCLEAR, NULL },

    { "~1994", EXACT, PAST, NOT_EXACT, NULL },
    { "~5.12.1999", EXACT, PAST, NOT_EXACT, NULL },
    { "~05121999", EXACT, PAST, NOT_EXACT, NULL },
    { "~051299", EXACT, PAST, NOT_EXACT, NULL },
    { "~5.12", EXACT, PAST, NOT_EXACT, NULL },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_range (void)
{
  static const struct
  {
    const char *typed;
    HzDateSense sense;
    HzDateParse parsed;
    const char *first;
    const char *end;
  } cases[] = {
    { "01.03.2026 – 15.03.2026", PAST, OK, "2026-03-01", "2026-03-16" },
    { "1.03.2026-15.03.2026", PAST, OK, "2026-03-01", "2026-03-16" },
    { "1.03.2026 - 15.03.2026", PAST, OK, "2026-03-01", "2026-03-16" },
    { "1.03.2026…15.03.2026", PAST, OK, "2026-03-01", "2026-03-16" },
    { "1.03.2026..15.03.2026", PAST, OK, "2026-03-01", "2026-03-16" },
    { "1.03-15.03.2026", PAST, OK, "2026-03-01", "2026-03-16" },
    { "1-15.03.2026", PAST, OK, "2026-03-01", "2026-03-16" },
    { "2026-03-01 – 2026-03-15", PAST, OK, "2026-03-01", "2026-03-16" },
    { "28–29.02.2024", PAST, OK, "2024-02-28", "2024-03-01" },
    { "+1 – +7", PLANNING, OK, "2026-11-25", "2026-12-02" },

    /* One date is all days it may be. */
    { "05-12-1999", PAST, OK, "1999-12-05", "1999-12-06" },
    { "31.12.2025", PAST, OK, "2025-12-31", "2026-01-01" },
    { "02.2024", PAST, OK, "2024-02-01", "2024-03-01" },
    { "2012", PAST, OK, "2012-01-01", "2013-01-01" },
    { "2012–2014", PAST, OK, "2012-01-01", "2015-01-01" },

    /* A month and a year end with their last day. */
    { "2025 – 15.03.2026", PAST, OK, "2025-01-01", "2026-03-16" },
    { "15.03.2025 – 2025", PAST, OK, "2025-03-15", "2026-01-01" },
    { "15.03.2025 – 03.2025", PAST, OK, "2025-03-15", "2025-04-01" },
    { "03.2025 – 2025", PAST, OK, "2025-03-01", "2026-01-01" },

    { "5.03.2026 – 5.03.2026", PAST, OK, "2026-03-05", "2026-03-06" },
    { "5.03.2026 – 4.03.2026", PAST, HZ_DATE_PARSE_REVERSED, NULL, NULL },
    { "2014–2012", PAST, HZ_DATE_PARSE_REVERSED, NULL, NULL },
    { "04.2025 – 31.03.2025", PAST, HZ_DATE_PARSE_REVERSED, NULL, NULL },
    { "30–31.06.2026", PAST, NO_SUCH, NULL, NULL },
    { "31–30.06.2026", PAST, NO_SUCH, NULL, NULL },
    { "1.03.2026 – 25.11.2026", PAST, FUTURE, NULL, NULL },
    { "", PAST, HZ_DATE_PARSE_EMPTY, NULL, NULL },
    { "1.03.2026 –", PAST, HZ_DATE_PARSE_EMPTY, NULL, NULL },
    { "– 1.03.2026", PAST, HZ_DATE_PARSE_EMPTY, NULL, NULL },
    { "1 – 2 – 3.03.2026", PAST, UNCLEAR, NULL, NULL },
    { "\xff – 1.03.2026", PAST, UNCLEAR, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HzDateRange range = { unread, unread };
      HzDateParse parsed = hz_date_parse_range (cases[i].typed, cases[i].sense, today, &range);
      g_autofree char *first = hz_date_to_iso (range.first);
      g_autofree char *end = hz_date_to_iso (range.end);

      if (parsed != cases[i].parsed)
        g_error ("'%s' is answered with %d, not %d", cases[i].typed, parsed, cases[i].parsed);

      g_assert_cmpstr (first, ==, cases[i].first != NULL ? cases[i].first : "0001-02-03");
      g_assert_cmpstr (end, ==, cases[i].end != NULL ? cases[i].end : "0001-02-03");
    }
}

static void
test_time (void)
{
  static const struct
  {
    const char *typed;
    HzDateParse parsed;
    int minute;
  } cases[] = {
    { "9", OK, 540 }, { "09", OK, 540 }, { "930", OK, 570 }, { "0930", OK, 570 },
    { "9:30", OK, 570 }, { "9.30", OK, 570 }, { " 9 30 ", OK, 570 }, { "09:05", OK, 545 },
    { "0", OK, 0 }, { "00:00", OK, 0 }, { "2359", OK, 1439 },
    { "24", NO_SUCH, -1 }, { "24:00", NO_SUCH, -1 }, { "9:60", NO_SUCH, -1 }, { "960", NO_SUCH, -1 },
    { "9:3", UNCLEAR, -1 }, { "9:300", UNCLEAR, -1 }, { "009:30", UNCLEAR, -1 },
    { "00930", UNCLEAR, -1 }, { "9:30:00", UNCLEAR, -1 }, { "~9", UNCLEAR, -1 },
    { "9 утра", UNCLEAR, -1 }, { ":", UNCLEAR, -1 }, { "9:30\xff", UNCLEAR, -1 },
    { "", HZ_DATE_PARSE_EMPTY, -1 }, { "  ", HZ_DATE_PARSE_EMPTY, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int minute = -1;

      if (hz_date_parse_time (cases[i].typed, &minute) != cases[i].parsed)
        g_error ("'%s' is not answered with %d", cases[i].typed, cases[i].parsed);

      g_assert_cmpint (minute, ==, cases[i].minute);
    }
}

/* What a field shows is what it reads, in both ways of writing and as it was typed in a hurry. */
static void
test_round_trip (void)
{
  HzDate last = HZ_DATE (2100, 12, 31);

  for (HzDate date = HZ_DATE (1900, 1, 1); hz_date_compare (date, last) <= 0;
       date = hz_date_add_days (date, DAYS_APART))
    {
      g_autofree char *iso = hz_date_to_iso (date);
      g_autofree char *text = hz_date_text_short (date);
      g_autofree char *digits = g_strdup_printf ("%02d%02d%04d", date.day, date.month, date.year);
      g_autofree char *about = g_strconcat ("~", text, NULL);
      g_autofree char *about_iso = g_strconcat (iso, "~", NULL);

      assert_date (&(Case) { text, EXACT, PLANNING, OK, iso }, today);
      assert_date (&(Case) { iso, EXACT, PLANNING, OK, iso }, today);
      assert_date (&(Case) { digits, EXACT, PLANNING, OK, iso }, today);
      assert_date (&(Case) { about, PARTIAL, PLANNING, OK, about_iso }, today);
    }

  for (HzDate date = HZ_DATE (1900, 1, 0); date.year <= 2100; date = hz_date_add_months (date, 1))
    {
      HzDate shown = date.month == 12 ? HZ_DATE (date.year, 0, 0) : date;
      g_autofree char *iso = hz_date_to_iso (shown);
      g_autofree char *text = hz_date_text_short (shown);

      assert_date (&(Case) { text, PARTIAL, PLANNING, OK, iso }, today);
      assert_date (&(Case) { iso, PARTIAL, PLANNING, OK, iso }, today);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/date-parse/one-day", test_one_day);
  g_test_add_func ("/base/date-parse/no-such-day", test_no_such_day);
  g_test_add_func ("/base/date-parse/unclear", test_unclear);
  g_test_add_func ("/base/date-parse/year-left-out", test_year_left_out);
  g_test_add_func ("/base/date-parse/two-digit-year", test_two_digit_year);
  g_test_add_func ("/base/date-parse/day-alone", test_day_alone);
  g_test_add_func ("/base/date-parse/leap-day-left-out", test_leap_day_left_out);
  g_test_add_func ("/base/date-parse/steps", test_steps);
  g_test_add_func ("/base/date-parse/partial", test_partial);
  g_test_add_func ("/base/date-parse/about", test_about);
  g_test_add_func ("/base/date-parse/range", test_range);
  g_test_add_func ("/base/date-parse/time", test_time);
  g_test_add_func ("/base/date-parse/round-trip", test_round_trip);

  return g_test_run ();
}
