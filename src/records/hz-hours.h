/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "hz-centre.h"
#include "hz-date.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/**
 * HzHoursSpan:
 * @weekday: HZ_MONDAY to HZ_SUNDAY
 * @start_minute: minute of the day
 * @end_minute: minute of the day it ends before
 */
typedef struct
{
  int weekday;
  int start_minute;
  int end_minute;
} HzHoursSpan;

/**
 * HzHours:
 * @stamp: of the row; revision 0 for hours that nobody has set, which are the centre's from Monday
 *   to Friday without lunch
 * @member_id: whose
 * @spans: (element-type HzHoursSpan): in order of day and minute, none touching another
 *
 * When a member of staff works, week by week.
 */
typedef struct
{
  HzStamp stamp;
  HzId member_id;
  GArray *spans;
} HzHours;

HzHours *hz_hours_new (const HzId *member_id);
HzHours *hz_hours_new_default (const HzId *member_id,
                               const HzCentre *centre);
HzHours *hz_hours_copy (const HzHours *self);
void hz_hours_free (HzHours *self);

/* Puts it in its place; what touches or overlaps becomes one. */
void hz_hours_add (HzHours *self,
                   int weekday,
                   int start_minute,
                   int end_minute);
gboolean hz_hours_contains (const HzHours *self,
                            int weekday,
                            int start_minute,
                            int end_minute);
gboolean hz_hours_has_day (const HzHours *self,
                           int weekday);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzHours, hz_hours_free)

G_END_DECLS
