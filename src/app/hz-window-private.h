/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-window.h"

#include "hz-idle-watch.h"
#include "hz-main-view.h"
#include "hz-setup.h"
#include "hz-shell.h"
#include "hz-sleep-watch.h"

G_BEGIN_DECLS

/* What follows a lock, the stronger the greater. */
typedef enum
{
  HZ_WINDOW_AFTER_COVER,
  HZ_WINDOW_AFTER_UNLOCK,
  HZ_WINDOW_AFTER_QUIT,
} HzWindowAfter;

struct _HzWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  GtkWidget *views;

  /* Children of @views; each is there while it is needed. */
  GtkWidget *cover;
  GtkWidget *unlock;
  GtkWidget *main;
  GtkWidget *setup_view;
  GtkWidget *recovery;
  GtkWidget *new_password;

  HzSession *session;
  GSettings *settings;
  HzIdleWatch *idle;
  HzSleepWatch *sleep;

  /* While a centre is being made. */
  HzSetup *setup;
  gboolean wants_setup;

  gboolean is_locking;
  /* What may be tampering was said, and is not answered yet. */
  gboolean is_alarmed;
  /* The disk had no room for a text when the window locked. */
  gboolean has_rescued;
  HzWindowAfter after;
  char *next_folder;

  gboolean language_chosen;
  HzLanguage next_language;

  /* The place that was stored last. */
  GVariant *place;
  guint place_timer;
  guint focus_idle;

  /* Messages of the main view's strip, or 0. */
  guint idle_toast;
  guint undo_toast;
  HzShellUndoFunc undo;
  gpointer undo_data;
  GDestroyNotify undo_destroy;
};

void hz_window_update_title (HzWindow *self);

void hz_window_drop_view (HzWindow *self,
                          GtkWidget **view);
void hz_window_show_cover (HzWindow *self);
void hz_window_show_unlock (HzWindow *self);
/* Nobody is signed in. */
void hz_window_take_folder (HzWindow *self,
                            const char *folder);

/* hz-window-lock.c */
void hz_window_begin_lock (HzWindow *self,
                           HzWindowAfter after);
void hz_window_hide_others (HzWindow *self);
void hz_window_destroy_others (HzWindow *self,
                               GtkWindow *spared);

/* hz-window-actions.c */
void hz_window_add_actions (HzWindow *self);
void hz_window_update_actions (HzWindow *self);

/* hz-window-backups.c */
void hz_window_begin_backups (HzWindow *self);
void hz_window_back_up (HzWindow *self);

/* hz-window-toasts.c */
void hz_window_watch_toasts (HzWindow *self);
void hz_window_toast (HzShell *shell,
                      const char *text,
                      HzShellUndoFunc undo,
                      gpointer data,
                      GDestroyNotify destroy);
char *hz_window_describe_error (HzShell *shell,
                                const GError *error);
void hz_window_undo (HzWindow *self);
void hz_window_drop_undo (HzWindow *self);
void hz_window_add_idle_warning (HzWindow *self);
void hz_window_tell_notices (HzWindow *self);
void hz_window_tell_alarms (HzWindow *self);
void hz_window_tell_rescued (HzWindow *self);

G_END_DECLS
