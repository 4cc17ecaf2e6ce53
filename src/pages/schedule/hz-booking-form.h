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

/* What speaks against it: to be shown below the form where it is always in sight. */
GtkWidget *hz_booking_form_take_foot (HzBookingForm *self);
void hz_booking_form_focus_first (HzBookingForm *self);
void hz_booking_form_submit (HzBookingForm *self);
gboolean hz_booking_form_has_clash (HzBookingForm *self);

/* What is typed stays a draft of this kind until it is saved. leave: the person goes elsewhere.
 * load_draft: on a form just made. */
#define HZ_BOOKING_DRAFT "booking"
void hz_booking_form_leave (HzBookingForm *self);
void hz_booking_form_flush (HzBookingForm *self);
const HzId *hz_booking_form_get_draft_id (HzBookingForm *self);
void hz_booking_form_load_draft (HzBookingForm *self,
                                 HzDraft *draft);
/* What it says now, perhaps without a client or a time. */
HzAppointment *hz_booking_form_create_now (HzBookingForm *self);
char *hz_booking_form_get_draft_name (GVariant *content);

/* An infinitive: what the main button says. */
const char *hz_booking_form_get_main_label (HzBookingForm *self);

G_END_DECLS
