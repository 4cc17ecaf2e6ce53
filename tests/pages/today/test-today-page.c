/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-appointment-store.h"
#include "hz-backup-bar.h"
#include "hz-clock-bar.h"
#include "hz-backup-store.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-disk-bar.h"
#include "hz-draft-store.h"
#include "hz-page.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"
#include "hz-today-list.h"
#include "hz-today-page.h"
#include "hz-today-row.h"
#include "hz-today-tasks.h"
#include "hz-zone.h"

static const HzDate monday = HZ_DATE (2026, 11, 23);

/* 9:00 and 10:00 with the psychologist, 10:00 with the lawyer. */
typedef struct
{
  HzTestRecords *test;
  HzRecords *records;
  HzAppointment *appointments[3];
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static gboolean
run_set_up (HzContext *context,
            gpointer data,
            GError **error)
{
  static const struct
  {
    HzTestStaff who;
    int start;
  } times[] = { { HZ_TEST_PSYCHOLOGIST, 540 }, { HZ_TEST_PSYCHOLOGIST, 600 },
                { HZ_TEST_LAWYER, 600 } };
  Fixture *fixture = data;

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();
      HzAppointment *appointment = hz_appointment_new ();

      client->surname = g_strdup_printf ("Мисолзода%d", (int) i);
      if (!hz_client_store_save (context, client, error))
        return FALSE;
      fixture->appointments[i] = appointment;
      appointment->client_id = client->stamp.id;
      appointment->member_id = fixture->test->ids[times[i].who];
      appointment->date = monday;
      appointment->start_minute = times[i].start;
      appointment->end_minute = times[i].start + 45;
      g_free (appointment->kind);
      appointment->kind = g_strdup ("first");
      if (!hz_appointment_store_save (context, appointment, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_arrived (HzContext *context,
             gpointer data,
             GError **error)
{
  return hz_appointment_store_set_state (context, data, "arrived", error);
}

static gboolean
run_get (HzContext *context,
         gpointer data,
         GError **error)
{
  HzAppointment **appointment = data;
  HzAppointment *found = hz_appointment_store_get (context, &(*appointment)->stamp.id, error);

  g_object_unref (*appointment);
  *appointment = found;

  return found != NULL;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_clock_stop (hz_zone_to_utc (monday, 10 * 60));
  fixture->test = hz_test_records_new ();
  fixture->records = hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_set_up, fixture);
}

/* A list of the page, and how many rows it is to have. */
typedef struct
{
  HzTodayList *list;
  guint n_rows;
} Expected;

static gboolean
has_rows (gpointer data)
{
  Expected *expected = data;

  return hz_today_list_get_n_rows (expected->list) == expected->n_rows;
}

static void
open_page (Fixture *fixture,
           HzTestStaff who)
{
  fixture->records = hz_test_records_enter (fixture->test, who);
  fixture->page = hz_today_page_new (fixture->records);
  fixture->window = hz_test_ui_present (fixture->page);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, fixture->page);
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->appointments); i++)
    g_object_unref (fixture->appointments[i]);
  hz_test_records_free (fixture->test);
  hz_clock_reset ();
}

/* The lists in the order in which they stand. */
static HzTodayList *
get_list (Fixture *fixture,
          int place)
{
  GtkWidget *columns = hz_test_ui_find (fixture->page, GTK_TYPE_FLOW_BOX, "columns");
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (columns), place);

  return HZ_TODAY_LIST (gtk_flow_box_child_get_child (child));
}

static void
wait_rows (Fixture *fixture,
           int place,
           guint n_rows)
{
  hz_test_wait_until (has_rows, &(Expected) { get_list (fixture, place), n_rows });
}

static void
test_reception (Fixture *fixture,
                gconstpointer data)
{
  open_page (fixture, HZ_TEST_RECEPTION);
  g_assert_cmpstr (hz_page_get_title (HZ_PAGE (fixture->page)), ==, "Today");
  wait_rows (fixture, 1, 3);
  g_assert_cmpuint (hz_today_list_get_n_rows (get_list (fixture, 0)), ==, 0);

  /* Who comes is in the waiting room at once. */
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_arrived, fixture->appointments[2]);
  wait_rows (fixture, 0, 1);
}

