/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing over all one's cases, from the settings' page Me. */

#include "hz-hand-over-dialog.h"

#include "hz-settings-page.h"
#include "hz-settings.h"
#include "hz-test-cases.h"
#include "hz-test-session.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *centre;
  HzSession *session;
  GSettings *settings;
  char *folder;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = hz_test_make_folder ();
  path = g_build_filename (fixture->folder, "settings", NULL);
  fixture->settings = hz_settings_new_for_file (path);
  fixture->centre = hz_test_records_new ();
  fixture->session = hz_test_session_new (fixture->centre);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_assert_finalizes (fixture->session);
  hz_test_records_free (fixture->centre);
  g_object_unref (fixture->settings);
  hz_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
show (Fixture *fixture,
      HzTestStaff who)
{
  hz_test_session_open (fixture->session, who);
  fixture->page = hz_settings_page_create_me (fixture->session, fixture->settings);
  fixture->window = hz_test_ui_present (fixture->page);
}

static void
hide (Fixture *fixture)
{
  hz_test_ui_wait_alone ();
  gtk_window_destroy (fixture->window);
  hz_test_session_lock (fixture->session);
}

/* Cases of the psychologist's; one of them the lawyer works on too. */
static void
fill (Fixture *fixture)
{
  const char *const surnames[] = { "Мисолзода", "Намунаева", "Озмоишӣ" };

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
begin (Fixture *fixture)
{
  hz_test_ui_press (fixture->page, "Hand over all my cases…");

  return hz_test_ui_find_window (HZ_TYPE_HAND_OVER_DIALOG);
}

static gboolean
is_asked (gpointer data)
{
  return hz_test_ui_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* As its button does. */
static void
answer (const char *response)
{
  GtkWidget *question;

  hz_test_wait_until (is_asked, NULL);
  question = hz_test_ui_find_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_destroy (GTK_WINDOW (question));
}

/* How many it will be stands there before; who answers that the number is another one gives nothing. */
static void
test_give (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *dialog;

  fill (fixture);
  show (fixture, HZ_TEST_PSYCHOLOGIST);
  dialog = begin (fixture);
  hz_test_ui_wait_for (dialog, "Cases that she gets: 2\nCases that she is in charge of from now on: 3\n"
                               "Cases that she opened already: 1");
  hz_test_ui_wait_for (dialog, "You keep your own access");
  hz_test_ui_press (dialog, "Hand over");
  answer ("cancel");
  hz_test_ui_press (dialog, "Hand over");
  answer ("same");
  hz_test_ui_wait_for (fixture->page, "Cases: 2\nCases that she is in charge of from now on: 3\n"
                                        "Cases that she opened already: 1");
  hz_test_ui_wait_alone ();

  dialog = begin (fixture);
  hz_test_ui_wait_for (dialog, "Cases that she gets: 0");
  g_assert_false (gtk_widget_get_sensitive (hz_test_ui_find_button (dialog, "Hand over")));
  hz_test_ui_press (dialog, "Cancel");
  hide (fixture);

  show (fixture, HZ_TEST_LAWYER);
  dialog = begin (fixture);
  hz_test_ui_wait_for (dialog, "Cases that she opened already: 3");
  hz_test_ui_press (dialog, "Cancel");
  hide (fixture);
}

/* Nothing, or nobody to give it to: that is said. Who does no case work is not offered it. */
static void
test_nothing (Fixture *fixture,
              gconstpointer data)
{
  GtkWidget *dialog;

  show (fixture, HZ_TEST_PSYCHOLOGIST);
  dialog = begin (fixture);
  hz_test_ui_wait_for (dialog, "You do not work on any case yet.");
  g_assert_false (gtk_widget_get_sensitive (hz_test_ui_find_button (dialog, "Hand over")));
  hz_test_ui_press (dialog, "Cancel");
  hide (fixture);

  show (fixture, HZ_TEST_RECEPTION);
  g_assert_null (hz_test_ui_find_button (fixture->page, "Hand over all my cases…"));
  hide (fixture);
  show (fixture, HZ_TEST_MANAGER);
  g_assert_null (hz_test_ui_find_button (fixture->page, "Hand over all my cases…"));
  hide (fixture);

  hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
  g_assert_true (hz_vault_remove (fixture->centre->vault, &fixture->centre->ids[HZ_TEST_LAWYER], NULL));
  hz_test_records_leave (fixture->centre);
  show (fixture, HZ_TEST_PSYCHOLOGIST);
  dialog = begin (fixture);
  hz_test_ui_wait_for (dialog, "There is nobody to hand over to");
  hz_test_ui_press (dialog, "Close");
  hide (fixture);
}

/* The window goes while cases are on their way. */
static void
test_away (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *dialog;

  fill (fixture);
  show (fixture, HZ_TEST_PSYCHOLOGIST);
  dialog = begin (fixture);
  hz_test_ui_wait_for (dialog, "Cases that she gets: 2");
  hz_test_ui_press (dialog, "Hand over");
  answer ("skip");
  gtk_window_destroy (GTK_WINDOW (dialog));
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
  add ("/app/hand-over/give", test_give);
  add ("/app/hand-over/nothing", test_nothing);
  add ("/app/hand-over/away", test_away);

  return g_test_run ();
}
