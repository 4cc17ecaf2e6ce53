/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-case-file-store.h"
#include "hz-draft-store.h"
#include "hz-note-store.h"
#include "hz-note.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-test-cases.h"
#include "hz-test.h"

#define SENTENCE "Ӯ гуфт, ки шаб хоб намеравад."

typedef struct
{
  HzId id;
  GPtrArray *notes;
  guint n_damaged;
  HzNote *note;
  const char *sql;
  gint64 number;
} Job;

static gboolean
run_list (HzContext *context,
          gpointer   data,
          GError   **error)
{
  Job *job = data;

  job->notes = hz_note_store_list (context, &job->id, HZ_NOTE_READING_OPENS, &job->n_damaged, error);
  return job->notes != NULL;
}

static gboolean
run_get (HzContext *context,
         gpointer   data,
         GError   **error)
{
  Job *job = data;

  job->note = hz_note_store_get (context, &job->id, error);
  return job->note != NULL;
}

static gboolean
run_seal (HzContext *context,
          gpointer   data,
          GError   **error)
{
  return hz_note_store_seal (context, data, error);
}

static gboolean
run_put_draft (HzContext *context,
               gpointer   data,
               GError   **error)
{
  return hz_draft_store_put (context, data, error);
}

static gboolean
run_close (HzContext *context,
           gpointer   data,
           GError   **error)
{
  HzCaseFile *case_file = data;

  g_free (case_file->status);
  case_file->status = g_strdup ("closed");
  return hz_case_file_store_save (context, case_file, error);
}

static gboolean
run_sql (HzContext *context,
         gpointer   data,
         GError   **error)
{
  return hz_db_execute (context->db, ((Job *) data)->sql, error);
}

static gboolean
run_count (HzContext *context,
           gpointer   data,
           GError   **error)
{
  Job *job = data;

  return hz_db_get_int (context->db, job->sql, &job->number, error);
}

static gint64
count (HzTestRecords *test,
       const char    *sql)
{
  Job job = { .sql = sql };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_count, &job);
  return job.number;
}

static GPtrArray *
list (HzTestRecords *test,
      const HzId    *case_id,
      guint         *n_damaged)
{
  Job job = { .id = *case_id };

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_list, &job);
  if (n_damaged != NULL)
    *n_damaged = job.n_damaged;
  return job.notes;
}

static HzNote *
get (HzTestRecords *test,
     const HzId    *id,
     GError       **error)
{
  Job job = { .id = *id };

  hz_test_records_try (test, HZ_DB_JOB_WRITE, run_get, &job, error);
  return job.note;
}

static void
assert_refused (HzTestRecords *test,
                HzNote        *note,
                HzRecordsError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_seal, note, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, (int) code);
}

/* A case of the psychologist's; she is signed in. */
static HzCaseFile *
set_up (HzTestRecords **test)
{
  HzId client_id;

  *test = hz_test_records_new ();
  hz_test_records_enter (*test, HZ_TEST_PSYCHOLOGIST);
  client_id = hz_test_cases_add_client (*test, "Мисолзода");
  return hz_test_cases_open (*test, &client_id, "psychological");
}

static void
enter (HzTestRecords *test,
       HzTestStaff    who)
{
  hz_test_records_leave (test);
  hz_test_records_enter (test, who);
}

