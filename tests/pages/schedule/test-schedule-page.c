/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-appointment-card.h"
#include "hz-appointment-store.h"
#include "hz-banner.h"
#include "hz-booking-dialog.h"
#include "hz-booking-form.h"
#include "hz-booking-popover.h"
#include "hz-clash-box.h"
#include "hz-client-field.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-page.h"
#include "hz-schedule-page.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"
#include "hz-time-block.h"
#include "hz-time-entry.h"
#include "hz-time-grid.h"
#include "hz-zone.h"

static const HzDate monday = HZ_DATE (2026, 11, 23);

typedef struct
{
  HzTestRecords *test;
  HzRecords *records;
  HzId clients[2];
  HzAppointment *stands;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static HzAppointment *
make (Fixture *fixture,
      int client,
      HzTestStaff who,
      int start,
      int end)
{
  HzAppointment *appointment = hz_appointment_new ();

  appointment->client_id = fixture->clients[client];
  appointment->member_id = fixture->test->ids[who];
  appointment->date = monday;
  appointment->start_minute = start;
  appointment->end_minute = end;
  g_free (appointment->kind);
  appointment->kind = g_strdup ("first");

  return appointment;
}

static gboolean
run_set_up (HzContext *context,
            gpointer data,
            GError **error)
{
  static const char *const names[] = { "Мисолзода", "Хаёлова" };
  Fixture *fixture = data;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();

      client->surname = g_strdup (names[i]);
      g_ptr_array_add (client->phones,
                       hz_client_phone_new ("+992600000002", "self", "noted", "10-12"));
      if (!hz_client_store_save (context, client, error))
        return FALSE;
      fixture->clients[i] = client->stamp.id;
    }
  fixture->stands = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);

  return hz_appointment_store_save (context, fixture->stands, NULL, error);
}

static gboolean
has_blocks (gpointer data)
{
  Fixture *fixture = data;

  return hz_test_ui_find (fixture->page, HZ_TYPE_TIME_BLOCK, NULL) != NULL;
}

static void
open_page (Fixture *fixture)
{
  GtkWidget *window;

  fixture->page = hz_schedule_page_new (fixture->records);
  /* Wide enough for a popover beside a column. */
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 728);
  gtk_window_set_child (GTK_WINDOW (window), fixture->page);
  fixture->window = hz_test_ui_present (window);
  hz_test_wait_until (has_blocks, fixture);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_clock_stop (hz_zone_to_utc (monday, 10 * 60 + 20));
  fixture->test = hz_test_records_new ();
  fixture->records = hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_set_up, fixture);
  open_page (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, fixture->page);
  g_object_unref (fixture->stands);
  hz_test_records_free (fixture->test);
  hz_clock_reset ();
}

static HzTimeGrid *
get_grid (Fixture *fixture)
{
  return HZ_TIME_GRID (hz_test_ui_find (fixture->page, HZ_TYPE_TIME_GRID, NULL));
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

/* As it stands in the file now. */
static void
read_again (Fixture *fixture)
{
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_get, &fixture->stands);
}

static gboolean
is_revised (gpointer data)
{
  Fixture *fixture = data;
  gint64 revision = fixture->stands->stamp.revision;

  read_again (fixture);

  return fixture->stands->stamp.revision > revision;
}

static void
put_cursor_on_block (Fixture *fixture)
{
  g_autofree char *id = hz_id_to_hex (&fixture->stands->stamp.id);

  gtk_widget_grab_focus (GTK_WIDGET (get_grid (fixture)));
  g_assert_true (hz_time_grid_set_current_id (get_grid (fixture), id));
}

static void
test_day (Fixture *fixture,
          gconstpointer data)
{
  HzTimeBlock *block = HZ_TIME_BLOCK (hz_test_ui_find (fixture->page, HZ_TYPE_TIME_BLOCK, NULL));
  const HzTimeEvent *event = hz_time_block_get_event (block);

  /* The lawyer and the psychologist, in the order of their names. */
  g_assert_cmpint (event->column, ==, 0);
  g_assert_cmpstr (event->title, ==, "Мисолзода");
  g_assert_cmpstr (event->state, ==, "scheduled");
  g_assert_true (event->can_change);
  g_assert_nonnull (strstr (event->spoken, "Озмоишзода"));
  g_assert_nonnull (strstr (event->spoken, "10-12"));
  g_assert_cmpstr (hz_page_get_title (HZ_PAGE (fixture->page)), ==, "Schedule");
}

static void
test_state_keys (Fixture *fixture,
                 gconstpointer data)
{
  put_cursor_on_block (fixture);
  /* A on a Russian layout. */
  g_assert_true (hz_time_grid_press_key (get_grid (fixture), GDK_KEY_Cyrillic_ef, 0));
  hz_test_wait_until (is_revised, fixture);
  g_assert_cmpstr (fixture->stands->state, ==, "arrived");
  g_assert_cmpint (fixture->stands->arrived, ==, hz_clock_now ());
}

