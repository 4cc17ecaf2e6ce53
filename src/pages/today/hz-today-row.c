/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-today-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-appointment-act.h"
#include "hz-appointment-text.h"
#include "hz-clock.h"
#include "hz-language.h"
#include "hz-state-style.h"
#include "hz-time-text.h"
#include "hz-zone.h"

/* So long before its time, and ever after, an appointment has its buttons. */
#define NEAR_MINUTES 60

/**
 * HzTodayRow:
 *
 * One appointment of today: when, who, how it stands, and what comes next.
 */
struct _HzTodayRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *time;
  GtkWidget *who;
  GtkWidget *detail;
  GtkWidget *badge_bin;
  GtkWidget *buttons;
  GtkWidget *go_on;
  GtkWidget *no_show;

  HzRecords *records;
  HzAppointment *appointment;
};

G_DEFINE_FINAL_TYPE (HzTodayRow, hz_today_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_mine (HzTodayRow *self)
{
  return hz_id_equal (&self->appointment->member_id, hz_records_get_own_id (self->records)) &&
         hz_records_may (self->records, HZ_RIGHT_OPEN_CASE);
}

/* The state that comes next; %NULL at the end of the way. */
static const char *
find_next_state (HzTodayRow *self)
{
  const char *state = self->appointment->state;

  if (g_str_equal (state, "arrived"))
    return "in_session";
  if (g_str_equal (state, "in_session"))
    return "completed";

  return hz_appointment_state_is_open (state) ? "arrived" : NULL;
}

static const char *
get_go_on_label (HzTodayRow *self)
{
  const char *next = find_next_state (self);

  if (g_strcmp0 (next, "in_session") == 0)
    return is_mine (self) ? _("Start session") : C_ ("appointment state", "In session");

  return next != NULL ? hz_state_style_get_word (next) : "";
}

static gboolean
is_near (HzAppointment *appointment)
{
  int minute;

  hz_zone_from_utc (hz_clock_now (), &minute);

  return appointment->start_minute - NEAR_MINUTES <= minute;
}

/**
 * hz_today_row_set_state:
 * @self: the row
 * @state: code of the list "appointment_state"
 */
void
hz_today_row_set_state (HzTodayRow *self,
                        const char *state)
{
  GtkWidget *ground;

  g_return_if_fail (HZ_IS_TODAY_ROW (self));

  ground = gtk_widget_get_parent (GTK_WIDGET (self));
  if (hz_appointment_state_is_open (self->appointment->state) &&
      hz_records_may (self->records, HZ_RIGHT_BOOK) && !self->appointment->is_veiled)
    hz_appointment_act_set_state (ground, self->records, self->appointment, state);
}

/**
 * hz_today_row_go_on:
 * @self: the row
 *
 * Does what comes next: she has come, the session begins, it is over.
 */
void
hz_today_row_go_on (HzTodayRow *self)
{
  const char *next;

  g_return_if_fail (HZ_IS_TODAY_ROW (self));

  next = find_next_state (self);
  /* Her own client may be brought in without the step in between. */
  if (next != NULL && is_mine (self) && self->appointment->client != NULL &&
      !g_str_equal (next, "completed"))
    hz_appointment_act_start (gtk_widget_get_parent (GTK_WIDGET (self)), self->records,
                              self->appointment);
  else if (next != NULL)
    hz_today_row_set_state (self, next);
}

static void
on_go_on_clicked_cb (HzTodayRow *self)
{
  const char *next = find_next_state (self);

  if (g_strcmp0 (next, "in_session") == 0)
    hz_today_row_go_on (self);
  else if (next != NULL)
    hz_today_row_set_state (self, next);
}

static void
on_no_show_clicked_cb (HzTodayRow *self)
{
  hz_today_row_set_state (self, "no_show");
}

static void
hz_today_row_dispose (GObject *object)
{
  HzTodayRow *self = HZ_TODAY_ROW (object);

  g_clear_object (&self->records);
  g_clear_object (&self->appointment);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_TODAY_ROW);

  G_OBJECT_CLASS (hz_today_row_parent_class)->dispose (object);
}

static void
hz_today_row_class_init (HzTodayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_today_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/today/hz-today-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HzTodayRow, time);
  gtk_widget_class_bind_template_child (widget_class, HzTodayRow, who);
  gtk_widget_class_bind_template_child (widget_class, HzTodayRow, detail);
  gtk_widget_class_bind_template_child (widget_class, HzTodayRow, badge_bin);
  gtk_widget_class_bind_template_child (widget_class, HzTodayRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, HzTodayRow, go_on);
  gtk_widget_class_bind_template_child (widget_class, HzTodayRow, no_show);
}

