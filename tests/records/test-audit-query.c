/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-audit-query.h"

#include "hz-code-list.h"
#include "hz-records-error.h"
#include "hz-test-fill.h"
#include "hz-test.h"
#include "hz-zone.h"

static GPtrArray *
ask (HzTestRecords *test,
     HzAuditQuery query,
     GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;

  hz_audit_query_run_async (test->records, &query, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);

  return hz_audit_query_run_finish (test->records, answer, error);
}

static GPtrArray *
list (HzTestRecords *test,
      HzAuditQuery query)
{
  GError *error = NULL;
  GPtrArray *rows = ask (test, query, &error);

  g_assert_no_error (error);

  return rows;
}

static const HzAuditRow *
get (GPtrArray *rows,
     guint place)
{
  return g_ptr_array_index (rows, place);
}

static HzTestRecords *
make_centre (void)
{
  HzTestRecords *test = hz_test_records_new ();

  hz_test_fill (test);
  hz_test_records_enter (test, HZ_TEST_MANAGER);

  return test;
}

static void
test_pages (void)
{
  g_autoptr (HzTestRecords) test = make_centre ();
  g_autoptr (GPtrArray) all = list (test, (HzAuditQuery) { 0 });
  gint64 before = 0;
  guint n_seen = 0;

  g_assert_cmpuint (all->len, >, 7);
  g_assert_cmpstr (get (all, 0)->act, ==, "member.sign_in");
  g_assert_true (hz_id_equal (&get (all, 0)->member_id, &test->ids[HZ_TEST_MANAGER]));
  while (n_seen < all->len)
    {
      g_autoptr (GPtrArray) page = list (test, (HzAuditQuery) { .before = before, .limit = 3 });

      g_assert_cmpuint (page->len, ==, MIN (3, all->len - n_seen));
      for (guint i = 0; i < page->len; i++)
        g_assert_cmpint (get (page, i)->key, ==, get (all, n_seen + i)->key);
      n_seen += page->len;
      before = get (page, page->len - 1)->key;
    }
}

/* Each filter finds just the rows that the list of all has of that sort, and there are others. */
static void
test_filters (void)
{
  g_autoptr (HzTestRecords) test = make_centre ();
  g_autoptr (GPtrArray) all = list (test, (HzAuditQuery) { 0 });
  HzDate today = hz_zone_from_utc (get (all, 0)->time, NULL);
  g_autofree char *code = NULL;
  g_autofree char *typed = NULL;
  guint n_hers = 0, n_clients = 0, n_acts = 0, n_today = 0, n_about = 0;
  g_autoptr (GPtrArray) hers = NULL;
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) about = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < all->len && code == NULL; i++)
    code = g_strdup (get (all, i)->client_code);
  g_assert_nonnull (code);
  for (guint i = 0; i < all->len; i++)
    {
      const HzAuditRow *row = get (all, i);

      n_hers += hz_id_equal (&row->member_id, &test->ids[HZ_TEST_PSYCHOLOGIST]);
      n_clients += row->kind == HZ_RECORD_CLIENT;
      n_acts += g_str_equal (row->act, "client.add");
      n_today += hz_date_equal (hz_zone_from_utc (row->time, NULL), today);
      n_about += g_strcmp0 (row->client_code, code) == 0;
    }

  hers = list (test, (HzAuditQuery) { .member_id = test->ids[HZ_TEST_PSYCHOLOGIST] });
  g_assert_cmpuint (hers->len, ==, n_hers);
  g_assert_true (n_hers > 0 && n_hers < all->len);
  clients = list (test, (HzAuditQuery) { .subject = HZ_AUDIT_CLIENTS });
  g_assert_cmpuint (clients->len, ==, n_clients);
  g_assert_true (n_clients > 0 && n_clients < all->len);
  acts = list (test, (HzAuditQuery) { .act = (char *) "client.add" });
  g_assert_cmpuint (acts->len, ==, n_acts);
  g_assert_true (n_acts > 0 && n_acts < n_clients);
  days = list (test, (HzAuditQuery) { .day = today });
  g_assert_cmpuint (days->len, ==, n_today);
  typed = g_ascii_strdown (code, -1);
  about = list (test, (HzAuditQuery) { .client_code = typed });
  g_assert_cmpuint (about->len, ==, n_about);
  g_assert_true (n_about > 0 && n_about < all->len);

  none = list (test, (HzAuditQuery) { .day = HZ_DATE (2001, 2, 3) });
  g_assert_cmpuint (none->len, ==, 0);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = list (test, (HzAuditQuery) { .client_code = (char *) "nobody's" });
  g_assert_cmpuint (none->len, ==, 0);
}

/* What a centre does in a day can be read, and no case file names its client. */
static void
test_words (void)
{
  g_autoptr (HzTestRecords) test = make_centre ();
  g_autoptr (GPtrArray) all = list (test, (HzAuditQuery) { 0 });

  for (guint i = 0; i < all->len; i++)
    {
      const HzAuditRow *row = get (all, i);

      g_assert_nonnull (hz_code_list_find ("audit_act", row->act));
      if (row->kind == HZ_RECORD_CASE_FILE || row->kind == HZ_RECORD_NOTE)
        g_assert_null (row->client_code);
      g_assert_true ((row->number != NULL) == (row->kind == HZ_RECORD_REFERRAL));
    }
  g_assert_cmpuint (hz_code_list_get ("audit_subject")->len, ==, HZ_N_AUDIT_SUBJECTS);
}

/* More than two parts. */
#define N_MANY 11000

static gboolean
add_many (HzContext *context,
          gpointer unused,
          GError **error)
{
  for (guint i = 0; i < N_MANY; i++)
    if (!hz_audit_add (context, i == 0 || i == N_MANY - 1 ? "log.save" : "case.read", HZ_RECORD_CENTRE,
                       NULL, NULL, error))
      return FALSE;

  return TRUE;
}

/* What stands far back is found, in order, and the walk through all of it ends. */
static void
test_parts (void)
{
  g_autoptr (HzTestRecords) test = make_centre ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  HzAuditReport report;

  hz_test_records_must (test, HZ_DB_JOB_WRITE, add_many, NULL);
  saved = list (test, (HzAuditQuery) { .act = (char *) "log.save" });
  g_assert_cmpuint (saved->len, ==, 2);
  g_assert_cmpint (get (saved, 0)->key - get (saved, 1)->key, ==, N_MANY - 1);
  last = list (test, (HzAuditQuery) { .act = (char *) "log.save", .before = get (saved, 0)->key });
  g_assert_cmpuint (last->len, ==, 1);
  all = list (test, (HzAuditQuery) { 0 });
  g_assert_cmpuint (all->len, >, N_MANY);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (get (all, i)->key, <, get (all, i - 1)->key);

  hz_audit_query_verify_async (test->records, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  hz_audit_query_verify_finish (test->records, answer, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report.broken_at, ==, 0);
  g_assert_cmpint (report.n_rows, ==, all->len);
}

static void
test_forbidden (void)
{
  g_autoptr (HzTestRecords) test = make_centre ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  HzAuditReport report;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_null (ask (test, (HzAuditQuery) { 0 }, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  g_clear_error (&error);

  hz_audit_query_verify_async (test->records, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  g_assert_false (hz_audit_query_verify_finish (test->records, answer, &report, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-query/pages", test_pages);
  g_test_add_func ("/audit-query/filters", test_filters);
  g_test_add_func ("/audit-query/words", test_words);
  g_test_add_func ("/audit-query/parts", test_parts);
  g_test_add_func ("/audit-query/forbidden", test_forbidden);

  return g_test_run ();
}
