/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups as the window sees them: what is said at their end, and the way to their page. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-window-private.h"

#include "hz-restore-dialog.h"
#include "hz-settings-window.h"

static void
on_ended_cb (HzWindow *self,
             const char *sentence,
             gboolean is_well)
{
  hz_shell_toast (GTK_WIDGET (self), sentence);
}

/**
 * hz_window_begin_backups:
 * @self: the window, somebody just signed in
 */
void
hz_window_begin_backups (HzWindow *self)
{
  HzBackupWork *work;

  hz_session_begin_work (self->session, self->settings);
  work = hz_session_get_backups (self->session);
  if (work != NULL)
    g_signal_connect_object (work, "ended", G_CALLBACK (on_ended_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hz_window_back_up:
 * @self: the window
 *
 * Opens the page of the backups; where their place was chosen before, one begins.
 */
void
hz_window_back_up (HzWindow *self)
{
  HzBackupWork *work = hz_session_get_backups (self->session);
  g_autofree char *place = g_settings_get_string (self->settings, "backup-folder");

  if (work == NULL)
    return;

  hz_settings_window_show_page (GTK_WINDOW (self), self->session, self->settings, "backup");
  if (*place != '\0')
    hz_backup_work_start (work);
}

/**
 * hz_window_restore_backup:
 * @self: the window; while somebody is signed in nothing happens, the settings lead there
 * @new_place: proposed for the centre
 *
 * The way back after a lost computer: a backup, and a password or the sheets of its day.
 */
void
hz_window_restore_backup (HzWindow *self,
                          const char *new_place)
{
  const char *folder = hz_vault_get_folder (hz_session_get_vault (self->session));
  g_autofree char *last = g_settings_get_string (self->settings, "last-folder");
  g_autofree char *parent = g_path_get_dirname (new_place);

  if (hz_session_get_records (self->session) != NULL)
    return;

  /* A restore makes one folder, none above it; on a new computer the program's own is not there yet. */
  g_mkdir_with_parents (parent, 0700);
  hz_dialog_present (hz_restore_dialog_new_signed_out (folder, last, new_place), GTK_WIDGET (self));
}
