/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-appointment.h"

G_DEFINE_FINAL_TYPE (HzAppointment, hz_appointment, G_TYPE_OBJECT)

/* What each state means for the calendar; one that a newer program wrote takes its time. */
static const struct
{
  const char *code;
  gboolean is_busy;
  gboolean is_open;
  gboolean is_cancelled;
} states[] = {
  { "requested", TRUE, TRUE, FALSE },
  { "wait_list", FALSE, FALSE, FALSE },
  { "scheduled", TRUE, TRUE, FALSE },
  { "confirmed", TRUE, TRUE, FALSE },
  { "arrived", TRUE, TRUE, FALSE },
  { "in_session", TRUE, TRUE, FALSE },
  { "completed", TRUE, FALSE, FALSE },
  { "no_show", FALSE, FALSE, FALSE },
  { "cancelled_client", FALSE, FALSE, TRUE },
  { "cancelled_centre", FALSE, FALSE, TRUE },
  { "rescheduled", FALSE, FALSE, TRUE },
};

static void
hz_appointment_finalize (GObject *object)
{
  HzAppointment *self = HZ_APPOINTMENT (object);

  g_free (self->room);
  g_free (self->kind);
  g_free (self->state);
  g_free (self->note);
  g_free (self->rule);
  g_clear_pointer (&self->client, hz_client_row_free);

  G_OBJECT_CLASS (hz_appointment_parent_class)->finalize (object);
}

static void
hz_appointment_class_init (HzAppointmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_appointment_finalize;
}

static void
hz_appointment_init (HzAppointment *self)
{
  self->room = g_strdup ("");
  self->kind = g_strdup ("");
  self->state = g_strdup ("scheduled");
  self->note = g_strdup ("");
  self->rule = g_strdup ("");
}

/**
 * hz_appointment_new:
 *
 * Returns: (transfer full): an appointment that is scheduled, for nobody yet
 */
HzAppointment *
hz_appointment_new (void)
{
  return g_object_new (HZ_TYPE_APPOINTMENT, NULL);
}

/**
 * hz_appointment_copy:
 * @self: an appointment
 *
 * Returns: (transfer full): another with the same values
 */
HzAppointment *
hz_appointment_copy (HzAppointment *self)
{
  HzAppointment *copy;

  g_return_val_if_fail (HZ_IS_APPOINTMENT (self), NULL);

  copy = hz_appointment_new ();
  copy->stamp = self->stamp;
  copy->client_id = self->client_id;
  copy->member_id = self->member_id;
  copy->date = self->date;
  copy->start_minute = self->start_minute;
  copy->end_minute = self->end_minute;
  g_free (copy->room);
  copy->room = g_strdup (self->room);
  g_free (copy->kind);
  copy->kind = g_strdup (self->kind);
  g_free (copy->state);
  copy->state = g_strdup (self->state);
  g_free (copy->note);
  copy->note = g_strdup (self->note);
  copy->arrived = self->arrived;
  copy->begun = self->begun;
  copy->ended = self->ended;
  copy->series_id = self->series_id;
  g_free (copy->rule);
  copy->rule = g_strdup (self->rule);
  copy->client = self->client != NULL ? hz_client_row_copy (self->client) : NULL;
  copy->is_veiled = self->is_veiled;

  return copy;
}

/**
 * hz_appointment_state_is_busy:
 * @state: code of the list "appointment_state"
 *
 * Returns: whether an appointment in this state takes up its time
 */
gboolean
hz_appointment_state_is_busy (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].code, state) == 0)
        return states[i].is_busy;
    }

  return TRUE;
}

/**
 * hz_appointment_state_is_cancelled:
 * @state: code of the list "appointment_state"
 *
 * Returns: whether it was called off, or stands at another time now
 */
gboolean
hz_appointment_state_is_cancelled (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].code, state) == 0)
        return states[i].is_cancelled;
    }

  return FALSE;
}

/**
 * hz_appointment_state_is_open:
 * @state: code of the list "appointment_state"
 *
 * Returns: whether it is still to come or going on
 */
gboolean
hz_appointment_state_is_open (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].code, state) == 0)
        return states[i].is_open;
    }

  return FALSE;
}

/**
 * hz_appointment_overlaps:
 * @self: an appointment
 * @other: another
 *
 * Returns: whether some minute belongs to both; one that begins when the other ends does not
 */
gboolean
hz_appointment_overlaps (HzAppointment *self,
                         HzAppointment *other)
{
  return hz_date_equal (self->date, other->date) &&
         self->start_minute < other->end_minute &&
         other->start_minute < self->end_minute;
}

/**
 * hz_appointment_compare:
 * @a: place of an appointment
 * @b: place of another
 *
 * Returns: their order by day, minute and id
 */
int
hz_appointment_compare (gconstpointer a,
                        gconstpointer b)
{
  const HzAppointment *one = *(const HzAppointment *const *) a;
  const HzAppointment *other = *(const HzAppointment *const *) b;
  int order = hz_date_compare (one->date, other->date);

  if (order == 0)
    order = one->start_minute - other->start_minute;

  return order != 0 ? order : hz_id_compare (&one->stamp.id, &other->stamp.id);
}