static void
hz_today_row_init (HzTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->go_on, "clicked", G_CALLBACK (on_go_on_clicked_cb), self);
  g_signal_connect_swapped (self->no_show, "clicked", G_CALLBACK (on_no_show_clicked_cb), self);
}

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

static void
show_detail (HzTodayRow *self,
             gboolean with_member)
{
  HzAppointment *appointment = self->appointment;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *waiting = hz_appointment_text_waiting (appointment);
  g_autofree char *room = hz_appointment_text_room (appointment);
  g_autofree char *since = NULL;

  if (*waiting != '\0')
    {
      g_autofree char *time = hz_time_text_moment_time (appointment->arrived);

      since = g_strdup_printf (_("since %s"), time);
    }
  append_part (text, since);
  append_part (text, waiting);
  if (with_member)
    append_part (text, hz_records_get_member_name (self->records, &appointment->member_id));
  append_part (text, room);
  append_part (text, appointment->note);
  gtk_label_set_label (GTK_LABEL (self->detail), text->str);
  gtk_widget_set_visible (self->detail, text->len > 0);
}

static void
show_buttons (HzTodayRow *self)
{
  HzAppointment *appointment = self->appointment;
  gboolean can_change = hz_records_may (self->records, HZ_RIGHT_BOOK) &&
                        find_next_state (self) != NULL && is_near (appointment);
  gboolean is_in_session = g_str_equal (appointment->state, "in_session");

  gtk_widget_set_visible (self->buttons, can_change);
  gtk_button_set_label (GTK_BUTTON (self->go_on), get_go_on_label (self));
  gtk_widget_set_visible (self->no_show, !is_in_session);
  if (g_str_equal (appointment->state, "arrived") && is_mine (self))
    gtk_widget_add_css_class (self->go_on, "suggested-action");
}

/**
 * hz_today_row_new:
 * @records: the records
 * @appointment: what stands in it
 * @with_member: whether it says with whom
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
hz_today_row_new (HzRecords *records,
                  HzAppointment *appointment,
                  gboolean with_member)
{
  HzTodayRow *self = g_object_new (HZ_TYPE_TODAY_ROW, NULL);
  g_autofree char *time = hz_time_text (appointment->start_minute);
  g_autofree char *who = hz_appointment_text_who (appointment);
  g_autofree char *spoken = hz_appointment_text_spoken (records, appointment);

  self->records = g_object_ref (records);
  self->appointment = g_object_ref (appointment);
  gtk_label_set_label (GTK_LABEL (self->time), time);
  gtk_label_set_label (GTK_LABEL (self->who), who);
  adw_bin_set_child (ADW_BIN (self->badge_bin), hz_state_style_create_badge (appointment->state));
  show_detail (self, with_member);
  show_buttons (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return GTK_WIDGET (self);
}

/**
 * hz_today_row_get_appointment:
 * @self: the row
 *
 * Returns: (transfer none): what stands in it
 */
HzAppointment *
hz_today_row_get_appointment (HzTodayRow *self)
{
  g_return_val_if_fail (HZ_IS_TODAY_ROW (self), NULL);

  return self->appointment;
}

static GtkWidget *
create_gap_label (const char *text,
                  const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);

  return label;
}

/**
 * hz_today_row_new_gap:
 * @member_id: whose time
 * @date: which day
 * @start_minute: minute of the day
 * @end_minute: minute of the day it ends before
 * @can_book: whether it can be given away
 *
 * Returns: (transfer floating): a row of free time
 */
GtkWidget *
hz_today_row_new_gap (const HzId *member_id,
                      HzDate date,
                      int start_minute,
                      int end_minute,
                      gboolean can_book)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *time = hz_time_text (start_minute);
  g_autofree char *length =
    hz_time_text_duration (hz_language_get_interface (), end_minute - start_minute);
  g_autofree char *text = g_strdup_printf (_("free: %s"), length);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", time, text);
  GtkWidget *label = create_gap_label (text, "dim-label");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), create_gap_label (time, "numeric"));
  gtk_box_append (GTK_BOX (box), label);
  if (can_book)
    {
      g_autofree char *member = hz_id_to_hex (member_id);
      g_autofree char *iso = hz_date_to_iso (date);
      g_autofree char *place = g_strdup_printf ("%s@%s@%d", member, iso, start_minute);
      GtkWidget *button = gtk_button_new_with_label (C_ ("appointment", "Book"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.book");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "hz-today-gap");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "start", GINT_TO_POINTER (start_minute));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}
