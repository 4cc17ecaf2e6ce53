/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-appointment-card.h"

#include <glib/gi18n.h>

#include "hz-appointment-act.h"
#include "hz-appointment-store.h"
#include "hz-appointment-text.h"
#include "hz-banner.h"
#include "hz-code-list.h"
#include "hz-language.h"
#include "hz-state-style.h"

/**
 * HzAppointmentCard:
 *
 * One appointment of the grid: who, when, where, whether she may be called, and what can be done.
 */
struct _HzAppointmentCard
{
  GtkPopover parent_instance;

  GtkWidget *who;
  GtkWidget *facts;
  GtkWidget *rule;
  GtkWidget *reasons;
  GtkWidget *states;
  GtkWidget *acts;
  GtkWidget *start;
  GtkWidget *client;
  GtkWidget *change;
  GtkWidget *cancel;

  HzRecords *records;
  HzAppointment *appointment;
  GCancellable *cancellable;
};

enum
{
  SIGNAL_CHANGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const states[] = { "arrived", "in_session", "completed", "no_show" };

G_DEFINE_FINAL_TYPE (HzAppointmentCard, hz_appointment_card, GTK_TYPE_POPOVER)

/* The grid outlives the card: toasts and dialogs hang on it. */
static GtkWidget *
get_ground (HzAppointmentCard *self)
{
  return gtk_widget_get_parent (GTK_WIDGET (self));
}

static void
on_state_clicked_cb (GtkButton *button,
                     HzAppointmentCard *self)
{
  const char *state = g_object_get_data (G_OBJECT (button), "state");

  hz_appointment_act_set_state (get_ground (self), self->records, self->appointment, state);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
on_start_clicked_cb (HzAppointmentCard *self)
{
  hz_appointment_act_start (get_ground (self), self->records, self->appointment);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
on_client_clicked_cb (HzAppointmentCard *self)
{
  g_autofree char *id = hz_id_to_hex (&self->appointment->client_id);
  GtkWidget *ground = get_ground (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (ground, "win.show-client", "s", id);
}

static void
on_change_clicked_cb (HzAppointmentCard *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHANGE], 0);
}

static void
on_cancel_clicked_cb (HzAppointmentCard *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  hz_appointment_act_cancel (get_ground (self), self->records, self->appointment);
}

static void
hz_appointment_card_dispose (GObject *object)
{
  HzAppointmentCard *self = HZ_APPOINTMENT_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);
  g_clear_object (&self->appointment);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_APPOINTMENT_CARD);

  G_OBJECT_CLASS (hz_appointment_card_parent_class)->dispose (object);
}

static void
hz_appointment_card_class_init (HzAppointmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_appointment_card_dispose;

  /**
   * HzAppointmentCard::change:
   *
   * The appointment is to be changed in a form.
   */
  signals[SIGNAL_CHANGE] =
    g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HZ_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/schedule/hz-appointment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, who);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, facts);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, rule);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, reasons);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, states);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, acts);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, start);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, client);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, change);
  gtk_widget_class_bind_template_child (widget_class, HzAppointmentCard, cancel);
}

static void
hz_appointment_card_init (HzAppointmentCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->start, "clicked", G_CALLBACK (on_start_clicked_cb), self);
  g_signal_connect_swapped (self->client, "clicked", G_CALLBACK (on_client_clicked_cb), self);
  g_signal_connect_swapped (self->change, "clicked", G_CALLBACK (on_change_clicked_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (on_cancel_clicked_cb), self);
}

