/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-appointment.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_APPOINTMENT_CARD (hz_appointment_card_get_type ())
G_DECLARE_FINAL_TYPE (HzAppointmentCard, hz_appointment_card, HZ, APPOINTMENT_CARD, GtkPopover)

GtkWidget *hz_appointment_card_new (HzRecords *records,
                                    HzAppointment *appointment);

G_END_DECLS
