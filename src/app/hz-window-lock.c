/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the window locks: everything is hidden at once, stored, and thrown away. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-window-private.h"

#include <glib/gi18n.h>

#include "hz-default-response.h"
#include "hz-draft-rescue.h"
#include "hz-memory.h"
#include "hz-recovery-view.h"
#include "hz-unlock-view.h"

/* The other windows there are, held: dialogs, the help, what the toolkit opened. */
static GPtrArray *
list_others (HzWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (self))
        g_ptr_array_add (others, g_object_ref (window));
    }

  return others;
}

/* While windows go out of sight, a screen reader may ask for one that it has counted a moment before.
 * GTK 4.8 answers with the last of its list, and ends the program when that one is hidden. */
static void
stand_last (HzWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (HzWindow) held = g_object_ref (self);
  guint place;

  if (!G_IS_LIST_STORE (windows) || !g_list_store_find (G_LIST_STORE (windows), self, &place)
      || place + 1 == g_list_model_get_n_items (windows))
    return;

  g_list_store_remove (G_LIST_STORE (windows), place);
  g_list_store_append (G_LIST_STORE (windows), held);
}

/**
 * hz_window_hide_others:
 * @self: the window
 *
 * Every other window of the program goes out of sight.
 */
void
hz_window_hide_others (HzWindow *self)
{
  g_autoptr (GPtrArray) others = list_others (self);

  for (guint i = 0; i < others->len; i++)
    {
      GtkWindow *window = g_ptr_array_index (others, i);

      /* The toolkit's own dialogs belong to whoever asked: they are told that nothing was chosen. */
      if (GTK_IS_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
      gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
    }
  stand_last (self);
}

/**
 * hz_window_destroy_others:
 * @self: the window
 * @spared: (nullable): which one stays
 *
 * Every other window goes for good.
 */
void
hz_window_destroy_others (HzWindow *self,
                          GtkWindow *spared)
{
  g_autoptr (GPtrArray) others = list_others (self);

  for (guint i = 0; i < others->len; i++)
    if (!GTK_IS_DIALOG (g_ptr_array_index (others, i)) && g_ptr_array_index (others, i) != spared)
      gtk_window_destroy (g_ptr_array_index (others, i));
}

static void
clear_clipboards (HzWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GdkClipboard *clipboards[] = { gdk_display_get_clipboard (display),
                                 gdk_display_get_primary_clipboard (display) };

  for (gsize i = 0; i < G_N_ELEMENTS (clipboards); i++)
    if (gdk_clipboard_is_local (clipboards[i]))
      gdk_clipboard_set_content (clipboards[i], NULL);
}

static void
let_go (gpointer data)
{
  HzWindow *self = data;

  hz_window_drop_undo (self);
  hz_window_destroy_others (self, NULL);
  hz_window_drop_view (self, &self->main);
  hz_window_drop_view (self, &self->new_password);
  hz_window_drop_view (self, &self->setup_view);
  g_clear_pointer (&self->setup, hz_setup_free);
  clear_clipboards (self);
}

static void
on_close_answered_cb (HzWindow *self,
                      const char *response)
{
  if (g_strcmp0 (response, "close") == 0)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* With the window goes what it alone holds. */
static void
ask_before_loss (HzWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self),
                                              _("Close, and lose what is not saved?"),
                                              _("The disk was full when the window locked. A text is "
                                                "kept in this window alone. Make room on the disk "
                                                "and open again: then it is saved."));

  hz_window_show_unlock (self);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _("Do not close"), "close",
                                    _("Close and lose it"), NULL);
  hz_default_response_set (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
conclude_lock (HzWindow *self)
{
  HzWindowAfter after = self->after;

  self->after = HZ_WINDOW_AFTER_COVER;
  if (self->next_folder != NULL && after < HZ_WINDOW_AFTER_QUIT)
    {
      hz_window_take_folder (self, self->next_folder);
      if (self->wants_setup && self->setup == NULL)
        self->setup = hz_setup_new (self->next_folder);
      g_clear_pointer (&self->next_folder, g_free);
      if (!self->wants_setup)
        {
          hz_window_drop_view (self, &self->setup_view);
          g_clear_pointer (&self->setup, hz_setup_free);
        }
      self->wants_setup = FALSE;
      hz_window_drop_view (self, &self->unlock);
      hz_window_show_unlock (self);
    }
  else if (after == HZ_WINDOW_AFTER_QUIT && hz_draft_rescue_count () > 0)
    {
      ask_before_loss (self);
    }
  else if (after == HZ_WINDOW_AFTER_QUIT)
    {
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (after == HZ_WINDOW_AFTER_UNLOCK)
    {
      hz_window_show_unlock (self);
    }
  else if (gtk_stack_get_visible_child (GTK_STACK (self->views)) != self->cover)
    {
      hz_window_show_cover (self);
    }
}

static void
on_locked_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hz_session_lock_finish (HZ_SESSION (source), result, &error))
    g_message ("The lock: %s", error->message);

  self->is_locking = FALSE;
  self->has_rescued = hz_draft_rescue_count () > 0;
  hz_sleep_watch_let_go (self->sleep);
  hz_memory_wipe_free ();
  conclude_lock (self);
}

