/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Days and months in words, without gettext: a letter speaks its own language whatever the
 * interface speaks, and the C library's Tajik locale has Russian names.
 *
 * Tajik binds the month to the year with an izafet: 26 июли соли 2014. Russian wants the genitive
 * after a day: 26 июля 2014 г. Both write them small inside a sentence.
 */

#include "hz-date-text.h"

#include "hz-text.h"

static const char *const weekdays[HZ_N_LANGUAGES][7] = {
  [HZ_LANGUAGE_TG] = { "душанбе", "сешанбе", "чоршанбе", "панҷшанбе", "ҷумъа", "шанбе", "якшанбе" },
  [HZ_LANGUAGE_RU] = { "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
                       "воскресенье" },
  [HZ_LANGUAGE_EN] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
                       "Sunday" },
};

static const char *const weekdays_short[HZ_N_LANGUAGES][7] = {
  [HZ_LANGUAGE_TG] = { "дшб", "сшб", "чшб", "пшб", "ҷмъ", "шнб", "яшб" },
  [HZ_LANGUAGE_RU] = { "пн", "вт", "ср", "чт", "пт", "сб", "вс" },
  [HZ_LANGUAGE_EN] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
};

static const char *const months[HZ_N_LANGUAGES][12] = {
  [HZ_LANGUAGE_TG] = { "январ", "феврал", "март", "апрел", "май", "июн", "июл", "август",
                       "сентябр", "октябр", "ноябр", "декабр" },
  [HZ_LANGUAGE_RU] = { "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август",
                       "сентябрь", "октябрь", "ноябрь", "декабрь" },
  [HZ_LANGUAGE_EN] = { "January", "February", "March", "April", "May", "June", "July", "August",
                       "September", "October", "November", "December" },
};

/* As they stand between a day and a year. */
static const char *const months_bound[HZ_N_LANGUAGES][12] = {
  [HZ_LANGUAGE_TG] = { "январи", "феврали", "марти", "апрели", "майи", "июни", "июли", "августи",
                       "сентябри", "октябри", "ноябри", "декабри" },
  [HZ_LANGUAGE_RU] = { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
                       "сентября", "октября", "ноября", "декабря" },
  [HZ_LANGUAGE_EN] = { "January", "February", "March", "April", "May", "June", "July", "August",
                       "September", "October", "November", "December" },
};

/**
 * hz_date_text_get_weekday:
 * @language: a language
 * @weekday: 1 (Monday) to 7
 *
 * Returns: (transfer none): its name as inside a sentence
 */
const char *
hz_date_text_get_weekday (HzLanguage language,
                          int weekday)
{
  g_return_val_if_fail (weekday >= HZ_MONDAY && weekday <= HZ_SUNDAY, "");

  return weekdays[language][weekday - 1];
}

/**
 * hz_date_text_get_weekday_short:
 * @language: a language
 * @weekday: 1 (Monday) to 7
 *
 * Returns: (transfer none): its abbreviation, two or three letters
 */
const char *
hz_date_text_get_weekday_short (HzLanguage language,
                                int weekday)
{
  g_return_val_if_fail (weekday >= HZ_MONDAY && weekday <= HZ_SUNDAY, "");

  return weekdays_short[language][weekday - 1];
}

/**
 * hz_date_text_get_month:
 * @language: a language
 * @month: 1 to 12
 *
 * Returns: (transfer none): its name by itself, as inside a sentence
 */
const char *
hz_date_text_get_month (HzLanguage language,
                        int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return months[language][month - 1];
}

/**
 * hz_date_text_get_placeholder:
 * @language: a language
 * @kind: what the field takes
 *
 * Returns: (transfer none): what an empty field shows of how to fill it
 */
const char *
hz_date_text_get_placeholder (HzLanguage language,
                              HzDateKind kind)
{
  static const char *const placeholders[HZ_N_LANGUAGES][3] = {
    [HZ_LANGUAGE_TG] = { "рр.мм.сссс", "рр.мм.сссс ё сссс", "рр.мм.сссс – рр.мм.сссс" },
    [HZ_LANGUAGE_RU] = { "ДД.ММ.ГГГГ", "ДД.ММ.ГГГГ или ГГГГ", "ДД.ММ.ГГГГ – ДД.ММ.ГГГГ" },
    [HZ_LANGUAGE_EN] = { "dd.mm.yyyy", "dd.mm.yyyy or yyyy", "dd.mm.yyyy – dd.mm.yyyy" },
  };

  return placeholders[language][kind];
}

/**
 * hz_date_text_short:
 * @date: a date, possibly partial
 *
 * Returns: (transfer full): 26.07.2014, 07.2014, 2014, ~2014: the same in all three languages, and
 *   what hz_date_parse() reads; empty for no date
 */
