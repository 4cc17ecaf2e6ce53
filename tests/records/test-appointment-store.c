/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-appointment-store.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-records-error.h"
#include "hz-test-records.h"
#include "hz-zone.h"

/* A Monday on which everybody works from 8 to 12 and from 13 to 17. */
static const HzDate monday = HZ_DATE (2026, 11, 23);

typedef struct
{
  HzTestRecords *test;
  HzId clients[3];
} Fixture;

/* What a job is asked and what comes of it. */
typedef struct
{
  HzAppointment *appointment;
  const char *state;
  const char *reason;
  HzId id;
  HzDateRange range;
  HzDate date;
  int minute;
  gboolean with_cancelled;
  GPtrArray *found;
} Ask;

static gboolean
run_clients (HzContext *context,
             gpointer data,
             GError **error)
{
  static const char *const names[] = { "Мисолзода", "Хаёлова", "Намунаева" };
  HzId *ids = data;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();

      client->surname = g_strdup (names[i]);
      if (i == 0)
        g_ptr_array_add (client->phones,
                         hz_client_phone_new ("+992600000002", "self", "noted", "10-12"));
      if (!hz_client_store_save (context, client, error))
        return FALSE;
      ids[i] = client->stamp.id;
    }

  return TRUE;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_clock_stop (hz_zone_to_utc (monday, 7 * 60));
  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_clients, fixture->clients);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->test);
  hz_clock_reset ();
}

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
run_save (HzContext *context,
          gpointer data,
          GError **error)
{
  Ask *ask = data;

  return hz_appointment_store_save (context, ask->appointment, ask->reason, error);
}

static void
save (Fixture *fixture,
      HzAppointment *appointment)
{
  Ask ask = { .appointment = appointment };

  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_save, &ask);
}

/* Each edge by itself: what is refused is refused by its code, and nothing is written. */
static void
assert_refused (Fixture *fixture,
                HzAppointment *appointment,
                const char *reason,
                HzRecordsError code)
{
  Ask ask = { .appointment = appointment, .reason = reason };
  gint64 revision = appointment->stamp.revision;
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_WRITE, run_save, &ask, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, (int) code);
  g_assert_cmpint (appointment->stamp.revision, ==, revision);
}

static gboolean
run_get (HzContext *context,
         gpointer data,
         GError **error)
{
  Ask *ask = data;

  ask->appointment = hz_appointment_store_get (context, &ask->id, error);

  return ask->appointment != NULL;
}

static HzAppointment *
get (Fixture *fixture,
     const HzId *id)
{
  Ask ask = { .id = *id };

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_get, &ask);

  return ask.appointment;
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  Ask *ask = data;

  ask->found = hz_appointment_store_list_days (context, ask->range,
                                               hz_id_is_set (&ask->id) ? &ask->id : NULL,
                                               ask->with_cancelled, error);

  return ask->found != NULL;
}

static GPtrArray *
list (Fixture *fixture,
      HzDate first,
      int n_days,
      const HzId *member_id,
      gboolean with_cancelled)
{
  Ask ask = { .range = { first, hz_date_add_days (first, n_days) },
              .with_cancelled = with_cancelled };

  if (member_id != NULL)
    ask.id = *member_id;
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_list, &ask);

  return ask.found;
}

static gboolean
run_set_state (HzContext *context,
               gpointer data,
               GError **error)
{
  Ask *ask = data;

  return hz_appointment_store_set_state (context, ask->appointment, ask->state, error);
}

static void
set_state (Fixture *fixture,
           HzAppointment *appointment,
           const char *state)
{
  Ask ask = { .appointment = appointment, .state = state };

  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_set_state, &ask);
}

