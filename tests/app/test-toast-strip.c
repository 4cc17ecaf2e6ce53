/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-ui.h"
#include "hz-toast-strip.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *page;
  HzToastStrip *strip;
  guint gone;
} Fixture;

static void
on_gone_cb (Fixture *fixture,
            guint id)
{
  fixture->gone = id;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  GtkWidget *overlay = gtk_overlay_new ();

  fixture->page = gtk_button_new_with_label ("page");
  fixture->strip = g_object_new (HZ_TYPE_TOAST_STRIP, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), fixture->page);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (fixture->strip));
  g_signal_connect_swapped (fixture->strip, "gone", G_CALLBACK (on_gone_cb), fixture);
  fixture->window = hz_test_ui_present (overlay);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, gtk_window_get_child (fixture->window));
}

static void
assert_shows (Fixture *fixture,
              const char *text)
{
  GtkWidget *revealer = hz_test_ui_find (GTK_WIDGET (fixture->strip), GTK_TYPE_REVEALER, NULL);
  GtkWidget *label = hz_test_ui_find (GTK_WIDGET (fixture->strip), GTK_TYPE_LABEL, NULL);

  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)) == (text != NULL));
  if (text != NULL)
    g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, text);
}

/* The newest is read first; what it covered comes again, each until it is closed. */
static void
test_order (Fixture *fixture,
            gconstpointer data)
{
  guint first;
  guint second;

  assert_shows (fixture, NULL);
  first = hz_toast_strip_show (fixture->strip, "one", 60, FALSE);
  second = hz_toast_strip_show (fixture->strip, "two", 60, TRUE);
  hz_toast_strip_show (fixture->strip, "three", 60, FALSE);
  assert_shows (fixture, "three");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->strip), "toast.close", NULL));
  assert_shows (fixture, "two");
  hz_toast_strip_dismiss (fixture->strip, first);
  assert_shows (fixture, "two");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->strip), "toast.close", NULL));
  g_assert_cmpuint (fixture->gone, ==, second);
  assert_shows (fixture, NULL);

  /* Nothing is there to be closed. */
  hz_toast_strip_dismiss (fixture->strip, second);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->strip), "toast.close", NULL));
  g_assert_cmpuint (fixture->gone, ==, second);
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->gone != 0;
}

static void
test_time (Fixture *fixture,
           gconstpointer data)
{
  guint id = hz_toast_strip_show (fixture->strip, "one", 1, FALSE);

  hz_test_wait_until (is_gone, fixture);
  g_assert_cmpuint (fixture->gone, ==, id);
  assert_shows (fixture, NULL);
}

static gboolean
on_pause_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

/* It stays for as long as the keyboard is on its button, which then goes back to where it was. */
static void
test_keyboard (Fixture *fixture,
               gconstpointer data)
{
  gboolean is_over = FALSE;
  GtkWidget *button;

  hz_test_wait_until (is_active, fixture->window);
  g_assert_true (gtk_widget_grab_focus (fixture->page));
  hz_toast_strip_show (fixture->strip, "one", 1, TRUE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  button = hz_test_ui_find (GTK_WIDGET (fixture->strip), GTK_TYPE_BUTTON, "undo");
  button = gtk_widget_get_next_sibling (button);
  g_assert_true (gtk_widget_grab_focus (button));
  g_timeout_add (2500, on_pause_over_cb, &is_over);
  hz_test_wait_until (is_set, &is_over);
  g_assert_cmpuint (fixture->gone, ==, 0);
  assert_shows (fixture, "one");

  g_assert_true (gtk_widget_activate_action (button, "toast.close", NULL));
  assert_shows (fixture, NULL);
  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->page);
}

/* Nobody looks at it from another window. */
static void
test_other_window (Fixture *fixture,
                   gconstpointer data)
{
  GtkWindow *other = hz_test_ui_present (gtk_label_new ("other"));
  GtkWidget *undo;

  hz_test_wait_until (is_active, other);
  hz_toast_strip_show (fixture->strip, "one", 1, TRUE);
  undo = hz_test_ui_find (GTK_WIDGET (fixture->strip), GTK_TYPE_BUTTON, "undo");
  gtk_window_set_focus (fixture->window, gtk_widget_get_next_sibling (undo));
  hz_test_wait_until (is_gone, fixture);
  gtk_window_destroy (other);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
#define ADD(name) g_test_add ("/app/toast-strip/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (order);
  ADD (time);
  ADD (keyboard);
  ADD (other_window);

  return g_test_run ();
}
