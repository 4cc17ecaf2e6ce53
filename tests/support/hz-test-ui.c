/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-ui.h"

#include <locale.h>

/**
 * hz_test_ui_init:
 * @argc: of main()
 * @argv: of main()
 *
 * Prepares a test of widgets: the locale, the toolkit, no animations.
 */
void
hz_test_ui_init (int    *argc,
                 char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/**
 * hz_test_ui_present:
 * @widget: a widget, or a window itself
 *
 * Returns: (transfer none): the window that shows @widget, drawn once
 */
GtkWindow *
hz_test_ui_present (GtkWidget *widget)
{
  GtkWidget *window = widget;

  if (!GTK_IS_WINDOW (widget))
    {
      window = gtk_window_new ();
      gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
      gtk_window_set_child (GTK_WINDOW (window), widget);
    }
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  return GTK_WINDOW (window);
}

/**
 * hz_test_ui_find:
 * @root: where to look
 * @type: the class of the widget
 * @id: (nullable): its id in its template, or its widget name; %NULL for the first of its class
 *
 * Returns: (transfer none) (nullable): the widget, in the order of the tree
 */
GtkWidget *
hz_test_ui_find (GtkWidget  *root,
                 GType       type,
                 const char *id)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) &&
      (id == NULL ||
       g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0 ||
       g_strcmp0 (gtk_widget_get_name (root), id) == 0))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = hz_test_ui_find (child, type, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * hz_test_ui_close:
 * @window: what hz_test_ui_present() returned
 * @widget: what was given to it
 *
 * Destroys the window and asserts that nothing keeps @widget.
 */
void
hz_test_ui_close (GtkWindow *window,
                  GtkWidget *widget)
{
  g_object_ref (widget);
  gtk_window_destroy (window);
  hz_test_assert_finalizes (widget);
}
