/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-window.h"

#include <glib/gi18n.h>

#include "hz-info-window.h"
#include "hz-language-box.h"
#include "hz-settings-page.h"
#include "hz-tab-stop.h"

/* On the window: what finds it, and its parts. */
#define LIST_KEY "hz-settings-list"
#define STACK_KEY "hz-settings-stack"

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

static GtkWidget *
create_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_widget_set_size_request (list, 160, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"),
                                  -1);
  hz_tab_stop_add (GTK_LIST_BOX (list));

  return list;
}

static GtkWindow *
create_window (GtkWindow *parent,
               HzSession *session,
               GSettings *settings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *list = create_list ();
  GtkWidget *stack = gtk_stack_new ();
  HzRecords *records = hz_session_get_records (session);
  GtkWindow *window;

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
  if (hz_session_get_backups (session) != NULL)
    add_page (GTK_LIST_BOX (list), GTK_STACK (stack), "backup", C_("settings", "Backup"),
              hz_settings_page_create_backup (session, settings));
  if (hz_records_may (records, HZ_RIGHT_READ_AUDIT))
    add_page (GTK_LIST_BOX (list), GTK_STACK (stack), "log", C_("settings", "Log"),
              hz_settings_page_create_log (session));

  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), stack);
  g_signal_connect (list, "row-selected", G_CALLBACK (on_row_selected_cb), stack);
  gtk_list_box_select_row (GTK_LIST_BOX (list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));

  window = hz_info_window_new (parent, _("Settings"), box, 860, 620);
  g_object_set_data (G_OBJECT (window), LIST_KEY, list);
  g_object_set_data (G_OBJECT (window), STACK_KEY, stack);
  gtk_window_set_focus (window, gtk_widget_get_first_child (list));

  return window;
}

static GtkWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_object_get_data (G_OBJECT (window), STACK_KEY) != NULL)
        return window;
    }

  return NULL;
}

/* --- The next language ---------------------------------------------------------------------------- */

/* What can be filled in or pressed, in the order of the screen. */
static void
collect (GtkWidget *widget,
         GPtrArray *controls)
{
  if (GTK_IS_EDITABLE (widget) || GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)
      || GTK_IS_SWITCH (widget) || HZ_IS_LANGUAGE_BOX (widget))
    {
      g_ptr_array_add (controls, widget);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, controls);
}

static GPtrArray *
list_controls (GtkWidget *widget)
{
  GPtrArray *controls = g_ptr_array_new ();

  collect (widget, controls);

  return controls;
}

static void
copy_control (GtkWidget *before,
              GtkWidget *control)
{
  /* What is still being loaded is empty. */
  if (!gtk_widget_is_sensitive (before) || G_OBJECT_TYPE (before) != G_OBJECT_TYPE (control))
    return;

  if (GTK_IS_EDITABLE (before))
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (before));

      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (control)), text) != 0)
        gtk_editable_set_text (GTK_EDITABLE (control), text);
      gtk_editable_set_position (GTK_EDITABLE (control),
                                 gtk_editable_get_position (GTK_EDITABLE (before)));
    }
  else if (GTK_IS_CHECK_BUTTON (before))
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (control),
                                   gtk_check_button_get_active (GTK_CHECK_BUTTON (before)));
    }
}

/* The focus goes to the same control; of the languages, whose order is another one now, to that of
 * the screen, which was pressed. */
static void
copy_focus (GtkWindow *window,
            GtkWidget *focus,
            GPtrArray *controls_before,
            GPtrArray *controls)
{
  for (guint i = 0; focus != NULL && i < controls_before->len; i++)
    {
      GtkWidget *one = g_ptr_array_index (controls_before, i);
      GtkWidget *control = g_ptr_array_index (controls, i);

      if (one != focus && !gtk_widget_is_ancestor (focus, one))
        continue;

      if (HZ_IS_LANGUAGE_BOX (control))
        control = gtk_widget_get_first_child (control);
      if (GTK_IS_EDITABLE (control))
        {
          int position = gtk_editable_get_position (GTK_EDITABLE (one));

          gtk_widget_grab_focus (control);
          gtk_editable_set_position (GTK_EDITABLE (control), position);
        }
      else
        {
          gtk_window_set_focus (window, control);
        }
    }
}

