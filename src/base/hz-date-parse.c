/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a person may type for a date, where today is Tuesday 2026-11-24:
 *
 *   05.12.1999  5/12/99  5 12 1999  5-12-99  05121999  051299  1999-12-05   one day
 *   05.12  0512  512       that day; the year is filled in
 *   5                      the next 5th when planning, else the last one
 *   +7  +2w  -3            days, and weeks (w, н, ҳ and its neighbours х, h), from today
 *   1994  03.1994  1994-03  031994  ~1994        where a field takes partial dates
 *
 * A year of two digits is of this century, unless the field is about the past and it would lie in
 * the future. A day without a year is, about the past, the last such day; when planning, that of
 * this year, or of the next if it has been over for half a year.
 */

#include "hz-date-parse.h"

#include <string.h>

#define MAX_PARTS 3
#define MAX_DIGITS 8
#define FIRST_LIKELY_YEAR 1900
#define LAST_LIKELY_YEAR 2100
#define HALF_A_YEAR 183
#define MOST_STEPS 100000

typedef struct
{
  int number[MAX_PARTS];
  guint n_digits[MAX_PARTS];
  guint n_parts;
  gboolean about;
} Typed;

typedef struct
{
  HzDateKind kind;
  HzDateSense sense;
  HzDate today;
} Field;

static gboolean
is_separator (gunichar c)
{
  return c == '.' || c == ',' || c == '/' || c == '-' || c == 0x2010 || c == 0x2011
         || g_unichar_isspace (c);
}

/* Takes the text apart into up to three numbers; FALSE if anything else is in it. */
static gboolean
split_numbers (const char *text,
               Typed *typed)
{
  gboolean in_number = FALSE;

  memset (typed, 0, sizeof *typed);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '~')
        {
          typed->about = TRUE;
          in_number = FALSE;
        }
      else if (is_separator (c))
        {
          in_number = FALSE;
        }
      else if (c < 0x80 && g_ascii_isdigit ((char) c))
        {
          guint i;

          if (!in_number && typed->n_parts == MAX_PARTS)
            return FALSE;

          typed->n_parts += in_number ? 0 : 1;
          in_number = TRUE;
          i = typed->n_parts - 1;

          if (++typed->n_digits[i] > MAX_DIGITS)
            return FALSE;

          typed->number[i] = 10 * typed->number[i] + g_ascii_digit_value ((char) c);
        }
      else
        {
          return FALSE;
        }
    }

  return typed->n_parts > 0;
}

static gboolean
is_likely_year (int year)
{
  return FIRST_LIKELY_YEAR <= year && year <= LAST_LIKELY_YEAR;
}

static HzDate
make_date (int year,
           int month,
           int day)
{
  /* What does not fit a field of HzDate is no date either; 255 is no month and no day. */
  return HZ_DATE ((gint16) CLAMP (year, 0, G_MAXINT16),
                  (guint8) CLAMP (month, 0, G_MAXUINT8),
                  (guint8) CLAMP (day, 0, G_MAXUINT8));
}

static HzDateParse
check_date (const Field *field,
            HzDate date,
            HzDate *result)
{
  if (!hz_date_is_valid (date))
    return HZ_DATE_PARSE_NO_SUCH_DATE;
  if (field->kind == HZ_DATE_KIND_EXACT && !hz_date_is_exact (date))
    return HZ_DATE_PARSE_NOT_EXACT;
  if (field->sense == HZ_DATE_SENSE_PAST && hz_date_get_distance (field->today, date) > 0)
    return HZ_DATE_PARSE_FUTURE;

  *result = date;
  return HZ_DATE_PARSE_OK;
}

static int
complete_year (const Field *field,
               int year,
               guint n_digits,
               int month,
               int day)
{
  if (n_digits > 2)
    return year;

  year += 2000;
  if (field->sense == HZ_DATE_SENSE_PAST
      && hz_date_compare (make_date (year, month, day), field->today) > 0)
    year -= 100;

  return year;
}

static HzDateParse
take_day (const Field *field,
          int day,
          int month,
          int year,
          guint year_digits,
          HzDate *result)
{
  if (day == 0 || month == 0)
    return HZ_DATE_PARSE_NO_SUCH_DATE;
  if (year_digits == 3 || year_digits > 4)
    return HZ_DATE_PARSE_UNCLEAR;

  year = complete_year (field, year, year_digits, month, day);

  return check_date (field, make_date (year, month, day), result);
}

