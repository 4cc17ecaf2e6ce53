/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-appointment.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_TODAY_ROW (hz_today_row_get_type ())
G_DECLARE_FINAL_TYPE (HzTodayRow, hz_today_row, HZ, TODAY_ROW, GtkListBoxRow)

GtkWidget *hz_today_row_new (HzRecords *records,
                             HzAppointment *appointment,
                             gboolean with_member);
HzAppointment *hz_today_row_get_appointment (HzTodayRow *self);
/* What Ctrl+Enter does: it begins, or she has come; then what N and Delete do. */
void hz_today_row_go_on (HzTodayRow *self);
void hz_today_row_set_state (HzTodayRow *self,
                             const char *state);

/* A stretch of free time; @can_book: whether it can be given away. */
GtkWidget *hz_today_row_new_gap (const HzId *member_id,
                                 HzDate date,
                                 int start_minute,
                                 int end_minute,
                                 gboolean can_book);

G_END_DECLS
