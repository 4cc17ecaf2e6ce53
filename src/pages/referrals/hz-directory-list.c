/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-directory-list.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-directory-dialog.h"
#include "hz-directory-store.h"
#include "hz-empty-state.h"
#include "hz-search-key.h"
#include "hz-shell.h"
#include "hz-zone.h"

/**
 * HzDirectoryList:
 *
 * Where people can be referred to: found by any word, and when it was checked last.
 */
struct _HzDirectoryList
{
  GtkBox parent_instance;

  GtkWidget *search;
  GtkWidget *add;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *empty;

  HzRecords *records;
  GPtrArray *entries;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HzDirectoryList, hz_directory_list, GTK_TYPE_BOX)

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* At the side of a row, on one line: the long texts beside it wrap instead. */
static GtkWidget *
create_word (const char *text,
             const char *css_class)
{
  GtkWidget *label = create_label (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

static char *
describe_check (HzDirectoryEntry *entry)
{
  g_autofree char *day = NULL;

  if (!hz_date_is_set (entry->checked_on))
    return g_strdup (C_ ("directory", "Not checked"));

  day = hz_date_text_short (entry->checked_on);
  return g_strdup_printf (hz_directory_entry_is_checked (entry, hz_zone_get_today ())
                            ? _("Checked on %s") : _("Not checked since %s"), day);
}

static GtkWidget *
create_row (HzDirectoryEntry *entry)
{
  HzLanguage language = hz_language_get_interface ();
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gboolean is_checked = hz_directory_entry_is_checked (entry, hz_zone_get_today ());
  g_autofree char *check = describe_check (entry);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), create_label (hz_directory_entry_get_name (entry, language),
                                                 "heading"));
  gtk_box_append (GTK_BOX (texts), create_label (hz_directory_entry_get_services (entry, language),
                                                 NULL));
  if (*entry->address != '\0')
    gtk_box_append (GTK_BOX (texts), create_label (entry->address, "dim-label"));
  if (*entry->phone != '\0')
    gtk_box_append (GTK_BOX (side), create_label (entry->phone, "numeric"));
  gtk_box_append (GTK_BOX (side), create_word (check, is_checked ? "dim-label" : "warning"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), side);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "entry", g_object_ref (entry), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hz_directory_entry_get_name (entry, language),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, check, -1);

  return row;
}

static void
refill (HzDirectoryList *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);

  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      HzDirectoryEntry *entry = g_ptr_array_index (self->entries, i);

      if (*typed != '\0' && hz_directory_entry_match (entry, typed) >= HZ_SEARCH_KEY_FAR)
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (entry));
      n++;
    }

  hz_empty_state_set_title (HZ_EMPTY_STATE (self->empty),
                            *typed != '\0' ? _("Nothing found.") : _("The directory is empty."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : "empty");
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzDirectoryList) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = hz_directory_store_list_finish (HZ_RECORDS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&entries, g_ptr_array_unref);
      return;
    }
  if (entries == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  refill (self);
}

static void
load (HzDirectoryList *self)
{
  hz_directory_store_list_async (self->records, NULL, on_listed_cb, g_object_ref (self));
}

static void
on_records_changed_cb (HzDirectoryList *self,
                       HzRecordKind kind)
{
  if (kind == HZ_RECORD_DIRECTORY)
    load (self);
}

static void
edit (HzDirectoryList *self,
      HzDirectoryEntry *entry)
{
  GtkWidget *dialog = hz_directory_dialog_new (self->records, entry);

  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_row_activated_cb (HzDirectoryList *self,
                     GtkListBoxRow *row)
{
  if (hz_records_may (self->records, HZ_RIGHT_EDIT_DIRECTORY))
    edit (self, g_object_get_data (G_OBJECT (row), "entry"));
}

static void
on_add_clicked_cb (HzDirectoryList *self)
{
  edit (self, NULL);
}

static gboolean
hz_directory_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_DIRECTORY_LIST (widget)->search);
}

static void
hz_directory_list_dispose (GObject *object)
{
  g_cancellable_cancel (HZ_DIRECTORY_LIST (object)->cancellable);

  G_OBJECT_CLASS (hz_directory_list_parent_class)->dispose (object);
}

static void
hz_directory_list_finalize (GObject *object)
{
  HzDirectoryList *self = HZ_DIRECTORY_LIST (object);

  g_clear_object (&self->records);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (hz_directory_list_parent_class)->finalize (object);
}

static void
hz_directory_list_class_init (HzDirectoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_directory_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_directory_list_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_directory_list_grab_focus;
}

static GtkWidget *
create_tools (HzDirectoryList *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 0);
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the directory"), -1);
  g_object_set (self->search, "placeholder-text", _("Search the directory"), NULL);
  self->add = gtk_button_new_with_label (_("Add a service"));
  gtk_box_append (GTK_BOX (tools), self->search);
  gtk_box_append (GTK_BOX (tools), self->add);
  gtk_widget_set_margin_start (tools, 12);
  gtk_widget_set_margin_end (tools, 12);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (refill), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add_clicked_cb), self);

  return tools;
}

static void
hz_directory_list_init (HzDirectoryList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->cancellable = g_cancellable_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->list, 12);
  gtk_widget_set_margin_end (self->list, 12);
  gtk_widget_set_margin_bottom (self->list, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("view", "Directory"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->empty = hz_empty_state_new ("system-search-symbolic", _("The directory is empty."));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_box_append (GTK_BOX (self), create_tools (self));
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
}

/**
 * hz_directory_list_new:
 * @records: the centre's records
 *
 * Returns: (transfer floating): the directory
 */
GtkWidget *
hz_directory_list_new (HzRecords *records)
{
  HzDirectoryList *self = g_object_new (HZ_TYPE_DIRECTORY_LIST, NULL);

  self->records = g_object_ref (records);
  gtk_widget_set_visible (self->add, hz_records_may (records, HZ_RIGHT_EDIT_DIRECTORY));
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
