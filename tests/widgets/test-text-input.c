/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-letter-button.h"
#include "hz-test-ui.h"
#include "hz-text-input.h"

static void
test_turn_letter (void)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWindow *window = hz_test_ui_present (entry);
  GtkWidget *text = hz_text_input_get_text (entry);

  gtk_editable_set_text (GTK_EDITABLE (entry), "Кодири");
  gtk_editable_set_position (GTK_EDITABLE (entry), 1);
  g_assert_true (hz_text_input_turn_letter (text));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Қодири");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 1);

  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
  g_assert_true (hz_text_input_turn_letter (text));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Қодирӣ");

  gtk_editable_set_position (GTK_EDITABLE (entry), 2);
  g_assert_false (hz_text_input_turn_letter (text));
  gtk_editable_set_position (GTK_EDITABLE (entry), 0);
  g_assert_false (hz_text_input_turn_letter (text));

  hz_test_ui_close (window, entry);
}

static void
test_turn_letter_in_view (void)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWindow *window = hz_test_ui_present (view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *turned = NULL;
  g_autofree char *back = NULL;

  gtk_text_buffer_insert_at_cursor (buffer, "ч", -1);
  g_assert_true (hz_text_input_turn_letter (view));
  g_object_get (buffer, "text", &turned, NULL);
  g_assert_cmpstr (turned, ==, "ҷ");

  gtk_text_buffer_undo (buffer);
  g_object_get (buffer, "text", &back, NULL);
  g_assert_cmpstr (back, ==, "ч");

  hz_test_ui_close (window, view);
}

static void
test_password_is_left_alone (void)
{
  GtkWidget *entry = gtk_password_entry_new ();
  GtkWindow *window = hz_test_ui_present (entry);

  gtk_editable_set_text (GTK_EDITABLE (entry), "к");
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
  g_assert_false (hz_text_input_turn_letter (hz_text_input_get_text (entry)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "к");

  hz_test_ui_close (window, entry);
}

static gboolean
has_pasted (gpointer data)
{
  return *gtk_editable_get_text (GTK_EDITABLE (data)) != '\0';
}

static void
assert_pastes (const char *clipboard,
               const char *expected)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWindow *window = hz_test_ui_present (entry);
  GtkWidget *text = hz_text_input_get_text (entry);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (entry), clipboard);
  g_assert_true (gtk_widget_activate_action (text, "clipboard.paste", NULL));
  hz_test_wait_until (has_pasted, entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, expected);
  hz_test_ui_close (window, entry);
}

static void
test_paste (void)
{
  g_autofree char *long_name = g_strnfill (10000, 'n');

  assert_pastes ("Зарина", "Зарина");
  assert_pastes ("аз\nду\r\nсатр", "аз ду сатр");
  /* Whether it is too long is for whoever keeps it to say. */
  assert_pastes (long_name, long_name);
}

static void
test_paste_legacy (void)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWindow *window = hz_test_ui_present (entry);
  GtkWidget *text = hz_text_input_get_text (entry);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (entry), "Љумњурї");
  g_assert_true (gtk_widget_activate_action (text, "clipboard.paste", NULL));
  hz_test_wait_until (has_pasted, entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Ҷумҳурӣ");

  /* What was pasted comes back before it goes. */
  for (int i = 0; i < 2 && g_str_has_prefix (gtk_editable_get_text (GTK_EDITABLE (entry)), "Ҷ"); i++)
    gtk_widget_activate_action (text, "text.undo", NULL);
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Љумњурї");
  hz_test_ui_close (window, entry);
}

static void
test_letter_button (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = hz_letter_button_new (entry);
  GtkWindow *window;
  GtkWidget *letter;

  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  window = hz_test_ui_present (box);
  gtk_editable_set_text (GTK_EDITABLE (entry), "аб");
  gtk_editable_set_position (GTK_EDITABLE (entry), 1);

  letter = hz_test_ui_find (button, GTK_TYPE_GRID, NULL);
  g_assert_nonnull (letter);
  letter = gtk_grid_get_child_at (GTK_GRID (letter), 0, 0);
  g_signal_emit_by_name (letter, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "ағб");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (letter), GTK_ACCESSIBLE_PROPERTY_LABEL, "ғ");
  hz_test_ui_close (window, box);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  hz_text_input_install ();

  g_test_add_func ("/widgets/text-input/turn-letter", test_turn_letter);
  g_test_add_func ("/widgets/text-input/turn-letter-in-view", test_turn_letter_in_view);
  g_test_add_func ("/widgets/text-input/password-is-left-alone", test_password_is_left_alone);
  g_test_add_func ("/widgets/text-input/paste", test_paste);
  g_test_add_func ("/widgets/text-input/paste-legacy", test_paste_legacy);
  g_test_add_func ("/widgets/text-input/letter-button", test_letter_button);

  return g_test_run ();
}
