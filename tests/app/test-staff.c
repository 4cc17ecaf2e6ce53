/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings' page Staff: who is removed, what the question says, and what is owed afterwards. */

#include "hz-settings-page.h"

#include "hz-role-box.h"
#include "hz-staff-member-row.h"
#include "hz-staff-remove-dialog.h"
#include "hz-test-cases.h"
#include "hz-test-session.h"
#include "hz-test-ui.h"
#include "hz-vault-error.h"

typedef struct
{
  HzTestRecords *centre;
  HzSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
show (Fixture *fixture,
      HzTestStaff who)
{
  hz_test_session_open (fixture->session, who);
  fixture->page = hz_settings_page_create_staff (fixture->session);
  fixture->window = hz_test_ui_present (fixture->page);
}

static void
hide (Fixture *fixture)
{
  hz_test_ui_wait_alone ();
  gtk_window_destroy (fixture->window);
  hz_test_session_lock (fixture->session);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->centre = hz_test_records_new ();
  fixture->session = hz_test_session_new (fixture->centre);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_assert_finalizes (fixture->session);
  hz_test_records_free (fixture->centre);
}

/* A case of the psychologist's, and one that the lawyer works on too. */
static void
fill (Fixture *fixture)
{
  const char *const surnames[] = { "Мисолзода", "Намунаева" };

  hz_test_records_enter (fixture->centre, HZ_TEST_PSYCHOLOGIST);
  for (gsize i = 0; i < G_N_ELEMENTS (surnames); i++)
    {
      HzId client_id = hz_test_cases_add_client (fixture->centre, surnames[i]);
      g_autoptr (HzCaseFile) opened = hz_test_cases_open (fixture->centre, &client_id, "psychological");

      if (i == 1)
        hz_test_cases_grant (fixture->centre, &opened->stamp.id, HZ_TEST_LAWYER);
    }
  hz_test_records_leave (fixture->centre);
}

/* Whichever row is called so. */
static GtkWidget *
find_titled (GtkWidget *root,
             const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_row (GtkWidget *root,
          const char *name)
{
  GtkWidget *row = find_titled (root, name);

  return HZ_IS_STAFF_MEMBER_ROW (row) ? row : NULL;
}

static GtkWidget *
open_row (Fixture *fixture,
          HzTestStaff who)
{
  HzVault *vault = hz_session_get_vault (fixture->session);
  g_autoptr (HzMember) member = hz_vault_find_member (vault, &fixture->centre->ids[who]);
  GtkWidget *row = find_row (fixture->page, member->name);

  g_assert_nonnull (row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);

  return row;
}

static GtkWidget *
ask_to_remove (Fixture *fixture,
               HzTestStaff who)
{
  GtkWidget *button = hz_test_ui_find_button (open_row (fixture, who), "Remove from the staff…");

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");

  return hz_test_ui_find_window (HZ_TYPE_STAFF_REMOVE_DIALOG);
}

static gboolean
can_be_pressed (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

static gboolean
owes_nothing (gpointer data)
{
  return !hz_vault_is_rotation_owed (data);
}

/* She is asked about, goes, and cannot come back; her cases are counted before and after. */
static void
test_remove (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  fill (fixture);
  show (fixture, HZ_TEST_ADMIN);
  dialog = ask_to_remove (fixture, HZ_TEST_PSYCHOLOGIST);
  hz_test_ui_wait_for (dialog, "Cases that nobody else can open: 1.");
  hz_test_ui_wait_for (dialog, "No removal takes that back");
  hz_test_ui_press (dialog, "Remove from the staff");
  hz_test_ui_wait_for (fixture->page, "She cannot sign in any more.");
  hz_test_ui_wait_for (fixture->page, "Has left");
  hz_test_ui_wait_for (fixture->page, "Cases that only the recovery sheets open: 1");
  hz_test_wait_until (owes_nothing, hz_session_get_vault (fixture->session));
  hz_test_ui_wait_for (fixture->page, "The key of the centre has been changed.");
  hide (fixture);

  g_assert_false (hz_test_session_try_open (fixture->session, HZ_TEST_PSYCHOLOGIST, HZ_TEST_PASSWORD,
                                            &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);

  show (fixture, HZ_TEST_LAWYER);
  hz_test_ui_wait_for (fixture->page, "Cases of yours that are to get a new key: 1");
  hz_test_ui_press (fixture->page, "Give new keys now");
  hz_test_ui_wait_for (fixture->page, "Your cases have new keys.");
  hz_test_ui_wait_without (fixture->page, "Cases of yours");
  hide (fixture);
}

static void
test_stay (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *dialog;

  show (fixture, HZ_TEST_ADMIN);
  dialog = ask_to_remove (fixture, HZ_TEST_RECEPTION);
  hz_test_ui_wait_for (dialog, "Every case that she works on has another worker.");
  g_signal_emit_by_name (hz_test_ui_find_button (dialog, "Cancel"), "clicked");
  hz_test_ui_wait_alone ();
  g_assert_null (hz_test_ui_find_button (open_row (fixture, HZ_TEST_ADMIN), "Remove from the staff…"));
  hide (fixture);
  show (fixture, HZ_TEST_RECEPTION);
  hide (fixture);
}

/* Who manages nothing sees whom she works with, and their numbers. */
static void
test_numbers (Fixture *fixture,
              gconstpointer data)
{
  HzVault *vault = hz_session_get_vault (fixture->session);
  g_autofree char *number = NULL;
  GtkWidget *row;

  show (fixture, HZ_TEST_RECEPTION);
  number = hz_vault_get_key_number (vault, &fixture->centre->ids[HZ_TEST_LAWYER], NULL);
  row = open_row (fixture, HZ_TEST_LAWYER);
  hz_test_ui_wait_for (row, number);
  g_assert_null (hz_test_ui_find_button (row, "Set these roles"));
  g_assert_null (hz_test_ui_find_button (row, "Remove from the staff…"));
  hide (fixture);
}

static void
test_withdraw (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (HzSecret) one_time = NULL;
  GtkWidget *row;

  show (fixture, HZ_TEST_ADMIN);
  one_time = hz_vault_invite (hz_session_get_vault (fixture->session), "Афсонаева Ҷамила", "jamila",
                              HZ_ROLE_RECEPTION, NULL, NULL);
  g_assert_nonnull (one_time);
  row = find_row (fixture->page, "Афсонаева Ҷамила");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  hz_test_ui_press (row, "Withdraw the invitation…");
  hz_test_ui_press (hz_test_ui_find_window (HZ_TYPE_STAFF_REMOVE_DIALOG), "Withdraw the invitation");
  hz_test_ui_wait_for (fixture->page, "The invitation opens nothing any more.");
  g_assert_null (find_row (fixture->page, "Афсонаева Ҷамила"));
  hide (fixture);
}

static gboolean
has_keyboard (gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (data);

  return gtk_root_get_focus (root) == data;
}

/* As the keyboard does it: from the button itself. */
static void
press_focused (GtkWidget *button)
{
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
}

/* As her check box does; returns all of them. */
static GtkWidget *
choose_role (GtkWidget *row,
             HzRoles role)
{
  GtkWidget *box = hz_test_ui_find (row, HZ_TYPE_ROLE_BOX, NULL);
  HzRoles roles = hz_role_box_get_roles (HZ_ROLE_BOX (box));

  g_assert_false (roles & role);
  hz_role_box_set_roles (HZ_ROLE_BOX (box), roles | role);

  return box;
}

/* After an act the row is the same: open, with the keyboard where it was. What is chosen for somebody
 * else and not set yet is still chosen. */
static void
test_roles (Fixture *fixture,
            gconstpointer data)
{
  HzVault *vault = hz_session_get_vault (fixture->session);
  g_autoptr (HzMember) member = NULL;
  g_autofree char *described = NULL;
  GtkWidget *row;
  GtkWidget *other;
  GtkWidget *others_box;
  GtkWidget *button;

  show (fixture, HZ_TEST_ADMIN);
  other = open_row (fixture, HZ_TEST_MANAGER);
  others_box = choose_role (other, HZ_ROLE_RECEPTION);
  row = open_row (fixture, HZ_TEST_LAWYER);
  choose_role (row, HZ_ROLE_SOCIAL_WORKER);
  button = hz_test_ui_find_button (row, "Set these roles");
  press_focused (button);
  hz_test_ui_wait_for (row, "Saved");

  member = hz_vault_find_member (vault, &fixture->centre->ids[HZ_TEST_LAWYER]);
  g_assert_true (member->roles & HZ_ROLE_SOCIAL_WORKER);
  g_assert_true (find_row (fixture->page, member->name) == row);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (has_keyboard (button));
  described = hz_staff_member_row_describe (member);
  hz_test_ui_wait_for (row, described);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (other)));
  g_assert_true (hz_role_box_get_roles (HZ_ROLE_BOX (others_box)) & HZ_ROLE_RECEPTION);
  hide (fixture);
}

/* The button that cannot be pressed twice leaves the keyboard to its row. */
static void
test_ask (Fixture *fixture,
          gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *button;

  show (fixture, HZ_TEST_ADMIN);
  row = open_row (fixture, HZ_TEST_LAWYER);
  button = hz_test_ui_find_button (row, "Ask for a new password");
  press_focused (button);
  hz_test_ui_wait_for (row, "Is to choose a new password at the next sign-in");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (open_row (fixture, HZ_TEST_LAWYER) == row);
  g_assert_true (has_keyboard (gtk_widget_get_ancestor (button, ADW_TYPE_PREFERENCES_ROW)));

  choose_role (row, HZ_ROLE_SOCIAL_WORKER);
  press_focused (hz_test_ui_find_button (row, "Set these roles"));
  hz_test_ui_wait_for (row, "Saved");
  hz_test_ui_wait_for (row, "Is to choose a new password at the next sign-in");
  hide (fixture);
}

/* Her row is another one, in the same place, and has the keyboard; those after it are as they were. */
static void
test_removed_row (Fixture *fixture,
                  gconstpointer data)
{
  HzVault *vault = hz_session_get_vault (fixture->session);
  g_autoptr (HzMember) member = NULL;
  GtkWidget *after;
  GtkWidget *row;
  GtkWidget *dialog;

  show (fixture, HZ_TEST_ADMIN);
  after = open_row (fixture, HZ_TEST_LAWYER);
  row = open_row (fixture, HZ_TEST_RECEPTION);
  gtk_widget_grab_focus (hz_test_ui_find_button (row, "Remove from the staff…"));
  dialog = ask_to_remove (fixture, HZ_TEST_RECEPTION);
  hz_test_ui_press (dialog, "Remove from the staff");
  hz_test_ui_wait_for (fixture->page, "She cannot sign in any more.");
  hz_test_ui_wait_alone ();

  member = hz_vault_find_member (vault, &fixture->centre->ids[HZ_TEST_RECEPTION]);
  g_assert_null (find_row (fixture->page, member->name));
  row = find_titled (fixture->page, member->name);
  g_assert_true (hz_settings_page_holds_focus (row));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (after)));
  hz_test_wait_until (owes_nothing, vault);
  hz_test_ui_wait_for (fixture->page, "The key of the centre has been changed.");
  hide (fixture);
}

