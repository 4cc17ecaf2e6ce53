/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-booking-form.h"

#include "hz-booking-lengths.h"
#include "hz-draft-keeper.h"

G_BEGIN_DECLS

struct _HzBookingForm
{
  GtkBox parent_instance;

  GtkWidget *client;
  GtkWidget *kind;
  GtkWidget *member;
  GtkWidget *room;
  GtkWidget *date_bin;
  GtkWidget *date;
  GtkWidget *time_bin;
  GtkWidget *time;
  GtkWidget *length;
  GtkWidget *first_free;
  GtkWidget *note;
  GtkWidget *here;
  GtkWidget *foot;
  GtkWidget *clash_box;
  GtkWidget *error;

  HzRecords *records;
  HzAppointment *before;
  HzBookingLengths *lengths;
  GCancellable *cancellable;
  GPtrArray *members;
  HzDraftKeeper *keeper;
  HzId preset_id;
  GtkWidget *typed_in;
  GtkWidget *wanted_focus;
  int wanted_cursor;
  guint check_timeout;
  gboolean is_setting;
  gboolean is_busy;
  gboolean has_typed;
  gboolean is_time_given;
  gboolean is_length_given;
  gboolean is_kind_given;
  gboolean is_member_given;
};

const char *hz_booking_form_get_kind (HzBookingForm *self);
void hz_booking_form_set_kind (HzBookingForm *self,
                               const char *code);
const HzMember *hz_booking_form_get_member (HzBookingForm *self);
void hz_booking_form_set_member (HzBookingForm *self,
                                 const HzId *member_id);
HzAppointment *hz_booking_form_create_wish (HzBookingForm *self,
                                            const char **problem);
void hz_booking_form_show_error (HzBookingForm *self,
                                 const char *sentence);
void hz_booking_form_queue_check (HzBookingForm *self);
void hz_booking_form_set_time (HzBookingForm *self,
                               HzDate date,
                               int minute);

/* What is kept: hz-booking-draft.c. */
void hz_booking_form_keep (HzBookingForm *self);
void hz_booking_form_touch (HzBookingForm *self);
void hz_booking_form_forget (HzBookingForm *self);
gboolean hz_booking_form_focus_wanted (HzBookingForm *self);

/* What is offered while nothing was said: hz-booking-propose.c. */
void hz_booking_form_find_free (HzBookingForm *self);
void hz_booking_form_propose_time (HzBookingForm *self);
void hz_booking_form_propose_length (HzBookingForm *self);
void hz_booking_form_propose_kind (HzBookingForm *self);
void hz_booking_form_propose_for (HzBookingForm *self,
                                  const HzClientRow *client);

G_END_DECLS
