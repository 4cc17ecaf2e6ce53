/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "hz-default-response.h"

/* There are two sets of buttons, for a wide dialog and a narrow one. */
static void
on_default_widget_cb (GtkWindow *dialog)
{
  GtkWidget *button = gtk_window_get_default_widget (dialog);

  if (button != NULL)
    gtk_widget_grab_focus (button);
}

/**
 * hz_default_response_set:
 * @dialog: a question that is not shown yet
 * @response: one of its answers
 *
 * Enter presses what has the focus, whichever answer is the default, and in a narrow dialog that
 * would be the uppermost: from now on it is the default.
 */
void
hz_default_response_set (AdwMessageDialog *dialog,
                         const char *response)
{
  g_signal_connect (dialog, "notify::default-widget", G_CALLBACK (on_default_widget_cb), NULL);
  adw_message_dialog_set_default_response (dialog, response);
}
