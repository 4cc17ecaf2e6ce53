/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-case-file-store.h"
#include "hz-case-index.h"
#include "hz-client-store.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-test-cases.h"
#include "hz-test.h"
#include "hz-vault-error.h"

typedef struct
{
  HzId id;
  HzId other_id;
  GPtrArray *cases;
  HzCaseFile *case_file;
  GArray *team;
  const char *sql;
  gint64 number;
} Job;

static gboolean
run_list_of_client (HzContext *context,
                    gpointer   data,
                    GError   **error)
{
  Job *job = data;

  job->cases = hz_case_file_store_list_of_client (context, &job->id, error);
  return job->cases != NULL;
}

static gboolean
run_list_mine (HzContext *context,
               gpointer   data,
               GError   **error)
{
  Job *job = data;

  job->cases = hz_case_file_store_list_mine (context, error);
  return job->cases != NULL;
}

static gboolean
run_get (HzContext *context,
         gpointer   data,
         GError   **error)
{
  Job *job = data;

  job->case_file = hz_case_file_store_get (context, &job->id, error);
  return job->case_file != NULL;
}

static gboolean
run_team (HzContext *context,
          gpointer   data,
          GError   **error)
{
  Job *job = data;

  job->team = hz_case_file_store_list_team (context, &job->id, error);
  return job->team != NULL;
}

static gboolean
run_save (HzContext *context,
          gpointer   data,
          GError   **error)
{
  return hz_case_file_store_save (context, data, error);
}

static gboolean
run_grant (HzContext *context,
           gpointer   data,
           GError   **error)
{
  Job *job = data;

  return hz_case_file_store_grant (context, &job->id, &job->other_id, FALSE, error);
}

static gboolean
run_ungrant (HzContext *context,
             gpointer   data,
             GError   **error)
{
  Job *job = data;

  return hz_case_file_store_ungrant (context, &job->id, &job->other_id, error);
}

static gboolean
run_sql (HzContext *context,
         gpointer   data,
         GError   **error)
{
  Job *job = data;

  return hz_db_execute (context->db, job->sql, error);
}

static gboolean
run_count (HzContext *context,
           gpointer   data,
           GError   **error)
{
  Job *job = data;

  return hz_db_get_int (context->db, job->sql, &job->number, error);
}

static guint
count_of_client (HzTestRecords *test,
                 const HzId    *client_id)
{
  Job job = { .id = *client_id };
  guint n_cases;

  hz_test_records_must (test, HZ_DB_JOB_READ, run_list_of_client, &job);
  n_cases = job.cases->len;
  g_ptr_array_unref (job.cases);

  return n_cases;
}

static guint
count_mine (HzTestRecords *test)
{
  Job job = { 0 };
  guint n_cases;

  hz_test_records_must (test, HZ_DB_JOB_READ, run_list_mine, &job);
  n_cases = job.cases->len;
  g_ptr_array_unref (job.cases);

  return n_cases;
}

static HzCaseFile *
get (HzTestRecords *test,
     const HzId    *case_id,
     GError       **error)
{
  Job job = { .id = *case_id };

  hz_test_records_try (test, HZ_DB_JOB_READ, run_get, &job, error);
  return job.case_file;
}

/* Opened, and read back after a lock. */
static void
test_open (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = NULL;
  g_autoptr (HzCaseFile) read = NULL;
  HzId client_id, other_id;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  other_id = hz_test_cases_add_client (test, "Намуназода");
  opened = hz_test_cases_open (test, &client_id, "psychological");
  g_assert_cmpint (opened->stamp.revision, ==, 1);
  g_assert_true (opened->has_key);
  g_assert_true (hz_id_equal (&opened->lead_id, &test->ids[HZ_TEST_PSYCHOLOGIST]));
  g_assert_true (hz_date_is_set (opened->opened));

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  read = get (test, &opened->stamp.id, NULL);
  g_assert_nonnull (read);
  g_assert_true (hz_id_equal (&read->client_id, &client_id));
  g_assert_cmpstr (read->service, ==, "psychological");
  g_assert_cmpstr (read->status, ==, "open");
  g_assert_true (read->has_key);
  g_assert_false (read->is_read_only);
  g_assert_cmpmem (read->mark, sizeof read->mark, opened->mark, sizeof opened->mark);
  g_assert_cmpuint (count_of_client (test, &client_id), ==, 1);
  g_assert_cmpuint (count_of_client (test, &other_id), ==, 0);
  g_assert_cmpuint (count_mine (test), ==, 1);
}

