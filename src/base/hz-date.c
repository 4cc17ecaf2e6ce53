/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The proleptic Gregorian calendar. Days are counted from 1970-01-01; the conversion counts the
 * days of a year that begins in March, so that the leap day is the last one, in eras of 400 years
 * (146,097 days).
 */

#include "hz-date.h"

#include <string.h>

#define ERA_YEARS 400
#define ERA_DAYS 146097

/* From 0000-03-01 to 1970-01-01. */
#define EPOCH_DAYS 719468

#define LAST_YEAR 9999

/**
 * hz_date_is_set:
 * @date: a date
 *
 * Returns: whether it says anything
 */
gboolean
hz_date_is_set (HzDate date)
{
  return date.year != 0;
}

/**
 * hz_date_is_valid:
 * @date: a date
 *
 * Returns: whether the calendar has it, as a day, a month or a year. No date is not valid.
 */
gboolean
hz_date_is_valid (HzDate date)
{
  if (date.year < 1 || date.year > LAST_YEAR || date.month > 12 || date.about > 1)
    return FALSE;

  if (date.month == 0)
    return date.day == 0;

  return date.day <= hz_date_get_days_in_month (date.year, date.month);
}

/**
 * hz_date_is_exact:
 * @date: a date
 *
 * Returns: whether it is one known day
 */
gboolean
hz_date_is_exact (HzDate date)
{
  return date.day != 0 && !date.about;
}

/**
 * hz_date_equal:
 * @a: a date
 * @b: another
 *
 * Returns: whether both say the same
 */
gboolean
hz_date_equal (HzDate a,
               HzDate b)
{
  return a.year == b.year && a.month == b.month && a.day == b.day && a.about == b.about;
}

/* The sign of approximation stands behind the digits, and so does the date. */
static int
get_rank (guint8 part,
          guint8 about)
{
  return part == 0 && about ? G_MAXUINT8 : part;
}

/**
 * hz_date_compare:
 * @a: a date
 * @b: another
 *
 * Returns: below, at or above 0, in the order of the text form: a year stands before its months,
 *   a month before its days, approximate ones behind them, no date before all
 */
int
hz_date_compare (HzDate a,
                 HzDate b)
{
  if (a.year != b.year)
    return a.year - b.year;
  if (a.month != b.month)
    return get_rank (a.month, a.about) - get_rank (b.month, b.about);
  if (a.day != b.day)
    return get_rank (a.day, a.about) - get_rank (b.day, b.about);

  return a.about - b.about;
}

static gboolean
read_digits (const char **text,
             guint n_digits,
             int *number)
{
  int read = 0;

  for (guint i = 0; i < n_digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;

      read = 10 * read + g_ascii_digit_value (**text);
    }

  *number = read;
  return TRUE;
}

/**
 * hz_date_from_iso:
 * @text: (nullable): `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, each with `~` behind it when approximate
 * @date: (out): the date; untouched when there is none
 *
 * Returns: whether @text is such a date, and the calendar has it
 */
gboolean
hz_date_from_iso (const char *text,
                  HzDate *date)
{
  int parts[3] = { 0, 0, 0 };
  HzDate read;

  if (text == NULL || !read_digits (&text, 4, &parts[0]))
    return FALSE;

  for (guint i = 1; i < G_N_ELEMENTS (parts) && *text == '-'; i++)
    {
      text++;
      if (!read_digits (&text, 2, &parts[i]) || parts[i] == 0)
        return FALSE;
    }

  read = HZ_DATE ((gint16) parts[0], (guint8) parts[1], (guint8) parts[2]);
  if (*text == '~')
    {
      read.about = 1;
      text++;
    }

  if (*text != '\0' || !hz_date_is_valid (read))
    return FALSE;

  *date = read;
  return TRUE;
}

/**
 * hz_date_to_iso:
 * @date: a date
 *
 * Returns: (transfer full) (nullable): the text form, which hz_date_from_iso() reads and which
 *   sorts like the dates; %NULL for no date
 */
char *
hz_date_to_iso (HzDate date)
{
  const char *about = date.about ? "~" : "";

  if (!hz_date_is_set (date))
    return NULL;
  if (date.month == 0)
    return g_strdup_printf ("%04d%s", date.year, about);
  if (date.day == 0)
    return g_strdup_printf ("%04d-%02d%s", date.year, date.month, about);

  return g_strdup_printf ("%04d-%02d-%02d%s", date.year, date.month, date.day, about);
}

/**
 * hz_date_is_leap_year:
 * @year: a year
 *
 * Returns: whether it has 366 days
 */
gboolean
hz_date_is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/**
 * hz_date_get_days_in_month:
 * @year: a year
 * @month: 1 to 12
 *
 * Returns: how many days it has; 0 when there is no such month
 */
int
hz_date_get_days_in_month (int year,
                           int month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month < 1 || month > 12)
    return 0;

  return month == 2 && hz_date_is_leap_year (year) ? 29 : days[month - 1];
}

/**
 * hz_date_get_weekday:
 * @date: a date with a day
 *
 * Returns: 1 (Monday) to 7 (Sunday)
 */
int
hz_date_get_weekday (HzDate date)
{
  /* 1970-01-01 was a Thursday. */
  int since_monday = (hz_date_to_days (date) + 3) % 7;

  return (since_monday + 7) % 7 + 1;
}

/**
 * hz_date_get_week:
 * @date: a date with a day
 *
 * Returns: the number of its week by ISO 8601, 1 to 53: week 1 holds the year's first Thursday
 */