static void
test_move_by_keys (Fixture *fixture,
                   gconstpointer data)
{
  HzTimeGrid *grid = get_grid (fixture);

  put_cursor_on_block (fixture);
  hz_time_grid_press_key (grid, GDK_KEY_m, 0);
  hz_time_grid_press_key (grid, GDK_KEY_Down, GDK_CONTROL_MASK);
  hz_time_grid_press_key (grid, GDK_KEY_Right, 0);
  hz_time_grid_press_key (grid, GDK_KEY_Return, 0);
  hz_test_wait_until (is_revised, fixture);
  g_assert_cmpint (fixture->stands->start_minute, ==, 660);
  g_assert_true (hz_id_equal (&fixture->stands->member_id, &fixture->test->ids[HZ_TEST_LAWYER]));
}

static gboolean
has_popover (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *popover = hz_test_ui_find (fixture->page, HZ_TYPE_BOOKING_POPOVER, NULL);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static gboolean
has_clash (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *box = hz_test_ui_find (fixture->page, HZ_TYPE_CLASH_BOX, NULL);

  return box != NULL && gtk_widget_get_visible (box);
}

static gboolean
has_no_popover (gpointer data)
{
  Fixture *fixture = data;

  return hz_test_ui_find (fixture->page, HZ_TYPE_BOOKING_POPOVER, NULL) == NULL;
}

static gboolean
run_count (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_db_get_int (context->db, "SELECT count (*) FROM appointment", data, error);
}

static gint64
count (Fixture *fixture)
{
  gint64 n = 0;

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_count, &n);

  return n;
}

static gboolean
has_client (gpointer form)
{
  GtkWidget *field = hz_test_ui_find (form, HZ_TYPE_CLIENT_FIELD, NULL);

  return hz_client_field_get_client (HZ_CLIENT_FIELD (field)) != NULL;
}

/* Over a taken time: it is named in the popover, nothing is saved before a reason is written. */
static void
test_book_over (Fixture *fixture,
                gconstpointer data)
{
  GtkWidget *form;

  hz_time_grid_set_cursor (get_grid (fixture), 0, 9 * 60 + 45);
  gtk_widget_grab_focus (GTK_WIDGET (get_grid (fixture)));
  hz_time_grid_press_key (get_grid (fixture), GDK_KEY_Down, GDK_SHIFT_MASK);
  hz_time_grid_press_key (get_grid (fixture), GDK_KEY_Return, 0);
  hz_test_wait_until (has_popover, fixture);
  form = hz_test_ui_find (fixture->page, HZ_TYPE_BOOKING_FORM, NULL);
  hz_booking_form_set_client (HZ_BOOKING_FORM (form), &fixture->clients[1]);
  hz_test_wait_until (has_client, form);
  hz_test_wait_until (has_clash, fixture);
  g_assert_cmpstr (hz_booking_form_get_main_label (HZ_BOOKING_FORM (form)), ==, "Book anyway");
  hz_booking_form_submit (HZ_BOOKING_FORM (form));
  hz_test_ui_wait_for (fixture->page, "Write a word of reason");
  g_assert_cmpint (count (fixture), ==, 1);

  hz_clash_box_set_reason (
    HZ_CLASH_BOX (hz_test_ui_find (fixture->page, HZ_TYPE_CLASH_BOX, NULL)), "danger");
  hz_booking_form_submit (HZ_BOOKING_FORM (form));
  hz_test_wait_until (has_no_popover, fixture);
  g_assert_cmpint (count (fixture), ==, 2);
}

static void
test_card (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *card;

  put_cursor_on_block (fixture);
  hz_time_grid_press_key (get_grid (fixture), GDK_KEY_Return, 0);
  card = hz_test_ui_find (fixture->page, HZ_TYPE_APPOINTMENT_CARD, NULL);
  g_assert_nonnull (card);
  g_assert_true (gtk_widget_get_visible (hz_test_ui_find (card, GTK_TYPE_BUTTON, "cancel")));
  /* Reception starts no session. */
  g_assert_false (gtk_widget_get_visible (hz_test_ui_find (card, GTK_TYPE_BUTTON, "start")));
  g_assert_true (gtk_widget_get_visible (hz_test_ui_find (card, HZ_TYPE_BANNER, NULL)));
  /* It is open when the window goes, as at a lock: nothing of the records stays behind. */
}

static gboolean
has_seven_columns (gpointer data)
{
  Fixture *fixture = data;
  HzTimeGrid *grid = get_grid (fixture);
  int column, minute;

  hz_time_grid_set_cursor (grid, 6, 600);
  hz_time_grid_get_cursor (grid, &column, &minute);

  return column == 6;
}

