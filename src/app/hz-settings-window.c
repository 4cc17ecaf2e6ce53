/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-window.h"

#include <glib/gi18n.h>

#include "hz-info-window.h"
#include "hz-settings-page.h"

static void
on_row_selected_cb (GtkListBox *list,
                    GtkListBoxRow *row,
                    gpointer data)
{
  if (row != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (data), gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
add_page (GtkListBox *list,
          GtkStack *stack,
          const char *name,
          const char *title,
          GtkWidget *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_name (row, name);
  gtk_list_box_append (list, row);
  gtk_stack_add_named (stack, page, name);
}

/**
 * hz_settings_window_show:
 * @parent: the main window
 * @session: open
 * @settings: of this computer
 *
 * Opens the settings.
 */
void
hz_settings_window_show (GtkWindow *parent,
                         HzSession *session,
                         GSettings *settings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *stack = gtk_stack_new ();
  HzRecords *records = hz_session_get_records (session);
  GtkWindow *window;

  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_widget_set_size_request (list, 160, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"),
                                  -1);
  gtk_widget_set_hexpand (stack, TRUE);
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);

  add_page (GTK_LIST_BOX (list), GTK_STACK (stack), "me", C_("settings", "Me"),
            hz_settings_page_create_me (session, settings));
  add_page (GTK_LIST_BOX (list), GTK_STACK (stack), "security", C_("settings", "Security"),
            hz_settings_page_create_security (session, settings));
  add_page (GTK_LIST_BOX (list), GTK_STACK (stack), "staff", C_("settings", "Staff"),
            hz_settings_page_create_staff (session));
  if (hz_records_may (records, HZ_RIGHT_MANAGE_CENTRE))
    add_page (GTK_LIST_BOX (list), GTK_STACK (stack), "centre", C_("settings", "Centre"),
              hz_settings_page_create_centre (session));

  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), stack);
  g_signal_connect (list, "row-selected", G_CALLBACK (on_row_selected_cb), stack);
  gtk_list_box_select_row (GTK_LIST_BOX (list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));

  window = hz_info_window_new (parent, _("Settings"), box, 860, 620);
  gtk_window_set_focus (window, gtk_widget_get_first_child (list));
  gtk_window_present (window);
}
