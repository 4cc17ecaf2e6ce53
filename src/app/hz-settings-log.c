/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-audit-query.h"
#include "hz-audit-text.h"
#include "hz-client-code.h"
#include "hz-code-list.h"
#include "hz-date-entry.h"
#include "hz-log-file.h"

/* Read at once; more on demand. */
#define N_ROWS 50

#define HZ_TYPE_SETTINGS_LOG (hz_settings_log_get_type ())
G_DECLARE_FINAL_TYPE (HzSettingsLog, hz_settings_log, HZ, SETTINGS_LOG, AdwPreferencesPage)

/**
 * HzSettingsLog:
 *
 * Who did what, the newest first, for the manager and the administrator; whether anybody has changed
 * the log; and the log as a file.
 */
struct _HzSettingsLog
{
  AdwPreferencesPage parent_instance;

  HzRecords *records;
  /* (element-type HzMember): as the choice of people has them, after "everybody". */
  GPtrArray *members;

  GtkWidget *chain;
  GtkWidget *message;
  GtkWidget *subject;
  GtkWidget *act;
  GtkWidget *person;
  GtkWidget *client;
  GtkWidget *day;
  GtkWidget *group;
  GtkWidget *nothing;
  GtkWidget *older;
  /* Those of the list, in order; and the key of the last. */
  GPtrArray *rows;
  gint64 last_key;

  GCancellable *cancellable;
  gboolean was_seen;
};

G_DEFINE_FINAL_TYPE (HzSettingsLog, hz_settings_log, ADW_TYPE_PREFERENCES_PAGE)

/* --- Whether it was changed ----------------------------------------------------------------------- */

static char *
describe_report (const HzAuditReport *report)
{
  if (report->broken_at > 0)
    return g_strdup_printf (_("Somebody has changed the log: entry %d does not fit those before it. "
                              "Keep a copy of the folder and find out who had the computer."),
                            (int) report->broken_at);

  return g_strdup_printf (_("Unbroken to entry %d. Entries of this sitting are signed when the window "
                            "locks."),
                          (int) report->n_rows);
}

static void
on_verified_cb (GObject *source,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr (HzSettingsLog) self = data;
  g_autoptr (GError) error = NULL;
  HzAuditReport report;
  g_autofree char *text = NULL;

  if (!hz_audit_query_verify_finish (HZ_RECORDS (source), result, &report, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->records != NULL)
        hz_settings_page_tell (self->chain, NULL, error);
      return;
    }
  if (self->records == NULL)
    return;

  text = describe_report (&report);
  hz_settings_page_tell (self->chain, text, NULL);
  if (report.broken_at > 0)
    gtk_widget_add_css_class (self->chain, "error");
}

/* --- The entries ---------------------------------------------------------------------------------- */

static void
add_row (HzSettingsLog *self,
         const HzAuditRow *entry)
{
  g_autofree char *act = hz_audit_text_act (entry);
  g_autofree char *detail = hz_audit_text_detail (self->records, entry);
  GtkWidget *row = hz_settings_page_add_row (self->group, act, NULL);
  g_autofree char *escaped = g_markup_escape_text (detail, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, act,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (HzSettingsLog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzSettingsLog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = hz_audit_query_run_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  hz_settings_page_tell (self->message, NULL, error);
  if (found == NULL)
    return;

  if (self->last_key == 0)
    clear_rows (self);
  for (guint i = 0; i < found->len; i++)
    {
      const HzAuditRow *entry = g_ptr_array_index (found, i);

      add_row (self, entry);
      self->last_key = entry->key;
    }
  gtk_widget_set_visible (self->nothing, self->rows->len == 0);
  gtk_widget_set_visible (self->older, found->len == N_ROWS);
}

/* The permanent word of the act that is chosen; %NULL when none is. */
static char *
dup_act (HzSettingsLog *self)
{
  const GPtrArray *acts = hz_code_list_get ("audit_act");
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->act));

  return place > 0 && place <= acts->len
         ? g_strdup (((const HzCode *) g_ptr_array_index (acts, place - 1))->code) : NULL;
}

