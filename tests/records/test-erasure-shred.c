/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is gone of a client who has been erased, by whose program, and what stays. */

#include <string.h>

#include "hz-case-file-store.h"
#include "hz-case-shred.h"
#include "hz-client-code.h"
#include "hz-client-store.h"
#include "hz-draft-store.h"
#include "hz-erasure-shred.h"
#include "hz-erasure-work.h"
#include "hz-note-store.h"
#include "hz-preference-store.h"
#include "hz-records-error.h"
#include "hz-referral-store.h"
#include "hz-test-cases.h"
#include "hz-test-erasure.h"
#include "hz-test.h"

/* More than go in one step. */
#define N_NOTES 130

static gboolean
run_sql (HzContext *context,
         gpointer data,
         GError **error)
{
  return hz_db_execute (context->db, data, error);
}

static gboolean
run_shred (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_erasure_shred_some (context, data, error);
}

static HzErasureShred
shred (HzTestErasure *fixture)
{
  HzErasureShred came_of_it = HZ_ERASURE_SHRED_MORE;

  while (came_of_it == HZ_ERASURE_SHRED_MORE)
    hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_shred, &came_of_it);

  return came_of_it;
}

/* --- What is there ------------------------------------------------------------------------------- */

typedef struct
{
  GBytes *needle;
  GPtrArray *found;
} Scan;

static gboolean
scan_column (HzContext *context,
             const Scan *scan,
             const char *table,
             const char *column,
             GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  sql = g_strdup_printf ("SELECT 1 FROM main.%s WHERE instr (CAST (%s AS BLOB), ?1) > 0 LIMIT 1", table,
                         column);
  statement = hz_statement_new (context->db, sql, error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_bytes (statement, 1, scan->needle);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    g_ptr_array_add (scan->found, g_strdup_printf ("%s.%s", table, column));
  return TRUE;
}

static gboolean
run_scan (HzContext *context,
          gpointer data,
          GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row;

  statement = hz_statement_new (context->db,
                                "SELECT m.name, c.name FROM main.sqlite_schema m,"
                                " pragma_table_xinfo (m.name) c WHERE m.type = 'table'"
                                " AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1, 2", error);
  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!scan_column (context, data, hz_statement_get_text (statement, 0),
                        hz_statement_get_text (statement, 1), error))
        return FALSE;
    }

  return FALSE;
}

/* In which columns of the whole file the bytes stand, one after another. */
static char *
find_bytes (HzTestErasure *fixture,
            gconstpointer bytes,
            gsize length)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) needle = g_bytes_new (bytes, length);
  Scan scan = { needle, found };

  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_scan, &scan);
  g_ptr_array_add (found, NULL);

  return g_strjoinv (" ", (char **) found->pdata);
}

static void
assert_found (HzTestErasure *fixture,
              gconstpointer bytes,
              gsize length,
              const char *expected)
{
  g_autofree char *found = find_bytes (fixture, bytes, length);

  g_assert_cmpstr (found, ==, expected);
}

static gboolean
run_read_other (HzContext *context,
                gpointer data,
                GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (HzClient) client = hz_client_store_get (context, &fixture->other_id, error);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  guint n_damaged = 0;

  g_assert_nonnull (client);
  g_assert_cmpstr (client->surname, ==, HZ_TEST_STAYS);
  requests = hz_client_store_list_requests (context, &fixture->other_id, error);
  g_assert_cmpuint (requests->len, ==, 1);
  notes = hz_note_store_list (context, &fixture->other_case, HZ_NOTE_READING_OPENS, &n_damaged, error);
  g_assert_cmpuint (notes->len, ==, 1);

  return TRUE;
}

/* The number is there, and empty. */
static gboolean
run_read_letters (HzContext *context,
                  gpointer data,
                  GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) open = NULL;
  HzReferral *referral;

  open = hz_referral_store_list (context, HZ_REFERRAL_FILTER_OPEN, NULL, 0, error);
  g_assert_cmpuint (open->len, ==, 0);
  all = hz_referral_store_list (context, HZ_REFERRAL_FILTER_ALL, NULL, 0, error);
  g_assert_cmpuint (all->len, ==, 1);
  referral = g_ptr_array_index (all, 0);
  g_assert_cmpint (referral->number, ==, 1);
  g_assert_true (hz_referral_is_erased (referral));
  g_assert_false (hz_id_is_set (&referral->client_id));
  g_assert_cmpstr (referral->recipient, ==, "");
  g_assert_cmpstr (referral->override_reason, ==, "");
  g_assert_cmpstr (referral->client_code, ==, "");

  return TRUE;
}

