/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The one window: which of its views is seen, and the way from one to the other. What its actions do:
 * hz-window-actions.c; how it locks: hz-window-lock.c; messages and their undo: hz-window-toasts.c.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-window-private.h"

#include <glib/gi18n.h>

#include "hz-cover-view.h"
#include "hz-late-size.h"
#include "hz-new-password-view.h"
#include "hz-recovery-view.h"
#include "hz-settings-window.h"
#include "hz-setup-view.h"
#include "hz-unlock-view.h"

/* Below this width the window takes the whole screen. */
#define SMALL_SCREEN 1400
#define PLACE_SECONDS 3

static void hz_window_shell_init (HzShellInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HzWindow, hz_window, ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (HZ_TYPE_SHELL, hz_window_shell_init))

/* --- Views ---------------------------------------------------------------------------------------- */

/**
 * hz_window_drop_view:
 * @self: the window
 * @view: (inout): one of its views, %NULL afterwards
 */
void
hz_window_drop_view (HzWindow *self,
                     GtkWidget **view)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (*view == NULL)
    return;

  /* The toolkit would keep what has the focus alive, and all around it. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, *view))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_remove (GTK_STACK (self->views), *view);
  *view = NULL;
}

static void
show_view (HzWindow *self,
           GtkWidget *view)
{
  gtk_stack_set_visible_child (GTK_STACK (self->views), view);
  hz_window_update_title (self);
}

/**
 * hz_window_update_title:
 * @self: the window
 *
 * The title is seen in the task bar and in shared screens: the page's name alone, and while nobody is
 * signed in that of a calendar.
 */
void
hz_window_update_title (HzWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (GTK_STACK (self->views));
  const char *title = _("Calendar");

  if (shown != NULL && shown == self->main)
    title = hz_main_view_get_title (HZ_MAIN_VIEW (self->main));
  else if (shown != NULL && shown == self->setup_view)
    title = _("Setup");

  gtk_window_set_title (GTK_WINDOW (self), *title != '\0' ? title : _("Settings"));
  hz_window_update_actions (self);
}

static void
on_cover_dismissed_cb (HzWindow *self)
{
  /* The lock first ends what it has begun. */
  if (self->is_locking)
    self->after = MAX (self->after, HZ_WINDOW_AFTER_UNLOCK);
  else
    hz_window_show_unlock (self);
}

/**
 * hz_window_show_cover:
 * @self: the window
 *
 * A calendar, as any office has one.
 */
void
hz_window_show_cover (HzWindow *self)
{
  hz_window_drop_view (self, &self->cover);
  self->cover = hz_cover_view_new ();
  g_signal_connect_swapped (self->cover, "dismissed", G_CALLBACK (on_cover_dismissed_cb), self);
  gtk_stack_add_named (GTK_STACK (self->views), self->cover, "cover");
  show_view (self, self->cover);
  gtk_widget_grab_focus (self->cover);
}

static void
on_unlock_dismissed_cb (HzWindow *self)
{
  hz_window_show_cover (self);
}

static void
show_main (HzWindow *self,
           GVariant *place)
{
  hz_window_drop_view (self, &self->main);
  self->main = hz_main_view_new (hz_session_get_records (self->session));
  g_signal_connect_swapped (self->main, "page-changed", G_CALLBACK (hz_window_update_title), self);
  hz_window_watch_toasts (self);
  gtk_stack_add_named (GTK_STACK (self->views), self->main, "main");
  show_view (self, self->main);
  hz_main_view_focus_page (HZ_MAIN_VIEW (self->main));
  hz_main_view_set_place (HZ_MAIN_VIEW (self->main), place);
}

static void
start_idle_watch (HzWindow *self)
{
  hz_idle_watch_start (self->idle, 60 * g_settings_get_uint (self->settings, "idle-minutes"));
}

static void
drop_others (HzWindow *self)
{
  hz_window_drop_view (self, &self->unlock);
  hz_window_drop_view (self, &self->cover);
  hz_window_drop_view (self, &self->setup_view);
  g_clear_pointer (&self->setup, hz_setup_free);
  g_clear_pointer (&self->place, g_variant_unref);
  start_idle_watch (self);
  hz_sleep_watch_hold (self->sleep);
}

static void
begin_work (HzWindow *self)
{
  g_autoptr (GVariant) place = NULL;

  /* The end of what was begun before the lock. */
  if (self->is_locking)
    return;

  place = hz_session_dup_place (self->session);
  show_main (self, place);
  hz_window_drop_view (self, &self->new_password);
  drop_others (self);
  hz_window_begin_backups (self);
  hz_window_tell_notices (self);
  hz_window_tell_rescued (self);
}