static void
test_save (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (HzAppointment) appointment = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) read = NULL;

  g_free (appointment->note);
  appointment->note = g_strdup ("  бо\nкӯдак ");
  g_free (appointment->room);
  appointment->room = g_strdup ("2");
  save (fixture, appointment);
  g_assert_cmpint (appointment->stamp.revision, ==, 1);

  read = get (fixture, &appointment->stamp.id);
  g_assert_true (hz_date_equal (read->date, monday));
  g_assert_cmpint (read->start_minute, ==, 600);
  g_assert_cmpint (read->end_minute, ==, 645);
  g_assert_cmpstr (read->room, ==, "2");
  g_assert_cmpstr (read->kind, ==, "first");
  g_assert_cmpstr (read->state, ==, "scheduled");
  g_assert_cmpstr (read->note, ==, "бо кӯдак");
  g_assert_true (hz_id_equal (&read->client_id, &fixture->clients[0]));
  g_assert_cmpstr (read->client->surname, ==, "Мисолзода");
  g_assert_cmpstr (read->client->rule, ==, "noted");
  g_assert_cmpstr (read->client->note, ==, "10-12");
  g_assert_false (read->is_veiled);
}

static void
test_invalid (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (HzAppointment) appointment = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autofree char *long_note = g_strnfill (201, 'a');
  g_autoptr (GPtrArray) found = NULL;

  appointment->end_minute = 600;
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_INVALID);
  appointment->end_minute = 1441;
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_INVALID);
  appointment->end_minute = 645;
  appointment->start_minute = -1;
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_INVALID);
  appointment->start_minute = 600;
  appointment->date = HZ_DATE (2026, 2, 30);
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_INVALID);
  appointment->date = HZ_DATE (2026, 11, 0);
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_INVALID);
  appointment->date = monday;
  g_free (appointment->state);
  appointment->state = g_strdup ("sometime");
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_INVALID);
  g_free (appointment->state);
  appointment->state = g_strdup ("scheduled");
  appointment->client_id = HZ_ID_NONE;
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_INVALID);
  appointment->client_id = fixture->clients[0];
  g_free (appointment->note);
  appointment->note = g_steal_pointer (&long_note);
  assert_refused (fixture, appointment, "so", HZ_RECORDS_ERROR_TOO_LONG);

  found = list (fixture, monday, 1, NULL, TRUE);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_conflict (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (HzAppointment) appointment = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) mine = NULL;
  g_autoptr (HzAppointment) theirs = NULL;
  g_autoptr (HzAppointment) now = NULL;

  save (fixture, appointment);
  mine = get (fixture, &appointment->stamp.id);
  theirs = get (fixture, &appointment->stamp.id);
  theirs->start_minute = 660;
  theirs->end_minute = 705;
  save (fixture, theirs);

  mine->start_minute = 900;
  mine->end_minute = 945;
  assert_refused (fixture, mine, NULL, HZ_RECORDS_ERROR_CONFLICT);
  now = get (fixture, &appointment->stamp.id);
  g_assert_cmpint (now->start_minute, ==, 660);
  g_assert_cmpint (now->stamp.revision, ==, 2);

  /* Over the revision that stands it is saved. */
  mine->stamp = now->stamp;
  save (fixture, mine);
  g_assert_cmpint (mine->stamp.revision, ==, 3);
}

static void
test_states (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (HzAppointment) appointment = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  gint64 came = hz_clock_now ();

  save (fixture, appointment);
  set_state (fixture, appointment, "arrived");
  g_assert_cmpint (appointment->arrived, ==, came);
  hz_clock_advance (8 * HZ_CLOCK_MINUTE);
  set_state (fixture, appointment, "in_session");
  g_assert_cmpint (appointment->arrived, ==, came);
  g_assert_cmpint (appointment->begun, ==, came + 8 * HZ_CLOCK_MINUTE);
  hz_clock_advance (45 * HZ_CLOCK_MINUTE);
  set_state (fixture, appointment, "completed");
  g_assert_cmpint (appointment->begun, ==, came + 8 * HZ_CLOCK_MINUTE);
  g_assert_cmpint (appointment->ended, ==, came + 53 * HZ_CLOCK_MINUTE);
  set_state (fixture, appointment, "no_show");
  g_assert_cmpint (appointment->arrived, ==, 0);
  g_assert_cmpint (appointment->begun, ==, 0);
  g_assert_cmpint (appointment->ended, ==, 0);
  g_assert_cmpint (appointment->stamp.revision, ==, 5);
}

