/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-audit.h"
#include "hz-care-grant.h"
#include "hz-client-store.h"
#include "hz-own-bodies.h"
#include "hz-records-error.h"
#include "hz-stamp.h"
#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-vault-error.h"

static void
test_names (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzRecords *records = hz_test_records_enter (test, HZ_TEST_RECEPTION);
  HzId nobody = hz_id_new ();
  GError *error = NULL;

  g_assert_cmpstr (hz_records_get_member_name (records, &test->ids[HZ_TEST_LAWYER]), ==,
                   "Хаёлпур Лола");
  g_assert_cmpstr (hz_records_get_member_name (records, &nobody), ==, "");
  g_assert_cmpstr (hz_records_get_member_name (records, NULL), ==, "");
  g_assert_true (hz_records_may (records, HZ_RIGHT_BOOK));
  g_assert_false (hz_records_may (records, HZ_RIGHT_SEE_CASES));

  /* A new name is seen at once. */
  records = hz_test_records_enter (test, HZ_TEST_ADMIN);
  g_assert_cmpstr (hz_records_get_member_name (records, &test->ids[HZ_TEST_LAWYER]), ==,
                   "Хаёлпур Лола");
  hz_vault_set_name (test->vault, &test->ids[HZ_TEST_LAWYER], "Хаёлпур Лола А.", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hz_records_get_member_name (records, &test->ids[HZ_TEST_LAWYER]), ==,
                   "Хаёлпур Лола А.");
}

/* What the signal has told. */
typedef struct
{
  int n;
  HzRecordKind kind;
  HzId id;
  HzChange how;
} Told;

static void
on_records_changed_cb (HzRecords *records,
                       int kind,
                       const HzId *id,
                       int how,
                       Told *told)
{
  g_assert_true (g_main_context_is_owner (NULL) || g_main_context_acquire (NULL));
  told->n++;
  told->kind = (HzRecordKind) kind;
  told->id = *id;
  told->how = (HzChange) how;
}

static gboolean
run_change (HzContext *context,
            gpointer data,
            GError **error)
{
  const HzId *id = data;

  hz_context_note_change (context, HZ_RECORD_CLIENT, id, HZ_CHANGE_ADDED);
  hz_context_note_change (context, HZ_RECORD_CLIENT, id, HZ_CHANGE_CHANGED);

  return TRUE;
}

static gboolean
run_change_and_fail (HzContext *context,
                     gpointer data,
                     GError **error)
{
  g_assert_true (run_change (context, data, error));
  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED, "Given up");

  return FALSE;
}

static void
test_changed (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzRecords *records = hz_test_records_enter (test, HZ_TEST_RECEPTION);
  HzId id = hz_id_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  Told told = { 0 };

  g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), &told);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_change, &id, NULL, NULL, hz_test_on_ready_cb,
                        &result);
  answer = hz_test_await (&result);
  g_assert_true (hz_records_run_finish (records, answer, NULL) == &id);
  g_assert_cmpint (told.n, ==, 1);
  g_assert_cmpint (told.kind, ==, HZ_RECORD_CLIENT);
  g_assert_cmpint (told.how, ==, HZ_CHANGE_ADDED);
  g_assert_true (hz_id_equal (&told.id, &id));

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_change, &id);
  g_assert_cmpint (told.n, ==, 2);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_change_and_fail, &id, NULL));
  g_assert_cmpint (told.n, ==, 2);
}

/* What only COMMIT refuses. */
static gboolean
run_dangling (HzContext *context,
              gpointer data,
              GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  HzStamp stamp = { 0 };
  HzId nobody = hz_id_new ();

  g_assert_true (run_change (context, data, error));
  g_assert_true (hz_db_execute (context->db, "PRAGMA defer_foreign_keys = 1", error));
  statement = hz_statement_new (context->db,
                                "INSERT INTO note (" HZ_STAMP_COLUMNS ", case_id, body)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, x'00')", error);
  g_assert_nonnull (statement);
  stamp = hz_stamp_next (&stamp, context);
  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_id (statement, 7, &nobody);

  return hz_statement_run (statement, error);
}

