/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A backup is restored through its dialog, or is not: then nothing is left, nothing typed lost. */

#include "hz-restore-dialog.h"

#include <glib/gstdio.h>

#include "hz-test-session.h"
#include "hz-test-ui.h"
#include "hz-vault-upkeep.h"

typedef struct
{
  HzTestRecords *centre;
  HzSession *session;
  char *folder;
  char *backup;
  char *place;
  HzRestoreDialog *dialog;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  GError *error = NULL;

  fixture->centre = hz_test_records_new ();
  fixture->folder = hz_test_make_folder ();
  fixture->place = g_build_filename (fixture->folder, "new", NULL);
  fixture->session = hz_session_new (fixture->centre->folder);
  hz_vault_set_pin_folder (hz_session_get_vault (fixture->session), NULL);
  hz_test_session_open (fixture->session, HZ_TEST_ADMIN);
  fixture->backup = hz_vault_backup (hz_session_get_vault (fixture->session), fixture->folder, &error);
  g_assert_no_error (error);
  fixture->dialog = HZ_RESTORE_DIALOG (hz_restore_dialog_new (fixture->session, fixture->folder));
  hz_test_ui_present (GTK_WIDGET (fixture->dialog));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    {
      g_object_ref (fixture->dialog);
      hz_dialog_close (HZ_DIALOG (fixture->dialog));
      hz_test_assert_finalizes (fixture->dialog);
    }
  hz_test_session_lock (fixture->session);
  g_object_unref (fixture->session);
  hz_test_remove_folder (fixture->folder);
  hz_test_records_free (fixture->centre);
  g_free (fixture->folder);
  g_free (fixture->backup);
  g_free (fixture->place);
}

static void
wait_for (Fixture *fixture,
          const char *text)
{
  hz_test_ui_wait_for (GTK_WIDGET (fixture->dialog), text);
}

static GtkWidget *
find (Fixture *fixture,
      GType type,
      const char *id)
{
  return hz_test_ui_find (GTK_WIDGET (fixture->dialog), type, id);
}

static void
type_password (Fixture *fixture,
               const char *password)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)), password);
}

static GtkWindow *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
answer (Fixture *fixture,
        const char *response)
{
  GtkWidget *button = find (fixture, GTK_TYPE_BUTTON, "main_button");

  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (find_question ());
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), response);
}

static guint
count_entries (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_restores (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *password = NULL;

  /* The newest is there already; what is no backup, or no empty folder, changes nothing. */
  wait_for (fixture, fixture->backup);
  hz_restore_dialog_set_backup (fixture->dialog, fixture->centre->pins);
  wait_for (fixture, "This folder is no backup.");
  wait_for (fixture, fixture->backup);
  hz_restore_dialog_set_new_place (fixture->dialog, fixture->folder);
  wait_for (fixture, "There is something in this folder.");
  hz_restore_dialog_set_new_place (fixture->dialog, fixture->place);
  wait_for (fixture, fixture->place);
  g_assert_false (gtk_widget_get_sensitive (find (fixture, GTK_TYPE_BUTTON, "main_button")));

  type_password (fixture, "not this one");
  answer (fixture, "back");
  g_assert_false (g_file_test (fixture->place, G_FILE_TEST_EXISTS));
  answer (fixture, "restore");
  wait_for (fixture, "The name or the password is not right.");
  password = g_strdup (gtk_editable_get_text (
    GTK_EDITABLE (find (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL))));
  g_assert_cmpstr (password, ==, "not this one");
  g_assert_cmpuint (count_entries (fixture), ==, 1);

  type_password (fixture, HZ_TEST_PASSWORD);
  answer (fixture, "restore");
  wait_for (fixture, "The backup is restored, and every page of it was read.");
  g_assert_true (g_file_test (fixture->place, G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (count_entries (fixture), ==, 2);
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

/* The @place-th of that type that is seen. */
static gpointer
find_seen (Fixture *fixture,
           GType type,
           guint place)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->dialog), type, found);
  g_assert_cmpuint (place, <, found->len);

  return g_ptr_array_index (found, place);
}

static void
type_sheet (Fixture *fixture,
            HzSecret *sheet)
{
  gtk_editable_set_text (find_seen (fixture, ADW_TYPE_ENTRY_ROW, 0), hz_secret_get_text (sheet));
}

/* Without any password: a sheet of another centre is told, and stays to be corrected. */
static void
test_by_sheets (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (HzSheets) others = hz_sheets_new ('A', 1);
  g_autoptr (HzSecret) wrong = hz_sheets_get_text (others, 1);
  g_autoptr (HzSecret) sheet = hz_test_records_get_sheet ();

  hz_restore_dialog_set_new_place (fixture->dialog, fixture->place);
  gtk_check_button_set_active (find_seen (fixture, GTK_TYPE_CHECK_BUTTON, 1), TRUE);
  g_assert_false (gtk_widget_get_sensitive (find (fixture, GTK_TYPE_BUTTON, "main_button")));
  type_sheet (fixture, wrong);
  answer (fixture, "restore");
  wait_for (fixture, "This recovery sheet opens nothing here");
  g_assert_cmpstr (gtk_editable_get_text (find_seen (fixture, ADW_TYPE_ENTRY_ROW, 0)), ==,
                   hz_secret_get_text (wrong));
  g_assert_cmpuint (count_entries (fixture), ==, 1);

  type_sheet (fixture, sheet);
  answer (fixture, "restore");
  wait_for (fixture, "The backup is restored, and every page of it was read.");
  g_assert_true (g_file_test (fixture->place, G_FILE_TEST_IS_DIR));
}

static void
type_admin (Fixture *fixture)
{
  gtk_editable_set_text (find_seen (fixture, ADW_TYPE_ENTRY_ROW, 0),
                         hz_test_records_get_login (HZ_TEST_ADMIN));
  type_password (fixture, HZ_TEST_PASSWORD);
}

static void
present_signed_out (Fixture *fixture,
                    const char *folder,
                    const char *last)
{
  g_object_ref (fixture->dialog);
  hz_dialog_close (HZ_DIALOG (fixture->dialog));
  hz_test_assert_finalizes (fixture->dialog);
  fixture->dialog = HZ_RESTORE_DIALOG (hz_restore_dialog_new_signed_out (folder, last,
                                                                         fixture->place));
  hz_test_ui_present (GTK_WIDGET (fixture->dialog));
}

/* On a computer that has no centre: nothing is proposed but the place, nobody is asked twice, and what
 * only the centre of today would know is said. */
static void
test_first (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);

  present_signed_out (fixture, nowhere, "");
  wait_for (fixture, fixture->place);

  hz_restore_dialog_set_backup (fixture->dialog, fixture->folder);
  wait_for (fixture, fixture->backup);
  type_admin (fixture);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "main_button"), "clicked");
  g_assert_null (find_question ());
  wait_for (fixture, "Whoever has left since that day is among them");
  g_assert_true (g_file_test (fixture->place, G_FILE_TEST_IS_DIR));
}

