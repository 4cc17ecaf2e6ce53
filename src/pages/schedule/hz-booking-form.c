/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-booking-form-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-appointment-act.h"
#include "hz-appointment-text.h"
#include "hz-clash-box.h"
#include "hz-client-field.h"
#include "hz-code-list.h"
#include "hz-date-entry.h"
#include "hz-language.h"
#include "hz-records-error.h"
#include "hz-room-field.h"
#include "hz-schedule.h"
#include "hz-shell.h"
#include "hz-time-entry.h"
#include "hz-zone.h"

#define CHECK_DELAY 120

/**
 * HzBookingForm:
 *
 * Who comes when to whom: for a new appointment, or to change one. What speaks against the time is
 * named in it before anything is saved; saving it anyway asks for a word of reason.
 */
enum
{
  SIGNAL_DONE,
  SIGNAL_MAIN_LABEL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzBookingForm, hz_booking_form, GTK_TYPE_BOX)

const char *
hz_booking_form_get_kind (HzBookingForm *self)
{
  const GPtrArray *kinds = hz_code_list_get ("meeting_kind");
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  return place < kinds->len ? ((HzCode *) g_ptr_array_index (kinds, place))->code : "first";
}

void
hz_booking_form_set_kind (HzBookingForm *self,
          const char *code)
{
  const GPtrArray *kinds = hz_code_list_get ("meeting_kind");

  for (guint i = 0; i < kinds->len; i++)
    {
      if (g_strcmp0 (((HzCode *) g_ptr_array_index (kinds, i))->code, code) == 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), i);
    }
}

const HzMember *
hz_booking_form_get_member (HzBookingForm *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->member));

  return place < self->members->len ? g_ptr_array_index (self->members, place) : NULL;
}

void
hz_booking_form_set_member (HzBookingForm *self,
            const HzId *member_id)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (self->members, i);

      if (hz_id_equal (&member->id, member_id))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->member), i);
    }
}

/* What is wrong with it in a sentence; %NULL when it is a time. */
static const char *
take_time (HzBookingForm *self,
           HzAppointment *wish)
{
  HzDate date;
  int minute;

  if (hz_date_entry_get_date (HZ_DATE_ENTRY (self->date), &date) != HZ_DATE_PARSE_OK)
    return _("Give the date.");
  if (hz_time_entry_get_minute (HZ_TIME_ENTRY (self->time), &minute) != HZ_DATE_PARSE_OK)
    return _("Give the time.");

  wish->date = date;
  wish->start_minute = minute;
  wish->end_minute = minute + gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->length));

  return wish->end_minute > HZ_ZONE_DAY_MINUTES ? _("It would end after midnight.") : NULL;
}

/* What the form says now; an error is a sentence for the person, %NULL when all is well. */
HzAppointment *
hz_booking_form_create_wish (HzBookingForm *self,
             const char **problem)
{
  const HzClientRow *client = hz_client_field_get_client (HZ_CLIENT_FIELD (self->client));
  const HzMember *member = hz_booking_form_get_member (self);
  HzAppointment *wish =
    self->before != NULL ? hz_appointment_copy (self->before) : hz_appointment_new ();

  *problem = take_time (self, wish);
  if (member == NULL)
    *problem = _("Choose with whom.");
  if (client == NULL && !g_str_equal (hz_booking_form_get_kind (self), "group"))
    *problem = _("Choose who comes.");

  wish->client_id = client != NULL ? client->id : HZ_ID_NONE;
  wish->member_id = member != NULL ? member->id : HZ_ID_NONE;
  g_clear_pointer (&wish->client, hz_client_row_free);
  wish->client = client != NULL ? hz_client_row_copy (client) : NULL;
  g_free (wish->kind);
  wish->kind = g_strdup (hz_booking_form_get_kind (self));
  g_free (wish->room);
  wish->room = g_strdup (hz_room_field_get_room (HZ_ROOM_FIELD (self->room)));
  g_free (wish->note);
  wish->note = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note)));
  if (self->before == NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->here)))
    {
      g_free (wish->state);
      wish->state = g_strdup ("arrived");
    }

  return wish;
}

