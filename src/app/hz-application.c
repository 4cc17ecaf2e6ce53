/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The program: one for each person's session. A second start hands its arguments over to the first.
 *
 *   hamroz [DIR] [--new] [--today DATE[THH:MM]] [--benchmark]
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <libintl.h>
#include <sys/prctl.h>

#include "hz-benchmark.h"
#include "hz-clock.h"
#include "hz-date-parse.h"
#include "hz-folder-chooser.h"
#include "hz-help.h"
#include "hz-keyring-file.h"
#include "hz-search-escape.h"
#include "hz-settings.h"
#include "hz-shortcut-list.h"
#include "hz-shortcut-table.h"
#include "hz-spoken-names.h"
#include "hz-spoken-pages.h"
#include "hz-text-input.h"
#include "hz-window.h"
#include "hz-zone.h"

struct _HzApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  HzWindow *window;
  gboolean measures;
};

G_DEFINE_FINAL_TYPE (HzApplication, hz_application, ADW_TYPE_APPLICATION)

/* --- Starting ------------------------------------------------------------------------------------- */

/* The toolkit's own words, with the Tajik that Debian lacks. The toolkit binds its domains itself
 * when it starts, so this comes after. */
static void
bind_toolkit_catalogues (void)
{
  const char *folder = HZ_TOOLKIT_LOCALEDIR;

  if (g_file_test (HZ_BUILD_TOOLKIT_LOCALEDIR, G_FILE_TEST_IS_DIR))
    folder = HZ_BUILD_TOOLKIT_LOCALEDIR;

  for (int i = 0; i < 2; i++)
    {
      const char *domain = i == 0 ? "gtk40" : "libadwaita";

      bindtextdomain (domain, folder);
      bind_textdomain_codeset (domain, "UTF-8");
    }
}

/* The language used last here, else the desktop's where it is one of ours. */
static void
choose_language (HzApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-language");
  const char *const *names = g_get_language_names ();
  HzLanguage language = HZ_LANGUAGE_TG;

  if (!hz_language_from_code (last, &language))
    for (gsize i = 0; names[i] != NULL; i++)
      if (hz_language_from_code (names[i], &language))
        break;

  hz_language_set_interface (language);
}

static gboolean
on_asked_to_end_cb (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);

  return G_SOURCE_CONTINUE;
}

static char *
find_default_folder (HzApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-folder");

  if (*last != '\0')
    return g_steal_pointer (&last);

  return g_build_filename (g_get_user_data_dir (), "hamroz", "centre", NULL);
}

/* Where a new centre would be put: beside those that are there. */
static char *
find_free_folder (void)
{
  char *folder = g_build_filename (g_get_user_data_dir (), "hamroz", "centre", NULL);

  for (int i = 2; hz_keyring_file_exists (folder) || hz_keyring_file_is_lost (folder); i++)
    {
      g_autofree char *name = g_strdup_printf ("centre-%d", i);

      g_free (folder);
      folder = g_build_filename (g_get_user_data_dir (), "hamroz", name, NULL);
    }

  return folder;
}

/* On a computer that has not seen any centre the setup comes first. */
static gboolean
has_no_centre (HzApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-folder");
  g_autofree char *folder = find_default_folder (self);

  return *last == '\0' && !hz_keyring_file_exists (folder);
}

static void
begin_setup (HzApplication *self)
{
  g_autofree char *folder = find_free_folder ();

  hz_window_begin_setup (self->window, folder);
}

static void
open_window (HzApplication *self,
             const char *folder,
             gboolean is_new)
{
  g_autofree char *chosen = folder != NULL ? g_strdup (folder) : find_default_folder (self);
  gboolean is_first = self->window == NULL;

  if (self->window == NULL)
    {
      g_autoptr (HzSession) session = hz_session_new (chosen);

      self->window = hz_window_new (GTK_APPLICATION (self), session, self->settings);
      g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
    }
  else if (folder != NULL)
    {
      hz_window_open_folder (self->window, folder);
    }

  if (is_new || (is_first && folder == NULL && has_no_centre (self)))
    begin_setup (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static int
hz_application_command_line (GApplication *application,
                             GApplicationCommandLine *line)
{
  HzApplication *self = HZ_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autofree const char **names = NULL;
  g_autofree char *folder = NULL;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &names);
  if (names != NULL && names[0] != NULL)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, names[0]);

      folder = g_file_get_path (file);
    }

  open_window (self, folder, g_variant_dict_contains (options, "new"));

  return 0;
}

/* --- What every window offers --------------------------------------------------------------------- */

static void
on_hide_cb (GSimpleAction *action,
            GVariant *argument,
            gpointer data)
{
  hz_window_hide (HZ_APPLICATION (data)->window);
}

