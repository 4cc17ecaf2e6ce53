/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-appointment-store.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-hours-store.h"
#include "hz-keep-apart-store.h"
#include "hz-test-records.h"
#include "hz-zone.h"

/* A Monday on which everybody works from 8 to 12 and from 13 to 17. */
static const HzDate monday = HZ_DATE (2026, 11, 23);

#define STANDS_START 600
#define STANDS_END 645

/* One appointment stands on Monday from 10:00 to 10:45: the first client, the psychologist, room 2. */
typedef struct
{
  HzTestRecords *test;
  HzId clients[2];
  HzAppointment *stands;
} Fixture;

typedef struct
{
  HzAppointment *wish;
  GPtrArray *clashes;
  HzHours *hours;
  HzDate date;
  int minute;
  gboolean is_found;
} Ask;

static HzAppointment *
make (Fixture *fixture,
      int client,
      HzTestStaff who,
      const char *room,
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
  g_free (appointment->room);
  appointment->room = g_strdup (room);

  return appointment;
}

static gboolean
run_set_up (HzContext *context,
            gpointer data,
            GError **error)
{
  Fixture *fixture = data;

  for (gsize i = 0; i < G_N_ELEMENTS (fixture->clients); i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();

      if (!hz_client_store_save (context, client, error))
        return FALSE;
      fixture->clients[i] = client->stamp.id;
    }
  fixture->stands = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, "2", STANDS_START, STANDS_END);

  return hz_appointment_store_save (context, fixture->stands, NULL, error);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_clock_stop (hz_zone_to_utc (monday, 7 * 60));
  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_set_up, fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->stands);
  hz_test_records_free (fixture->test);
  hz_clock_reset ();
}

static gboolean
run_find (HzContext *context,
          gpointer data,
          GError **error)
{
  Ask *ask = data;

  ask->clashes = hz_clash_find (context, ask->wish, error);

  return ask->clashes != NULL;
}

/* (transfer full): wish. @expected: kinds by their first letters in the order they come. */
static void
assert_clashes (Fixture *fixture,
                HzAppointment *wish,
                const char *expected)
{
  static const char letters[] = "mcrkdhl";
  g_autoptr (HzAppointment) owned = wish;
  g_autoptr (GString) found = g_string_new (NULL);
  Ask ask = { .wish = owned };

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_find, &ask);
  for (guint i = 0; i < ask.clashes->len; i++)
    g_string_append_c (found, letters[((HzClash *) ask.clashes->pdata[i])->kind]);
  g_assert_cmpstr (found->str, ==, expected);
  g_ptr_array_unref (ask.clashes);
}

/* Half-open: what ends when the other begins, and what begins when it ends, is free. */
static void
test_edges (Fixture *fixture,
            gconstpointer data)
{
  static const struct
  {
    int start;
    int end;
    const char *expected;
  } cases[] = {
    { STANDS_START - 45, STANDS_START, "" },
    { STANDS_START - 45, STANDS_START + 1, "m" },
    { STANDS_END - 1, STANDS_END + 45, "m" },
    { STANDS_END, STANDS_END + 45, "" },
    { STANDS_START, STANDS_END, "m" },
    { STANDS_START + 15, STANDS_START + 30, "m" },
    { STANDS_START - 15, STANDS_END + 15, "m" },
    { STANDS_START, STANDS_START + 1, "m" },
    { STANDS_END - 1, STANDS_END, "m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_clashes (fixture,
                    make (fixture, 1, HZ_TEST_PSYCHOLOGIST, "", cases[i].start, cases[i].end),
                    cases[i].expected);
}

static void
test_kinds (Fixture *fixture,
            gconstpointer data)
{
  HzAppointment *next_day = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, "2", STANDS_START, STANDS_END);

  /* The client, the room, or both persons: each named once, by the gravest. */
  assert_clashes (fixture, make (fixture, 0, HZ_TEST_LAWYER, "", 630, 675), "c");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "2", 630, 675), "r");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "1", 630, 675), "");
  assert_clashes (fixture, make (fixture, 0, HZ_TEST_PSYCHOLOGIST, "2", 630, 675), "m");
  next_day->date = hz_date_add_days (monday, 1);
  assert_clashes (fixture, next_day, "");

  /* It does not clash with itself. */
  assert_clashes (fixture, hz_appointment_copy (fixture->stands), "");
}

static void
test_hours (Fixture *fixture,
            gconstpointer data)
{
  HzAppointment *saturday = make (fixture, 1, HZ_TEST_LAWYER, "", 600, 645);
  HzAppointment *holiday = make (fixture, 1, HZ_TEST_LAWYER, "", 600, 645);
  HzAppointment *marked = make (fixture, 1, HZ_TEST_LAWYER, "", 600, 645);

  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 480, 525), "");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 479, 525), "h");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 975, 1020), "");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 975, 1021), "h");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 675, 720), "");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 675, 721), "l");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 720, 780), "l");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 780, 825), "");
  saturday->date = HZ_DATE (2026, 11, 28);
  assert_clashes (fixture, saturday, "h");
  /* Constitution Day; and Flag Day, which is only marked. */
  holiday->date = HZ_DATE (2026, 11, 6);
  assert_clashes (fixture, holiday, "d");
  marked->date = HZ_DATE (2026, 11, 24);
  assert_clashes (fixture, marked, "");
}

static gboolean
run_set_hours (HzContext *context,
               gpointer data,
               GError **error)
{
  Ask *ask = data;

  return hz_hours_store_save (context, ask->hours, error);
}

