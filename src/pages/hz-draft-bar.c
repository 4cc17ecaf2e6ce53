/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-draft-bar.h"

#include <glib/gi18n.h>

#include "hz-draft-store.h"

/**
 * HzDraftBar:
 *
 * Offers what was begun in a form and not saved: to go on with it, or to delete it.
 */
struct _HzDraftBar
{
  GtkBox parent_instance;

  GtkWidget *label;

  /* Owned */
  HzRecords *records;
  gulong changed_id;

  const char *kind;
  HzRight right;
  HzDraftBarNameFunc get_name;
  HzId draft_id;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (HzDraftBar, hz_draft_bar, GTK_TYPE_BOX)

static guint continue_signal;

/* It stays where it is while a form is open: what lies under it would jump. */
static void
update (HzDraftBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), hz_id_is_set (&self->draft_id));
  gtk_widget_set_sensitive (GTK_WIDGET (self), !self->is_busy);
}

static void
on_records_list_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer data)
{
  g_autoptr (HzDraftBar) self = data;
  g_autoptr (GPtrArray) drafts = hz_draft_store_list_finish (HZ_RECORDS (source), result, NULL);

  if (self->records == NULL || self->is_busy)
    return;

  self->draft_id = HZ_ID_NONE;
  if (drafts != NULL && drafts->len > 0)
    {
      const HzDraft *draft = g_ptr_array_index (drafts, 0);
      g_autofree char *name = self->get_name (draft->content);
      g_autofree char *text = g_strdup_printf (_("Begun and not saved: %s"), name);

      self->draft_id = draft->id;
      gtk_label_set_label (GTK_LABEL (self->label), text);
    }

  update (self);
}

static void
look (HzDraftBar *self)
{
  if (!self->is_busy && hz_records_may (self->records, self->right))
    hz_draft_store_list_async (self->records, self->kind, NULL, NULL, on_records_list_cb,
                               g_object_ref (self));
}

static void
on_records_changed_cb (HzRecords *records,
                       HzRecordKind kind,
                       const HzId *id,
                       HzChange how,
                       HzDraftBar *self)
{
  if (kind == HZ_RECORD_DRAFT)
    look (self);
}

static void
on_continue_clicked_cb (GtkButton *button,
                        HzDraftBar *self)
{
  HzId id = self->draft_id;

  g_signal_emit (self, continue_signal, 0, &id);
}

static void
on_delete_clicked_cb (GtkButton *button,
                      HzDraftBar *self)
{
  hz_draft_store_delete_async (self->records, &self->draft_id, NULL, NULL);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

static void
hz_draft_bar_dispose (GObject *object)
{
  HzDraftBar *self = HZ_DRAFT_BAR (object);

  if (self->records != NULL)
    g_clear_signal_handler (&self->changed_id, self->records);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_draft_bar_parent_class)->dispose (object);
}

static void
hz_draft_bar_class_init (HzDraftBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_draft_bar_dispose;

  /**
   * HzDraftBar::continue:
   * @id: of the draft
   */
  continue_signal = g_signal_new ("continue", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, HZ_TYPE_ID);
}

static void
hz_draft_bar_init (HzDraftBar *self)
{
  GtkWidget *resume = gtk_button_new_with_label (C_ ("draft", "Continue"));
  GtkWidget *forget = gtk_button_new_with_label (C_ ("draft", "Delete"));

  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-clash");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_valign (resume, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_box_append (GTK_BOX (self), resume);
  gtk_box_append (GTK_BOX (self), forget);
  g_signal_connect (resume, "clicked", G_CALLBACK (on_continue_clicked_cb), self);
  g_signal_connect (forget, "clicked", G_CALLBACK (on_delete_clicked_cb), self);
}

/**
 * hz_draft_bar_new:
 * @records: the records
 * @kind: of the drafts, a permanent word of the form that writes them
 * @right: what the person must be allowed to do
 * @get_name: tells what a draft is about
 *
 * Returns: (transfer floating): a bar that is there while there is something to offer
 */
GtkWidget *
hz_draft_bar_new (HzRecords *records,
                  const char *kind,
                  HzRight right,
                  HzDraftBarNameFunc get_name)
{
  HzDraftBar *self = g_object_new (HZ_TYPE_DRAFT_BAR, NULL);

  self->records = g_object_ref (records);
  self->kind = kind;
  self->right = right;
  self->get_name = get_name;
  self->changed_id = g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), self);
  look (self);

  return GTK_WIDGET (self);
}

/**
 * hz_draft_bar_set_busy:
 * @self: the bar
 * @is_busy: whether such a form is on the screen: nothing is offered then, nor does anything move
 */
void
hz_draft_bar_set_busy (HzDraftBar *self,
                       gboolean is_busy)
{
  g_return_if_fail (HZ_IS_DRAFT_BAR (self));

  self->is_busy = is_busy;
  update (self);
  if (self->records != NULL)
    look (self);
}