static HzDateParse
take_day_and_month (const Field *field,
                    int day,
                    int month,
                    HzDate *result)
{
  int year = field->today.year;
  int distance;

  if (day == 0 || month == 0 || month > 12 || day > 31)
    return HZ_DATE_PARSE_NO_SUCH_DATE;

  distance = hz_date_get_distance (field->today, make_date (year, month, day));
  if (field->sense == HZ_DATE_SENSE_PAST && distance > 0)
    year--;
  else if (field->sense == HZ_DATE_SENSE_PLANNING && distance < -HALF_A_YEAR)
    year++;

  while (field->sense == HZ_DATE_SENSE_PAST && year > 1
         && day == 29 && month == 2 && !hz_date_is_leap_year (year))
    year--;

  return check_date (field, make_date (year, month, day), result);
}

static HzDateParse
take_month (const Field *field,
            int month,
            int year,
            HzDate *result)
{
  if (month == 0)
    return HZ_DATE_PARSE_NO_SUCH_DATE;

  return check_date (field, make_date (year, month, 0), result);
}

static HzDateParse
take_day_alone (const Field *field,
                int day,
                HzDate *result)
{
  int step = field->sense == HZ_DATE_SENSE_PLANNING ? 1 : -1;
  HzDate month = hz_date_get_first_of_month (field->today);

  if (day == 0 || day > 31)
    return HZ_DATE_PARSE_NO_SUCH_DATE;

  /* Of the months in a row, at most one has no such day. */
  for (guint i = 0; i < 3; i++, month = hz_date_add_months (month, step))
    {
      HzDate date = make_date (month.year, month.month, day);
      int ahead = hz_date_get_distance (field->today, date) * step;

      if (hz_date_is_valid (date) && ahead >= 0)
        return check_date (field, date, result);
    }

  return HZ_DATE_PARSE_NO_SUCH_DATE;
}

static HzDateParse
take_four_digits (const Field *field,
                  const Typed *typed,
                  HzDate *result)
{
  int number = typed->number[0];
  gboolean is_day = number / 100 >= 1
                    && number / 100 <= hz_date_get_days_in_month (2000, number % 100);

  if (typed->about || (is_likely_year (number)
                       && (field->kind != HZ_DATE_KIND_EXACT || !is_day)))
    return check_date (field, make_date (number, 0, 0), result);

  return take_day_and_month (field, number / 100, number % 100, result);
}

static HzDateParse
take_six_digits (const Field *field,
                 int number,
                 HzDate *result)
{
  HzDateParse parsed = take_day (field, number / 10000, number / 100 % 100, number % 100, 2, result);

  if (parsed == HZ_DATE_PARSE_NO_SUCH_DATE && number / 10000 <= 12
      && is_likely_year (number % 10000))
    return take_month (field, number / 10000, number % 10000, result);

  return parsed;
}

static HzDateParse
take_eight_digits (const Field *field,
                   int number,
                   HzDate *result)
{
  int year = number / 10000;

  /* As a machine writes it. */
  if (is_likely_year (year) && !is_likely_year (number % 10000))
    return take_day (field, number % 100, number / 100 % 100, year, 4, result);

  return take_day (field, number / 1000000, number / 10000 % 100, number % 10000, 4, result);
}

static HzDateParse
take_one_number (const Field *field,
                 const Typed *typed,
                 HzDate *result)
{
  int number = typed->number[0];

  switch (typed->n_digits[0])
    {
    case 1:
    case 2:
      /* No day has this number, but a year of birth may. */
      if (number > 31 && field->kind != HZ_DATE_KIND_EXACT)
        return check_date (field, make_date (complete_year (field, number, 2, 0, 0), 0, 0), result);
      return typed->about ? HZ_DATE_PARSE_UNCLEAR : take_day_alone (field, number, result);

    case 3:
      return take_day_and_month (field, number / 100, number % 100, result);

    case 4:
      return take_four_digits (field, typed, result);

    case 6:
      return take_six_digits (field, number, result);

    case 8:
      return take_eight_digits (field, number, result);

    default:
      return HZ_DATE_PARSE_UNCLEAR;
    }
}

