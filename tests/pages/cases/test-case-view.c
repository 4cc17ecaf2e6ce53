/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-case-view.h"

#include <string.h>

#include "hz-code-list.h"
#include "hz-dialog.h"
#include "hz-draft-store.h"
#include "hz-keyring-file.h"
#include "hz-note-editor.h"
#include "hz-note-list.h"
#include "hz-note-sheet.h"
#include "hz-note-store.h"
#include "hz-team-box.h"
#include "hz-test-cases.h"
#include "hz-test-forge.h"
#include "hz-test-ui.h"

#define SENTENCE "Шаб хоб намеравад."

typedef struct
{
  HzTestRecords *test;
  HzCaseFile *case_file;
  GtkWidget *view;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer service)
{
  HzId client_id;

  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test,
                         g_str_equal (service, "legal") ? HZ_TEST_LAWYER : HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (fixture->test, "Мисолзода");
  fixture->case_file = hz_test_cases_open (fixture->test, &client_id, service);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->case_file);
  hz_test_records_free (fixture->test);
}

static gboolean
is_read (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *stack = hz_test_ui_find (fixture->view, GTK_TYPE_STACK, "stack");
  GtkWidget *content = hz_test_ui_find (fixture->view, GTK_TYPE_STACK, "content");
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (stack));
  GPtrArray *notes;

  if (g_strcmp0 (shown, "no-key") == 0)
    return TRUE;

  notes = hz_note_list_get_notes (HZ_NOTE_LIST (hz_test_ui_find (fixture->view, HZ_TYPE_NOTE_LIST,
                                                                 NULL)));
  return g_strcmp0 (shown, "notes") == 0
         && (notes->len == 0
             || g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (content)), "empty") != 0);
}

static void
show (Fixture *fixture)
{
  fixture->view = hz_case_view_new (fixture->test->records, &fixture->case_file->stamp.id);
  fixture->window = hz_test_ui_present (fixture->view);
  hz_test_wait_until (is_read, fixture);
}

static GtkWidget *
get_shown (Fixture *fixture)
{
  GtkWidget *content = hz_test_ui_find (fixture->view, GTK_TYPE_STACK, "content");

  return gtk_stack_get_visible_child (GTK_STACK (content));
}

static gboolean
shows_editor (gpointer data)
{
  return HZ_IS_NOTE_EDITOR (get_shown (data));
}

static gboolean
shows_sheet (gpointer data)
{
  return HZ_IS_NOTE_SHEET (get_shown (data));
}

static void
type (Fixture    *fixture,
      const char *text)
{
  GtkWidget *view = hz_test_ui_find (get_shown (fixture), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static AdwMessageDialog *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (ADW_IS_MESSAGE_DIALOG (window->data))
      return window->data;

  return NULL;
}

/* Whoever answers a question has seen it. */
static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static void
seal (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (fixture->view, "case.seal", NULL));
  g_assert_nonnull (find_question ());
  hz_test_wait_until (is_drawn, find_question ());
  adw_message_dialog_response (find_question (), "seal");
  gtk_window_close (GTK_WINDOW (find_question ()));
  hz_test_wait_until (shows_sheet, fixture);
}

static gboolean
has_text (GtkWidget  *root,
          const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;

  return FALSE;
}

/* A first note: begun, written, sealed, added to. */
static void
test_note (Fixture      *fixture,
           gconstpointer data)
{
  show (fixture);
  g_assert_true (has_text (fixture->view, "Мисолзода"));
  gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
  g_assert_true (shows_editor (fixture));
  type (fixture, SENTENCE);
  seal (fixture);
  g_assert_true (has_text (get_shown (fixture), SENTENCE));
  g_assert_true (has_text (get_shown (fixture), "Озмоишзода"));

  gtk_widget_activate_action (fixture->view, "case.add-to-note", NULL);
  g_assert_true (shows_editor (fixture));
  type (fixture, "Илова");
  seal (fixture);
  g_assert_true (has_text (get_shown (fixture), SENTENCE));
  g_assert_true (has_text (get_shown (fixture), "Илова"));
  hz_test_ui_close (fixture->window, fixture->view);
}

typedef struct
{
  Fixture *fixture;
  HzIdentity *giver;
  HzIdentity *recipient;
} Forgery;

