/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-window.h"

#include "hz-language-box.h"
#include "hz-new-password-view.h"
#include "hz-password-request.h"
#include "hz-settings.h"
#include "hz-shell.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *centre;
  GtkApplication *application;
  GSettings *settings;
  HzWindow *window;
  GtkWindow *settings_window;
  int n_undone;
  int n_freed;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (HzSession) session = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  static int n_started;

  fixture->centre = hz_test_records_new ();
  path = g_build_filename (fixture->centre->pins, "settings", NULL);
  fixture->settings = hz_settings_new_for_file (path);
  name = g_strdup_printf ("tj.hamroz.Test%d", ++n_started);
  fixture->application = gtk_application_new (name, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, NULL));
  session = hz_session_new (fixture->centre->folder);
  hz_vault_set_pin_folder (hz_session_get_vault (session), NULL);
  fixture->window = hz_window_new (fixture->application, session, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static gboolean
is_gone (gpointer data)
{
  return gtk_application_get_windows (((Fixture *) data)->application) == NULL;
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  HzWindow *window = g_object_ref (fixture->window);

  hz_window_quit (window);
  hz_test_wait_until (is_gone, fixture);
  hz_test_assert_finalizes (window);
  g_object_unref (fixture->application);
  g_object_unref (fixture->settings);
  hz_test_records_free (fixture->centre);
}

static GtkWidget *
find (Fixture *fixture,
      const char *id)
{
  return hz_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_WIDGET, id);
}

static gboolean
is_open (gpointer data)
{
  return hz_window_get_help_page (((Fixture *) data)->window) != NULL;
}

static gboolean
is_locked (gpointer data)
{
  HzSession *session = hz_window_get_session (((Fixture *) data)->window);

  return hz_vault_get_state (hz_session_get_vault (session)) == HZ_VAULT_LOCKED
         && hz_session_get_records (session) == NULL;
}

static void
sign_in (Fixture *fixture,
         HzTestStaff who)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "name")), hz_test_records_get_login (who));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password")), HZ_TEST_PASSWORD);
  g_signal_emit_by_name (find (fixture, "open"), "clicked");
  hz_test_wait_until (is_open, fixture);
}

static const char *
get_title (Fixture *fixture)
{
  return gtk_window_get_title (GTK_WINDOW (fixture->window));
}

static void
test_lock (Fixture *fixture,
           gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWindow) last = NULL;
  GtkWindow *dialog;

  g_assert_cmpstr (get_title (fixture), ==, "Calendar");
  g_assert_null (hz_window_get_help_page (fixture->window));
  sign_in (fixture, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpstr (get_title (fixture), !=, "Calendar");

  /* A dialog over it is out of sight at once and gone a moment later. */
  dialog = GTK_WINDOW (adw_window_new ());
  gtk_window_set_transient_for (dialog, GTK_WINDOW (fixture->window));
  gtk_window_present (dialog);
  g_object_ref (dialog);
  hz_window_hide (fixture->window);
  g_assert_cmpstr (get_title (fixture), ==, "Calendar");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  /* A screen reader that asks for one window too many gets the last. */
  last = g_list_model_get_item (windows, g_list_model_get_n_items (windows) - 1);
  g_assert_true (last == GTK_WINDOW (fixture->window));
  g_clear_object (&last);
  g_assert_nonnull (find (fixture, "clock"));
  hz_test_wait_until (is_locked, fixture);
  hz_test_assert_finalizes (dialog);
  g_assert_null (find (fixture, "page_rows"));
}

static void
take_back (HzShell *shell,
           gpointer data)
{
  ((Fixture *) data)->n_undone++;
}

static void
count_freed (gpointer data)
{
  ((Fixture *) data)->n_freed++;
}

static void
test_undo (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  /* While it is locked nothing is shown and nothing is kept. */
  hz_shell_toast_undo (window, "done", take_back, fixture, count_freed);
  g_assert_cmpint (fixture->n_freed, ==, 1);

  sign_in (fixture, HZ_TEST_RECEPTION);
  hz_shell_toast_undo (window, "done", take_back, fixture, count_freed);
  g_assert_true (gtk_widget_activate_action (window, "win.undo", NULL));
  g_assert_cmpint (fixture->n_undone, ==, 1);
  g_assert_cmpint (fixture->n_freed, ==, 2);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));

  /* The next act takes the place of the last, and a lock that of all. */
  hz_shell_toast_undo (window, "one", take_back, fixture, count_freed);
  hz_shell_toast_undo (window, "two", take_back, fixture, count_freed);
  g_assert_cmpint (fixture->n_freed, ==, 3);
  hz_window_hide (fixture->window);
  hz_test_wait_until (is_locked, fixture);
  g_assert_cmpint (fixture->n_freed, ==, 4);
  g_assert_cmpint (fixture->n_undone, ==, 1);
}

static gboolean
on_pause_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

/* As long as a hand needs. */
static void
pause_for (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, on_pause_over_cb, &is_over);
  hz_test_wait_until (is_set, &is_over);
}