static HzDateParse
take_two_numbers (const Field *field,
                  const Typed *typed,
                  HzDate *result)
{
  if (typed->n_digits[0] == 4 && typed->n_digits[1] <= 2)
    return take_month (field, typed->number[1], typed->number[0], result);
  if (typed->n_digits[1] == 4 && typed->n_digits[0] <= 2)
    return take_month (field, typed->number[0], typed->number[1], result);
  if (typed->n_digits[0] > 2 || typed->n_digits[1] > 2)
    return HZ_DATE_PARSE_UNCLEAR;

  return take_day_and_month (field, typed->number[0], typed->number[1], result);
}

static HzDateParse
take_three_numbers (const Field *field,
                    const Typed *typed,
                    HzDate *result)
{
  if (typed->n_digits[1] > 2)
    return HZ_DATE_PARSE_UNCLEAR;
  if (typed->n_digits[0] == 4 && typed->n_digits[2] <= 2)
    return take_day (field, typed->number[2], typed->number[1], typed->number[0], 4, result);
  if (typed->n_digits[0] > 2)
    return HZ_DATE_PARSE_UNCLEAR;

  return take_day (field, typed->number[0], typed->number[1], typed->number[2],
                   typed->n_digits[2], result);
}

static HzDateParse
take_numbers (const Field *field,
              const Typed *typed,
              HzDate *result)
{
  switch (typed->n_parts)
    {
    case 1:
      return take_one_number (field, typed, result);

    case 2:
      return take_two_numbers (field, typed, result);

    default:
      return take_three_numbers (field, typed, result);
    }
}

/* "+7", "+2w", "-3": days or weeks from today. */
static gboolean
take_steps (const Field *field,
            const char *text,
            HzDateParse *parsed,
            HzDate *result)
{
  int sign = *text == '-' ? -1 : 1;
  guint64 steps;
  char *unit;
  gunichar c;

  if ((*text != '+' && *text != '-') || !g_ascii_isdigit (text[1]))
    return FALSE;

  steps = g_ascii_strtoull (text + 1, &unit, 10);
  g_strchug (unit);
  c = g_unichar_tolower (g_utf8_get_char (unit));

  if (c == 'w' || c == 'h' || c == 0x043d || c == 0x04b3 || c == 0x0445)
    {
      steps = MIN (steps, MOST_STEPS) * 7;
      unit = g_utf8_next_char (unit);
    }

  if (*unit != '\0')
    return FALSE;

  *parsed = steps > MOST_STEPS
            ? HZ_DATE_PARSE_UNCLEAR
            : check_date (field, hz_date_add_days (field->today, sign * (int) steps), result);
  return TRUE;
}

static HzDateParse
parse_field (const Field *field,
             const char *text,
             HzDate *result)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  HzDateParse parsed;
  Typed typed;

  if (*trimmed == '\0')
    return HZ_DATE_PARSE_EMPTY;
  if (!g_utf8_validate (trimmed, -1, NULL))
    return HZ_DATE_PARSE_UNCLEAR;
  if (take_steps (field, trimmed, &parsed, result))
    return parsed;
  if (!split_numbers (trimmed, &typed))
    return HZ_DATE_PARSE_UNCLEAR;

  parsed = take_numbers (field, &typed, result);
  if (parsed != HZ_DATE_PARSE_OK || !typed.about)
    return parsed;
  if (field->kind == HZ_DATE_KIND_EXACT)
    return HZ_DATE_PARSE_NOT_EXACT;

  result->about = 1;
  return HZ_DATE_PARSE_OK;
}

/**
 * hz_date_parse:
 * @text: what was typed
 * @kind: what the field takes; for a range see hz_date_parse_range(), here it is read as partial
 * @sense: what the field is about
 * @today: what day it is
 * @date: (out): the date; untouched unless the answer is %HZ_DATE_PARSE_OK
 *
 * Returns: whether it was understood, or why not
 */
HzDateParse
hz_date_parse (const char *text,
               HzDateKind kind,
               HzDateSense sense,
               HzDate today,
               HzDate *date)
{
  Field field = { kind, sense, today };
  HzDate read = HZ_DATE_NONE;
  HzDateParse parsed = parse_field (&field, text, &read);

  if (parsed == HZ_DATE_PARSE_OK)
    *date = read;

  return parsed;
}

/* Where the second date of a range begins: after a dash, an ellipsis, or a hyphen that stands
 * between spaces or between two dates written with dots. */