/* She who is here waits from the moment she is booked; moved to another day she is to come again. */
static void
test_arrived_at_once (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr (HzAppointment) appointment = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);

  g_free (appointment->state);
  appointment->state = g_strdup ("arrived");
  save (fixture, appointment);
  g_assert_cmpint (appointment->arrived, ==, hz_clock_now ());

  appointment->start_minute = 660;
  appointment->end_minute = 705;
  save (fixture, appointment);
  g_assert_cmpstr (appointment->state, ==, "arrived");

  appointment->date = hz_date_add_days (monday, 1);
  save (fixture, appointment);
  g_assert_cmpstr (appointment->state, ==, "scheduled");
  g_assert_cmpint (appointment->arrived, ==, 0);
}

static gboolean
run_restore (HzContext *context,
             gpointer data,
             GError **error)
{
  Ask *ask = data;

  return hz_appointment_store_restore (context, ask->appointment, error);
}

static gboolean
run_cancel (HzContext *context,
            gpointer data,
            GError **error)
{
  Ask *ask = data;

  return hz_appointment_store_cancel (context, ask->appointment, ask->reason, ask->state, error);
}

static void
test_undo (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (HzAppointment) appointment = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) before = NULL;
  g_autoptr (HzAppointment) now = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  Ask ask = { .appointment = appointment, .reason = "not_safe" };

  save (fixture, appointment);
  set_state (fixture, appointment, "arrived");
  before = get (fixture, &appointment->stamp.id);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_cancel, &ask);
  g_assert_cmpstr (appointment->state, ==, "cancelled_client");
  found = list (fixture, monday, 1, NULL, FALSE);
  g_assert_cmpuint (found->len, ==, 0);

  /* What it was, over the revision that the act left: with the moment she came at. */
  before->stamp = appointment->stamp;
  ask.appointment = before;
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_restore, &ask);
  now = get (fixture, &appointment->stamp.id);
  g_assert_cmpstr (now->state, ==, "arrived");
  g_assert_cmpint (now->arrived, ==, hz_clock_now ());

  /* Somebody has changed it since: not taken back over her. */
  before->stamp.revision--;
  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_WRITE, run_restore, &ask, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);
}

/* Half-open days: the first belongs to the range, its end does not. */
static void
test_list (Fixture *fixture,
           gconstpointer data)
{
  const int offsets[] = { -1, 0, 1, 2 };
  g_autoptr (GPtrArray) day = NULL;
  g_autoptr (GPtrArray) two_days = NULL;
  g_autoptr (GPtrArray) of_lawyer = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (HzAppointment) one = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 900, 945);
      g_autoptr (HzAppointment) other = make (fixture, 1, HZ_TEST_LAWYER, 540, 585);
      Ask ask = { .appointment = one, .reason = "Sunday" };

      one->date = other->date = hz_date_add_days (monday, offsets[i]);
      hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_save, &ask);
      ask.appointment = other;
      hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_save, &ask);
    }

  day = list (fixture, monday, 1, NULL, FALSE);
  g_assert_cmpuint (day->len, ==, 2);
  g_assert_cmpint (HZ_APPOINTMENT (day->pdata[0])->start_minute, ==, 540);
  g_assert_cmpint (HZ_APPOINTMENT (day->pdata[1])->start_minute, ==, 900);
  two_days = list (fixture, monday, 2, NULL, FALSE);
  g_assert_cmpuint (two_days->len, ==, 4);
  of_lawyer = list (fixture, monday, 2, &fixture->test->ids[HZ_TEST_LAWYER], FALSE);
  g_assert_cmpuint (of_lawyer->len, ==, 2);
}

static gboolean
run_counts (HzContext *context,
            gpointer data,
            GError **error)
{
  Ask *ask = data;
  g_autoptr (GArray) counts = hz_appointment_store_count_days (context, ask->range, NULL, error);

  if (counts == NULL)
    return FALSE;
  g_assert_cmpuint (counts->len, ==, 7);
  g_assert_cmpint (g_array_index (counts, int, 0), ==, 2);
  g_assert_cmpint (g_array_index (counts, int, 1), ==, 0);
  g_assert_cmpint (g_array_index (counts, int, 2), ==, 1);

  return TRUE;
}

