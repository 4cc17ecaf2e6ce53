/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <string.h>

#include "hz-audit-query.h"
#include "hz-log-file.h"
#include "hz-settings-page.h"
#include "hz-test-fill.h"
#include "hz-test-session.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *centre;
  HzSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_language_set_interface (HZ_LANGUAGE_EN);
  fixture->centre = hz_test_records_new ();
  hz_test_fill (fixture->centre);
  hz_test_records_leave (fixture->centre);
  fixture->session = hz_test_session_new (fixture->centre);
  hz_test_session_open (fixture->session, HZ_TEST_MANAGER);
  fixture->page = hz_settings_page_create_log (fixture->session);
  fixture->window = hz_test_ui_present (fixture->page);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, fixture->page);
  hz_test_session_lock (fixture->session);
  hz_test_assert_finalizes (fixture->session);
  hz_test_records_free (fixture->centre);
}

static void
choose (Fixture *fixture,
        HzAuditSubject subject)
{
  GtkWidget *choice = hz_test_ui_find (fixture->page, GTK_TYPE_DROP_DOWN, NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), subject);
}

/* By what it says. */
static void
choose_act (Fixture *fixture,
            const char *label)
{
  GtkWidget *act = hz_test_ui_find (fixture->page, GTK_TYPE_DROP_DOWN, "act");
  GListModel *labels = gtk_drop_down_get_model (GTK_DROP_DOWN (act));

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (labels, i);

      if (g_str_equal (gtk_string_object_get_string (item), label))
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (act), i);
          return;
        }
    }
  g_assert_not_reached ();
}

/* The chain holds, what was done stands there in words, and a filter leaves what it says. */
static void
test_page (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_wait_for (fixture->page, "Unbroken to entry");
  hz_test_ui_wait_for (fixture->page, "Signed in");
  hz_test_ui_wait_for (fixture->page, "Client registered");
  choose (fixture, HZ_AUDIT_LETTERS);
  hz_test_ui_wait_for (fixture->page, "Letter issued");
  hz_test_ui_wait_without (fixture->page, "Client registered");
  choose (fixture, HZ_AUDIT_ALL);
  hz_test_ui_wait_for (fixture->page, "Client registered");
  choose_act (fixture, "Letter issued");
  hz_test_ui_wait_without (fixture->page, "Signed in");
  choose_act (fixture, "Anything");
  hz_test_ui_wait_for (fixture->page, "Client registered");

  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (fixture->page, GTK_TYPE_ENTRY, NULL)),
                         "nobody's");
  hz_test_ui_wait_for (fixture->page, "A code looks like this: H-0000.");
  hz_test_ui_wait_for (fixture->page, "There is no such entry.");
  hz_test_ui_wait_without (fixture->page, "Client registered");
}

static char *
save (Fixture *fixture,
      const HzAuditQuery *query,
      GFile *file)
{
  HzRecords *records = hz_session_get_records (fixture->session);
  GAsyncResult *result = NULL;
  GError *error = NULL;
  char *text = NULL;

  hz_log_file_save_async (records, query, file, hz_test_on_ready_cb, &result);
  result = hz_test_await (&result);
  hz_log_file_save_finish (records, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  g_file_load_contents (file, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_file (Fixture *fixture,
           gconstpointer data)
{
  char *folder = hz_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "log.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  HzAuditQuery query = { .limit = 2 };
  g_autofree char *text = save (fixture, &query, file);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, "\xef\xbb\xbf\"When\",\"Who\",\"What was done\",\"About\"");
  g_assert_nonnull (strstr (lines[1], "\"Signed in\",\"\""));
  g_assert_cmpstr (lines[3], ==, "");

  /* And that stands in the log. */
  g_free (text);
  text = save (fixture, &query, file);
  g_assert_nonnull (strstr (text, "\"Log of acts saved as a file\",\"\""));
  hz_test_remove_folder (folder);
  g_free (folder);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
#define ADD(name) g_test_add ("/app/settings-log/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (page);
  ADD (file);

  return g_test_run ();
}