static HzIdentity *
open_slot (Fixture *fixture,
           HzTestStaff who)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (HzSecret) root = NULL;
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean is_second;

  keyring = hz_keyring_file_read (fixture->test->folder, &is_second, hash, NULL);
  root = hz_kdf_login_root (hz_test_records_get_login (who), typed,
                            hz_keyring_get_install_salt (keyring), hz_keyring_get_cost (keyring),
                            NULL);

  return hz_keyring_open_slot (keyring, root);
}

static gboolean
run_forge (HzContext *context,
           gpointer   data,
           GError   **error)
{
  Forgery *forgery = data;
  HzRoster *roster = hz_rings_get_roster (context->rings);
  HzId centre_id;

  hz_roster_get_centre_id (roster, &centre_id);

  return hz_test_forge_grant (context->db, HZ_RING_CASE, &forgery->fixture->case_file->stamp.id, 2,
                              &centre_id, hz_roster_get_length (roster) - 1, forgery->giver,
                              hz_identity_get_id (forgery->recipient),
                              hz_identity_get_public (forgery->recipient)->box, error);
}

/* What somebody has done to its keys stands on the case, with her name; who may give keys can spoil it,
 * who may not changes nothing. */
static void
test_tampered (Fixture      *fixture,
               gconstpointer data)
{
  const struct { HzTestStaff who; const char *what; gboolean may_write; } forgers[] = {
    { HZ_TEST_ADMIN, "changes nothing", TRUE },
    { HZ_TEST_LAWYER, "can be read, not changed", FALSE },
  };

  show (fixture);
  g_assert_false (gtk_widget_is_visible (hz_test_ui_find (fixture->view, GTK_TYPE_BOX, "tampered")));
  hz_test_ui_close (fixture->window, fixture->view);

  for (gsize i = 0; i < G_N_ELEMENTS (forgers); i++)
    {
      g_autoptr (HzIdentity) giver = open_slot (fixture, forgers[i].who);
      g_autoptr (HzIdentity) recipient = open_slot (fixture, HZ_TEST_PSYCHOLOGIST);
      Forgery forgery = { fixture, giver, recipient };
      GtkWidget *label;

      hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
      hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_forge, &forgery);
      hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
      show (fixture);
      label = hz_test_ui_find (fixture->view, GTK_TYPE_LABEL, "tampered_label");
      g_assert_true (gtk_widget_is_visible (label));
      g_assert_true (has_text (label, forgers[i].what));
      g_assert_true (has_text (label,
                               hz_records_get_member_name (fixture->test->records,
                                                           &fixture->test->ids[forgers[i].who])));
      gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
      g_assert_true (shows_editor (fixture) == forgers[i].may_write);
      hz_test_ui_close (fixture->window, fixture->view);
    }
}

/* Nothing written: nothing is asked. */
static void
test_blank (Fixture      *fixture,
            gconstpointer data)
{
  show (fixture);
  gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
  gtk_widget_activate_action (fixture->view, "case.seal", NULL);
  g_assert_null (find_question ());
  hz_test_ui_close (fixture->window, fixture->view);
}

/* The question goes with the view, as at a lock. */
static void
test_locked_question (Fixture      *fixture,
                      gconstpointer data)
{
  show (fixture);
  gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
  type (fixture, SENTENCE);
  gtk_widget_activate_action (fixture->view, "case.seal", NULL);
  g_assert_nonnull (find_question ());
  hz_test_ui_close (fixture->window, fixture->view);
  g_assert_null (find_question ());
}

static gboolean
run_put (HzContext *context,
         gpointer   data,
         GError   **error)
{
  return hz_draft_store_put (context, data, error);
}

/* A draft is open where it was left, the cursor in its place. */
static void
test_place (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, SENTENCE);
  g_autoptr (HzNote) sealed = hz_test_cases_make_note (&fixture->case_file->stamp.id, "sealed");
  g_autoptr (HzDraft) draft = hz_note_make_draft (note);
  g_autoptr (GVariant) place = NULL;
  HzNoteEditor *editor;

  hz_test_cases_seal (fixture->test, sealed);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_put, draft);
  show (fixture);
  g_assert_true (shows_editor (fixture));
  editor = HZ_NOTE_EDITOR (get_shown (fixture));
  g_assert_true (hz_id_equal (hz_note_editor_get_draft_id (editor), &draft->id));
  hz_note_editor_restore_cursor (editor, "text", 4);
  place = g_variant_ref_sink (hz_case_view_get_place (HZ_CASE_VIEW (fixture->view)));
  hz_test_ui_close (fixture->window, fixture->view);

  fixture->view = hz_case_view_new (fixture->test->records, &fixture->case_file->stamp.id);
  hz_case_view_set_place (HZ_CASE_VIEW (fixture->view), place);
  fixture->window = hz_test_ui_present (fixture->view);
  hz_test_wait_until (is_read, fixture);
  editor = HZ_NOTE_EDITOR (get_shown (fixture));
  g_assert_true (hz_id_equal (hz_note_editor_get_draft_id (editor), &draft->id));
  g_assert_cmpstr (hz_note_editor_read (editor)->cursor_part, ==, "text");
  g_assert_cmpint (hz_note_editor_read (editor)->cursor, ==, 4);
  hz_test_ui_close (fixture->window, fixture->view);
}