static void
test_failed_commit (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzRecords *records = hz_test_records_enter (test, HZ_TEST_RECEPTION);
  HzId id = hz_id_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) async_error = NULL;
  GAsyncResult *result = NULL;
  Told told = { 0 };

  g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), &told);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_dangling, &id, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CONSTRAINT);

  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_dangling, &id, NULL, NULL, hz_test_on_ready_cb,
                        &result);
  answer = hz_test_await (&result);
  g_assert_null (hz_records_run_finish (records, answer, &async_error));
  g_assert_error (async_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CONSTRAINT);
  g_assert_cmpint (told.n, ==, 0);

  /* The next one is not disturbed. */
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_change, &id);
  g_assert_cmpint (told.n, ==, 1);
}

typedef struct
{
  HzStamp stamp;
  HzRecordsError expected;
} Check;

static gboolean
run_check (HzContext *context,
           gpointer data,
           GError **error)
{
  Check *check = data;

  return hz_stamp_check (&check->stamp, context, "draft", error);
}

static gboolean
run_insert (HzContext *context,
            gpointer data,
            GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  HzStamp *stamp = data;

  *stamp = hz_stamp_next (stamp, context);
  statement = hz_statement_new (context->db,
                                "INSERT INTO draft (" HZ_STAMP_COLUMNS ", body)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, x'00')", error);
  hz_stamp_bind (stamp, statement, 1);

  return hz_statement_run (statement, error);
}

static void
test_stamp (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzStamp stamp = { 0 };
  HzStamp old;
  Check checks[4];

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_insert, &stamp);
  g_assert_cmpint (stamp.revision, ==, 1);
  g_assert_true (hz_id_is_set (&stamp.id));
  g_assert_true (hz_id_equal (&stamp.created_by, &test->ids[HZ_TEST_RECEPTION]));

  checks[0] = (Check) { stamp, HZ_RECORDS_ERROR_FAILED };
  old = stamp;
  old.revision = 0;
  checks[1] = (Check) { old, HZ_RECORDS_ERROR_CONFLICT };
  old.revision = 2;
  checks[2] = (Check) { old, HZ_RECORDS_ERROR_CONFLICT };
  old.id = hz_id_new ();
  checks[3] = (Check) { old, HZ_RECORDS_ERROR_NOT_FOUND };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_check, &checks[0]);
  for (guint i = 1; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_READ, run_check, &checks[i], &error));
      g_assert_error (error, HZ_RECORDS_ERROR, (int) checks[i].expected);
    }
}

static void
test_locked (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzRecords) records = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) async_error = NULL;
  GAsyncResult *result = NULL;
  HzId id = hz_id_new ();

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  records = g_steal_pointer (&test->records);
  hz_vault_lock (test->vault, &error);
  g_assert_no_error (error);

  g_assert_false (hz_records_run (records, HZ_DB_JOB_WRITE, run_change, &id, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED);
  hz_records_run_async (records, HZ_DB_JOB_READ, run_change, hz_id_copy (&id),
                        (GDestroyNotify) hz_id_free, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  g_assert_null (hz_records_run_finish (records, answer, &async_error));
  g_assert_error (async_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED);
}

static gboolean
run_sql (HzContext *context,
         gpointer data,
         GError **error)
{
  return hz_db_execute (context->db, data, error);
}

static void
test_newer (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzRecords *records = hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_autoptr (GError) error = NULL;

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, (gpointer) "PRAGMA user_version = 9999");
  g_assert_false (hz_records_open (records, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NEWER);
}

/* A centre in which nobody holds the care key yet. */
typedef struct
{
  char *folder;
  char *pins;
  HzVault *vault;
  HzRecords *records;
} Bare;

static void
leave (Bare *bare)
{
  GError *error = NULL;

  hz_test_assert_finalizes (g_steal_pointer (&bare->records));
  hz_vault_lock (bare->vault, &error);
  g_assert_no_error (error);
}

static void
open_records (Bare *bare)
{
  GError *error = NULL;

  bare->records = hz_records_new (bare->vault);
  hz_records_open (bare->records, &error);
  g_assert_no_error (error);
}

static void
enter (Bare *bare,
       const char *login)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  GError *error = NULL;

  if (bare->records != NULL)
    leave (bare);
  hz_vault_unlock (bare->vault, login, password, &error);
  g_assert_no_error (error);
  open_records (bare);
}

