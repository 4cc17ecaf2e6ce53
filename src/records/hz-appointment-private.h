/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-appointment.h"
#include "hz-centre.h"
#include "hz-clash.h"
#include "hz-hours.h"

G_BEGIN_DECLS

/* What the store of appointments and the search for clashes share. */

/* Appointments and who comes; to be followed by WHERE. */
#define HZ_APPOINTMENT_SELECT \
  "SELECT a.id, a.revision, a.created, a.created_by, a.modified, a.modified_by, a.client_id, " \
  "a.member_id, a.day, a.starts, a.ends, a.room, a.kind, a.state, a.note, a.arrived, a.begun, " \
  "a.ended, a.series_id, a.rule, c.id, c.code, c.surname, c.given, c.patronymic, " \
  "c.also_known_as, c.birth, c.district, c.service_asked, c.urgent, c.archived, p.number, " \
  "p.rule, p.note " \
  "FROM appointment AS a LEFT JOIN client AS c ON c.id = a.client_id " \
  "LEFT JOIN client_phone AS p ON p.phone_key = (SELECT phone_key FROM client_phone " \
  "WHERE client_key = c.client_key ORDER BY place LIMIT 1) "
#define HZ_APPOINTMENT_IS_KEPT \
  "a.state NOT IN ('cancelled_client', 'cancelled_centre', 'rescheduled') "
#define HZ_APPOINTMENT_IS_OPEN \
  "a.state IN ('requested', 'scheduled', 'confirmed', 'arrived', 'in_session') "

HzAppointment *hz_appointment_read (HzContext *context,
                                    HzStatement *statement);
GPtrArray *hz_appointment_read_all (HzContext *context,
                                    HzStatement *statement,
                                    GError **error);
/* Whether the person may know who comes to that member. */
gboolean hz_appointment_may_see (HzContext *context,
                                 const HzId *member_id);

/**
 * HzClashDay:
 * @date: which day
 * @appointments: (element-type HzAppointment): what takes up time on it
 * @centre: when the centre is open
 * @hours: when the member works
 * @lunch_hours: the same with the lunch break
 * @apart: (element-type HzId): whom the client should not meet
 * @is_holiday: a day off
 *
 * All that a time of one day can clash with.
 */
typedef struct
{
  HzDate date;
  GPtrArray *appointments;
  HzCentre *centre;
  HzHours *hours;
  HzHours *lunch_hours;
  GArray *apart;
  gboolean is_holiday;
} HzClashDay;

HzClashDay *hz_clash_day_load (HzContext *context,
                               HzDate date,
                               HzAppointment *wish,
                               GError **error);
void hz_clash_day_free (HzClashDay *self);
GPtrArray *hz_clash_day_check (HzClashDay *self,
                               HzAppointment *wish);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClashDay, hz_clash_day_free)

G_END_DECLS
