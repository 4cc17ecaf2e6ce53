/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-sheets.h"

#include <glib/gi18n.h>

#include "hz-audit.h"
#include "hz-password-group.h"
#include "hz-settings-page.h"
#include "hz-sheet-use.h"
#include "hz-sheet-words.h"
#include "hz-sheets-dialog.h"
#include "hz-vault-sheets.h"

struct _HzSettingsSheets
{
  AdwPreferencesGroup parent_instance;

  HzRecords *records;
  HzRingsCover cover;
  GtkWidget *state;
  GtkWidget *replace;
  GtkWidget *number_row;
  GtkWidget *number;
  GtkWidget *give;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *count;
  GtkWidget *message;
  gboolean has_uses;
};

G_DEFINE_FINAL_TYPE (HzSettingsSheets, hz_settings_sheets, ADW_TYPE_PREFERENCES_GROUP)

/* --- What they open ------------------------------------------------------------------------------- */

static void
update_count (HzSettingsSheets *self)
{
  gtk_widget_set_sensitive (self->count,
                            *gtk_editable_get_text (GTK_EDITABLE (self->login)) != '\0'
                            && *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0');
}

static const char *
name_state (const HzRingsCover *cover)
{
  if (!cover->counts)
    return _("New recovery sheets wait until they count");
  if (cover->n_cases + cover->n_care + cover->n_people > 0)
    return _("The recovery sheets do not open everything yet");

  return _("The recovery sheets open everything");
}

static void
show_cover (HzSettingsSheets *self)
{
  const HzRingsCover *cover = &self->cover;
  gboolean is_admin = hz_records_may (self->records, HZ_RIGHT_MANAGE_ACCOUNTS);
  gboolean is_whole = cover->n_cases + cover->n_care + cover->n_people == 0;
  g_autofree char *lacking = NULL;

  lacking = g_strdup_printf (_("Cases that they lack: %u. People who have not given them their "
                               "keys: %u. Once they count, each does at her sign-in."),
                             cover->n_cases, cover->n_people);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), name_state (cover));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state), is_whole ? "" : lacking);
  /* Those that wait may be lost too, or the old ones found again. */
  gtk_widget_set_visible (self->replace, is_admin);
  gtk_widget_set_visible (self->number_row, !cover->counts);
  gtk_widget_set_visible (self->login, is_admin && !cover->counts);
  gtk_widget_set_visible (self->password, is_admin && !cover->counts);
  gtk_widget_set_visible (self->count, is_admin && !cover->counts);
}

/* Before the number is there to be compared nothing can be given. */
static void
on_number_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzSettingsSheets) self = user_data;
  g_autofree char *number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, NULL);

  if (self->records == NULL || number == NULL)
    return;

  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_widget_set_sensitive (self->give, TRUE);
}

/* Whoever reads requests reads why. */
static void
add_use (HzSettingsSheets *self,
         const HzSheetUse *use)
{
  g_autofree char *title = hz_sheet_words_describe (self->records, use);
  g_autofree char *subtitle = hz_sheet_words_detail (use);

  hz_settings_page_add_row (GTK_WIDGET (self), title, subtitle);
}

typedef struct
{
  HzRingsCover cover;
  GPtrArray *uses;
} State;

static void
free_state (gpointer data)
{
  State *state = data;

  g_clear_pointer (&state->uses, g_ptr_array_unref);
  g_free (state);
}

static gboolean
measure (HzContext *context,
         gpointer data,
         GError **error)
{
  State *state = data;

  state->uses = hz_sheet_use_list (context, error);

  return state->uses != NULL
         && hz_rings_measure_cover (context->rings, context->db, &state->cover, error);
}

static void
on_measured_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (HzSettingsSheets) self = user_data;
  g_autoptr (GError) error = NULL;
  const State *state = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;
  if (state == NULL)
    {
      hz_settings_page_tell (self->message, NULL, error);
      return;
    }

  /* The number of earlier ones is not compared for these. */
  if (!hz_id_equal (&state->cover.recovery_id, &self->cover.recovery_id))
    gtk_widget_set_sensitive (self->give, FALSE);
  self->cover = state->cover;
  show_cover (self);
  for (guint i = 0; !self->has_uses && i < state->uses->len; i++)
    add_use (self, g_ptr_array_index (state->uses, i));
  self->has_uses = TRUE;
  if (!self->cover.counts)
    hz_vault_get_key_number_async (hz_records_get_vault (self->records), &self->cover.recovery_id,
                                   NULL, on_number_cb, g_object_ref (self));
}

static void
look (HzSettingsSheets *self)
{
  hz_records_run_async (self->records, HZ_DB_JOB_READ, measure, g_new0 (State, 1), free_state, NULL,
                        on_measured_cb, g_object_ref (self));
}

/* --- Acts ----------------------------------------------------------------------------------------- */

