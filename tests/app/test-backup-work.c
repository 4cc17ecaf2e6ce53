/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups of a sitting: asked for, by themselves, stopped, in the wrong place; and the page that shows
 * them. */

#include "hz-backup-work.h"
#include "hz-settings-page.h"
#include "hz-settings.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "hz-backup-list.h"
#include "hz-clock.h"
#include "hz-keyring-file.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *centre;
  HzRecords *records;
  GSettings *settings;
  HzBackupWork *work;
  char *target;
  char *sentence;
  gboolean is_well;
  guint n_ended;
} Fixture;

static void
on_ended_cb (HzBackupWork *work,
             const char *sentence,
             gboolean is_well,
             Fixture *fixture)
{
  g_free (fixture->sentence);
  fixture->sentence = g_strdup (sentence);
  fixture->is_well = is_well;
  fixture->n_ended++;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->centre = hz_test_records_new ();
  path = g_build_filename (fixture->centre->pins, "settings", NULL);
  fixture->settings = hz_settings_new_for_file (path);
  fixture->target = hz_test_make_folder ();
  fixture->records = hz_test_records_enter (fixture->centre, HZ_TEST_ADMIN);
}

static gboolean
knows_last (gpointer data)
{
  return hz_backup_work_get_last (((Fixture *) data)->work) != NULL;
}

static void
begin (Fixture *fixture)
{
  fixture->work = hz_backup_work_new (fixture->records, fixture->settings);
  g_signal_connect (fixture->work, "ended", G_CALLBACK (on_ended_cb), fixture);
  hz_test_wait_until (knows_last, fixture);
}

static int
get_age (Fixture *fixture)
{
  return hz_backup_get_age (hz_backup_work_get_last (fixture->work), hz_clock_now ());
}

static gboolean
is_at_rest (gpointer data)
{
  return !hz_backup_work_is_running (((Fixture *) data)->work);
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *) data)->n_ended > 0;
}

static void
wait_end (Fixture *fixture)
{
  hz_test_wait_until (has_ended, fixture);
  fixture->n_ended = 0;
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->work != NULL)
    {
      hz_test_wait_until (is_at_rest, fixture);
      hz_backup_work_let_go (fixture->work);
      hz_test_records_flush (fixture->centre);
      hz_test_assert_finalizes (fixture->work);
    }
  hz_test_records_free (fixture->centre);
  g_object_unref (fixture->settings);
  hz_test_remove_folder (fixture->target);
  g_free (fixture->target);
  g_free (fixture->sentence);
}

static guint
count_backups (Fixture *fixture)
{
  g_autoptr (GPtrArray) places = NULL;
  HzId centre_id;

  hz_vault_get_centre_id (fixture->centre->vault, &centre_id);
  places = hz_backup_list_read (fixture->target, &centre_id);

  return places->len;
}

