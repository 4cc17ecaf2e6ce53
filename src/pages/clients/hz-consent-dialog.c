/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-consent-dialog.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-code-list.h"
#include "hz-consent-form.h"
#include "hz-consent-store.h"
#include "hz-shell.h"

/**
 * HzConsentDialog:
 *
 * Asks a client for one consent, and writes her answer down.
 */
struct _HzConsentDialog
{
  HzDialog parent_instance;

  GtkWidget *purpose;
  GtkWidget *form;

  HzRecords *records;
  HzId client_id;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (HzConsentDialog, hz_consent_dialog, HZ_TYPE_DIALOG)

static void
on_form_changed_cb (HzConsentDialog *self)
{
  g_autoptr (HzConsent) consent = NULL;

  if (hz_answer_box_get_code (HZ_ANSWER_BOX (self->purpose)) != NULL)
    consent = hz_consent_form_get_consent (HZ_CONSENT_FORM (self->form), &self->client_id);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Record the answer"), consent != NULL);
}

static void
on_purpose_changed_cb (HzConsentDialog *self)
{
  const char *purpose = hz_answer_box_get_code (HZ_ANSWER_BOX (self->purpose));

  gtk_widget_set_visible (self->form, purpose != NULL);
  if (purpose != NULL)
    hz_consent_form_ask (HZ_CONSENT_FORM (self->form), purpose, NULL, NULL, NULL);
  on_form_changed_cb (self);
}

static void
on_added_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (HzConsentDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzConsent) consent = hz_consent_store_add_finish (HZ_RECORDS (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->is_closed)
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (consent != NULL)
    {
      hz_dialog_close (HZ_DIALOG (self));
      return;
    }
  sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
  hz_dialog_set_message (HZ_DIALOG (self), sentence);
}

static void
hz_consent_dialog_respond (HzDialog *dialog)
{
  HzConsentDialog *self = HZ_CONSENT_DIALOG (dialog);
  g_autoptr (HzConsent) consent =
    hz_consent_form_get_consent (HZ_CONSENT_FORM (self->form), &self->client_id);

  if (consent == NULL)
    return;

  hz_dialog_set_busy (dialog, TRUE);
  hz_consent_store_add_async (self->records, consent, NULL, on_added_cb, g_object_ref (self));
}

static void
hz_consent_dialog_dispose (GObject *object)
{
  HZ_CONSENT_DIALOG (object)->is_closed = TRUE;

  G_OBJECT_CLASS (hz_consent_dialog_parent_class)->dispose (object);
}

static void
hz_consent_dialog_finalize (GObject *object)
{
  g_clear_object (&HZ_CONSENT_DIALOG (object)->records);

  G_OBJECT_CLASS (hz_consent_dialog_parent_class)->finalize (object);
}

static void
hz_consent_dialog_class_init (HzConsentDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_consent_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_consent_dialog_finalize;
  HZ_DIALOG_CLASS (klass)->respond = hz_consent_dialog_respond;
}

static void
add_purposes (HzConsentDialog *self)
{
  const GPtrArray *codes = hz_code_list_get ("consent_purpose");

  hz_answer_box_set_with_keys (HZ_ANSWER_BOX (self->purpose), FALSE);
  for (guint i = 0; i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);
      g_autofree char *label = NULL;

      if (g_str_equal (code->code, HZ_CONSENT_SHARE))
        continue;
      label = hz_code_list_dup_first ("consent_purpose", code->code, hz_language_get_interface ());
      hz_answer_box_add (HZ_ANSWER_BOX (self->purpose), code->code, label);
    }
}

static void
hz_consent_dialog_init (HzConsentDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (_("What is asked"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "hz-question");
  self->purpose = hz_answer_box_new (_("What is asked"));
  add_purposes (self);
  self->form = hz_consent_form_new ();
  gtk_widget_set_visible (self->form, FALSE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->purpose);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);

  g_signal_connect_swapped (self->purpose, "changed", G_CALLBACK (on_purpose_changed_cb), self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed_cb), self);
  gtk_window_set_title (GTK_WINDOW (self), _("Ask for a consent"));
  gtk_window_set_default_size (GTK_WINDOW (self), 680, 620);
  hz_dialog_set_content (HZ_DIALOG (self), scrolled);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Record the answer"), FALSE);
}

/**
 * hz_consent_dialog_new:
 * @records: the centre's records
 * @client_id: who is asked
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
hz_consent_dialog_new (HzRecords *records,
                       const HzId *client_id)
{
  HzConsentDialog *self = g_object_new (HZ_TYPE_CONSENT_DIALOG, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;

  return GTK_WIDGET (self);
}
