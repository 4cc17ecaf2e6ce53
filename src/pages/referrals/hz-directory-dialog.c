/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-directory-dialog.h"

#include <glib/gi18n.h>

#include "hz-choice-row.h"
#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-directory-store.h"
#include "hz-letter-button.h"
#include "hz-shell.h"
#include "hz-zone.h"

/**
 * HzDirectoryDialog:
 *
 * One body of the directory: its names, what one goes there for, where it is, and when somebody has
 * checked that.
 */
struct _HzDirectoryDialog
{
  HzDialog parent_instance;

  GtkWidget *box;
  GtkWidget *names[HZ_N_LANGUAGES];
  GtkWidget *services[HZ_N_LANGUAGES];
  GtkWidget *kind;
  GtkWidget *address;
  GtkWidget *phone;
  GtkWidget *note;
  GtkWidget *checked;
  GtkWidget *checked_label;

  HzRecords *records;
  HzDirectoryEntry *entry;
};

G_DEFINE_FINAL_TYPE (HzDirectoryDialog, hz_directory_dialog, HZ_TYPE_DIALOG)

static gboolean
has_name (HzDirectoryDialog *self)
{
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (self->names[i])) != '\0')
      return TRUE;

  return FALSE;
}

static void
on_changed_cb (HzDirectoryDialog *self)
{
  hz_dialog_set_main_action (HZ_DIALOG (self), C_ ("button", "Save"), has_name (self));
}

static void
show_checked (HzDirectoryDialog *self)
{
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (hz_date_is_set (self->entry->checked_on))
    {
      day = hz_date_text_short (self->entry->checked_on);
      text = g_strdup_printf (_("Checked on %s"), day);
    }
  gtk_label_set_label (GTK_LABEL (self->checked_label),
                       text != NULL ? text : _("Nobody has checked this address yet."));
}

static void
on_checked_clicked_cb (HzDirectoryDialog *self)
{
  self->entry->checked_on = hz_zone_get_today ();
  show_checked (self);
  on_changed_cb (self);
}

static void
on_saved_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (HzDirectoryDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzDirectoryEntry) entry =
    hz_directory_store_save_finish (HZ_RECORDS (source), result, &error);
  g_autofree char *sentence = NULL;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (entry != NULL)
    {
      hz_dialog_close (HZ_DIALOG (self));
      return;
    }
  sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
  hz_dialog_set_message (HZ_DIALOG (self), sentence);
}

static void
take_text (char **place,
           GtkWidget *entry)
{
  g_free (*place);
  *place = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
hz_directory_dialog_respond (HzDialog *dialog)
{
  HzDirectoryDialog *self = HZ_DIRECTORY_DIALOG (dialog);
  const char *kind = hz_choice_row_get_code (HZ_CHOICE_ROW (self->kind));

  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      take_text (&self->entry->names[i], self->names[i]);
      take_text (&self->entry->services[i], self->services[i]);
    }
  g_free (self->entry->kind);
  self->entry->kind = g_strdup (kind != NULL ? kind : "other");
  take_text (&self->entry->address, self->address);
  take_text (&self->entry->phone, self->phone);
  take_text (&self->entry->note, self->note);
  hz_dialog_set_busy (dialog, TRUE);
  hz_directory_store_save_async (self->records, self->entry, NULL, on_saved_cb, g_object_ref (self));
}

static void
hz_directory_dialog_finalize (GObject *object)
{
  HzDirectoryDialog *self = HZ_DIRECTORY_DIALOG (object);

  g_clear_object (&self->records);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (hz_directory_dialog_parent_class)->finalize (object);
}

static void
hz_directory_dialog_class_init (HzDirectoryDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_directory_dialog_finalize;
  HZ_DIALOG_CLASS (klass)->respond = hz_directory_dialog_respond;
}