static gboolean
run_answer (HzContext *context,
            gpointer data,
            GError **error)
{
  g_autoptr (HzReferral) referral = hz_referral_store_find (context, "1", error);

  g_free (referral->status);
  referral->status = g_strdup ("accepted");

  return hz_referral_store_record_answer (context, referral, error);
}

/* What the centre's key opens has nothing of her but that she was erased, and the acts. */
static void
assert_not_found (HzTestErasure *fixture)
{
  assert_found (fixture, HZ_TEST_ERASED, strlen (HZ_TEST_ERASED), "");
  assert_found (fixture, fixture->id.bytes, HZ_ID_BYTES,
                "audit.client_id audit.object_id erasure.client_id");
  assert_found (fixture, fixture->code, strlen (fixture->code), "erasure.client_code");
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM client"), ==, 1);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM client_request"), ==, 1);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM client_profile"), ==, 0);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM client_reason"), ==, 0);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM keep_apart"), ==, 0);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM appointment_reason"), ==, 0);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM appointment"), ==, 2);
  g_assert_cmpint (hz_test_erasure_count (fixture,
                                          "SELECT count (*) FROM appointment WHERE client_id IS NULL"
                                          " AND note = '' AND room = '' AND rule = ''"), ==, 2);
}

static void
assert_shredded (HzTestErasure *fixture)
{
  for (guint i = 0; i < fixture->cases->len; i++)
    assert_found (fixture, g_array_index (fixture->cases, HzId, i).bytes, HZ_ID_BYTES,
                  "audit.object_id");

  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM case_file"), ==, 1);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM note"), ==, 1);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM consent"), ==, 0);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM care_waiting"
                                                   " WHERE table_code <> 90"), ==, 0);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM erasure"
                                                   " WHERE state = 'erased'"), ==, 1);
}

/* --- What the care key opens --------------------------------------------------------------------- */

static void
test_erased (HzTestErasure *fixture,
             gconstpointer unused)
{
  GError *error = NULL;

  hz_test_erasure_confirm (fixture);
  assert_not_found (fixture);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_NOTHING);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM case_file"), ==, 3);

  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_ERASED);
  assert_not_found (fixture);
  assert_shredded (fixture);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_read_letters, NULL);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_LAWYER, run_answer, HZ_RECORDS_ERROR_INVALID);

  /* From then on another centre key is owed, whoever comes. */
  hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  g_assert_true (hz_vault_is_rotation_owed (fixture->test->vault));
  hz_vault_change_centre_key (fixture->test->vault, &error);
  g_assert_no_error (error);
  assert_not_found (fixture);

  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_read_other, fixture);
  assert_shredded (fixture);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_NOTHING);
  hz_test_records_enter_by_sheet (fixture->test);
  assert_shredded (fixture);
}

static gboolean
run_is_taken (HzContext *context,
              gpointer data,
              GError **error)
{
  gboolean is_taken = FALSE;
  gboolean is_other_taken = TRUE;
  gboolean done = hz_client_code_is_taken (context, data, &is_taken, error)
                  && hz_client_code_is_taken (context, "H-23456789", &is_other_taken, error);

  g_assert_true (is_taken);
  g_assert_false (is_other_taken);
  return done;
}

static gboolean
run_look_in_log (HzContext *context,
                 gpointer data,
                 GError **error)
{
  const HzTestErasure *fixture = data;
  g_autofree char *sql = NULL;
  gint64 n = 0;

  sql = g_strdup_printf ("SELECT count (*) FROM audit a JOIN erasure e ON e.client_id = a.client_id"
                         " WHERE a.act IN ('erasure.ask', 'erasure.confirm', 'erasure.done')"
                         " AND e.client_code = '%s'", fixture->code);
  if (!hz_db_get_int (context->db, sql, &n, error))
    return FALSE;

  g_assert_cmpint (n, ==, 3);
  return TRUE;
}

/* That it was done, by whom, of which code, can be told; nobody gets that code again. */
static void
test_told (HzTestErasure *fixture,
           gconstpointer unused)
{
  hz_test_erasure_confirm (fixture);
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  shred (fixture);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_look_in_log, fixture);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_is_taken, fixture->code);
}

static void
on_rotated_cb (HzVault *vault,
               GError *error,
               int *n_rotated)
{
  g_assert_no_error (error);
  ++*n_rotated;
}

