/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-backup-mark.h"
#include "hz-unlock-view.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hz-password-group.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *centre;
  HzSession *session;
  GtkWidget *view;
  GtkWindow *window;
  int n_opened;
} Fixture;

static void
on_opened_cb (Fixture *fixture)
{
  fixture->n_opened++;
}

static void
show (Fixture *fixture)
{
  fixture->view = hz_unlock_view_new (fixture->session);
  g_signal_connect_swapped (fixture->view, "opened", G_CALLBACK (on_opened_cb), fixture);
  fixture->window = hz_test_ui_present (fixture->view);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->centre = hz_test_records_new ();
  fixture->session = hz_session_new (fixture->centre->folder);
  hz_vault_set_pin_folder (hz_session_get_vault (fixture->session), fixture->centre->pins);
  hz_vault_set_weak_passwords_allowed (hz_session_get_vault (fixture->session), TRUE);
  show (fixture);
}

static void
lock (Fixture *fixture)
{
  GAsyncResult *result = NULL;

  if (hz_session_get_records (fixture->session) == NULL)
    return;
  hz_session_lock_async (fixture->session, NULL, NULL, NULL, hz_test_on_ready_cb, &result);
  result = hz_test_await (&result);
  g_object_unref (result);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, fixture->view);
  lock (fixture);
  hz_test_assert_finalizes (fixture->session);
  hz_test_records_free (fixture->centre);
}

static GtkWidget *
find (Fixture *fixture,
      const char *id)
{
  GtkWidget *found = hz_test_ui_find (fixture->view, GTK_TYPE_WIDGET, id);

  g_assert_nonnull (found);

  return found;
}

static gboolean
is_idle (gpointer data)
{
  return !gtk_widget_get_visible (find (data, "spinner"));
}

static void
try (Fixture *fixture,
     const char *login,
     const char *password)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "name")), login);
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password")), password);
  g_signal_emit_by_name (find (fixture, "open"), "clicked");
  hz_test_wait_until (is_idle, fixture);
}

static const char *
get_message (Fixture *fixture)
{
  GtkWidget *message = find (fixture, "message");

  return gtk_widget_get_visible (message) ? gtk_label_get_label (GTK_LABEL (message)) : "";
}

static void
test_open (Fixture *fixture,
           gconstpointer data)
{
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "open")));
  g_assert_false (gtk_widget_get_visible (find (fixture, "another")));
  try (fixture, hz_test_records_get_login (HZ_TEST_RECEPTION), HZ_TEST_PASSWORD);
  g_assert_cmpint (fixture->n_opened, ==, 1);
  g_assert_nonnull (hz_session_get_records (fixture->session));
}

/* One sentence for both, so that it does not tell which names there are. */
static void
test_wrong (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *wrong_name = NULL;

  try (fixture, "nobody", HZ_TEST_PASSWORD);
  wrong_name = g_strdup (get_message (fixture));
  g_assert_cmpstr (wrong_name, !=, "");
  try (fixture, hz_test_records_get_login (HZ_TEST_RECEPTION), "wrong");
  g_assert_cmpstr (get_message (fixture), ==, wrong_name);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "password"))), ==, "");
  g_assert_cmpint (fixture->n_opened, ==, 0);
}

static void
test_wait (Fixture *fixture,
           gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password")), "x");
      g_assert_cmpint (i, <, 5);
      try (fixture, "nobody", "wrong");
    }
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password")), "x");
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "open")));
}

static void
test_script (Fixture *fixture,
             gconstpointer data)
{
  const char *const letters[] = { "a", "ж", "қ" };
  const char *const words[] = { "Latin", "Cyrillic", "Tajik" };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password")), letters[i]);
      g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (find (fixture, "hint"))), words[i]));
    }
}

static void
test_invited (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (HzSecret) one_time = NULL;
  GtkWidget *group;
  GError *error = NULL;
  HzId id;

  hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
  one_time = hz_vault_invite (fixture->centre->vault, "Hayolova Zebo", "zebo", HZ_ROLE_RECEPTION, &id,
                              &error);
  g_assert_no_error (error);
  hz_test_records_leave (fixture->centre);

  try (fixture, "zebo", hz_secret_get_text (one_time));
  g_assert_cmpint (fixture->n_opened, ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (find (fixture, "stack"))), ==,
                   "join");
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "join")));

  group = find (fixture, "own_password");
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (group, ADW_TYPE_PASSWORD_ENTRY_ROW, "first")),
                         "correct horse battery nail");
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (group, ADW_TYPE_PASSWORD_ENTRY_ROW,
                                                        "second")),
                         "correct horse battery nail");
  g_assert_true (gtk_widget_get_sensitive (find (fixture, "join")));
  g_signal_emit_by_name (find (fixture, "join"), "clicked");
  hz_test_wait_until (is_idle, fixture);
  g_assert_cmpint (fixture->n_opened, ==, 1);
}