int
hz_date_get_week (HzDate date)
{
  HzDate thursday = hz_date_add_days (date, 4 - hz_date_get_weekday (date));

  return hz_date_get_distance (HZ_DATE (thursday.year, 1, 1), thursday) / 7 + 1;
}

/**
 * hz_date_get_age:
 * @birth: a birth date, possibly partial
 * @on: a day
 *
 * Returns: full years on that day. With a partial birth date the age she may have reached by then:
 *   the last birthday is taken to have been. -1 without a birth date, or before it
 */
int
hz_date_get_age (HzDate birth,
                 HzDate on)
{
  int years;

  if (!hz_date_is_set (birth) || !hz_date_is_set (on))
    return -1;

  years = on.year - birth.year;
  if (birth.month != 0
      && (on.month < birth.month || (on.month == birth.month && on.day < birth.day)))
    years--;

  return MAX (years, -1);
}

/**
 * hz_date_to_days:
 * @date: a date; of a partial one its first day is taken
 *
 * Returns: days since 1970-01-01
 */
int
hz_date_to_days (HzDate date)
{
  int month = MAX (date.month, 1);
  int day = MAX (date.day, 1);
  int year = month > 2 ? date.year : date.year - 1;
  int era = (year >= 0 ? year : year - (ERA_YEARS - 1)) / ERA_YEARS;
  int year_of_era = year - era * ERA_YEARS;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * ERA_DAYS + day_of_era - EPOCH_DAYS;
}

/**
 * hz_date_from_days:
 * @days: days since 1970-01-01
 *
 * Returns: the date, held within the years 1 to 9999
 */
HzDate
hz_date_from_days (int days)
{
  static const HzDate first = HZ_DATE (1, 1, 1);
  static const HzDate last = HZ_DATE (LAST_YEAR, 12, 31);
  int shifted = CLAMP (days, hz_date_to_days (first), hz_date_to_days (last)) + EPOCH_DAYS;
  int era = shifted / ERA_DAYS;
  int day_of_era = shifted - era * ERA_DAYS;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524
                     - day_of_era / (ERA_DAYS - 1)) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month = (5 * day_of_year + 2) / 153;
  int day = day_of_year - (153 * month + 2) / 5 + 1;
  int year = era * ERA_YEARS + year_of_era;

  return month < 10 ? HZ_DATE ((gint16) year, (guint8) (month + 3), (guint8) day)
                    : HZ_DATE ((gint16) (year + 1), (guint8) (month - 9), (guint8) day);
}

/**
 * hz_date_add_days:
 * @date: a date
 * @days: how many days later; earlier when negative
 *
 * Returns: that day
 */
HzDate
hz_date_add_days (HzDate date,
                  int days)
{
  return hz_date_from_days (hz_date_to_days (date) + days);
}

/**
 * hz_date_add_months:
 * @date: a date with a month
 * @months: how many months later; earlier when negative
 *
 * Returns: the same day of that month, or its last one when it is shorter
 */
HzDate
hz_date_add_months (HzDate date,
                    int months)
{
  int count = date.year * 12 + (MAX (date.month, 1) - 1) + months;
  HzDate moved = date;

  count = CLAMP (count, 12, LAST_YEAR * 12 + 11);
  moved.year = (gint16) (count / 12);
  moved.month = (guint8) (count % 12 + 1);
  moved.day = MIN (date.day, (guint8) hz_date_get_days_in_month (moved.year, moved.month));

  return moved;
}

/**
 * hz_date_get_distance:
 * @from: a date
 * @to: another
 *
 * Returns: how many days later @to is
 */
int
hz_date_get_distance (HzDate from,
                      HzDate to)
{
  return hz_date_to_days (to) - hz_date_to_days (from);
}

/**
 * hz_date_get_monday:
 * @date: a date with a day
 *
 * Returns: the Monday its week begins with
 */
HzDate
hz_date_get_monday (HzDate date)
{
  return hz_date_add_days (date, 1 - hz_date_get_weekday (date));
}

/**
 * hz_date_get_first_of_month:
 * @date: a date with a month
 *
 * Returns: the first day of its month
 */
HzDate
hz_date_get_first_of_month (HzDate date)
{
  return HZ_DATE (date.year, date.month, 1);
}

/**
 * hz_date_get_range:
 * @date: a date that is set
 *
 * Returns: all days it may be: one, a month, a year
 */
HzDateRange
hz_date_get_range (HzDate date)
{
  HzDate first = HZ_DATE (date.year, MAX (date.month, 1), MAX (date.day, 1));
  HzDate end;

  if (date.day != 0)
    end = hz_date_add_days (first, 1);
  else
    end = hz_date_add_months (first, date.month != 0 ? 1 : 12);

  return (HzDateRange) { first, end };
}

/**
 * hz_date_range_contains:
 * @range: a range
 * @date: a date with a day
 *
 * Returns: whether the day is in it; @range's end is not
 */
gboolean
hz_date_range_contains (HzDateRange range,
                        HzDate date)
{
  int day = hz_date_to_days (date);

  return hz_date_to_days (range.first) <= day && day < hz_date_to_days (range.end);
}

/**
 * hz_date_range_overlaps:
 * @a: a range
 * @b: another
 *
 * Returns: whether they share a day; ranges that only touch do not, nor does an empty one
 */
gboolean
hz_date_range_overlaps (HzDateRange a,
                        HzDateRange b)
{
  int first = MAX (hz_date_to_days (a.first), hz_date_to_days (b.first));
  int end = MIN (hz_date_to_days (a.end), hz_date_to_days (b.end));

  return first < end;
}