static void
on_new_password_dismissed_cb (HzWindow *self)
{
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_UNLOCK);
}

/* Nothing of the centre is shown before she has chosen. */
static void
ask_new_password (HzWindow *self,
                  HzNewPasswordView *before)
{
  GtkWidget *view = hz_new_password_view_new (self->session);

  g_signal_connect_swapped (view, "done", G_CALLBACK (begin_work), self);
  g_signal_connect_swapped (view, "dismissed", G_CALLBACK (on_new_password_dismissed_cb), self);
  if (before != NULL)
    hz_new_password_view_take_over (HZ_NEW_PASSWORD_VIEW (view), before);
  hz_window_drop_view (self, &self->new_password);
  self->new_password = view;
  gtk_stack_add_named (GTK_STACK (self->views), view, "new-password");
  show_view (self, view);
  hz_new_password_view_focus (HZ_NEW_PASSWORD_VIEW (view));
}

static void
enter (HzWindow *self)
{
  const char *folder = hz_vault_get_folder (hz_session_get_vault (self->session));
  HzLanguage language = hz_language_get_interface ();
  HzLanguage own;

  g_settings_set_string (self->settings, "last-folder", folder);
  if (self->language_chosen)
    hz_session_keep_language (self->session, language);
  else if (hz_language_from_code (hz_session_get_language (self->session), &own)
           && own != language)
    hz_language_set_interface (own);
  g_signal_emit_by_name (self, "language-changed");

  if (!hz_session_owes_password (self->session))
    {
      begin_work (self);
      return;
    }

  ask_new_password (self, NULL);
  drop_others (self);
}

static void
on_opened_cb (HzWindow *self)
{
  enter (self);
}

static void
on_recovery_dismissed_cb (HzWindow *self)
{
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_UNLOCK);
}

/* In place of the one there is, if there is one. */
static void
show_recovery (HzWindow *self,
               GtkWidget *view)
{
  g_signal_connect_swapped (view, "dismissed", G_CALLBACK (on_recovery_dismissed_cb), self);
  gtk_stack_add_named (GTK_STACK (self->views), view, "recovery");
  hz_window_drop_view (self, &self->recovery);
  self->recovery = view;
  show_view (self, view);
  hz_recovery_view_focus (HZ_RECOVERY_VIEW (view));
}

static void
on_forgot_cb (HzWindow *self)
{
  show_recovery (self, hz_recovery_view_new (hz_session_get_vault (self->session)));
  hz_window_drop_view (self, &self->unlock);
  start_idle_watch (self);
  hz_sleep_watch_hold (self->sleep);
}

static void
add_unlock (HzWindow *self,
            HzUnlockView *before)
{
  GtkWidget *view = hz_unlock_view_new (self->session);

  g_signal_connect_swapped (view, "opened", G_CALLBACK (on_opened_cb), self);
  g_signal_connect_swapped (view, "dismissed", G_CALLBACK (on_unlock_dismissed_cb), self);
  g_signal_connect_swapped (view, "forgot", G_CALLBACK (on_forgot_cb), self);
  if (before != NULL)
    hz_unlock_view_take_over (HZ_UNLOCK_VIEW (view), before);
  hz_window_drop_view (self, &self->unlock);
  self->unlock = view;
  gtk_stack_add_named (GTK_STACK (self->views), view, "unlock");
}

/**
 * hz_window_take_folder:
 * @self: the window, nobody signed in
 * @folder: of another centre
 */
void
hz_window_take_folder (HzWindow *self,
                       const char *folder)
{
  g_clear_object (&self->session);
  self->session = hz_session_new (folder);
}

static void
on_setup_folder_cb (HzWindow *self,
                    const char *folder)
{
  hz_window_take_folder (self, folder);
  hz_setup_view_set_session (HZ_SETUP_VIEW (self->setup_view), self->session);
}

static void
on_setup_finished_cb (HzWindow *self)
{
  self->language_chosen = TRUE;
  enter (self);
}

static void
show_setup (HzWindow *self)
{
  hz_window_drop_view (self, &self->setup_view);
  self->setup_view = hz_setup_view_new (self->setup, self->session);
  g_signal_connect_swapped (self->setup_view, "folder", G_CALLBACK (on_setup_folder_cb), self);
  g_signal_connect_swapped (self->setup_view, "finished", G_CALLBACK (on_setup_finished_cb), self);
  gtk_stack_add_named (GTK_STACK (self->views), self->setup_view, "setup");
  show_view (self, self->setup_view);
  hz_window_drop_view (self, &self->cover);
  hz_window_drop_view (self, &self->unlock);
}

