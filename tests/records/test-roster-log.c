/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done about people and keys stands in the audit once, whatever happens: it is taken from the
 * roster. And who is asked for a new password is, until she has one. */

#include "hz-audit.h"
#include "hz-keyring-file.h"
#include "hz-own-bodies.h"
#include "hz-password-request.h"
#include "hz-records-error.h"
#include "hz-roster-log.h"
#include "hz-test-records.h"
#include "hz-test.h"

typedef struct
{
  const char *act;
  HzId member_id;
  HzId object_id;
  gint64 n;
} Rows;

static gboolean
run_count (HzContext *context,
           gpointer data,
           GError **error)
{
  Rows *rows = data;
  g_autoptr (HzStatement) statement = hz_statement_new (context->db,
    "SELECT count (*) FROM audit WHERE act = ?1 AND member_id = ?2 AND object_id = ?3", error);
  gboolean has_row = FALSE;

  hz_statement_bind_text (statement, 1, rows->act);
  hz_statement_bind_id (statement, 2, &rows->member_id);
  hz_statement_bind_id (statement, 3, &rows->object_id);
  g_assert_true (hz_statement_step (statement, &has_row, error));
  rows->n = hz_statement_get_int (statement, 0);

  return TRUE;
}

static void
expect_rows_of (HzTestRecords *test,
                const char *act,
                const HzId *member_id,
                const HzId *object_id,
                gint64 n)
{
  Rows rows = { act, *member_id, *object_id, -1 };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_count, &rows);
  g_assert_cmpint (rows.n, ==, n);
}

static void
expect_rows (HzTestRecords *test,
             const char *act,
             HzTestStaff member,
             HzTestStaff object,
             gint64 n)
{
  expect_rows_of (test, act, &test->ids[member], &test->ids[object], n);
}

static gboolean
run_verify (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_audit_verify (context, data, error);
}

static void
expect_whole (HzTestRecords *test)
{
  HzAuditReport report = { 0 };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_verify, &report);
  g_assert_cmpint (report.broken_at, ==, 0);
}

/* The program ends between the act and everything that comes after it. */
static void
drop (HzTestRecords *test)
{
  hz_test_assert_finalizes (g_steal_pointer (&test->records));
  g_assert_true (hz_vault_lock (test->vault, NULL));
}

static gboolean
refuse_step (HzKeyringStep step,
             gpointer user_data)
{
  return step != (HzKeyringStep) GPOINTER_TO_INT (user_data);
}

/* Refused at each step of the keyring's replacement, the removal has no row; done, it has one, written
 * by whoever comes next and in the name of who did it. */
static void
test_removal (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();

  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_RENAME; step++)
    {
      hz_test_records_enter (test, HZ_TEST_ADMIN);
      hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (step));
      g_assert_false (hz_vault_remove (test->vault, &test->ids[HZ_TEST_LAWYER], NULL));
      hz_keyring_file_watch_steps (NULL, NULL);
      drop (test);
      hz_test_records_enter (test, HZ_TEST_RECEPTION);
      expect_rows (test, "member.remove", HZ_TEST_ADMIN, HZ_TEST_LAWYER, 0);
    }

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  g_assert_true (hz_vault_remove (test->vault, &test->ids[HZ_TEST_LAWYER], NULL));
  drop (test);
  for (int i = 0; i < 2; i++)
    {
      hz_test_records_enter (test, HZ_TEST_RECEPTION);
      expect_rows (test, "member.remove", HZ_TEST_ADMIN, HZ_TEST_LAWYER, 1);
      expect_rows (test, "member.remove", HZ_TEST_RECEPTION, HZ_TEST_LAWYER, 0);
      expect_whole (test);
      hz_test_records_leave (test);
    }
}

/* In a sitting that ends as it should, its last signature covers it. */
static void
test_sitting (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  GError *error = NULL;

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  g_assert_true (hz_vault_set_roles (test->vault, &test->ids[HZ_TEST_RECEPTION],
                                     HZ_ROLE_RECEPTION | HZ_ROLE_LAWYER, NULL));
  hz_roster_log_catch_up_async (test->records);
  hz_test_records_flush (test);
  expect_rows (test, "member.roles", HZ_TEST_ADMIN, HZ_TEST_RECEPTION, 1);
  g_assert_true (hz_vault_set_name (test->vault, &test->ids[HZ_TEST_RECEPTION], "Another", &error));
  hz_test_records_enter (test, HZ_TEST_MANAGER);
  expect_rows (test, "member.roles", HZ_TEST_ADMIN, HZ_TEST_RECEPTION, 1);
  expect_rows (test, "member.name", HZ_TEST_ADMIN, HZ_TEST_RECEPTION, 1);
  expect_whole (test);
}