/* After a kill the place is older than the draft: what she wrote last is open, at its own cursor. */
static void
test_place_before_draft (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, SENTENCE);
  g_autoptr (HzNote) sealed = hz_test_cases_make_note (&fixture->case_file->stamp.id, "sealed");
  g_autoptr (HzDraft) draft = NULL;
  g_autoptr (GVariant) place = NULL;
  HzNoteEditor *editor;

  note->cursor_part = g_strdup ("text");
  note->cursor = 7;
  draft = hz_note_make_draft (note);
  hz_test_cases_seal (fixture->test, sealed);
  show (fixture);
  g_assert_true (shows_sheet (fixture));
  place = g_variant_ref_sink (hz_case_view_get_place (HZ_CASE_VIEW (fixture->view)));
  hz_test_ui_close (fixture->window, fixture->view);

  /* Two places in the same draft: one while the sealed note was read, one in the middle of writing. */
  for (int i = 0; i < 2; i++)
    {
      hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_put, draft);
      fixture->view = hz_case_view_new (fixture->test->records, &fixture->case_file->stamp.id);
      hz_case_view_set_place (HZ_CASE_VIEW (fixture->view), place);
      fixture->window = hz_test_ui_present (fixture->view);
      hz_test_wait_until (is_read, fixture);
      g_assert_true (shows_editor (fixture));
      editor = HZ_NOTE_EDITOR (get_shown (fixture));
      g_assert_cmpstr (hz_note_editor_read (editor)->cursor_part, ==, "text");
      g_assert_cmpint (hz_note_editor_read (editor)->cursor, ==, 7);
      hz_note_editor_restore_cursor (editor, "text", 2);
      g_variant_unref (place);
      place = g_variant_ref_sink (hz_case_view_get_place (HZ_CASE_VIEW (fixture->view)));
      hz_test_ui_close (fixture->window, fixture->view);
    }
}

/* Opened once by a person is one row of the audit, however often it is read anew. */

static gboolean
run_count (HzContext *context,
           gpointer   data,
           GError   **error)
{
  int *n_rows = data;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT count (*) FROM audit WHERE act IN ('case.read', 'note.read')",
                                error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return FALSE;

  *n_rows = (int) hz_statement_get_int (statement, 0);
  return TRUE;
}

static int
count_readings (Fixture *fixture)
{
  int n_rows = -1;

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_count, &n_rows);
  return n_rows;
}

static gboolean
has_team (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *button = hz_test_ui_find (fixture->view, GTK_TYPE_MENU_BUTTON, "team_button");

  return gtk_widget_get_visible (button);
}

static gboolean
has_three_notes (gpointer data)
{
  Fixture *fixture = data;
  HzNoteList *list = HZ_NOTE_LIST (hz_test_ui_find (fixture->view, HZ_TYPE_NOTE_LIST, NULL));

  return hz_note_list_get_notes (list)->len == 3;
}

static gboolean
shows_addition (gpointer data)
{
  Fixture *fixture = data;

  return shows_sheet (fixture) && has_text (get_shown (fixture), "Илова");
}