/* The index goes on where it stopped, and knows what was opened meanwhile. */
static void
test_index (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzId clients[3];

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  for (int i = 0; i < 3; i++)
    clients[i] = hz_test_cases_add_client (test, "Озмоишӣ");
  for (int i = 0; i < 200; i++)
    g_object_unref (hz_test_cases_open (test, &clients[i % 2], "legal"));

  g_assert_cmpuint (count_of_client (test, &clients[0]), ==, 100);
  g_object_unref (hz_test_cases_open (test, &clients[2], "social"));
  g_assert_cmpuint (count_of_client (test, &clients[2]), ==, 1);
  g_assert_cmpuint (count_mine (test), ==, 201);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count_of_client (test, &clients[1]), ==, 100);
  g_assert_cmpuint (count_of_client (test, &clients[2]), ==, 1);
  g_assert_cmpuint (count_mine (test), ==, 0);
}

static guint
list_in_steps (HzTestRecords *test,
               const HzId    *client_id)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_case_file_store_list_async (test->records, client_id, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  cases = hz_case_file_store_list_finish (test->records, answer, &error);
  g_assert_no_error (error);

  return cases->len;
}

static void
test_async (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) one = NULL;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Озмоишӣ");
  one = hz_test_cases_open (test, &client_id, "legal");
  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  g_assert_cmpuint (list_in_steps (test, &client_id), ==, 1);
  g_assert_cmpuint (list_in_steps (test, NULL), ==, 1);
}

/* One line for a colleague; nothing for reception and the administrator. */
static void
test_others (void)
{
  static const HzTestStaff without[] = { HZ_TEST_RECEPTION, HZ_TEST_ADMIN };
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = NULL;
  g_autoptr (HzCaseFile) seen = NULL;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  opened = hz_test_cases_open (test, &client_id, "psychological");

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  seen = get (test, &opened->stamp.id, NULL);
  g_assert_cmpstr (seen->service, ==, "psychological");
  g_assert_true (hz_id_equal (&seen->lead_id, &test->ids[HZ_TEST_PSYCHOLOGIST]));
  g_assert_false (seen->has_key);
  g_assert_cmpuint (count_of_client (test, &client_id), ==, 1);
  g_assert_cmpuint (count_mine (test), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (without); i++)
    {
      g_autoptr (GError) error = NULL;

      hz_test_records_leave (test);
      hz_test_records_enter (test, without[i]);
      g_assert_cmpuint (count_of_client (test, &client_id), ==, 0);
      g_assert_cmpuint (count_mine (test), ==, 0);
      g_assert_null (get (test, &opened->stamp.id, &error));
      g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
    }
}

static void
test_reception_opens_none (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) case_file = hz_case_file_new ();
  g_autoptr (GError) error = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  case_file->client_id = hz_test_cases_add_client (test, "Мисолзода");
  g_free (case_file->service);
  case_file->service = g_strdup ("legal");
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, case_file, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
}

/* A colleague is let in, sees the team, and is taken off again. */
static void
test_team (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = NULL;
  g_autoptr (GError) error = NULL;
  HzId client_id;
  Job job = { 0 };

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  opened = hz_test_cases_open (test, &client_id, "legal");
  job.id = opened->stamp.id;
  job.other_id = test->ids[HZ_TEST_PSYCHOLOGIST];

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_grant, &job, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY);
  g_clear_error (&error);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_READ, run_team, &job, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY);
  g_clear_error (&error);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_grant, &job);
  job.other_id = test->ids[HZ_TEST_RECEPTION];
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_grant, &job, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count_mine (test), ==, 1);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_team, &job);
  g_assert_cmpuint (job.team->len, ==, 2);
  g_clear_pointer (&job.team, g_array_unref);
  job.other_id = test->ids[HZ_TEST_LAWYER];
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_ungrant, &job, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  job.other_id = test->ids[HZ_TEST_PSYCHOLOGIST];
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_ungrant, &job);
  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count_mine (test), ==, 0);
}

