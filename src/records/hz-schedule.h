/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-appointment.h"
#include "hz-centre.h"
#include "hz-hours.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzSchedule:
 * @range: which days
 * @centre: its hours, lunch and rooms
 * @hours: (element-type HzHours): of each member of staff who sees clients, in the order of their names
 * @appointments: (element-type HzAppointment): of these days
 * @next: (nullable): the first open appointment of the person, or of all staff, after these days
 *
 * Everything a day or a week looks like, read in one job.
 */
typedef struct
{
  HzDateRange range;
  HzCentre *centre;
  GPtrArray *hours;
  GPtrArray *appointments;
  HzAppointment *next;
} HzSchedule;

void hz_schedule_free (HzSchedule *self);

/* @members: (element-type HzMember): hz_schedule_list_members(). @member_id: of one only, or NULL. */
HzSchedule *hz_schedule_load (HzContext *context,
                              HzDateRange range,
                              const HzId *member_id,
                              GPtrArray *members,
                              gboolean with_cancelled,
                              GError **error);
void hz_schedule_load_async (HzRecords *records,
                             HzDateRange range,
                             const HzId *member_id,
                             gboolean with_cancelled,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
HzSchedule *hz_schedule_load_finish (HzRecords *records,
                                     GAsyncResult *result,
                                     GError **error);

const HzHours *hz_schedule_find_hours (const HzSchedule *self,
                                       const HzId *member_id);

/* (element-type HzMember): who sees clients, in the order of their names. On the main thread. */
GPtrArray *hz_schedule_list_members (HzRecords *records);
/* Whether a person with these roles sees clients and so has a column. */
gboolean hz_schedule_has_column (HzRoles roles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzSchedule, hz_schedule_free)

G_END_DECLS