/* From draft to seal; read by the team, after a lock; by nobody else. */
static void
test_seal (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  g_autoptr (HzDraft) draft = hz_note_make_draft (note);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (HzNote) read = NULL;
  g_autoptr (GError) error = NULL;
  HzNote *listed;

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put_draft, draft);
  g_assert_cmpint (count (test, "SELECT count (*) FROM draft"), ==, 1);
  note->draft_id = draft->id;
  hz_test_cases_seal (test, note);
  g_assert_cmpint (count (test, "SELECT count (*) FROM draft"), ==, 0);
  g_assert_cmpint (note->stamp.revision, ==, 1);
  assert_refused (test, note, HZ_RECORDS_ERROR_SEALED);

  enter (test, HZ_TEST_PSYCHOLOGIST);
  notes = list (test, &case_file->stamp.id, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  listed = g_ptr_array_index (notes, 0);
  g_assert_cmpstr (listed->sections[HZ_NOTE_SECTION_TEXT], ==, SENTENCE);
  g_assert_true (hz_id_equal (&listed->author_id, &test->ids[HZ_TEST_PSYCHOLOGIST]));
  g_assert_true (hz_id_equal (&listed->client_id, &case_file->client_id));
  g_assert_cmpint (listed->signed_at, >, 0);
  hz_test_cases_grant (test, &case_file->stamp.id, HZ_TEST_LAWYER);

  enter (test, HZ_TEST_LAWYER);
  read = get (test, &note->stamp.id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->sections[HZ_NOTE_SECTION_TEXT], ==, SENTENCE);
}

static void
test_others (void)
{
  static const struct
  {
    HzTestStaff who;
    HzRecordsError code;
  } others[] = {
    { HZ_TEST_LAWYER, HZ_RECORDS_ERROR_NO_KEY },
    { HZ_TEST_MANAGER, HZ_RECORDS_ERROR_FORBIDDEN },
    { HZ_TEST_RECEPTION, HZ_RECORDS_ERROR_FORBIDDEN },
    { HZ_TEST_ADMIN, HZ_RECORDS_ERROR_FORBIDDEN },
  };
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);

  hz_test_cases_seal (test, note);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) list_error = NULL;
      Job job = { .id = case_file->stamp.id };

      enter (test, others[i].who);
      g_assert_null (get (test, &note->stamp.id, &error));
      g_assert_error (error, HZ_RECORDS_ERROR, (int) others[i].code);
      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_list, &job, &list_error));
      g_assert_error (list_error, HZ_RECORDS_ERROR, (int) others[i].code);
    }
}

/* Without the rights, the key, or anything to seal. */
static void
test_refused (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) blank = hz_test_cases_make_note (&case_file->stamp.id, " \n ");
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  g_autoptr (HzNote) late = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  g_autoptr (HzNote) addition = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  g_autofree char *long_text = g_strnfill (100001, 'a');
  g_autoptr (HzNote) too_long = hz_test_cases_make_note (&case_file->stamp.id, long_text);

  assert_refused (test, blank, HZ_RECORDS_ERROR_INVALID);
  assert_refused (test, too_long, HZ_RECORDS_ERROR_TOO_LONG);
  enter (test, HZ_TEST_LAWYER);
  assert_refused (test, note, HZ_RECORDS_ERROR_NO_KEY);
  enter (test, HZ_TEST_RECEPTION);
  assert_refused (test, note, HZ_RECORDS_ERROR_FORBIDDEN);

  enter (test, HZ_TEST_PSYCHOLOGIST);
  hz_test_cases_seal (test, note);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_close, case_file);
  assert_refused (test, late, HZ_RECORDS_ERROR_INVALID);
  addition->addendum_of = note->stamp.id;
  hz_test_cases_seal (test, addition);
}

/* A colleague who may write no note can add to one; what is added to an addition is the note's. */
static void
test_addendum (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) older = hz_test_cases_make_note (&case_file->stamp.id, "older");
  g_autoptr (HzNote) newer = hz_test_cases_make_note (&case_file->stamp.id, "newer");
  g_autoptr (HzNote) first = hz_test_cases_make_note (&case_file->stamp.id, "first addition");
  g_autoptr (HzNote) second = hz_test_cases_make_note (&case_file->stamp.id, "second addition");
  g_autoptr (GPtrArray) notes = NULL;
  static const char *const order[] = { "newer", "older", "first addition", "second addition" };

  hz_test_cases_seal (test, older);
  hz_test_cases_seal (test, newer);
  hz_test_cases_grant (test, &case_file->stamp.id, HZ_TEST_LAWYER);
  enter (test, HZ_TEST_LAWYER);
  first->addendum_of = older->stamp.id;
  hz_test_cases_seal (test, first);
  second->addendum_of = first->stamp.id;
  hz_test_cases_seal (test, second);
  g_assert_true (hz_id_equal (&second->addendum_of, &older->stamp.id));

  notes = list (test, &case_file->stamp.id, NULL);
  g_assert_cmpuint (notes->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < notes->len; i++)
    g_assert_cmpstr (((HzNote *) g_ptr_array_index (notes, i))->sections[HZ_NOTE_SECTION_TEXT], ==,
                     order[i]);
}

