/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the toolkit leaves undone for those who see little or hear their screen. */

#include <adwaita.h>

#include "hz-flap-fold.h"
#include "hz-spoken-names.h"
#include "hz-spoken-pages.h"
#include "hz-test-ui.h"

static void
test_names (void)
{
  const char *const words[] = { "One", "Two", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *expander = gtk_expander_new ("More");
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);
  GtkWindow *window;
  g_autofree char *wrong = NULL;

  hz_spoken_names_begin ();
  gtk_box_append (GTK_BOX (box), expander);
  gtk_box_append (GTK_BOX (box), choice);
  window = hz_test_ui_present (box);
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (expander),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL, "More");
  g_assert_cmpstr (wrong, ==, NULL);
  g_assert_true (
    gtk_test_accessible_has_relation (GTK_ACCESSIBLE (gtk_widget_get_first_child (choice)),
                                      GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  hz_test_ui_close (window, box);
}

static void
assert_hidden (GtkWidget *widget,
               gboolean is_hidden)
{
  g_autofree char *wrong = gtk_test_accessible_check_state (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, is_hidden);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_pages (void)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *one = gtk_label_new ("One");
  GtkWidget *two = gtk_label_new ("Two");
  GtkWindow *window;

  hz_spoken_pages_begin ();
  gtk_stack_add_child (GTK_STACK (stack), one);
  gtk_stack_add_child (GTK_STACK (stack), two);
  window = hz_test_ui_present (stack);
  gtk_stack_set_visible_child (GTK_STACK (stack), two);
  assert_hidden (one, TRUE);
  assert_hidden (two, FALSE);
  gtk_stack_set_visible_child (GTK_STACK (stack), one);
  assert_hidden (one, FALSE);
  assert_hidden (two, TRUE);
  hz_test_ui_close (window, stack);
}

static void
set_dpi (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
}

static void
test_fold (void)
{
  GtkWidget *flap = adw_flap_new ();
  GtkWindow *window;
  GdkSurface *surface;

  adw_flap_set_flap (ADW_FLAP (flap), gtk_label_new ("Pages"));
  adw_flap_set_content (ADW_FLAP (flap), gtk_label_new ("Page"));
  hz_flap_fold_watch (ADW_FLAP (flap));
  set_dpi (100);
  gtk_widget_set_size_request (flap, 1000, 300);
  window = hz_test_ui_present (flap);
  surface = gtk_native_get_surface (GTK_NATIVE (window));
  while (gdk_surface_get_width (surface) < 1000)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (adw_flap_get_folded (ADW_FLAP (flap)));

  set_dpi (150);
  g_assert_cmpint (adw_flap_get_fold_policy (ADW_FLAP (flap)), ==, ADW_FLAP_FOLD_POLICY_ALWAYS);
  set_dpi (100);
  g_assert_cmpint (adw_flap_get_fold_policy (ADW_FLAP (flap)), ==, ADW_FLAP_FOLD_POLICY_AUTO);
  hz_test_ui_close (window, flap);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add_func ("/app/large-text/names", test_names);
  g_test_add_func ("/app/large-text/pages", test_pages);
  g_test_add_func ("/app/large-text/fold", test_fold);

  return g_test_run ();
}
