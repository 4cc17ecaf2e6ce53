/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-date-text.h"

/* A sanitized program takes many times as long. */
#ifdef __SANITIZE_ADDRESS__
#define DAYS_APART 41
#else
#define DAYS_APART 1
#endif

/* Takes over @text. */
static void
assert_text (char *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

/* All names, so that a slip of the pen is seen: these stand in letters to courts. */
static void
test_names (void)
{
  static const char *const weekdays[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = "душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе",
    [HZ_LANGUAGE_RU] = "понедельник вторник среда четверг пятница суббота воскресенье",
    [HZ_LANGUAGE_EN] = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
  };
  static const char *const weekdays_short[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = "дшб сшб чшб пшб ҷмъ шнб яшб",
    [HZ_LANGUAGE_RU] = "пн вт ср чт пт сб вс",
    [HZ_LANGUAGE_EN] = "Mon Tue Wed Thu Fri Sat Sun",
  };
  static const char *const months[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    [HZ_LANGUAGE_RU] = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь "
                       "декабрь",
    [HZ_LANGUAGE_EN] = "January February March April May June July August September October "
                       "November December",
  };

  for (HzLanguage language = HZ_LANGUAGE_TG; language <= HZ_LANGUAGE_EN; language++)
    {
      const char *read[13] = { NULL };

      for (int i = 0; i < 7; i++)
        read[i] = hz_date_text_get_weekday (language, i + 1);
      assert_text (g_strjoinv (" ", (char **) read), weekdays[language]);

      for (int i = 0; i < 7; i++)
        read[i] = hz_date_text_get_weekday_short (language, i + 1);
      assert_text (g_strjoinv (" ", (char **) read), weekdays_short[language]);

      for (int i = 0; i < 12; i++)
        read[i] = hz_date_text_get_month (language, i + 1);
      assert_text (g_strjoinv (" ", (char **) read), months[language]);
    }
}

/* Between a day and a year Tajik binds the month by -и, Russian has the genitive. */
static void
test_bound_months (void)
{
  static const char *const months[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри "
                       "декабри",
    [HZ_LANGUAGE_RU] = "января февраля марта апреля мая июня июля августа сентября октября ноября "
                       "декабря",
    [HZ_LANGUAGE_EN] = "January February March April May June July August September October "
                       "November December",
  };
  static const char *const patterns[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = "соли 2014",
    [HZ_LANGUAGE_RU] = "2014 г.",
    [HZ_LANGUAGE_EN] = "2014",
  };

  for (HzLanguage language = HZ_LANGUAGE_TG; language <= HZ_LANGUAGE_EN; language++)
    {
      g_auto (GStrv) names = g_strsplit (months[language], " ", -1);

      for (guint8 month = 1; month <= 12; month++)
        {
          g_autofree char *expected = g_strdup_printf ("7 %s %s", names[month - 1],
                                                       patterns[language]);

          assert_text (hz_date_text_long (language, HZ_DATE (2014, month, 7)), expected);
        }
    }
}

typedef char *(*Write) (HzLanguage language,
                        HzDate date);

static void
test_sentences (void)
{
  static const struct
  {
    Write write;
    HzDate date;
    const char *texts[HZ_N_LANGUAGES];
  } cases[] = {
    { hz_date_text_long, { 2014, 7, 26, 0 },
      { "26 июли соли 2014", "26 июля 2014 г.", "26 July 2014" } },
    { hz_date_text_long, { 2024, 2, 29, 0 },
      { "29 феврали соли 2024", "29 февраля 2024 г.", "29 February 2024" } },

    /* Without a day Russian leaves the genitive, Tajik keeps the izafet. */
    { hz_date_text_long, { 1994, 5, 0, 0 }, { "майи соли 1994", "май 1994 г.", "May 1994" } },
    { hz_date_text_long, { 1994, 0, 0, 0 }, { "соли 1994", "1994 г.", "1994" } },
    { hz_date_text_long, { 1994, 0, 0, 1 },
      { "тақрибан соли 1994", "примерно 1994 г.", "about 1994" } },
    { hz_date_text_long, { 1994, 3, 8, 1 },
      { "тақрибан 8 марти соли 1994", "примерно 8 марта 1994 г.", "about 8 March 1994" } },
    { hz_date_text_long, { 0, 0, 0, 0 }, { "", "", "" } },

    { hz_date_text_day_month, { 2014, 7, 26, 0 }, { "26 июл", "26 июля", "26 July" } },

    { hz_date_text_month_year, { 2014, 7, 26, 0 }, { "Июли соли 2014", "Июль 2014", "July 2014" } },
    { hz_date_text_month_year, { 2014, 7, 0, 0 }, { "Июли соли 2014", "Июль 2014", "July 2014" } },

    { hz_date_text_heading, { 2014, 7, 26, 0 },
      { "Шанбе, 26 июли соли 2014", "Суббота, 26 июля 2014 г.", "Saturday, 26 July 2014" } },

    /* Ҷ is a letter that a table of capitals could lack. */
    { hz_date_text_heading, { 2026, 11, 27, 0 },
      { "Ҷумъа, 27 ноябри соли 2026", "Пятница, 27 ноября 2026 г.", "Friday, 27 November 2026" } },

    { hz_date_text_week, { 2026, 11, 23, 0 },
      { "23–29 ноябри соли 2026", "23–29 ноября 2026 г.", "23–29 November 2026" } },
    { hz_date_text_week, { 2026, 11, 30, 0 },
      { "30 ноябри – 6 декабри соли 2026", "30 ноября – 6 декабря 2026 г.",
        "30 November – 6 December 2026" } },
    { hz_date_text_week, { 2026, 12, 28, 0 },
      { "28 декабри соли 2026 – 3 январи соли 2027", "28 декабря 2026 г. – 3 января 2027 г.",
        "28 December 2026 – 3 January 2027" } },

    /* Only in a leap year this week ends before March. */
    { hz_date_text_week, { 2044, 2, 22, 0 },
      { "22–28 феврали соли 2044", "22–28 февраля 2044 г.", "22–28 February 2044" } },
    { hz_date_text_week, { 2024, 2, 26, 0 },
      { "26 феврали – 3 марти соли 2024", "26 февраля – 3 марта 2024 г.",
        "26 February – 3 March 2024" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (HzLanguage language = HZ_LANGUAGE_TG; language <= HZ_LANGUAGE_EN; language++)
      assert_text (cases[i].write (language, cases[i].date), cases[i].texts[language]);
}

static void
test_short (void)
{
  assert_text (hz_date_text_short (HZ_DATE (2014, 7, 6)), "06.07.2014");
  assert_text (hz_date_text_short (HZ_DATE (2014, 7, 0)), "07.2014");
  assert_text (hz_date_text_short (HZ_DATE (2014, 0, 0)), "2014");
  assert_text (hz_date_text_short ((HzDate) { 2014, 0, 0, 1 }), "~2014");
  assert_text (hz_date_text_short ((HzDate) { 2014, 7, 0, 1 }), "~07.2014");
  assert_text (hz_date_text_short ((HzDate) { 2014, 7, 6, 1 }), "~06.07.2014");
  assert_text (hz_date_text_short (HZ_DATE (9, 1, 1)), "01.01.0009");
  assert_text (hz_date_text_short (HZ_DATE_NONE), "");
}

static void
test_placeholders (void)
{
  for (HzLanguage language = HZ_LANGUAGE_TG; language <= HZ_LANGUAGE_EN; language++)
    {
      const char *exact = hz_date_text_get_placeholder (language, HZ_DATE_KIND_EXACT);

      g_assert_cmpint (g_utf8_strlen (exact, -1), ==, 10);
      for (HzDateKind kind = HZ_DATE_KIND_EXACT; kind <= HZ_DATE_KIND_RANGE; kind++)
        g_assert_true (g_str_has_prefix (hz_date_text_get_placeholder (language, kind), exact));
    }
}

/* No two days look the same, in any language. */
static void
test_every_day (void)
{
  for (HzLanguage language = HZ_LANGUAGE_TG; language <= HZ_LANGUAGE_EN; language++)
    {
      g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      HzDate date = HZ_DATE (1900, 1, 1);

      for (; date.year <= 2100; date = hz_date_add_days (date, DAYS_APART))
        g_assert_true (g_hash_table_add (texts, hz_date_text_long (language, date)));
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/date-text/names", test_names);
  g_test_add_func ("/base/date-text/bound-months", test_bound_months);
  g_test_add_func ("/base/date-text/sentences", test_sentences);
  g_test_add_func ("/base/date-text/short", test_short);
  g_test_add_func ("/base/date-text/placeholders", test_placeholders);
  g_test_add_func ("/base/date-text/every-day", test_every_day);

  return g_test_run ();
}
