/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-schedule.h"
#include "hz-time-event.h"

G_BEGIN_DECLS

/**
 * HzScheduleBoard:
 * @columns: (element-type HzTimeColumn): members of staff of a day, or days of one member
 * @events: (element-type HzTimeEvent): appointments; their ids in hex
 * @appointments: (element-type HzAppointment): the same in the same order
 * @first_minute: the first minute to be shown
 * @last_minute: the minute it ends before
 *
 * What the time grid shows of a schedule.
 */
typedef struct
{
  GPtrArray *columns;
  GPtrArray *events;
  GPtrArray *appointments;
  int first_minute;
  int last_minute;
} HzScheduleBoard;

/* A column for each member of @members who works on that day, or has appointments; all of them when
 * nobody does. @only: (nullable): one of them alone. */
HzScheduleBoard *hz_schedule_board_new_day (HzRecords *records,
                                            const HzSchedule *schedule,
                                            GPtrArray *members,
                                            const HzId *only);
/* A column for each day, of @member. */
HzScheduleBoard *hz_schedule_board_new_week (HzRecords *records,
                                             const HzSchedule *schedule,
                                             const HzMember *member);
void hz_schedule_board_free (HzScheduleBoard *self);

gboolean hz_schedule_board_has_same_columns (const HzScheduleBoard *self,
                                             const HzScheduleBoard *other);
HzAppointment *hz_schedule_board_find (const HzScheduleBoard *self,
                                       const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzScheduleBoard, hz_schedule_board_free)

G_END_DECLS