void
hz_booking_form_show_error (HzBookingForm *self,
            const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->error), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error, sentence != NULL);
}

static gboolean
on_check_timeout_cb (gpointer data)
{
  HzBookingForm *self = data;
  const char *problem;
  g_autoptr (HzAppointment) wish = hz_booking_form_create_wish (self, &problem);

  self->check_timeout = 0;
  /* A time can be tried before it is known who comes. */
  if (wish->end_minute == 0 || wish->end_minute > HZ_ZONE_DAY_MINUTES ||
      !hz_id_is_set (&wish->member_id))
    hz_clash_box_check (HZ_CLASH_BOX (self->clash_box), NULL);
  else
    hz_clash_box_check (HZ_CLASH_BOX (self->clash_box), wish);

  return G_SOURCE_REMOVE;
}

void
hz_booking_form_queue_check (HzBookingForm *self)
{
  if (self->is_setting || self->records == NULL)
    return;
  hz_booking_form_show_error (self, NULL);
  g_clear_handle_id (&self->check_timeout, g_source_remove);
  self->check_timeout = g_timeout_add (CHECK_DELAY, on_check_timeout_cb, self);
}

void
hz_booking_form_set_time (HzBookingForm *self,
          HzDate date,
          int minute)
{
  gboolean was_setting = self->is_setting;

  self->is_setting = TRUE;
  hz_date_entry_set_date (HZ_DATE_ENTRY (self->date), date);
  hz_time_entry_set_minute (HZ_TIME_ENTRY (self->time), minute);
  self->is_setting = was_setting;
  if (self->keeper != NULL)
    hz_booking_form_keep (self);
  hz_booking_form_queue_check (self);
}

static void
on_first_free_clicked_cb (GtkButton *button,
                          HzBookingForm *self)
{
  self->is_time_given = FALSE;
  hz_booking_form_touch (self);
  hz_booking_form_find_free (self);
}

static void
on_kind_notify_cb (HzBookingForm *self)
{
  if (!self->is_setting)
    self->is_kind_given = TRUE;
  hz_booking_form_touch (self);
  hz_booking_form_propose_length (self);
  hz_booking_form_queue_check (self);
  hz_booking_form_propose_time (self);
}

static void
on_member_notify_cb (HzBookingForm *self)
{
  if (!self->is_setting)
    self->is_member_given = TRUE;
  hz_booking_form_touch (self);
  hz_booking_form_propose_kind (self);
  hz_booking_form_queue_check (self);
  hz_booking_form_propose_time (self);
}

static void
on_time_changed_cb (HzBookingForm *self)
{
  if (!self->is_setting)
    self->is_time_given = TRUE;
  hz_booking_form_touch (self);
  hz_booking_form_queue_check (self);
}

static void
on_length_changed_cb (HzBookingForm *self)
{
  if (!self->is_setting)
    self->is_length_given = TRUE;
  hz_booking_form_touch (self);
  hz_booking_form_queue_check (self);
}

static void
on_choice_changed_cb (HzBookingForm *self)
{
  hz_booking_form_touch (self);
  hz_booking_form_queue_check (self);
}

static void
on_client_changed_cb (HzBookingForm *self)
{
  const HzClientRow *client = hz_client_field_get_client (HZ_CLIENT_FIELD (self->client));

  if (self->is_setting)
    return;
  /* Who was given is no less to be kept than who was chosen, but nothing that she said. */
  if (client != NULL && hz_id_equal (&client->id, &self->preset_id))
    hz_booking_form_keep (self);
  else
    hz_booking_form_touch (self);
  self->preset_id = HZ_ID_NONE;
  if (client != NULL && self->before == NULL)
    hz_booking_form_propose_for (self, client);
  hz_booking_form_queue_check (self);
}