char *
hz_date_text_short (HzDate date)
{
  const char *about = date.about ? "~" : "";

  if (!hz_date_is_set (date))
    return g_strdup ("");
  if (date.month == 0)
    return g_strdup_printf ("%s%04d", about, date.year);
  if (date.day == 0)
    return g_strdup_printf ("%s%02d.%04d", about, date.month, date.year);

  return g_strdup_printf ("%s%02d.%02d.%04d", about, date.day, date.month, date.year);
}

static char *
write_year (HzLanguage language,
            int year)
{
  static const char *const patterns[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = "соли %d",
    [HZ_LANGUAGE_RU] = "%d г.",
    [HZ_LANGUAGE_EN] = "%d",
  };

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (patterns[language], year);
#pragma GCC diagnostic pop
}

static char *
write_known (HzLanguage language,
             HzDate date)
{
  g_autofree char *year = write_year (language, date.year);

  if (date.month == 0)
    return g_steal_pointer (&year);

  if (date.day == 0)
    {
      /* Without a day only Tajik binds the month to the year. */
      const char *month = language == HZ_LANGUAGE_TG ? months_bound[language][date.month - 1]
                                                     : months[language][date.month - 1];

      return g_strdup_printf ("%s %s", month, year);
    }

  return g_strdup_printf ("%d %s %s", date.day, months_bound[language][date.month - 1], year);
}

/**
 * hz_date_text_long:
 * @language: a language
 * @date: a date, possibly partial
 *
 * Returns: (transfer full): the date as a letter writes it: «26 июли соли 2014», «26 июля 2014 г.»,
 *   "26 July 2014"; empty for no date
 */
char *
hz_date_text_long (HzLanguage language,
                   HzDate date)
{
  static const char *const about[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = "тақрибан",
    [HZ_LANGUAGE_RU] = "примерно",
    [HZ_LANGUAGE_EN] = "about",
  };
  g_autofree char *known = NULL;

  if (!hz_date_is_set (date))
    return g_strdup ("");

  known = write_known (language, date);
  if (!date.about)
    return g_steal_pointer (&known);

  return g_strdup_printf ("%s %s", about[language], known);
}

/**
 * hz_date_text_day_month:
 * @language: a language
 * @date: a date with a day
 *
 * Returns: (transfer full): the day without its year: «26 июл», «26 июля», "26 July"
 */
char *
hz_date_text_day_month (HzLanguage language,
                        HzDate date)
{
  const char *month;

  g_return_val_if_fail (date.day != 0, g_strdup (""));

  month = language == HZ_LANGUAGE_TG ? months[language][date.month - 1]
                                     : months_bound[language][date.month - 1];

  return g_strdup_printf ("%d %s", date.day, month);
}

/**
 * hz_date_text_month_year:
 * @language: a language
 * @date: a date with a month
 *
 * Returns: (transfer full): the month as a heading: «Июли соли 2014», «Июль 2014», "July 2014"
 */
char *
hz_date_text_month_year (HzLanguage language,
                         HzDate date)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (date.month != 0, g_strdup (""));

  if (language == HZ_LANGUAGE_RU)
    text = g_strdup_printf ("%s %d", months[language][date.month - 1], date.year);
  else
    text = write_known (language, HZ_DATE (date.year, date.month, 0));

  return hz_text_capitalize (text);
}

/**
 * hz_date_text_heading:
 * @language: a language
 * @date: a date with a day
 *
 * Returns: (transfer full): the day as a heading: «Шанбе, 26 июли соли 2014»
 */
char *
hz_date_text_heading (HzLanguage language,
                      HzDate date)
{
  g_autofree char *known = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (date.day != 0, g_strdup (""));

  known = write_known (language, date);
  text = g_strdup_printf ("%s, %s", weekdays[language][hz_date_get_weekday (date) - 1], known);

  return hz_text_capitalize (text);
}

/**
 * hz_date_text_week:
 * @language: a language
 * @monday: its first day
 *
 * Returns: (transfer full): the week as a heading: «23–29 ноябри соли 2026», «30 ноября –
 *   6 декабря 2026 г.»
 */
char *
hz_date_text_week (HzLanguage language,
                   HzDate monday)
{
  HzDate sunday = hz_date_add_days (monday, 6);
  g_autofree char *end = write_known (language, sunday);
  g_autofree char *start = NULL;

  if (monday.month == sunday.month)
    return g_strdup_printf ("%d–%s", monday.day, end);

  if (monday.year != sunday.year)
    start = write_known (language, monday);
  else
    start = g_strdup_printf ("%d %s", monday.day, months_bound[language][monday.month - 1]);

  return g_strdup_printf ("%s – %s", start, end);
}