static void
on_lock_cb (GSimpleAction *action,
            GVariant *argument,
            gpointer data)
{
  hz_window_lock (HZ_APPLICATION (data)->window);
}

static void
on_another_person_cb (GSimpleAction *action,
                      GVariant *argument,
                      gpointer data)
{
  hz_window_switch_person (HZ_APPLICATION (data)->window);
}

static void
on_quit_cb (GSimpleAction *action,
            GVariant *argument,
            gpointer data)
{
  HzApplication *self = data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
on_language_cb (GSimpleAction *action,
                GVariant *argument,
                gpointer data)
{
  HzLanguage language;

  if (hz_language_from_code (g_variant_get_string (argument, NULL), &language)
      && language != hz_language_get_interface ())
    hz_window_set_language (HZ_APPLICATION (data)->window, language);
}

static void
on_next_language_cb (GSimpleAction *action,
                     GVariant *argument,
                     gpointer data)
{
  HzLanguage next = (hz_language_get_interface () + 1) % HZ_N_LANGUAGES;

  hz_window_set_language (HZ_APPLICATION (data)->window, next);
}

static void
on_folder_chosen_cb (const char *folder,
                     gpointer data)
{
  HzApplication *self = data;

  if (self->window != NULL)
    hz_window_open_folder (self->window, folder);
}

static void
on_choose_folder_cb (GSimpleAction *action,
                     GVariant *argument,
                     gpointer data)
{
  HzApplication *self = data;

  hz_folder_chooser_ask (GTK_WINDOW (self->window), on_folder_chosen_cb, self);
}

static void
on_new_centre_cb (GSimpleAction *action,
                  GVariant *argument,
                  gpointer data)
{
  begin_setup (data);
}

static void
on_restore_backup_cb (GSimpleAction *action,
                      GVariant *argument,
                      gpointer data)
{
  HzApplication *self = data;
  g_autofree char *folder = find_free_folder ();

  hz_window_restore_backup (self->window, folder);
}

/* Nothing that tells what the program is for is shown while it is locked. */
static void
show_help (HzApplication *self,
           const char *page)
{
  const char *here = self->window != NULL ? hz_window_get_help_page (self->window) : NULL;

  if (here != NULL)
    hz_help_show (GTK_WINDOW (self->window), page != NULL ? page : here);
}

static void
on_help_cb (GSimpleAction *action,
            GVariant *argument,
            gpointer data)
{
  show_help (data, NULL);
}

static void
on_help_page_cb (GSimpleAction *action,
                 GVariant *argument,
                 gpointer data)
{
  show_help (data, g_variant_get_string (argument, NULL));
}

static void
on_shortcuts_cb (GSimpleAction *action,
                 GVariant *argument,
                 gpointer data)
{
  HzWindow *window = HZ_APPLICATION (data)->window;

  if (window != NULL && hz_window_get_help_page (window) != NULL)
    hz_shortcut_list_show (GTK_WINDOW (window));
}

static void
on_about_cb (GSimpleAction *action,
             GVariant *argument,
             gpointer data)
{
  HzWindow *window = HZ_APPLICATION (data)->window;

  if (window == NULL || hz_window_get_help_page (window) == NULL)
    return;

  adw_show_about_window (GTK_WINDOW (window),
                         "application-name", _("Hamroz"),
                         "application-icon", HZ_APP_ID,
                         "version", HZ_VERSION,
                         "developer-name", _("Hamroz developers"),
                         "comments", _("Appointments, notes and letters"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
on_language_changed_cb (HzApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "language");
  const char *code = hz_language_get_code (hz_language_get_interface ());

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (code));
}

static void
add_actions (HzApplication *self)
{
  const GActionEntry entries[] = {
    { "hide", on_hide_cb, NULL, NULL, NULL, { 0 } },
    { "lock", on_lock_cb, NULL, NULL, NULL, { 0 } },
    { "another-person", on_another_person_cb, NULL, NULL, NULL, { 0 } },
    { "help", on_help_cb, NULL, NULL, NULL, { 0 } },
    { "help-page", on_help_page_cb, "s", NULL, NULL, { 0 } },
    { "shortcuts", on_shortcuts_cb, NULL, NULL, NULL, { 0 } },
    { "about", on_about_cb, NULL, NULL, NULL, { 0 } },
    { "quit", on_quit_cb, NULL, NULL, NULL, { 0 } },
    { "language", on_language_cb, "s", "''", NULL, { 0 } },
    { "next-language", on_next_language_cb, NULL, NULL, NULL, { 0 } },
    { "choose-folder", on_choose_folder_cb, NULL, NULL, NULL, { 0 } },
    { "new-centre", on_new_centre_cb, NULL, NULL, NULL, { 0 } },
    { "restore-backup", on_restore_backup_cb, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  on_language_changed_cb (self);
  hz_shortcut_table_add_to_application (GTK_APPLICATION (self));
}

/* Dialogs of the toolkit are windows too: F12 works in them as everywhere. */
static void
on_windows_changed_cb (GListModel *windows,
                       guint position,
                       guint n_removed,
                       guint n_added,
                       GtkApplication *application)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_application (window) == NULL)
        gtk_window_set_application (window, application);
    }
}

/* --- The class ------------------------------------------------------------------------------------ */

/* The day it is to be, and the hour if one is said, for demonstrations and tests. */
static gboolean
set_today (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "T", 2);
  HzDate today;
  int minute;

  if (parts[0] == NULL || !hz_date_from_iso (parts[0], &today))
    return FALSE;

  hz_zone_set_today (today);
  if (parts[1] == NULL)
    return TRUE;
  if (hz_date_parse_time (parts[1], &minute) != HZ_DATE_PARSE_OK)
    return FALSE;
  hz_clock_advance (hz_zone_to_utc (today, minute) - hz_clock_now ());

  return TRUE;
}