static void
on_clashes_changed_cb (HzBookingForm *self)
{
  const char *reason = hz_clash_box_get_reason (HZ_CLASH_BOX (self->clash_box));

  hz_booking_form_show_error (self, NULL);
  if (*reason != '\0')
    hz_booking_form_touch (self);
  if (hz_clash_box_has_clash (HZ_CLASH_BOX (self->clash_box)))
    hz_booking_form_focus_wanted (self);
  g_signal_emit (self, signals[SIGNAL_MAIN_LABEL_CHANGED], 0);
}

static gboolean
hz_booking_form_grab_focus (GtkWidget *widget)
{
  hz_booking_form_focus_first (HZ_BOOKING_FORM (widget));

  return TRUE;
}

static void
hz_booking_form_dispose (GObject *object)
{
  HzBookingForm *self = HZ_BOOKING_FORM (object);

  g_clear_handle_id (&self->check_timeout, g_source_remove);
  if (self->keeper != NULL)
    hz_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);
  g_clear_object (&self->before);
  g_clear_object (&self->lengths);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_BOOKING_FORM);

  G_OBJECT_CLASS (hz_booking_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, client);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, kind);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, member);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, room);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, date_bin);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, time_bin);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, length);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, first_free);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, note);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, here);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, foot);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, clash_box);
  gtk_widget_class_bind_template_child (widget_class, HzBookingForm, error);
}

static void
hz_booking_form_class_init (HzBookingFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = hz_booking_form_dispose;
  widget_class->grab_focus = hz_booking_form_grab_focus;

  /**
   * HzBookingForm::done:
   *
   * It is saved, or there is nothing more to be done here.
   */
  signals[SIGNAL_DONE] =
    g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HzBookingForm::main-label-changed:
   *
   * The main button says something else.
   */
  signals[SIGNAL_MAIN_LABEL_CHANGED] =
    g_signal_new ("main-label-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  0);

  g_type_ensure (HZ_TYPE_CLASH_BOX);
  g_type_ensure (HZ_TYPE_CLIENT_FIELD);
  g_type_ensure (HZ_TYPE_ROOM_FIELD);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/schedule/hz-booking-form.ui");
  bind_children (widget_class);
}

static void
fill_kinds (HzBookingForm *self)
{
  const GPtrArray *kinds = hz_code_list_get ("meeting_kind");
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < kinds->len; i++)
    {
      const HzCode *code = g_ptr_array_index (kinds, i);

      gtk_string_list_take (labels, hz_code_list_dup_first ("meeting_kind", code->code,
                                                            hz_language_get_interface ()));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (labels));
}

static void
connect_fields (HzBookingForm *self)
{
  /* What is still being looked for keeps the field and the box alive, not the form. */
  g_signal_connect_object (self->client, "changed", G_CALLBACK (on_client_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "typed", G_CALLBACK (hz_booking_form_touch), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clash_box, "changed", G_CALLBACK (on_clashes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind_notify_cb), self);
  g_signal_connect_swapped (self->member, "notify::selected", G_CALLBACK (on_member_notify_cb),
                            self);
  g_signal_connect_swapped (self->note, "changed", G_CALLBACK (hz_booking_form_touch), self);
  g_signal_connect_swapped (self->room, "changed", G_CALLBACK (on_choice_changed_cb), self);
  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (on_time_changed_cb), self);
  g_signal_connect_swapped (self->time, "changed", G_CALLBACK (on_time_changed_cb), self);
  g_signal_connect_swapped (self->length, "value-changed", G_CALLBACK (on_length_changed_cb), self);
  g_signal_connect_swapped (self->here, "toggled", G_CALLBACK (on_choice_changed_cb), self);
  g_signal_connect (self->first_free, "clicked", G_CALLBACK (on_first_free_clicked_cb), self);
}

static void
hz_booking_form_init (HzBookingForm *self)
{
  self->cancellable = g_cancellable_new ();
  self->is_setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->date = hz_date_entry_new (C_ ("field", "Date"), HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PLANNING);
  self->time = hz_time_entry_new (C_ ("field", "Time"));
  adw_bin_set_child (ADW_BIN (self->date_bin), self->date);
  adw_bin_set_child (ADW_BIN (self->time_bin), self->time);
  fill_kinds (self);
  connect_fields (self);
}