static void
test_counts (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (HzAppointment) one = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) other = make (fixture, 1, HZ_TEST_LAWYER, 600, 645);
  g_autoptr (HzAppointment) later = make (fixture, 1, HZ_TEST_LAWYER, 600, 645);
  g_autoptr (HzAppointment) off = make (fixture, 2, HZ_TEST_LAWYER, 900, 945);
  Ask ask = { .range = { monday, hz_date_add_days (monday, 7) } };
  Ask cancel = { .appointment = off, .reason = "mistake" };

  save (fixture, one);
  save (fixture, other);
  later->date = hz_date_add_days (monday, 2);
  save (fixture, later);
  save (fixture, off);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_cancel, &cancel);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_counts, &ask);
}

/* A case worker sees her own column; of a colleague's only that the time is busy. */
static void
test_veil (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (HzAppointment) own = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) other = make (fixture, 1, HZ_TEST_LAWYER, 660, 705);
  g_autoptr (GPtrArray) found = NULL;
  HzAppointment *seen;

  save (fixture, own);
  save (fixture, other);
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  found = list (fixture, monday, 1, NULL, FALSE);
  g_assert_cmpuint (found->len, ==, 2);
  seen = found->pdata[0];
  g_assert_false (seen->is_veiled);
  g_assert_nonnull (seen->client);
  seen = found->pdata[1];
  g_assert_true (seen->is_veiled);
  g_assert_null (seen->client);
  g_assert_false (hz_id_is_set (&seen->client_id));
  g_assert_cmpstr (seen->kind, ==, "");
  g_assert_cmpint (seen->start_minute, ==, 660);
  assert_refused (fixture, seen, "so", HZ_RECORDS_ERROR_FORBIDDEN);
  /* Nor by way of a copy without the veil. */
  other->start_minute = 900;
  other->end_minute = 945;
  assert_refused (fixture, other, "so", HZ_RECORDS_ERROR_FORBIDDEN);
}

static void
test_roles (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (HzAppointment) own = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) by_manager = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 660, 705);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  Ask ask = { .range = { monday, hz_date_add_days (monday, 1) } };

  save (fixture, own);
  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  found = list (fixture, monday, 1, NULL, FALSE);
  g_assert_nonnull (HZ_APPOINTMENT (found->pdata[0])->client);
  assert_refused (fixture, by_manager, "so", HZ_RECORDS_ERROR_FORBIDDEN);

  hz_test_records_enter (fixture->test, HZ_TEST_ADMIN);
  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_READ, run_list, &ask, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
}

static gboolean
run_next (HzContext *context,
          gpointer data,
          GError **error)
{
  Ask *ask = data;

  ask->appointment = hz_appointment_store_find_next (context, &ask->id, NULL, ask->date,
                                                     ask->minute, error);

  return TRUE;
}

static void
test_next (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (HzAppointment) first = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) second = make (fixture, 0, HZ_TEST_LAWYER, 660, 705);
  Ask ask = { .id = fixture->clients[0], .date = monday, .minute = 600 };
  Ask cancel = { .appointment = second, .reason = "staff_away" };

  save (fixture, first);
  save (fixture, second);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_next, &ask);
  g_assert_cmpint (ask.appointment->start_minute, ==, 600);
  g_clear_object (&ask.appointment);
  ask.minute = 601;
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_next, &ask);
  g_assert_cmpint (ask.appointment->start_minute, ==, 660);
  g_clear_object (&ask.appointment);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_cancel, &cancel);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_next, &ask);
  g_assert_null (ask.appointment);
}

static gboolean
run_cancel_future (HzContext *context,
                   gpointer data,
                   GError **error)
{
  Ask *ask = data;

  ask->found = hz_appointment_store_cancel_future (context, &ask->id, ask->date, ask->minute,
                                                   "client_asked", error);

  return ask->found != NULL;
}