static void
test_own (Fixture *fixture,
          gconstpointer data)
{
  HzTodayRow *row;

  open_page (fixture, HZ_TEST_PSYCHOLOGIST);
  wait_rows (fixture, 0, 2);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_arrived, fixture->appointments[0]);
  wait_rows (fixture, 1, 1);

  row = HZ_TODAY_ROW (hz_test_ui_find (GTK_WIDGET (get_list (fixture, 1)), HZ_TYPE_TODAY_ROW, NULL));
  hz_today_row_go_on (row);
  wait_rows (fixture, 1, 0);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_get, &fixture->appointments[0]);
  g_assert_cmpstr (fixture->appointments[0]->state, ==, "in_session");
}

/* The focus stays on the same appointment when another one is changed. */
static void
test_focus (Fixture *fixture,
            gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *focus;

  open_page (fixture, HZ_TEST_RECEPTION);
  wait_rows (fixture, 1, 3);
  row = hz_test_ui_find (GTK_WIDGET (get_list (fixture, 1)), HZ_TYPE_TODAY_ROW, NULL);
  gtk_widget_grab_focus (row);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_arrived, fixture->appointments[1]);
  wait_rows (fixture, 0, 1);
  focus = gtk_window_get_focus (fixture->window);
  g_assert_true (HZ_IS_TODAY_ROW (focus));
  g_assert_true (hz_id_equal (
    &hz_today_row_get_appointment (HZ_TODAY_ROW (focus))->stamp.id,
    &fixture->appointments[0]->stamp.id));
}

static gboolean
run_draft (HzContext *context,
           gpointer data,
           GError **error)
{
  HzId nobody = HZ_ID_NONE;
  g_autoptr (HzDraft) draft = hz_draft_new ("client", &nobody);

  draft->content = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));

  return hz_draft_store_put (context, draft, error);
}

/* The tasks, and how many there are to be. */
typedef struct
{
  HzTodayTasks *tasks;
  guint n_rows;
} Due;

static gboolean
has_tasks (gpointer data)
{
  Due *due = data;

  return hz_today_tasks_get_n_rows (due->tasks) == due->n_rows;
}

static void
test_tasks (Fixture *fixture,
            gconstpointer data)
{
  HzTodayTasks *tasks;
  guint before;

  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_draft, NULL);
  open_page (fixture, HZ_TEST_RECEPTION);
  hz_test_records_flush (fixture->test);
  tasks = HZ_TODAY_TASKS (hz_test_ui_find (fixture->page, HZ_TYPE_TODAY_TASKS, NULL));
  before = hz_today_tasks_get_n_rows (tasks);

  /* What was begun today is not due; tomorrow it is. */
  hz_clock_advance (HZ_CLOCK_DAY);
  hz_today_tasks_refresh (tasks);
  hz_test_wait_until (has_tasks, &(Due) { tasks, before + 1 });
}

/* No appointments are shown to who may know of none. */
static void
test_admin (Fixture *fixture,
            gconstpointer data)
{
  open_page (fixture, HZ_TEST_ADMIN);
  g_assert_null (hz_test_ui_find (fixture->page, HZ_TYPE_TODAY_LIST, NULL));
  g_assert_nonnull (hz_test_ui_find (fixture->page, HZ_TYPE_TODAY_TASKS, NULL));
}