static void
fill_members (HzBookingForm *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->members = hz_schedule_list_members (self->records);
  for (guint i = 0; i < self->members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (self->members, i);
      g_autofree char *roles = hz_appointment_text_roles (member->roles);

      gtk_string_list_take (labels, g_strdup_printf ("%s, %s", member->name, roles));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->member), G_LIST_MODEL (labels));
  hz_booking_form_set_member (self, hz_records_get_own_id (self->records));
}

static void
fill_from (HzBookingForm *self,
           HzAppointment *other)
{
  if (other->client != NULL)
    hz_client_field_set_client (HZ_CLIENT_FIELD (self->client), other->client);
  hz_booking_form_set_kind (self, other->kind);
  hz_booking_form_set_member (self, &other->member_id);
  hz_room_field_set_room (HZ_ROOM_FIELD (self->room), other->room);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->length),
                             other->end_minute - other->start_minute);
  gtk_editable_set_text (GTK_EDITABLE (self->note), other->note);
  self->is_kind_given = self->is_length_given = self->is_member_given = TRUE;
}

/**
 * hz_booking_form_new:
 * @records: the records
 * @before: (nullable): what is to be changed; %NULL for a new appointment
 *
 * Returns: (transfer floating): a form
 */
GtkWidget *
hz_booking_form_new (HzRecords *records,
                     HzAppointment *before)
{
  HzBookingForm *self = g_object_new (HZ_TYPE_BOOKING_FORM, NULL);

  self->records = g_object_ref (records);
  self->lengths = hz_booking_lengths_new (records);
  g_signal_connect_object (self->lengths, "loaded", G_CALLBACK (hz_booking_form_propose_length), self,
                           G_CONNECT_SWAPPED);
  hz_client_field_set_records (HZ_CLIENT_FIELD (self->client), records);
  hz_clash_box_set_records (HZ_CLASH_BOX (self->clash_box), records);
  hz_room_field_load (HZ_ROOM_FIELD (self->room), records);
  fill_members (self);
  if (before != NULL)
    {
      self->before = hz_appointment_copy (before);
      fill_from (self, before);
      hz_client_field_set_fixed (HZ_CLIENT_FIELD (self->client), TRUE);
      hz_booking_form_set_time (self, before->date, before->start_minute);
      self->is_time_given = TRUE;
    }
  gtk_widget_set_visible (self->here, before == NULL);
  hz_booking_form_propose_kind (self);
  hz_booking_form_propose_length (self);
  self->is_setting = FALSE;
  hz_booking_form_queue_check (self);

  return GTK_WIDGET (self);
}

/**
 * hz_booking_form_set_client:
 * @self: the form
 * @client_id: who comes
 */
void
hz_booking_form_set_client (HzBookingForm *self,
                            const HzId *client_id)
{
  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  self->preset_id = *client_id;
  hz_booking_form_keep (self);
  hz_client_field_load (HZ_CLIENT_FIELD (self->client), client_id);
}

/**
 * hz_booking_form_set_place:
 * @self: the form
 * @member_id: (nullable): with whom
 * @date: which day
 * @start_minute: minute of the day; -1 when only the day is known
 * @length: minutes; 0 for what is usual
 */
void
hz_booking_form_set_place (HzBookingForm *self,
                           const HzId *member_id,
                           HzDate date,
                           int start_minute,
                           int length)
{
  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  self->is_setting = TRUE;
  if (member_id != NULL)
    {
      hz_booking_form_set_member (self, member_id);
      self->is_member_given = TRUE;
    }
  hz_booking_form_propose_kind (self);
  if (length > 0)
    {
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->length), length);
      self->is_length_given = TRUE;
    }
  self->is_time_given = start_minute >= 0;
  self->is_setting = FALSE;
  hz_booking_form_set_time (self, date, start_minute);
  hz_booking_form_propose_time (self);
}

