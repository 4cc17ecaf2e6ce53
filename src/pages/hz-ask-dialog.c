/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-ask-dialog.h"

#include <glib/gi18n.h>

struct _HzAskDialog
{
  HzDialog parent_instance;

  HzAskFunc func;
  gpointer data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (HzAskDialog, hz_ask_dialog, HZ_TYPE_DIALOG)

static void
hz_ask_dialog_respond (HzDialog *dialog)
{
  HzAskDialog *self = HZ_ASK_DIALOG (dialog);

  self->func (self->data);
  hz_dialog_close (dialog);
}

static void
hz_ask_dialog_finalize (GObject *object)
{
  HzAskDialog *self = HZ_ASK_DIALOG (object);

  if (self->destroy != NULL)
    self->destroy (self->data);

  G_OBJECT_CLASS (hz_ask_dialog_parent_class)->finalize (object);
}

static void
hz_ask_dialog_class_init (HzAskDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_ask_dialog_finalize;
  HZ_DIALOG_CLASS (klass)->respond = hz_ask_dialog_respond;
}

static void
hz_ask_dialog_init (HzAskDialog *self)
{
}

/* A whole sentence has no room between the buttons of a header. */
static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 18);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  gtk_widget_add_css_class (label, "title-4");

  return label;
}

/**
 * hz_ask_dialog_new:
 * @title: what is asked
 * @content: what stands in it
 * @main_label: of the button that does it, an infinitive
 * @dismiss_label: (nullable): of the button that does not; "Cancel" when %NULL
 * @func: called by the main button
 * @data: for @func
 * @destroy: (nullable): for @data
 *
 * Returns: (transfer none): a dialog, for hz_dialog_present()
 */
HzAskDialog *
hz_ask_dialog_new (const char *title,
                   GtkWidget *content,
                   const char *main_label,
                   const char *dismiss_label,
                   HzAskFunc func,
                   gpointer data,
                   GDestroyNotify destroy)
{
  HzAskDialog *self = g_object_new (HZ_TYPE_ASK_DIALOG, "title", _("Question"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->func = func;
  self->data = data;
  self->destroy = destroy;
  gtk_box_append (GTK_BOX (box), create_heading (title));
  gtk_box_append (GTK_BOX (box), content);
  hz_dialog_set_content (HZ_DIALOG (self), box);
  hz_dialog_set_main_action (HZ_DIALOG (self), main_label, TRUE);
  if (dismiss_label != NULL)
    hz_dialog_set_dismiss_label (HZ_DIALOG (self), dismiss_label);

  return self;
}
