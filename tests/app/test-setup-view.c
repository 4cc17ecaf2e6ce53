/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-setup-view.h"

#include "hz-test-ui.h"

#define PASSWORD "correct horse battery nail"

typedef struct
{
  char *folder;
  HzSetup *setup;
  HzSession *session;
  GtkWidget *view;
  GtkWindow *window;
  int n_finished;
} Fixture;

static void
on_finished_cb (Fixture *fixture)
{
  fixture->n_finished++;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *centre = NULL;

  fixture->folder = hz_test_make_folder ();
  centre = g_build_filename (fixture->folder, "centre", NULL);
  fixture->setup = hz_setup_new (centre);
  fixture->session = hz_session_new (centre);
  hz_vault_set_pin_folder (hz_session_get_vault (fixture->session), NULL);
  fixture->view = hz_setup_view_new (fixture->setup, fixture->session);
  g_signal_connect_swapped (fixture->view, "finished", G_CALLBACK (on_finished_cb), fixture);
  fixture->window = hz_test_ui_present (fixture->view);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  GAsyncResult *result = NULL;

  hz_test_ui_close (fixture->window, fixture->view);
  if (hz_session_get_records (fixture->session) != NULL)
    {
      hz_session_lock_async (fixture->session, NULL, NULL, NULL, hz_test_on_ready_cb, &result);
      result = hz_test_await (&result);
      g_object_unref (result);
    }
  hz_test_assert_finalizes (fixture->session);
  hz_setup_free (fixture->setup);
  hz_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
find (Fixture *fixture,
      const char *id)
{
  return hz_test_ui_find (fixture->view, GTK_TYPE_WIDGET, id);
}

static gboolean
can_go_on (gpointer data)
{
  return gtk_widget_get_sensitive (find (data, "next"));
}

static void
press_next (Fixture *fixture)
{
  g_assert_true (can_go_on (fixture));
  g_signal_emit_by_name (find (fixture, "next"), "clicked");
}

/* The n-th field of a class under the steps. */
static GtkEditable *
find_field (GtkWidget *root,
            GType type,
            int *place)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*place)-- == 0)
    return GTK_EDITABLE (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_field (child, type, place);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
type (Fixture *fixture,
      GType field,
      int place,
      const char *text)
{
  gtk_editable_set_text (find_field (find (fixture, "steps"), field, &place), text);
}

static void
answer_person (Fixture *fixture)
{
  press_next (fixture);
  press_next (fixture);
  g_assert_cmpint (fixture->setup->step, ==, 2);
  g_assert_false (can_go_on (fixture));
  type (fixture, ADW_TYPE_ENTRY_ROW, 0, "Hayolov Ali");
  type (fixture, ADW_TYPE_ENTRY_ROW, 1, "ali");
  type (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 0, PASSWORD);
  g_assert_false (can_go_on (fixture));
  type (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, 1, PASSWORD);
  press_next (fixture);
  g_assert_cmpint (fixture->setup->step, ==, 3);
}

static gboolean
is_created (gpointer data)
{
  return ((Fixture *) data)->setup->step == 4;
}

static gboolean
is_last (gpointer data)
{
  return ((Fixture *) data)->setup->step == 5;
}

static void
test_whole (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (HzSecret) sheet = NULL;
  g_autofree char *cut = NULL;

  answer_person (fixture);
  press_next (fixture);
  g_assert_nonnull (fixture->setup->sheets);
  sheet = hz_sheets_get_text (fixture->setup->sheets, 1);
  press_next (fixture);

  /* It counts only whole. */
  g_assert_false (can_go_on (fixture));
  cut = g_strndup (hz_secret_get_text (sheet), 30);
  type (fixture, ADW_TYPE_ENTRY_ROW, 0, cut);
  g_assert_false (can_go_on (fixture));
  type (fixture, ADW_TYPE_ENTRY_ROW, 0, hz_secret_get_text (sheet));
  press_next (fixture);
  hz_test_wait_until (is_created, fixture);
  g_assert_true (fixture->setup->is_created);
  g_assert_null (fixture->setup->sheets);
  g_assert_null (fixture->setup->password);
  g_assert_nonnull (hz_session_get_records (fixture->session));

  /* There is no way back before it was made. */
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "back")));
  type (fixture, ADW_TYPE_ENTRY_ROW, 0, "Маркази «Намуна»");
  press_next (fixture);
  hz_test_wait_until (is_last, fixture);
  press_next (fixture);
  g_assert_cmpint (fixture->n_finished, ==, 1);
}

/* Built anew, as in another language, it is where it was. */
static void
test_again (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (HzSecret) before = NULL;
  g_autoptr (HzSecret) after = NULL;

  answer_person (fixture);
  press_next (fixture);
  before = hz_sheets_get_text (fixture->setup->sheets, 1);
  hz_test_ui_close (fixture->window, fixture->view);
  fixture->view = hz_setup_view_new (fixture->setup, fixture->session);
  fixture->window = hz_test_ui_present (fixture->view);
  after = hz_sheets_get_text (fixture->setup->sheets, 1);
  g_assert_true (hz_secret_equal (before, after));

  g_signal_emit_by_name (find (fixture, "back"), "clicked");
  g_assert_null (fixture->setup->sheets);
  g_signal_emit_by_name (find (fixture, "back"), "clicked");
  g_assert_cmpint (fixture->setup->step, ==, 2);
  g_assert_true (can_go_on (fixture));
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add ("/app/setup-view/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/app/setup-view/again", Fixture, NULL, set_up, test_again, tear_down);

  return g_test_run ();
}
