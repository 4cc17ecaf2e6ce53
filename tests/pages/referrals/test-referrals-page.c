/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-answer-box.h"
#include "hz-client-field.h"
#include "hz-dialog.h"
#include "hz-directory-dialog.h"
#include "hz-directory-list.h"
#include "hz-page.h"
#include "hz-referral-form.h"
#include "hz-referral-table.h"
#include "hz-referral-view.h"
#include "hz-referrals-page.h"
#include "hz-test-referrals.h"

typedef struct
{
  HzTestReferrals centre;
  HzReferral *letter;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
open_page (Fixture *fixture,
           HzTestStaff who)
{
  fixture->centre.records = hz_test_records_enter (fixture->centre.test, who);
  fixture->page = hz_referrals_page_new (fixture->centre.records);
  fixture->window = hz_test_ui_present (fixture->page);
}

static void
close_page (Fixture *fixture)
{
  hz_test_ui_close (fixture->window, fixture->page);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_test_referrals_set_up (&fixture->centre, NULL);
  fixture->letter = hz_test_referrals_issue (&fixture->centre);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->letter);
  hz_test_referrals_tear_down (&fixture->centre, NULL);
}

static void
test_journal (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *text = NULL;

  open_page (fixture, HZ_TEST_LAWYER);
  hz_test_ui_wait_for (fixture->page, "3-12/1");
  text = hz_test_ui_read (fixture->page);
  g_assert_nonnull (strstr (text, "24.11.2026"));
  g_assert_nonnull (strstr (text, "САҲШ"));
  g_assert_nonnull (strstr (text, "08.12.2026"));
  g_assert_cmpstr (hz_page_get_title (HZ_PAGE (fixture->page)), ==, "Referrals");
  hz_test_referrals_picture (GTK_WIDGET (fixture->window), "referrals");
  close_page (fixture);
}

static void
test_reception (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *hex = hz_id_to_hex (&fixture->letter->stamp.id);

  open_page (fixture, HZ_TEST_RECEPTION);
  hz_test_ui_wait_for (fixture->page, "3-12/1");
  text = hz_test_ui_read (fixture->page);
  g_assert_nonnull (strstr (text, "Hand over"));
  g_assert_null (strstr (text, "САҲШ"));
  g_assert_false (hz_page_perform (HZ_PAGE (fixture->page), "show", hex));
  hz_test_referrals_picture (GTK_WIDGET (fixture->window), "referrals-reception");

  g_signal_emit_by_name (hz_test_ui_find (fixture->page, HZ_TYPE_REFERRAL_TABLE, NULL), "hand-over",
                         hex);
  hz_test_ui_wait_without (fixture->page, "3-12/1");
  close_page (fixture);
}

static void
test_view (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *view;
  g_autofree char *text = NULL;

  fixture->centre.records = hz_test_records_enter (fixture->centre.test, HZ_TEST_LAWYER);
  view = hz_referral_view_new (fixture->centre.records, &fixture->letter->stamp.id);
  hz_test_ui_present (view);
  hz_test_ui_wait_for (view, "3-12/1");
  hz_test_ui_wait_for (view, "Save as PDF…");
  hz_test_ui_wait_for (view, "Close");
  text = hz_test_ui_read (view);
  g_assert_null (strstr (text, "Cancel"));
  hz_test_referrals_picture (view, "referral-view");
  hz_test_ui_close (GTK_WINDOW (view), view);
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (hz_test_ui_find (window->data, type, NULL) != NULL)
      return window->data;

  return NULL;
}

static gboolean
has_composer (gpointer data)
{
  GtkWidget *window = find_window (HZ_TYPE_REFERRAL_FORM);

  return window != NULL
         && gtk_widget_is_sensitive (hz_test_ui_find (window, HZ_TYPE_REFERRAL_FORM, NULL));
}

