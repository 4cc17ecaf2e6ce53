/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A forgotten password, by the recovery sheet. */

#include "hz-recovery-view.h"

#include <string.h>

#include "hz-sheet-entry.h"
#include "hz-sheet-use.h"
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
  hz_test_ui_wait_for (fixture->view, "For whom");
}

static guint
find_place (Fixture *fixture,
            HzTestStaff who)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (fixture->centre->vault);

  for (guint i = 0; i < members->len; i++)
    if (hz_id_equal (&((HzMember *) g_ptr_array_index (members, i))->id, &fixture->centre->ids[who]))
      return i;

  g_assert_not_reached ();
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
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *person;
  const char *name;

  open_by_sheet (fixture);
  members = hz_vault_list_members (fixture->centre->vault);
  name = ((HzMember *) g_ptr_array_index (members, find_place (fixture, HZ_TEST_PSYCHOLOGIST)))->name;
  person = hz_test_ui_find (fixture->view, ADW_TYPE_COMBO_ROW, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (person), find_place (fixture, HZ_TEST_PSYCHOLOGIST));
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, hz_test_records_get_login (HZ_TEST_PSYCHOLOGIST));
  type_into (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 0, NEW_PASSWORD);
  type_into (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 1, NEW_PASSWORD);
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Set the password")));
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 3, " She forgot it ");
  press (fixture, "Set the password");
  /* What is chosen and typed meanwhile is too late. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (person), find_place (fixture, HZ_TEST_MANAGER));
  type_into (fixture, ADW_TYPE_ENTRY_ROW, 0, "somebody");
  type_into (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 0, "short");
  hz_test_ui_wait_for (fixture->view, "The new password is set.");
  hz_test_ui_wait_for (fixture->view, name);
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
  hz_test_ui_wait_for (fixture->view, "For whom");
  close_view (fixture);
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

  return g_test_run ();
}
