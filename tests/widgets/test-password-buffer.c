/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A password while it is typed: what is deleted is not left behind the end, and nothing is left
 * at all when the row has gone. */

#include <adwaita.h>
#include <sodium.h>
#include <string.h>

#include "hz-password-buffer.h"
#include "hz-test-ui.h"

static void
assert_ends_in_zeros (GtkEntryBuffer *buffer,
                      gsize n_before)
{
  const char *text = gtk_entry_buffer_get_text (buffer);
  gsize n = gtk_entry_buffer_get_bytes (buffer);

  g_assert_cmpuint (strlen (text), ==, n);
  g_assert_true (sodium_is_zero ((const guint8 *) text + n, n_before - n));
}

static void
test_typing (void)
{
  g_autoptr (GtkEntryBuffer) buffer = hz_password_buffer_new ();

  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "");
  gtk_entry_buffer_insert_text (buffer, 0, "қуфл", -1);
  gtk_entry_buffer_insert_text (buffer, 2, "abc", 2);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "қуabфл");
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, 6);
  g_assert_cmpuint (gtk_entry_buffer_get_bytes (buffer), ==, 10);

  g_assert_cmpuint (gtk_entry_buffer_delete_text (buffer, 1, 3), ==, 3);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "қфл");
  assert_ends_in_zeros (buffer, 10);

  gtk_entry_buffer_set_text (buffer, "", -1);
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, 0);
  assert_ends_in_zeros (buffer, 10);
}

static void
test_long (void)
{
  g_autoptr (GtkEntryBuffer) buffer = hz_password_buffer_new ();
  g_autofree char *expected = g_strnfill (3000, 'x');

  for (guint i = 0; i < 3000; i++)
    gtk_entry_buffer_insert_text (buffer, i, "x", 1);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, expected);
  gtk_entry_buffer_delete_text (buffer, 1, -1);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, "x");
  assert_ends_in_zeros (buffer, 3000);
}

static void
test_row (void)
{
  GtkWidget *row = adw_password_entry_row_new ();
  GtkWindow *window;
  GtkEntryBuffer *buffer;

  hz_password_buffer_install (GTK_EDITABLE (row));
  window = hz_test_ui_present (row);
  buffer = gtk_text_get_buffer (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row))));
  g_assert_true (HZ_IS_PASSWORD_BUFFER (buffer));
  g_object_ref (buffer);

  gtk_editable_set_text (GTK_EDITABLE (row), "seventeen wet boots");
  gtk_editable_select_region (GTK_EDITABLE (row), 0, -1);
  gtk_editable_delete_selection (GTK_EDITABLE (row));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  assert_ends_in_zeros (buffer, 19);
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (row)));

  hz_test_ui_close (window, row);
  hz_test_assert_finalizes (buffer);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add_func ("/password-buffer/typing", test_typing);
  g_test_add_func ("/password-buffer/long", test_long);
  g_test_add_func ("/password-buffer/row", test_row);

  return g_test_run ();
}
