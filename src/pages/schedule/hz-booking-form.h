/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-appointment.h"
#include "hz-draft.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_BOOKING_FORM (hz_booking_form_get_type ())
G_DECLARE_FINAL_TYPE (HzBookingForm, hz_booking_form, HZ, BOOKING_FORM, GtkBox)

GtkWidget *hz_booking_form_new (HzRecords *records,
                                HzAppointment *before);

void hz_booking_form_set_client (HzBookingForm *self,
                                 const HzId *client_id);
void hz_booking_form_set_place (HzBookingForm *self,
                                const HzId *member_id,
                                HzDate date,
                                int start_minute,
                                int length);
void hz_booking_form_set_like (HzBookingForm *self,
                               HzAppointment *other);

void hz_booking_form_focus_first (HzBookingForm *self);
void hz_booking_form_submit (HzBookingForm *self);
gboolean hz_booking_form_has_clash (HzBookingForm *self);
/* An infinitive: what the main button says. */
const char *hz_booking_form_get_main_label (HzBookingForm *self);

G_END_DECLS
