/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All the cases of one person for a colleague. */

#include "hz-hand-over.h"

#include "hz-case-file-store.h"
#include "hz-note-store.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-test-cases.h"
#include "hz-test.h"

/* More than are given in one step. */
#define N_MANY 300

typedef struct
{
  HzTestRecords *test;
  HzId client_id;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->test = hz_test_records_new ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->test);
}

/* A case with a note in it, of who is signed in. */
static HzId
open_case (Fixture *fixture)
{
  g_autoptr (HzCaseFile) case_file = NULL;
  g_autoptr (HzNote) note = NULL;

  if (!hz_id_is_set (&fixture->client_id))
    fixture->client_id = hz_test_cases_add_client (fixture->test, "Озмоишӣ");
  case_file = hz_test_cases_open (fixture->test, &fixture->client_id, "psychological");
  note = hz_test_cases_seal (fixture->test,
                             hz_test_cases_make_note (&case_file->stamp.id, "Хоби ором надорад"));

  return case_file->stamp.id;
}

typedef struct
{
  const char *sql;
  HzId id;
  gint64 number;
  guint n_damaged;
} Job;

static gboolean
run_count (HzContext *context,
           gpointer data,
           GError **error)
{
  Job *job = data;

  return hz_db_get_int (context->db, job->sql, &job->number, error);
}

static gboolean
run_sql (HzContext *context,
         gpointer data,
         GError **error)
{
  return hz_db_execute (context->db, data, error);
}

static void
assert_count (Fixture *fixture,
              const char *sql,
              gint64 expected)
{
  Job job = { .sql = sql };

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_count, &job);
  g_assert_cmpint (job.number, ==, expected);
}

static gboolean
run_read (HzContext *context,
          gpointer data,
          GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) notes = NULL;

  notes = hz_note_store_list (context, &job->id, HZ_NOTE_READING_OPENS, &job->n_damaged, error);
  if (notes == NULL)
    return FALSE;

  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpuint (job->n_damaged, ==, 0);
  return TRUE;
}

static void
assert_read (Fixture *fixture,
             const HzId *case_id)
{
  Job job = { .id = *case_id };

  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_read, &job);
}

static void
assert_closed (Fixture *fixture,
               const HzId *case_id)
{
  g_autoptr (GError) error = NULL;
  Job job = { .id = *case_id };

  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_WRITE, run_read, &job, &error));
  g_assert_nonnull (error);
}

static HzHandOver
plan (Fixture *fixture,
      HzTestStaff who)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *answer = NULL;
  GError *error = NULL;
  HzHandOver planned;

  hz_hand_over_plan_async (fixture->test->records, &fixture->test->ids[who], hz_test_on_ready_cb,
                           &answer);
  result = hz_test_await (&answer);
  hz_hand_over_finish (fixture->test->records, result, &planned, &error);
  g_assert_no_error (error);

  return planned;
}

static gboolean
try_give (Fixture *fixture,
          HzTestStaff who,
          gboolean is_compared,
          HzHandOver *given,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *answer = NULL;

  hz_hand_over_give_async (fixture->test->records, &fixture->test->ids[who], is_compared, NULL,
                           hz_test_on_ready_cb, &answer);
  result = hz_test_await (&answer);

  return hz_hand_over_finish (fixture->test->records, result, given, error);
}

static HzHandOver
give (Fixture *fixture,
      HzTestStaff who)
{
  GError *error = NULL;
  HzHandOver given;

  try_give (fixture, who, TRUE, &given, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (given.n_done, ==, given.n_cases);

  return given;
}

static gboolean
run_get_lead (HzContext *context,
              gpointer data,
              GError **error)
{
  Job *job = data;
  g_autoptr (HzCaseFile) case_file = hz_case_file_store_get (context, &job->id, error);

  if (case_file == NULL)
    return FALSE;

  job->id = case_file->lead_id;
  return TRUE;
}

static void
assert_lead (Fixture *fixture,
             const HzId *case_id,
             HzTestStaff who)
{
  Job job = { .id = *case_id };

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_get_lead, &job);
  g_assert_true (hz_id_equal (&job.id, &fixture->test->ids[who]));
}

/* Where she who gives was in charge the colleague is now, also in a case that she had; where somebody
 * else is, nothing changes. */