static void
assert_damaged (HzTestRecords *test,
                const HzId    *case_id,
                const char    *sql,
                guint          n_left)
{
  Job job = { .sql = sql };
  g_autoptr (GPtrArray) notes = NULL;
  guint n_damaged = 0;

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, &job);
  notes = list (test, case_id, &n_damaged);
  g_assert_cmpuint (notes->len, ==, n_left);
  g_assert_cmpuint (n_damaged, ==, 1);
}

/* Bodies put into another row or another case do not open there. */
static void
test_moved (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzCaseFile) other = NULL;
  g_autoptr (HzNote) one = hz_test_cases_make_note (&case_file->stamp.id, "one");
  g_autoptr (HzNote) two = hz_test_cases_make_note (&case_file->stamp.id, "two");

  other = hz_test_cases_open (test, &case_file->client_id, "social");
  hz_test_cases_seal (test, one);
  hz_test_cases_seal (test, two);
  assert_damaged (test, &case_file->stamp.id,
                  "UPDATE note SET body = (SELECT body FROM note WHERE note_key = 1)"
                  " WHERE note_key = 2", 1);
  assert_damaged (test, &other->stamp.id,
                  "UPDATE note SET case_id = (SELECT id FROM case_file WHERE case_key = 2)"
                  " WHERE note_key = 1", 0);
}

/* The case is said to be another client's, by somebody who holds the care key. */
static gboolean
run_give_to (HzContext *context,
             gpointer   data,
             GError   **error)
{
  HzCaseFile *forged = data;
  HzBodyAddress address = { HZ_TABLE_CASE_FILE, forged->stamp.id, HZ_ID_NONE, 1 };
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (HzStatement) statement = NULL;

  sealed = hz_sealed_write (context, HZ_RING_CARE, &address, hz_case_file_to_body (forged), error);
  statement = hz_statement_new (context->db, "UPDATE case_file SET body = ?1 WHERE id = ?2", error);
  hz_statement_bind_bytes (statement, 1, sealed);
  hz_statement_bind_id (statement, 2, &forged->stamp.id);
  return hz_statement_run (statement, error);
}

static void
test_other_client (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  g_autoptr (GError) error = NULL;

  hz_test_cases_seal (test, note);
  case_file->client_id = hz_test_cases_add_client (test, "Намуназода");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_give_to, case_file);
  g_assert_null (get (test, &note->stamp.id, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED);
}

/* Somebody of the team seals a text in the author's name, or the author puts another one into its
 * place. */
typedef struct
{
  HzNote *note;
  HzId author_id;
} Forgery;

static gboolean
run_replace (HzContext *context,
             gpointer   data,
             GError   **error)
{
  Forgery *forgery = data;
  HzNote *note = forgery->note;
  HzBodyAddress address = { HZ_TABLE_NOTE, note->stamp.id, note->case_id, 1 };
  guint8 signature[HZ_RINGS_SIGNATURE_BYTES];
  g_autoptr (GVariant) written = g_variant_ref_sink (hz_note_to_variant (note));
  g_autoptr (GBytes) text = g_variant_get_data_as_bytes (written);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (HzStatement) statement = NULL;
  GVariantDict dict;

  hz_rings_sign_note (context->rings, &address, text, signature);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "text",
                               g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, text, TRUE));
  g_variant_dict_insert_value (&dict, "author",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE,
                                                          forgery->author_id.bytes, HZ_ID_BYTES, 1));
  g_variant_dict_insert_value (&dict, "signature",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, signature,
                                                          sizeof signature, 1));
  sealed = hz_sealed_write (context, HZ_RING_CASE, &address, g_variant_dict_end (&dict), error);
  statement = hz_statement_new (context->db, "UPDATE note SET body = ?1 WHERE id = ?2", error);
  hz_statement_bind_bytes (statement, 1, sealed);
  hz_statement_bind_id (statement, 2, &note->stamp.id);
  return hz_statement_run (statement, error);
}

