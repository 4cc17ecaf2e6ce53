/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-ask-dialog.h"
#include "hz-test.h"
#include "hz-test-ui.h"

/* Without the dialogs' care one round in seven lost the keyboard. */
#define ROUNDS 40

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

static void
do_nothing (gpointer data)
{
}

static HzDialog *
open_over (GtkWindow *parent)
{
  HzAskDialog *dialog = hz_ask_dialog_new ("Савол?", gtk_label_new ("Матн"), "Иҷро кардан", NULL,
                                           do_nothing, NULL, NULL);

  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (parent));
  hz_test_wait_until (is_active, dialog);

  return HZ_DIALOG (dialog);
}

/* One over the other, both gone at once: the window below hears the keys. */
static void
test_close_two (void)
{
  GtkWindow *window = hz_test_ui_present (gtk_entry_new ());

  hz_test_wait_until (is_active, window);
  for (guint i = 0; i < ROUNDS; i++)
    {
      HzDialog *below = open_over (window);
      HzDialog *above = open_over (GTK_WINDOW (below));

      hz_dialog_close (above);
      hz_dialog_close (below);
      hz_test_wait_until (is_active, window);
    }

  gtk_window_destroy (window);
}

/* What opens while a dialog goes keeps the keyboard. */
static void
test_close_for_another (void)
{
  GtkWindow *window = hz_test_ui_present (gtk_entry_new ());
  HzDialog *first, *second;

  hz_test_wait_until (is_active, window);
  first = open_over (window);
  second = open_over (window);
  gtk_window_present (GTK_WINDOW (first));
  hz_test_wait_until (is_active, first);
  hz_dialog_close (first);
  hz_test_wait_until (is_active, second);
  hz_dialog_close (second);
  hz_test_wait_until (is_active, window);

  gtk_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add_func ("/dialog/close-two", test_close_two);
  g_test_add_func ("/dialog/close-for-another", test_close_for_another);

  return g_test_run ();
}
