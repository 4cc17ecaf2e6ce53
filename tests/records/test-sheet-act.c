/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the recovery sheets do for a member, why, and who is told of it. */

#include "hz-sheet-act.h"

#include "hz-audit.h"
#include "hz-case-file-store.h"
#include "hz-orphan-case.h"
#include "hz-records-error.h"
#include "hz-sheet-use.h"
#include "hz-test-cases.h"
#include "hz-test.h"
#include "hz-vault-error.h"

/* More cases than change hands in one job. */
#define N_MANY 40

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
  hz_vault_set_weak_passwords_allowed (fixture->test->vault, TRUE);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->test);
}

static HzId
open_case (Fixture *fixture,
           HzTestStaff who)
{
  g_autoptr (HzCaseFile) case_file = NULL;

  hz_test_records_enter (fixture->test, who);
  if (!hz_id_is_set (&fixture->client_id))
    fixture->client_id = hz_test_cases_add_client (fixture->test, "Озмоишӣ");
  case_file = hz_test_cases_open (fixture->test, &fixture->client_id,
                                  who == HZ_TEST_LAWYER ? "legal" : "psychological");

  return case_file->stamp.id;
}

static void
remove_member (Fixture *fixture,
               HzTestStaff who)
{
  GError *error = NULL;

  hz_test_records_enter (fixture->test, HZ_TEST_ADMIN);
  hz_vault_remove (fixture->test->vault, &fixture->test->ids[who], &error);
  g_assert_no_error (error);
  hz_test_records_leave (fixture->test);
}

/* Waits for what @begin of hz-sheet-act.h has begun. */
static gboolean
finish (HzRecords *records,
        GAsyncResult **answer,
        GError **error)
{
  g_autoptr (GAsyncResult) result = hz_test_await (answer);

  return hz_sheet_act_finish (records, result, error);
}

static gboolean
give_cases (HzRecords *records,
            const HzId *member_id,
            GArray *cases,
            const char *reason,
            GError **error)
{
  GAsyncResult *answer = NULL;

  hz_sheet_act_give_cases_async (records, member_id, cases, TRUE, reason, hz_test_on_ready_cb, &answer);

  return finish (records, &answer, error);
}

static GArray *
list_orphans (HzRecords *records)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *answer = NULL;
  GError *error = NULL;

  hz_orphan_case_list_async (records, hz_test_on_ready_cb, &answer);
  result = hz_test_await (&answer);
  cases = hz_orphan_case_list_finish (records, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < cases->len; i++)
    {
      const HzOrphanCase *found = g_ptr_array_index (cases, i);

      g_assert_cmpstr (found->client_name, ==, "Озмоишӣ");
      g_assert_nonnull (found->client_code);
      g_array_append_val (ids, found->case_file->stamp.id);
    }

  return ids;
}

typedef struct
{
  HzId id;
  HzSheetUseKind kind;
  guint n_news;
  gboolean has_reason;
} Expected;

static gboolean
check_news (HzContext *context,
            gpointer data,
            GError **error)
{
  Expected *expected = data;
  g_autoptr (GPtrArray) news = hz_sheet_use_list_news (context, error);
  const HzSheetUse *newest;

  g_assert_nonnull (news);
  g_assert_cmpuint (news->len, ==, expected->n_news);
  if (news->len == 0)
    return TRUE;

  newest = g_ptr_array_index (news, 0);
  expected->id = newest->id;
  g_assert_cmpint (newest->kind, ==, expected->kind);
  g_assert_cmpstr (newest->reason, ==, expected->has_reason ? "She has moved away" : NULL);

  return TRUE;
}

static HzId
expect_news (Fixture *fixture,
             HzTestStaff who,
             guint n_news,
             HzSheetUseKind kind)
{
  Expected expected = { HZ_ID_NONE, kind, n_news,
                        who != HZ_TEST_RECEPTION && who != HZ_TEST_ADMIN };

  hz_test_records_enter (fixture->test, who);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, check_news, &expected);

  return expected.id;
}

static gboolean
acknowledge (HzContext *context,
             gpointer data,
             GError **error)
{
  return hz_sheet_use_acknowledge (context, data, error);
}

static gboolean
read_case (HzContext *context,
           gpointer data,
           GError **error)
{
  g_autoptr (HzCaseFile) case_file = hz_case_file_store_get (context, data, error);

  g_assert_nonnull (case_file);
  g_assert_true (case_file->has_key);
  g_assert_false (case_file->is_read_only);

  return TRUE;
}

/* The psychologist is gone; the sheets give her case to the lawyer, and whoever is to know is told
 * until she says that she does. */
