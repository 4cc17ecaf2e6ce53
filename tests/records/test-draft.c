/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-draft-keeper.h"
#include "hz-draft-rescue.h"
#include "hz-draft-store.h"
#include "hz-preference-store.h"
#include "hz-records-error.h"
#include "hz-test-records.h"
#include "hz-test.h"

#define SENTENCE "She began a sentence and"

static gboolean
run_put (HzContext *context,
         gpointer data,
         GError **error)
{
  return hz_draft_store_put (context, data, error);
}

static HzDraft *
make_draft (const char *kind,
            const HzId *subject_id,
            const char *text)
{
  HzDraft *draft = hz_draft_new (kind, subject_id);

  draft->content = g_variant_ref_sink (g_variant_new_parsed ("{'text': <%s>}", text));

  return draft;
}

static GPtrArray *
list (HzTestRecords *test,
      const char *kind,
      const HzId *subject_id)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  GPtrArray *drafts;

  hz_draft_store_list_async (test->records, kind, subject_id, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  drafts = hz_draft_store_list_finish (test->records, answer, &error);
  g_assert_no_error (error);

  return drafts;
}

static guint
count (HzTestRecords *test,
       const char *kind,
       const HzId *subject_id)
{
  g_autoptr (GPtrArray) drafts = list (test, kind, subject_id);

  return drafts->len;
}

/* Of the only one there is; "" when there is none. */
static char *
dup_stored_text (HzTestRecords *test)
{
  g_autoptr (GPtrArray) drafts = list (test, NULL, NULL);
  char *text = NULL;

  g_assert_cmpuint (drafts->len, <=, 1);
  if (drafts->len == 1)
    g_variant_lookup (((HzDraft *) g_ptr_array_index (drafts, 0))->content, "text", "s", &text);

  return text != NULL ? text : g_strdup ("");
}

static gboolean
has_text (HzTestRecords *test,
          const char *text)
{
  g_autoptr (GPtrArray) drafts = list (test, NULL, NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < drafts->len; i++)
    {
      HzDraft *draft = g_ptr_array_index (drafts, i);
      g_autofree char *each = NULL;

      g_assert_true (g_variant_lookup (draft->content, "text", "s", &each));
      found |= strcmp (each, text) == 0;
    }

  return found;
}

static void
test_store (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzId subject_id = hz_id_new ();
  g_autoptr (HzDraft) note = make_draft ("note", &subject_id, SENTENCE);
  g_autoptr (HzDraft) client = make_draft ("client", NULL, "a name");
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  HzDraft *read;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put, note);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put, client);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put, note);
  g_assert_cmpint (note->revision, ==, 2);
  g_assert_cmpint (note->saved, >, 0);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count (test, NULL, NULL), ==, 2);
  g_assert_cmpuint (count (test, "client", NULL), ==, 1);
  g_assert_cmpuint (count (test, "client", &subject_id), ==, 0);
  g_assert_cmpuint (count (test, NULL, &subject_id), ==, 1);

  notes = list (test, "note", &subject_id);
  read = g_ptr_array_index (notes, 0);
  g_assert_true (hz_id_equal (&read->id, &note->id));
  g_assert_true (hz_id_equal (&read->subject_id, &subject_id));
  g_assert_cmpstr (read->kind, ==, "note");
  g_assert_cmpint (read->revision, ==, 2);
  g_assert_true (g_variant_lookup (read->content, "text", "s", &text));
  g_assert_cmpstr (text, ==, SENTENCE);
}

static gboolean
run_get_foreign (HzContext *context,
                 gpointer data,
                 GError **error)
{
  return hz_draft_store_get (context, &((HzDraft *) data)->id, error) != NULL;
}

static gboolean
run_delete (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_draft_store_delete (context, &((HzDraft *) data)->id, error);
}

static void
test_another_person (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzDraft) draft = make_draft ("note", NULL, SENTENCE);
  g_autoptr (HzDraft) copy = NULL;
  g_autoptr (GError) not_found = NULL;
  g_autoptr (GError) forbidden = NULL;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put, draft);
  copy = hz_draft_copy (draft);

  for (int who = 0; who < HZ_TEST_N_STAFF; who++)
    {
      g_clear_error (&not_found);
      g_clear_error (&forbidden);
      if (who == HZ_TEST_PSYCHOLOGIST)
        continue;

      hz_test_records_enter (test, who);
      g_assert_cmpuint (count (test, NULL, NULL), ==, 0);
      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_READ, run_get_foreign, draft, &not_found));
      g_assert_error (not_found, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND);
      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_put, copy, &forbidden));
      g_assert_error (forbidden, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
      hz_test_records_must (test, HZ_DB_JOB_WRITE, run_delete, draft);
    }

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count (test, NULL, NULL), ==, 1);
}