static void
get_query (HzSettingsLog *self,
           HzAuditQuery *query)
{
  const char *client = gtk_editable_get_text (GTK_EDITABLE (self->client));
  guint person = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->person));

  query->subject = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->subject));
  query->act = dup_act (self);
  if (person > 0 && person <= self->members->len)
    query->member_id = ((const HzMember *) g_ptr_array_index (self->members, person - 1))->id;
  if (*client != '\0')
    query->client_code = g_strdup (client);
  hz_date_entry_get_date (HZ_DATE_ENTRY (self->day), &query->day);
}

static void
load (HzSettingsLog *self)
{
  g_auto (HzAuditQuery) query = { .before = self->last_key, .limit = N_ROWS };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  get_query (self, &query);
  hz_audit_query_run_async (self->records, &query, self->cancellable, on_listed_cb,
                            g_object_ref (self));
}

static void
on_filter_changed_cb (HzSettingsLog *self)
{
  if (!self->was_seen)
    return;

  self->last_key = 0;
  load (self);
}

static void
on_client_changed_cb (HzSettingsLog *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (self->client, ADW_TYPE_ACTION_ROW);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->client));
  g_autofree char *code = hz_client_code_tidy (text);
  gboolean is_wrong = *text != '\0' && code == NULL;
  const char *problem = is_wrong ? _("A code looks like this: H-0000.") : "";

  if (is_wrong)
    gtk_widget_add_css_class (self->client, "error");
  else
    gtk_widget_remove_css_class (self->client, "error");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->client),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
  on_filter_changed_cb (self);
}

static void
on_older_clicked_cb (HzSettingsLog *self)
{
  load (self);
}

/* Nothing is read before somebody looks at it. */
static void
on_mapped_cb (HzSettingsLog *self)
{
  if (self->was_seen)
    return;

  self->was_seen = TRUE;
  load (self);
  hz_settings_page_tell (self->chain, _("Checking whether anybody has changed the log…"), NULL);
  hz_audit_query_verify_async (self->records, NULL, on_verified_cb, g_object_ref (self));
}

/* --- As a file ------------------------------------------------------------------------------------ */

static void
on_saved_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (HzSettingsLog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = hz_log_file_save_finish (HZ_RECORDS (source), result, &error);

  if (self->records != NULL)
    hz_settings_page_tell (self->message, is_saved ? _("Saved. This file is not encrypted.") : NULL,
                           error);
}