/**
 * hz_booking_form_set_like:
 * @self: the form
 * @other: an appointment of which the same is wanted again; but for its time
 */
void
hz_booking_form_set_like (HzBookingForm *self,
                          HzAppointment *other)
{
  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  self->is_setting = TRUE;
  fill_from (self, other);
  self->is_setting = FALSE;
  hz_booking_form_queue_check (self);
}

/**
 * hz_booking_form_take_foot:
 * @self: the form, which scrolls
 *
 * Returns: (transfer none): what speaks against it and why it is given all the same, taken out of the
 *   form to be shown below it
 */
GtkWidget *
hz_booking_form_take_foot (HzBookingForm *self)
{
  g_return_val_if_fail (HZ_IS_BOOKING_FORM (self), NULL);

  gtk_box_remove (GTK_BOX (self), self->foot);

  return self->foot;
}

/**
 * hz_booking_form_focus_first:
 * @self: the form
 *
 * Puts the focus where work begins.
 */
void
hz_booking_form_focus_first (HzBookingForm *self)
{
  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  if (hz_booking_form_focus_wanted (self))
    return;
  if (hz_client_field_get_client (HZ_CLIENT_FIELD (self->client)) == NULL)
    gtk_widget_grab_focus (self->client);
  else if (self->before != NULL)
    gtk_widget_child_focus (self->time, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->kind);
}

gboolean
hz_booking_form_has_clash (HzBookingForm *self)
{
  g_return_val_if_fail (HZ_IS_BOOKING_FORM (self), FALSE);

  return hz_clash_box_has_clash (HZ_CLASH_BOX (self->clash_box));
}

/**
 * hz_booking_form_get_main_label:
 * @self: the form
 *
 * Returns: (transfer none): an infinitive: what the main button does
 */
const char *
hz_booking_form_get_main_label (HzBookingForm *self)
{
  gboolean has_clash;

  g_return_val_if_fail (HZ_IS_BOOKING_FORM (self), "");

  has_clash = hz_clash_box_has_clash (HZ_CLASH_BOX (self->clash_box));
  if (self->before != NULL)
    return has_clash ? _("Save anyway") : C_ ("appointment", "Save");

  return has_clash ? _("Book anyway") : C_ ("appointment", "Book");
}

static void
on_saved_cb (HzAppointment *saved,
             const GError *error,
             gpointer data)
{
  HzBookingForm *self = data;
  g_autofree char *sentence = NULL;

  self->is_busy = FALSE;
  if (saved != NULL)
    {
      hz_booking_form_forget (self);
      hz_booking_lengths_set (self->lengths, saved->kind, saved->end_minute - saved->start_minute);
      g_signal_emit (self, signals[SIGNAL_DONE], 0);
      return;
    }
  if (g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_OVERLAP))
    {
      hz_booking_form_queue_check (self);
      return;
    }
  sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
  hz_booking_form_show_error (self, sentence);
}

/**
 * hz_booking_form_submit:
 * @self: the form
 *
 * Saves it, or says what is missing.
 */
void
hz_booking_form_submit (HzBookingForm *self)
{
  const char *reason;
  const char *problem;
  gboolean has_clash;
  g_autoptr (HzAppointment) wish = NULL;

  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  wish = hz_booking_form_create_wish (self, &problem);
  has_clash = hz_clash_box_has_clash (HZ_CLASH_BOX (self->clash_box));
  reason = hz_clash_box_get_reason (HZ_CLASH_BOX (self->clash_box));
  hz_booking_form_show_error (self, problem);
  if (problem != NULL || self->is_busy)
    return;
  if (has_clash && *reason == '\0')
    {
      gtk_widget_grab_focus (self->clash_box);
      hz_booking_form_show_error (self, _("Write a word of reason, or take another time."));
      return;
    }
  self->is_busy = TRUE;
  hz_appointment_act_save (GTK_WIDGET (self), self->records, self->before, wish,
                           has_clash ? reason : NULL, on_saved_cb, self);
}