static void
test_revision (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzDraft) one = make_draft ("note", NULL, SENTENCE);
  g_autoptr (HzDraft) other = NULL;
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) gone = NULL;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put, one);
  other = hz_draft_copy (one);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_put, one);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_put, other, &conflict));
  g_assert_error (conflict, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);

  /* What was saved and deleted does not come back by a late put. */
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_delete, one);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_put, one, &gone));
  g_assert_error (gone, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (test, NULL, NULL), ==, 0);
}

/* A form. */
typedef struct
{
  char text[100];
  int n_asked;
} Form;

static GVariant *
take_snapshot (gpointer data)
{
  Form *form = data;

  form->n_asked++;
  return g_variant_new_parsed ("{'text': <%s>}", form->text);
}

static HzDraftKeeper *
make_keeper (HzTestRecords *test,
             Form *form)
{
  g_autoptr (HzDraft) draft = hz_draft_new ("note", NULL);

  return hz_draft_keeper_new (test->records, draft, take_snapshot, form);
}

static void
type_text (HzDraftKeeper *keeper,
           Form *form,
           const char *text)
{
  g_strlcpy (form->text, text, sizeof form->text);
  hz_draft_keeper_touch (keeper);
}

static void
free_keeper (HzDraftKeeper *keeper)
{
  hz_draft_keeper_stop (keeper);
  hz_test_assert_finalizes (keeper);
}

static gboolean
is_saved (gpointer keeper)
{
  return hz_draft_keeper_get_saved (keeper) > 0;
}

static double
wait_saved (HzDraftKeeper *keeper)
{
  gint64 begin = g_get_monotonic_time ();

  hz_test_wait_until (is_saved, keeper);

  return (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static void
test_after_last_change (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  Form form = { 0 };
  g_autofree char *text = NULL;
  HzDraftKeeper *keeper;
  double seconds;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  keeper = make_keeper (test, &form);
  type_text (keeper, &form, SENTENCE);
  seconds = wait_saved (keeper);
  g_assert_cmpfloat (seconds, >, 0.9);
  g_assert_cmpfloat (seconds, <, 2);
  g_assert_cmpint (form.n_asked, ==, 1);
  text = dup_stored_text (test);
  g_assert_cmpstr (text, ==, SENTENCE);
  free_keeper (keeper);
}

typedef struct
{
  HzDraftKeeper *keeper;
  Form *form;
} Typing;

static gboolean
on_key_cb (gpointer user_data)
{
  Typing *typing = user_data;

  strcat (typing->form->text, "x");
  hz_draft_keeper_touch (typing->keeper);

  return G_SOURCE_CONTINUE;
}

/* Without a pause of a second it is stored all the same. */
static void
test_while_typing (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  Form form = { 0 };
  Typing typing = { NULL, &form };
  double seconds;
  guint source;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  typing.keeper = make_keeper (test, &form);
  source = g_timeout_add (100, on_key_cb, &typing);
  seconds = wait_saved (typing.keeper);
  g_assert_cmpfloat (seconds, >, 1.5);
  g_assert_cmpfloat (seconds, <, 3);
  g_source_remove (source);
  free_keeper (typing.keeper);
}

static GError *
flush_all (HzTestRecords *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_records_flush_drafts_async (test->records, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  hz_records_flush_drafts_finish (test->records, answer, &error);

  return error;
}

static GError *
close_records (HzTestRecords *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_records_close_async (test->records, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  hz_records_close_finish (test->records, answer, &error);

  return error;
}

/* At a lock nobody waits a second; what is typed while it stores goes along. */
static void
test_lock (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  Form forms[3] = { 0 };
  HzDraftKeeper *keepers[3];

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  for (int i = 0; i < 3; i++)
    keepers[i] = make_keeper (test, &forms[i]);
  g_assert_no_error (flush_all (test));
  g_assert_cmpuint (count (test, NULL, NULL), ==, 0);

  type_text (keepers[0], &forms[0], "one");
  type_text (keepers[1], &forms[1], "two");
  hz_draft_keeper_flush_async (keepers[1], NULL, NULL);
  type_text (keepers[1], &forms[1], "two and more");
  g_assert_no_error (close_records (test));
  for (int i = 0; i < 3; i++)
    free_keeper (keepers[i]);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (count (test, NULL, NULL), ==, 2);
  g_assert_true (has_text (test, "one"));
  g_assert_true (has_text (test, "two and more"));
}

static void
test_stop (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  Form form = { 0 };
  HzDraftKeeper *keeper;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  keeper = make_keeper (test, &form);
  type_text (keeper, &form, SENTENCE);
  hz_draft_keeper_stop (keeper);
  hz_draft_keeper_touch (keeper);
  g_assert_no_error (flush_all (test));
  g_assert_cmpint (form.n_asked, ==, 0);
  g_assert_cmpuint (count (test, NULL, NULL), ==, 0);
  free_keeper (keeper);
}

static gboolean
run_sql (HzContext *context,
         gpointer data,
         GError **error)
{
  return hz_db_execute (context->db, data, error);
}

static GError *
get_error (HzDraftKeeper *keeper)
{
  GError *error = NULL;

  g_object_get (keeper, "error", &error, NULL);

  return error;
}

static void
begin_full (HzTestRecords *test)
{
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql,
                        (gpointer) "CREATE TRIGGER full BEFORE INSERT ON draft"
                                   " BEGIN SELECT raise (ABORT, 'no room'); END");
}

/* The text is not given up, and stored as soon as there is room again. */
static void
test_disk_error (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GError) flush_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Form form = { 0 };
  HzDraftKeeper *keeper;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  begin_full (test);
  keeper = make_keeper (test, &form);
  type_text (keeper, &form, SENTENCE);
  flush_error = flush_all (test);
  error = get_error (keeper);
  g_assert_nonnull (flush_error);
  g_assert_nonnull (error);
  g_assert_cmpint (hz_draft_keeper_get_saved (keeper), ==, 0);

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, (gpointer) "DROP TRIGGER full");
  g_assert_no_error (flush_all (test));
  g_assert_null (get_error (keeper));
  text = dup_stored_text (test);
  g_assert_cmpstr (text, ==, SENTENCE);
  free_keeper (keeper);
}

/* At a lock it is kept in memory, for its writer alone, and stored when she comes back. */
static void
test_rescue (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GError) error = NULL;
  Form form = { 0 };
  HzDraftKeeper *keeper;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  begin_full (test);
  keeper = make_keeper (test, &form);
  type_text (keeper, &form, SENTENCE);
  error = close_records (test);
  g_assert_nonnull (error);
  free_keeper (keeper);
  g_assert_cmpuint (hz_draft_rescue_count (), ==, 1);
  hz_test_records_leave (test);

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  g_assert_cmpuint (hz_draft_rescue_count (), ==, 1);
  g_assert_cmpuint (count (test, NULL, NULL), ==, 0);

  /* Still no room: it waits on. */
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (hz_draft_rescue_count (), ==, 1);

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, (gpointer) "DROP TRIGGER full");
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpuint (hz_draft_rescue_count (), ==, 0);
  g_assert_true (has_text (test, SENTENCE));
  g_assert_cmpuint (count (test, NULL, NULL), ==, 1);
}

