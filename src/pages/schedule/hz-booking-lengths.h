/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_BOOKING_LENGTHS (hz_booking_lengths_get_type ())
G_DECLARE_FINAL_TYPE (HzBookingLengths, hz_booking_lengths, HZ, BOOKING_LENGTHS, GObject)

HzBookingLengths *hz_booking_lengths_new (HzRecords *records);
int hz_booking_lengths_get (HzBookingLengths *self,
                            const char *kind);
void hz_booking_lengths_set (HzBookingLengths *self,
                             const char *kind,
                             int length);

G_END_DECLS
