/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the recovery sheet does: a forgotten password, cases whose workers are gone, the care key, an
 * administrator. */

#include "hz-recovery-view.h"

#include <string.h>

#include "hz-answer-box.h"
#include "hz-recovery-act.h"
#include "hz-sheet-use.h"
#include "hz-test-cases.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"
#include "hz-vault-error.h"

#define NEW_PASSWORD "another set of words"

typedef struct
{
  HzTestRecords *centre;
  GtkWidget *view;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->centre = hz_test_records_new ();
  hz_vault_set_weak_passwords_allowed (fixture->centre->vault, TRUE);
  fixture->view = hz_recovery_view_new (fixture->centre->vault);
  fixture->window = hz_test_ui_present (fixture->view);
}

static void
close_view (Fixture *fixture)
{
  HzSheetSitting *sitting = hz_recovery_view_get_sitting (HZ_RECOVERY_VIEW (fixture->view));
  GAsyncResult *result = NULL;

  g_object_ref (sitting);
  hz_test_ui_close (fixture->window, fixture->view);
  hz_sheet_sitting_close_async (sitting, hz_test_on_ready_cb, &result);
  result = hz_test_await (&result);
  hz_sheet_sitting_close_finish (sitting, result);
  g_object_unref (result);
  hz_test_assert_finalizes (sitting);
  g_assert_cmpint (hz_vault_get_state (fixture->centre->vault), ==, HZ_VAULT_LOCKED);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->centre);
}

static void
collect (GtkWidget *root,
         GType type,
         GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

/* The @place-th row of that type that is seen. */
static void
type_into (Fixture *fixture,
           GType type,
           guint place,
           const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (fixture->view, type, rows);
  g_assert_cmpuint (place, <, rows->len);
  gtk_editable_set_text (g_ptr_array_index (rows, place), text);
}

static GtkWidget *
find_button (Fixture *fixture,
             const char *label)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (fixture->view, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), label) == 0)
      return g_ptr_array_index (buttons, i);

  g_assert_not_reached ();
}

static void
press (Fixture *fixture,
       const char *label)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
open_by_sheet (Fixture *fixture)
{
  g_autoptr (HzSecret) sheet = hz_test_records_get_sheet ();

  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, hz_secret_get_text (sheet));
  hz_test_ui_wait_for (fixture->view, "This is sheet A1, typed right.");
  press (fixture, "Open with the sheets");
  hz_test_ui_wait_for (fixture->view, "What are the sheets needed for?");
}

static void
choose_act (Fixture *fixture,
            const char *title)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (fixture->view, ADW_TYPE_ACTION_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title) == 0)
      {
        adw_action_row_activate (g_ptr_array_index (rows, i));
        hz_test_ui_wait_for (fixture->view, "For whom");
        return;
      }

  g_error ("Nothing is offered that is called %s", title);
}

/* Of the act that is seen. */
static void
choose_person (Fixture *fixture,
               HzTestStaff who)
{
  g_autoptr (HzMember) member = hz_vault_find_member (fixture->centre->vault,
                                                      &fixture->centre->ids[who]);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GListModel *names;

  collect (fixture->view, ADW_TYPE_COMBO_ROW, rows);
  g_assert_cmpuint (rows->len, ==, 1);
  names = adw_combo_row_get_model (g_ptr_array_index (rows, 0));
  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (names), i), member->name) == 0)
      {
        adw_combo_row_set_selected (g_ptr_array_index (rows, 0), i);
        return;
      }

  g_error ("%s cannot be chosen", member->name);
}

static gboolean
check_use (HzContext *context,
           gpointer data,
           GError **error)
{
  Fixture *fixture = data;
  g_autoptr (GPtrArray) uses = hz_sheet_use_list (context, error);
  const HzSheetUse *use;

  g_assert_nonnull (uses);
  g_assert_cmpuint (uses->len, ==, 1);
  use = g_ptr_array_index (uses, 0);
  g_assert_true (hz_id_equal (&use->member_id, &fixture->centre->ids[HZ_TEST_PSYCHOLOGIST]));
  g_assert_cmpstr (use->reason, ==,
                   hz_records_get_own_roles (fixture->centre->records) & HZ_ROLES_CARE
                     ? "She forgot it" : NULL);

  return TRUE;
}

static gboolean
sign_in (Fixture *fixture,
         const char *text,
         GError **error)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (text);

  return hz_vault_unlock (fixture->centre->vault, hz_test_records_get_login (HZ_TEST_PSYCHOLOGIST),
                          password, error)
         && hz_vault_lock (fixture->centre->vault, error);
}

