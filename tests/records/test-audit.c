/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-audit.h"
#include "hz-records-error.h"
#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-vault-error.h"

#define SELECT_LAST "(SELECT max (seq) FROM audit)"

static gboolean
run_verify (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_audit_verify (context, data, error);
}

static HzAuditReport
verify (HzTestRecords *test)
{
  HzAuditReport report;

  hz_test_records_must (test, HZ_DB_JOB_READ, run_verify, &report);

  return report;
}

static gboolean
run_acts (HzContext *context,
          gpointer data,
          GError **error)
{
  HzId id = hz_id_new ();

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    if (!hz_audit_add (context, "client.add", HZ_RECORD_CLIENT, &id, &id, error))
      return FALSE;

  return TRUE;
}

static void
act (HzTestRecords *test,
     int n)
{
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_acts, GINT_TO_POINTER (n));
}

static gboolean
run_sql (HzContext *context,
         gpointer data,
         GError **error)
{
  return hz_db_execute (context->db, data, error);
}

static void
execute (HzTestRecords *test,
         const char *sql)
{
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, (gpointer) sql);
}

static gboolean
run_get_int (HzContext *context,
             gpointer data,
             GError **error)
{
  gint64 value;

  if (!hz_db_get_int (context->db, *(const char **) data, &value, error))
    return FALSE;

  *(gint64 *) data = value;
  return TRUE;
}

static gint64
get_int (HzTestRecords *test,
         const char *sql)
{
  union
  {
    const char *sql;
    gint64 value;
  } ask = { .sql = sql };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_get_int, &ask);

  return ask.value;
}

/* Two sittings that ended, and a third. */
static HzTestRecords *
make_sittings (void)
{
  HzTestRecords *test = hz_test_records_new ();

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  act (test, 5);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  act (test, 3);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  act (test, 2);

  return test;
}

static void
test_chain (void)
{
  g_autoptr (HzTestRecords) test = make_sittings ();
  HzAuditReport report = verify (test);

  /* With four sign-ins, the first when the centre was made. */
  g_assert_cmpint (report.n_rows, ==, 14);
  g_assert_cmpint (report.broken_at, ==, 0);
  g_assert_cmpint (report.n_unconfirmed, ==, 3);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_false (hz_records_is_audit_cut (test->records));
  report = verify (test);
  g_assert_cmpint (report.n_unconfirmed, ==, 1);
  g_assert_cmpint (report.broken_at, ==, 0);
}

/* That she has a case, a note, a letter stands nowhere in the clear. */
static gboolean
run_about_client (HzContext *context,
                  gpointer data,
                  GError **error)
{
  static const HzRecordKind kinds[] = { HZ_RECORD_CASE_FILE, HZ_RECORD_NOTE, HZ_RECORD_REFERRAL,
                                        HZ_RECORD_CONSENT, HZ_RECORD_DRAFT };
  HzId id = hz_id_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!hz_audit_add (context, "x.read", kinds[i], &id, data, error))
      return FALSE;

  return hz_audit_add (context, "client.read", HZ_RECORD_CLIENT, data, data, error);
}

static void
test_client (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzId client_id = hz_id_new ();

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_about_client, &client_id);
  g_assert_cmpint (get_int (test, "SELECT count (*) FROM audit WHERE act = 'x.read'"), ==, 5);
  g_assert_cmpint (get_int (test, "SELECT count (*) FROM audit WHERE client_id IS NOT NULL"), ==, 1);
}

static void
test_append_only (void)
{
  static const char *const changes[] = {
    "UPDATE audit SET act = 'x' WHERE seq = 1",
    "DELETE FROM audit WHERE seq = " SELECT_LAST,
    "DELETE FROM audit",
  };
  g_autoptr (HzTestRecords) test = make_sittings ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_sql, (gpointer) changes[i],
                                           &error));
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CONSTRAINT);
    }

  g_assert_cmpint (verify (test).n_rows, ==, 14);
}

typedef struct
{
  const char *sql;
  gint64 broken_at;
} Forgery;

/* Rolled back each time. */
static gboolean
run_forgery (HzContext *context,
             gpointer data,
             GError **error)
{
  const Forgery *forgery = data;
  HzAuditReport report;

  g_assert_true (hz_db_execute (context->db, "DROP TRIGGER audit_is_not_changed", error));
  g_assert_true (hz_db_execute (context->db, "DROP TRIGGER audit_is_not_deleted", error));
  g_assert_true (hz_db_execute (context->db, forgery->sql, error));
  g_assert_true (hz_audit_verify (context, &report, error));
  if (report.broken_at != forgery->broken_at)
    g_error ("%s: broken at %" G_GINT64_FORMAT, forgery->sql, report.broken_at);

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED, "Not to stay");
  return FALSE;
}

