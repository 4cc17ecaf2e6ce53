/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-cases-page.h"

#include "hz-case-list.h"
#include "hz-case-view.h"
#include "hz-test-cases.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *test;
  HzCaseFile *case_file;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  HzId client_id;

  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (fixture->test, "Мисолзода");
  fixture->case_file = hz_test_cases_open (fixture->test, &client_id, "psychological");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->case_file);
  hz_test_records_free (fixture->test);
}

static gboolean
is_listed (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *list = hz_test_ui_find (fixture->page, HZ_TYPE_CASE_LIST, NULL);
  GtkWidget *stack = hz_test_ui_find (list, GTK_TYPE_STACK, "stack");

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "nothing") != 0;
}

static const char *
get_list_state (Fixture *fixture)
{
  GtkWidget *list = hz_test_ui_find (fixture->page, HZ_TYPE_CASE_LIST, NULL);

  return gtk_stack_get_visible_child_name (GTK_STACK (hz_test_ui_find (list, GTK_TYPE_STACK,
                                                                       "stack")));
}

static void
show (Fixture *fixture)
{
  fixture->page = hz_cases_page_new (fixture->test->records);
  fixture->window = hz_test_ui_present (fixture->page);
  hz_test_wait_until (is_listed, fixture);
}

static HzCaseView *
get_view (Fixture *fixture)
{
  return (HzCaseView *) hz_test_ui_find (fixture->page, HZ_TYPE_CASE_VIEW, NULL);
}

/* The list, one case of it, and back; the place brings there again. */
static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GVariant) place = NULL;
  GtkWidget *view;

  show (fixture);
  g_assert_cmpstr (get_list_state (fixture), ==, "cases");
  g_assert_null (hz_page_get_place (HZ_PAGE (fixture->page)));
  g_assert_false (hz_page_go_back (HZ_PAGE (fixture->page)));
  view = hz_test_ui_find (fixture->page, GTK_TYPE_LIST_VIEW, "view");
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_nonnull (get_view (fixture));
  g_assert_true (hz_id_equal (hz_case_view_get_case_id (get_view (fixture)),
                              &fixture->case_file->stamp.id));
  place = hz_page_get_place (HZ_PAGE (fixture->page));
  g_variant_take_ref (place);
  g_assert_true (hz_page_go_back (HZ_PAGE (fixture->page)));
  g_assert_null (get_view (fixture));

  hz_page_set_place (HZ_PAGE (fixture->page), place);
  g_assert_nonnull (get_view (fixture));
  hz_test_ui_close (fixture->window, fixture->page);
}

static void
test_perform (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *hex = hz_id_to_hex (&fixture->case_file->stamp.id);
  HzPage *page;

  show (fixture);
  page = HZ_PAGE (fixture->page);
  g_assert_false (hz_page_perform (page, "show", "no id"));
  g_assert_false (hz_page_perform (page, "fly", hex));
  g_assert_false (hz_page_perform (page, "new-note", ""));
  g_assert_true (hz_page_perform (page, "show", hex));
  g_assert_true (hz_page_perform (page, "new-note", ""));
  g_assert_cmpstr (hz_page_get_help_page (page), ==, "cases");
  g_assert_true (hz_page_find (page));
  hz_test_ui_close (fixture->window, fixture->page);
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer data)
{
  hz_test_records_leave (fixture->test);
  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  show (fixture);
  g_assert_cmpstr (get_list_state (fixture), ==, "empty");
  hz_test_ui_close (fixture->window, fixture->page);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/cases-page/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/cases-page/perform", Fixture, NULL, set_up, test_perform, tear_down);
  g_test_add ("/cases-page/nothing", Fixture, NULL, set_up, test_nothing, tear_down);

  return g_test_run ();
}
