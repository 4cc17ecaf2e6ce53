/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A manager asks that a client be erased. */

#include "hz-erasure-dialog.h"

#include "hz-answer-box.h"
#include "hz-client-store.h"
#include "hz-test-erasure.h"
#include "hz-test-ui.h"

static gboolean
run_get (HzContext *context,
         gpointer data,
         GError **error)
{
  HzClient **client = data;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;
  HzId id;

  statement = hz_statement_new (context->db, "SELECT id FROM client ORDER BY client_key", error);
  hz_statement_step (statement, &has_row, error);
  id = hz_statement_get_id (statement, 0);
  hz_statement_reset (statement);
  *client = hz_client_store_get (context, &id, error);

  return *client != NULL;
}

static GtkWidget *
open_dialog (HzTestErasure *fixture)
{
  g_autoptr (HzClient) client = NULL;
  GtkWidget *dialog;

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_get, &client);
  dialog = hz_erasure_dialog_new (fixture->test->records, client);
  hz_test_ui_present (dialog);

  return dialog;
}

static void
choose_and_press (HzTestErasure *fixture,
                  GtkWidget *dialog)
{
  GtkWidget *button = hz_test_ui_find (dialog, GTK_TYPE_BUTTON, "main_button");
  GtkWidget *cause = hz_test_ui_find (dialog, HZ_TYPE_ANSWER_BOX, NULL);

  g_assert_false (gtk_widget_get_sensitive (button));
  hz_answer_box_set_code (HZ_ANSWER_BOX (cause), "kept-long-enough");
  g_signal_emit_by_name (cause, "changed");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  hz_test_records_flush (fixture->test);
}

static void
test_asks (HzTestErasure *fixture,
           gconstpointer data)
{
  GtkWidget *dialog;

  hz_test_erasure_make_ready (fixture);
  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  dialog = open_dialog (fixture);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  hz_test_ui_wait_for (dialog, fixture->code);
  choose_and_press (fixture, dialog);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM erasure"
                                                   " WHERE cause = 'kept-long-enough'"), ==, 1);
  hz_test_records_flush (fixture->test);
  g_assert_null (dialog);
}

/* What is in the way is said in the dialog, which stays. */
static void
test_refused (HzTestErasure *fixture,
              gconstpointer data)
{
  GtkWidget *dialog;

  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  dialog = open_dialog (fixture);
  choose_and_press (fixture, dialog);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM erasure"), ==, 0);
  g_assert_true (gtk_widget_get_visible (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  hz_test_records_flush (fixture->test);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add ("/clients/erasure-dialog/asks", HzTestErasure, NULL, hz_test_erasure_set_up, test_asks,
              hz_test_erasure_tear_down);
  g_test_add ("/clients/erasure-dialog/refused", HzTestErasure, NULL, hz_test_erasure_set_up,
              test_refused, hz_test_erasure_tear_down);

  return g_test_run ();
}
