/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-ui.h"

static void
run_task (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  g_task_return_int (task, 42);
}

static void
test_await (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, hz_test_on_ready_cb, &slot);

  g_task_run_in_thread (task, run_task);
  result = hz_test_await (&slot);
  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, 42);
}

static void
test_folder (void)
{
  g_autofree char *folder = hz_test_make_folder ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *file = g_build_filename (inner, "file", NULL);

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  hz_test_remove_folder (folder);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_window (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_label ("One");
  GtkWindow *window;

  gtk_widget_set_name (button, "one");
  gtk_box_append (GTK_BOX (box), button);
  window = hz_test_ui_present (box);

  g_assert_true (hz_test_ui_find (box, GTK_TYPE_BUTTON, "one") == button);
  g_assert_null (hz_test_ui_find (box, GTK_TYPE_ENTRY, NULL));
  hz_test_ui_close (window, box);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add_func ("/support/await", test_await);
  g_test_add_func ("/support/folder", test_folder);
  g_test_add_func ("/support/window", test_window);

  return g_test_run ();
}