/* One act after another, each taken back before its message has quite come. */
static void
test_undo_at_once (Fixture *fixture,
                   gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkSettings *settings = gtk_widget_get_settings (window);

  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  sign_in (fixture, HZ_TEST_RECEPTION);
  for (int i = 1; i <= 4; i++)
    {
      hz_shell_toast_undo (window, "one", take_back, fixture, count_freed);
      pause_for (50);
      hz_shell_toast_undo (window, "two", take_back, fixture, count_freed);
      pause_for (50);
      g_assert_true (gtk_widget_activate_action (window, "win.undo", NULL));
      g_assert_cmpint (fixture->n_undone, ==, i);
      g_assert_cmpint (fixture->n_freed, ==, 2 * i);
    }
  gtk_settings_reset_property (settings, "gtk-enable-animations");
}

static gboolean
is_unlock_shown (gpointer data)
{
  return find (data, "password") != NULL;
}

static void
test_another_person (Fixture *fixture,
                     gconstpointer data)
{
  sign_in (fixture, HZ_TEST_RECEPTION);
  hz_window_lock (fixture->window);
  hz_test_wait_until (is_unlock_shown, fixture);
  g_assert_false (gtk_widget_get_visible (find (fixture, "name")));
  g_signal_emit_by_name (find (fixture, "another"), "clicked");
  g_assert_true (gtk_widget_get_visible (find (fixture, "name")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "name"))), ==, "");
  sign_in (fixture, HZ_TEST_LAWYER);
}

static gboolean
ask_for_password (HzContext *context,
                  gpointer data,
                  GError **error)
{
  return hz_password_request_put (context, data, &context->own_id, error);
}

static GtkWidget *
find_new_password (Fixture *fixture)
{
  return hz_test_ui_find (GTK_WIDGET (fixture->window), HZ_TYPE_NEW_PASSWORD_VIEW, NULL);
}

static gboolean
is_asked (gpointer data)
{
  return find_new_password (data) != NULL;
}

static void
type_new_password (Fixture *fixture,
                   const char *current,
                   const char *next)
{
  GtkWidget *view = find_new_password (fixture);
  GType type = ADW_TYPE_PASSWORD_ENTRY_ROW;

  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (view, type, NULL)), current);
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (view, type, "first")), next);
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (view, type, "second")), next);
  g_signal_emit_by_name (hz_test_ui_find (view, GTK_TYPE_BUTTON, "change"), "clicked");
}

static void
ask_reception (Fixture *fixture)
{
  hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
  hz_test_records_must (fixture->centre, HZ_DB_JOB_WRITE, ask_for_password,
                        &fixture->centre->ids[HZ_TEST_RECEPTION]);
  hz_test_records_leave (fixture->centre);
}

static void
sign_in_asked (Fixture *fixture)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "name")),
                         hz_test_records_get_login (HZ_TEST_RECEPTION));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password")), HZ_TEST_PASSWORD);
  g_signal_emit_by_name (find (fixture, "open"), "clicked");
  hz_test_wait_until (is_asked, fixture);
}

/* She was asked for another password: there is nothing else before it, and it is asked until it is
 * done. */
static void
test_new_password (Fixture *fixture,
                   gconstpointer data)
{
  static const char next[] = "quite other words now";

  ask_reception (fixture);
  for (int i = 0; i < 2; i++)
    {
      sign_in_asked (fixture);
      g_assert_null (find (fixture, "page_rows"));
      if (i > 0)
        break;

      /* A lock, and the same again. */
      g_signal_emit_by_name (hz_test_ui_find (find_new_password (fixture), GTK_TYPE_BUTTON, "lock"),
                             "clicked");
      hz_test_wait_until (is_unlock_shown, fixture);
      g_assert_false (is_asked (fixture));
    }

  type_new_password (fixture, "not this one", next);
  hz_test_ui_wait_for (find_new_password (fixture), "The password of now is not right.");
  g_assert_null (find (fixture, "page_rows"));
  type_new_password (fixture, HZ_TEST_PASSWORD, HZ_TEST_PASSWORD);
  hz_test_ui_wait_for (find_new_password (fixture), "This is the password of now. Choose another.");
  type_new_password (fixture, HZ_TEST_PASSWORD, next);
  hz_test_wait_until (is_open, fixture);
  g_assert_false (is_asked (fixture));

  hz_window_lock (fixture->window);
  hz_test_wait_until (is_unlock_shown, fixture);
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password")), next);
  g_signal_emit_by_name (find (fixture, "open"), "clicked");
  hz_test_wait_until (is_open, fixture);
  g_assert_false (is_asked (fixture));
}

