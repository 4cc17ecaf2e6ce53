/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-erasure.h"

#include "hz-appointment-store.h"
#include "hz-case-file-store.h"
#include "hz-clock.h"
#include "hz-erasure-store.h"
#include "hz-records-error.h"
#include "hz-test-cases.h"
#include "hz-test-fill.h"

typedef struct
{
  const char *sql;
  gint64 number;
} Count;

static gboolean
run_count (HzContext *context,
           gpointer data,
           GError **error)
{
  Count *count = data;

  return hz_db_get_int (context->db, count->sql, &count->number, error);
}

gint64
hz_test_erasure_count (HzTestErasure *fixture,
            const char *sql)
{
  Count count = { .sql = sql };

  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_count, &count);
  return count.number;
}

static gboolean
run_find (HzContext *context,
          gpointer data,
          GError **error)
{
  HzTestErasure *fixture = data;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db, "SELECT id, code FROM client ORDER BY client_key", error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return FALSE;
  fixture->id = hz_statement_get_id (statement, 0);
  fixture->code = hz_statement_dup_text (statement, 1);
  hz_statement_step (statement, &has_row, NULL);
  fixture->other_id = hz_statement_get_id (statement, 0);
  hz_statement_reset (statement);

  hz_statement_free (g_steal_pointer (&statement));
  statement = hz_statement_new (context->db, "SELECT id FROM case_file", error);
  while (hz_statement_step (statement, &has_row, error) && has_row)
    {
      HzId id = hz_statement_get_id (statement, 0);

      g_array_append_val (fixture->cases, id);
    }

  return TRUE;
}

static HzId
open_other_case (HzTestErasure *fixture)
{
  g_autoptr (HzCaseFile) case_file = NULL;
  g_autoptr (HzNote) note = NULL;

  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  case_file = hz_test_cases_open (fixture->test, &fixture->other_id, "psychological");
  note = hz_test_cases_seal (fixture->test, hz_test_cases_make_note (&case_file->stamp.id, "Мемонад"));

  return case_file->stamp.id;
}

void
hz_test_erasure_set_up (HzTestErasure *fixture,
        gconstpointer unused)
{
  fixture->test = hz_test_records_new ();
  fixture->cases = g_array_new (FALSE, FALSE, sizeof (HzId));
  hz_test_fill (fixture->test);
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_find, fixture);
  g_assert_cmpuint (fixture->cases->len, ==, 2);
  fixture->other_case = open_other_case (fixture);
}

void
hz_test_erasure_tear_down (HzTestErasure *fixture,
           gconstpointer unused)
{
  hz_test_records_free (fixture->test);
  hz_clock_reset ();
  g_array_unref (fixture->cases);
  g_free (fixture->code);
}

gboolean
hz_test_erasure_run_ask (HzContext *context,
         gpointer data,
         GError **error)
{
  const HzTestErasure *fixture = data;

  return hz_erasure_store_ask (context, &fixture->id, HZ_ERASURE_HER_WISH, error);
}

gboolean
hz_test_erasure_run_confirm (HzContext *context,
             gpointer data,
             GError **error)
{
  const HzTestErasure *fixture = data;

  return hz_erasure_store_confirm (context, &fixture->id, fixture->code, error);
}

gboolean
hz_test_erasure_run_close_cases (HzContext *context,
                 gpointer data,
                 GError **error)
{
  const HzTestErasure *fixture = data;

  for (guint i = 0; i < fixture->cases->len; i++)
    {
      g_autoptr (HzCaseFile) case_file = NULL;

      case_file = hz_case_file_store_get (context, &g_array_index (fixture->cases, HzId, i), error);
      if (case_file == NULL)
        return FALSE;
      if (case_file->has_key && !hz_case_file_is_closed (case_file)
          && !hz_case_file_store_set_closed (context, case_file, TRUE, "Ба анҷом расид", error))
        return FALSE;
    }

  return TRUE;
}

gboolean
hz_test_erasure_run_cancel (HzContext *context,
            gpointer data,
            GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (GPtrArray) done = NULL;

  done = hz_appointment_store_cancel_future (context, &fixture->id, HZ_DATE (2026, 1, 1), 0,
                                             "client_asked", error);

  return done != NULL;
}

void
hz_test_erasure_must (HzTestErasure *fixture,
      HzTestStaff who,
      HzRecordsFunc func)
{
  hz_test_records_enter (fixture->test, who);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, func, fixture);
}

/* Nothing is written of what is refused. */
void
hz_test_erasure_assert_refused (HzTestErasure *fixture,
                HzTestStaff who,
                HzRecordsFunc func,
                int code)
{
  g_autoptr (GError) error = NULL;
  gint64 n_audit;

  hz_test_records_enter (fixture->test, who);
  n_audit = hz_test_erasure_count (fixture, "SELECT count (*) FROM audit");
  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_WRITE, func, fixture, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, code);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM audit"), ==, n_audit);
}

/* Her cases are closed and nothing is to come. */
void
hz_test_erasure_make_ready (HzTestErasure *fixture)
{
  hz_test_erasure_must (fixture, HZ_TEST_PSYCHOLOGIST, hz_test_erasure_run_close_cases);
  hz_test_erasure_must (fixture, HZ_TEST_LAWYER, hz_test_erasure_run_close_cases);
  hz_test_erasure_must (fixture, HZ_TEST_RECEPTION, hz_test_erasure_run_cancel);
}

void
hz_test_erasure_confirm (HzTestErasure *fixture)
{
  hz_test_erasure_make_ready (fixture);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
  hz_test_records_leave (fixture->test);
  hz_clock_shift (HZ_CLOCK_DAY);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm);
}
