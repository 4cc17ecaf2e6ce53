/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-shell.h"

G_DEFINE_INTERFACE (HzShell, hz_shell, GTK_TYPE_WINDOW)

static void
hz_shell_default_init (HzShellInterface *iface)
{
}

/**
 * hz_shell_find:
 * @from: a page, or anything in it or in a dialog over it
 *
 * Returns: (transfer none) (nullable): the window; %NULL when @from stands in none, as after a lock
 */
HzShell *
hz_shell_find (GtkWidget *from)
{
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);

  root = gtk_widget_get_root (from);
  while (GTK_IS_WINDOW (root) && !HZ_IS_SHELL (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));

  return HZ_IS_SHELL (root) ? HZ_SHELL (root) : NULL;
}

/**
 * hz_shell_toast:
 * @from: where the message comes from
 * @text: a sentence in the interface's language
 *
 * Shows a short message at the bottom of the window.
 */
void
hz_shell_toast (GtkWidget *from,
                const char *text)
{
  hz_shell_toast_undo (from, text, NULL, NULL, NULL);
}

/**
 * hz_shell_toast_undo:
 * @from: where the message comes from
 * @text: what was done
 * @undo: (nullable): takes it back
 * @data: for @undo
 * @destroy: (nullable): for @data, called in any case
 *
 * Shows what was done; for 8 seconds a button and Ctrl+Z take it back.
 */
void
hz_shell_toast_undo (GtkWidget *from,
                     const char *text,
                     HzShellUndoFunc undo,
                     gpointer data,
                     GDestroyNotify destroy)
{
  HzShell *self = hz_shell_find (from);

  if (self != NULL)
    HZ_SHELL_GET_IFACE (self)->toast (self, text, undo, data, destroy);
  else if (destroy != NULL)
    destroy (data);
}

/**
 * hz_shell_report:
 * @from: where it happened
 * @error: what happened
 *
 * Logs the error and says it to the person.
 */
void
hz_shell_report (GtkWidget *from,
                 const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (error != NULL);

  g_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  sentence = hz_shell_describe_error (from, error);
  if (sentence != NULL)
    hz_shell_toast (from, sentence);
}

/**
 * hz_shell_describe_error:
 * @from: where it happened
 * @error: what happened
 *
 * Returns: (transfer full) (nullable): the sentence for the person; %NULL outside a window, and for
 *   what was only cancelled
 */
char *
hz_shell_describe_error (GtkWidget *from,
                         const GError *error)
{
  HzShell *self = hz_shell_find (from);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  return HZ_SHELL_GET_IFACE (self)->describe_error (self, error);
}
