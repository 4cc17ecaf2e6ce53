/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-schedule-page.h"

#include "hz-booking-form.h"
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
  GtkWidget *date_short;
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
  GtkWidget *draft_bar;
  /* Weak: the booking dialog. */
  GtkWidget *dialog;
  /* What was open when the window locked, until the grid is there. */
  HzId restored_id;
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
void hz_schedule_page_pop_up_draft (HzSchedulePage *self,
                                    HzAppointment *before,
                                    HzDraft *draft);

/* hz-schedule-page-book.c */
void hz_schedule_page_book (HzSchedulePage *self,
                            const char *place);
void hz_schedule_page_add_draft_bar (HzSchedulePage *self);
void hz_schedule_page_present_booking (HzSchedulePage *self,
                                       GtkWidget *dialog);
void hz_schedule_page_continue_draft (HzSchedulePage *self,
                                      const HzId *draft_id,
                                      gboolean as_popover);
void hz_schedule_page_add_draft_place (HzSchedulePage *self,
                                       GVariantDict *dict);
void hz_schedule_page_restore_draft (HzSchedulePage *self,
                                     GVariant *place);

G_END_DECLS