/* In the next language, too: with what was typed, what was said of it, and what is still under way. */
static void
test_new_password_language (Fixture *fixture,
                            gconstpointer data)
{
  static const char next[] = "quite other words now";
  GType type = ADW_TYPE_PASSWORD_ENTRY_ROW;
  GtkWidget *view;

  ask_reception (fixture);
  sign_in_asked (fixture);
  type_new_password (fixture, "not this one", next);
  hz_window_set_language (fixture->window, HZ_LANGUAGE_RU);
  hz_window_set_language (fixture->window, HZ_LANGUAGE_TG);
  hz_test_ui_wait_for (find_new_password (fixture), "The password of now is not right.");

  view = find_new_password (fixture);
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (view, type, "second")), "half");
  hz_window_set_language (fixture->window, HZ_LANGUAGE_EN);
  g_assert_true (find_new_password (fixture) != view);
  view = find_new_password (fixture);
  hz_test_ui_wait_for (view, "The password of now is not right.");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hz_test_ui_find (view, type, NULL))), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hz_test_ui_find (view, type, "first"))), ==,
                   next);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hz_test_ui_find (view, type, "second"))), ==,
                   "half");

  type_new_password (fixture, HZ_TEST_PASSWORD, next);
  hz_window_set_language (fixture->window, HZ_LANGUAGE_TG);
  g_assert_false (gtk_widget_get_sensitive (hz_test_ui_find (find_new_password (fixture),
                                                             GTK_TYPE_BUTTON, "change")));
  hz_test_wait_until (is_open, fixture);
  hz_language_set_interface (HZ_LANGUAGE_EN);
}

static void
test_other_folder (Fixture *fixture,
                   gconstpointer data)
{
  sign_in (fixture, HZ_TEST_RECEPTION);
  hz_window_open_folder (fixture->window, fixture->centre->folder);
  g_assert_true (is_open (fixture));
  hz_window_open_folder (fixture->window, fixture->centre->pins);
  hz_test_wait_until (is_unlock_shown, fixture);
  g_assert_false (is_open (fixture));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (find (fixture, "stack"))), ==,
                   "problem");
}

static GtkWindow *
find_settings (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (fixture->window))
        return window;
    }

  return NULL;
}

static gboolean
is_renewed (gpointer data)
{
  Fixture *fixture = data;
  GtkWindow *window = find_settings (fixture);

  return window != NULL && window != fixture->settings_window
         && gtk_widget_get_mapped (GTK_WIDGET (window));
}

static void
set_language (Fixture *fixture,
              HzLanguage language)
{
  fixture->settings_window = find_settings (fixture);
  hz_window_set_language (fixture->window, language);
  hz_test_wait_until (is_renewed, fixture);
  fixture->settings_window = find_settings (fixture);
}

static GtkWidget *
find_setting (Fixture *fixture,
              GType type,
              const char *page)
{
  GtkWidget *stack = hz_test_ui_find (GTK_WIDGET (find_settings (fixture)), GTK_TYPE_STACK, NULL);

  return hz_test_ui_find (gtk_stack_get_child_by_name (GTK_STACK (stack), page), type, NULL);
}

/* The settings speak the next language with all that was typed, and the cursor stays where it was. */
static void
test_settings_language (Fixture *fixture,
                        gconstpointer data)
{
  g_autoptr (GSimpleAction) action
    = g_simple_action_new_stateful ("language", G_VARIANT_TYPE_STRING, g_variant_new_string ("en"));
  GtkWidget *row;
  GtkWidget *languages;

  g_action_map_add_action (G_ACTION_MAP (fixture->application), G_ACTION (action));
  sign_in (fixture, HZ_TEST_ADMIN);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.settings", NULL));
  g_assert_nonnull (find_settings (fixture));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.settings", NULL));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (find_settings (fixture)));

  row = find_setting (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "me");
  gtk_editable_set_text (GTK_EDITABLE (row), "half of it");
  row = find_setting (fixture, ADW_TYPE_ENTRY_ROW, "staff");
  gtk_editable_set_text (GTK_EDITABLE (row), "Hayolova Zebo");

  languages = find_setting (fixture, HZ_TYPE_LANGUAGE_BOX, "me");
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_last_child (languages)));
  set_language (fixture, HZ_LANGUAGE_RU);
  row = find_setting (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "me");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "half of it");
  languages = find_setting (fixture, HZ_TYPE_LANGUAGE_BOX, "me");
  g_assert_true (gtk_window_get_focus (find_settings (fixture))
                 == gtk_widget_get_first_child (languages));

  gtk_widget_grab_focus (row);
  gtk_editable_set_position (GTK_EDITABLE (row), 4);
  set_language (fixture, HZ_LANGUAGE_TG);
  row = find_setting (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "me");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (find_settings (fixture)), row));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (row)), ==, 4);
  row = find_setting (fixture, ADW_TYPE_ENTRY_ROW, "staff");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Hayolova Zebo");
  hz_language_set_interface (HZ_LANGUAGE_EN);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
#define ADD(name) g_test_add ("/app/window/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (lock);
  ADD (undo);
  ADD (undo_at_once);
  ADD (another_person);
  ADD (new_password);
  ADD (new_password_language);
  ADD (other_folder);
  ADD (settings_language);

  return g_test_run ();
}
