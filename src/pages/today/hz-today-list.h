/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"
#include "hz-schedule.h"

G_BEGIN_DECLS

#define HZ_TYPE_TODAY_LIST (hz_today_list_get_type ())
G_DECLARE_FINAL_TYPE (HzTodayList, hz_today_list, HZ, TODAY_LIST, GtkBox)

/**
 * HzTodayListKind:
 * @HZ_TODAY_LIST_MINE: the person's own appointments, with the free time between them
 * @HZ_TODAY_LIST_ALL: those of all staff
 * @HZ_TODAY_LIST_WAITING: who has come and waits
 */
typedef enum
{
  HZ_TODAY_LIST_MINE,
  HZ_TODAY_LIST_ALL,
  HZ_TODAY_LIST_WAITING,
} HzTodayListKind;

void hz_today_list_set_up (HzTodayList *self,
                           HzRecords *records,
                           HzTodayListKind kind);
void hz_today_list_show (HzTodayList *self,
                         const HzSchedule *schedule);
guint hz_today_list_get_n_rows (HzTodayList *self);

G_END_DECLS