static void
test_week (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *week = hz_test_ui_find (fixture->page, GTK_TYPE_TOGGLE_BUTTON, "week_mode");
  g_autoptr (GVariant) place = NULL;
  g_autofree char *id = hz_id_to_hex (&fixture->stands->stamp.id);

  put_cursor_on_block (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (week), TRUE);
  hz_test_wait_until (has_seven_columns, fixture);
  g_assert_true (hz_time_grid_set_current_id (get_grid (fixture), id));

  /* A lock brings her back to the same week. */
  place = hz_page_get_place (HZ_PAGE (fixture->page));
  hz_test_ui_close (fixture->window, fixture->page);
  fixture->page = hz_schedule_page_new (fixture->records);
  fixture->window = hz_test_ui_present (fixture->page);
  hz_page_set_place (HZ_PAGE (fixture->page), place);
  hz_test_wait_until (has_seven_columns, fixture);
  hz_test_wait_until (has_blocks, fixture);
}

/* A colleague's column is busy time and cannot be changed. */
static void
test_veiled (Fixture *fixture,
             gconstpointer data)
{
  HzTimeBlock *block;
  const HzTimeEvent *event;

  hz_test_ui_close (fixture->window, fixture->page);
  fixture->records = hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  open_page (fixture);
  block = HZ_TIME_BLOCK (hz_test_ui_find (fixture->page, HZ_TYPE_TIME_BLOCK, NULL));
  event = hz_time_block_get_event (block);
  g_assert_cmpstr (event->title, ==, "Busy");
  g_assert_null (event->state);
  g_assert_false (event->can_change);
  g_assert_null (strstr (event->spoken, "Мисолзода"));
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (HZ_IS_BOOKING_DIALOG (link->data))
        {
          *(GtkWidget **) data = link->data;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
has_time (gpointer data)
{
  GtkWidget *time = hz_test_ui_find (data, HZ_TYPE_TIME_ENTRY, NULL);

  return *hz_time_entry_get_text (HZ_TIME_ENTRY (time)) != '\0';
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

/* From a client's page: she is chosen, the first free time is offered, Ctrl+Enter books. */
static void
test_book_dialog (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *id = hz_id_to_hex (&fixture->clients[1]);
  GtkWidget *dialog = NULL;
  GtkWidget *form;

  g_assert_true (hz_page_perform (HZ_PAGE (fixture->page), "book", id));
  hz_test_wait_until (has_dialog, &dialog);
  form = hz_test_ui_find (dialog, HZ_TYPE_BOOKING_FORM, NULL);
  hz_test_wait_until (has_time, dialog);
  hz_test_wait_until (has_client, form);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  hz_booking_form_submit (HZ_BOOKING_FORM (form));
  hz_test_wait_until (is_gone, &dialog);
  g_assert_cmpint (count (fixture), ==, 2);
}

static gboolean
is_heard (GtkWidget *widget,
          const char *signal)
{
  return g_signal_has_handler_pending (widget, g_signal_lookup (signal, G_OBJECT_TYPE (widget)), 0,
                                       TRUE);
}

/* A search that is under way keeps the field, and so it outlives the form, which must not be told. */
static void
test_form_gone (Fixture *fixture,
                gconstpointer data)
{
  HzBookingDialog *dialog = hz_booking_dialog_new (fixture->records, NULL);
  GtkWidget *form = GTK_WIDGET (hz_booking_dialog_get_form (dialog));
  GtkWidget *client, *clash_box;

  hz_dialog_present (HZ_DIALOG (dialog), fixture->page);
  client = g_object_ref (hz_test_ui_find (form, HZ_TYPE_CLIENT_FIELD, NULL));
  clash_box = g_object_ref (hz_test_ui_find (GTK_WIDGET (dialog), HZ_TYPE_CLASH_BOX, NULL));
  g_assert_true (is_heard (client, "changed") && is_heard (client, "typed"));
  g_assert_true (is_heard (clash_box, "changed"));

  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  gtk_window_destroy (GTK_WINDOW (dialog));
  hz_test_wait_until (is_gone, &form);
  g_assert_false (is_heard (client, "changed"));
  g_assert_false (is_heard (client, "typed"));
  g_assert_false (is_heard (clash_box, "changed"));

  hz_test_assert_finalizes (clash_box);
  hz_test_assert_finalizes (client);
}

#define ADD(path, func) \
  g_test_add ("/pages/schedule-page/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc,
      char **argv)
{
  hz_test_ui_init (&argc, &argv);

  ADD ("day", test_day);
  ADD ("form-gone", test_form_gone);
  ADD ("state-keys", test_state_keys);
  ADD ("move-by-keys", test_move_by_keys);
  ADD ("book-over", test_book_over);
  ADD ("card", test_card);
  ADD ("week", test_week);
  ADD ("veiled", test_veiled);
  ADD ("book-dialog", test_book_dialog);

  return g_test_run ();
}