static const char *
find_second (const char *text,
             gsize *first_length)
{
  static const char *const marks[] = { "–", "—", "…", "...", "..", " - " };
  const char *hyphen = strchr (text, '-');

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *found = strstr (text, marks[i]);

      if (found != NULL)
        {
          *first_length = (gsize) (found - text);
          return found + strlen (marks[i]);
        }
    }

  if (hyphen != NULL && hyphen != text && strpbrk (hyphen, "./") != NULL)
    {
      *first_length = (gsize) (hyphen - text);
      return hyphen + 1;
    }

  return NULL;
}

/* "1-15.03.2026", "1.03-15.03.2026": what the first leaves out, the second says. */
static HzDateParse
parse_first (const Field *field,
             const char *text,
             HzDate second,
             HzDate *first)
{
  Typed typed;

  if (second.day != 0 && split_numbers (text, &typed) && typed.n_digits[0] <= 2)
    {
      if (typed.n_parts == 1)
        return take_day (field, typed.number[0], second.month, second.year, 4, first);
      if (typed.n_parts == 2 && typed.n_digits[1] <= 2)
        return take_day (field, typed.number[0], typed.number[1], second.year, 4, first);
    }

  return parse_field (field, text, first);
}

/**
 * hz_date_parse_range:
 * @text: what was typed: two dates and a dash between, or a day, a month, a year
 * @sense: what the field is about
 * @today: what day it is
 * @range: (out): the days from the first to the last, the last included; untouched unless the
 *   answer is %HZ_DATE_PARSE_OK
 *
 * Returns: whether it was understood, or why not
 */
HzDateParse
hz_date_parse_range (const char *text,
                     HzDateSense sense,
                     HzDate today,
                     HzDateRange *range)
{
  Field field = { HZ_DATE_KIND_RANGE, sense, today };
  HzDate first = HZ_DATE_NONE;
  HzDate second = HZ_DATE_NONE;
  gsize first_length = 0;
  const char *rest = find_second (text, &first_length);
  g_autofree char *first_text = NULL;
  HzDateRange typed;
  HzDateParse parsed;

  parsed = parse_field (&field, rest != NULL ? rest : text, &second);
  if (parsed != HZ_DATE_PARSE_OK)
    return parsed;

  if (rest == NULL)
    {
      *range = hz_date_get_range (second);
      return HZ_DATE_PARSE_OK;
    }

  first_text = g_strndup (text, first_length);
  parsed = parse_first (&field, first_text, second, &first);
  if (parsed != HZ_DATE_PARSE_OK)
    return parsed;

  typed = (HzDateRange) { hz_date_get_range (first).first, hz_date_get_range (second).end };
  if (hz_date_get_distance (typed.first, typed.end) <= 0)
    return HZ_DATE_PARSE_REVERSED;

  *range = typed;
  return HZ_DATE_PARSE_OK;
}

/**
 * hz_date_parse_time:
 * @text: what was typed: 9, 930, 0930, 9:30, 9.30, 9 30
 * @minute: (out): minute of the day, 0 to 1439; untouched unless the answer is %HZ_DATE_PARSE_OK
 *
 * Returns: whether it was understood, or why not
 */
HzDateParse
hz_date_parse_time (const char *text,
                    int *minute)
{
  g_autofree char *copy = g_strdelimit (g_strstrip (g_strdup (text)), ":", '.');
  int hours, minutes;
  Typed typed;

  if (*copy == '\0')
    return HZ_DATE_PARSE_EMPTY;
  if (!g_utf8_validate (copy, -1, NULL) || !split_numbers (copy, &typed) || typed.about
      || typed.n_parts > 2)
    return HZ_DATE_PARSE_UNCLEAR;

  hours = typed.number[0];
  minutes = typed.number[1];

  if (typed.n_parts == 2 && (typed.n_digits[0] > 2 || typed.n_digits[1] != 2))
    return HZ_DATE_PARSE_UNCLEAR;
  if (typed.n_parts == 1 && typed.n_digits[0] > 4)
    return HZ_DATE_PARSE_UNCLEAR;

  if (typed.n_parts == 1 && typed.n_digits[0] > 2)
    {
      minutes = hours % 100;
      hours /= 100;
    }

  if (hours > 23 || minutes > 59)
    return HZ_DATE_PARSE_NO_SUCH_DATE;

  *minute = hours * 60 + minutes;
  return HZ_DATE_PARSE_OK;
}
