/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-schedule-page.h"

#include "hz-schedule-board.h"

G_BEGIN_DECLS

struct _HzSchedulePage
{
  GtkBox parent_instance;

  GtkWidget *previous;
  GtkWidget *today;
  GtkWidget *next;
  GtkWidget *date_button;
  GtkWidget *date_label;
  GtkWidget *month_popover;
  GtkWidget *month;
  GtkWidget *day_mode;
  GtkWidget *week_mode;
  GtkWidget *staff;
  GtkWidget *book;
  GtkWidget *notice;
  GtkWidget *stack;
  GtkWidget *grid;
  GtkWidget *nobody;

  HzRecords *records;
  GCancellable *cancellable;
  GPtrArray *members;
  HzScheduleBoard *board;
  HzDate date;
  HzDate shown_today;
  GtkWidget *popover;
  char *wanted_id;
  guint tick;
  int minute;
  gboolean is_filling;
  gboolean wants_now;
  gboolean wants_focus;
  gboolean is_stale;
};

gboolean hz_schedule_page_is_week (HzSchedulePage *self);
const HzMember *hz_schedule_page_get_member (HzSchedulePage *self);
void hz_schedule_page_refresh (HzSchedulePage *self);
void hz_schedule_page_step (HzSchedulePage *self,
                            int by);

/* hz-schedule-page-grid.c */
void hz_schedule_page_connect_grid (HzSchedulePage *self);
void hz_schedule_page_drop_popover (HzSchedulePage *self);

G_END_DECLS
