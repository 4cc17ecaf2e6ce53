/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-tab-stop.h"
#include "hz-test-ui.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *before;
  GtkWidget *list;
  GtkWidget *after;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->before = gtk_button_new_with_label ("before");
  fixture->list = gtk_list_box_new ();
  fixture->after = gtk_button_new_with_label ("after");
  for (int i = 0; i < 4; i++)
    gtk_list_box_append (GTK_LIST_BOX (fixture->list), gtk_label_new ("row"));
  gtk_box_append (GTK_BOX (box), fixture->before);
  gtk_box_append (GTK_BOX (box), fixture->list);
  gtk_box_append (GTK_BOX (box), fixture->after);
  hz_tab_stop_add (GTK_LIST_BOX (fixture->list));
  fixture->window = hz_test_ui_present (box);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, gtk_window_get_child (fixture->window));
}

static GtkWidget *
get_row (Fixture *fixture,
         int      index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (fixture->list), index));
}

/* What the list makes of a key; without an answer the window goes on as it does by itself. */
static gboolean
press (Fixture        *fixture,
       guint           keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->list);
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, state, &is_handled);
    }

  return is_handled;
}

static void
test_leaves (Fixture      *fixture,
             gconstpointer data)
{
  gtk_list_box_select_row (GTK_LIST_BOX (fixture->list),
                           GTK_LIST_BOX_ROW (get_row (fixture, 1)));
  gtk_widget_grab_focus (get_row (fixture, 1));
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->after);
  g_assert_true (GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (fixture->list)))
                 == get_row (fixture, 1));

  gtk_widget_grab_focus (get_row (fixture, 2));
  g_assert_true (press (fixture, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->before);
}

static void
test_rows_stay (Fixture      *fixture,
                gconstpointer data)
{
  gtk_widget_grab_focus (get_row (fixture, 1));
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  for (int i = 0; i < 4; i++)
    g_assert_true (gtk_widget_get_can_focus (get_row (fixture, i)));

  /* Arrows and the shortcuts of others are not its affair. */
  gtk_widget_grab_focus (get_row (fixture, 0));
  g_assert_false (press (fixture, GDK_KEY_Down, 0));
  g_assert_false (press (fixture, GDK_KEY_Tab, GDK_CONTROL_MASK));
  g_signal_emit_by_name (fixture->list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (gtk_window_get_focus (fixture->window) == get_row (fixture, 1));
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/widgets/tab-stop/leaves", Fixture, NULL, set_up, test_leaves, tear_down);
  g_test_add ("/widgets/tab-stop/rows-stay", Fixture, NULL, set_up, test_rows_stay, tear_down);

  return g_test_run ();
}
