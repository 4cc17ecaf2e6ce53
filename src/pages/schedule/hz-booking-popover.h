/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-booking-form.h"

G_BEGIN_DECLS

#define HZ_TYPE_BOOKING_POPOVER (hz_booking_popover_get_type ())
G_DECLARE_FINAL_TYPE (HzBookingPopover, hz_booking_popover, HZ, BOOKING_POPOVER, GtkPopover)

GtkWidget *hz_booking_popover_new (HzRecords *records,
                                   HzAppointment *before);
/* What it takes beside the place that it points at, whatever it will say. */
int hz_booking_popover_get_least_width (HzBookingPopover *self);
HzBookingForm *hz_booking_popover_get_form (HzBookingPopover *self);

G_END_DECLS
