/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The booking form as a draft: kept while it is filled in, and filled in again from what was kept. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-booking-form-private.h"

#include <glib/gi18n.h>

#include "hz-appointment-text.h"
#include "hz-clash-box.h"
#include "hz-client-field.h"
#include "hz-date-entry.h"
#include "hz-draft-store.h"
#include "hz-room-field.h"
#include "hz-shell.h"
#include "hz-time-entry.h"

static void
insert_id (GVariantDict *dict,
           const char *key,
           const HzId *id)
{
  g_autofree char *hex = hz_id_to_hex (id);

  g_variant_dict_insert (dict, key, "s", hex);
}

static void
insert_client (HzBookingForm *self,
               GVariantDict *dict)
{
  const HzClientRow *client = hz_client_field_get_client (HZ_CLIENT_FIELD (self->client));

  if (client != NULL)
    {
      g_autofree char *name = hz_appointment_text_client (client);

      insert_id (dict, "client", &client->id);
      g_variant_dict_insert (dict, "name", "s", name);
    }
  else if (hz_id_is_set (&self->preset_id))
    {
      insert_id (dict, "client", &self->preset_id);
    }
  else
    {
      g_variant_dict_insert (dict, "search", "s",
                             hz_client_field_get_text (HZ_CLIENT_FIELD (self->client)));
    }
}

/* Where she wrote last, of the two that are written in: at a lock nothing has the focus any more. */
static void
insert_focus (HzBookingForm *self,
              GVariantDict *dict)
{
  if (self->typed_in == self->clash_box)
    {
      g_variant_dict_insert (dict, "focus", "s", "reason");
    }
  else if (self->typed_in == self->note)
    {
      g_variant_dict_insert (dict, "focus", "s", "note");
      g_variant_dict_insert (dict, "cursor", "i",
                             gtk_editable_get_position (GTK_EDITABLE (self->note)));
    }
}

static GVariant *
take_snapshot (gpointer data)
{
  HzBookingForm *self = data;
  const HzMember *member = hz_booking_form_get_member (self);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  insert_client (self, &dict);
  insert_focus (self, &dict);
  if (self->before != NULL)
    {
      insert_id (&dict, "before", &self->before->stamp.id);
      g_variant_dict_insert (&dict, "revision", "x", self->before->stamp.revision);
    }
  if (member != NULL)
    insert_id (&dict, "member", &member->id);
  g_variant_dict_insert (&dict, "kind", "s", hz_booking_form_get_kind (self));
  g_variant_dict_insert (&dict, "room", "s", hz_room_field_get_room (HZ_ROOM_FIELD (self->room)));
  g_variant_dict_insert (&dict, "date", "s", hz_date_entry_get_text (HZ_DATE_ENTRY (self->date)));
  g_variant_dict_insert (&dict, "time", "s", hz_time_entry_get_text (HZ_TIME_ENTRY (self->time)));
  g_variant_dict_insert (&dict, "length", "i",
                         gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->length)));
  g_variant_dict_insert (&dict, "note", "s", gtk_editable_get_text (GTK_EDITABLE (self->note)));
  g_variant_dict_insert (&dict, "here", "b",
                         gtk_check_button_get_active (GTK_CHECK_BUTTON (self->here)));
  g_variant_dict_insert (&dict, "reason", "s",
                         hz_clash_box_get_reason (HZ_CLASH_BOX (self->clash_box)));

  return g_variant_dict_end (&dict);
}

static void
on_keeper_notify_error_cb (HzDraftKeeper *keeper,
                           GParamSpec *pspec,
                           HzBookingForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_object_get (keeper, "error", &error, NULL);
  if (error != NULL)
    sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
  hz_booking_form_show_error (self, sentence);
}

static void
begin (HzBookingForm *self,
       HzDraft *draft)
{
  self->keeper = hz_draft_keeper_new (self->records, draft, take_snapshot, self);
  g_signal_connect_object (self->keeper, "notify::error", G_CALLBACK (on_keeper_notify_error_cb),
                           self, 0);
}

