/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_SHELL (hz_shell_get_type ())
G_DECLARE_INTERFACE (HzShell, hz_shell, HZ, SHELL, GtkWindow)

/**
 * HzShellUndoFunc:
 * @window: the shell
 * @data: what was given with the function
 *
 * Takes an act back. Called at most once.
 */
typedef void (*HzShellUndoFunc) (HzShell *shell,
                                 gpointer data);

/**
 * HzShellInterface:
 * @toast: a short message at the bottom of the window; with @undo, a button and Ctrl+Z for 8 seconds
 * @describe_error: the user's sentence for an error of any layer
 *
 * What a page, or a dialog over one, asks of the window it stands in. Errors become sentences in the
 * application alone, so that pages need to know none.
 */
struct _HzShellInterface
{
  GTypeInterface parent_iface;

  void (*toast) (HzShell *self,
                 const char *text,
                 HzShellUndoFunc undo,
                 gpointer data,
                 GDestroyNotify destroy);
  char *(*describe_error) (HzShell *self,
                           const GError *error);
};

/* @from: the page, or anything in it or in a dialog over it. */
HzShell *hz_shell_find (GtkWidget *from);
void hz_shell_toast (GtkWidget *from,
                     const char *text);
void hz_shell_toast_undo (GtkWidget *from,
                          const char *text,
                          HzShellUndoFunc undo,
                          gpointer data,
                          GDestroyNotify destroy);
/* Logs the error and shows its sentence as a toast. */
void hz_shell_report (GtkWidget *from,
                      const GError *error);
char *hz_shell_describe_error (GtkWidget *from,
                               const GError *error);

G_END_DECLS
