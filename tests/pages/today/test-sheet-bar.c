/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What Today says of the recovery sheets: what they were used for, until it is read; what new ones
 * lack. */

#include "hz-sheet-bar.h"

#include "hz-sheet-use.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"
#include "hz-vault-sheets.h"

typedef struct
{
  HzTestRecords *test;
  GtkWidget *bar;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->test = hz_test_records_new ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->test);
}

static void
show (Fixture *fixture,
      HzTestStaff who)
{
  HzRecords *records = hz_test_records_enter (fixture->test, who);

  fixture->bar = g_object_new (HZ_TYPE_SHEET_BAR, NULL);
  hz_sheet_bar_set_records (HZ_SHEET_BAR (fixture->bar), records);
  fixture->window = hz_test_ui_present (fixture->bar);
}

static void
hide (Fixture *fixture)
{
  hz_test_records_flush (fixture->test);
  hz_test_ui_close (fixture->window, fixture->bar);
  hz_test_records_leave (fixture->test);
}

/* Nothing is said to her. */
static void
expect_silence (Fixture *fixture,
                HzTestStaff who)
{
  show (fixture, who);
  hz_test_records_flush (fixture->test);
  g_assert_false (gtk_widget_get_visible (fixture->bar));
  hide (fixture);
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

static gboolean
add_use (HzContext *context,
         gpointer data,
         GError **error)
{
  Fixture *fixture = data;

  return hz_sheet_use_add (context, HZ_SHEET_USE_PASSWORD, &fixture->test->ids[HZ_TEST_RECEPTION], NULL,
                           "She forgot it", error);
}

/* It is said once, and the reason to who holds the care key. */
static void
test_news (Fixture *fixture,
           gconstpointer data)
{
  hz_test_records_enter_by_sheet (fixture->test);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, add_use, fixture);

  expect_silence (fixture, HZ_TEST_LAWYER);
  show (fixture, HZ_TEST_MANAGER);
  hz_test_ui_wait_for (fixture->bar, "The recovery sheets set a new password for");
  hz_test_ui_wait_for (fixture->bar, "She forgot it");
  hide (fixture);

  show (fixture, HZ_TEST_RECEPTION);
  hz_test_ui_wait_for (fixture->bar, "The recovery sheets set a new password for");
  hz_test_ui_wait_without (fixture->bar, "She forgot it");
  g_signal_emit_by_name (hz_test_ui_find (fixture->bar, GTK_TYPE_BUTTON, NULL), "clicked");
  hz_test_wait_until (is_hidden, fixture->bar);
  hide (fixture);
  expect_silence (fixture, HZ_TEST_RECEPTION);
}

/* New sheets that wait: everybody is told that they lack her keys, and who watches over them how
 * much. */
static void
test_cover (Fixture *fixture,
            gconstpointer data)
{
  HzVault *vault = fixture->test->vault;
  g_autoptr (HzSheets) sheets = hz_sheets_new ('B', 1);
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  GError *error = NULL;

  expect_silence (fixture, HZ_TEST_ADMIN);
  hz_test_records_enter (fixture->test, HZ_TEST_ADMIN);
  hz_vault_announce_sheets (vault, sheets, &error);
  g_assert_no_error (error);

  show (fixture, HZ_TEST_RECEPTION);
  hz_test_ui_wait_for (fixture->bar, "New recovery sheets wait for your keys");
  hz_test_ui_wait_without (fixture->bar, "They wait for the keys of");
  hide (fixture);

  show (fixture, HZ_TEST_ADMIN);
  hz_test_ui_wait_for (fixture->bar, "They wait for the keys of");
  hz_vault_count_sheets (vault, hz_test_records_get_login (HZ_TEST_LAWYER), password, &error);
  g_assert_no_error (error);
  hide (fixture);

  /* From now on each gives by signing in. */
  expect_silence (fixture, HZ_TEST_RECEPTION);
  show (fixture, HZ_TEST_ADMIN);
  hz_test_ui_wait_for (fixture->bar, "The recovery sheets do not open everything yet.");
  hide (fixture);
  for (int who = HZ_TEST_MANAGER; who < HZ_TEST_N_STAFF; who++)
    hz_test_records_enter (fixture->test, (HzTestStaff) who);
  expect_silence (fixture, HZ_TEST_ADMIN);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add ("/today/sheet-bar/news", Fixture, NULL, set_up, test_news, tear_down);
  g_test_add ("/today/sheet-bar/cover", Fixture, NULL, set_up, test_cover, tear_down);

  return g_test_run ();
}