/* She has a new password, the old one is worth nothing, and why it was is written down. */
static void
test_password (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (HzMember) member = NULL;
  g_autoptr (GError) error = NULL;

  open_by_sheet (fixture);
  member = hz_vault_find_member (fixture->centre->vault,
                                 &fixture->centre->ids[HZ_TEST_PSYCHOLOGIST]);
  choose_act (fixture, "A new password");
  choose_person (fixture, HZ_TEST_PSYCHOLOGIST);
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, hz_test_records_get_login (HZ_TEST_PSYCHOLOGIST));
  type_into (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 0, NEW_PASSWORD);
  type_into (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 1, NEW_PASSWORD);
  press (fixture, "Set the password");
  hz_test_ui_wait_for (fixture->view, "Write why: whoever is concerned will read it.");
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 3, " She forgot it ");
  press (fixture, "Set the password");
  /* What is chosen and typed meanwhile is too late. */
  choose_person (fixture, HZ_TEST_MANAGER);
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, "somebody");
  type_into (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 0, "short");
  hz_test_ui_wait_for (fixture->view, "The new password is set.");
  hz_test_ui_wait_for (fixture->view, member->name);
  close_view (fixture);

  g_assert_false (sign_in (fixture, HZ_TEST_PASSWORD, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);
  sign_in (fixture, NEW_PASSWORD, &error);
  g_assert_no_error (error);

  hz_test_records_enter (fixture->centre, HZ_TEST_MANAGER);
  hz_test_records_must (fixture->centre, HZ_DB_JOB_READ, check_use, fixture);
  hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
  hz_test_records_must (fixture->centre, HZ_DB_JOB_READ, check_use, fixture);
  hz_test_records_leave (fixture->centre);
}

/* A mistyped group, the same sheet twice and a sheet of another set are named while they are typed; a
 * right sheet of another centre when it is tried. */
static void
test_wrong (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (HzSheets) others = hz_sheets_new ('A', 1);
  g_autoptr (HzSecret) sheet = hz_sheets_get_text (others, 1);
  g_autoptr (HzSheets) later = hz_sheets_new ('B', 3);
  g_autoptr (HzSecret) of_later = hz_sheets_get_text (later, 2);
  g_autofree char *spoilt = g_strdup (hz_secret_get_text (sheet));

  spoilt[7] = spoilt[7] == '7' ? '8' : '7';
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, spoilt);
  hz_test_ui_wait_for (fixture->view, "Group 2 does not fit.");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Open with the sheets")));

  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, hz_secret_get_text (sheet));
  press (fixture, "Open with the sheets");
  hz_test_ui_wait_for (fixture->view, "This recovery sheet opens nothing here");
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 1, hz_secret_get_text (sheet));
  hz_test_ui_wait_for (fixture->view, "This is the same recovery sheet twice.");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Open with the sheets")));
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 1, hz_secret_get_text (of_later));
  hz_test_ui_wait_for (fixture->view, "These recovery sheets are of two different sets.");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Open with the sheets")));
  close_view (fixture);
}

/* Left in the middle of opening: it is locked again all the same. */
static void
test_leave (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (HzSecret) sheet = hz_test_records_get_sheet ();

  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, hz_secret_get_text (sheet));
  g_signal_emit_by_name (find_button (fixture, "Open with the sheets"), "clicked");
  close_view (fixture);
}

/* The next language takes over what is under way. */
static void
test_language (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (HzSecret) sheet = hz_test_records_get_sheet ();
  GtkWidget *before = fixture->view;
  GtkWindow *window = fixture->window;

  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, hz_secret_get_text (sheet));
  press (fixture, "Open with the sheets");
  fixture->view = hz_recovery_view_renew (HZ_RECOVERY_VIEW (before));
  fixture->window = hz_test_ui_present (fixture->view);
  gtk_window_destroy (window);
  hz_test_ui_wait_for (fixture->view, "What are the sheets needed for?");
  close_view (fixture);
}

/* A case that the psychologist alone could open, and she is gone. */
static HzId
make_orphan (Fixture *fixture)
{
  HzTestRecords *centre = fixture->centre;
  g_autoptr (HzCaseFile) case_file = NULL;
  GError *error = NULL;
  HzId client_id;

  hz_test_records_enter (centre, HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (centre, "Озмоишӣ");
  case_file = hz_test_cases_open (centre, &client_id, "psychological");
  hz_test_records_enter (centre, HZ_TEST_ADMIN);
  hz_vault_remove (centre->vault, &centre->ids[HZ_TEST_PSYCHOLOGIST], &error);
  g_assert_no_error (error);
  hz_test_records_leave (centre);

  return case_file->stamp.id;
}

static void
answer (Fixture *fixture,
        const char *code)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  collect (fixture->view, HZ_TYPE_ANSWER_BOX, boxes);
  g_assert_cmpuint (boxes->len, ==, 1);
  hz_answer_box_set_code (g_ptr_array_index (boxes, 0), code);
}