static gboolean
run_backed_up (HzContext *context,
               gpointer data,
               GError **error)
{
  return hz_backup_store_add (context, "backups/2026-11-23", error);
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

/* Who can make a backup is asked from the first day on, others are warned when it is overdue. */
static void
test_backup_bar (Fixture *fixture,
                 gconstpointer data)
{
  GtkWidget *bar;

  open_page (fixture, HZ_TEST_ADMIN);
  bar = hz_test_ui_find (fixture->page, HZ_TYPE_BACKUP_BAR, NULL);
  hz_test_ui_wait_for (bar, "No backup has been made yet. Back up now?");
  g_assert_true (gtk_widget_has_css_class (bar, "hz-clash"));
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_backed_up, NULL);
  hz_test_wait_until (is_hidden, bar);

  hz_clock_advance (HZ_CLOCK_DAY);
  hz_backup_bar_refresh (HZ_BACKUP_BAR (bar));
  hz_test_ui_wait_for (bar, "Last backup: 1 day ago. Back up now?");
  g_assert_false (gtk_widget_has_css_class (bar, "hz-clash"));
  hz_test_ui_close (fixture->window, fixture->page);

  open_page (fixture, HZ_TEST_RECEPTION);
  bar = hz_test_ui_find (fixture->page, HZ_TYPE_BACKUP_BAR, NULL);
  hz_test_records_flush (fixture->test);
  g_assert_false (gtk_widget_get_visible (bar));
  hz_clock_advance (7 * HZ_CLOCK_DAY);
  hz_backup_bar_refresh (HZ_BACKUP_BAR (bar));
  hz_test_ui_wait_for (bar, "Last backup: 8 days ago. Tell the administrator.");
  g_assert_true (gtk_widget_has_css_class (bar, "hz-clash"));
  g_assert_false (gtk_widget_get_visible (hz_test_ui_find (bar, GTK_TYPE_BUTTON, NULL)));

  /* The clock is set back. */
  hz_clock_advance (-30 * HZ_CLOCK_DAY);
  hz_backup_bar_refresh (HZ_BACKUP_BAR (bar));
  hz_test_ui_wait_for (bar, "The last backup has a day that is still to come");
}

/* The battery of an old computer is empty: it begins anew in another year. */
static void
test_clock_bar (Fixture *fixture,
                gconstpointer data)
{
  GtkWidget *bar;

  open_page (fixture, HZ_TEST_MANAGER);
  hz_test_ui_close (fixture->window, fixture->page);
  open_page (fixture, HZ_TEST_RECEPTION);
  bar = hz_test_ui_find (fixture->page, HZ_TYPE_CLOCK_BAR, NULL);
  hz_test_records_flush (fixture->test);
  g_assert_false (gtk_widget_get_visible (bar));

  hz_clock_advance (-5 * 365 * HZ_CLOCK_DAY);
  hz_clock_bar_refresh (HZ_CLOCK_BAR (bar), fixture->test->records);
  hz_test_ui_wait_for (bar, "The clock of this computer says");
  hz_clock_advance (5 * 365 * HZ_CLOCK_DAY);
  hz_clock_bar_refresh (HZ_CLOCK_BAR (bar), fixture->test->records);
  hz_test_wait_until (is_hidden, bar);
}

static void
test_disk_bar (Fixture *fixture,
               gconstpointer data)
{
  const guint64 megabyte = 1024 * 1024;
  GtkWidget *bar;

  open_page (fixture, HZ_TEST_RECEPTION);
  bar = hz_test_ui_find (fixture->page, HZ_TYPE_DISK_BAR, NULL);
  hz_disk_bar_set_free (HZ_DISK_BAR (bar), 200 * megabyte);
  g_assert_false (gtk_widget_get_visible (bar));
  hz_disk_bar_set_free (HZ_DISK_BAR (bar), 200 * megabyte - 1);
  hz_test_ui_wait_for (bar, "free: 199 MB");
  hz_disk_bar_set_free (HZ_DISK_BAR (bar), 0);
  hz_test_ui_wait_for (bar, "free: 0 MB");
  hz_disk_bar_set_free (HZ_DISK_BAR (bar), G_MAXUINT64);
  g_assert_false (gtk_widget_get_visible (bar));
}

#define ADD(path, func) \
  g_test_add ("/pages/today-page/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc,
      char **argv)
{
  hz_test_ui_init (&argc, &argv);

  ADD ("reception", test_reception);
  ADD ("own", test_own);
  ADD ("focus", test_focus);
  ADD ("tasks", test_tasks);
  ADD ("admin", test_admin);
  ADD ("backup-bar", test_backup_bar);
  ADD ("clock-bar", test_clock_bar);
  ADD ("disk-bar", test_disk_bar);

  return g_test_run ();
}