static void
test_forged (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  g_autoptr (GError) error = NULL;
  Forgery forgery = { .note = note, .author_id = test->ids[HZ_TEST_PSYCHOLOGIST] };

  hz_test_cases_seal (test, note);
  hz_note_set_section (note, HZ_NOTE_SECTION_TEXT, "something else");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_replace, &forgery);
  g_assert_null (get (test, &note->stamp.id, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_AUDIT_BROKEN);
  g_clear_error (&error);

  hz_test_cases_grant (test, &case_file->stamp.id, HZ_TEST_LAWYER);
  enter (test, HZ_TEST_LAWYER);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_replace, &forgery);
  g_assert_null (get (test, &note->stamp.id, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED);
}

/* Every reading leaves its row. */
static void
test_audit (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);

  hz_test_cases_seal (test, note);
  g_assert_cmpint (count (test, "SELECT count (*) FROM audit WHERE act = 'note.seal'"
                                " AND mark IS NOT NULL AND signature IS NOT NULL"), ==, 1);
  g_ptr_array_unref (list (test, &case_file->stamp.id, NULL));
  g_assert_cmpint (count (test, "SELECT count (*) FROM audit WHERE act = 'case.read'"), ==, 1);
  g_object_unref (get (test, &note->stamp.id, NULL));
  g_assert_cmpint (count (test, "SELECT count (*) FROM audit WHERE act = 'note.read'"), ==, 1);
}

static GPtrArray *
list_for_window (HzTestRecords *test,
                 const HzId    *case_id,
                 HzNoteReading  reading)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  GPtrArray *notes;

  hz_note_store_list_async (test->records, case_id, reading, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  notes = hz_note_store_list_finish (test->records, answer, NULL, &error);
  g_assert_no_error (error);

  return notes;
}

/* What is read anew because something changed is the same reading, and writes nothing at all. */
static void
test_audit_once (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  gint64 n_rows;

  hz_test_cases_seal (test, note);
  g_ptr_array_unref (list_for_window (test, &case_file->stamp.id, HZ_NOTE_READING_OPENS));
  g_assert_cmpint (count (test, "SELECT count (*) FROM audit WHERE act = 'case.read'"), ==, 1);
  n_rows = count (test, "SELECT count (*) FROM audit");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) notes = NULL;

      notes = list_for_window (test, &case_file->stamp.id, HZ_NOTE_READING_GOES_ON);
      g_assert_cmpuint (notes->len, ==, 1);
    }
  g_assert_cmpint (count (test, "SELECT count (*) FROM audit"), ==, n_rows);

  g_ptr_array_unref (list_for_window (test, &case_file->stamp.id, HZ_NOTE_READING_OPENS));
  g_assert_cmpint (count (test, "SELECT count (*) FROM audit WHERE act = 'case.read'"), ==, 2);
}

