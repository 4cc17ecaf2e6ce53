/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-ui.h"

#include <locale.h>
#include <string.h>

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
 * hz_test_ui_find_button:
 * @root: where to look
 * @label: all of what stands on it
 *
 * Returns: (transfer none) (nullable): the button
 */
GtkWidget *
hz_test_ui_find_button (GtkWidget  *root,
                        const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = hz_test_ui_find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
can_be_pressed (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

void
hz_test_ui_press (GtkWidget  *root,
                  const char *label)
{
  GtkWidget *button = hz_test_ui_find_button (root, label);

  g_assert_nonnull (button);
  hz_test_wait_until (can_be_pressed, button);
  g_signal_emit_by_name (button, "clicked");
}

/**
 * hz_test_ui_find_window:
 * @type: the class of a window
 *
 * Returns: (transfer none) (nullable): one of them
 */
GtkWidget *
hz_test_ui_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static gboolean
is_alone (gpointer data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1;
}

void
hz_test_ui_wait_alone (void)
{
  hz_test_wait_until (is_alone, NULL);
}

static void
collect (GtkWidget *widget,
         GString *text)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

/**
 * hz_test_ui_read:
 * @widget: a widget
 *
 * Returns: (transfer full): the texts of all labels that are shown in it, a line each
 */
char *
hz_test_ui_read (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  collect (widget, text);

  return g_string_free (text, FALSE);
}

typedef struct
{
  GtkWidget *widget;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;
  g_autofree char *text = hz_test_ui_read (shown->widget);

  return strstr (text, shown->text) != NULL;
}

static gboolean
is_not_shown (gpointer data)
{
  return !is_shown (data);
}

/**
 * hz_test_ui_wait_for:
 * @widget: a widget
 * @text: part of a label
 *
 * Runs the main loop until the text is shown.
 */
void
hz_test_ui_wait_for (GtkWidget  *widget,
                     const char *text)
{
  hz_test_wait_until (is_shown, &(Shown) { widget, text });
}

/**
 * hz_test_ui_wait_without:
 * @widget: a widget
 * @text: part of a label
 *
 * Runs the main loop until the text is not shown any more.
 */
void
hz_test_ui_wait_without (GtkWidget  *widget,
                         const char *text)
{
  hz_test_wait_until (is_not_shown, &(Shown) { widget, text });
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