static void
wait_for (const int *n_rotated,
          int n)
{
  while (*n_rotated < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_rotates (HzTestErasure *fixture,
                int n)
{
  g_autoptr (HzErasureWork) work = NULL;
  int n_rotated = 0;
  gulong handler;

  handler = g_signal_connect (fixture->test->vault, "rotated", G_CALLBACK (on_rotated_cb), &n_rotated);
  work = hz_erasure_work_new (fixture->test->records);
  wait_for (&n_rotated, n);
  hz_test_records_flush (fixture->test);
  g_signal_handler_disconnect (fixture->test->vault, handler);
  hz_erasure_work_let_go (work);
  hz_test_records_flush (fixture->test);
}

/* By itself, at the sign-in of the first who can. */
static void
test_work (HzTestErasure *fixture,
           gconstpointer unused)
{
  hz_test_erasure_confirm (fixture);
  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  assert_rotates (fixture, 1);
  assert_not_found (fixture);
  assert_shredded (fixture);
  g_assert_false (hz_vault_is_rotation_owed (fixture->test->vault));
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM rotation"), ==, 0);
}

static gboolean
run_owe (HzContext *context,
         gpointer data,
         GError **error)
{
  gboolean is_new;

  return hz_vault_owe_rotation (context->db, &is_new, error);
}

/* A change that had begun before the last of her went is no good: another follows. */
static void
test_rotation_first (HzTestErasure *fixture,
                     gconstpointer unused)
{
  hz_test_erasure_confirm (fixture);
  hz_test_erasure_must (fixture, HZ_TEST_PSYCHOLOGIST, run_owe);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_WAITS);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM erasure"
                                                   " WHERE state = 'confirmed'"), ==, 1);
  assert_rotates (fixture, 2);
  assert_shredded (fixture);
}

static gboolean
run_leave_waiting (HzContext *context,
                   gpointer data,
                   GError **error)
{
  const HzTestErasure *fixture = data;
  g_autofree char *hex = hz_id_to_hex (&fixture->test->ids[HZ_TEST_RECEPTION]);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO care_waiting (table_code, row_id, ring, writer_id)"
                         " VALUES (70, randomblob (16), 4, x'%s')", hex);

  return hz_db_execute (context->db, sql, error);
}

/* An answer that only its writer opens may be hers: it is waited for. */
static void
test_writer_first (HzTestErasure *fixture,
                   gconstpointer unused)
{
  hz_test_erasure_confirm (fixture);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, run_leave_waiting);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_WAITS);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM rotation"), ==, 0);
  hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_ERASED);
  assert_shredded (fixture);
}

static gboolean
run_shred_a_little (HzContext *context,
                    gpointer data,
                    GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (GPtrArray) cases = hz_case_file_store_list_of_client (context, &fixture->id, error);
  gboolean is_done = TRUE;

  g_assert_cmpuint (cases->len, ==, 2);
  if (!hz_case_shred_some (context, &fixture->id, 0, &is_done, error))
    return FALSE;

  g_assert_false (is_done);
  return TRUE;
}

/* Ended in the middle of a case, it goes on with another person's program. */
static void
test_interrupted (HzTestErasure *fixture,
                  gconstpointer unused)
{
  HzId case_id = g_array_index (fixture->cases, HzId, 0);
  gint64 n_left;

  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autoptr (HzNote) note = hz_test_cases_make_note (&case_id, "Хоби ором надорад");

      hz_test_cases_seal (fixture->test, note);
    }
  hz_test_erasure_confirm (fixture);
  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_shred_a_little, fixture);
  n_left = hz_test_erasure_count (fixture, "SELECT count (*) FROM note");
  g_assert_cmpint (n_left, >, 1);
  g_assert_cmpint (n_left, <, N_NOTES + 3);
  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_ERASED);
  assert_not_found (fixture);
  assert_shredded (fixture);
}

static gboolean
run_is_opened (HzContext *context,
               gpointer data,
               GError **error)
{
  const HzTestErasure *fixture = data;

  for (guint i = 0; i < fixture->cases->len; i++)
    if (hz_rings_has_case (context->rings, &g_array_index (fixture->cases, HzId, i)))
      {
        g_autoptr (HzCaseFile) case_file = NULL;

        case_file = hz_case_file_store_get (context, &g_array_index (fixture->cases, HzId, i), error);
        g_assert_null (case_file);
        return FALSE;
      }

  g_assert_not_reached ();
}

/* Somebody has kept her grants, and puts them back: the keys are good, and there is nothing to open. */
static void
test_kept_grant (HzTestErasure *fixture,
                 gconstpointer unused)
{
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_sql,
                        (gpointer) "CREATE TABLE kept AS SELECT * FROM ring_grant;"
                        "CREATE TABLE kept_team AS SELECT * FROM ring_team");
  hz_test_erasure_confirm (fixture);
  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_ERASED);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_sql,
                        (gpointer) "INSERT OR IGNORE INTO ring_grant SELECT * FROM kept;"
                        "INSERT OR IGNORE INTO ring_team SELECT * FROM kept_team;"
                        "DROP TABLE kept; DROP TABLE kept_team");
  hz_test_erasure_assert_refused (fixture, HZ_TEST_LAWYER, run_is_opened, HZ_RECORDS_ERROR_NOT_FOUND);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM note"), ==, 1);
}