static void
test_read_once (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, SENTENCE);
  g_autoptr (HzNote) other = hz_test_cases_make_note (&fixture->case_file->stamp.id, "other");
  g_autoptr (HzNote) addition = hz_test_cases_make_note (&fixture->case_file->stamp.id, "Илова");
  HzId shown_id;

  hz_test_cases_seal (fixture->test, note);
  hz_test_cases_seal (fixture->test, other);
  shown_id = other->stamp.id;
  show (fixture);
  g_assert_true (shows_sheet (fixture));
  g_assert_cmpint (count_readings (fixture), ==, 2);

  addition->addendum_of = shown_id;
  hz_test_cases_seal (fixture->test, addition);
  hz_test_wait_until (has_three_notes, fixture);
  hz_test_wait_until (shows_addition, fixture);
  hz_test_cases_grant (fixture->test, &fixture->case_file->stamp.id, HZ_TEST_LAWYER);
  hz_test_wait_until (has_team, fixture);
  g_assert_cmpint (count_readings (fixture), ==, 2);

  /* Closed and opened again is a second reading. */
  hz_test_ui_close (fixture->window, fixture->view);
  show (fixture);
  g_assert_cmpint (count_readings (fixture), ==, 4);
  hz_test_ui_close (fixture->window, fixture->view);
}

/* A colleague without the key sees one line, and why. */
static void
test_no_key (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&fixture->case_file->stamp.id, SENTENCE);

  hz_test_cases_seal (fixture->test, note);
  hz_test_records_leave (fixture->test);
  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  show (fixture);
  g_assert_true (has_text (fixture->view, "You do not have the key to this case."));
  g_assert_true (has_text (fixture->view, "Озмоишзода"));
  g_assert_false (has_text (fixture->view, SENTENCE));
  g_assert_cmpuint (hz_note_list_get_notes (HZ_NOTE_LIST (hz_test_ui_find (fixture->view,
                                                                           HZ_TYPE_NOTE_LIST,
                                                                           NULL)))->len, ==, 0);
  hz_test_ui_close (fixture->window, fixture->view);
}

static void
test_consultation (Fixture      *fixture,
                   gconstpointer data)
{
  show (fixture);
  hz_case_view_start_note (HZ_CASE_VIEW (fixture->view));
  g_assert_true (shows_editor (fixture));
  type (fixture, "Талоқ бо СМС");
  seal (fixture);
  g_assert_true (has_text (get_shown (fixture), "Талоқ бо СМС"));
  g_assert_true (has_text (get_shown (fixture),
                           hz_code_list_get_label ("legal_form", "oral",
                                                   hz_language_get_interface ())));
  hz_test_ui_close (fixture->window, fixture->view);
}

/* At the largest text the least width of the window is enough, with list and editor beside each other
 * or one over the other. */
static void
test_width (Fixture      *fixture,
            gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, least;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  show (fixture);
  gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
  gtk_widget_measure (fixture->view, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_test_message ("at least %d", least);
  g_assert_cmpint (least, <=, 1000);
  hz_test_ui_close (fixture->window, fixture->view);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* Search through the notes of the case. */
static guint
count_rows (Fixture *fixture)
{
  GtkWidget *rows = hz_test_ui_find (hz_test_ui_find (fixture->view, HZ_TYPE_NOTE_LIST, NULL),
                                     GTK_TYPE_LIST_BOX, "rows");
  guint n_rows = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_rows += GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row);

  return n_rows;
}

static gboolean
has_one_row (gpointer data)
{
  return count_rows (data) == 1;
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HzNote) one = hz_test_cases_make_note (&fixture->case_file->stamp.id, SENTENCE);
  g_autoptr (HzNote) two = hz_test_cases_make_note (&fixture->case_file->stamp.id, "дигар чиз");
  GtkWidget *search;

  hz_test_cases_seal (fixture->test, one);
  hz_test_cases_seal (fixture->test, two);
  show (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  search = hz_test_ui_find (fixture->view, GTK_TYPE_SEARCH_ENTRY, "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "хоб");
  hz_test_wait_until (has_one_row, fixture);
  hz_test_ui_close (fixture->window, fixture->view);
}

static HzDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (HZ_IS_DIALOG (window->data))
      return window->data;

  return NULL;
}

static GtkEditable *
get_reason (void)
{
  return GTK_EDITABLE (hz_test_ui_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_ENTRY, NULL));
}

/* @reason: as it is typed into the question */
static void
type_reason (Fixture    *fixture,
             const char *action,
             const char *reason)
{
  g_assert_true (gtk_widget_activate_action (fixture->view, action, NULL));
  g_assert_nonnull (find_dialog ());
  hz_test_wait_until (is_drawn, find_dialog ());
  gtk_editable_set_text (get_reason (), reason);
}

