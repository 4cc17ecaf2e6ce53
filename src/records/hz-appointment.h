/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "hz-client-row.h"
#include "hz-date.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

#define HZ_TYPE_APPOINTMENT (hz_appointment_get_type ())

G_DECLARE_FINAL_TYPE (HzAppointment, hz_appointment, HZ, APPOINTMENT, GObject)

/**
 * HzAppointment:
 * @stamp: of the row
 * @client_id: who comes; no id for a group or a time kept free
 * @member_id: to whom
 * @date: the civil day at the centre
 * @start_minute: minute of that day
 * @end_minute: minute of that day it ends before
 * @room: where, or ""
 * @kind: code of the list "meeting_kind"
 * @state: code of the list "appointment_state"
 * @note: for reception, one line, not confidential; or ""
 * @arrived: since when she waits, UTC milliseconds; 0 before
 * @begun: when the session began, UTC milliseconds; 0 before
 * @ended: when it ended, UTC milliseconds; 0 before
 * @series_id: what it repeats with, or no id
 * @rule: how it repeats, a rule of RFC 5545, or ""
 * @client: (nullable): who she is, as it was when the appointment was read; not saved
 * @is_veiled: it is a colleague's, and the person may only know that the time is busy: no client,
 *   no kind, no note, no state. Such a one cannot be saved
 *
 * Who comes when to whom. Why somebody comes is not said here, nor why a time was given twice.
 */
struct _HzAppointment
{
  GObject parent_instance;

  HzStamp stamp;
  HzId client_id;
  HzId member_id;
  HzDate date;
  int start_minute;
  int end_minute;
  char *room;
  char *kind;
  char *state;
  char *note;
  gint64 arrived;
  gint64 begun;
  gint64 ended;
  HzId series_id;
  char *rule;

  HzClientRow *client;
  gboolean is_veiled;
};

HzAppointment *hz_appointment_new (void);
/* With its client. */
HzAppointment *hz_appointment_copy (HzAppointment *self);

/* Whether the state takes up the time: not one that was cancelled, moved away or not kept. */
gboolean hz_appointment_state_is_busy (const char *state);
gboolean hz_appointment_state_is_cancelled (const char *state);
/* Whether it is still to come or going on: requested, scheduled, confirmed, arrived, in session. */
gboolean hz_appointment_state_is_open (const char *state);

/* Of two on the same day, half-open: one that begins when the other ends does not touch it. */
gboolean hz_appointment_overlaps (HzAppointment *self,
                                  HzAppointment *other);
/* By day, minute, and then by id; for g_ptr_array_sort(). */
int hz_appointment_compare (gconstpointer a,
                            gconstpointer b);

G_END_DECLS