static void
on_chooser_response_cb (GtkNativeDialog *chooser,
                        int response,
                        HzSettingsLog *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->records != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_auto (HzAuditQuery) query = { 0 };

      get_query (self, &query);
      hz_log_file_save_async (self->records, &query, file, on_saved_cb, g_object_ref (self));
    }

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
on_save_clicked_cb (HzSettingsLog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Save the log: this file will not be encrypted"),
                                 GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 C_("button", "Save"), C_("dialog", "Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "log.csv");
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chooser_response_cb), self, 0);
  /* A lock destroys the window, and with it goes the question for a file. */
  g_signal_connect_object (root, "destroy", G_CALLBACK (gtk_native_dialog_destroy), chooser,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_settings_log_dispose (GObject *object)
{
  HzSettingsLog *self = HZ_SETTINGS_LOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (hz_settings_log_parent_class)->dispose (object);
}

static void
hz_settings_log_class_init (HzSettingsLogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_settings_log_dispose;
}

static void
hz_settings_log_init (HzSettingsLog *self)
{
  self->rows = g_ptr_array_new ();
  g_signal_connect (self, "map", G_CALLBACK (on_mapped_cb), NULL);
}

static GtkWidget *
add_field (GtkWidget *group,
           const char *title,
           GtkWidget *field)
{
  GtkWidget *row = hz_settings_page_add_row (group, title, NULL);

  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), field);
  /* One stop of the keyboard for each, not two. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return field;
}

static void
append_codes (GtkStringList *labels,
              const char *list)
{
  const GPtrArray *codes = hz_code_list_get (list);

  for (guint i = 0; i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);

      gtk_string_list_take (labels,
                            hz_code_list_dup_first (list, code->code, hz_language_get_interface ()));
    }
}

static GtkWidget *
create_subject (void)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  append_codes (labels, "audit_subject");

  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
}

static GtkWidget *
create_act (void)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, C_("log", "Anything"));
  append_codes (labels, "audit_act");

  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
}

static GtkWidget *
create_person (HzSettingsLog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, C_("log", "Everybody"));
  for (guint i = 0; i < self->members->len; i++)
    gtk_string_list_append (names, ((const HzMember *) g_ptr_array_index (self->members, i))->name);

  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

static void
add_filters (HzSettingsLog *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), _("Look for"), NULL);

  self->subject = add_field (group, C_("log", "About"), create_subject ());
  self->act = add_field (group, C_("log", "What was done"), create_act ());
  gtk_widget_set_name (self->act, "act");
  self->person = add_field (group, C_("log", "Who"), create_person (self));
  self->client = add_field (group, _("Code of the client"), gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->client), "H-0000");
  self->day = add_field (group, C_("log", "Day"),
                         hz_date_entry_new (C_("log", "Day"), HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PAST));

  g_signal_connect_swapped (self->subject, "notify::selected", G_CALLBACK (on_filter_changed_cb), self);
  g_signal_connect_swapped (self->act, "notify::selected", G_CALLBACK (on_filter_changed_cb), self);
  g_signal_connect_swapped (self->person, "notify::selected", G_CALLBACK (on_filter_changed_cb), self);
  g_signal_connect_swapped (self->client, "changed", G_CALLBACK (on_client_changed_cb), self);
  g_signal_connect_swapped (self->day, "changed", G_CALLBACK (on_filter_changed_cb), self);
}

static GtkWidget *
create_button (HzSettingsLog *self,
               const char *label,
               GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 12);
  g_signal_connect_swapped (button, "clicked", clicked, self);

  return button;
}

static void
add_entries (HzSettingsLog *self)
{
  GtkWidget *group;

  self->group = hz_settings_page_add_group (GTK_WIDGET (self), C_("log", "Entries"), NULL);
  self->nothing = hz_settings_page_add_message (self->group);
  gtk_label_set_label (GTK_LABEL (self->nothing), _("There is no such entry."));

  group = hz_settings_page_add_group (GTK_WIDGET (self), NULL, NULL);
  self->older = create_button (self, _("Show older entries"), G_CALLBACK (on_older_clicked_cb));
  gtk_widget_set_visible (self->older, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->older);
}

/**
 * hz_settings_page_create_log:
 * @session: open, of somebody who may read the log
 *
 * Returns: (transfer floating): who did what
 */
GtkWidget *
hz_settings_page_create_log (HzSession *session)
{
  HzSettingsLog *self = g_object_new (HZ_TYPE_SETTINGS_LOG, NULL);
  GtkWidget *group = hz_settings_page_add_group (
    GTK_WIDGET (self), _("Log of acts"),
    _("Who did what, and when. No content stands in it, and nothing can be taken out of it."));

  self->records = g_object_ref (hz_session_get_records (session));
  self->members = hz_vault_list_members (hz_session_get_vault (session));
  self->chain = hz_settings_page_add_message (group);
  self->message = hz_settings_page_add_message (group);
  adw_preferences_group_add (
    ADW_PREFERENCES_GROUP (group),
    create_button (self, _("Save what is shown as a table…"), G_CALLBACK (on_save_clicked_cb)));
  add_filters (self);
  add_entries (self);

  return GTK_WIDGET (self);
}