static void
test_cases (Fixture *fixture,
            gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  HzId mine = open_case (fixture, HZ_TEST_LAWYER);
  HzId orphan = open_case (fixture, HZ_TEST_PSYCHOLOGIST);
  g_autoptr (GArray) cases = NULL;
  g_autoptr (GArray) rest = NULL;
  GError *error = NULL;
  HzRecords *records;
  HzId use_id;

  hz_test_cases_grant (test, &orphan, HZ_TEST_LAWYER);
  records = hz_test_records_enter_by_sheet (test);
  cases = list_orphans (records);
  g_assert_cmpuint (cases->len, ==, 0);
  g_clear_pointer (&cases, g_array_unref);

  orphan = open_case (fixture, HZ_TEST_PSYCHOLOGIST);
  remove_member (fixture, HZ_TEST_PSYCHOLOGIST);
  records = hz_test_records_enter_by_sheet (test);
  cases = list_orphans (records);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_true (hz_id_equal (&orphan, &g_array_index (cases, HzId, 0)));

  g_assert_false (give_cases (records, &test->ids[HZ_TEST_LAWYER], cases, "  ", &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (give_cases (records, &test->ids[HZ_TEST_RECEPTION], cases, "No role", &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  give_cases (records, &test->ids[HZ_TEST_LAWYER], cases, " She has moved away ", &error);
  g_assert_no_error (error);
  rest = list_orphans (records);
  g_assert_cmpuint (rest->len, ==, 0);

  use_id = expect_news (fixture, HZ_TEST_LAWYER, 1, HZ_SHEET_USE_CASES);
  hz_test_records_must (test, HZ_DB_JOB_READ, read_case, &orphan);
  hz_test_records_must (test, HZ_DB_JOB_READ, read_case, &mine);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, acknowledge, &use_id);
  expect_news (fixture, HZ_TEST_RECEPTION, 0, HZ_SHEET_USE_CASES);
  expect_news (fixture, HZ_TEST_LAWYER, 0, HZ_SHEET_USE_CASES);
  expect_news (fixture, HZ_TEST_MANAGER, 1, HZ_SHEET_USE_CASES);
  expect_news (fixture, HZ_TEST_ADMIN, 1, HZ_SHEET_USE_CASES);
}

/* Whoever works on a case with her is told too, by the cases in the sealed body. */
static void
test_team (Fixture *fixture,
           gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  HzId orphan = open_case (fixture, HZ_TEST_PSYCHOLOGIST);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (HzId));
  GError *error = NULL;
  HzRecords *records;

  g_array_append_val (cases, orphan);
  records = hz_test_records_enter_by_sheet (test);
  give_cases (records, &test->ids[HZ_TEST_LAWYER], cases, "She has moved away", &error);
  g_assert_no_error (error);
  expect_news (fixture, HZ_TEST_PSYCHOLOGIST, 1, HZ_SHEET_USE_CASES);
  expect_news (fixture, HZ_TEST_LAWYER, 1, HZ_SHEET_USE_CASES);
}

/* Many, in several jobs. */
static void
test_many (Fixture *fixture,
           gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  g_autoptr (GArray) cases = NULL;
  g_autoptr (GArray) rest = NULL;
  GError *error = NULL;
  HzRecords *records;

  for (guint i = 0; i < N_MANY; i++)
    open_case (fixture, HZ_TEST_PSYCHOLOGIST);
  remove_member (fixture, HZ_TEST_PSYCHOLOGIST);
  records = hz_test_records_enter_by_sheet (test);
  cases = list_orphans (records);
  g_assert_cmpuint (cases->len, ==, N_MANY);
  give_cases (records, &test->ids[HZ_TEST_LAWYER], cases, "She has moved away", &error);
  g_assert_no_error (error);
  rest = list_orphans (records);
  g_assert_cmpuint (rest->len, ==, 0);
  expect_news (fixture, HZ_TEST_LAWYER, 1, HZ_SHEET_USE_CASES);
  for (guint i = 0; i < N_MANY; i++)
    hz_test_records_must (test, HZ_DB_JOB_READ, read_case, &g_array_index (cases, HzId, i));
}

/* Everybody with a care role is gone: a new social worker gets the care key, alone or with a case. */
static void
test_care (Fixture *fixture,
           gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  const HzId *reception = &test->ids[HZ_TEST_RECEPTION];
  g_autoptr (GArray) cases = NULL;
  GAsyncResult *answer = NULL;
  GError *error = NULL;
  HzRecords *records;

  open_case (fixture, HZ_TEST_PSYCHOLOGIST);
  remove_member (fixture, HZ_TEST_PSYCHOLOGIST);
  remove_member (fixture, HZ_TEST_LAWYER);
  hz_test_records_enter (test, HZ_TEST_ADMIN);
  hz_vault_set_roles (test->vault, reception, HZ_ROLE_SOCIAL_WORKER, &error);
  g_assert_no_error (error);
  remove_member (fixture, HZ_TEST_MANAGER);

  records = hz_test_records_enter_by_sheet (test);
  cases = list_orphans (records);
  g_assert_cmpuint (cases->len, ==, 1);
  if (GPOINTER_TO_INT (data))
    {
      give_cases (records, reception, cases, "She has moved away", &error);
    }
  else
    {
      hz_sheet_act_give_care_async (records, reception, FALSE, "She has moved away",
                                    hz_test_on_ready_cb, &answer);
      finish (records, &answer, &error);
    }
  g_assert_no_error (error);

  records = hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (test->vault)));
  if (GPOINTER_TO_INT (data))
    hz_test_records_must (test, HZ_DB_JOB_READ, read_case, &g_array_index (cases, HzId, 0));
}