static void
show_folder (Fixture *fixture,
             const char *folder)
{
  hz_test_ui_close (fixture->window, fixture->view);
  hz_test_assert_finalizes (fixture->session);
  fixture->session = hz_session_new (folder);
  show (fixture);
}

static void
expect_problem (Fixture *fixture,
                const char *words)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (find (fixture, "stack"))), ==,
                   "problem");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (find (fixture, "problem"))), words));
}

static void
test_folder (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->centre->folder, "nothing", NULL);
  g_autofree char *keyring = g_build_filename (fixture->centre->folder, "keyring", NULL);
  g_autofree char *second = g_build_filename (fixture->centre->folder, "keyring.1", NULL);

  show_folder (fixture, missing);
  expect_problem (fixture, "is not there");

  show_folder (fixture, fixture->centre->pins);
  expect_problem (fixture, "holds no data");

  show_folder (fixture, keyring);
  expect_problem (fixture, "is a file");

  /* Nobody works in a backup: it goes when there are newer ones. */
  g_assert_true (hz_backup_mark_put (fixture->centre->folder, NULL));
  show_folder (fixture, fixture->centre->folder);
  expect_problem (fixture, "is a backup");
  g_assert_false (gtk_widget_get_visible (find (fixture, "create")));

  g_assert_cmpint (g_unlink (keyring), ==, 0);
  g_assert_cmpint (g_unlink (second), ==, 0);
  show_folder (fixture, fixture->centre->folder);
  expect_problem (fixture, "the file of keys is missing");
  g_assert_false (gtk_widget_get_visible (find (fixture, "create")));

  g_assert_true (g_file_set_contents (keyring, "not a keyring at all", -1, NULL));
  g_assert_true (g_file_set_contents (second, "nor is this one", -1, NULL));
  show_folder (fixture, fixture->centre->folder);
  expect_problem (fixture, "");
  g_assert_false (gtk_widget_get_visible (find (fixture, "create")));
}

/* Half-copied: the keyring is there, the database is not. */
static void
test_half_copied (Fixture *fixture,
                  gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->centre->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".db"))
      {
        g_autofree char *path = g_build_filename (fixture->centre->folder, name, NULL);

        g_assert_cmpint (g_unlink (path), ==, 0);
      }
  try (fixture, hz_test_records_get_login (HZ_TEST_ADMIN), HZ_TEST_PASSWORD);
  g_assert_cmpint (fixture->n_opened, ==, 0);
  expect_problem (fixture, "copied only in part: the file of the data");
  g_assert_false (gtk_widget_get_visible (find (fixture, "create")));
}

static gboolean
make_newer (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_db_execute (context->db, "PRAGMA user_version = 10000", error);
}

/* The keys are of this version, the tables of a later one. */
static void
test_newer (Fixture *fixture,
            gconstpointer data)
{
  hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
  hz_test_records_must (fixture->centre, HZ_DB_JOB_WRITE, make_newer, NULL);
  hz_test_records_leave (fixture->centre);
  try (fixture, hz_test_records_get_login (HZ_TEST_RECEPTION), HZ_TEST_PASSWORD);
  g_assert_cmpint (fixture->n_opened, ==, 0);
  expect_problem (fixture, "written by a newer version of the program");
  g_assert_false (gtk_widget_get_visible (find (fixture, "create")));
}

static void
test_open_elsewhere (Fixture *fixture,
                     gconstpointer data)
{
  hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
  try (fixture, hz_test_records_get_login (HZ_TEST_RECEPTION), HZ_TEST_PASSWORD);
  g_assert_cmpint (fixture->n_opened, ==, 0);
  g_assert_nonnull (strstr (get_message (fixture), "already open"));
  hz_test_records_leave (fixture->centre);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
#define ADD(name) \
  g_test_add ("/app/unlock-view/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (open);
  ADD (wrong);
  ADD (wait);
  ADD (script);
  ADD (invited);
  ADD (folder);
  ADD (half_copied);
  ADD (newer);
  ADD (open_elsewhere);

  return g_test_run ();
}