/* Who was invited, by whom, and when she came; also when the program ended right after it. */
static void
test_comers (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (HzSecret) one_time = NULL;
  g_autoptr (HzSecret) withdrawn = NULL;
  const HzId *admin = &test->ids[HZ_TEST_ADMIN];
  HzId id;
  HzId other_id;
  GError *error = NULL;

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  one_time = hz_vault_invite (test->vault, "Munira", "munira", HZ_ROLE_LAWYER, &id, &error);
  g_assert_no_error (error);
  withdrawn = hz_vault_invite (test->vault, "Parvina", "parvina", HZ_ROLE_LAWYER, &other_id, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_remove (test->vault, &other_id, &error));
  drop (test);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  expect_rows_of (test, "member.invite", admin, &id, 1);
  expect_rows_of (test, "member.join", &id, &id, 0);
  expect_rows_of (test, "member.invite", admin, &other_id, 1);
  expect_rows_of (test, "member.remove", admin, &other_id, 1);
  hz_test_records_leave (test);

  hz_vault_join (test->vault, "munira", one_time, password, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_lock (test->vault, NULL));
  hz_test_records_enter (test, HZ_TEST_MANAGER);
  expect_rows_of (test, "member.invite", admin, &id, 1);
  expect_rows_of (test, "member.join", &id, &id, 1);
  expect_rows_of (test, "member.join", &other_id, &other_id, 0);
  expect_whole (test);
}

static void
test_keys (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzSecret) old_password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (HzSecret) new_password = hz_secret_new_password ("quite other words now");
  GError *error = NULL;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  hz_vault_renew_keys (test->vault, hz_test_records_get_login (HZ_TEST_LAWYER), old_password,
                       new_password, hz_own_bodies_reseal, &error);
  g_assert_no_error (error);
  drop (test);
  hz_test_records_enter (test, HZ_TEST_MANAGER);
  expect_rows (test, "member.keys", HZ_TEST_LAWYER, HZ_TEST_LAWYER, 1);
  expect_whole (test);
}

/* --- Who is asked for a new password -------------------------------------------------------------- */

static gboolean
is_asked (HzTestRecords *test,
          HzTestStaff who)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GHashTable) ids = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_password_request_list_async (test->records, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  ids = hz_password_request_list_finish (test->records, answer, &error);
  g_assert_no_error (error);

  return g_hash_table_contains (ids, &test->ids[who]);
}

static gboolean
ask (HzTestRecords *test,
     const HzId *member_id,
     GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;

  hz_password_request_ask_async (test->records, member_id, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);

  return hz_password_request_ask_finish (test->records, answer, error);
}

static void
test_asked (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  const HzId unknown = hz_id_new ();
  g_autoptr (GError) error = NULL;

  hz_test_records_enter (test, HZ_TEST_MANAGER);
  g_assert_false (ask (test, &test->ids[HZ_TEST_RECEPTION], &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  g_clear_error (&error);

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  g_assert_false (ask (test, &unknown, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (ask (test, &test->ids[HZ_TEST_RECEPTION], NULL));
  g_assert_true (ask (test, &test->ids[HZ_TEST_RECEPTION], NULL));
  g_assert_true (is_asked (test, HZ_TEST_RECEPTION));
  g_assert_false (is_asked (test, HZ_TEST_ADMIN));
  expect_rows (test, "member.ask-password", HZ_TEST_ADMIN, HZ_TEST_RECEPTION, 2);

  /* Nobody else does it for her. */
  g_assert_true (hz_password_request_fulfil (test->records, NULL));
  g_assert_true (is_asked (test, HZ_TEST_RECEPTION));
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_true (hz_password_request_fulfil (test->records, NULL));
  g_assert_false (is_asked (test, HZ_TEST_RECEPTION));
}

/* After a restore everybody who is not taken out, and nobody twice. */
static void
test_restored (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autofree char *target = g_build_filename (test->pins, "backups", NULL);
  g_autofree char *folder = g_build_filename (test->pins, "restored", NULL);
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) people = NULL;
  GError *error = NULL;

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  place = hz_vault_backup (test->vault, target, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_remove (test->vault, &test->ids[HZ_TEST_LAWYER], &error));
  hz_test_records_leave (test);
  hz_test_assert_finalizes (g_steal_pointer (&test->vault));

  test->vault = hz_vault_new (folder);
  hz_vault_set_pin_folder (test->vault, NULL);
  people = hz_vault_restore (test->vault, place, test->folder,
                             hz_test_records_get_login (HZ_TEST_ADMIN), password, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      hz_test_records_enter (test, HZ_TEST_RECEPTION);
      for (int who = 0; who < HZ_TEST_N_STAFF; who++)
        g_assert_true (is_asked (test, who)
                       == (who != HZ_TEST_LAWYER && (i == 0 || who != HZ_TEST_ADMIN)));

      hz_test_records_enter (test, HZ_TEST_ADMIN);
      g_assert_true (hz_password_request_fulfil (test->records, NULL));
    }
  expect_rows (test, "member.remove", HZ_TEST_ADMIN, HZ_TEST_LAWYER, 1);
  expect_whole (test);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-log/removal", test_removal);
  g_test_add_func ("/roster-log/sitting", test_sitting);
  g_test_add_func ("/roster-log/comers", test_comers);
  g_test_add_func ("/roster-log/keys", test_keys);
  g_test_add_func ("/password-request/asked", test_asked);
  g_test_add_func ("/password-request/restored", test_restored);

  return g_test_run ();
}
