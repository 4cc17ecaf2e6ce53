/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages at the bottom of the window, what takes an act back, and what is said at a sign-in. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-window-private.h"

#include <glib/gi18n.h>

#include "hz-default-response.h"
#include "hz-draft-rescue.h"
#include "hz-error-text.h"

#define TOAST_SECONDS 5
#define UNDO_SECONDS 8

static HzToastStrip *
get_strip (HzWindow *self)
{
  return hz_main_view_get_toasts (HZ_MAIN_VIEW (self->main));
}

static void
forget_undo (HzWindow *self)
{
  GDestroyNotify destroy = self->undo_destroy;
  gpointer data = self->undo_data;

  self->undo = NULL;
  self->undo_data = NULL;
  self->undo_destroy = NULL;
  hz_window_update_actions (self);
  if (destroy != NULL)
    destroy (data);
}

static void
on_toast_gone_cb (HzWindow *self,
                  guint id)
{
  if (self->undo_toast != id)
    return;

  self->undo_toast = 0;
  forget_undo (self);
}

/**
 * hz_window_watch_toasts:
 * @self: the window, with a new main view
 *
 * What can be taken back can be so for as long as its message stands.
 */
void
hz_window_watch_toasts (HzWindow *self)
{
  self->idle_toast = 0;
  self->undo_toast = 0;
  g_signal_connect_object (get_strip (self), "gone", G_CALLBACK (on_toast_gone_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * hz_window_drop_undo:
 * @self: the window
 *
 * The last act can no longer be taken back.
 */
void
hz_window_drop_undo (HzWindow *self)
{
  if (self->undo_toast == 0)
    return;

  hz_toast_strip_dismiss (get_strip (self), self->undo_toast);
  self->undo_toast = 0;
  forget_undo (self);
}

/**
 * hz_window_undo:
 * @self: the window
 *
 * Takes the last act back, where its message still stands.
 */
void
hz_window_undo (HzWindow *self)
{
  HzShellUndoFunc undo = self->undo;

  if (undo == NULL)
    return;

  self->undo = NULL;
  undo (HZ_SHELL (self), self->undo_data);
  hz_window_drop_undo (self);
}

void
hz_window_toast (HzShell *shell,
                 const char *text,
                 HzShellUndoFunc undo,
                 gpointer data,
                 GDestroyNotify destroy)
{
  HzWindow *self = HZ_WINDOW (shell);

  if (self->main == NULL || self->is_locking)
    {
      if (destroy != NULL)
        destroy (data);
      return;
    }

  if (undo == NULL)
    {
      hz_toast_strip_show (get_strip (self), text, TOAST_SECONDS, FALSE);
      if (destroy != NULL)
        destroy (data);
      return;
    }

  hz_window_drop_undo (self);
  self->undo = undo;
  self->undo_data = data;
  self->undo_destroy = destroy;
  hz_window_update_actions (self);
  self->undo_toast = hz_toast_strip_show (get_strip (self), text, UNDO_SECONDS, TRUE);
}

char *
hz_window_describe_error (HzShell *shell,
                          const GError *error)
{
  return hz_error_text_describe (error);
}

/* --- Idle ----------------------------------------------------------------------------------------- */

static void
on_idle_warning_cb (HzWindow *self,
                    int seconds)
{
  g_autofree char *text = g_strdup_printf (_("Locking in %d seconds"), seconds);

  if (self->main != NULL)
    self->idle_toast = hz_toast_strip_show (get_strip (self), text, (guint) seconds, FALSE);
}

static void
on_active_again_cb (HzWindow *self)
{
  if (self->main != NULL)
    hz_toast_strip_dismiss (get_strip (self), self->idle_toast);
  self->idle_toast = 0;
}

/**
 * hz_window_add_idle_warning:
 * @self: the window
 *
 * Says it before the idle time is over.
 */
void
hz_window_add_idle_warning (HzWindow *self)
{
  g_signal_connect_swapped (self->idle, "warning", G_CALLBACK (on_idle_warning_cb), self);
  g_signal_connect_swapped (self->idle, "active", G_CALLBACK (on_active_again_cb), self);
}

/* --- What has to be said after signing in --------------------------------------------------------- */

/* Somebody may have tampered: read and answered, not only shown. */
static const struct
{
  HzVaultNotices notice;
  const char *sentence;
} alarms[] = {
  { HZ_VAULT_NOTICE_ROLLED_BACK,
    N_("The data are older than what you saw last: somebody has put an older copy in their place, "
       "or a backup was restored. What was entered since is missing. Ask who did it.") },
  { HZ_VAULT_NOTICE_ROSTER_FORKED,
    N_("The list of the staff is not the one you saw last. Ask the administrator before you "
       "write anything.") },
  { HZ_VAULT_NOTICE_KEYS_CHANGED,
    N_("A colleague has other keys than before. Ask her whether she has been invited anew, and "
       "compare her key number.") },
  { HZ_VAULT_NOTICE_NAME_CHANGED,
    N_("A colleague is called otherwise than before. Look in the list of the staff who it is, and ask "
       "her: somebody may pass for another person.") },
};

static const struct
{
  HzVaultNotices notice;
  const char *sentence;
} news[] = {
  { HZ_VAULT_NOTICE_FIRST_TIME,
    N_("You have not signed in on this computer before. If you have, somebody may have put an older "
       "copy of the data in their place: tell the administrator.") },
  { HZ_VAULT_NOTICE_WAL_ASIDE,
    N_("The last changes were damaged and could not be read. Everything before them is here; "
       "the damaged file was kept.") },
  { HZ_VAULT_NOTICE_SECOND_KEYRING,
    N_("The file of keys was damaged; its second copy is in use. Tell the administrator.") },
  { HZ_VAULT_NOTICE_ROSTER_CHANGED, N_("People joined, left or changed their roles since your last "
                                       "visit.") },
  { HZ_VAULT_NOTICE_UNCLEAN_STOP, N_("The program was interrupted last time. Everything that was "
                                     "stored is here.") },
};

static void
on_alarm_answered_cb (HzWindow *self,
                      const char *response)
{
  g_autoptr (GError) error = NULL;

  self->is_alarmed = FALSE;
  if (g_strcmp0 (response, "accept") == 0)
    {
      if (!hz_vault_accept_seen (hz_session_get_vault (self->session), &error))
        hz_shell_report (GTK_WIDGET (self), error);
    }
  else if (g_strcmp0 (response, "lock") == 0)
    {
      hz_window_lock (self);
    }
}

static void
show_alarm (HzWindow *self,
            const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Stop for a moment"), sentence);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "lock", _("Lock"), "accept",
                                    _("I know why; go on"), NULL);
  hz_default_response_set (ADW_MESSAGE_DIALOG (dialog), "lock");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "none");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_alarm_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * hz_window_tell_notices:
 * @self: the window, somebody just signed in
 *
 * Says what the vault found.
 */
void
hz_window_tell_notices (HzWindow *self)
{
  HzVaultNotices notices = hz_vault_get_notices (hz_session_get_vault (self->session));
  g_autoptr (GPtrArray) waiting = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (news); i++)
    if ((notices & news[i].notice) != 0)
      hz_shell_toast (GTK_WIDGET (self), _(news[i].sentence));

  waiting = hz_vault_list_care_tasks (hz_session_get_vault (self->session));
  if (waiting->len > 0)
    hz_shell_toast (GTK_WIDGET (self),
                    _("A colleague waits for the key to requests. See Settings, Staff."));

  hz_window_tell_alarms (self);
}

/**
 * hz_window_tell_alarms:
 * @self: the window, somebody is signed in
 *
 * Asks about what may be tampering, if there is any.
 */
void
hz_window_tell_alarms (HzWindow *self)
{
  HzVaultNotices notices = hz_vault_get_notices (hz_session_get_vault (self->session));
  g_autoptr (GString) alarm = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (alarms); i++)
    if ((notices & alarms[i].notice) != 0)
      g_string_append_printf (alarm, "%s%s", alarm->len > 0 ? "\n\n" : "", _(alarms[i].sentence));

  if (hz_records_is_audit_cut (hz_session_get_records (self->session)))
    g_string_append_printf (alarm, "%s%s", alarm->len > 0 ? "\n\n" : "",
                            _("The log of who did what is shorter than when you saw it last. "
                              "Ask the administrator."));

  self->is_alarmed = alarm->len > 0;
  if (self->is_alarmed)
    show_alarm (self, alarm->str);
}

/**
 * hz_window_tell_rescued:
 * @self: the window, somebody just signed in
 *
 * What the disk had no room for at the last lock is stored, or still is not.
 */
void
hz_window_tell_rescued (HzWindow *self)
{
  if (!self->has_rescued)
    return;

  self->has_rescued = hz_draft_rescue_count () > 0;
  hz_shell_toast (GTK_WIDGET (self),
                  self->has_rescued
                  ? _("A text that could not be saved is still kept in this window alone. Do not "
                      "close it.")
                  : _("What could not be saved before is saved now."));
}