static void
on_replaced_cb (HzSettingsSheets *self,
                gboolean counts)
{
  hz_settings_page_tell (self->message,
                         counts ? _("The new sheets count. Destroy the old ones: they still open old "
                                    "copies of the folder.")
                                : _("The new sheets wait. Read their number to your colleagues."),
                         NULL);
  look (self);
}

static void
on_replace_clicked_cb (HzSettingsSheets *self)
{
  hz_sheets_dialog_show (GTK_WIDGET (self), self->records, &self->cover, G_CALLBACK (on_replaced_cb),
                         G_OBJECT (self));
}

static gboolean
give_keys (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_rings_cover (context->rings, context->db, data, error)
         && hz_audit_add (context, "sheets.cover", HZ_RECORD_MEMBER, data, NULL, error);
}

static void
on_given_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (HzSettingsSheets) self = user_data;
  g_autoptr (GError) error = NULL;
  const HzId *id = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  hz_settings_page_tell (self->message,
                         id != NULL ? _("The new sheets have your keys.") : NULL, error);
  look (self);
}

static void
on_give_clicked_cb (HzSettingsSheets *self)
{
  hz_records_run_async (self->records, HZ_DB_JOB_WRITE, give_keys,
                        hz_id_copy (&self->cover.recovery_id), g_free, NULL, on_given_cb,
                        g_object_ref (self));
}

static void
on_counted_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzSettingsSheets) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_act_finish (HZ_VAULT (source), result, &error);

  if (self->records == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  hz_settings_page_tell (self->message,
                         done ? _("The new sheets count. The lost ones open nothing any more but old "
                                  "copies of the folder.") : NULL,
                         error);
  look (self);
}

static void
on_count_clicked_cb (HzSettingsSheets *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->password));
  g_autoptr (HzSecret) password = NULL;

  if (!gtk_widget_get_sensitive (self->count))
    return;

  password = hz_secret_new_password (typed);
  gtk_widget_set_sensitive (self->count, FALSE);
  hz_vault_count_sheets_async (hz_records_get_vault (self->records),
                               gtk_editable_get_text (GTK_EDITABLE (self->login)), password, NULL,
                               on_counted_cb, g_object_ref (self));
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_settings_sheets_dispose (GObject *object)
{
  g_clear_object (&HZ_SETTINGS_SHEETS (object)->records);

  G_OBJECT_CLASS (hz_settings_sheets_parent_class)->dispose (object);
}

static void
hz_settings_sheets_class_init (HzSettingsSheetsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_settings_sheets_dispose;
}

static GtkWidget *
add_entry (HzSettingsSheets *self,
           GtkWidget *row,
           const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (update_count), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return row;
}

static void
add_waiting (HzSettingsSheets *self)
{
  self->give = gtk_button_new_with_label (_("The numbers agree: give my keys"));
  gtk_widget_set_sensitive (self->give, FALSE);
  g_signal_connect_swapped (self->give, "clicked", G_CALLBACK (on_give_clicked_cb), self);
  self->number_row
    = hz_settings_page_create_number_row (_("Ask the administrator to read the number of the new "
                                            "sheets to you"),
                                          self->give, &self->number);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->number_row);

  self->login = add_entry (self, adw_entry_row_new (), _("Sign-in name of a case worker"));
  self->password = add_entry (self, adw_password_entry_row_new (), _("Her password"));
  hz_password_group_prepare_row (self->password);
}

static GtkWidget *
add_button (HzSettingsSheets *self,
            const char *label,
            GCallback func)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 12);
  g_signal_connect_swapped (button, "clicked", func, self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), button);

  return button;
}

static void
hz_settings_sheets_init (HzSettingsSheets *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Recovery sheets"));
  self->state = hz_settings_page_add_row (GTK_WIDGET (self), "…", NULL);
  add_waiting (self);
  self->message = hz_settings_page_add_message (GTK_WIDGET (self));
  self->count = add_button (self, _("Let the new sheets count"), G_CALLBACK (on_count_clicked_cb));
  self->replace = add_button (self, _("Replace the sheets…"), G_CALLBACK (on_replace_clicked_cb));
  gtk_widget_set_visible (self->number_row, FALSE);
  gtk_widget_set_visible (self->login, FALSE);
  gtk_widget_set_visible (self->password, FALSE);
  gtk_widget_set_visible (self->count, FALSE);
  gtk_widget_set_visible (self->replace, FALSE);
  update_count (self);
}

/**
 * hz_settings_sheets_new:
 * @records: open
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
hz_settings_sheets_new (HzRecords *records)
{
  HzSettingsSheets *self = g_object_new (HZ_TYPE_SETTINGS_SHEETS, NULL);

  self->records = g_object_ref (records);
  look (self);

  return GTK_WIDGET (self);
}
