/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-date-text.h"
#include "hz-folder-chooser.h"
#include "hz-language.h"
#include "hz-restore-dialog.h"
#include "hz-stick-group.h"
#include "hz-time-text.h"
#include "hz-wrap-box.h"
#include "hz-zone.h"

#define LEAST_KEPT 2
#define MOST_KEPT 99

#define HZ_TYPE_SETTINGS_BACKUP (hz_settings_backup_get_type ())
G_DECLARE_FINAL_TYPE (HzSettingsBackup, hz_settings_backup, HZ, SETTINGS_BACKUP, AdwPreferencesPage)

struct _HzSettingsBackup
{
  AdwPreferencesPage parent_instance;

  HzSession *session;
  HzBackupWork *work;
  GSettings *settings;

  GtkWidget *last;
  GtkWidget *place;
  GtkWidget *sticks;
  GtkWidget *make;
  GtkWidget *try_last;
  GtkWidget *running;
  GtkWidget *stop;
  GtkWidget *what;
  GtkWidget *bar;
  GtkWidget *message;
  gboolean was_running;
  /* Where the keyboard was when it began; of this page. */
  GtkWidget *began_at;
};

G_DEFINE_FINAL_TYPE (HzSettingsBackup, hz_settings_backup, ADW_TYPE_PREFERENCES_PAGE)

static char *
describe_last (const HzBackup *last)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (last->stamp.revision == 0)
    return g_strdup (_("None has been made yet."));

  day = hz_date_text_long (hz_language_get_interface (), hz_zone_from_utc (last->stamp.created, NULL));
  time = hz_time_text_moment_time (last->stamp.created);

  return g_strdup_printf ("%s, %s\n%s", day, time, last->place);
}

static void
update_place (HzSettingsBackup *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "backup-folder");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->place),
                               *folder != '\0' ? folder
                                               : _("Not chosen yet: a stick, or a folder of another "
                                                   "disk."));
}

static void
update_progress (HzSettingsBackup *self)
{
  double share = -1;
  g_autofree char *what = hz_backup_work_describe (self->work, &share);

  if (what == NULL)
    return;

  gtk_widget_set_visible (self->running, TRUE);
  gtk_label_set_label (GTK_LABEL (self->what), what);
  if (share >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), share);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
}

/* The keyboard stays where something can be pressed: at Stop while it runs, then where it began. */
static void
move_focus (HzSettingsBackup *self,
            gboolean is_running)
{
  if (is_running == self->was_running)
    return;

  if (is_running && (hz_settings_page_holds_focus (self->make)
                     || hz_settings_page_holds_focus (self->sticks)))
    {
      self->began_at = self->make;
      gtk_widget_grab_focus (self->stop);
    }
  else if (is_running && hz_settings_page_holds_focus (self->try_last))
    {
      self->began_at = self->try_last;
      gtk_widget_grab_focus (self->stop);
    }
  else if (!is_running && self->began_at != NULL && hz_settings_page_holds_focus (self->stop))
    {
      gtk_widget_set_sensitive (self->began_at, TRUE);
      gtk_widget_grab_focus (self->began_at);
    }
}

static void
on_work_changed_cb (HzSettingsBackup *self)
{
  const HzBackup *last = hz_backup_work_get_last (self->work);
  gboolean is_running = hz_backup_work_is_running (self->work);
  g_autofree char *text = NULL;

  if (last != NULL)
    {
      text = describe_last (last);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->last), text);
    }

  if (is_running && !self->was_running)
    hz_settings_page_tell (self->message, NULL, NULL);
  update_progress (self);
  move_focus (self, is_running);
  self->was_running = is_running;
  gtk_widget_set_sensitive (self->make, !is_running);
  hz_stick_group_set_usable (HZ_STICK_GROUP (self->sticks), !is_running);
  gtk_widget_set_sensitive (self->try_last, !is_running);
  gtk_widget_set_visible (self->running, is_running);
}

static void
on_work_ended_cb (HzSettingsBackup *self,
                  const char *sentence,
                  gboolean is_well)
{
  hz_settings_page_tell (self->message, sentence, NULL);
  if (!is_well)
    gtk_widget_add_css_class (self->message, "error");
}

static gboolean
keep_place (HzSettingsBackup *self,
            const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (!g_utf8_validate (folder, -1, NULL))
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, "The place is no text");
      hz_settings_page_tell (self->message, NULL, error);
      return FALSE;
    }

  g_settings_set_string (self->settings, "backup-folder", folder);
  hz_settings_page_tell (self->message, NULL, NULL);
  return TRUE;
}

static void
on_place_chosen_cb (const char *folder,
                    gpointer data)
{
  keep_place (data, folder);
}

static void
on_choose_clicked_cb (HzSettingsBackup *self)
{
  hz_folder_chooser_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), on_place_chosen_cb,
                         self);
}

static void
on_first_place_chosen_cb (const char *folder,
                          gpointer data)
{
  HzSettingsBackup *self = data;

  if (keep_place (self, folder))
    hz_backup_work_start (self->work);
}

static void
on_stick_chosen_cb (HzSettingsBackup *self,
                    const char *folder)
{
  if (keep_place (self, folder))
    hz_backup_work_start (self->work);
}

static void
on_make_clicked_cb (HzSettingsBackup *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "backup-folder");

  if (*folder != '\0')
    hz_backup_work_start (self->work);
  else
    hz_folder_chooser_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           on_first_place_chosen_cb, self);
}

