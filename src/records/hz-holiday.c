/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-holiday.h"

#include <string.h>

#include "hz-data-table.h"

/* @date without a year comes each year. */
typedef struct
{
  HzDate date;
  gboolean is_day_off;
  gboolean is_to_be_confirmed;
  char *names[HZ_N_LANGUAGES];
} Holiday;

static GArray *
read_holidays (void)
{
  g_autoptr (HzDataTable) table = hz_data_table_read ("lists/holidays.tsv");
  GArray *holidays = g_array_new (FALSE, TRUE, sizeof (Holiday));

  for (guint i = 0; i < hz_data_table_get_n_rows (table); i++)
    {
      gboolean is_fixed = strcmp (hz_data_table_get (table, i, "kind"), "fixed") == 0;
      g_autofree char *iso = g_strconcat (is_fixed ? "2000-" : "",
                                          hz_data_table_get (table, i, "date"), NULL);
      Holiday holiday = { 0 };
      gboolean is_date = hz_date_from_iso (iso, &holiday.date);

      g_assert (is_date);
      if (is_fixed)
        holiday.date.year = 0;
      holiday.is_day_off = strcmp (hz_data_table_get (table, i, "day_off"), "yes") == 0;
      holiday.is_to_be_confirmed = strcmp (hz_data_table_get (table, i, "confirm"), "yes") == 0;
      for (int language = 0; language < HZ_N_LANGUAGES; language++)
        holiday.names[language] =
          g_strdup (hz_data_table_get (table, i, hz_language_get_code (language)));
      g_array_append_val (holidays, holiday);
    }

  return holidays;
}

static const Holiday *
find_holiday (HzDate date)
{
  static GArray *holidays;

  if (g_once_init_enter (&holidays))
    g_once_init_leave (&holidays, read_holidays ());

  for (guint i = 0; i < holidays->len; i++)
    {
      const Holiday *holiday = &g_array_index (holidays, Holiday, i);

      if (holiday->date.month == date.month && holiday->date.day == date.day
          && (holiday->date.year == 0 || holiday->date.year == date.year))
        return holiday;
    }

  return NULL;
}

/**
 * hz_holiday_get_name:
 * @date: an exact date
 * @language: of the name
 * @is_day_off: (out) (optional): whether nobody works
 * @is_to_be_confirmed: (out) (optional): whether the true day may be another one
 *
 * From any thread.
 *
 * Returns: (transfer none) (nullable): the name of the holiday; %NULL, and nothing set, on other days
 */
const char *
hz_holiday_get_name (HzDate date,
                     HzLanguage language,
                     gboolean *is_day_off,
                     gboolean *is_to_be_confirmed)
{
  const Holiday *holiday = hz_date_is_exact (date) ? find_holiday (date) : NULL;

  if (holiday == NULL)
    return NULL;

  if (is_day_off != NULL)
    *is_day_off = holiday->is_day_off;
  if (is_to_be_confirmed != NULL)
    *is_to_be_confirmed = holiday->is_to_be_confirmed;

  return holiday->names[language];
}
