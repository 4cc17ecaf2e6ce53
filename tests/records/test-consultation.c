/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-note-store.h"
#include "hz-records-error.h"
#include "hz-test-cases.h"
#include "hz-test.h"

static gboolean
run_seal (HzContext *context,
          gpointer   data,
          GError   **error)
{
  return hz_note_store_seal (context, data, error);
}

static HzConsultation *
make_consultation (void)
{
  static const char *const areas[] = { "sms_divorce", "paternity", "alimony", NULL };
  static const char *const papers[] = { "passport", NULL };
  HzConsultation *self = hz_consultation_new ();

#define SET(field, text) (g_free (self->field), self->field = g_strdup (text))
  SET (form, "oral");
  SET (facts, "Шавҳар бо СМС талоқ дод.");
  SET (advice, "Ба суд муроҷиат кардан.");
  SET (decision, "waits");
  SET (document, "claim");
  SET (filed_where, "court");
  SET (case_number, "2-15/26");
  SET (outcome, "document_given");
  SET (legal_aid, "primary");
  SET (protection_order, "not_sought");
#undef SET
  g_strfreev (self->areas);
  self->areas = g_strdupv ((char **) areas);
  g_strfreev (self->papers);
  self->papers = g_strdupv ((char **) papers);
  self->minutes = 40;
  self->is_conflict_checked = TRUE;
  self->filed_on = HZ_DATE (2026, 11, 16);
  self->hearing = HZ_DATE (2026, 12, 10);
  self->deadline = HZ_DATE (2026, 12, 15);

  return self;
}

static void
assert_same (const HzConsultation *a,
             const HzConsultation *b)
{
  g_autoptr (GVariant) one = g_variant_ref_sink (hz_consultation_to_variant (a));
  g_autoptr (GVariant) other = g_variant_ref_sink (hz_consultation_to_variant (b));

  g_assert_cmpvariant (one, other);
}

static void
test_fields (void)
{
  g_autoptr (HzConsultation) empty = hz_consultation_new ();
  g_autoptr (HzConsultation) whole = make_consultation ();
  g_autoptr (HzConsultation) copy = hz_consultation_copy (whole);

  g_assert_true (hz_consultation_is_empty (empty));
  g_free (empty->form);
  empty->form = g_strdup ("oral");
  g_assert_true (hz_consultation_is_empty (empty));
  g_assert_false (hz_consultation_is_empty (whole));
  assert_same (whole, copy);
  g_assert_cmpstr (copy->areas[2], ==, "alimony");
  g_assert_null (copy->areas[3]);
  g_assert_true (hz_date_equal (copy->deadline, HZ_DATE (2026, 12, 15)));
  g_assert_cmpint (copy->minutes, ==, 40);
  g_assert_true (copy->is_conflict_checked);
}

/* What is not known, or of another type, is passed over. */
static void
test_foreign (void)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (HzConsultation) read = NULL;

  variant = g_variant_ref_sink (g_variant_new_parsed ("{'minutes': <'forty'>, 'areas': <'divorce'>,"
                                                      " 'deadline': <'31 February'>, 'more': <1>,"
                                                      " 'facts': <'f'>}"));
  read = hz_consultation_new_from_variant (variant);
  g_assert_cmpint (read->minutes, ==, 0);
  g_assert_null (read->areas[0]);
  g_assert_false (hz_date_is_set (read->deadline));
  g_assert_cmpstr (read->facts, ==, "f");
}

static HzNote *
make_note (const HzId *case_id)
{
  HzNote *note = hz_test_cases_make_note (case_id, "");

  note->consultation = make_consultation ();
  return note;
}

static GPtrArray *
list (HzTestRecords *test,
      const HzId    *case_id)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GPtrArray *notes;

  hz_note_store_list_async (test->records, case_id, HZ_NOTE_READING_OPENS, NULL,
                            hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  notes = hz_note_store_list_finish (test->records, answer, NULL, NULL);
  g_assert_nonnull (notes);

  return notes;
}

/* Sealed by the lawyer, whole after a lock; a psychologist of the team reads it and writes none. */
static void
test_seal (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzCaseFile) case_file = NULL;
  g_autoptr (HzNote) note = NULL;
  g_autoptr (HzNote) another = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  HzId client_id;
  HzNote *read;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = hz_test_cases_add_client (test, "Мисолзода");
  case_file = hz_test_cases_open (test, &client_id, "legal");
  note = hz_test_cases_seal (test, make_note (&case_file->stamp.id));
  hz_test_cases_grant (test, &case_file->stamp.id, HZ_TEST_PSYCHOLOGIST);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  notes = list (test, &case_file->stamp.id);
  g_assert_cmpuint (notes->len, ==, 1);
  read = g_ptr_array_index (notes, 0);
  g_assert_nonnull (read->consultation);
  assert_same (read->consultation, note->consultation);

  another = make_note (&case_file->stamp.id);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_seal, another, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consultation/fields", test_fields);
  g_test_add_func ("/consultation/foreign", test_foreign);
  g_test_add_func ("/consultation/seal", test_seal);

  return g_test_run ();
}