static void
test_in_charge (Fixture *fixture,
                gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  g_autoptr (HzCaseFile) legal = NULL;
  HzId cases[2];
  HzId hers;
  HzHandOver done;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  fixture->client_id = hz_test_cases_add_client (test, "Озмоишӣ");
  legal = hz_test_cases_open (test, &fixture->client_id, "legal");
  hers = legal->stamp.id;
  hz_test_cases_grant (test, &hers, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = open_case (fixture);
  hz_test_cases_grant (test, &cases[1], HZ_TEST_LAWYER);

  done = plan (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (done.n_led, ==, 2);
  assert_lead (fixture, &cases[0], HZ_TEST_PSYCHOLOGIST);
  done = give (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (done.n_given, ==, 1);
  g_assert_cmpuint (done.n_had, ==, 2);
  g_assert_cmpuint (done.n_led, ==, 2);

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_lead (fixture, &cases[i], HZ_TEST_LAWYER);
  assert_lead (fixture, &hers, HZ_TEST_LAWYER);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act = 'case.change'", 2);

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (give (fixture, HZ_TEST_LAWYER).n_led, ==, 0);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act = 'case.change'", 2);
}

/* Each case goes to the colleague, once; one she has already stays as it is. Nobody else gets any. */
static void
test_all (Fixture *fixture,
          gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  HzId cases[3];
  HzHandOver done;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = open_case (fixture);
  hz_test_cases_grant (test, &cases[1], HZ_TEST_LAWYER);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  assert_closed (fixture, &cases[0]);
  assert_read (fixture, &cases[1]);

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  done = plan (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (done.n_given, ==, 2);
  g_assert_cmpuint (done.n_had, ==, 1);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act = 'case.grant'", 1);
  done = give (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (done.n_given, ==, 2);
  g_assert_cmpuint (done.n_had, ==, 1);
  g_assert_cmpuint (done.n_damaged + done.n_read_only, ==, 0);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act = 'case.grant'", 3);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act = 'key-number.compared'", 2);
  assert_read (fixture, &cases[0]);

  done = give (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (done.n_given, ==, 0);
  g_assert_cmpuint (done.n_had, ==, 3);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act LIKE 'key-number.%'", 2);

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_read (fixture, &cases[i]);
  hz_test_records_enter (test, HZ_TEST_MANAGER);
  assert_closed (fixture, &cases[0]);
}

/* Whoever is in charge stays on the team: she takes it back first. */
static gboolean
run_ungrant (HzContext *context,
             gpointer data,
             GError **error)
{
  Fixture *fixture = ((gpointer *) data)[0];
  g_autoptr (HzCaseFile) case_file = hz_case_file_store_get (context, ((gpointer *) data)[1], error);

  if (case_file == NULL)
    return FALSE;

  case_file->lead_id = context->own_id;
  if (!hz_case_file_store_save (context, case_file, error))
    return FALSE;

  return hz_case_file_store_ungrant (context, ((gpointer *) data)[1],
                                     &fixture->test->ids[HZ_TEST_LAWYER], error);
}

/* Keys of all epochs go over, and what was given is taken back as ever. */
static void
test_back (Fixture *fixture,
           gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  HzId case_id;
  gpointer job[] = { fixture, &case_id };

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  case_id = open_case (fixture);
  g_assert_cmpuint (give (fixture, HZ_TEST_LAWYER).n_given, ==, 1);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_ungrant, job);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  assert_closed (fixture, &case_id);

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (give (fixture, HZ_TEST_LAWYER).n_given, ==, 1);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  assert_read (fixture, &case_id);
}

static gboolean
run_forge (HzContext *context,
           gpointer data,
           GError **error)
{
  g_autoptr (HzCaseFile) forged = hz_case_file_store_get (context, data, error);
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (HzStatement) statement = NULL;
  HzBodyAddress address;

  g_assert_nonnull (forged);
  address = (HzBodyAddress) { HZ_TABLE_CASE_FILE, forged->stamp.id, HZ_ID_NONE, 1 };
  forged->mark[0] ^= 1;
  body = g_variant_ref_sink (hz_case_file_to_body (forged));
  sealed = hz_sealed_write (context, HZ_RING_CARE, &address, body, error);
  statement = hz_statement_new (context->db, "UPDATE case_file SET body = ?1 WHERE id = ?2", error);
  g_assert_nonnull (sealed);
  g_assert_nonnull (statement);
  hz_statement_bind_bytes (statement, 1, sealed);
  hz_statement_bind_id (statement, 2, &forged->stamp.id);

  return hz_statement_run (statement, error);
}

/* What does not read or does not hold together is counted, and holds up none of the others. */
static void
test_damaged (Fixture *fixture,
              gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  char move[] = "UPDATE case_file SET body = (SELECT body FROM case_file WHERE case_key = 1)"
                " WHERE case_key = 2";
  HzId cases[4];
  HzHandOver done;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = open_case (fixture);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, move);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_forge, &cases[2]);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);

  done = plan (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (done.n_damaged, ==, 1);
  g_assert_cmpuint (done.n_read_only, ==, 1);
  done = give (fixture, HZ_TEST_LAWYER);
  g_assert_cmpuint (done.n_given, ==, 2);
  g_assert_cmpuint (done.n_had, ==, 0);
  g_assert_cmpuint (done.n_damaged, ==, 1);
  g_assert_cmpuint (done.n_read_only, ==, 1);

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  assert_read (fixture, &cases[0]);
  assert_closed (fixture, &cases[1]);
  assert_closed (fixture, &cases[2]);
  assert_read (fixture, &cases[3]);
}

typedef struct
{
  GAsyncResult *answer;
  guint n_steps;
} Waiting;

static void
on_step_cb (const HzHandOver *hand_over,
            gpointer data)
{
  g_assert_cmpuint (hand_over->n_given, ==, hand_over->n_done);
  ((Waiting *) data)->n_steps++;
}

static void
on_given_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  ((Waiting *) data)->answer = g_object_ref (result);
}

/* Many go in several steps, each told when it stands. */
static void
test_many (Fixture *fixture,
           gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  gint64 began;
  HzHandOver done;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  fixture->client_id = hz_test_cases_add_client (test, "Озмоишӣ");
  for (guint i = 0; i < N_MANY; i++)
    g_object_unref (hz_test_cases_open (test, &fixture->client_id, "psychological"));
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (plan (fixture, HZ_TEST_LAWYER).n_given, ==, N_MANY);

  began = g_get_monotonic_time ();
  hz_hand_over_give_async (test->records, &test->ids[HZ_TEST_LAWYER], FALSE, on_step_cb, on_given_cb,
                           &waiting);
  result = hz_test_await (&waiting.answer);
  g_assert_true (hz_hand_over_finish (test->records, result, &done, NULL));
  g_assert_cmpuint (done.n_given, ==, N_MANY);
  g_assert_cmpuint (waiting.n_steps, >, 1);
  g_test_message ("%u cases in %u steps: %.0f ms", N_MANY, waiting.n_steps,
                  (double) (g_get_monotonic_time () - began) / 1000);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act = 'case.grant'", N_MANY);
  assert_count (fixture, "SELECT count (*) FROM audit WHERE act = 'key-number.skipped'", 1);
}

/* It is for who does case work, and to who does and holds the care key. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  static const HzTestStaff unfit[] = { HZ_TEST_RECEPTION, HZ_TEST_ADMIN, HZ_TEST_MANAGER,
                                       HZ_TEST_PSYCHOLOGIST };
  HzTestRecords *test = fixture->test;
  g_autoptr (GError) error = NULL;
  HzHandOver done;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  open_case (fixture);
  g_assert_true (hz_hand_over_fits (test->records, &test->ids[HZ_TEST_LAWYER]));
  for (gsize i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_assert_false (hz_hand_over_fits (test->records, &test->ids[unfit[i]]));
      g_assert_false (try_give (fixture, unfit[i], TRUE, &done, &error));
      g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID);
      g_clear_error (&error);
    }

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_false (try_give (fixture, HZ_TEST_LAWYER, TRUE, &done, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  g_assert_cmpuint (done.n_given, ==, 0);
  g_clear_error (&error);
  hz_test_records_enter (test, HZ_TEST_MANAGER);
  g_assert_false (try_give (fixture, HZ_TEST_LAWYER, TRUE, &done, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  assert_count (fixture,
                "SELECT count (*) FROM audit WHERE act IN ('case.grant', 'key-number.compared')", 0);
}

static void
add (const char *path,
     void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/hand-over/all", test_all);
  add ("/hand-over/in-charge", test_in_charge);
  add ("/hand-over/back", test_back);
  add ("/hand-over/damaged", test_damaged);
  add ("/hand-over/many", test_many);
  add ("/hand-over/refused", test_refused);

  return g_test_run ();
}