/* When the last who waited has the key, the keyboard goes on to the staff. */
static void
test_care (Fixture *fixture,
           gconstpointer data)
{
  const char *label = "The numbers agree: give the key";
  GtkWidget *button;
  GtkWidget *row;

  hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
  g_assert_true (hz_vault_set_roles (fixture->centre->vault, &fixture->centre->ids[HZ_TEST_RECEPTION],
                                     HZ_ROLE_SOCIAL_WORKER, NULL));
  hz_test_records_leave (fixture->centre);

  show (fixture, HZ_TEST_PSYCHOLOGIST);
  hz_test_ui_wait_for (fixture->page, label);
  button = hz_test_ui_find_button (fixture->page, label);
  hz_test_wait_until (can_be_pressed, button);
  press_focused (button);
  hz_test_ui_wait_without (fixture->page, label);
  row = hz_test_ui_find (fixture->page, HZ_TYPE_STAFF_MEMBER_ROW, NULL);
  g_assert_true (hz_settings_page_holds_focus (row));
  hide (fixture);
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
  add ("/app/staff/remove", test_remove);
  add ("/app/staff/stay", test_stay);
  add ("/app/staff/numbers", test_numbers);
  add ("/app/staff/withdraw", test_withdraw);
  add ("/app/staff/roles", test_roles);
  add ("/app/staff/ask", test_ask);
  add ("/app/staff/removed-row", test_removed_row);
  add ("/app/staff/care", test_care);

  return g_test_run ();
}