static GtkWidget *
find_check (Fixture *fixture,
            guint place)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new ();

  collect (fixture->view, GTK_TYPE_CHECK_BUTTON, checks);
  g_assert_cmpuint (place, <, checks->len);

  return g_ptr_array_index (checks, place);
}

/* The number is compared or knowingly not, a case is chosen, a reason is written: then she has it. In
 * the middle of it the language changes, and nothing is lost. */
static void
test_cases (Fixture *fixture,
            gconstpointer data)
{
  HzId orphan = make_orphan (fixture);
  GtkWidget *before = fixture->view;
  GtkWindow *window = fixture->window;
  g_autofree char *number = NULL;

  open_by_sheet (fixture);
  hz_test_ui_wait_for (fixture->view, "Cases whose workers are gone");
  choose_act (fixture, "Cases whose workers are gone");
  hz_test_ui_wait_for (fixture->view, "Cases that only the recovery sheets open: 1");
  choose_person (fixture, HZ_TEST_LAWYER);
  number = hz_vault_get_key_number (fixture->centre->vault, &fixture->centre->ids[HZ_TEST_LAWYER],
                                    NULL);
  hz_test_ui_wait_for (fixture->view, number);
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Give the cases")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (fixture, 1)), TRUE);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (fixture, 0))));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Give the cases")));
  answer (fixture, "yes");

  fixture->view = hz_recovery_view_renew (HZ_RECOVERY_VIEW (before));
  fixture->window = hz_test_ui_present (fixture->view);
  gtk_window_destroy (window);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (fixture, 1))));
  press (fixture, "Give the cases");
  hz_test_ui_wait_for (fixture->view, "Write why: whoever is concerned will read it.");
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, "She has moved away");
  press (fixture, "Give the cases");
  hz_test_ui_wait_for (fixture->view, "The cases are given.");
  press (fixture, "Something else with the sheets");
  hz_test_ui_wait_for (fixture->view, "What are the sheets needed for?");
  close_view (fixture);

  hz_test_records_enter (fixture->centre, HZ_TEST_LAWYER);
  g_assert_true (hz_rings_has_case (hz_vault_get_rings (fixture->centre->vault), &orphan));
  hz_test_records_leave (fixture->centre);
}

/* Another administrator; and the care key for a colleague who has just got a care role. */
static void
test_roles (Fixture *fixture,
            gconstpointer data)
{
  HzTestRecords *centre = fixture->centre;
  GError *error = NULL;

  hz_test_records_enter (centre, HZ_TEST_ADMIN);
  hz_vault_set_roles (centre->vault, &centre->ids[HZ_TEST_RECEPTION], HZ_ROLE_SOCIAL_WORKER, &error);
  g_assert_no_error (error);
  hz_test_records_leave (centre);

  open_by_sheet (fixture);
  choose_act (fixture, "The care key");
  choose_person (fixture, HZ_TEST_RECEPTION);
  answer (fixture, "skipped");
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, "Nobody else is here");
  press (fixture, "Give the care key");
  hz_test_ui_wait_for (fixture->view, "The care key is given.");

  press (fixture, "Something else with the sheets");
  choose_act (fixture, "An administrator");
  choose_person (fixture, HZ_TEST_MANAGER);
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, "Nobody else is here");
  press (fixture, "Name the administrator");
  hz_test_ui_wait_for (fixture->view, "The centre has another administrator.");
  close_view (fixture);

  hz_test_records_enter (centre, HZ_TEST_RECEPTION);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  hz_test_records_enter (centre, HZ_TEST_MANAGER);
  g_assert_true (hz_vault_get_own_roles (centre->vault) & HZ_ROLE_ADMINISTRATOR);
  hz_test_records_leave (centre);
}

static void
add (const char *path,
     void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  add ("/app/recovery-view/password", test_password);
  add ("/app/recovery-view/wrong", test_wrong);
  add ("/app/recovery-view/leave", test_leave);
  add ("/app/recovery-view/language", test_language);
  add ("/app/recovery-view/cases", test_cases);
  add ("/app/recovery-view/roles", test_roles);

  return g_test_run ();
}