/* Without a client, whom the letter is about is asked first; then it is written. */
static void
test_ask_client (Fixture *fixture,
                 gconstpointer data)
{
  GtkWidget *field;

  open_page (fixture, HZ_TEST_LAWYER);
  g_assert_true (hz_page_perform (HZ_PAGE (fixture->page), "refer", ""));
  field = hz_test_ui_find (find_window (HZ_TYPE_CLIENT_FIELD), HZ_TYPE_CLIENT_FIELD, NULL);
  g_assert_false (has_composer (NULL));
  hz_client_field_load (HZ_CLIENT_FIELD (field), &fixture->centre.client_id);
  hz_test_wait_until (has_composer, NULL);
  g_assert_null (find_window (HZ_TYPE_CLIENT_FIELD));
  gtk_window_destroy (GTK_WINDOW (find_window (HZ_TYPE_REFERRAL_FORM)));
  close_page (fixture);
}

static gboolean
has_no_window (gpointer data)
{
  return find_window (HZ_TYPE_REFERRAL_VIEW) == NULL;
}

/* What came of it is recorded, and the letter closes. */
static void
test_answer (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) letters = NULL;
  GtkWidget *view;

  fixture->centre.records = hz_test_records_enter (fixture->centre.test, HZ_TEST_LAWYER);
  view = hz_referral_view_new (fixture->centre.records, &fixture->letter->stamp.id);
  hz_test_ui_present (view);
  hz_test_ui_wait_for (view, "3-12/1");
  hz_answer_box_set_code (HZ_ANSWER_BOX (hz_test_ui_find (view, HZ_TYPE_ANSWER_BOX, NULL)),
                          "completed");
  HZ_DIALOG_GET_CLASS (view)->respond (HZ_DIALOG (view));
  hz_test_wait_until (has_no_window, NULL);
  letters = hz_test_referrals_list (&fixture->centre);
  g_assert_cmpstr (((HzReferral *) g_ptr_array_index (letters, 0))->status, ==, "completed");
}

static void
test_directory (Fixture *fixture,
                gconstpointer data)
{
  GtkWidget *list;
  GtkWidget *search;

  open_page (fixture, HZ_TEST_LAWYER);
  g_assert_true (hz_page_find (HZ_PAGE (fixture->page)));
  list = hz_test_ui_find (fixture->page, HZ_TYPE_DIRECTORY_LIST, NULL);
  search = hz_test_ui_find (list, GTK_TYPE_SEARCH_ENTRY, NULL);
  hz_test_ui_wait_for (list, "Migration Service");
  hz_test_referrals_picture (GTK_WIDGET (fixture->window), "directory");
  gtk_editable_set_text (GTK_EDITABLE (search), "сахш");
  hz_test_ui_wait_without (list, "Migration Service");
  hz_test_ui_wait_for (list, "Civil registry office");
  g_assert_true (hz_page_go_back (HZ_PAGE (fixture->page)));
  close_page (fixture);
}

static void
test_directory_dialog (Fixture *fixture,
                       gconstpointer data)
{
  GtkWidget *dialog;

  fixture->centre.records = hz_test_records_enter (fixture->centre.test, HZ_TEST_LAWYER);
  dialog = hz_directory_dialog_new (fixture->centre.records, NULL);
  hz_test_ui_present (dialog);
  hz_test_referrals_picture (dialog, "directory-dialog");
  hz_test_ui_close (GTK_WINDOW (dialog), dialog);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/pages/referrals-page/journal", Fixture, NULL, set_up, test_journal,
              tear_down);
  g_test_add ("/pages/referrals-page/reception", Fixture, NULL, set_up, test_reception,
              tear_down);
  g_test_add ("/pages/referrals-page/view", Fixture, NULL, set_up, test_view,
              tear_down);
  g_test_add ("/pages/referrals-page/ask-client", Fixture, NULL, set_up, test_ask_client,
              tear_down);
  g_test_add ("/pages/referrals-page/answer", Fixture, NULL, set_up, test_answer,
              tear_down);
  g_test_add ("/pages/referrals-page/directory", Fixture, NULL, set_up, test_directory,
              tear_down);
  g_test_add ("/pages/referrals-page/directory-dialog", Fixture, NULL, set_up, test_directory_dialog,
              tear_down);

  return g_test_run ();
}
