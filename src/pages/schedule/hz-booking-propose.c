/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a new appointment is likely to be: offered while the person has said nothing else. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-booking-form-private.h"

#include <glib/gi18n.h>

#include "hz-appointment-store.h"
#include "hz-clock.h"
#include "hz-zone.h"

static void
on_free_found_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer data)
{
  HzBookingForm *self = data;
  g_autoptr (GError) error = NULL;
  HzDate date;
  int minute;

  if (hz_appointment_store_find_free_finish (HZ_RECORDS (source), result, &date, &minute, &error))
    {
      if (self->records != NULL && !self->is_time_given)
        hz_booking_form_set_time (self, date, minute);
    }
  else if (error == NULL)
    {
      hz_booking_form_show_error (self, _("No free time was found in the next weeks."));
    }
  g_object_unref (self);
}

/* From now on, or from the day that stands in the form when that is later. */
void
hz_booking_form_find_free (HzBookingForm *self)
{
  const char *problem;
  g_autoptr (HzAppointment) wish = hz_booking_form_create_wish (self, &problem);
  int length = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->length));
  HzDate today = hz_zone_get_today ();

  if (!hz_id_is_set (&wish->member_id))
    return;
  if (!hz_date_is_set (wish->date) || hz_date_compare (wish->date, today) <= 0)
    {
      int now;

      hz_zone_from_utc (hz_clock_now (), &now);
      wish->date = today;
      wish->start_minute = MIN (now, HZ_ZONE_DAY_MINUTES - length);
    }
  wish->end_minute = wish->start_minute + length;
  hz_appointment_store_find_free_async (self->records, wish, self->cancellable, on_free_found_cb,
                                        g_object_ref (self));
}

void
hz_booking_form_propose_time (HzBookingForm *self)
{
  if (self->before == NULL && !self->is_time_given && !self->is_setting)
    hz_booking_form_find_free (self);
}

void
hz_booking_form_propose_length (HzBookingForm *self)
{
  gboolean was_setting = self->is_setting;

  if (self->is_length_given || self->before != NULL)
    return;
  self->is_setting = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->length),
                             hz_booking_lengths_get (self->lengths, hz_booking_form_get_kind (self)));
  self->is_setting = was_setting;
}

/* A lawyer's is a legal consultation until something else is said. */
void
hz_booking_form_propose_kind (HzBookingForm *self)
{
  const HzMember *member = hz_booking_form_get_member (self);
  gboolean was_setting = self->is_setting;

  if (self->is_kind_given || self->before != NULL || member == NULL)
    return;
  self->is_setting = TRUE;
  if ((member->roles & HZ_ROLE_LAWYER) != 0)
    hz_booking_form_set_kind (self, "legal");
  else if (g_str_equal (hz_booking_form_get_kind (self), "legal"))
    hz_booking_form_set_kind (self, "first");
  hz_booking_form_propose_length (self);
  self->is_setting = was_setting;
}

static void
on_history_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  HzBookingForm *self = data;
  g_autoptr (GPtrArray) found =
    hz_appointment_store_list_finish (HZ_RECORDS (source), result, NULL);

  if (found != NULL && found->len > 0 && self->records != NULL && !self->is_kind_given &&
      g_str_equal (hz_booking_form_get_kind (self), "first"))
    {
      self->is_setting = TRUE;
      hz_booking_form_set_kind (self, "follow_up");
      hz_booking_form_propose_length (self);
      self->is_setting = FALSE;
      hz_booking_form_queue_check (self);
    }
  g_object_unref (self);
}

/* To whom she asked to be brought. */
static void
propose_member (HzBookingForm *self,
                const HzClientRow *client)
{
  static const struct
  {
    const char *service;
    HzRoles role;
  } asked[] = {
    { "psychologist", HZ_ROLE_PSYCHOLOGIST },
    { "lawyer", HZ_ROLE_LAWYER },
    { "social_worker", HZ_ROLE_SOCIAL_WORKER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      for (guint j = 0; g_strcmp0 (client->service_asked, asked[i].service) == 0 &&
           j < self->members->len; j++)
        {
          const HzMember *member = g_ptr_array_index (self->members, j);

          if ((member->roles & asked[i].role) != 0)
            {
              hz_booking_form_set_member (self, &member->id);
              return;
            }
        }
    }
}


/**
 * hz_booking_form_propose_for:
 * @self: the form
 * @client: who comes
 *
 * Whom she asked for, what kind of meeting it is likely to be, and when.
 */
void
hz_booking_form_propose_for (HzBookingForm *self,
                             const HzClientRow *client)
{
  self->is_setting = TRUE;
  if (!self->is_member_given)
    propose_member (self, client);
  hz_booking_form_propose_kind (self);
  self->is_setting = FALSE;
  hz_appointment_store_list_of_client_async (self->records, &client->id, 1, self->cancellable,
                                             on_history_cb, g_object_ref (self));
  hz_booking_form_propose_time (self);
}
