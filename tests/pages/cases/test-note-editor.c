/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-note-editor.h"

#include "hz-code-choice.h"
#include "hz-note-store.h"
#include "hz-note-text.h"
#include "hz-test-cases.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *test;
  HzCaseFile *case_file;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  HzId client_id;

  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (fixture->test, "Мисолзода");
  fixture->case_file = hz_test_cases_open (fixture->test, &client_id, "psychological");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->case_file);
  hz_test_records_free (fixture->test);
}

static HzNoteEditor *
show (Fixture    *fixture,
      HzNote     *note,
      GtkWindow **window)
{
  GtkWidget *editor = hz_note_editor_new (fixture->test->records, note);

  *window = hz_test_ui_present (editor);
  return HZ_NOTE_EDITOR (editor);
}

static GtkTextBuffer *
get_buffer (HzNoteEditor *editor)
{
  GtkWidget *view = hz_test_ui_find (GTK_WIDGET (editor), GTK_TYPE_TEXT_VIEW, NULL);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static guint
count_sections (HzNoteEditor *editor)
{
  GtkWidget *body = hz_test_ui_find (GTK_WIDGET (editor), GTK_TYPE_BOX, "body");
  guint n_sections = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (body); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_sections += HZ_IS_NOTE_TEXT (child);

  return n_sections;
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GPtrArray *notes;

  hz_note_store_list_async (fixture->test->records, &fixture->case_file->stamp.id,
                            HZ_NOTE_READING_GOES_ON, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  notes = hz_note_store_list_finish (fixture->test->records, answer, NULL, NULL);
  g_assert_nonnull (notes);

  return notes;
}

/* What was typed is stored by itself, with the place of the cursor. */
static gboolean
is_stored (gpointer data)
{
  g_autoptr (GPtrArray) notes = list (data);

  return notes->len == 1
         && g_str_equal (((HzNote *) g_ptr_array_index (notes, 0))->sections[HZ_NOTE_SECTION_DATA],
                         "Ӯ гуфт, ки");
}

static void
test_typing (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, "");
  g_autoptr (GPtrArray) notes = NULL;
  GtkWindow *window;
  HzNoteEditor *editor;
  gint64 start = g_get_monotonic_time ();

  hz_note_set_form (note, "dap");
  editor = show (fixture, note, &window);
  g_assert_cmpuint (count_sections (editor), ==, 3);
  hz_note_editor_restore_cursor (editor, "data", 0);
  gtk_text_buffer_insert_at_cursor (get_buffer (editor), "Ӯ гуфт, ки", -1);
  hz_test_wait_until (is_stored, fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);

  notes = list (fixture);
  g_assert_cmpstr (((HzNote *) g_ptr_array_index (notes, 0))->cursor_part, ==, "data");
  g_assert_cmpint (((HzNote *) g_ptr_array_index (notes, 0))->cursor, ==, 10);
  hz_test_ui_close (window, GTK_WIDGET (editor));
}

/* The window goes before the pause in typing is over. */
static void
test_closed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, "");
  GtkWindow *window;
  HzNoteEditor *editor;

  hz_note_set_form (note, "dap");
  editor = show (fixture, note, &window);
  gtk_text_buffer_insert_at_cursor (get_buffer (editor), "Ӯ гуфт, ки", -1);
  hz_test_ui_close (window, GTK_WIDGET (editor));
  hz_test_wait_until (is_stored, fixture);
}

/* Nothing is stored of a note that was only looked at, and nothing left of one that was emptied. */
static gboolean
has_no_draft (gpointer data)
{
  g_autoptr (GPtrArray) notes = list (data);

  return notes->len == 0;
}

static gboolean
has_draft (gpointer data)
{
  return !has_no_draft (data);
}

static void
test_blank (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, "");
  GtkWindow *window;
  HzNoteEditor *editor = show (fixture, note, &window);

  hz_test_ui_close (window, GTK_WIDGET (editor));
  g_assert_true (has_no_draft (fixture));

  editor = show (fixture, note, &window);
  gtk_text_buffer_set_text (get_buffer (editor), "a", -1);
  hz_test_wait_until (has_draft, fixture);
  gtk_text_buffer_set_text (get_buffer (editor), "", -1);
  hz_test_ui_close (window, GTK_WIDGET (editor));
  hz_test_wait_until (has_no_draft, fixture);
}

static void
test_forms (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, "one two");
  GtkWindow *window;
  HzNoteEditor *editor = show (fixture, note, &window);
  static const guint n_sections[] = { 4, 3, 4, 4, 1 };

  g_assert_cmpuint (count_sections (editor), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (n_sections); i++)
    {
      hz_note_editor_next_form (editor);
      g_assert_cmpuint (count_sections (editor), ==, n_sections[i]);
      g_assert_cmpuint (hz_note_count_words (hz_note_editor_read (editor)), ==, 2);
    }
  g_assert_cmpstr (hz_note_editor_read (editor)->sections[HZ_NOTE_SECTION_TEXT], ==, "one two");
  hz_test_ui_close (window, GTK_WIDGET (editor));
}

/* A text without line breaks comes in pieces that the toolkit can lay out. */
static void
test_paste (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, "");
  g_autoptr (GString) pasted = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) words = NULL;
  GtkWindow *window;
  HzNoteEditor *editor = show (fixture, note, &window);

  for (int i = 0; i < 2000; i++)
    g_string_append (pasted, "калима ");
  gtk_text_buffer_insert_at_cursor (get_buffer (editor), pasted->str, -1);
  lines = g_strsplit (hz_note_editor_read (editor)->sections[HZ_NOTE_SECTION_TEXT], "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 7);
  for (char **line = lines; *line != NULL; line++)
    g_assert_cmpint (g_utf8_strlen (*line, -1), <=, 2000);
  g_assert_cmpuint (hz_note_count_words (hz_note_editor_read (editor)), ==, 2000);
  hz_test_ui_close (window, GTK_WIDGET (editor));
}

static void
test_stamp (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, "");
  GtkWindow *window;
  HzNoteEditor *editor = show (fixture, note, &window);
  const char *text;

  hz_note_editor_restore_cursor (editor, "text", 0);
  hz_note_editor_insert_stamp (editor);
  text = hz_note_editor_read (editor)->sections[HZ_NOTE_SECTION_TEXT];
  g_assert_true (g_regex_match_simple ("^\\d\\d\\.\\d\\d\\.20\\d\\d,? \\d\\d:\\d\\d $", text, 0, 0));
  hz_test_ui_close (window, GTK_WIDGET (editor));
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/note-editor/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("typing", test_typing);
  ADD ("closed", test_closed);
  ADD ("blank", test_blank);
  ADD ("forms", test_forms);
  ADD ("paste", test_paste);
  ADD ("stamp", test_stamp);
#undef ADD

  return g_test_run ();
}