/* Hours of her own: Saturday too, through lunch, and not on Monday. */
static void
test_own_hours (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (HzHours) hours = hz_hours_new (&fixture->test->ids[HZ_TEST_LAWYER]);
  HzAppointment *saturday = make (fixture, 1, HZ_TEST_LAWYER, "", 720, 780);
  Ask ask = { .hours = hours };

  hz_hours_add (hours, 6, 540, 900);
  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_set_hours, &ask);
  g_assert_cmpint (hours->stamp.revision, ==, 1);
  hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  saturday->date = HZ_DATE (2026, 11, 28);
  assert_clashes (fixture, saturday, "");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 540, 600), "h");
}

static gboolean
run_keep_apart (HzContext *context,
                gpointer data,
                GError **error)
{
  Fixture *fixture = data;

  return hz_keep_apart_store_add (context, &fixture->clients[1], &fixture->clients[0], "хушдоман",
                                  error)
         /* Once more, and the other way round, changes nothing. */
         && hz_keep_apart_store_add (context, &fixture->clients[0], &fixture->clients[1], NULL,
                                     error);
}

static gboolean
run_let_meet (HzContext *context,
              gpointer data,
              GError **error)
{
  Fixture *fixture = data;

  return hz_keep_apart_store_remove (context, &fixture->clients[0], &fixture->clients[1], error);
}

/* Half an hour lies between two who should not meet, before and after. */
static void
test_keep_apart (Fixture *fixture,
                 gconstpointer data)
{
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_keep_apart, fixture);
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", STANDS_END + 29, STANDS_END + 40),
                  "k");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", STANDS_END + 30, STANDS_END + 40),
                  "");
  assert_clashes (fixture,
                  make (fixture, 1, HZ_TEST_LAWYER, "", STANDS_START - 60, STANDS_START - 29), "k");
  assert_clashes (fixture,
                  make (fixture, 1, HZ_TEST_LAWYER, "", STANDS_START - 60, STANDS_START - 30), "");
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_PSYCHOLOGIST, "", 630, 675), "mk");
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_let_meet, fixture);
  assert_clashes (fixture, make (fixture, 1, HZ_TEST_LAWYER, "", 630, 675), "");
}

/* A case worker who books with a colleague learns that the time is taken, not by whom. */
static void
test_veil (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (HzAppointment) wish = make (fixture, 1, HZ_TEST_PSYCHOLOGIST, "", 630, 675);
  Ask ask = { .wish = wish };
  HzClash *clash;

  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_find, &ask);
  g_assert_cmpuint (ask.clashes->len, ==, 1);
  clash = ask.clashes->pdata[0];
  g_assert_true (clash->other->is_veiled);
  g_assert_null (clash->other->client);
  g_assert_false (hz_id_is_set (&clash->other->client_id));
  g_assert_cmpint (clash->other->start_minute, ==, STANDS_START);
  g_ptr_array_unref (ask.clashes);
}

static gboolean
run_state (HzContext *context,
           gpointer data,
           GError **error)
{
  Ask *ask = data;

  return hz_appointment_store_set_state (context, ask->wish, ask->wish->note, error);
}

/* States that take up no time: what was cancelled or not kept leaves its time free. */
static void
test_states (Fixture *fixture,
             gconstpointer data)
{
  static const struct
  {
    const char *state;
    const char *expected;
  } cases[] = {
    { "requested", "m" }, { "confirmed", "m" }, { "arrived", "m" }, { "in_session", "m" },
    { "completed", "m" }, { "no_show", "" }, { "wait_list", "" }, { "cancelled_client", "" },
    { "cancelled_centre", "" }, { "rescheduled", "" }, { "scheduled", "m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Ask ask = { .wish = fixture->stands };

      g_free (fixture->stands->note);
      fixture->stands->note = g_strdup (cases[i].state);
      hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_state, &ask);
      assert_clashes (fixture, make (fixture, 1, HZ_TEST_PSYCHOLOGIST, "", 630, 675),
                      cases[i].expected);
    }
}

static gboolean
run_find_free (HzContext *context,
               gpointer data,
               GError **error)
{
  Ask *ask = data;

  ask->is_found =
    hz_appointment_store_find_free (context, ask->wish, &ask->date, &ask->minute, error);

  return TRUE;
}

static void
assert_free (Fixture *fixture,
             int from,
             int length,
             HzDate date,
             int minute)
{
  g_autoptr (HzAppointment) wish =
    make (fixture, 1, HZ_TEST_PSYCHOLOGIST, "", from, from + length);
  Ask ask = { .wish = wish };

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_find_free, &ask);
  g_assert_true (ask.is_found);
  g_assert_cmpint (hz_date_compare (ask.date, date), ==, 0);
  g_assert_cmpint (ask.minute, ==, minute);
}

static void
test_find_free (Fixture *fixture,
                gconstpointer data)
{
  HzDate tuesday = hz_date_add_days (monday, 1);

  assert_free (fixture, 0, 45, monday, 480);
  assert_free (fixture, 550, 45, monday, 555);
  assert_free (fixture, 556, 45, monday, STANDS_END);
  assert_free (fixture, STANDS_START, 45, monday, STANDS_END);
  /* Not through lunch, not over the evening. */
  assert_free (fixture, STANDS_END, 76, monday, 780);
  assert_free (fixture, 976, 45, tuesday, 480);
}

#define ADD(path, func) g_test_add ("/records/clash/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("edges", test_edges);
  ADD ("kinds", test_kinds);
  ADD ("hours", test_hours);
  ADD ("own-hours", test_own_hours);
  ADD ("keep-apart", test_keep_apart);
  ADD ("veil", test_veil);
  ADD ("states", test_states);
  ADD ("find-free", test_find_free);

  return g_test_run ();
}