static void
copy_page (GtkStack *stack_before,
           GtkStack *stack,
           const char *name)
{
  GtkWidget *before = gtk_stack_get_child_by_name (stack_before, name);
  GtkWidget *page = gtk_stack_get_child_by_name (stack, name);
  g_autoptr (GPtrArray) controls_before = NULL;
  g_autoptr (GPtrArray) controls = NULL;

  if (before == NULL || page == NULL
      || (g_str_equal (name, "centre") && !hz_settings_page_is_unsaved (before)))
    return;
  if (g_str_equal (name, "staff"))
    hz_settings_page_take_invitations (page, before);

  controls_before = list_controls (before);
  controls = list_controls (page);
  for (guint i = 0; controls->len == controls_before->len && i < controls->len; i++)
    copy_control (g_ptr_array_index (controls_before, i), g_ptr_array_index (controls, i));
}

static void
take_over (GtkWindow *before,
           GtkWindow *window,
           GtkWidget *focus)
{
  const char *const names[] = { "me", "security", "staff", "centre", "log" };
  GtkListBox *list_before = g_object_get_data (G_OBJECT (before), LIST_KEY);
  GtkListBox *list = g_object_get_data (G_OBJECT (window), LIST_KEY);
  int row = gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list_before));
  GtkStack *stack_before = g_object_get_data (G_OBJECT (before), STACK_KEY);
  GtkStack *stack = g_object_get_data (G_OBJECT (window), STACK_KEY);
  g_autoptr (GPtrArray) controls_before = NULL;
  g_autoptr (GPtrArray) controls = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    copy_page (stack_before, stack, names[i]);

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, row));
  gtk_window_set_focus (window, GTK_WIDGET (gtk_list_box_get_row_at_index (list, row)));
  controls_before = list_controls (gtk_stack_get_visible_child (stack_before));
  controls = list_controls (gtk_stack_get_visible_child (stack));
  if (controls->len == controls_before->len)
    copy_focus (window, focus, controls_before, controls);
}

/**
 * hz_settings_window_renew:
 * @parent: the main window
 * @session: open
 * @settings: of this computer
 *
 * Builds the settings anew when they are open, in the language of now: the same page, what was typed,
 * and the focus where it was. Those of before are out of sight then.
 *
 * Returns: (transfer none) (nullable): the window, not presented yet, owned by the toolkit
 */
GtkWindow *
hz_settings_window_renew (GtkWindow *parent,
                          HzSession *session,
                          GSettings *settings)
{
  GtkWindow *before = find_window ();
  GtkWindow *window;
  GtkWidget *focus;

  if (before == NULL)
    return NULL;

  focus = gtk_window_get_focus (before);
  /* Out of sight it stores what it can, before the new one reads it. */
  gtk_widget_set_visible (GTK_WIDGET (before), FALSE);
  window = create_window (parent, session, settings);
  take_over (before, window, focus);

  return window;
}

/**
 * hz_settings_window_show:
 * @parent: the main window
 * @session: open
 * @settings: of this computer
 *
 * Opens the settings, or brings them to the front.
 */
void
hz_settings_window_show (GtkWindow *parent,
                         HzSession *session,
                         GSettings *settings)
{
  GtkWindow *window = find_window ();

  gtk_window_present (window != NULL ? window : create_window (parent, session, settings));
}

/**
 * hz_settings_window_show_page:
 * @parent: the main window
 * @session: open
 * @settings: of this computer
 * @name: of a page
 *
 * Opens the settings at that page, the focus on its row.
 */
void
hz_settings_window_show_page (GtkWindow *parent,
                              HzSession *session,
                              GSettings *settings,
                              const char *name)
{
  GtkWindow *window;
  GtkListBox *list;

  hz_settings_window_show (parent, session, settings);
  window = find_window ();
  list = g_object_get_data (G_OBJECT (window), LIST_KEY);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), name) == 0)
      {
        gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
        gtk_window_set_focus (window, row);
      }
}
