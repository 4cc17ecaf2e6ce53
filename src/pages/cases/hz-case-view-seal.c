/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing and sealing what is written in a case. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-view-private.h"

#include <glib/gi18n.h>

#include "hz-default-response.h"
#include "hz-note-store.h"
#include "hz-shell.h"
#include "hz-team-box.h"

static void
on_store_sealed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzNote) note = NULL;
  HzNoteEditor *editor;

  note = hz_note_store_seal_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;

  editor = hz_case_view_get_editor (self);
  if (note == NULL)
    {
      if (editor != NULL)
        hz_note_editor_set_sealing (editor, FALSE);
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  if (editor != NULL)
    gtk_stack_remove (GTK_STACK (self->content), GTK_WIDGET (editor));
  self->shown_id = HZ_ID_NONE;
  self->wants_focus = TRUE;
  self->wanted_id = hz_id_is_set (&note->addendum_of) ? note->addendum_of : note->stamp.id;
  hz_shell_toast (GTK_WIDGET (self), _("Signed and sealed"));
  hz_case_view_reload (self);
}

/* What was typed last is in the draft; from here on nothing is typed. */
static void
on_editor_stored_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, &error);
  HzNoteEditor *editor;

  if (self->records == NULL)
    return;

  editor = hz_case_view_get_editor (self);
  if (is_stored && editor != NULL)
    {
      hz_note_store_seal_async (self->records, hz_note_editor_read (editor), NULL, on_store_sealed_cb,
                                g_object_ref (self));
      return;
    }

  if (editor != NULL)
    hz_note_editor_set_sealing (editor, FALSE);
  if (error != NULL)
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
on_question_response_cb (HzCaseView *self,
                         const char *response)
{
  HzNoteEditor *editor = hz_case_view_get_editor (self);

  if (!g_str_equal (response, "seal") || editor == NULL || self->records == NULL)
    return;

  hz_note_editor_set_sealing (editor, TRUE);
  hz_note_editor_store (editor, on_editor_stored_cb, g_object_ref (self));
}

static char *
describe_seal (HzCaseView *self,
               HzNote     *note)
{
  const char *sentence = hz_team_box_get_sentence (HZ_TEAM_BOX (self->team));
  g_autofree char *words = g_strdup_printf (_("Words: %u"), hz_note_count_words (note));

  return g_strdup_printf ("%s\n\n%s\n%s",
                          _("After sealing the text cannot be changed. You can add to it."),
                          sentence != NULL ? sentence : "", words);
}

/**
 * hz_case_view_ask_to_seal:
 * @self: a view
 *
 * Asks whether what is being written is to be signed and sealed.
 */
void
hz_case_view_ask_to_seal (HzCaseView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HzNoteEditor *editor = hz_case_view_get_editor (self);
  HzNote *note = editor != NULL ? hz_note_editor_read (editor) : NULL;
  g_autofree char *body = NULL;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  AdwMessageDialog *dialog;

  if (note == NULL || self->question != NULL)
    return;
  if (hz_note_is_empty (note))
    {
      hz_shell_toast (widget, _("Nothing is written yet."));
      return;
    }

  body = describe_seal (self, note);
  g_set_weak_pointer (&self->question, adw_message_dialog_new (window, _("Sign and seal this note?"),
                                                               body));
  dialog = ADW_MESSAGE_DIALOG (self->question);
  adw_message_dialog_add_responses (dialog, "back", _("Back"), "seal", _("Seal"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "seal", ADW_RESPONSE_SUGGESTED);
  hz_default_response_set (dialog, "seal");
  adw_message_dialog_set_close_response (dialog, "back");
  gtk_window_set_application (GTK_WINDOW (dialog), gtk_window_get_application (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_question_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
