/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-appointment.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLASH_BOX (hz_clash_box_get_type ())
G_DECLARE_FINAL_TYPE (HzClashBox, hz_clash_box, HZ, CLASH_BOX, GtkBox)

void hz_clash_box_set_records (HzClashBox *self,
                               HzRecords *records);
void hz_clash_box_check (HzClashBox *self,
                         HzAppointment *wish);
gboolean hz_clash_box_has_clash (HzClashBox *self);
const char *hz_clash_box_get_reason (HzClashBox *self);
void hz_clash_box_set_reason (HzClashBox *self,
                              const char *reason);

G_END_DECLS