/* Drafts stand first, are their author's alone, and stay hers when she has left the team. */
static void
test_drafts (void)
{
  g_autoptr (HzTestRecords) test = NULL;
  g_autoptr (HzCaseFile) case_file = set_up (&test);
  g_autoptr (HzNote) sealed = hz_test_cases_make_note (&case_file->stamp.id, "sealed");
  g_autoptr (HzNote) note = hz_test_cases_make_note (&case_file->stamp.id, SENTENCE);
  g_autoptr (HzDraft) draft = NULL;
  g_autoptr (GPtrArray) mine = NULL;
  g_autoptr (GPtrArray) others = NULL;
  HzNote *first;

  hz_test_cases_seal (test, sealed);
  note->cursor_part = g_strdup ("text");
  note->cursor = 7;
  draft = hz_note_make_draft (note);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put_draft, draft);
  hz_test_cases_grant (test, &case_file->stamp.id, HZ_TEST_LAWYER);

  enter (test, HZ_TEST_PSYCHOLOGIST);
  mine = list_for_window (test, &case_file->stamp.id, HZ_NOTE_READING_OPENS);
  g_assert_cmpuint (mine->len, ==, 2);
  first = g_ptr_array_index (mine, 0);
  g_assert_false (hz_note_is_sealed (first));
  g_assert_true (hz_id_equal (&first->draft_id, &draft->id));
  g_assert_cmpint (first->draft_revision, ==, 1);
  g_assert_cmpstr (first->sections[HZ_NOTE_SECTION_TEXT], ==, SENTENCE);
  g_assert_cmpstr (first->cursor_part, ==, "text");
  g_assert_cmpint (first->cursor, ==, 7);

  enter (test, HZ_TEST_LAWYER);
  others = list_for_window (test, &case_file->stamp.id, HZ_NOTE_READING_OPENS);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_true (hz_note_is_sealed (g_ptr_array_index (others, 0)));
}

/* A switch of form keeps every word. */
static void
test_form (void)
{
  g_autoptr (HzNote) note = hz_note_new ();

  hz_note_set_form (note, "soap");
  hz_note_set_section (note, HZ_NOTE_SECTION_SUBJECTIVE, "S");
  hz_note_set_section (note, HZ_NOTE_SECTION_OBJECTIVE, "O");
  hz_note_set_section (note, HZ_NOTE_SECTION_ASSESSMENT, "A");
  hz_note_set_section (note, HZ_NOTE_SECTION_PLAN, "P");

  hz_note_set_form (note, "dap");
  g_assert_cmpstr (note->sections[HZ_NOTE_SECTION_DATA], ==, "S");
  g_assert_cmpstr (note->sections[HZ_NOTE_SECTION_ASSESSMENT], ==, "A");
  g_assert_cmpstr (note->sections[HZ_NOTE_SECTION_PLAN], ==, "P\n\nO");
  g_assert_cmpstr (note->sections[HZ_NOTE_SECTION_SUBJECTIVE], ==, "");
  g_assert_cmpuint (hz_note_count_words (note), ==, 4);

  hz_note_set_form (note, "free");
  g_assert_cmpstr (note->sections[HZ_NOTE_SECTION_TEXT], ==, "S\n\nA\n\nP\n\nO");
  hz_note_set_form (note, "birp");
  g_assert_cmpstr (note->sections[HZ_NOTE_SECTION_BEHAVIOUR], ==, "S\n\nA\n\nP\n\nO");
  g_assert_cmpstr (hz_note_template_get_next ("girp"), ==, "free");
}

static void
test_words (void)
{
  g_autoptr (HzNote) note = hz_test_cases_make_note (&HZ_ID_NONE, "\n  Сатри аввал \nсатри дуюм");
  g_autofree char *line = hz_note_dup_first_line (note);

  g_assert_cmpstr (line, ==, "Сатри аввал");
  g_assert_true (hz_note_matches (note, "дуюм"));
  g_assert_true (hz_note_matches (note, "САТРИ аввал"));
  g_assert_false (hz_note_matches (note, "сеюм"));
  g_assert_cmpuint (hz_note_count_words (note), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/note/form", test_form);
  g_test_add_func ("/note/words", test_words);
  g_test_add_func ("/note/seal", test_seal);
  g_test_add_func ("/note/others", test_others);
  g_test_add_func ("/note/refused", test_refused);
  g_test_add_func ("/note/addendum", test_addendum);
  g_test_add_func ("/note/moved", test_moved);
  g_test_add_func ("/note/other-client", test_other_client);
  g_test_add_func ("/note/forged", test_forged);
  g_test_add_func ("/note/audit", test_audit);
  g_test_add_func ("/note/audit-once", test_audit_once);
  g_test_add_func ("/note/drafts", test_drafts);

  return g_test_run ();
}
