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
#include "hz-empty-state.h"
#include "hz-language.h"
#include "hz-shell.h"
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
  GtkBox parent_instance;

  GtkWidget *book;
  GtkWidget *cancel_all;
  GtkWidget *stack;
  GtkWidget *list;

  HzRecords *records;
  HzId client_id;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (HzClientAppointments, hz_client_appointments, GTK_TYPE_BOX)

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
describe (HzClientAppointments *self,
          HzAppointment *appointment)
{
  GString *text = g_string_new (NULL);
  g_autofree char *kind = hz_code_list_dup_first ("meeting_kind", appointment->kind,
                                                  hz_language_get_interface ());
  g_autofree char *room = hz_appointment_text_room (appointment);

  append_part (text, kind);
  append_part (text, hz_records_get_member_name (self->records, &appointment->member_id));
  append_part (text, room);
  append_part (text, appointment->note);

  return g_string_free (text, FALSE);
}

static GtkWidget *
create_row (HzClientAppointments *self,
            HzAppointment *appointment)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = hz_appointment_text_when (appointment);
  g_autofree char *text = describe (self, appointment);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *spoken = hz_appointment_text_version (self->records, appointment);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             hz_state_style_create_badge (appointment->state));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", hz_id_to_hex (&appointment->stamp.id), g_free);
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

static void
show_appointments (HzClientAppointments *self,
                   GPtrArray *found)
{
  HzDate today = hz_zone_get_today ();
  gboolean any_to_come = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < found->len; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (found, i);

      any_to_come = any_to_come || is_to_come (appointment, today);
      gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (self, appointment));
    }
  gtk_widget_set_visible (self->cancel_all,
                          any_to_come && hz_records_may (self->records, HZ_RIGHT_BOOK));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), found->len > 0 ? "list" : "empty");
}

static void
on_store_listed_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer data)
{
  g_autoptr (HzClientAppointments) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    hz_appointment_store_list_finish (HZ_RECORDS (source), result, &error);

  if (self->is_closed)
    return;
  if (found != NULL)
    show_appointments (self, found);
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
load (HzClientAppointments *self)
{
  hz_appointment_store_list_of_client_async (self->records, &self->client_id, MOST_ROWS, NULL,
                                             on_store_listed_cb, g_object_ref (self));
}

static void
on_records_changed_cb (HzClientAppointments *self,
                       HzRecordKind kind)
{
  if (kind == HZ_RECORD_APPOINTMENT)
    load (self);
}

static void
on_list_row_activated_cb (HzClientAppointments *self,
                          GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-appointment", "s",
                              g_object_get_data (G_OBJECT (row), "id"));
}

static void
on_book_clicked_cb (HzClientAppointments *self)
{
  g_autofree char *hex = hz_id_to_hex (&self->client_id);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.book", "s", hex);
}

static void
on_cancel_all_clicked_cb (HzClientAppointments *self)
{
  hz_appointment_act_cancel_future (GTK_WIDGET (self), self->records, &self->client_id);
}

static void
hz_client_appointments_dispose (GObject *object)
{
  HZ_CLIENT_APPOINTMENTS (object)->is_closed = TRUE;

  G_OBJECT_CLASS (hz_client_appointments_parent_class)->dispose (object);
}

static void
hz_client_appointments_finalize (GObject *object)
{
  g_clear_object (&HZ_CLIENT_APPOINTMENTS (object)->records);

  G_OBJECT_CLASS (hz_client_appointments_parent_class)->finalize (object);
}

static void
hz_client_appointments_class_init (HzClientAppointmentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_appointments_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_appointments_finalize;
}

static GtkWidget *
create_list (HzClientAppointments *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_margin_bottom (self->list, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("client section", "Appointments"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_list_row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static GtkWidget *
create_tools (HzClientAppointments *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->book = gtk_button_new_with_label (C_ ("appointment", "Book"));
  self->cancel_all = gtk_button_new_with_label (_("Cancel all that is to come"));
  gtk_widget_set_visible (self->cancel_all, FALSE);
  g_signal_connect_swapped (self->book, "clicked", G_CALLBACK (on_book_clicked_cb), self);
  g_signal_connect_swapped (self->cancel_all, "clicked", G_CALLBACK (on_cancel_all_clicked_cb),
                            self);
  gtk_box_append (GTK_BOX (tools), self->book);
  gtk_box_append (GTK_BOX (tools), self->cancel_all);

  return tools;
}

static void
hz_client_appointments_init (HzClientAppointments *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 12);

  gtk_box_append (GTK_BOX (self), create_tools (self));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), adw_bin_new (), "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       hz_empty_state_new ("x-office-calendar-symbolic", _("No appointments yet.")),
                       "empty");
  gtk_box_append (GTK_BOX (self), self->stack);
}

/**
 * hz_client_appointments_new:
 * @records: the records
 * @client_id: whose page it is
 *
 * Returns: (transfer floating): her appointments, as far as the person may know of them
 */
GtkWidget *
hz_client_appointments_new (HzRecords *records,
                            const HzId *client_id)
{
  HzClientAppointments *self = g_object_new (HZ_TYPE_CLIENT_APPOINTMENTS, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  gtk_widget_set_visible (self->book, hz_records_may (records, HZ_RIGHT_BOOK));
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