/* --- What stands under one's own key ------------------------------------------------------------- */

static gboolean
put_draft (HzContext *context,
           const char *kind,
           const HzId *subject_id,
           const HzId *named,
           GError **error)
{
  g_autoptr (HzDraft) draft = hz_draft_new (kind, subject_id);
  g_autofree char *hex = named != NULL ? hz_id_to_hex (named) : g_strdup ("");

  draft->content = g_variant_ref_sink (g_variant_new_parsed ("{'client': <%s>}", hex));

  return hz_draft_store_put (context, draft, error);
}

/* Of a form about her, of one that names her, of her case, of another's; and where she was. */
static gboolean
run_put_own (HzContext *context,
             gpointer data,
             GError **error)
{
  const HzTestErasure *fixture = data;
  GVariant *place = g_variant_new_parsed ("{'day': <'2026-11-30'>}");
  GVariant *chosen = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, fixture->id.bytes, HZ_ID_BYTES, 1);

  return put_draft (context, "referral", &fixture->id, NULL, error)
         && put_draft (context, "booking", NULL, &fixture->id, error)
         && put_draft (context, "note", &g_array_index (fixture->cases, HzId, 0), NULL, error)
         && put_draft (context, "note", &fixture->other_case, NULL, error)
         && put_draft (context, "booking", NULL, &fixture->other_id, error)
         && hz_preference_store_put (context, "chosen", chosen, error)
         && hz_preference_store_put (context, "kept", place, error);
}

static gboolean
run_look_at_own (HzContext *context,
                 gpointer data,
                 GError **error)
{
  const guint *n_expected = data;
  g_autoptr (GPtrArray) drafts = hz_draft_store_list (context, NULL, NULL, error);
  g_autoptr (GVariant) chosen = hz_preference_store_get (context, "chosen", NULL);
  g_autoptr (GVariant) kept = hz_preference_store_get (context, "kept", NULL);

  g_assert_cmpuint (drafts->len, ==, *n_expected);
  g_assert_null (chosen);
  g_assert_nonnull (kept);

  return TRUE;
}

/* Her own program deletes what only she can open: at a sign-in, and that again owes another key. One
 * draft is of hz_test_fill(). */
static void
test_own (HzTestErasure *fixture,
          gconstpointer unused)
{
  guint n_expected;
  GError *error = NULL;

  hz_test_erasure_must (fixture, HZ_TEST_PSYCHOLOGIST, run_put_own);
  hz_test_erasure_must (fixture, HZ_TEST_LAWYER, run_put_own);
  hz_test_erasure_confirm (fixture);

  /* She is there between the two: what is about the case is not known yet to be hers. */
  n_expected = 4;
  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_look_at_own, &n_expected);
  hz_test_records_leave (fixture->test);

  n_expected = 3;
  hz_test_records_enter (fixture->test, HZ_TEST_MANAGER);
  hz_vault_change_centre_key (fixture->test->vault, &error);
  g_assert_no_error (error);
  g_assert_cmpint (shred (fixture), ==, HZ_ERASURE_SHRED_ERASED);
  hz_vault_change_centre_key (fixture->test->vault, &error);
  g_assert_no_error (error);

  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_look_at_own, &n_expected);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM rotation"), ==, 1);
  hz_vault_change_centre_key (fixture->test->vault, &error);
  g_assert_no_error (error);
  hz_test_records_leave (fixture->test);
  hz_test_records_enter (fixture->test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM rotation"), ==, 0);
  hz_test_records_enter (fixture->test, HZ_TEST_LAWYER);
  hz_test_records_must (fixture->test, HZ_DB_JOB_READ, run_look_at_own, &n_expected);
}

int
main (int argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (HzTestErasure *fixture, gconstpointer unused);
  } tests[] = {
    { "erased", test_erased },
    { "told", test_told },
    { "work", test_work },
    { "rotation-first", test_rotation_first },
    { "writer-first", test_writer_first },
    { "interrupted", test_interrupted },
    { "kept-grant", test_kept_grant },
    { "own", test_own },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/erasure-shred/", tests[i].name, NULL);

      g_test_add (path, HzTestErasure, NULL, hz_test_erasure_set_up, tests[i].func,
                  hz_test_erasure_tear_down);
    }

  return g_test_run ();
}
