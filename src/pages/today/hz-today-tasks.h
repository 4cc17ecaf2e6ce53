/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_TODAY_TASKS (hz_today_tasks_get_type ())
G_DECLARE_FINAL_TYPE (HzTodayTasks, hz_today_tasks, HZ, TODAY_TASKS, GtkBox)

void hz_today_tasks_set_records (HzTodayTasks *self,
                                 HzRecords *records);
void hz_today_tasks_refresh (HzTodayTasks *self);
guint hz_today_tasks_get_n_rows (HzTodayTasks *self);

G_END_DECLS