static void
append_field (HzDirectoryDialog *self,
              const char *heading,
              GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (heading);
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "hz-question");
  gtk_box_append (GTK_BOX (group), label);
  gtk_box_append (GTK_BOX (group), field);
  gtk_box_append (GTK_BOX (self->box), group);
}

static GtkWidget *
add_entry (HzDirectoryDialog *self,
           const char *heading)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), hz_letter_button_new (entry));
  append_field (self, heading, line);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed_cb), self);

  return entry;
}

static void
add_languages (HzDirectoryDialog *self,
               const char *heading,
               GtkWidget *entries[HZ_N_LANGUAGES])
{
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      /* Translators: the name of a field, and the name of a language. */
      g_autofree char *label = g_strdup_printf (C_ ("field", "%s (%s)"), heading,
                                                hz_language_get_own_name (i));

      entries[i] = add_entry (self, label);
    }
}

static void
add_kind (HzDirectoryDialog *self)
{
  const GPtrArray *codes = hz_code_list_get ("directory_kind");

  self->kind = hz_choice_row_new (_("Kind of body"), FALSE);
  for (guint i = 0; i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);

      hz_choice_row_add (HZ_CHOICE_ROW (self->kind), code->code,
                         code->labels[hz_language_get_interface ()]);
    }
  append_field (self, _("Kind of body"), self->kind);
  g_signal_connect_swapped (self->kind, "changed", G_CALLBACK (on_changed_cb), self);
}

static void
hz_directory_dialog_init (HzDirectoryDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_start (self->box, 18);
  gtk_widget_set_margin_end (self->box, 18);
  gtk_widget_set_margin_top (self->box, 18);
  gtk_widget_set_margin_bottom (self->box, 18);
  add_languages (self, C_ ("field", "Name"), self->names);
  add_kind (self);
  add_languages (self, _("What one goes there for"), self->services);
  self->address = add_entry (self, C_ ("field", "Address"));
  self->phone = add_entry (self, C_ ("field", "Phone"));
  self->note = add_entry (self, _("Hours, whom to ask for"));

  self->checked_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->checked_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->checked_label), TRUE);
  gtk_widget_set_hexpand (self->checked_label, TRUE);
  self->checked = gtk_button_new_with_label (_("Checked today"));
  gtk_box_append (GTK_BOX (line), self->checked_label);
  gtk_box_append (GTK_BOX (line), self->checked);
  gtk_box_append (GTK_BOX (self->box), line);
  g_signal_connect_swapped (self->checked, "clicked", G_CALLBACK (on_checked_clicked_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_window_set_title (GTK_WINDOW (self), C_ ("view", "Directory"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 620);
  hz_dialog_set_content (HZ_DIALOG (self), scrolled);
  hz_dialog_set_main_action (HZ_DIALOG (self), C_ ("button", "Save"), FALSE);
}

/**
 * hz_directory_dialog_new:
 * @records: the centre's records
 * @entry: (nullable): which one; a new one without it
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
hz_directory_dialog_new (HzRecords *records,
                         HzDirectoryEntry *entry)
{
  HzDirectoryDialog *self = g_object_new (HZ_TYPE_DIRECTORY_DIALOG, NULL);

  self->records = g_object_ref (records);
  self->entry = entry != NULL ? hz_directory_entry_copy (entry) : hz_directory_entry_new ();
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->names[i]), self->entry->names[i]);
      gtk_editable_set_text (GTK_EDITABLE (self->services[i]), self->entry->services[i]);
    }
  hz_choice_row_set_code (HZ_CHOICE_ROW (self->kind), self->entry->kind);
  gtk_editable_set_text (GTK_EDITABLE (self->address), self->entry->address);
  gtk_editable_set_text (GTK_EDITABLE (self->phone), self->entry->phone);
  gtk_editable_set_text (GTK_EDITABLE (self->note), self->entry->note);
  show_checked (self);
  hz_dialog_set_main_action (HZ_DIALOG (self), C_ ("button", "Save"), FALSE);

  return GTK_WIDGET (self);
}