static void
add_person (Bare *bare,
            const char *login,
            HzRoles roles)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (HzSecret) one_time = NULL;
  GError *error = NULL;

  enter (bare, "admin");
  one_time = hz_vault_invite (bare->vault, login, login, roles, NULL, &error);
  g_assert_no_error (error);
  leave (bare);
  hz_vault_join (bare->vault, login, one_time, password, &error);
  g_assert_no_error (error);
  open_records (bare);
}

static void
found (Bare *bare)
{
  g_autoptr (HzSheets) sheets = hz_sheets_new ('A', 1);
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  GError *error = NULL;

  bare->folder = hz_test_make_folder ();
  bare->pins = hz_test_make_folder ();
  bare->vault = hz_vault_new (bare->folder);
  hz_vault_set_pin_folder (bare->vault, bare->pins);
  hz_vault_create (bare->vault, "admin", "admin", password, HZ_ROLE_ADMINISTRATOR, sheets,
                   HZ_KDF_COST_LEAST, &error);
  g_assert_no_error (error);
  open_records (bare);
}

static void
clear_bare (Bare *bare)
{
  leave (bare);
  hz_test_assert_finalizes (bare->vault);
  hz_test_remove_folder (bare->folder);
  hz_test_remove_folder (bare->pins);
  g_free (bare->folder);
  g_free (bare->pins);
}

static gboolean
run_register (HzContext *context,
              gpointer data,
              GError **error)
{
  g_autoptr (HzClient) client = hz_client_new ();
  g_autoptr (HzClientRequest) request = hz_client_request_new (&HZ_ID_NONE);

  client->surname = g_strdup ("Мисолзода");
  client->service_asked = g_strdup ("psychologist");
  client->registered_on = HZ_DATE (2026, 11, 24);
  request->text = g_strdup ("why she came");
  if (!hz_client_store_register (context, client, request, NULL, error))
    return FALSE;

  *(HzId *) data = client->stamp.id;
  return TRUE;
}

static gboolean
run_read_request (HzContext *context,
                  gpointer data,
                  GError **error)
{
  g_autoptr (GPtrArray) requests = hz_client_store_list_requests (context, data, error);

  if (requests == NULL)
    return FALSE;

  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (((HzClientRequest *) g_ptr_array_index (requests, 0))->text, ==, "why she came");

  return TRUE;
}

static gboolean
reads_request (Bare *bare,
               HzId *client_id)
{
  g_autoptr (GError) error = NULL;

  return hz_records_run (bare->records, HZ_DB_JOB_READ, run_read_request, client_id, &error);
}

typedef struct
{
  int ring;
  gint64 n;
} Count;

static gboolean
run_count (HzContext *context,
           gpointer data,
           GError **error)
{
  Count *count = data;
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM care_waiting WHERE ring = %d",
                                          count->ring);

  return hz_db_get_int (context->db, sql, &count->n, error);
}

static gint64
count_waiting (Bare *bare,
               int ring)
{
  Count count = { ring, -1 };
  GError *error = NULL;

  hz_records_run (bare->records, HZ_DB_JOB_READ, run_count, &count, &error);
  g_assert_no_error (error);

  return count.n;
}

typedef struct
{
  const char *act;
  gint64 n;
} Acts;

static gboolean
run_count_acts (HzContext *context,
                gpointer data,
                GError **error)
{
  Acts *acts = data;
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("SELECT count (*) FROM audit WHERE act = '%s'", acts->act);
  return hz_db_get_int (context->db, sql, &acts->n, error);
}

static gint64
count_acts (Bare *bare,
            const char *act)
{
  Acts acts = { act, -1 };
  GError *error = NULL;

  hz_records_run (bare->records, HZ_DB_JOB_READ, run_count_acts, &acts, &error);
  g_assert_no_error (error);

  return acts.n;
}

