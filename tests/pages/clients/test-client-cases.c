/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-cases.h"

#include <string.h>

#include "hz-test-cases.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *test;
  HzId client_id;
  GtkWidget *section;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  HzId other_id;

  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  fixture->client_id = hz_test_cases_add_client (fixture->test, "Мисолзода");
  other_id = hz_test_cases_add_client (fixture->test, "Намуназода");
  g_object_unref (hz_test_cases_open (fixture->test, &fixture->client_id, "psychological"));
  g_object_unref (hz_test_cases_open (fixture->test, &other_id, "social"));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->test);
}

static const char *
get_state (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (hz_test_ui_find (fixture->section,
                                                                       GTK_TYPE_STACK, NULL)));
}

static gboolean
is_read (gpointer data)
{
  return g_strcmp0 (get_state (data), "nothing") != 0;
}

static void
show (Fixture    *fixture,
      HzTestStaff who)
{
  if (fixture->test->who != who)
    {
      hz_test_records_leave (fixture->test);
      hz_test_records_enter (fixture->test, who);
    }
  fixture->section = hz_client_cases_new (fixture->test->records, &fixture->client_id);
  fixture->window = hz_test_ui_present (fixture->section);
  hz_test_wait_until (is_read, fixture);
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *list = hz_test_ui_find (fixture->section, GTK_TYPE_LIST_BOX, NULL);
  guint n_rows = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_rows++;

  return n_rows;
}

static gboolean
has_two_rows (gpointer data)
{
  return count_rows (data) == 2;
}

/* Her own case, and one that is opened while the section is shown. */
static void
test_holder (Fixture      *fixture,
             gconstpointer data)
{
  AdwActionRow *row;

  show (fixture, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  row = ADW_ACTION_ROW (hz_test_ui_find (fixture->section, ADW_TYPE_ACTION_ROW, NULL));
  g_assert_null (strstr (adw_action_row_get_subtitle (row), "You do not have the key"));
  g_object_unref (hz_test_cases_open (fixture->test, &fixture->client_id, "social"));
  hz_test_wait_until (has_two_rows, fixture);
  hz_test_ui_close (fixture->window, fixture->section);
}

/* A colleague sees that it is there and whose it is. */
static void
test_colleague (Fixture      *fixture,
                gconstpointer data)
{
  AdwActionRow *row;

  show (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  row = ADW_ACTION_ROW (hz_test_ui_find (fixture->section, ADW_TYPE_ACTION_ROW, NULL));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Озмоишзода Нигора"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "You do not have the key"));
  hz_test_ui_close (fixture->window, fixture->section);
}

/* Reception is not told, even where the section is made. */
static void
test_reception (Fixture      *fixture,
                gconstpointer data)
{
  show (fixture, HZ_TEST_RECEPTION);
  g_assert_cmpstr (get_state (fixture), ==, "empty");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  hz_test_ui_close (fixture->window, fixture->section);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/client-cases/holder", Fixture, NULL, set_up, test_holder, tear_down);
  g_test_add ("/client-cases/colleague", Fixture, NULL, set_up, test_colleague, tear_down);
  g_test_add ("/client-cases/reception", Fixture, NULL, set_up, test_reception, tear_down);

  return g_test_run ();
}
