/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-appointments.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-appointment-act.h"
#include "hz-appointment-store.h"
#include "hz-appointment-text.h"
#include "hz-code-list.h"
#include "hz-language.h"
#include "hz-state-style.h"
#include "hz-zone.h"

#define MOST_ROWS 200

/**
 * HzClientAppointments:
 *
 * When a client comes and came, the newest first; with the next one to book, and all that is to come
 * to call off.
 */
struct _HzClientAppointments
{
  HzClientSectionList parent_instance;

  GtkWidget *cancel_all;
};

G_DEFINE_FINAL_TYPE (HzClientAppointments, hz_client_appointments, HZ_TYPE_CLIENT_SECTION_LIST)

static void
append_part (GString *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
describe (HzRecords *records,
          HzAppointment *appointment)
{
  GString *text = g_string_new (NULL);
  g_autofree char *kind = hz_code_list_dup_first ("meeting_kind", appointment->kind,
                                                  hz_language_get_interface ());
  g_autofree char *room = hz_appointment_text_room (appointment);

  append_part (text, kind);
  append_part (text, hz_records_get_member_name (records, &appointment->member_id));
  append_part (text, room);
  append_part (text, appointment->note);

  return g_string_free (text, FALSE);
}

static GtkWidget *
create_row (HzClientSectionList *self,
            GPtrArray *items,
            guint place)
{
  HzAppointment *appointment = g_ptr_array_index (items, place);
  HzRecords *records = hz_client_section_list_get_records (self);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = hz_appointment_text_when (appointment);
  g_autofree char *text = describe (records, appointment);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *spoken = hz_appointment_text_version (records, appointment);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             hz_state_style_create_badge (appointment->state));
  hz_client_section_list_set_row_id (row, &appointment->stamp.id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

static gboolean
is_to_come (HzAppointment *appointment,
            HzDate today)
{
  return hz_date_compare (appointment->date, today) >= 0 &&
         hz_appointment_state_is_open (appointment->state);
}

/* Calling them all off is offered where there are any. */
static void
listed (HzClientSectionList *list,
        GPtrArray *items)
{
  HzRecords *records = hz_client_section_list_get_records (list);
  HzDate today = hz_zone_get_today ();
  gboolean any_to_come = FALSE;

  for (guint i = 0; i < items->len && !any_to_come; i++)
    any_to_come = is_to_come (g_ptr_array_index (items, i), today);
  gtk_widget_set_visible (HZ_CLIENT_APPOINTMENTS (list)->cancel_all,
                          any_to_come && hz_records_may (records, HZ_RIGHT_BOOK));
}

static void
list_async (HzClientSectionList *self,
            GAsyncReadyCallback callback,
            gpointer data)
{
  hz_appointment_store_list_of_client_async (hz_client_section_list_get_records (self),
                                             hz_client_section_list_get_client_id (self), MOST_ROWS,
                                             NULL, callback, data);
}

static void
on_cancel_all_clicked_cb (HzClientSectionList *list)
{
  hz_appointment_act_cancel_future (GTK_WIDGET (list), hz_client_section_list_get_records (list),
                                    hz_client_section_list_get_client_id (list));
}

static void
hz_client_appointments_constructed (GObject *object)
{
  HzClientAppointments *self = HZ_CLIENT_APPOINTMENTS (object);
  HzClientSectionList *list = HZ_CLIENT_SECTION_LIST (object);

  G_OBJECT_CLASS (hz_client_appointments_parent_class)->constructed (object);

  hz_client_section_list_set_words (list, C_("client section", "Appointments"),
                                    "x-office-calendar-symbolic", _("No appointments yet."));
  hz_client_section_list_add_button (list, C_("appointment", "Book"), "win.book", HZ_RIGHT_BOOK);
  self->cancel_all = hz_client_section_list_add_button (list, _("Cancel all that is to come"), NULL,
                                                        HZ_RIGHT_BOOK);
  gtk_widget_set_visible (self->cancel_all, FALSE);
  g_signal_connect_swapped (self->cancel_all, "clicked", G_CALLBACK (on_cancel_all_clicked_cb), self);
}

static void
hz_client_appointments_class_init (HzClientAppointmentsClass *klass)
{
  HzClientSectionListClass *list_class = HZ_CLIENT_SECTION_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hz_client_appointments_constructed;
  list_class->kind = HZ_RECORD_APPOINTMENT;
  list_class->row_action = "win.show-appointment";
  list_class->list_async = list_async;
  list_class->list_finish = hz_appointment_store_list_finish;
  list_class->create_row = create_row;
  list_class->listed = listed;
}

static void
hz_client_appointments_init (HzClientAppointments *self)
{
}

/**
 * hz_client_appointments_new:
 * @records: the centre's records
 * @client_id: whose page it is
 *
 * Returns: (transfer floating): her appointments, as far as the person may know of them
 */
GtkWidget *
hz_client_appointments_new (HzRecords *records,
                            const HzId *client_id)
{
  return hz_client_section_list_new (HZ_TYPE_CLIENT_APPOINTMENTS, records, client_id);
}
