/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings' page Staff: who is removed, what the question says, and what is owed afterwards. */

#include "hz-settings-page.h"

#include <string.h>

#include "hz-staff-member-row.h"
#include "hz-staff-remove-dialog.h"
#include "hz-test-cases.h"
#include "hz-test-ui.h"
#include "hz-vault-error.h"

typedef struct
{
  HzTestRecords *centre;
  HzSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static gboolean
try_open (Fixture *fixture,
          HzTestStaff who,
          GError **error)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  GAsyncResult *result = NULL;
  gboolean done;

  hz_session_open_async (fixture->session, hz_test_records_get_login (who), password, NULL, NULL,
                         hz_test_on_ready_cb, &result);
  result = hz_test_await (&result);
  done = hz_session_open_finish (fixture->session, result, error);
  g_object_unref (result);

  return done;
}

static void
show (Fixture *fixture,
      HzTestStaff who)
{
  g_assert_true (try_open (fixture, who, NULL));
  fixture->page = hz_settings_page_create_staff (fixture->session);
  fixture->window = hz_test_ui_present (fixture->page);
}

static gboolean
has_no_dialog (gpointer data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1;
}

/* Whatever was asked in the background is answered and let go of before. */
static void
hide (Fixture *fixture)
{
  GAsyncResult *result = NULL;

  hz_test_wait_until (has_no_dialog, NULL);
  gtk_window_destroy (fixture->window);
  hz_session_lock_async (fixture->session, NULL, NULL, NULL, hz_test_on_ready_cb, &result);
  result = hz_test_await (&result);
  g_object_unref (result);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->centre = hz_test_records_new ();
  fixture->session = hz_session_new (fixture->centre->folder);
  hz_vault_set_pin_folder (hz_session_get_vault (fixture->session), fixture->centre->pins);
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

static GtkWidget *
find_button (GtkWidget *root,
             const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_row (GtkWidget *root,
          const char *name)
{
  if (HZ_IS_STAFF_MEMBER_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), name) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
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
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (HZ_IS_STAFF_REMOVE_DIALOG (window))
        return window;
    }

  return NULL;
}

static GtkWidget *
ask_to_remove (Fixture *fixture,
               HzTestStaff who)
{
  GtkWidget *button = find_button (open_row (fixture, who), "Remove from the staff…");

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");

  return find_dialog ();
}

static gboolean
can_be_pressed (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

static void
press (GtkWidget *root,
       const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_assert_nonnull (button);
  hz_test_wait_until (can_be_pressed, button);
  g_signal_emit_by_name (button, "clicked");
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
  press (dialog, "Remove from the staff");
  hz_test_ui_wait_for (fixture->page, "She cannot sign in any more.");
  hz_test_ui_wait_for (fixture->page, "Has left");
  hz_test_ui_wait_for (fixture->page, "Cases that only the recovery sheets open: 1");
  hz_test_wait_until (owes_nothing, hz_session_get_vault (fixture->session));
  hz_test_ui_wait_for (fixture->page, "The key of the centre has been changed.");
  hide (fixture);

  g_assert_false (try_open (fixture, HZ_TEST_PSYCHOLOGIST, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);

  show (fixture, HZ_TEST_LAWYER);
  hz_test_ui_wait_for (fixture->page, "Cases of yours that are to get a new key: 1");
  press (fixture->page, "Give new keys now");
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
  g_signal_emit_by_name (find_button (dialog, "Cancel"), "clicked");
  hz_test_wait_until (has_no_dialog, NULL);
  g_assert_null (find_button (open_row (fixture, HZ_TEST_ADMIN), "Remove from the staff…"));
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
  g_assert_null (find_button (row, "Set these roles"));
  g_assert_null (find_button (row, "Remove from the staff…"));
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
  press (row, "Withdraw the invitation…");
  press (find_dialog (), "Withdraw the invitation");
  hz_test_ui_wait_for (fixture->page, "The invitation opens nothing any more.");
  g_assert_null (find_row (fixture->page, "Афсонаева Ҷамила"));
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

  return g_test_run ();
}