/* By itself, after ten seconds. */
static void
test_disk_error_retry (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GError) error = NULL;
  Form form = { 0 };
  HzDraftKeeper *keeper;
  double seconds;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  begin_full (test);
  keeper = make_keeper (test, &form);
  type_text (keeper, &form, SENTENCE);
  error = flush_all (test);
  g_assert_nonnull (error);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sql, (gpointer) "DROP TRIGGER full");
  seconds = wait_saved (keeper);
  g_assert_cmpfloat (seconds, >, 9);
  g_assert_cmpfloat (seconds, <, 12);
  free_keeper (keeper);
}

static GVariant *
get_preference (HzTestRecords *test,
                const char *name)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  GVariant *value;

  hz_preference_store_get_async (test->records, name, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  value = hz_preference_store_get_finish (test->records, answer, &error);
  g_assert_no_error (error);

  return value;
}

static void
put_preference (HzTestRecords *test,
                const char *name,
                GVariant *value)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_preference_store_put_async (test->records, name, value, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  hz_preference_store_put_finish (test->records, answer, &error);
  g_assert_no_error (error);
}

static void
test_preference (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GVariant) language = NULL;
  g_autoptr (GVariant) size = NULL;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  g_assert_null (get_preference (test, "language"));
  put_preference (test, "language", g_variant_new_string ("ru"));
  put_preference (test, "size", g_variant_new_int32 (120));
  put_preference (test, "language", g_variant_new_string ("tg"));
  put_preference (test, "gone", g_variant_new_int32 (1));
  put_preference (test, "gone", NULL);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_null (get_preference (test, "language"));

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  language = get_preference (test, "language");
  size = get_preference (test, "size");
  g_assert_cmpstr (g_variant_get_string (language, NULL), ==, "tg");
  g_assert_cmpint (g_variant_get_int32 (size), ==, 120);
  g_assert_null (get_preference (test, "gone"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/store", test_store);
  g_test_add_func ("/draft/another-person", test_another_person);
  g_test_add_func ("/draft/revision", test_revision);
  g_test_add_func ("/draft/after-last-change", test_after_last_change);
  g_test_add_func ("/draft/while-typing", test_while_typing);
  g_test_add_func ("/draft/lock", test_lock);
  g_test_add_func ("/draft/stop", test_stop);
  g_test_add_func ("/draft/disk-error", test_disk_error);
  g_test_add_func ("/draft/rescue", test_rescue);
  if (g_test_slow ())
    g_test_add_func ("/draft/disk-error-retry", test_disk_error_retry);
  g_test_add_func ("/draft/preference", test_preference);

  return g_test_run ();
}