static void
answer (Fixture    *fixture,
        const char *action,
        const char *reason)
{
  HzDialog *dialog;

  type_reason (fixture, action, reason);
  dialog = find_dialog ();
  HZ_DIALOG_GET_CLASS (dialog)->respond (dialog);
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* The reason that was being typed comes back after a lock; answered or left, the question does not. */
static void
test_close_resumed (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GVariant) place = NULL;
  g_autoptr (GVariant) left = NULL;

  show (fixture);
  type_reason (fixture, "case.close", "Кор анҷ");
  place = g_variant_ref_sink (hz_case_view_get_place (HZ_CASE_VIEW (fixture->view)));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  left = g_variant_ref_sink (hz_case_view_get_place (HZ_CASE_VIEW (fixture->view)));
  g_assert_false (g_variant_lookup (left, "closing-reason", "s", NULL));
  hz_test_ui_close (fixture->window, fixture->view);

  fixture->view = hz_case_view_new (fixture->test->records, &fixture->case_file->stamp.id);
  hz_case_view_set_place (HZ_CASE_VIEW (fixture->view), place);
  fixture->window = hz_test_ui_present (fixture->view);
  hz_test_wait_until (has_dialog, NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_reason ()), ==, "Кор анҷ");
  HZ_DIALOG_GET_CLASS (find_dialog ())->respond (find_dialog ());
  hz_test_ui_wait_for (fixture->view, "Кор анҷ");
  hz_test_ui_close (fixture->window, fixture->view);

  fixture->view = hz_case_view_new (fixture->test->records, &fixture->case_file->stamp.id);
  hz_case_view_set_place (HZ_CASE_VIEW (fixture->view), place);
  fixture->window = hz_test_ui_present (fixture->view);
  hz_test_wait_until (is_read, fixture);
  g_assert_null (find_dialog ());
  hz_test_ui_close (fixture->window, fixture->view);
}

/* A closed case says when and why, and takes no note until it is opened again. */
static void
test_close (Fixture      *fixture,
            gconstpointer data)
{
  show (fixture);
  gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
  type (fixture, SENTENCE);
  seal (fixture);
  answer (fixture, "case.close", "Кор анҷом ёфт");
  hz_test_ui_wait_for (fixture->view, "Closed on ");
  hz_test_ui_wait_for (fixture->view, "Кор анҷом ёфт");
  g_assert_true (shows_sheet (fixture));
  gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
  g_assert_false (shows_editor (fixture));

  answer (fixture, "case.reopen", "Боз омад");
  hz_test_ui_wait_for (fixture->view, "Opened again: Боз омад");
  gtk_widget_activate_action (fixture->view, "case.new-note", NULL);
  g_assert_true (shows_editor (fixture));
  hz_test_ui_close (fixture->window, fixture->view);
}

static void
test_team (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *popover;

  hz_test_cases_grant (fixture->test, &fixture->case_file->stamp.id, HZ_TEST_LAWYER);
  show (fixture);
  hz_test_wait_until (has_team, fixture);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (
    GTK_MENU_BUTTON (hz_test_ui_find (fixture->view, GTK_TYPE_MENU_BUTTON, "team_button"))));
  g_assert_true (has_text (popover, "Readable by: Озмоишзода Нигора, Хаёлпур Лола")
                 || has_text (popover, "Readable by: Хаёлпур Лола, Озмоишзода Нигора"));
  g_assert_true (has_text (popover, "Not by: reception, administrator, manager."));
  g_assert_true (has_text (popover, "Take off the team"));
  hz_test_ui_close (fixture->window, fixture->view);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

#define ADD(name, service, func) \
  g_test_add ("/case-view/" name, Fixture, service, set_up, func, tear_down)
  ADD ("note", "psychological", test_note);
  ADD ("tampered", "psychological", test_tampered);
  ADD ("blank", "psychological", test_blank);
  ADD ("locked-question", "psychological", test_locked_question);
  ADD ("place", "psychological", test_place);
  ADD ("place-before-draft", "psychological", test_place_before_draft);
  ADD ("read-once", "psychological", test_read_once);
  ADD ("close", "psychological", test_close);
  ADD ("close-resumed", "psychological", test_close_resumed);
  ADD ("no-key", "psychological", test_no_key);
  ADD ("consultation", "legal", test_consultation);
  ADD ("width", "psychological", test_width);
  ADD ("width-consultation", "legal", test_width);
  ADD ("search", "psychological", test_search);
  ADD ("team", "psychological", test_team);
#undef ADD

  return g_test_run ();
}
