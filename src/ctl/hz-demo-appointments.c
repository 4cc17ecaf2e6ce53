/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who comes when: four weeks back, two ahead. The day of the demonstration is written out, so that
 * there is always somebody who has been, somebody who waits and somebody who is still to come.
 */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-demo-private.h"

#include <string.h>

#include "hz-appointment-store.h"
#include "hz-clock.h"
#include "hz-zone.h"

#define FIRST_DAY (-28)
#define LAST_DAY 14
#define PERCENT_PAST 60
#define PERCENT_AHEAD 35
#define WHY_ON_A_DAY_OFF "навбатдорӣ"

/* When somebody sees clients, how long, where, and to whose case she belongs. */
static const struct
{
  HzDemoPerson person;
  const char *services[3];
  const char *room;
  int length;
  int starts[8];
} workers[] = {
  { HZ_DEMO_PSYCHOLOGIST, { "psychological" }, "Ҳуҷраи 1", 50,
    { 540, 600, 660, 780, 840, 900, 960, 0 } },
  { HZ_DEMO_LAWYER, { "legal" }, "Ҳуҷраи 2", 45,
    { 540, 600, 660, 780, 840, 900, 0 } },
  { HZ_DEMO_MANAGER, { "social", "economic", "information" }, "Ҳуҷраи 3", 30,
    { 570, 630, 810, 870, 0 } },
};

/* The day itself: rows of the table. */
static const struct
{
  guint worker;
  guint no;
  int start;
  const char *state;
} today[] = {
  { 0, 1, 540, "completed" }, { 0, 6, 600, "arrived" },    { 0, 14, 840, "confirmed" },
  { 0, 28, 900, "scheduled" }, { 1, 11, 540, "completed" }, { 1, 20, 660, "confirmed" },
  { 1, 36, 840, "scheduled" }, { 2, 18, 570, "no_show" },   { 2, 26, 810, "scheduled" },
};

static void
set_text (char **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* The moments that belong to a state. */
static void
set_moments (HzAppointment *appointment)
{
  gint64 start = hz_zone_to_utc (appointment->date, appointment->start_minute);
  gint64 end = hz_zone_to_utc (appointment->date, appointment->end_minute);
  gboolean completed = strcmp (appointment->state, "completed") == 0;

  if (completed || strcmp (appointment->state, "arrived") == 0)
    appointment->arrived = start - 8 * HZ_CLOCK_MINUTE;
  if (completed)
    {
      appointment->begun = start;
      appointment->ended = end;
    }
}

static gboolean
was_met (HzDemo *self,
         HzDemoPerson person,
         guint row)
{
  for (guint i = 0; i < self->meetings->len; i++)
    {
      HzDemoMeeting *meeting = &g_array_index (self->meetings, HzDemoMeeting, i);

      if (meeting->person == person && meeting->row == row)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_meeting_on (HzDemo *self,
                int day,
                guint row)
{
  for (guint i = 0; i < self->meetings->len; i++)
    {
      HzDemoMeeting *meeting = &g_array_index (self->meetings, HzDemoMeeting, i);

      if (meeting->day == day && meeting->row == row)
        return TRUE;
    }

  return FALSE;
}

static HzAppointment *
make_appointment (HzDemo *self,
                  guint worker,
                  const HzDemoMeeting *meeting)
{
  HzAppointment *appointment = hz_appointment_new ();
  const char *kind = meeting->person == HZ_DEMO_LAWYER ? "legal" : "follow_up";

  appointment->client_id = g_array_index (self->clients, HzDemoClient, meeting->row).id;
  appointment->member_id = self->staff_ids[meeting->person];
  appointment->date = hz_date_add_days (self->options.today, meeting->day);
  appointment->start_minute = meeting->start;
  appointment->end_minute = meeting->start + workers[worker].length;
  set_text (&appointment->room, workers[worker].room);
  set_text (&appointment->kind, was_met (self, meeting->person, meeting->row) ? kind : "first");
  set_text (&appointment->state, meeting->state);
  set_moments (appointment);

  return appointment;
}

typedef struct
{
  HzAppointment *appointment;
  const char *reason;
} Booking;

static gboolean
book (HzContext *context,
      gpointer data,
      GError **error)
{
  Booking *booking = data;

  return hz_appointment_store_save (context, booking->appointment, booking->reason, error);
}

static gboolean
add_meeting (HzDemo *self,
             guint worker,
             const HzDemoMeeting *meeting,
             GError **error)
{
  g_autoptr (HzAppointment) appointment = make_appointment (self, worker, meeting);
  Booking booking = { appointment, NULL };

  if (!hz_demo_is_working_day (self, meeting->day))
    booking.reason = WHY_ON_A_DAY_OFF;

  hz_demo_set_clock (self, hz_demo_find_working_day (self, MIN (meeting->day, 0) - 3), 11 * 60);
  if (!hz_records_run (self->records, HZ_DB_JOB_WRITE, book, &booking, error))
    return FALSE;

  g_array_append_vals (self->meetings, meeting, 1);

  return TRUE;
}

static gboolean
belongs_to (HzDemo *self,
            guint worker,
            guint row)
{
  for (guint i = 0; i < G_N_ELEMENTS (workers[worker].services) &&
       workers[worker].services[i] != NULL; i++)
    if (hz_demo_has (self, row, "services", workers[worker].services[i]))
      return TRUE;

  return FALSE;
}

/* Somebody of hers who had come by then and is not here on that day anyway; -1 for nobody. */
static int
choose_client (HzDemo *self,
               guint worker,
               int day)
{
  guint start = (guint) g_rand_int_range (self->random, 0, (gint32) self->clients->len);

  for (guint i = 0; i < self->clients->len; i++)
    {
      guint row = (start + i) % self->clients->len;

      if (belongs_to (self, worker, row) && hz_demo_get_first_day (row) <= day &&
          !has_meeting_on (self, day, row))
        return (int) row;
    }

  return -1;
}

static const char *
choose_state (HzDemo *self,
              int day)
{
  int throw = g_rand_int_range (self->random, 0, 100);

  if (day > 0)
    return throw < 30 ? "confirmed" : "scheduled";
  if (throw < 10)
    return "no_show";

  return throw < 18 ? "cancelled_client" : "completed";
}

static gboolean
fill_day (HzDemo *self,
          guint worker,
          int day,
          GError **error)
{
  for (guint i = 0; workers[worker].starts[i] != 0; i++)
    {
      gboolean taken = g_rand_int_range (self->random, 0,
                                         100) < (day < 0 ? PERCENT_PAST : PERCENT_AHEAD);
      int row = taken ? choose_client (self, worker, day) : -1;
      HzDemoMeeting meeting = { workers[worker].person, (guint) row, day, workers[worker].starts[i],
                                NULL };

      if (row < 0)
        continue;

      meeting.state = choose_state (self, day);
      if (!add_meeting (self, worker, &meeting, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill_today (HzDemo *self,
            GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (today); i++)
    {
      HzDemoMeeting meeting = { workers[today[i].worker].person, today[i].no - 1, 0, today[i].start,
                                today[i].state };

      if (!add_meeting (self, today[i].worker, &meeting, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
hz_demo_add_appointments (HzDemo *self,
                          GError **error)
{
  for (int day = FIRST_DAY; day <= LAST_DAY; day++)
    {
      if (day == 0 && !fill_today (self, error))
        return FALSE;
      if (day == 0 || !hz_demo_is_working_day (self, day))
        continue;

      for (guint worker = 0; worker < G_N_ELEMENTS (workers); worker++)
        if (!fill_day (self, worker, day, error))
          return FALSE;
    }

  return TRUE;
}