/**
 * hz_booking_form_keep:
 * @self: the form
 *
 * What stands in it is stored soon; also what was only offered.
 */
void
hz_booking_form_keep (HzBookingForm *self)
{
  if (self->is_setting || self->records == NULL)
    return;
  if (self->keeper == NULL)
    {
      g_autoptr (HzDraft) draft = hz_draft_new (HZ_BOOKING_DRAFT, NULL);

      begin (self, draft);
    }
  hz_draft_keeper_touch (self->keeper);
}

/**
 * hz_booking_form_touch:
 * @self: the form
 *
 * The person has changed something: it is kept until it is saved or she deletes it.
 */
void
hz_booking_form_touch (HzBookingForm *self)
{
  if (self->is_setting)
    return;
  self->has_typed = TRUE;
  self->typed_in = NULL;
  if (gtk_widget_get_focus_child (self->note) != NULL)
    self->typed_in = self->note;
  else if (gtk_widget_get_focus_child (self->clash_box) != NULL)
    self->typed_in = self->clash_box;
  hz_booking_form_keep (self);
}

/**
 * hz_booking_form_forget:
 * @self: the form
 *
 * It is saved, or nothing was said in it: the draft goes.
 */
void
hz_booking_form_forget (HzBookingForm *self)
{
  if (self->keeper == NULL)
    return;
  hz_draft_keeper_stop (self->keeper);
  hz_draft_store_delete_async (self->records, hz_draft_keeper_get_id (self->keeper), NULL, NULL);
  g_clear_object (&self->keeper);
}

static void
on_flushed_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  g_autoptr (HzBookingForm) self = data;
  g_autoptr (GError) error = NULL;

  if (!hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, &error))
    g_message ("The draft of a booking was not stored: %s", error->message);
}

/**
 * hz_booking_form_flush:
 * @self: the form, about to go
 *
 * What was typed is stored before it is gone.
 */
void
hz_booking_form_flush (HzBookingForm *self)
{
  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  if (self->keeper != NULL)
    hz_draft_keeper_flush_async (self->keeper, on_flushed_cb, g_object_ref (self));
}

/**
 * hz_booking_form_leave:
 * @self: the form
 *
 * The person goes elsewhere without saving: what she has typed stays a draft.
 */
void
hz_booking_form_leave (HzBookingForm *self)
{
  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  if (self->keeper == NULL)
    return;
  if (!self->has_typed)
    {
      hz_booking_form_forget (self);
      return;
    }
  hz_booking_form_flush (self);
  hz_shell_toast (GTK_WIDGET (self), _("Draft kept"));
}

/**
 * hz_booking_form_get_draft_id:
 * @self: the form
 *
 * Returns: (transfer none) (nullable): of what is kept; %NULL while there is nothing
 */
const HzId *
hz_booking_form_get_draft_id (HzBookingForm *self)
{
  g_return_val_if_fail (HZ_IS_BOOKING_FORM (self), NULL);

  return self->keeper != NULL && !self->is_busy ? hz_draft_keeper_get_id (self->keeper) : NULL;
}

static gboolean
lookup_id (GVariant *content,
           const char *key,
           HzId *id)
{
  const char *hex;

  return g_variant_lookup (content, key, "&s", &hex) && hz_id_from_hex (hex, id);
}

static void
load_client (HzBookingForm *self,
             GVariant *content)
{
  const char *search;
  HzId id;

  if (self->before != NULL)
    return;
  if (lookup_id (content, "client", &id))
    hz_booking_form_set_client (self, &id);
  else if (g_variant_lookup (content, "search", "&s", &search))
    hz_client_field_set_text (HZ_CLIENT_FIELD (self->client), search);
}