static void
append_line (GString *text,
             const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
show_facts (HzAppointmentCard *self)
{
  HzAppointment *appointment = self->appointment;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *who = hz_appointment_text_who (appointment);
  g_autofree char *when = hz_appointment_text_when (appointment);
  g_autofree char *kind = hz_code_list_dup_first ("meeting_kind", appointment->kind,
                                                  hz_language_get_interface ());
  g_autofree char *waiting = hz_appointment_text_waiting (appointment);
  g_autofree char *room = hz_appointment_text_room (appointment);

  gtk_label_set_label (GTK_LABEL (self->who), who);
  append_line (text, when);
  append_line (text, hz_records_get_member_name (self->records, &appointment->member_id));
  if (!appointment->is_veiled)
    {
      append_line (text, kind);
      append_line (text, room);
      append_line (text, hz_state_style_get_word (appointment->state));
      append_line (text, waiting);
      append_line (text, appointment->note);
    }
  gtk_label_set_label (GTK_LABEL (self->facts), text->str);
}

static void
add_states (HzAppointmentCard *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (hz_state_style_get_word (states[i]));
      GtkWidget *child = gtk_flow_box_child_new ();

      g_object_set_data (G_OBJECT (button), "state", (gpointer) states[i]);
      gtk_widget_set_sensitive (button, !g_str_equal (states[i], self->appointment->state));
      g_signal_connect (button, "clicked", G_CALLBACK (on_state_clicked_cb), self);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (GTK_FLOW_BOX (self->states), child);
    }
}

static char *
describe_reason (HzAppointmentCard *self,
                 const HzAppointmentReason *reason)
{
  g_autofree char *code = NULL;
  const char *why = reason->text;

  if (reason->code != NULL)
    code = hz_code_list_dup_first ("cancel_reason", reason->code, hz_language_get_interface ());
  if (why == NULL)
    why = code != NULL ? code : "";
  if (g_str_equal (reason->act, "cancel"))
    return g_strdup_printf (_("Why it was cancelled: %s"), why);

  return g_strdup_printf (_("Why it was booked anyway: %s"), why);
}

static void
on_reasons_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  HzAppointmentCard *self = data;
  g_autoptr (GPtrArray) reasons =
    hz_appointment_store_list_finish (HZ_RECORDS (source), result, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; reasons != NULL && self->records != NULL && i < reasons->len; i++)
    {
      g_autofree char *line = describe_reason (self, g_ptr_array_index (reasons, i));

      append_line (text, line);
    }
  if (text->len > 0)
    {
      gtk_label_set_label (GTK_LABEL (self->reasons), text->str);
      gtk_widget_set_visible (self->reasons, TRUE);
    }
  g_object_unref (self);
}

static void
show_acts (HzAppointmentCard *self)
{
  HzAppointment *appointment = self->appointment;
  gboolean can_change = !appointment->is_veiled && hz_records_may (self->records, HZ_RIGHT_BOOK);
  gboolean is_kept = !hz_appointment_state_is_cancelled (appointment->state);
  gboolean is_mine =
    hz_id_equal (&appointment->member_id, hz_records_get_own_id (self->records));

  gtk_widget_set_visible (self->states, can_change && is_kept);
  gtk_widget_set_visible (self->change, can_change);
  gtk_widget_set_visible (self->cancel, can_change && is_kept);
  gtk_widget_set_visible (self->client, hz_id_is_set (&appointment->client_id));
  gtk_widget_set_visible (self->rule, appointment->client != NULL);
  gtk_widget_set_visible (self->start, can_change && is_mine && appointment->client != NULL &&
                                         hz_appointment_state_is_open (appointment->state) &&
                                         hz_records_may (self->records, HZ_RIGHT_OPEN_CASE));
  if (appointment->client != NULL)
    hz_banner_set_rule (HZ_BANNER (self->rule), appointment->client->rule,
                        appointment->client->note);
}

/**
 * hz_appointment_card_new:
 * @records: the records
 * @appointment: what was opened
 *
 * Returns: (transfer floating): a popover without a place
 */
GtkWidget *
hz_appointment_card_new (HzRecords *records,
                         HzAppointment *appointment)
{
  HzAppointmentCard *self = g_object_new (HZ_TYPE_APPOINTMENT_CARD, NULL);

  self->records = g_object_ref (records);
  self->appointment = hz_appointment_copy (appointment);
  show_facts (self);
  add_states (self);
  show_acts (self);
  if (!appointment->is_veiled && hz_records_may (records, HZ_RIGHT_READ_REQUEST))
    hz_appointment_store_list_reasons_async (records, &appointment->stamp.id, self->cancellable,
                                             on_reasons_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
