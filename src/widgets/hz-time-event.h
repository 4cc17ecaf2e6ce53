/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzTimeSpan:
 * @start_minute: minute of the day
 * @end_minute: minute of the day it ends before
 *
 * A stretch of a day.
 */
typedef struct
{
  int start_minute;
  int end_minute;
} HzTimeSpan;

/**
 * HzTimeColumn:
 * @id: whose or which day it is
 * @title: first line of its header
 * @detail: (nullable): second line
 * @notice: (nullable): why nobody is there: the name of a holiday, a leave
 * @spoken: what is heard of it: "N., psychologist, on duty 9 to 17, 4 appointments"
 * @is_today: whether the line of the present time crosses it
 * @spans: (element-type HzTimeSpan): working time; all else is hatched
 *
 * A column of the time grid.
 */
typedef struct
{
  char *id;
  char *title;
  char *detail;
  char *notice;
  char *spoken;
  gboolean is_today;
  GArray *spans;
} HzTimeColumn;

/**
 * HzTimeEvent:
 * @id: its id
 * @column: place of its column
 * @start_minute: minute of the day
 * @end_minute: minute of the day it ends before
 * @state: (nullable): code of the list "appointment_state"; %NULL for time that is only busy
 * @title: who
 * @detail: (nullable): second line; the time and the word of the state when %NULL
 * @spoken: what is heard of it, whole
 * @can_change: whether it can be moved and its state changed
 *
 * A block of the time grid.
 */
typedef struct
{
  char *id;
  int column;
  int start_minute;
  int end_minute;
  char *state;
  char *title;
  char *detail;
  char *spoken;
  gboolean can_change;
} HzTimeEvent;

/**
 * HzTimeLane:
 * @lane: place among those that share the width, from 0
 * @n_lanes: how many share it
 */
typedef struct
{
  int lane;
  int n_lanes;
} HzTimeLane;

HzTimeColumn *hz_time_column_new (const char *id,
                                  const char *title);
void hz_time_column_add_span (HzTimeColumn *self,
                              int start_minute,
                              int end_minute);
void hz_time_column_free (HzTimeColumn *self);

HzTimeEvent *hz_time_event_new (const char *id,
                                int column,
                                int start_minute,
                                int end_minute);
void hz_time_event_free (HzTimeEvent *self);

void hz_time_event_share (GPtrArray *events,
                          HzTimeLane *lanes);

G_END_DECLS
