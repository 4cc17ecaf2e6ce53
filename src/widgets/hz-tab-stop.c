/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-tab-stop.h"

/* Of the list's rows only the one with the focus can have it, or again each of them. */
static void
set_rows_can_focus (GtkListBox *list,
                    GtkWidget  *focused,
                    gboolean    can_focus)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (GTK_WIDGET (row) != focused)
      gtk_widget_set_can_focus (GTK_WIDGET (row), can_focus);
}

static gboolean
on_keys_key_pressed_cb (GtkEventControllerKey *keys,
                        guint                  keyval,
                        guint                  keycode,
                        GdkModifierType        state,
                        GtkListBox            *list)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (list));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  gboolean is_back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || focused == NULL || root == NULL)
    return GDK_EVENT_PROPAGATE;

  set_rows_can_focus (list, focused, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (root), is_back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  set_rows_can_focus (list, focused, TRUE);

  return GDK_EVENT_STOP;
}

/**
 * hz_tab_stop_add:
 * @list: a list whose rows hold nothing that takes the focus
 *
 * Makes the list one stop for Tab: the arrows go from row to row. GTK goes through the rows with Tab
 * too and selects each of them, so what stands beside the selected one is never reached.
 */
void
hz_tab_stop_add (GtkListBox *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_keys_key_pressed_cb), list);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}