/**
 * hz_window_show_unlock:
 * @self: the window
 *
 * Asks for a name and a password, or goes on with a setup that has not ended.
 */
void
hz_window_show_unlock (HzWindow *self)
{
  if (hz_session_get_records (self->session) != NULL)
    {
      /* Opened meanwhile, behind the cover. */
      hz_window_begin_lock (self, HZ_WINDOW_AFTER_UNLOCK);
      return;
    }

  if (self->setup != NULL && !self->setup->is_created)
    {
      show_setup (self);
      return;
    }

  if (self->unlock == NULL)
    {
      self->language_chosen = FALSE;
      add_unlock (self, NULL);
    }
  show_view (self, self->unlock);
  hz_unlock_view_focus (HZ_UNLOCK_VIEW (self->unlock));
  hz_window_drop_view (self, &self->cover);
}

/* --- Language ------------------------------------------------------------------------------------- */

static void
on_flushed_for_language_cb (GObject *source,
                            GAsyncResult *result,
                            gpointer user_data)
{
  g_autoptr (HzWindow) self = user_data;
  g_autoptr (GVariant) place = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *settings;

  if (!hz_records_flush_drafts_finish (HZ_RECORDS (source), result, &error))
    {
      /* What is not stored must not be thrown away. */
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  if (self->is_locking || self->main == NULL)
    return;

  place = hz_main_view_get_place (HZ_MAIN_VIEW (self->main));
  hz_language_set_interface (self->next_language);
  hz_session_keep_language (self->session, self->next_language);
  hz_window_drop_undo (self);
  settings = hz_settings_window_renew (GTK_WINDOW (self), self->session, self->settings);
  hz_window_hide_others (self);
  hz_window_destroy_others (self, settings);
  show_main (self, place);
  g_signal_emit_by_name (self, "language-changed");
  if (settings != NULL)
    gtk_window_present (settings);
  /* A key for another language answers nothing. */
  if (self->is_alarmed)
    hz_window_tell_alarms (self);
}

/**
 * hz_window_set_language:
 * @self: the window
 * @language: what it speaks from now on
 *
 * Drafts are stored, everything on the screen is built anew, and she is where she was.
 */
void
hz_window_set_language (HzWindow *self,
                        HzLanguage language)
{
  GtkWidget *shown = gtk_stack_get_visible_child (GTK_STACK (self->views));

  g_settings_set_string (self->settings, "last-language", hz_language_get_code (language));
  if (shown == self->main && shown != NULL && !self->is_locking)
    {
      self->next_language = language;
      hz_records_flush_drafts_async (hz_session_get_records (self->session),
                                     on_flushed_for_language_cb, g_object_ref (self));
      return;
    }

  hz_language_set_interface (language);
  self->language_chosen = TRUE;
  if (shown == self->unlock && shown != NULL)
    {
      add_unlock (self, HZ_UNLOCK_VIEW (self->unlock));
      show_view (self, self->unlock);
      hz_unlock_view_focus (HZ_UNLOCK_VIEW (self->unlock));
    }
  else if (shown == self->setup_view && shown != NULL)
    {
      show_setup (self);
    }
  else if (shown == self->new_password && shown != NULL && !self->is_locking)
    {
      hz_session_keep_language (self->session, language);
      ask_new_password (self, HZ_NEW_PASSWORD_VIEW (self->new_password));
    }
  else if (shown == self->recovery && shown != NULL)
    {
      show_recovery (self, hz_recovery_view_renew (HZ_RECOVERY_VIEW (self->recovery)));
    }
  else if (shown == self->cover && shown != NULL)
    {
      hz_window_drop_view (self, &self->unlock);
      hz_window_show_cover (self);
    }
  g_signal_emit_by_name (self, "language-changed");
}

/* --- What passes by itself ------------------------------------------------------------------------ */

static gboolean
on_place_time_cb (gpointer data)
{
  HzWindow *self = data;
  g_autoptr (GVariant) place = NULL;

  if (self->main == NULL || self->is_locking)
    return G_SOURCE_CONTINUE;

  place = hz_main_view_get_place (HZ_MAIN_VIEW (self->main));
  if (self->place == NULL || !g_variant_equal (place, self->place))
    {
      hz_session_keep_place (self->session, place);
      g_clear_pointer (&self->place, g_variant_unref);
      self->place = g_steal_pointer (&place);
      hz_window_update_title (self);
    }

  return G_SOURCE_CONTINUE;
}

static void
on_idle_minutes_changed_cb (HzWindow *self)
{
  if (self->main != NULL && !self->is_locking)
    start_idle_watch (self);
}

static void
on_away_cb (HzWindow *self)
{
  hz_window_hide (self);
}

static void
remember_size (HzWindow *self)
{
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", CLAMP (width, 640, 16384));
      g_settings_set_int (self->settings, "window-height", CLAMP (height, 480, 16384));
    }
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
take_size (HzWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle screen = { 0, 0, SMALL_SCREEN, SMALL_SCREEN };

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &screen);

  gtk_window_set_default_size (GTK_WINDOW (self),
                               MIN (g_settings_get_int (self->settings, "window-width"),
                                    screen.width),
                               MIN (g_settings_get_int (self->settings, "window-height"),
                                    screen.height));
  if (screen.width < SMALL_SCREEN || g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
hz_window_close_request (GtkWindow *window)
{
  HzWindow *self = HZ_WINDOW (window);

  remember_size (self);
  hz_window_quit (self);

  return TRUE;
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_window_dispose (GObject *object)
{
  HzWindow *self = HZ_WINDOW (object);

  g_clear_handle_id (&self->place_timer, g_source_remove);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  hz_window_drop_undo (self);
  self->cover = self->unlock = self->main = self->setup_view = self->recovery = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_WINDOW);
  g_clear_pointer (&self->setup, hz_setup_free);
  g_clear_object (&self->idle);
  g_clear_object (&self->sleep);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->place, g_variant_unref);
  g_clear_pointer (&self->next_folder, g_free);

  G_OBJECT_CLASS (hz_window_parent_class)->dispose (object);
}

static void
hz_window_shell_init (HzShellInterface *iface)
{
  iface->toast = hz_window_toast;
  iface->describe_error = hz_window_describe_error;
}

static void
hz_window_class_init (HzWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hz_window_close_request;

  g_signal_new ("language-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HzWindow, views);

  hz_late_size_begin ();
}

static gboolean
on_focus_idle_cb (gpointer data)
{
  HzWindow *self = data;

  self->focus_idle = 0;
  if (self->cover != NULL &&
      gtk_stack_get_visible_child (GTK_STACK (self->views)) == self->cover &&
      gtk_widget_get_focus_child (self->cover) == NULL)
    gtk_widget_grab_focus (self->cover);

  return G_SOURCE_REMOVE;
}

/* What went with the page, such as a popover that had the focus, may leave the cover without it. */
static void
on_focus_widget_notify_cb (HzWindow *self)
{
  if (self->focus_idle == 0)
    self->focus_idle = g_idle_add (on_focus_idle_cb, self);
}

static void
hz_window_init (HzWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->idle = hz_idle_watch_new ();
  g_signal_connect_swapped (self->idle, "idle", G_CALLBACK (on_away_cb), self);
  hz_window_add_idle_warning (self);
  self->sleep = hz_sleep_watch_new ();
  g_signal_connect_swapped (self->sleep, "away", G_CALLBACK (on_away_cb), self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_widget_notify_cb), NULL);
  self->place_timer = g_timeout_add_seconds (PLACE_SECONDS, on_place_time_cb, self);
  hz_window_add_actions (self);
}

/**
 * hz_window_new:
 * @application: the program
 * @session: of the centre to open
 * @settings: of this computer
 *
 * Returns: (transfer none): the one window, owned by the toolkit
 */
HzWindow *
hz_window_new (GtkApplication *application,
               HzSession *session,
               GSettings *settings)
{
  HzWindow *self = g_object_new (HZ_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::idle-minutes",
                           G_CALLBACK (on_idle_minutes_changed_cb), self, G_CONNECT_SWAPPED);
  take_size (self);
  hz_window_show_unlock (self);

  return self;
}

HzSession *
hz_window_get_session (HzWindow *self)
{
  return self->session;
}

/**
 * hz_window_get_help_page:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): name of the help text for what is on the screen; %NULL while
 *   it is locked, when nothing may tell what the program is for
 */
const char *
hz_window_get_help_page (HzWindow *self)
{
  HzPage *page;

  if (self->setup_view != NULL
      && gtk_stack_get_visible_child (GTK_STACK (self->views)) == self->setup_view)
    return "setup";
  if (self->main == NULL || self->is_locking)
    return NULL;

  page = hz_main_view_get_page (HZ_MAIN_VIEW (self->main));

  return page != NULL ? hz_page_get_help_page (page) : "index";
}
