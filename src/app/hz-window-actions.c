/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's actions: which page does what, and the few that the window does itself. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-window-private.h"

#include "hz-page-table.h"
#include "hz-settings-window.h"
#include "hz-shortcut-table.h"

static HzMainView *
get_main (HzWindow *self)
{
  return self->main != NULL && !self->is_locking ? HZ_MAIN_VIEW (self->main) : NULL;
}

static void
on_route_activate_cb (GSimpleAction *action,
                      GVariant *argument,
                      gpointer data)
{
  HzWindow *self = data;
  gsize n_routes;
  const HzRoute *routes = hz_page_table_get_routes (&n_routes);
  const char *name = g_action_get_name (G_ACTION (action));

  for (gsize i = 0; i < n_routes; i++)
    if (g_strcmp0 (routes[i].action, name) == 0 && get_main (self) != NULL)
      hz_main_view_perform (get_main (self), routes[i].page, routes[i].verb,
                            g_variant_get_string (argument, NULL), routes[i].shows);
}

static void
on_show_page_cb (GSimpleAction *action,
                 GVariant *argument,
                 gpointer data)
{
  HzMainView *main = get_main (data);

  if (main != NULL)
    hz_main_view_show_page (main, g_variant_get_string (argument, NULL));
}

static void
on_show_row_cb (GSimpleAction *action,
                GVariant *argument,
                gpointer data)
{
  HzMainView *main = get_main (data);

  if (main != NULL)
    hz_main_view_show_row (main, g_variant_get_int32 (argument));
}

static void
on_back_cb (GSimpleAction *action,
            GVariant *argument,
            gpointer data)
{
  HzMainView *main = get_main (data);

  if (main != NULL)
    hz_main_view_go_back (main);
}

static void
on_find_cb (GSimpleAction *action,
            GVariant *argument,
            gpointer data)
{
  HzMainView *main = get_main (data);

  if (main != NULL)
    hz_main_view_find (main);
}

static void
on_toggle_sidebar_cb (GSimpleAction *action,
                      GVariant *argument,
                      gpointer data)
{
  HzMainView *main = get_main (data);

  if (main != NULL)
    hz_main_view_toggle_sidebar (main);
}

static void
on_search_cb (GSimpleAction *action,
              GVariant *argument,
              gpointer data)
{
  HzMainView *main = get_main (data);

  if (main != NULL)
    hz_main_view_search (main);
}

static void
on_settings_cb (GSimpleAction *action,
                GVariant *argument,
                gpointer data)
{
  HzWindow *self = data;

  if (get_main (self) != NULL)
    hz_settings_window_show (data, self->session, self->settings);
}

static void
on_show_settings_cb (GSimpleAction *action,
                     GVariant *argument,
                     gpointer data)
{
  HzWindow *self = data;

  if (get_main (self) != NULL)
    hz_settings_window_show_page (data, self->session, self->settings,
                                  g_variant_get_string (argument, NULL));
}

static void
on_back_up_cb (GSimpleAction *action,
               GVariant *argument,
               gpointer data)
{
  if (get_main (data) != NULL)
    hz_window_back_up (data);
}

static void
on_fullscreen_cb (GSimpleAction *action,
                  GVariant *argument,
                  gpointer data)
{
  if (gtk_window_is_fullscreen (data))
    gtk_window_unfullscreen (data);
  else
    gtk_window_fullscreen (data);
}

static void
on_undo_cb (GSimpleAction *action,
            GVariant *argument,
            gpointer data)
{
  hz_window_undo (data);
}

/**
 * hz_window_add_actions:
 * @self: the window
 *
 * Its actions and their keys.
 */
void
hz_window_add_actions (HzWindow *self)
{
  const GActionEntry entries[] = {
    { "show-page", on_show_page_cb, "s", NULL, NULL, { 0 } },
    { "show-row", on_show_row_cb, "i", NULL, NULL, { 0 } },
    { "back", on_back_cb, NULL, NULL, NULL, { 0 } },
    { "find", on_find_cb, NULL, NULL, NULL, { 0 } },
    { "toggle-sidebar", on_toggle_sidebar_cb, NULL, NULL, NULL, { 0 } },
    { "search", on_search_cb, NULL, NULL, NULL, { 0 } },
    { "settings", on_settings_cb, NULL, NULL, NULL, { 0 } },
    { "show-settings", on_show_settings_cb, "s", NULL, NULL, { 0 } },
    { "back-up", on_back_up_cb, NULL, NULL, NULL, { 0 } },
    { "fullscreen", on_fullscreen_cb, NULL, NULL, NULL, { 0 } },
    { "undo", on_undo_cb, NULL, NULL, NULL, { 0 } },
  };
  gsize n_routes;
  const HzRoute *routes = hz_page_table_get_routes (&n_routes);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < n_routes; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (routes[i].action,
                                                              G_VARIANT_TYPE_STRING);

      g_signal_connect (action, "activate", G_CALLBACK (on_route_activate_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  hz_shortcut_table_add_to_window (GTK_WIDGET (self));
}

static void
set_enabled (HzWindow *self,
             const char *name,
             gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL && g_action_get_enabled (action) != is_enabled)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/**
 * hz_window_update_actions:
 * @self: the window
 *
 * Only what can be done now can be asked for.
 */
void
hz_window_update_actions (HzWindow *self)
{
  const char *const own[] = { "show-page", "show-row", "back", "find", "search",
                              "toggle-sidebar", "settings", "show-settings", "back-up" };
  GtkWidget *shown = self->views != NULL
                       ? gtk_stack_get_visible_child (GTK_STACK (self->views))
                       : NULL;
  gboolean is_open = shown != NULL && shown == self->main && !self->is_locking;
  gsize n_routes;
  const HzRoute *routes = hz_page_table_get_routes (&n_routes);

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    set_enabled (self, own[i], is_open);
  set_enabled (self, "undo", is_open && self->undo != NULL);
  for (gsize i = 0; i < n_routes; i++)
    set_enabled (self, routes[i].action,
                 is_open && hz_main_view_has_page (HZ_MAIN_VIEW (self->main), routes[i].page));
}