static void
test_forged (void)
{
  static const Forgery forgeries[] = {
    { "SELECT 1", 0 },
    { "UPDATE audit SET time = time + 1 WHERE seq = 4", 4 },
    { "UPDATE audit SET member_id = randomblob (16) WHERE seq = 4", 4 },
    { "UPDATE audit SET act = 'client.read' WHERE seq = 4", 4 },
    { "UPDATE audit SET kind = kind + 1 WHERE seq = 4", 4 },
    { "UPDATE audit SET object_id = randomblob (16) WHERE seq = 4", 4 },
    { "UPDATE audit SET object_id = NULL WHERE seq = 4", 4 },
    { "UPDATE audit SET client_id = NULL WHERE seq = 4", 4 },
    { "UPDATE audit SET revision = 7 WHERE seq = 4", 4 },
    { "UPDATE audit SET mark = randomblob (32) WHERE seq = 4", 4 },
    { "UPDATE audit SET signature = randomblob (64) WHERE seq = 4", 4 },
    { "UPDATE audit SET hash = randomblob (32) WHERE seq = 4", 4 },
    { "UPDATE audit SET device_id = X'00000000000000000000000000000001' WHERE seq = 4", 1 },
    { "DELETE FROM audit WHERE seq = 4", 4 },
    { "DELETE FROM audit WHERE seq = 1", 1 },
    { "UPDATE audit SET seq = -seq + 30 WHERE seq IN (4, 5)", 4 },
    { "DELETE FROM audit WHERE seq > 9", 10 },
    { "UPDATE audit_head SET signature = randomblob (64) WHERE seq = 11", 11 },
    { "UPDATE audit_head SET member_id = (SELECT member_id FROM audit_head WHERE seq = 7)"
      " WHERE seq = 11", 11 },
    { "UPDATE audit_head SET hash = randomblob (32) WHERE seq = 11", 11 },
    { "UPDATE audit_head SET seq = 10 WHERE seq = 11", 10 },
  };
  g_autoptr (HzTestRecords) test = make_sittings ();

  g_assert_cmpint (get_int (test, "SELECT count (*) FROM audit_head WHERE seq IN (7, 11)"), ==, 2);

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_forgery,
                                           (gpointer) &forgeries[i], &error));
      g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED);
    }

  g_assert_cmpint (verify (test).broken_at, ==, 0);
}

/* Somebody with the centre's key takes the last sittings away, heads and all: who was there sees it. */
static void
test_cut (void)
{
  g_autoptr (HzTestRecords) test = make_sittings ();

  hz_test_records_enter (test, HZ_TEST_ADMIN);
  execute (test, "DROP TRIGGER audit_is_not_deleted");
  execute (test, "DELETE FROM audit WHERE seq > 7");
  execute (test, "DELETE FROM audit_head WHERE seq > 7");
  g_assert_cmpint (verify (test).broken_at, ==, 0);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_false (hz_records_is_audit_cut (test->records));
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_true (hz_records_is_audit_cut (test->records));

  /* It is not forgotten at the end of the sitting. */
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_true (hz_records_is_audit_cut (test->records));
}

typedef struct
{
  HzId author_id;
  HzId id;
  guint8 mark[HZ_HASH_BYTES];
} Mark;

static gboolean
run_add_signed (HzContext *context,
                gpointer data,
                GError **error)
{
  Mark *mark = data;

  return hz_audit_add_signed (context, "note.seal", HZ_RECORD_NOTE, &mark->id, 1, mark->mark, error);
}

static gboolean
run_check_signed (HzContext *context,
                  gpointer data,
                  GError **error)
{
  Mark *mark = data;

  return hz_audit_check_signed (context, &mark->author_id, &mark->id, 1, mark->mark, error);
}

static gboolean
is_signed (HzTestRecords *test,
           Mark *mark)
{
  g_autoptr (GError) error = NULL;

  if (hz_test_records_try (test, HZ_DB_JOB_READ, run_check_signed, mark, &error))
    return TRUE;

  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_AUDIT_BROKEN);
  return FALSE;
}

static void
test_signed (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  Mark mark = { test->ids[HZ_TEST_PSYCHOLOGIST], hz_id_new (), { 1, 2, 3 } };
  Mark other;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_false (is_signed (test, &mark));
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_add_signed, &mark);
  g_assert_true (is_signed (test, &mark));
  g_assert_cmpint (verify (test).broken_at, ==, 0);

  hz_test_records_enter (test, HZ_TEST_MANAGER);
  g_assert_true (is_signed (test, &mark));

  other = mark;
  other.mark[0]++;
  g_assert_false (is_signed (test, &other));
  other = mark;
  other.author_id = test->ids[HZ_TEST_MANAGER];
  g_assert_false (is_signed (test, &other));
  other = mark;
  other.id = hz_id_new ();
  g_assert_false (is_signed (test, &other));
}

/* What a failed job has added is not in the chain. */
static gboolean
run_failing (HzContext *context,
             gpointer data,
             GError **error)
{
  g_assert_true (run_acts (context, GINT_TO_POINTER (3), error));
  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED, "Given up");

  return FALSE;
}

static void
test_rolled_back (void)
{
  g_autoptr (HzTestRecords) test = make_sittings ();
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_failing, NULL, &error));
  act (test, 1);
  g_assert_cmpint (verify (test).n_rows, ==, 15);
  g_assert_cmpint (verify (test).broken_at, ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/chain", test_chain);
  g_test_add_func ("/audit/client", test_client);
  g_test_add_func ("/audit/append-only", test_append_only);
  g_test_add_func ("/audit/forged", test_forged);
  g_test_add_func ("/audit/cut", test_cut);
  g_test_add_func ("/audit/signed", test_signed);
  g_test_add_func ("/audit/rolled-back", test_rolled_back);

  return g_test_run ();
}