static void
test_lead (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = hz_case_file_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (HzCaseFile) stands = NULL;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  opened->client_id = hz_test_cases_add_client (test, "Мисолзода");
  opened->lead_id = test->ids[HZ_TEST_PSYCHOLOGIST];
  g_free (opened->service);
  opened->service = g_strdup ("psychological");
  hz_case_file_store_add_async (test->records, opened, TRUE, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  stands = hz_case_file_store_add_finish (test->records, answer, NULL);
  g_assert_nonnull (stands);
  g_clear_object (&answer);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count_mine (test), ==, 1);
}

/* Two saves of the same header: the second is told. A case stays its client's. */
static void
test_save (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = NULL;
  g_autoptr (HzCaseFile) stale = NULL;
  g_autoptr (HzCaseFile) read = NULL;
  g_autoptr (GError) error = NULL;
  HzId client_id, other_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  other_id = hz_test_cases_add_client (test, "Намуназода");
  opened = hz_test_cases_open (test, &client_id, "legal");
  stale = hz_case_file_copy (opened);

  g_free (opened->status);
  opened->status = g_strdup ("closed");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, opened);
  g_assert_cmpint (opened->stamp.revision, ==, 2);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, stale, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);
  g_clear_error (&error);

  opened->client_id = other_id;
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, opened, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID);
  g_clear_error (&error);
  opened->client_id = client_id;
  g_free (opened->risk);
  opened->risk = g_strdup ("green");
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, opened, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID);

  read = get (test, &opened->stamp.id, NULL);
  g_assert_true (hz_case_file_is_closed (read));
  g_assert_cmpuint (count_of_client (test, &client_id), ==, 1);
  g_assert_cmpuint (count_of_client (test, &other_id), ==, 0);
}

typedef struct
{
  HzCaseFile *case_file;
  gboolean is_closed;
  const char *reason;
} Closing;

static gboolean
run_set_closed (HzContext *context,
                gpointer   data,
                GError   **error)
{
  Closing *closing = data;

  return hz_case_file_store_set_closed (context, closing->case_file, closing->is_closed,
                                        closing->reason, error);
}

static void
assert_not_closed (HzTestRecords *test,
                   Closing       *closing,
                   HzRecordsError code)
{
  g_autoptr (HzCaseFile) copy = hz_case_file_copy (closing->case_file);
  g_autoptr (GError) error = NULL;
  Closing tried = { copy, closing->is_closed, closing->reason };

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_set_closed, &tried, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, (int) code);
}

/* Closed and opened again, each with its reason and its row in the audit; by the team alone. */
static void
test_close (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = NULL;
  g_autoptr (HzCaseFile) read = NULL;
  Job audit = { .sql = "SELECT count (*) FROM audit WHERE act IN ('case.close', 'case.reopen')" };
  Closing closing = { NULL, TRUE, " \n " };
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  closing.case_file = opened = hz_test_cases_open (test, &client_id, "legal");
  assert_not_closed (test, &closing, HZ_RECORDS_ERROR_INVALID);
  closing.reason = "Кор анҷом ёфт";
  closing.is_closed = FALSE;
  assert_not_closed (test, &closing, HZ_RECORDS_ERROR_INVALID);
  closing.is_closed = TRUE;
  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  assert_not_closed (test, &closing, HZ_RECORDS_ERROR_NO_KEY);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_set_closed, &closing);
  read = get (test, &opened->stamp.id, NULL);
  g_assert_true (hz_case_file_is_closed (read));
  g_assert_true (hz_date_is_set (read->closed));
  g_assert_cmpstr (read->reason, ==, "Кор анҷом ёфт");

  closing.is_closed = FALSE;
  closing.reason = "Боз омад";
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_set_closed, &closing);
  g_clear_object (&read);
  read = get (test, &opened->stamp.id, NULL);
  g_assert_cmpstr (read->status, ==, "reopened");
  g_assert_false (hz_date_is_set (read->closed));
  g_assert_cmpstr (read->reason, ==, "Боз омад");
  hz_test_records_must (test, HZ_DB_JOB_READ, run_count, &audit);
  g_assert_cmpint (audit.number, ==, 2);
}

