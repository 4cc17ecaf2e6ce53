/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-erasure-dialog.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-client-label.h"
#include "hz-erasure-store.h"
#include "hz-erasure-words.h"
#include "hz-paragraph.h"
#include "hz-shell.h"

#define MARGIN 18

struct _HzErasureDialog
{
  HzDialog parent_instance;

  HzRecords *records;
  HzId client_id;
  GtkWidget *content;
  GtkWidget *cause;
};

G_DEFINE_FINAL_TYPE (HzErasureDialog, hz_erasure_dialog, HZ_TYPE_DIALOG)

static void
on_asked_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (HzErasureDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_erasure_store_act_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (!done)
    {
      g_autofree char *sentence = hz_shell_describe_error (GTK_WIDGET (self), error);

      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  hz_shell_toast (GTK_WIDGET (self), _("Now an administrator has to confirm it."));
  hz_dialog_close (HZ_DIALOG (self));
}

static void
hz_erasure_dialog_respond (HzDialog *dialog)
{
  HzErasureDialog *self = HZ_ERASURE_DIALOG (dialog);
  HzErasureCause cause;

  if (!hz_erasure_cause_from_word (hz_answer_box_get_code (HZ_ANSWER_BOX (self->cause)), &cause))
    return;

  hz_dialog_set_message (dialog, NULL);
  hz_dialog_set_busy (dialog, TRUE);
  hz_erasure_store_ask_async (self->records, &self->client_id, cause, on_asked_cb,
                              g_object_ref (self));
}

static void
on_cause_changed_cb (HzErasureDialog *self)
{
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Ask for erasure"), TRUE);
}

static void
hz_erasure_dialog_dispose (GObject *object)
{
  g_clear_object (&HZ_ERASURE_DIALOG (object)->records);

  G_OBJECT_CLASS (hz_erasure_dialog_parent_class)->dispose (object);
}

static void
hz_erasure_dialog_class_init (HzErasureDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_erasure_dialog_dispose;
  HZ_DIALOG_CLASS (klass)->respond = hz_erasure_dialog_respond;
}

static void
hz_erasure_dialog_init (HzErasureDialog *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->content, MARGIN);
  gtk_widget_set_margin_bottom (self->content, MARGIN);
  gtk_widget_set_margin_start (self->content, MARGIN);
  gtk_widget_set_margin_end (self->content, MARGIN);
  self->cause = hz_answer_box_new (_("Why is it to be erased?"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->cause), hz_erasure_cause_get_word (HZ_ERASURE_HER_WISH),
                     _("She wishes it, in writing"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->cause),
                     hz_erasure_cause_get_word (HZ_ERASURE_KEPT_LONG_ENOUGH),
                     _("It was kept as long as it has to be"));
  g_signal_connect_object (self->cause, "changed", G_CALLBACK (on_cause_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hz_dialog_set_content (HZ_DIALOG (self), self->content);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Ask for erasure"), FALSE);
}

/**
 * hz_erasure_dialog_new:
 * @records: of a manager
 * @client: of whom nothing is to be left
 *
 * Returns: (transfer none): a dialog, for hz_dialog_present()
 */
GtkWidget *
hz_erasure_dialog_new (HzRecords *records,
                       HzClient *client)
{
  HzErasureDialog *self = g_object_new (HZ_TYPE_ERASURE_DIALOG, "title", _("Question"), NULL);
  g_autofree char *name = hz_client_label_name (client);
  g_autofree char *whom = g_strdup_printf ("%s · %s", name, client->code);

  self->records = g_object_ref (records);
  self->client_id = client->stamp.id;
  hz_paragraph_add (self->content, _("Erase everything about this client?"), "title-4");
  hz_paragraph_add (self->content, whom, "heading");
  hz_erasure_words_add (self->content);
  hz_paragraph_add (self->content,
                    _("Nothing goes yet: an administrator confirms it on another day, by typing the "
                      "client’s code. Give the administrator the code on paper."),
                    NULL);
  hz_paragraph_add (self->content, _("Why is it to be erased?"), "heading");
  gtk_box_append (GTK_BOX (self->content), self->cause);

  return GTK_WIDGET (self);
}
