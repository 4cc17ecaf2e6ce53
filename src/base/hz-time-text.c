/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-time-text.h"

#include "hz-date-text.h"
#include "hz-zone.h"

/**
 * hz_time_text:
 * @minute: minute of the day, 0 to 1440
 *
 * Returns: (transfer full): HH:mm; the day's end is 24:00
 */
char *
hz_time_text (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

/**
 * hz_time_text_span:
 * @start_minute: minute of the day
 * @end_minute: the end, not part of it
 *
 * Returns: (transfer full): 10:00–10:45
 */
char *
hz_time_text_span (int start_minute,
                   int end_minute)
{
  return g_strdup_printf ("%02d:%02d–%02d:%02d", start_minute / 60, start_minute % 60,
                          end_minute / 60, end_minute % 60);
}

/**
 * hz_time_text_moment:
 * @moment: UTC milliseconds
 *
 * Returns: (transfer full): day and time at the centre: 24.11.2026 14:30
 */
char *
hz_time_text_moment (gint64 moment)
{
  g_autofree char *day = hz_time_text_moment_day (moment);
  g_autofree char *time = hz_time_text_moment_time (moment);

  return g_strdup_printf ("%s %s", day, time);
}

/**
 * hz_time_text_moment_day:
 * @moment: UTC milliseconds
 *
 * Returns: (transfer full): the day at the centre: 24.11.2026
 */
char *
hz_time_text_moment_day (gint64 moment)
{
  return hz_date_text_short (hz_zone_from_utc (moment, NULL));
}

/**
 * hz_time_text_moment_time:
 * @moment: UTC milliseconds
 *
 * Returns: (transfer full): the time at the centre: 14:30
 */
char *
hz_time_text_moment_time (gint64 moment)
{
  int minute = 0;

  hz_zone_from_utc (moment, &minute);

  return hz_time_text (minute);
}

/**
 * hz_time_text_duration:
 * @language: a language
 * @minutes: how long, from 0
 *
 * Returns: (transfer full): 45 дақиқа, 1 соат 30 дақиқа; 45 мин, 1 ч 30 мин; 45 min, 1 h 30 min
 */
char *
hz_time_text_duration (HzLanguage language,
                       int minutes)
{
  static const struct
  {
    const char *hour;
    const char *minute;
  } units[HZ_N_LANGUAGES] = {
    [HZ_LANGUAGE_TG] = { "соат", "дақиқа" },
    [HZ_LANGUAGE_RU] = { "ч", "мин" },
    [HZ_LANGUAGE_EN] = { "h", "min" },
  };

  /* A number and its unit stay on one line. */
  if (minutes < 60)
    return g_strdup_printf ("%d\u00a0%s", minutes, units[language].minute);
  if (minutes % 60 == 0)
    return g_strdup_printf ("%d\u00a0%s", minutes / 60, units[language].hour);

  return g_strdup_printf ("%d\u00a0%s %d\u00a0%s", minutes / 60, units[language].hour,
                          minutes % 60, units[language].minute);
}