/* Beside a centre that does not open, its keyring still tells who has left. */
static void
test_beside_a_damaged_one (Fixture *fixture,
                           gconstpointer data)
{
  present_signed_out (fixture, fixture->centre->folder, "");
  hz_restore_dialog_set_backup (fixture->dialog, fixture->folder);
  type_admin (fixture);
  answer (fixture, "restore");
  wait_for (fixture, "The backup is restored, and every page of it was read.");
  hz_test_ui_wait_without (GTK_WIDGET (fixture->dialog), "Whoever has left since");
}

/* Somebody has tried to open a backup: that is the one. Of who has left after it, the centre that was
 * opened last tells, if it is the same. */
static void
test_opened_backup (Fixture *fixture,
                    gconstpointer data)
{
  present_signed_out (fixture, fixture->backup, fixture->centre->folder);
  wait_for (fixture, fixture->backup);
  type_admin (fixture);
  answer (fixture, "cancel");

  present_signed_out (fixture, fixture->backup, fixture->centre->pins);
  type_admin (fixture);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "main_button"), "clicked");
  g_assert_null (find_question ());
  wait_for (fixture, "Whoever has left since that day is among them");
}

static gboolean
is_back (gpointer data)
{
  return gtk_widget_get_sensitive (find (data, GTK_TYPE_BUTTON, "main_button"));
}

/* Stop, then a lock in the middle. */
static void
test_stopped (Fixture *fixture,
              gconstpointer data)
{
  hz_restore_dialog_set_new_place (fixture->dialog, fixture->place);
  type_password (fixture, HZ_TEST_PASSWORD);
  answer (fixture, "restore");
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "cancel"), "clicked");
  hz_test_wait_until (is_back, fixture);
  g_assert_cmpuint (count_entries (fixture), ==, 1);

  answer (fixture, "restore");
  g_object_ref (fixture->dialog);
  hz_dialog_close (HZ_DIALOG (fixture->dialog));
  hz_test_assert_finalizes (g_steal_pointer (&fixture->dialog));
  g_assert_cmpuint (count_entries (fixture), ==, 1);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add ("/app/restore-dialog/restores", Fixture, NULL, set_up, test_restores, tear_down);
  g_test_add ("/app/restore-dialog/by-sheets", Fixture, NULL, set_up, test_by_sheets, tear_down);
  g_test_add ("/app/restore-dialog/first", Fixture, NULL, set_up, test_first, tear_down);
  g_test_add ("/app/restore-dialog/beside-a-damaged-one", Fixture, NULL, set_up,
              test_beside_a_damaged_one, tear_down);
  g_test_add ("/app/restore-dialog/opened-backup", Fixture, NULL, set_up, test_opened_backup,
              tear_down);
  g_test_add ("/app/restore-dialog/stopped", Fixture, NULL, set_up, test_stopped, tear_down);

  return g_test_run ();
}
