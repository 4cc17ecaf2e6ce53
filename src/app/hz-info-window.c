/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-info-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-shortcut.h"
#include "hz-window-fit.h"

static GtkWidget *
create_hide_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-conceal-symbolic");

  gtk_widget_set_tooltip_text (button, _("Hide now (F12)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Hide now"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.hide");

  return button;
}

/**
 * hz_info_window_new:
 * @parent: the main window
 * @title: in the interface's language
 * @content: what it shows
 * @width: to begin with
 * @height: likewise
 *
 * Returns: (transfer none): the window, owned by the toolkit
 */
GtkWindow *
hz_info_window_new (GtkWindow *parent,
                    const char *title,
                    GtkWidget *content,
                    int width,
                    int height)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_pack_end (ADW_HEADER_BAR (header), create_hide_button ());
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (parent));
  hz_window_fit (GTK_WINDOW (window));
  hz_shortcut_add_action (window, GTK_SHORTCUT_SCOPE_LOCAL, "Escape", "window.close");

  return GTK_WINDOW (window);
}
