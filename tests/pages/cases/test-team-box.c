/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-team-box.h"

#include "hz-case-file-store.h"
#include "hz-test-cases.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *test;
  HzId case_id;
  HzCaseFile *case_file;
  GtkWidget *box;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (HzCaseFile) opened = NULL;
  HzId client_id;

  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (fixture->test, "Мисолзода");
  opened = hz_test_cases_open (fixture->test, &client_id, "psychological");
  fixture->case_id = opened->stamp.id;
  hz_test_cases_grant (fixture->test, &fixture->case_id, HZ_TEST_LAWYER);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->case_file);
  hz_test_records_free (fixture->test);
}

static gboolean
read_case (HzContext *context,
           gpointer data,
           GError **error)
{
  Fixture *fixture = data;

  g_clear_object (&fixture->case_file);
  fixture->case_file = hz_case_file_store_get (context, &fixture->case_id, error);

  return fixture->case_file != NULL;
}

static void
show (Fixture *fixture)
{
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, read_case, fixture);
  hz_team_box_set_case (HZ_TEAM_BOX (fixture->box), fixture->case_file);
}

static gboolean
is_saved (gpointer box)
{
  return gtk_widget_get_sensitive (box);
}

/* Who handed a case over can take it back: she takes charge, and then the other off. */
static void
test_take_charge (Fixture *fixture,
                  gconstpointer data)
{
  GtkWindow *window;

  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  fixture->box = hz_team_box_new (fixture->test->records);
  window = hz_test_ui_present (fixture->box);
  show (fixture);
  hz_test_ui_wait_for (fixture->box, "In charge of the case");
  hz_test_ui_wait_without (fixture->box, "Take off the team");

  g_signal_emit_by_name (hz_test_ui_find_button (fixture->box, "Take charge of the case"), "clicked");
  hz_test_wait_until (is_saved, fixture->box);
  show (fixture);
  hz_test_ui_wait_for (fixture->box, "Take off the team");
  hz_test_ui_wait_without (fixture->box, "Take charge of the case");
  g_assert_true (hz_id_equal (&fixture->case_file->lead_id,
                              &fixture->test->ids[HZ_TEST_LAWYER]));

  g_signal_emit_by_name (hz_test_ui_find_button (fixture->box, "Take off the team"), "clicked");
  hz_test_wait_until (is_saved, fixture->box);
  show (fixture);
  hz_test_ui_wait_without (fixture->box, "Take off the team");
  hz_test_ui_close (window, fixture->box);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/team-box/take-charge", Fixture, NULL, set_up, test_take_charge, tear_down);

  return g_test_run ();
}