static void
test_schedule (void)
{
  static const struct
  {
    HzBackupSchedule schedule;
    int age;
    gboolean is_due;
  } cases[] = {
    { HZ_BACKUP_SCHEDULE_OFF, -1, FALSE }, { HZ_BACKUP_SCHEDULE_OFF, 400, FALSE },
    { HZ_BACKUP_SCHEDULE_DAY, -1, TRUE },  { HZ_BACKUP_SCHEDULE_DAY, 0, FALSE },
    { HZ_BACKUP_SCHEDULE_DAY, 1, TRUE },   { HZ_BACKUP_SCHEDULE_DAY, 30, TRUE },
    { HZ_BACKUP_SCHEDULE_WEEK, -1, TRUE }, { HZ_BACKUP_SCHEDULE_WEEK, 0, FALSE },
    { HZ_BACKUP_SCHEDULE_WEEK, 6, FALSE }, { HZ_BACKUP_SCHEDULE_WEEK, 7, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (hz_backup_schedule_is_due (cases[i].schedule, cases[i].age), ==, cases[i].is_due);
}

static void
test_asked_for (Fixture *fixture,
                gconstpointer data)
{
  g_settings_set_string (fixture->settings, "backup-schedule", "off");
  g_settings_set_uint (fixture->settings, "backups-kept", 2);
  begin (fixture);
  g_assert_cmpint (get_age (fixture), ==, -1);

  /* Nowhere yet, and nothing there to be tried. */
  hz_backup_work_start (fixture->work);
  wait_end (fixture);
  g_assert_false (fixture->is_well);
  g_settings_set_string (fixture->settings, "backup-folder", fixture->target);
  hz_backup_work_try_last (fixture->work);
  wait_end (fixture);
  g_assert_false (fixture->is_well);

  for (guint i = 1; i <= 4; i++)
    {
      hz_backup_work_start (fixture->work);
      g_assert_true (hz_backup_work_is_running (fixture->work));
      wait_end (fixture);
      g_assert_true (fixture->is_well);
      g_assert_cmpuint (count_backups (fixture), ==, MIN (i, 2));
    }
  hz_test_records_flush (fixture->centre);
  g_assert_cmpint (get_age (fixture), ==, 0);

  hz_backup_work_try_last (fixture->work);
  wait_end (fixture);
  g_assert_true (fixture->is_well);
}

static void
test_by_itself (Fixture *fixture,
                gconstpointer data)
{
  g_settings_set_string (fixture->settings, "backup-folder", fixture->target);
  g_settings_set_string (fixture->settings, "backup-schedule", "week");
  begin (fixture);
  wait_end (fixture);
  g_assert_true (fixture->is_well);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
}

/* The last one was made while the clock was wrong: the next does not wait until that day. */
static void
test_of_future (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;

  hz_clock_shift (30 * HZ_CLOCK_DAY);
  hz_backup_store_add_async (fixture->records, "of another month", hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  g_assert_true (hz_backup_store_add_finish (fixture->records, answer, NULL));
  hz_clock_reset ();

  g_settings_set_string (fixture->settings, "backup-folder", fixture->target);
  g_settings_set_string (fixture->settings, "backup-schedule", "week");
  begin (fixture);
  wait_end (fixture);
  g_assert_true (fixture->is_well);
  hz_test_records_flush (fixture->centre);
  g_assert_false (hz_backup_work_is_running (fixture->work));
  g_assert_cmpuint (count_backups (fixture), ==, 1);
}

/* The stick is not in: not a word, and no folder is made where it will be. */
static void
test_not_there (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *stick = g_build_filename (fixture->target, "stick", NULL);

  g_settings_set_string (fixture->settings, "backup-folder", stick);
  begin (fixture);
  hz_test_records_flush (fixture->centre);
  g_assert_false (hz_backup_work_is_running (fixture->work));
  g_assert_cmpuint (fixture->n_ended, ==, 0);

  hz_backup_work_start (fixture->work);
  wait_end (fixture);
  g_assert_false (fixture->is_well);
  g_assert_false (g_file_test (stick, G_FILE_TEST_EXISTS));
}

static void
test_wrong_places (Fixture *fixture,
                   gconstpointer data)
{
  g_settings_set_string (fixture->settings, "backup-schedule", "off");
  begin (fixture);

  /* Where not even root makes a folder. */
  g_settings_set_string (fixture->settings, "backup-folder", "/proc");
  hz_backup_work_start (fixture->work);
  wait_end (fixture);
  g_assert_true (g_str_has_prefix (fixture->sentence, "Nothing can be written there."));

  g_settings_set_string (fixture->settings, "backup-folder",
                         hz_vault_get_folder (fixture->centre->vault));
  hz_backup_work_start (fixture->work);
  wait_end (fixture);
  g_assert_true (g_str_has_prefix (fixture->sentence, "This is the folder of the centre itself."));
}

/* In the thread that writes the backup, when the database is copied. */
static gboolean
pull_out (HzKeyringStep step,
          gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *stick = g_build_filename (fixture->target, "stick", NULL);
  g_autofree char *away = g_build_filename (fixture->target, "away", NULL);

  if (step == HZ_KEYRING_STEP_CREATE)
    g_assert_cmpint (g_rename (stick, away), ==, 0);

  return TRUE;
}

static void
test_pulled (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *stick = g_build_filename (fixture->target, "stick", NULL);
  g_autofree char *away = g_build_filename (fixture->target, "away", NULL);

  g_settings_set_string (fixture->settings, "backup-schedule", "off");
  g_settings_set_string (fixture->settings, "backup-folder", stick);
  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  begin (fixture);
  hz_keyring_file_watch_steps (pull_out, fixture);
  hz_backup_work_start (fixture->work);
  wait_end (fixture);
  hz_keyring_file_watch_steps (NULL, NULL);
  g_assert_false (fixture->is_well);
  g_assert_true (g_str_has_prefix (fixture->sentence, "The stick was taken out before the backup was"));
  hz_test_records_flush (fixture->centre);
  g_assert_cmpint (get_age (fixture), ==, -1);

  /* Put in again, it takes one. */
  g_assert_cmpint (g_rename (away, stick), ==, 0);
  hz_backup_work_start (fixture->work);
  wait_end (fixture);
  g_assert_true (fixture->is_well);
}

static void
test_stopped (Fixture *fixture,
              gconstpointer data)
{
  g_settings_set_string (fixture->settings, "backup-schedule", "off");
  g_settings_set_string (fixture->settings, "backup-folder", fixture->target);
  begin (fixture);
  hz_backup_work_start (fixture->work);
  hz_backup_work_stop (fixture->work);
  wait_end (fixture);
  g_assert_false (fixture->is_well);
  g_assert_cmpuint (count_backups (fixture), ==, 0);
}

/* A lock in the middle: nothing more is said, and nothing keeps the records. */
static void
test_let_go (Fixture *fixture,
             gconstpointer data)
{
  g_settings_set_string (fixture->settings, "backup-schedule", "off");
  g_settings_set_string (fixture->settings, "backup-folder", fixture->target);
  begin (fixture);
  hz_backup_work_start (fixture->work);
  hz_backup_work_let_go (fixture->work);
  hz_test_records_leave (fixture->centre);
  hz_test_wait_until (is_at_rest, fixture);
  g_assert_cmpuint (fixture->n_ended, ==, 0);
  hz_test_assert_finalizes (g_steal_pointer (&fixture->work));
}

/* --- The page ------------------------------------------------------------------------------------- */

static gboolean
is_open (gpointer data)
{
  return hz_session_get_records (data) != NULL
         && hz_vault_get_state (hz_session_get_vault (data)) == HZ_VAULT_OPEN;
}

static HzSession *
open_session (Fixture *fixture)
{
  HzSession *session = hz_session_new (fixture->centre->folder);
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_test_records_leave (fixture->centre);
  hz_vault_set_pin_folder (hz_session_get_vault (session), NULL);
  hz_session_open_async (session, hz_test_records_get_login (HZ_TEST_ADMIN), password, NULL, NULL,
                         hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  g_assert_true (hz_session_open_finish (session, answer, &error));
  g_assert_no_error (error);
  g_assert_true (is_open (session));

  return session;
}

static void
close_session (HzSession *session)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_session_lock_async (session, NULL, NULL, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  hz_session_lock_finish (session, answer, &error);
  g_assert_no_error (error);
  g_object_unref (session);
}

static GtkWidget *
find_button (GtkWidget *root,
             const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_BUTTON (child)
                         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0
                         ? child : find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_page (Fixture *fixture,
           gconstpointer data)
{
  HzSession *session = open_session (fixture);
  GtkWidget *page;
  GtkWidget *make;
  GtkWindow *window;

  g_settings_set_string (fixture->settings, "backup-schedule", "off");
  g_settings_set_string (fixture->settings, "backup-folder", fixture->target);
  hz_session_begin_work (session, fixture->settings);
  page = hz_settings_page_create_backup (session, fixture->settings);
  window = hz_test_ui_present (page);
  make = find_button (page, "Back up now");
  hz_test_ui_wait_for (page, "None has been made yet.");
  hz_test_ui_wait_for (page, fixture->target);

  g_signal_emit_by_name (make, "clicked");
  g_assert_false (gtk_widget_get_sensitive (make));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (find_button (page, "Stop"))));
  hz_test_ui_wait_for (page, "every page of it was read and is genuine");
  hz_test_ui_wait_without (page, "None has been made yet.");
  g_assert_true (gtk_widget_get_sensitive (make));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (find_button (page, "Stop"))));

  g_signal_emit_by_name (find_button (page, "Check that it restores"), "clicked");
  hz_test_ui_wait_for (page, "The backup restores");

  hz_test_ui_close (window, page);
  close_session (session);
}

#define ADD(name) \
  g_test_add ("/app/backup-work/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add_func ("/app/backup-work/schedule", test_schedule);
  ADD (asked_for);
  ADD (by_itself);
  ADD (of_future);
  ADD (not_there);
  ADD (wrong_places);
  ADD (pulled);
  ADD (stopped);
  ADD (let_go);
  ADD (page);

  return g_test_run ();
}
