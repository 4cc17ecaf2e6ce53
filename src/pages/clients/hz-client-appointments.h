/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-section-list.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_APPOINTMENTS (hz_client_appointments_get_type ())
G_DECLARE_FINAL_TYPE (HzClientAppointments, hz_client_appointments, HZ, CLIENT_APPOINTMENTS,
                      HzClientSectionList)

GtkWidget *hz_client_appointments_new (HzRecords *records,
                                       const HzId *client_id);

G_END_DECLS
