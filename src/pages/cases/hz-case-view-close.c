/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Closing a case and opening it again, each with a word of reason. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-view-private.h"

#include <glib/gi18n.h>

#include "hz-ask-dialog.h"
#include "hz-case-file-store.h"
#include "hz-date-text.h"
#include "hz-shell.h"

typedef struct
{
  HzCaseView *view;
  HzCaseFile *case_file;
  gboolean is_closed;
  GtkWidget *reason;
} Closing;

static void
free_closing (gpointer data)
{
  Closing *closing = data;

  g_object_unref (closing->view);
  g_object_unref (closing->case_file);
  g_free (closing);
}

/**
 * hz_case_view_describe_closing:
 * @case_file: a case
 *
 * Returns: (transfer full) (nullable): when and why it was closed, or why it was opened again
 */
char *
hz_case_view_describe_closing (const HzCaseFile *case_file)
{
  g_autofree char *day = NULL;

  if (hz_case_file_is_closed (case_file) && hz_date_is_set (case_file->closed))
    {
      day = hz_date_text_short (case_file->closed);
      return g_strdup_printf (_("Closed on %s: %s"), day, case_file->reason);
    }

  if (g_str_equal (case_file->status, "reopened") && *case_file->reason != '\0')
    return g_strdup_printf (_("Opened again: %s"), case_file->reason);

  return NULL;
}

/**
 * hz_case_view_update_closing:
 * @self: a view whose case has been read
 */
void
hz_case_view_update_closing (HzCaseView *self)
{
  gboolean may = self->case_file->has_key && !self->case_file->is_read_only
                 && hz_records_may (self->records, HZ_RIGHT_OPEN_CASE);
  gboolean is_closed = hz_case_file_is_closed (self->case_file);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.close", may && !is_closed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.reopen", may && is_closed);
  gtk_widget_set_visible (self->more, may);
}

static void
on_store_saved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzCaseFile) case_file = NULL;

  case_file = hz_case_file_store_save_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;

  if (case_file == NULL)
    hz_shell_report (GTK_WIDGET (self), error);
  else
    hz_shell_toast (GTK_WIDGET (self), hz_case_file_is_closed (case_file)
                                         ? _("The case is closed.") : _("The case is open again."));
}

static void
on_answered_cb (gpointer data)
{
  Closing *closing = data;

  if (closing->view->records == NULL)
    return;

  hz_case_file_store_set_closed_async (closing->view->records, closing->case_file, closing->is_closed,
                                       gtk_editable_get_text (GTK_EDITABLE (closing->reason)), NULL,
                                       on_store_saved_cb, g_object_ref (closing->view));
}

static void
on_reason_changed_cb (GtkEditable *reason,
                      HzDialog    *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (reason)));
  const char *label = g_object_get_data (G_OBJECT (reason), "label");

  hz_dialog_set_main_action (dialog, label, *text != '\0');
}

static GtkWidget *
create_content (Closing    *closing,
                const char *text,
                const char *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *asked = gtk_label_new (question);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (asked), 0);
  gtk_widget_add_css_class (asked, "hz-question");
  closing->reason = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (closing->reason), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (closing->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), asked);
  gtk_box_append (GTK_BOX (box), closing->reason);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);

  return box;
}

static gboolean
has_draft (HzCaseView *self)
{
  GPtrArray *notes = hz_note_list_get_notes (HZ_NOTE_LIST (self->list));

  for (guint i = 0; i < notes->len; i++)
    if (!hz_note_is_sealed (g_ptr_array_index (notes, i)))
      return TRUE;

  return FALSE;
}

/**
 * hz_case_view_ask_to_close:
 * @self: a view
 * @is_closed: whether the case is to be closed, or opened again
 *
 * Asks why. A draft in a closed case could not be sealed any more, so it comes first.
 */
void
hz_case_view_ask_to_close (HzCaseView *self,
                           gboolean    is_closed)
{
  const char *label = is_closed ? _("Close the case") : _("Open the case again");
  Closing *closing;
  GtkWidget *content;
  HzAskDialog *dialog;

  if (is_closed && has_draft (self))
    {
      hz_shell_toast (GTK_WIDGET (self), _("There is a draft in this case. Sign and seal it first."));
      return;
    }

  closing = g_new0 (Closing, 1);
  closing->view = g_object_ref (self);
  closing->case_file = g_object_ref (self->case_file);
  closing->is_closed = is_closed;
  content = create_content (closing,
                            is_closed ? _("A closed case takes no new note. What stands in it can be "
                                          "read and added to, and the case can be opened again.")
                                      : _("New notes can be written in it again."),
                            is_closed ? _("Why it is closed") : _("Why it is opened again"));
  dialog = hz_ask_dialog_new (is_closed ? _("Close this case?") : _("Open this case again?"), content,
                              label, C_ ("dialog", "Back"), on_answered_cb, closing, free_closing);
  g_object_set_data (G_OBJECT (closing->reason), "label", (gpointer) label);
  g_signal_connect (closing->reason, "changed", G_CALLBACK (on_reason_changed_cb), dialog);
  hz_dialog_set_main_action (HZ_DIALOG (dialog), label, FALSE);
  g_set_weak_pointer (&self->closing_reason, closing->reason);
  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
  gtk_widget_grab_focus (closing->reason);
}

/**
 * hz_case_view_keep_closing:
 * @self: a view
 * @place: the place of the view
 *
 * Puts the question that is open, with the reason that is typed, into the place.
 */
void
hz_case_view_keep_closing (HzCaseView   *self,
                           GVariantDict *place)
{
  if (self->closing_reason == NULL)
    return;

  g_variant_dict_insert (place, "closing", "b", !hz_case_file_is_closed (self->case_file));
  g_variant_dict_insert (place, "closing-reason", "s",
                         gtk_editable_get_text (GTK_EDITABLE (self->closing_reason)));
}

/**
 * hz_case_view_want_closing:
 * @self: a view just made
 * @place: as it was kept
 *
 * The question is to come back when the case is read.
 */
void
hz_case_view_want_closing (HzCaseView *self,
                           GVariant   *place)
{
  g_clear_pointer (&self->wanted_reason, g_free);
  if (g_variant_lookup (place, "closing", "b", &self->wants_closed))
    g_variant_lookup (place, "closing-reason", "s", &self->wanted_reason);
}

/**
 * hz_case_view_resume_closing:
 * @self: a view whose notes have just been read
 *
 * Asks again what was being asked, unless the case was closed or opened meanwhile.
 */
void
hz_case_view_resume_closing (HzCaseView *self)
{
  g_autofree char *reason = g_steal_pointer (&self->wanted_reason);

  if (reason == NULL || hz_case_file_is_closed (self->case_file) == self->wants_closed)
    return;

  hz_case_view_ask_to_close (self, self->wants_closed);
  if (self->closing_reason == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->closing_reason), reason);
  gtk_editable_set_position (GTK_EDITABLE (self->closing_reason), -1);
}
