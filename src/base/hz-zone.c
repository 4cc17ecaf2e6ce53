/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-zone.h"

#include "hz-clock.h"

static GMutex zone_mutex;
static GTimeZone *zone;
static const char *zone_identifier = HZ_ZONE_DEFAULT;

/* Tajikistan has kept UTC+5 without summer time since 1991; a PC without the zone tables does too. */
#define OFFSET_WITHOUT_TABLES "+05"

/* No zone changes its clocks twice so soon. */
#define DAY_SECONDS (HZ_CLOCK_DAY / HZ_CLOCK_SECOND)

static GTimeZone *
get_zone (void)
{
  GTimeZone *taken;

  g_mutex_lock (&zone_mutex);

  if (zone == NULL)
    {
      zone = g_time_zone_new_identifier (HZ_ZONE_DEFAULT);
      if (zone == NULL)
        zone = g_time_zone_new_identifier (OFFSET_WITHOUT_TABLES);
    }

  taken = g_time_zone_ref (zone);
  g_mutex_unlock (&zone_mutex);

  return taken;
}

static int
get_offset (GTimeZone *taken,
            gint64 seconds)
{
  return g_time_zone_get_offset (taken, g_time_zone_find_interval (taken, G_TIME_TYPE_UNIVERSAL,
                                                                   seconds));
}

/**
 * hz_zone_set:
 * @identifier: a name of the tz database
 *
 * Makes it the centre's zone: what a day is, and what an hour on a screen or a letter means.
 *
 * Returns: whether there is such a zone; if not, nothing changes
 */
gboolean
hz_zone_set (const char *identifier)
{
  GTimeZone *found = g_time_zone_new_identifier (identifier);

  if (found == NULL)
    return FALSE;

  g_mutex_lock (&zone_mutex);
  g_clear_pointer (&zone, g_time_zone_unref);
  zone = found;
  zone_identifier = g_intern_string (identifier);
  g_mutex_unlock (&zone_mutex);

  return TRUE;
}

/**
 * hz_zone_get:
 *
 * Returns: (transfer none): the name of the centre's zone
 */
const char *
hz_zone_get (void)
{
  const char *identifier;

  g_mutex_lock (&zone_mutex);
  identifier = zone_identifier;
  g_mutex_unlock (&zone_mutex);

  return identifier;
}

/**
 * hz_zone_to_utc:
 * @date: a date with a day
 * @minute: minute of that day, 0 to %HZ_ZONE_DAY_MINUTES
 *
 * Returns: that moment in UTC milliseconds. An hour that a change of summer time leaves out is
 *   taken as the one after it, an hour that comes twice as its first coming.
 */
gint64
hz_zone_to_utc (HzDate date,
                int minute)
{
  g_autoptr (GTimeZone) taken = get_zone ();
  gint64 local = ((gint64) hz_date_to_days (date) * HZ_ZONE_DAY_MINUTES + minute) * 60;
  int before = get_offset (taken, local - DAY_SECONDS);
  int after = get_offset (taken, local + DAY_SECONDS);
  gint64 seconds = local - before;

  if (get_offset (taken, seconds) != before && get_offset (taken, local - after) == after)
    seconds = local - after;

  return seconds * HZ_CLOCK_SECOND;
}

/**
 * hz_zone_from_utc:
 * @moment: UTC milliseconds
 * @minute: (out) (optional): minute of the day, 0 to 1439
 *
 * Returns: the day that moment falls on at the centre
 */
HzDate
hz_zone_from_utc (gint64 moment,
                  int *minute)
{
  g_autoptr (GTimeZone) taken = get_zone ();
  gint64 seconds = moment / HZ_CLOCK_SECOND - (moment % HZ_CLOCK_SECOND < 0 ? 1 : 0);
  gint64 minutes = seconds + get_offset (taken, seconds);
  gint64 day;

  minutes = minutes / 60 - (minutes % 60 < 0 ? 1 : 0);
  day = minutes / HZ_ZONE_DAY_MINUTES - (minutes % HZ_ZONE_DAY_MINUTES < 0 ? 1 : 0);

  if (minute != NULL)
    *minute = (int) (minutes - day * HZ_ZONE_DAY_MINUTES);

  return hz_date_from_days ((int) CLAMP (day, G_MININT / 2, G_MAXINT / 2));
}

/**
 * hz_zone_get_today:
 *
 * Returns: what day it is at the centre
 */
HzDate
hz_zone_get_today (void)
{
  return hz_zone_from_utc (hz_clock_now (), NULL);
}

/**
 * hz_zone_set_today:
 * @today: a date with a day
 *
 * Shifts the clock by whole days, so that it is @today; the time of day stays.
 */
void
hz_zone_set_today (HzDate today)
{
  gint64 days;

  hz_clock_reset ();
  days = hz_date_get_distance (hz_zone_get_today (), today);
  hz_clock_shift (days * HZ_CLOCK_DAY);
}

/**
 * hz_zone_spans_overlap:
 * @a_start: UTC milliseconds
 * @a_end: the end, not part of it
 * @b_start: UTC milliseconds
 * @b_end: the end, not part of it
 *
 * Returns: whether both have a moment in common; spans that only touch do not, nor does an empty
 *   one
 */
gboolean
hz_zone_spans_overlap (gint64 a_start,
                       gint64 a_end,
                       gint64 b_start,
                       gint64 b_end)
{
  return MAX (a_start, b_start) < MIN (a_end, b_end);
}
