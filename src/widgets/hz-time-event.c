/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-event.h"

/**
 * hz_time_column_new:
 * @id: whose or which day it is
 * @title: first line of its header
 *
 * Returns: (transfer full): a column without working time
 */
HzTimeColumn *
hz_time_column_new (const char *id,
                    const char *title)
{
  HzTimeColumn *self = g_new0 (HzTimeColumn, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->spans = g_array_new (FALSE, FALSE, sizeof (HzTimeSpan));
  return self;
}

void
hz_time_column_add_span (HzTimeColumn *self,
                         int           start_minute,
                         int           end_minute)
{
  HzTimeSpan span = { start_minute, end_minute };

  g_array_append_val (self->spans, span);
}

void
hz_time_column_free (HzTimeColumn *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->notice);
  g_free (self->spoken);
  g_array_unref (self->spans);
  g_free (self);
}

/**
 * hz_time_event_new:
 * @id: its id
 * @column: place of its column
 * @start_minute: minute of the day
 * @end_minute: minute of the day it ends before
 *
 * Returns: (transfer full): a block without words
 */
HzTimeEvent *
hz_time_event_new (const char *id,
                   int         column,
                   int         start_minute,
                   int         end_minute)
{
  HzTimeEvent *self = g_new0 (HzTimeEvent, 1);

  self->id = g_strdup (id);
  self->column = column;
  self->start_minute = start_minute;
  self->end_minute = end_minute;
  return self;
}

void
hz_time_event_free (HzTimeEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->state);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->spoken);
  g_free (self);
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  GPtrArray *events = data;
  const HzTimeEvent *left = g_ptr_array_index (events, *(const guint *) a);
  const HzTimeEvent *right = g_ptr_array_index (events, *(const guint *) b);

  if (left->column != right->column)
    return left->column - right->column;
  if (left->start_minute != right->start_minute)
    return left->start_minute - right->start_minute;
  return right->end_minute - left->end_minute;
}

/* Gives each event of a group whose times touch the first lane that is free when it begins. */
static void
share_group (GPtrArray   *events,
             const guint *places,
             guint        n,
             HzTimeLane  *lanes)
{
  g_autofree int *ends = g_new0 (int, n);
  int n_lanes = 0;

  for (guint i = 0; i < n; i++)
    {
      const HzTimeEvent *event = g_ptr_array_index (events, places[i]);
      int lane = 0;

      while (lane < n_lanes && ends[lane] > event->start_minute)
        lane++;
      n_lanes = MAX (n_lanes, lane + 1);
      ends[lane] = event->end_minute;
      lanes[places[i]].lane = lane;
    }
  for (guint i = 0; i < n; i++)
    lanes[places[i]].n_lanes = n_lanes;
}

/**
 * hz_time_event_share:
 * @events: (element-type HzTimeEvent): blocks of all columns, in any order
 * @lanes: (out) (array): one for each of @events
 *
 * Shares the width of a column among blocks whose times overlap.
 */
void
hz_time_event_share (GPtrArray  *events,
                     HzTimeLane *lanes)
{
  g_autofree guint *places = g_new (guint, events->len + 1);
  guint begin = 0;
  int column = -1;
  int end = 0;

  for (guint i = 0; i < events->len; i++)
    places[i] = i;
  g_qsort_with_data (places, (int) events->len, sizeof (guint), compare_places, events);

  for (guint i = 0; i < events->len; i++)
    {
      const HzTimeEvent *event = g_ptr_array_index (events, places[i]);

      if (event->column != column || event->start_minute >= end)
        {
          share_group (events, places + begin, i - begin, lanes);
          begin = i;
          column = event->column;
          end = event->end_minute;
        }
      end = MAX (end, event->end_minute);
    }
  share_group (events, places + begin, events->len - begin, lanes);
}
