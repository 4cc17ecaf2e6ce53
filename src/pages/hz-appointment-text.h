/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-appointment.h"
#include "hz-clash.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Appointments in words, for every page that shows some. All are (transfer full). */

/* "Мисолзода Зарина"; "No name given · H-7K3M"; "Busy" for a veiled one. */
char *hz_appointment_text_who (HzAppointment *appointment);
char *hz_appointment_text_client (const HzClientRow *client);
/* "23.11.2026, 10:00–10:45" */
char *hz_appointment_text_when (HzAppointment *appointment);
/* "23.11.2026, 10:00–10:45, N., room 2, scheduled": one version of two */
char *hz_appointment_text_version (HzRecords *records,
                                   HzAppointment *appointment);
/* "waiting 8 min"; "" for one that waits no more */
char *hz_appointment_text_waiting (HzAppointment *appointment);
/* "room 2"; a room with a name as it is called; "" for none. */
char *hz_appointment_text_room (HzAppointment *appointment);
/* Second line of its block in the time grid. */
char *hz_appointment_text_detail (HzAppointment *appointment);
/* What is heard of it, whole. */
char *hz_appointment_text_spoken (HzRecords *records,
                                  HzAppointment *appointment);
/* Why @wish should not be given its time. */
char *hz_appointment_text_clash (HzRecords *records,
                                 const HzClash *clash,
                                 HzAppointment *wish);
/* "Psychologist", "Lawyer, social worker": the roles that see clients. */
char *hz_appointment_text_roles (HzRoles roles);

G_END_DECLS