static void
on_sheets_closed_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data)
{
  g_autoptr (HzWindow) self = user_data;

  hz_sheet_sitting_close_finish (HZ_SHEET_SITTING (source), result);
  self->is_locking = FALSE;
  hz_sleep_watch_let_go (self->sleep);
  hz_memory_wipe_free ();
  conclude_lock (self);
}

/* What the recovery sheets have opened. */
static void
lock_sheets (HzWindow *self)
{
  g_autoptr (HzSheetSitting) sitting = NULL;

  sitting = g_object_ref (hz_recovery_view_get_sitting (HZ_RECOVERY_VIEW (self->recovery)));
  self->is_locking = TRUE;
  hz_idle_watch_stop (self->idle);
  hz_window_show_cover (self);
  hz_window_hide_others (self);
  hz_window_destroy_others (self, NULL);
  hz_window_drop_view (self, &self->recovery);
  clear_clipboards (self);
  hz_sheet_sitting_close_async (sitting, on_sheets_closed_cb, g_object_ref (self));
}

/**
 * hz_window_begin_lock:
 * @self: the window
 * @after: what is to be seen then, or that it goes
 *
 * The cover is there at once; a stronger @after replaces that of a lock under way.
 */
void
hz_window_begin_lock (HzWindow *self,
                      HzWindowAfter after)
{
  g_autoptr (GVariant) place = NULL;

  self->after = self->is_locking ? MAX (self->after, after) : after;
  if (self->is_locking)
    return;

  if (self->recovery != NULL)
    {
      lock_sheets (self);
      return;
    }

  if (hz_session_get_records (self->session) == NULL)
    {
      if (self->unlock != NULL)
        hz_unlock_view_cancel (HZ_UNLOCK_VIEW (self->unlock));
      hz_window_hide_others (self);
      hz_window_destroy_others (self, NULL);
      conclude_lock (self);
      return;
    }

  self->is_locking = TRUE;
  hz_idle_watch_stop (self->idle);
  if (self->main != NULL)
    place = hz_main_view_get_place (HZ_MAIN_VIEW (self->main));
  hz_window_show_cover (self);
  hz_window_hide_others (self);
  hz_session_lock_async (self->session, place, let_go, self, on_locked_cb, g_object_ref (self));
}

void
hz_window_hide (HzWindow *self)
{
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_COVER);
}

void
hz_window_lock (HzWindow *self)
{
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_UNLOCK);
}

void
hz_window_switch_person (HzWindow *self)
{
  hz_session_forget_login (self->session);
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_UNLOCK);
}

void
hz_window_quit (HzWindow *self)
{
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_QUIT);
}

/**
 * hz_window_open_folder:
 * @self: the window
 * @folder: of another centre, or of the same
 *
 * Locks what is open. The same folder changes nothing for somebody who works in it.
 */
void
hz_window_open_folder (HzWindow *self,
                       const char *folder)
{
  if (hz_session_get_records (self->session) != NULL
      && g_strcmp0 (folder, hz_vault_get_folder (hz_session_get_vault (self->session))) == 0)
    return;

  g_free (self->next_folder);
  self->next_folder = g_strdup (folder);
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_UNLOCK);
}

/**
 * hz_window_begin_setup:
 * @self: the window
 * @folder: proposed for the new centre
 *
 * Locks what is open and asks what a new centre needs.
 */
void
hz_window_begin_setup (HzWindow *self,
                       const char *folder)
{
  if (self->setup != NULL)
    return;

  g_free (self->next_folder);
  self->next_folder = g_strdup (folder);
  self->wants_setup = TRUE;
  if (hz_session_get_records (self->session) == NULL)
    self->setup = hz_setup_new (folder);
  hz_window_begin_lock (self, HZ_WINDOW_AFTER_UNLOCK);
}