/* The only administrator is gone: she cannot sign in any more. */
static void
test_administrator (Fixture *fixture,
                    gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  GAsyncResult *answer = NULL;
  GError *error = NULL;
  HzRecords *records = hz_test_records_enter_by_sheet (test);

  hz_sheet_act_name_administrator_async (records, &test->ids[HZ_TEST_MANAGER], "She has moved away",
                                         hz_test_on_ready_cb, &answer);
  finish (records, &answer, &error);
  g_assert_no_error (error);

  expect_news (fixture, HZ_TEST_MANAGER, 1, HZ_SHEET_USE_ADMINISTRATOR);
  g_assert_cmpint (hz_vault_get_own_roles (test->vault), ==,
                   HZ_ROLE_MANAGER | HZ_ROLE_ADMINISTRATOR);
  hz_vault_remove (test->vault, &test->ids[HZ_TEST_ADMIN], &error);
  g_assert_no_error (error);
}

/* The sitting of the sheets ends with a head like any other; what stands after it is of this one. */
static gboolean
check_audit (HzContext *context,
             gpointer data,
             GError **error)
{
  HzAuditReport report;

  g_assert_true (hz_audit_verify (context, &report, error));
  g_assert_cmpint (report.broken_at, ==, 0);
  g_assert_cmpint (report.n_unconfirmed, <=, 1);

  return TRUE;
}

/* Who got a new password is told so, and who watches over the sheets. */
static void
test_password (Fixture *fixture,
               gconstpointer data)
{
  HzTestRecords *test = fixture->test;
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  GAsyncResult *answer = NULL;
  GError *error = NULL;
  HzRecords *records = hz_test_records_enter_by_sheet (test);

  hz_sheet_act_set_password_async (records, &test->ids[HZ_TEST_RECEPTION],
                                   hz_test_records_get_login (HZ_TEST_RECEPTION), password,
                                   "She has moved away", hz_test_on_ready_cb, &answer);
  finish (records, &answer, &error);
  g_assert_no_error (error);

  expect_news (fixture, HZ_TEST_RECEPTION, 1, HZ_SHEET_USE_PASSWORD);
  hz_test_records_must (test, HZ_DB_JOB_READ, check_audit, NULL);
  expect_news (fixture, HZ_TEST_MANAGER, 1, HZ_SHEET_USE_PASSWORD);
  expect_news (fixture, HZ_TEST_ADMIN, 1, HZ_SHEET_USE_PASSWORD);
  expect_news (fixture, HZ_TEST_LAWYER, 0, HZ_SHEET_USE_PASSWORD);
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  return hz_orphan_case_list (context, error) != NULL;
}

static gboolean
run_give (HzContext *context,
          gpointer data,
          GError **error)
{
  return hz_orphan_case_give (context, data, &context->own_id, error);
}

/* Nobody does it with a password. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  HzId case_id = open_case (fixture, HZ_TEST_LAWYER);
  GError *error = NULL;

  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_READ, run_list, NULL, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_false (hz_test_records_try (fixture->test, HZ_DB_JOB_WRITE, run_give, &case_id, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  g_clear_error (&error);
}

static void
add (const char *path,
     gconstpointer data,
     void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, func, tear_down);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/sheet-act/cases", NULL, test_cases);
  add ("/sheet-act/team", NULL, test_team);
  add ("/sheet-act/many", NULL, test_many);
  add ("/sheet-act/care", GINT_TO_POINTER (FALSE), test_care);
  add ("/sheet-act/care-with-case", GINT_TO_POINTER (TRUE), test_care);
  add ("/sheet-act/administrator", NULL, test_administrator);
  add ("/sheet-act/password", NULL, test_password);
  add ("/sheet-act/refused", NULL, test_refused);

  return g_test_run ();
}