static void
on_try_clicked_cb (HzSettingsBackup *self)
{
  hz_backup_work_try_last (self->work);
}

static void
on_stop_clicked_cb (HzSettingsBackup *self)
{
  hz_backup_work_stop (self->work);
}

static void
on_restore_clicked_cb (HzSettingsBackup *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "backup-folder");

  hz_dialog_present (hz_restore_dialog_new (self->session, folder), GTK_WIDGET (self));
}

static void
hz_settings_backup_dispose (GObject *object)
{
  HzSettingsBackup *self = HZ_SETTINGS_BACKUP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->work);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (hz_settings_backup_parent_class)->dispose (object);
}

static void
hz_settings_backup_class_init (HzSettingsBackupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_settings_backup_dispose;
}

static void
hz_settings_backup_init (HzSettingsBackup *self)
{
}

static GtkWidget *
create_button (HzSettingsBackup *self,
               const char *label,
               GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);

  return button;
}

/* What is being done, how far it is, and Stop. */
static GtkWidget *
create_running (HzSettingsBackup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->what = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->what), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->what), 0);
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->what, NULL, -1);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_visible (box, FALSE);
  gtk_box_append (GTK_BOX (box), self->what);
  gtk_box_append (GTK_BOX (box), self->bar);
  self->stop = create_button (self, C_("backup", "Stop"), G_CALLBACK (on_stop_clicked_cb));
  gtk_widget_set_halign (self->stop, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->stop);

  return box;
}

static void
add_backup (HzSettingsBackup *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), C_("settings", "Backup"),
                                                 _("A copy of all data, encrypted as they are here. "
                                                   "It opens with the passwords of the day on which "
                                                   "it was made."));
  GtkWidget *buttons = hz_wrap_box_new ();

  self->last = hz_settings_page_add_row (group, _("The last backup that was proved"), NULL);
  self->place = hz_settings_page_add_row (group, _("The place for backups"), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->place),
                             create_button (self, _("Choose…"), G_CALLBACK (on_choose_clicked_cb)));

  self->make = create_button (self, _("Back up now"), G_CALLBACK (on_make_clicked_cb));
  gtk_widget_add_css_class (self->make, "suggested-action");
  self->try_last = create_button (self, _("Check that it restores"), G_CALLBACK (on_try_clicked_cb));
  hz_wrap_box_append (HZ_WRAP_BOX (buttons), self->make);
  hz_wrap_box_append (HZ_WRAP_BOX (buttons), self->try_last);
  gtk_widget_set_margin_top (buttons, 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), buttons);

  self->running = create_running (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->running);
  self->message = hz_settings_page_add_message (group);
}

static void
add_sticks (HzSettingsBackup *self)
{
  self->sticks = hz_stick_group_new ();
  g_signal_connect_swapped (self->sticks, "chosen", G_CALLBACK (on_stick_chosen_cb), self);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (self->sticks));
}

static void
add_schedule (HzSettingsBackup *self)
{
  const char *const names[] = { C_("backup", "Never"), C_("backup", "Every day"),
                                C_("backup", "Every week") };
  const char *const values[] = { "off", "day", "week" };
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), _("By itself"),
                                                 _("While an administrator is signed in and the "
                                                   "place for backups is there."));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GAction) action = g_settings_create_action (self->settings, "backup-schedule");

  g_action_map_add_action (G_ACTION_MAP (actions), action);
  gtk_widget_insert_action_group (box, "backup", G_ACTION_GROUP (actions));
  gtk_widget_add_css_class (box, "linked");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (names[i]);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "backup.backup-schedule");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", values[i]);
      gtk_box_append (GTK_BOX (box), button);
    }
  hz_settings_page_add_choice (group, _("Make a backup"), box);
  hz_settings_page_add_number (group, _("How many stay"),
                               _("Older ones go, once the new one is proved."), self->settings,
                               "backups-kept", LEAST_KEPT, MOST_KEPT, 1);
}

static void
add_restore (HzSettingsBackup *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), C_("settings", "Restoring"),
                                                 _("A backup becomes a centre in a new folder. The "
                                                   "centre of today stays as it is."));
  GtkWidget *button = create_button (self, _("Restore a backup…"),
                                     G_CALLBACK (on_restore_clicked_cb));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
}

/**
 * hz_settings_page_create_backup:
 * @session: open, of who may make backups
 * @settings: of this computer
 *
 * Returns: (transfer floating): the last backup, a new one, when they are made by themselves, restoring
 */
GtkWidget *
hz_settings_page_create_backup (HzSession *session,
                                GSettings *settings)
{
  HzSettingsBackup *self = g_object_new (HZ_TYPE_SETTINGS_BACKUP, NULL);

  self->session = g_object_ref (session);
  self->work = g_object_ref (hz_session_get_backups (session));
  self->settings = g_object_ref (settings);
  add_backup (self);
  add_sticks (self);
  add_schedule (self);
  add_restore (self);
  update_place (self);
  g_signal_connect_object (settings, "changed::backup-folder", G_CALLBACK (update_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->work, "changed", G_CALLBACK (on_work_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->work, "ended", G_CALLBACK (on_work_ended_cb), self,
                           G_CONNECT_SWAPPED);
  on_work_changed_cb (self);

  return GTK_WIDGET (self);
}