/* Somebody with the file's key puts the header of one case into the row of another. */
static void
test_moved_header (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) one = NULL;
  g_autoptr (HzCaseFile) other = NULL;
  g_autoptr (GError) error = NULL;
  HzId client_id, other_id;
  Job job = { .sql = "UPDATE case_file SET body = (SELECT body FROM case_file WHERE case_key = 1)"
                     " WHERE case_key = 2" };

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  other_id = hz_test_cases_add_client (test, "Намуназода");
  one = hz_test_cases_open (test, &client_id, "legal");
  other = hz_test_cases_open (test, &other_id, "legal");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, &job);
  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_LAWYER);

  g_assert_null (get (test, &other->stamp.id, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_of_client (test, &client_id), ==, 1);
  g_assert_cmpuint (count_of_client (test, &other_id), ==, 0);
}

/* The mark in the header is not that of the keys she holds. */
static gboolean
run_forge (HzContext *context,
           gpointer   data,
           GError   **error)
{
  HzCaseFile *forged = data;
  HzBodyAddress address = { HZ_TABLE_CASE_FILE, forged->stamp.id, HZ_ID_NONE, 1 };
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (HzStatement) statement = NULL;

  forged->mark[0] ^= 1;
  sealed = hz_sealed_write (context, HZ_RING_CARE, &address, hz_case_file_to_body (forged), error);
  statement = hz_statement_new (context->db, "UPDATE case_file SET body = ?1 WHERE id = ?2", error);
  g_assert_nonnull (sealed);
  g_assert_nonnull (statement);
  hz_statement_bind_bytes (statement, 1, sealed);
  hz_statement_bind_id (statement, 2, &forged->stamp.id);

  return hz_statement_run (statement, error);
}

static void
test_forged_mark (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = NULL;
  g_autoptr (HzCaseFile) read = NULL;
  g_autoptr (GError) error = NULL;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  opened = hz_test_cases_open (test, &client_id, "legal");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_forge, opened);

  read = get (test, &opened->stamp.id, NULL);
  g_assert_true (read->has_key);
  g_assert_true (read->is_read_only);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, read, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CASE_FORGED);
}

/* In the clear there is no client beside a case, and the audit names none. */
static void
test_clear_columns (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) opened = NULL;
  HzId client_id;
  Job job = { .sql = "SELECT count (*) FROM audit WHERE act LIKE 'case.%'"
                     " AND client_id IS NOT NULL AND client_id <> zeroblob (16)" };

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  opened = hz_test_cases_open (test, &client_id, "legal");
  hz_test_records_must (test, HZ_DB_JOB_READ, run_count, &job);
  g_assert_cmpint (job.number, ==, 0);
  job.sql = "SELECT count (*) FROM audit WHERE act = 'case.open'";
  hz_test_records_must (test, HZ_DB_JOB_READ, run_count, &job);
  g_assert_cmpint (job.number, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/case-file/open", test_open);
  g_test_add_func ("/case-file/index", test_index);
  g_test_add_func ("/case-file/async", test_async);
  g_test_add_func ("/case-file/others", test_others);
  g_test_add_func ("/case-file/reception-opens-none", test_reception_opens_none);
  g_test_add_func ("/case-file/team", test_team);
  g_test_add_func ("/case-file/lead", test_lead);
  g_test_add_func ("/case-file/save", test_save);
  g_test_add_func ("/case-file/close", test_close);
  g_test_add_func ("/case-file/moved-header", test_moved_header);
  g_test_add_func ("/case-file/forged-mark", test_forged_mark);
  g_test_add_func ("/case-file/clear-columns", test_clear_columns);

  return g_test_run ();
}
