/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-hours.h"

#include "hz-zone.h"

#define FRIDAY 5

/**
 * hz_hours_new:
 * @member_id: whose
 *
 * Returns: (transfer full): no hours at all
 */
HzHours *
hz_hours_new (const HzId *member_id)
{
  HzHours *self = g_new0 (HzHours, 1);

  self->member_id = *member_id;
  self->spans = g_array_new (FALSE, FALSE, sizeof (HzHoursSpan));

  return self;
}

/**
 * hz_hours_new_default:
 * @member_id: whose
 * @centre: when the centre is open
 *
 * Returns: (transfer full): the hours of the centre from Monday to Friday, without lunch
 */
HzHours *
hz_hours_new_default (const HzId *member_id,
                      const HzCentre *centre)
{
  HzHours *self = hz_hours_new (member_id);

  for (int weekday = HZ_MONDAY; weekday <= FRIDAY; weekday++)
    {
      if (centre->lunch_begins < centre->lunch_ends &&
          centre->lunch_begins < centre->closes && centre->lunch_ends > centre->opens)
        {
          hz_hours_add (self, weekday, centre->opens, centre->lunch_begins);
          hz_hours_add (self, weekday, centre->lunch_ends, centre->closes);
        }
      else
        {
          hz_hours_add (self, weekday, centre->opens, centre->closes);
        }
    }

  return self;
}

/**
 * hz_hours_copy:
 * @self: hours
 *
 * Returns: (transfer full): the same once more
 */
HzHours *
hz_hours_copy (const HzHours *self)
{
  HzHours *copy = hz_hours_new (&self->member_id);

  copy->stamp = self->stamp;
  g_array_append_vals (copy->spans, self->spans->data, self->spans->len);

  return copy;
}

void
hz_hours_free (HzHours *self)
{
  g_array_unref (self->spans);
  g_free (self);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const HzHoursSpan *one = a;
  const HzHoursSpan *other = b;

  if (one->weekday != other->weekday)
    return one->weekday - other->weekday;

  return one->start_minute - other->start_minute;
}

/* Makes one of those that touch. */
static void
merge_spans (GArray *spans)
{
  guint i = 1;

  while (i < spans->len)
    {
      HzHoursSpan *before = &g_array_index (spans, HzHoursSpan, i - 1);
      HzHoursSpan *span = &g_array_index (spans, HzHoursSpan, i);

      if (span->weekday == before->weekday && span->start_minute <= before->end_minute)
        {
          before->end_minute = MAX (before->end_minute, span->end_minute);
          g_array_remove_index (spans, i);
        }
      else
        {
          i++;
        }
    }
}

/**
 * hz_hours_add:
 * @self: hours
 * @weekday: HZ_MONDAY to HZ_SUNDAY
 * @start_minute: minute of the day
 * @end_minute: minute of the day it ends before; nothing is added when it is not later
 *
 * Adds a stretch of work. What touches or overlaps becomes one.
 */
void
hz_hours_add (HzHours *self,
              int weekday,
              int start_minute,
              int end_minute)
{
  HzHoursSpan span = { weekday, MAX (start_minute, 0), MIN (end_minute, HZ_ZONE_DAY_MINUTES) };

  g_return_if_fail (weekday >= HZ_MONDAY && weekday <= HZ_SUNDAY);

  if (span.start_minute >= span.end_minute)
    return;

  g_array_append_val (self->spans, span);
  g_array_sort (self->spans, compare_spans);
  merge_spans (self->spans);
}

/**
 * hz_hours_contains:
 * @self: hours
 * @weekday: HZ_MONDAY to HZ_SUNDAY
 * @start_minute: minute of the day
 * @end_minute: minute of the day it ends before
 *
 * Returns: whether all of that stretch is working time
 */
gboolean
hz_hours_contains (const HzHours *self,
                   int weekday,
                   int start_minute,
                   int end_minute)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const HzHoursSpan *span = &g_array_index (self->spans, HzHoursSpan, i);

      if (span->weekday == weekday &&
          span->start_minute <= start_minute && end_minute <= span->end_minute)
        return TRUE;
    }

  return FALSE;
}

/**
 * hz_hours_has_day:
 * @self: hours
 * @weekday: HZ_MONDAY to HZ_SUNDAY
 *
 * Returns: whether there is any working time on that day
 */
gboolean
hz_hours_has_day (const HzHours *self,
                  int weekday)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      if (g_array_index (self->spans, HzHoursSpan, i).weekday == weekday)
        return TRUE;
    }

  return FALSE;
}