static void
load_words (HzBookingForm *self,
            GVariant *content)
{
  const char *text;
  gboolean flag;

  if (g_variant_lookup (content, "room", "&s", &text))
    hz_room_field_set_room (HZ_ROOM_FIELD (self->room), text);
  if (g_variant_lookup (content, "date", "&s", &text))
    hz_date_entry_set_text (HZ_DATE_ENTRY (self->date), text);
  if (g_variant_lookup (content, "time", "&s", &text))
    hz_time_entry_set_text (HZ_TIME_ENTRY (self->time), text);
  if (g_variant_lookup (content, "note", "&s", &text))
    gtk_editable_set_text (GTK_EDITABLE (self->note), text);
  if (g_variant_lookup (content, "reason", "&s", &text))
    hz_clash_box_set_reason (HZ_CLASH_BOX (self->clash_box), text);
  if (g_variant_lookup (content, "here", "b", &flag))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->here), flag);
}

static void
load_choices (HzBookingForm *self,
              GVariant *content)
{
  const char *text;
  int number;
  HzId id;

  if (g_variant_lookup (content, "kind", "&s", &text))
    hz_booking_form_set_kind (self, text);
  if (lookup_id (content, "member", &id))
    hz_booking_form_set_member (self, &id);
  if (g_variant_lookup (content, "length", "i", &number))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->length), number);
}

/**
 * hz_booking_form_load_draft:
 * @self: a form just made, for what the draft changes if it changes something
 * @draft: what was begun
 *
 * Everything as it was left, and the focus where she wrote.
 */
void
hz_booking_form_load_draft (HzBookingForm *self,
                            HzDraft *draft)
{
  const char *focus;

  g_return_if_fail (HZ_IS_BOOKING_FORM (self));

  self->is_setting = TRUE;
  load_choices (self, draft->content);
  load_words (self, draft->content);
  load_client (self, draft->content);
  self->is_kind_given = self->is_length_given = self->is_member_given = TRUE;
  self->is_time_given = *hz_time_entry_get_text (HZ_TIME_ENTRY (self->time)) != '\0';
  /* What was saved since the draft was begun clashes with it, and both are shown. */
  if (self->before != NULL)
    g_variant_lookup (draft->content, "revision", "x", &self->before->stamp.revision);
  if (g_variant_lookup (draft->content, "focus", "&s", &focus))
    self->wanted_focus = g_str_equal (focus, "note") ? self->note : self->clash_box;
  self->typed_in = self->wanted_focus;
  g_variant_lookup (draft->content, "cursor", "i", &self->wanted_cursor);
  self->is_setting = FALSE;
  self->has_typed = TRUE;
  begin (self, draft);
  hz_booking_form_queue_check (self);
}

HzAppointment *
hz_booking_form_create_now (HzBookingForm *self)
{
  const char *problem;

  g_return_val_if_fail (HZ_IS_BOOKING_FORM (self), NULL);

  return hz_booking_form_create_wish (self, &problem);
}

/**
 * hz_booking_form_focus_wanted:
 * @self: the form
 *
 * Returns: whether the focus went back to where she wrote; why a taken time is given cannot be written
 *   before it is known that it is taken
 */
gboolean
hz_booking_form_focus_wanted (HzBookingForm *self)
{
  GtkWidget *wanted = self->wanted_focus;

  if (wanted == NULL || !gtk_widget_get_mapped (wanted) || !gtk_widget_grab_focus (wanted))
    return FALSE;
  if (wanted == self->note)
    gtk_editable_set_position (GTK_EDITABLE (self->note), self->wanted_cursor);
  self->wanted_focus = NULL;

  return TRUE;
}

/**
 * hz_booking_form_get_draft_name:
 * @content: of a draft
 *
 * Returns: (transfer full): whom it is about
 */
char *
hz_booking_form_get_draft_name (GVariant *content)
{
  const char *name = "";

  if (!g_variant_lookup (content, "name", "&s", &name))
    g_variant_lookup (content, "search", "&s", &name);

  return g_strdup (*name != '\0' ? name : C_ ("draft", "Appointment"));
}