static int
hz_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  HzApplication *self = HZ_APPLICATION (application);
  const char *today = NULL;

  self->measures = g_variant_dict_contains (options, "benchmark");
  if (g_variant_dict_lookup (options, "today", "&s", &today) && !set_today (today))
    {
      g_printerr ("Not a date: %s\n", today);
      return 2;
    }

  return -1;
}

static void
hz_application_startup (GApplication *application)
{
  HzApplication *self = HZ_APPLICATION (application);
  GListModel *windows;

  G_APPLICATION_CLASS (hz_application_parent_class)->startup (application);
  /* The desktop's portals have looked at the program by now, and no password has been typed yet. */
  prctl (PR_SET_DUMPABLE, 0);
  bind_toolkit_catalogues ();
  self->settings = hz_settings_new ();
  choose_language (self);
  hz_settings_apply_look (self->settings);
  hz_text_input_install ();
  hz_search_escape_begin ();
  hz_spoken_names_begin ();
  hz_spoken_pages_begin ();
  add_actions (self);

  windows = gtk_window_get_toplevels ();
  g_signal_connect_object (windows, "items-changed", G_CALLBACK (on_windows_changed_cb), self, 0);
  g_unix_signal_add (SIGTERM, on_asked_to_end_cb, self);
  g_unix_signal_add (SIGINT, on_asked_to_end_cb, self);
  g_unix_signal_add (SIGHUP, on_asked_to_end_cb, self);

  if (self->measures)
    hz_benchmark_start (GTK_APPLICATION (self));
}

static void
hz_application_activate (GApplication *application)
{
  open_window (HZ_APPLICATION (application), NULL, FALSE);
}

static void
hz_application_window_added (GtkApplication *application,
                             GtkWindow *window)
{
  GTK_APPLICATION_CLASS (hz_application_parent_class)->window_added (application, window);
  if (HZ_IS_WINDOW (window))
    g_signal_connect_object (window, "language-changed", G_CALLBACK (on_language_changed_cb),
                             application, G_CONNECT_SWAPPED);
}

/* The program ends with its own window, whatever else stands open. */
static void
hz_application_window_removed (GtkApplication *application,
                               GtkWindow *window)
{
  GTK_APPLICATION_CLASS (hz_application_parent_class)->window_removed (application, window);
  if (HZ_IS_WINDOW (window))
    g_application_quit (G_APPLICATION (application));
}

static void
hz_application_dispose (GObject *object)
{
  g_clear_object (&HZ_APPLICATION (object)->settings);

  G_OBJECT_CLASS (hz_application_parent_class)->dispose (object);
}

static void
hz_application_class_init (HzApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_class = GTK_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_application_dispose;
  application_class->activate = hz_application_activate;
  application_class->command_line = hz_application_command_line;
  application_class->handle_local_options = hz_application_handle_local_options;
  application_class->startup = hz_application_startup;
  gtk_class->window_added = hz_application_window_added;
  gtk_class->window_removed = hz_application_window_removed;
}

static void
hz_application_init (HzApplication *self)
{
  const GOptionEntry options[] = {
    { "new", 0, 0, G_OPTION_ARG_NONE, NULL, "Make a new centre", NULL },
    { "today", 0, 0, G_OPTION_ARG_STRING, NULL, "Its day: 2026-11-24, or 2026-11-24T10:00", "DATE" },
    { "benchmark", 0, 0, G_OPTION_ARG_NONE, NULL, "Measure the main loop and frames", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, "Folder of a centre", "[DIR]" },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * hz_application_new:
 *
 * Returns: (transfer full): the program, one for each person's session
 */
HzApplication *
hz_application_new (void)
{
  return g_object_new (HZ_TYPE_APPLICATION,
                       "application-id", HZ_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/tj/hamroz/Hamroz",
                       NULL);
}
