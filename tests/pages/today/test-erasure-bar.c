/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What Today says of clients who are to be erased, and the question with which it is confirmed. */

#include "hz-erasure-bar.h"

#include "hz-clock.h"
#include "hz-dialog.h"
#include "hz-test-erasure.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestErasure erasure;
  GtkWidget *bar;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_test_erasure_set_up (&fixture->erasure, data);
  hz_test_erasure_make_ready (&fixture->erasure);
  hz_test_erasure_must (&fixture->erasure, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_erasure_tear_down (&fixture->erasure, data);
}

static void
show (Fixture *fixture,
      HzTestStaff who)
{
  HzRecords *records = hz_test_records_enter (fixture->erasure.test, who);

  fixture->bar = g_object_new (HZ_TYPE_ERASURE_BAR, NULL);
  hz_erasure_bar_set_records (HZ_ERASURE_BAR (fixture->bar), records);
  fixture->window = hz_test_ui_present (fixture->bar);
  hz_test_records_flush (fixture->erasure.test);
}

static void
hide (Fixture *fixture)
{
  hz_test_records_flush (fixture->erasure.test);
  hz_test_ui_close (fixture->window, fixture->bar);
  hz_test_records_leave (fixture->erasure.test);
}

static GtkWidget *
find_button (Fixture *fixture,
             const char *id)
{
  return hz_test_ui_find (fixture->bar, GTK_TYPE_BUTTON, id);
}

static HzDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (HZ_IS_DIALOG (window))
        return HZ_DIALOG (window);
    }

  return NULL;
}

static gboolean
is_closed (gpointer unused)
{
  return find_question () == NULL;
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

/* Who asked sees from when it can be confirmed, and can take it back; so can the administrator. */
static void
test_asked (Fixture *fixture,
            gconstpointer data)
{
  show (fixture, HZ_TEST_MANAGER);
  hz_test_ui_wait_for (fixture->bar, fixture->erasure.code);
  hz_test_ui_wait_for (fixture->bar, "An administrator can confirm it from:");
  g_assert_null (find_button (fixture, "confirm"));
  hide (fixture);

  show (fixture, HZ_TEST_RECEPTION);
  g_assert_false (gtk_widget_get_visible (fixture->bar));
  hide (fixture);

  show (fixture, HZ_TEST_ADMIN);
  hz_test_ui_wait_for (fixture->bar, "Asked for by:");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "confirm")));
  g_signal_emit_by_name (find_button (fixture, "withdraw"), "clicked");
  hz_test_records_flush (fixture->erasure.test);
  hz_erasure_bar_refresh (HZ_ERASURE_BAR (fixture->bar));
  hz_test_wait_until (is_hidden, fixture->bar);
  g_assert_cmpint (hz_test_erasure_count (&fixture->erasure, "SELECT count (*) FROM erasure"), ==, 0);
  hide (fixture);
}

/* On the second day, with the code: another one is refused and stays where it was typed. */
static void
test_confirmed (Fixture *fixture,
                gconstpointer data)
{
  GtkWidget *code;
  GtkWidget *button;

  hz_test_records_leave (fixture->erasure.test);
  hz_clock_shift (HZ_CLOCK_DAY);
  show (fixture, HZ_TEST_ADMIN);
  hz_test_ui_wait_for (fixture->bar, fixture->erasure.code);
  g_signal_emit_by_name (find_button (fixture, "confirm"), "clicked");
  hz_test_ui_wait_for (GTK_WIDGET (find_question ()), "Backups that still hold her, of these days:");
  code = hz_test_ui_find (GTK_WIDGET (find_question ()), ADW_TYPE_ENTRY_ROW, NULL);
  button = hz_test_ui_find (GTK_WIDGET (find_question ()), GTK_TYPE_BUTTON, "main_button");
  g_assert_true (gtk_widget_has_css_class (button, "destructive-action"));
  g_assert_false (gtk_widget_get_sensitive (button));

  gtk_editable_set_text (GTK_EDITABLE (code), "H-2222");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  hz_test_records_flush (fixture->erasure.test);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (code)), ==, "H-2222");
  g_assert_cmpint (hz_test_erasure_count (&fixture->erasure, "SELECT count (*) FROM client"), ==, 2);

  gtk_editable_set_text (GTK_EDITABLE (code), fixture->erasure.code);
  g_signal_emit_by_name (button, "clicked");
  hz_test_wait_until (is_closed, NULL);
  g_assert_cmpint (hz_test_erasure_count (&fixture->erasure, "SELECT count (*) FROM client"), ==, 1);
  hz_erasure_bar_refresh (HZ_ERASURE_BAR (fixture->bar));
  hz_test_ui_wait_for (fixture->bar, "A client is being erased:");
  hide (fixture);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add ("/today/erasure-bar/asked", Fixture, NULL, set_up, test_asked, tear_down);
  g_test_add ("/today/erasure-bar/confirmed", Fixture, NULL, set_up, test_confirmed, tear_down);

  return g_test_run ();
}
