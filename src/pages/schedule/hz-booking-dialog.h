/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-booking-form.h"
#include "hz-dialog.h"

G_BEGIN_DECLS

#define HZ_TYPE_BOOKING_DIALOG (hz_booking_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzBookingDialog, hz_booking_dialog, HZ, BOOKING_DIALOG, HzDialog)

HzBookingDialog *hz_booking_dialog_new (HzRecords *records,
                                        HzAppointment *before);
HzBookingForm *hz_booking_dialog_get_form (HzBookingDialog *self);

G_END_DECLS