static void
test_cancel_future (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr (HzAppointment) past = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 480, 525);
  g_autoptr (HzAppointment) today = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) later = make (fixture, 0, HZ_TEST_LAWYER, 600, 645);
  g_autoptr (HzAppointment) others = make (fixture, 1, HZ_TEST_LAWYER, 900, 945);
  g_autoptr (GPtrArray) left = NULL;
  Ask ask = { .id = fixture->clients[0], .date = monday, .minute = 600 };

  later->date = hz_date_add_days (monday, 7);
  save (fixture, past);
  save (fixture, today);
  save (fixture, later);
  save (fixture, others);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_cancel_future, &ask);
  g_assert_cmpuint (ask.found->len, ==, 2);
  g_ptr_array_unref (ask.found);
  left = list (fixture, monday, 14, NULL, FALSE);
  g_assert_cmpuint (left->len, ==, 2);
}

static gboolean
run_reasons (HzContext *context,
             gpointer data,
             GError **error)
{
  Ask *ask = data;

  ask->found = hz_appointment_store_list_reasons (context, &ask->id, error);

  return ask->found != NULL;
}

/* Reception writes why, and cannot read it back; who holds the care key reads it. */
static void
test_reasons (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (HzAppointment) first = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) second = make (fixture, 1, HZ_TEST_PSYCHOLOGIST, 630, 675);
  Ask ask = { .appointment = second, .reason = "шавҳараш дар берун аст" };
  g_autoptr (GError) error = NULL;
  HzAppointmentReason *reason;

  save (fixture, first);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_save, &ask);
  ask.reason = "other";
  ask.state = "нафаҳмидам";
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_cancel, &ask);
  ask.id = second->stamp.id;
  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_READ, run_reasons, &ask, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY);

  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_reasons, &ask);
  g_assert_cmpuint (ask.found->len, ==, 2);
  reason = ask.found->pdata[0];
  g_assert_cmpstr (reason->act, ==, "cancel");
  g_assert_cmpstr (reason->code, ==, "other");
  g_assert_cmpstr (reason->text, ==, "нафаҳмидам");
  reason = ask.found->pdata[1];
  g_assert_cmpstr (reason->act, ==, "overbook");
  g_assert_cmpstr (reason->text, ==, "шавҳараш дар берун аст");
  g_assert_true (hz_id_equal (&reason->created_by, &fixture->test->ids[HZ_TEST_RECEPTION]));
  g_ptr_array_unref (ask.found);
}

static gboolean
run_audit_count (HzContext *context,
                 gpointer data,
                 GError **error)
{
  return hz_db_get_int (context->db,
                        "SELECT count (*) FROM audit WHERE act = 'appointment.overbook'", data,
                        error);
}

static void
test_overbook_audited (Fixture *fixture,
                       gconstpointer data)
{
  g_autoptr (HzAppointment) first = make (fixture, 0, HZ_TEST_PSYCHOLOGIST, 600, 645);
  g_autoptr (HzAppointment) second = make (fixture, 1, HZ_TEST_PSYCHOLOGIST, 630, 675);
  Ask ask = { .appointment = second, .reason = "so" };
  gint64 n_rows = -1;

  save (fixture, first);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_audit_count, &n_rows);
  g_assert_cmpint (n_rows, ==, 0);
  assert_refused (fixture, second, NULL, HZ_RECORDS_ERROR_OVERLAP);
  assert_refused (fixture, second, "  ", HZ_RECORDS_ERROR_OVERLAP);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_save, &ask);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_audit_count, &n_rows);
  g_assert_cmpint (n_rows, ==, 1);

  /* Its note alone can be changed without a new reason: the time is as it was. */
  g_free (second->note);
  second->note = g_strdup ("x");
  save (fixture, second);
}

#define ADD(path, func) \
  g_test_add ("/records/appointment-store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("save", test_save);
  ADD ("invalid", test_invalid);
  ADD ("conflict", test_conflict);
  ADD ("states", test_states);
  ADD ("arrived-at-once", test_arrived_at_once);
  ADD ("undo", test_undo);
  ADD ("list", test_list);
  ADD ("counts", test_counts);
  ADD ("veil", test_veil);
  ADD ("roles", test_roles);
  ADD ("next", test_next);
  ADD ("cancel-future", test_cancel_future);
  ADD ("reasons", test_reasons);
  ADD ("overbook-audited", test_overbook_audited);

  return g_test_run ();
}
