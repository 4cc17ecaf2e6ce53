/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-case-dialog.h"

#include <string.h>

#include "hz-case-file-store.h"
#include "hz-code-choice.h"
#include "hz-member-choice.h"
#include "hz-test-cases.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *test;
  HzId client_id;
  GtkWidget *dialog;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  fixture->client_id = hz_test_cases_add_client (fixture->test, "Мисолзода");
  fixture->dialog = hz_case_dialog_new (fixture->test->records, &fixture->client_id);
  hz_test_ui_present (fixture->dialog);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->test);
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *id)
{
  return hz_test_ui_find (fixture->dialog, type, id);
}

static gboolean
is_ready (gpointer data)
{
  return gtk_widget_get_sensitive (find (data, GTK_TYPE_BUTTON, "main_button"));
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GPtrArray *cases;

  hz_case_file_store_list_async (fixture->test->records, &fixture->client_id, NULL,
                                 hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  cases = hz_case_file_store_list_finish (fixture->test->records, answer, NULL);
  g_assert_nonnull (cases);

  return cases;
}

static gboolean
has_case (gpointer data)
{
  g_autoptr (GPtrArray) cases = list (data);

  return cases->len == 1;
}

/* A lawyer opens a legal case of her own. */
static void
test_own (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (GPtrArray) cases = NULL;
  GtkWidget *service = find (fixture, GTK_TYPE_DROP_DOWN, "service");
  HzCaseFile *opened;

  hz_test_wait_until (is_ready, fixture);
  g_assert_cmpstr (hz_code_choice_get (GTK_DROP_DOWN (service)), ==, "legal");
  g_assert_true (gtk_widget_get_visible (find (fixture, ADW_TYPE_ACTION_ROW, "area_row")));
  hz_code_choice_set (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "area")), "alimony");
  g_object_ref (fixture->dialog);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "main_button"), "clicked");
  hz_test_wait_until (has_case, fixture);
  hz_test_assert_finalizes (fixture->dialog);

  cases = list (fixture);
  opened = g_ptr_array_index (cases, 0);
  g_assert_cmpstr (opened->legal_area, ==, "alimony");
  g_assert_true (hz_id_equal (&opened->lead_id, &fixture->test->ids[HZ_TEST_LAWYER]));
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

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

/* For a colleague: her key number is looked at first. */
static void
test_for_another (Fixture      *fixture,
                  gconstpointer data)
{
  GtkWidget *lead = find (fixture, GTK_TYPE_DROP_DOWN, "lead");

  hz_test_wait_until (is_ready, fixture);
  hz_code_choice_set (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "service")), "psychological");
  g_assert_false (gtk_widget_get_visible (find (fixture, ADW_TYPE_ACTION_ROW, "area_row")));
  hz_member_choice_set (GTK_DROP_DOWN (lead), &fixture->test->ids[HZ_TEST_PSYCHOLOGIST]);
  g_object_ref (fixture->dialog);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "main_button"), "clicked");
  hz_test_wait_until (is_asked, NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_question ()), "Озмоишзода"));
  adw_message_dialog_response (find_question (), "same");
  gtk_window_destroy (GTK_WINDOW (find_question ()));
  hz_test_wait_until (has_case, fixture);
  hz_test_assert_finalizes (fixture->dialog);
}

/* Closed while she is asked, as at a lock. */
static void
test_closed (Fixture      *fixture,
             gconstpointer data)
{
  hz_test_wait_until (is_ready, fixture);
  hz_member_choice_set (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "lead")),
                        &fixture->test->ids[HZ_TEST_PSYCHOLOGIST]);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "main_button"), "clicked");
  hz_test_wait_until (is_asked, NULL);
  g_object_ref (fixture->dialog);
  hz_dialog_close (HZ_DIALOG (fixture->dialog));
  g_assert_null (find_question ());
  hz_test_assert_finalizes (fixture->dialog);
  g_assert_false (has_case (fixture));
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/case-dialog/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/case-dialog/for-another", Fixture, NULL, set_up, test_for_another, tear_down);
  g_test_add ("/case-dialog/closed", Fixture, NULL, set_up, test_closed, tear_down);

  return g_test_run ();
}