/* Twice, and with the same password at the end. */
static void
renew_keys (Bare *bare,
            const char *login)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (HzSecret) other = hz_secret_new_password ("some words in between");
  GError *error = NULL;

  hz_vault_renew_keys (bare->vault, login, password, other, hz_own_bodies_reseal, &error);
  g_assert_no_error (error);
  hz_vault_renew_keys (bare->vault, login, other, password, hz_own_bodies_reseal, &error);
  g_assert_no_error (error);
}

/* Before anybody holds the care key, requests wait under their writers' own; then in the inbox; then
 * they are read. Nothing is refused and nothing lost. */
static void
test_waiting (void)
{
  Bare bare = { 0 };
  HzId ids[30];
  HzId later;
  GError *error = NULL;

  found (&bare);
  add_person (&bare, "reception", HZ_ROLE_RECEPTION);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      hz_records_run (bare.records, HZ_DB_JOB_WRITE, run_register, &ids[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (count_waiting (&bare, HZ_RING_OWN), ==, 30);
  g_assert_false (reads_request (&bare, &ids[0]));
  renew_keys (&bare, "reception");

  add_person (&bare, "psychologist", HZ_ROLE_PSYCHOLOGIST);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (bare.vault)));
  g_assert_cmpint (count_waiting (&bare, HZ_RING_OWN), ==, 30);
  g_assert_false (reads_request (&bare, &ids[0]));

  enter (&bare, "reception");
  g_assert_cmpint (count_waiting (&bare, HZ_RING_OWN), ==, 0);
  g_assert_cmpint (count_waiting (&bare, HZ_RING_CARE), ==, 30);
  hz_records_run (bare.records, HZ_DB_JOB_WRITE, run_register, &later, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_waiting (&bare, HZ_RING_CARE), ==, 31);
  g_assert_false (reads_request (&bare, &ids[0]));
  g_assert_false (reads_request (&bare, &later));

  enter (&bare, "psychologist");
  g_assert_cmpint (count_waiting (&bare, HZ_RING_CARE), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (reads_request (&bare, &ids[i]));
  g_assert_true (reads_request (&bare, &later));

  enter (&bare, "reception");
  g_assert_false (reads_request (&bare, &ids[0]));
  clear_bare (&bare);
}

/* The care key is given by a holder who was asked about the number; her answer stands in the audit. */
static void
test_care_grant (void)
{
  Bare bare = { 0 };
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  HzId client_id;

  found (&bare);
  add_person (&bare, "psychologist", HZ_ROLE_PSYCHOLOGIST);
  hz_records_run (bare.records, HZ_DB_JOB_WRITE, run_register, &client_id, &error);
  g_assert_no_error (error);
  add_person (&bare, "lawyer", HZ_ROLE_LAWYER);
  g_assert_false (reads_request (&bare, &client_id));

  enter (&bare, "psychologist");
  tasks = hz_vault_list_care_tasks (bare.vault);
  g_assert_cmpuint (tasks->len, ==, 1);
  hz_care_grant_async (bare.records, &((HzMember *) g_ptr_array_index (tasks, 0))->id, TRUE,
                       hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  hz_care_grant_finish (bare.records, answer, &error);
  g_assert_no_error (error);
  g_clear_object (&answer);
  g_assert_cmpint (count_acts (&bare, "key-number.compared"), ==, 1);
  g_assert_cmpint (count_acts (&bare, "member.care"), ==, 1);

  enter (&bare, "lawyer");
  g_assert_true (reads_request (&bare, &client_id));
  clear_bare (&bare);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/names", test_names);
  g_test_add_func ("/records/changed", test_changed);
  g_test_add_func ("/records/failed-commit", test_failed_commit);
  g_test_add_func ("/records/stamp", test_stamp);
  g_test_add_func ("/records/locked", test_locked);
  g_test_add_func ("/records/newer", test_newer);
  g_test_add_func ("/records/waiting", test_waiting);
  g_test_add_func ("/records/care-grant", test_care_grant);

  return g_test_run ();
}
