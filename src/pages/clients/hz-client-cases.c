/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-cases.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-case-file-store.h"
#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-empty-state.h"
#include "hz-shell.h"

/**
 * HzClientCases:
 *
 * The case files of a client, a line each: what kind of help, who is in charge, open or closed, and
 * whether the person who looks has the key. Whoever holds no care key is not told of any.
 */
struct _HzClientCases
{
  GtkBox parent_instance;

  GtkWidget *open;
  GtkWidget *stack;
  GtkWidget *list;

  HzRecords *records;
  HzId client_id;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (HzClientCases, hz_client_cases, GTK_TYPE_BOX)

static char *
describe (HzClientCases    *self,
          const HzCaseFile *case_file)
{
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *status = hz_code_list_dup_first ("case_status", case_file->status, language);
  g_autofree char *opened = hz_date_text_short (case_file->opened);
  g_autofree char *since = g_strdup_printf (_("since %s"), opened);
  g_autofree char *in_charge =
    g_strdup_printf (_("in charge: %s"),
                     hz_records_get_member_name (self->records, &case_file->lead_id));

  return g_strdup_printf ("%s · %s · %s", status, since, in_charge);
}

static GtkWidget *
create_row (HzClientCases    *self,
            const HzCaseFile *case_file)
{
  GtkWidget *row = adw_action_row_new ();
  const char *icon = case_file->has_key ? "text-x-generic-symbolic" : "channel-secure-symbolic";
  g_autofree char *service = hz_code_list_dup_first ("service", case_file->service,
                                                     hz_language_get_interface ());
  g_autofree char *text = describe (self, case_file);
  g_autofree char *why = NULL;
  g_autofree char *escaped = NULL;

  if (!case_file->has_key)
    {
      why = g_steal_pointer (&text);
      text = g_strdup_printf ("%s\n%s", why, _("You do not have the key to this case."));
    }
  escaped = g_markup_escape_text (text, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), service);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", hz_id_to_hex (&case_file->stamp.id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, service,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);

  return row;
}

static void
show_cases (HzClientCases *self,
            GPtrArray     *cases)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < cases->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (self, g_ptr_array_index (cases, i)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), cases->len > 0 ? "list" : "empty");
}

static void
on_store_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (HzClientCases) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = hz_case_file_store_list_finish (HZ_RECORDS (source), result, &error);

  if (self->is_closed)
    return;
  if (cases != NULL)
    show_cases (self, cases);
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
load (HzClientCases *self)
{
  hz_case_file_store_list_async (self->records, &self->client_id, NULL, on_store_listed_cb,
                                 g_object_ref (self));
}

static void
on_records_changed_cb (HzClientCases *self,
                       HzRecordKind   kind)
{
  if (kind == HZ_RECORD_CASE_FILE)
    load (self);
}

static void
on_list_row_activated_cb (HzClientCases *self,
                          GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-case", "s",
                              g_object_get_data (G_OBJECT (row), "id"));
}

static void
on_open_clicked_cb (HzClientCases *self)
{
  g_autofree char *hex = hz_id_to_hex (&self->client_id);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-case", "s", hex);
}

static void
hz_client_cases_dispose (GObject *object)
{
  HZ_CLIENT_CASES (object)->is_closed = TRUE;

  G_OBJECT_CLASS (hz_client_cases_parent_class)->dispose (object);
}

static void
hz_client_cases_finalize (GObject *object)
{
  g_clear_object (&HZ_CLIENT_CASES (object)->records);

  G_OBJECT_CLASS (hz_client_cases_parent_class)->finalize (object);
}

static void
hz_client_cases_class_init (HzClientCasesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_cases_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_cases_finalize;
}

static GtkWidget *
create_list (HzClientCases *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_margin_bottom (self->list, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Case files"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_list_row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static void
hz_client_cases_init (HzClientCases *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 12);

  self->open = gtk_button_new_with_label (_("Open new case"));
  gtk_widget_set_halign (self->open, GTK_ALIGN_START);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (on_open_clicked_cb), self);

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), adw_bin_new (), "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       hz_empty_state_new ("text-x-generic-symbolic", _("No case files yet.")),
                       "empty");
  gtk_box_append (GTK_BOX (self), self->open);
  gtk_box_append (GTK_BOX (self), self->stack);
}

/**
 * hz_client_cases_new:
 * @records: the centre's records
 * @client_id: whose page it is
 *
 * Returns: (transfer floating): her case files
 */
GtkWidget *
hz_client_cases_new (HzRecords  *records,
                     const HzId *client_id)
{
  HzClientCases *self = g_object_new (HZ_TYPE_CLIENT_CASES, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  gtk_widget_set_visible (self->open, hz_records_may (records, HZ_RIGHT_OPEN_CASE));
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
