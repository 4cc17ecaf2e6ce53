/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-consent-store.h"
#include "hz-directory-store.h"
#include "hz-draft-store.h"
#include "hz-records-error.h"
#include "hz-referral-store.h"
#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-zone.h"

/* 24 November 2026, noon in Dushanbe. */
#define NOON G_GINT64_CONSTANT (1795503600000)

static gboolean
run_save_client (HzContext *context,
                 gpointer data,
                 GError **error)
{
  return hz_client_store_save (context, data, error);
}

static gboolean
run_consent (HzContext *context,
             gpointer data,
             GError **error)
{
  return hz_consent_store_add (context, data, error);
}

static gboolean
run_issue (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_referral_store_issue (context, data, NULL, error);
}

/* A letter gets its number, and then the job fails. */
static gboolean
run_issue_and_fail (HzContext *context,
                    gpointer data,
                    GError **error)
{
  if (hz_referral_store_issue (context, data, NULL, error))
    g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED, "after the number");

  return FALSE;
}

typedef struct
{
  HzReferralFilter filter;
  HzId client_id;
  GPtrArray *referrals;
} List;

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  List *list = data;

  list->referrals = hz_referral_store_list (context, list->filter,
                                            hz_id_is_set (&list->client_id) ? &list->client_id : NULL,
                                            0, error);

  return list->referrals != NULL;
}

static GPtrArray *
list_referrals (HzTestRecords *test,
                HzReferralFilter filter,
                const HzId *client_id)
{
  List list = { .filter = filter, .client_id = client_id != NULL ? *client_id : (HzId) HZ_ID_NONE };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_list, &list);

  return list.referrals;
}

static guint
count (HzTestRecords *test,
       HzReferralFilter filter,
       const HzId *client_id)
{
  g_autoptr (GPtrArray) referrals = list_referrals (test, filter, client_id);

  return referrals->len;
}

static HzId
add_client (HzTestRecords *test,
            const char *surname)
{
  g_autoptr (HzClient) client = hz_client_new ();

  client->surname = g_strdup (surname);
  client->service_asked = g_strdup ("lawyer");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save_client, client);

  return client->stamp.id;
}

static void
add_consent (HzTestRecords *test,
             const HzId *client_id,
             const char *answer,
             const char *items)
{
  g_autoptr (HzConsent) consent = hz_consent_new (client_id, HZ_CONSENT_SHARE, answer);

  g_free (consent->recipient);
  consent->recipient = g_strdup ("Суд");
  g_strfreev (consent->items);
  consent->items = g_strsplit (items, " ", -1);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_consent, consent);
}

static HzReferral *
make_letter (const HzId *client_id)
{
  HzReferral *referral = hz_referral_new ();

  referral->client_id = *client_id;
  g_free (referral->recipient);
  referral->recipient = g_strdup ("Суд");
  hz_referral_add_fact (referral, "name", "Мисолзода Зарина");
  hz_referral_add_fact (referral, "birth_year", "1999");

  return referral;
}

static HzReferral *
issue (HzTestRecords *test,
       const HzId *client_id)
{
  HzReferral *referral = make_letter (client_id);

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_issue, referral);

  return referral;
}

static void
refuse (HzTestRecords *test,
        HzReferral *referral,
        int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_issue, referral, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, code);
}

static void
set (char **place,
     const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* How often the audit names an act. */
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
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM audit WHERE act = '%s'", acts->act);

  return hz_db_get_int (context->db, sql, &acts->n, error);
}

static gint64
count_acts (HzTestRecords *test,
            const char *act)
{
  Acts acts = { .act = act };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_count_acts, &acts);

  return acts.n;
}

/* 1, 2, 3..., whatever fails between, and from 1 again in the new year. */
static void
test_numbers (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzId client_id;

  hz_clock_stop (NOON);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "name birth_year");

  for (int i = 1; i <= 5; i++)
    {
      g_autoptr (HzReferral) failed = make_letter (&client_id);
      g_autoptr (HzReferral) refused = make_letter (&client_id);
      g_autoptr (HzReferral) letter = NULL;

      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_issue_and_fail, failed, NULL));
      hz_referral_add_fact (refused, "address", "Бохтар");
      refuse (test, refused, HZ_RECORDS_ERROR_NO_CONSENT);

      letter = issue (test, &client_id);
      g_assert_cmpint (letter->number, ==, i);
      g_assert_cmpint (letter->number_year, ==, 2026);
      g_assert_true (hz_date_equal (letter->issued_on, HZ_DATE (2026, 11, 24)));
      g_assert_true (hz_date_equal (letter->answer_due, HZ_DATE (2026, 12, 8)));
    }

  /* Half past eleven in the evening of 31 December is still the old year here, in UTC too. */
  hz_clock_stop (hz_zone_to_utc (HZ_DATE (2026, 12, 31), 23 * 60 + 30));
  {
    g_autoptr (HzReferral) letter = issue (test, &client_id);

    g_assert_cmpint (letter->number, ==, 6);
  }
  /* Half past midnight is the new one, though not in UTC. */
  hz_clock_stop (hz_zone_to_utc (HZ_DATE (2027, 1, 1), 30));
  {
    g_autoptr (HzReferral) letter = issue (test, &client_id);

    g_assert_cmpint (letter->number, ==, 1);
    g_assert_cmpint (letter->number_year, ==, 2027);
  }
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_ALL, NULL), ==, 7);
  hz_clock_stop (NOON);
}

static void
test_consent_needed (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) letter = NULL;
  g_autoptr (HzReferral) other = NULL;
  g_autoptr (HzReferral) bare = NULL;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  letter = make_letter (&client_id);
  bare = make_letter (&client_id);
  g_ptr_array_set_size (bare->facts, 0);
  refuse (test, letter, HZ_RECORDS_ERROR_NO_CONSENT);
  /* A letter that tells nothing tells that she was here. */
  refuse (test, bare, HZ_RECORDS_ERROR_NO_CONSENT);
  add_consent (test, &client_id, "yes", "name");
  refuse (test, letter, HZ_RECORDS_ERROR_NO_CONSENT);
  add_consent (test, &client_id, "no", "birth_year");
  refuse (test, letter, HZ_RECORDS_ERROR_NO_CONSENT);
  add_consent (test, &client_id, "yes", "birth_year");

  other = make_letter (&client_id);
  set (&other->recipient, "САҲШ");
  refuse (test, other, HZ_RECORDS_ERROR_NO_CONSENT);

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_issue, letter);
  for (guint i = 0; i < letter->facts->len; i++)
    g_assert_true (hz_id_is_set (&((HzReferralFact *) g_ptr_array_index (letter->facts,
                                                                         i))->consent_id));
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_issue, bare);
  g_assert_cmpint (count_acts (test, "referral.override"), ==, 0);
  g_assert_cmpint (count_acts (test, "referral.issue"), ==, 2);
}

static void
test_override (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) letter = NULL;
  g_autoptr (GPtrArray) stored = NULL;
  HzReferral *read;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "birth_year");
  letter = make_letter (&client_id);

  /* A code without a reason, a reason without a code, a code of nobody's list, only spaces. */
  set (&letter->override_code, "danger_to_life");
  refuse (test, letter, HZ_RECORDS_ERROR_NO_CONSENT);
  set (&letter->override_reason, "   ");
  refuse (test, letter, HZ_RECORDS_ERROR_NO_CONSENT);
  set (&letter->override_code, "");
  set (&letter->override_reason, "Хатар ба ҳаёт");
  refuse (test, letter, HZ_RECORDS_ERROR_NO_CONSENT);
  set (&letter->override_code, "because");
  refuse (test, letter, HZ_RECORDS_ERROR_NO_CONSENT);

  set (&letter->override_code, "danger_to_life");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_issue, letter);
  g_assert_cmpint (count_acts (test, "referral.override"), ==, 1);

  stored = list_referrals (test, HZ_REFERRAL_FILTER_ALL, &client_id);
  g_assert_cmpuint (stored->len, ==, 1);
  read = g_ptr_array_index (stored, 0);
  g_assert_cmpstr (read->override_code, ==, "danger_to_life");
  g_assert_cmpstr (read->override_reason, ==, "Хатар ба ҳаёт");
  g_assert_false (hz_id_is_set (&((HzReferralFact *) g_ptr_array_index (read->facts, 0))->consent_id));
  g_assert_true (hz_id_is_set (&((HzReferralFact *) g_ptr_array_index (read->facts, 1))->consent_id));
}

static void
test_invalid (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) letter = NULL;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "name birth_year");

  letter = make_letter (&client_id);
  set (&letter->recipient, "");
  refuse (test, letter, HZ_RECORDS_ERROR_INVALID);
  set (&letter->recipient, "Суд");
  set (&letter->safe_to_carry, "no");
  refuse (test, letter, HZ_RECORDS_ERROR_INVALID);
  set (&letter->travel, "post");
  set (&letter->identity, "code_only");
  refuse (test, letter, HZ_RECORDS_ERROR_INVALID);
  set (&letter->identity, "full");
  hz_referral_add_fact (letter, "shoe_size", "37");
  refuse (test, letter, HZ_RECORDS_ERROR_INVALID);
  g_ptr_array_set_size (letter->facts, 2);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_issue, letter);
  refuse (test, letter, HZ_RECORDS_ERROR_INVALID);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_clear_object (&letter);
  letter = make_letter (&client_id);
  refuse (test, letter, HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_records_enter (test, HZ_TEST_MANAGER);
  refuse (test, letter, HZ_RECORDS_ERROR_FORBIDDEN);
}

typedef struct
{
  HzId id;
  const char *text;
  HzReferral *found;
} Act;

static gboolean
run_void (HzContext *context,
          gpointer data,
          GError **error)
{
  return hz_referral_store_void (context, &((Act *) data)->id, ((Act *) data)->text, error);
}

static gboolean
run_hand_over (HzContext *context,
               gpointer data,
               GError **error)
{
  return hz_referral_store_hand_over (context, &((Act *) data)->id, error);
}

static gboolean
run_chase (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_referral_store_chase (context, &((Act *) data)->id, error);
}

static gboolean
run_find (HzContext *context,
          gpointer data,
          GError **error)
{
  Act *act = data;

  act->found = hz_referral_store_find (context, act->text, error);

  return act->found != NULL;
}

static gboolean
run_answer (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_referral_store_record_answer (context, data, error);
}

static gboolean
run_delete (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_db_execute (context->db, data, error);
}

static void
test_void (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) first = NULL;
  g_autoptr (HzReferral) second = NULL;
  g_autoptr (GPtrArray) all = NULL;
  HzId client_id;
  Act act;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "name birth_year");
  first = issue (test, &client_id);

  act = (Act) { .id = first->stamp.id, .text = "  " };
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_void, &act, NULL));
  act.text = "Хато дар суроға";
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_void, &act);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_void, &act, NULL));

  /* The number stays where it is; the next is the next. */
  second = issue (test, &client_id);
  g_assert_cmpint (second->number, ==, 2);
  all = list_referrals (test, HZ_REFERRAL_FILTER_ALL, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_true (((HzReferral *) g_ptr_array_index (all, 1))->is_void);
  g_assert_cmpstr (((HzReferral *) g_ptr_array_index (all, 1))->void_reason, ==, "Хато дар суроға");
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_OPEN, NULL), ==, 1);

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_delete,
                                       (gpointer) "DELETE FROM referral", NULL));
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_delete,
                                       (gpointer) "UPDATE referral SET number = 9 WHERE number = 2",
                                       NULL));
}

static void
test_answer (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) letter = NULL;
  g_autoptr (HzReferral) stale = NULL;
  g_autoptr (GError) error = NULL;
  HzId client_id;

  hz_clock_stop (NOON);
  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "name birth_year");
  letter = issue (test, &client_id);
  stale = hz_referral_copy (letter);

  /* Due on 8 December: not late on that day, late on the next. */
  g_assert_cmpint (hz_referral_get_days_late (letter, HZ_DATE (2026, 12, 8)), ==, 0);
  g_assert_cmpint (hz_referral_get_days_late (letter, HZ_DATE (2026, 12, 9)), ==, 1);
  hz_clock_stop (hz_zone_to_utc (HZ_DATE (2026, 12, 8), 12 * 60));
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_OVERDUE, NULL), ==, 0);
  hz_clock_stop (hz_zone_to_utc (HZ_DATE (2026, 12, 9), 12 * 60));
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_OVERDUE, NULL), ==, 1);

  set (&letter->status, "completed");
  set (&letter->answer_text, "Шаҳодатнома дода шуд");
  set (&letter->recipient, "somebody else");
  letter->answered_on = HZ_DATE (2026, 12, 9);
  letter->own_view = 5;
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_answer, letter);
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_OVERDUE, NULL), ==, 0);
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_OPEN, NULL), ==, 0);
  {
    g_autoptr (GPtrArray) all = list_referrals (test, HZ_REFERRAL_FILTER_ALL, &client_id);
    HzReferral *read = g_ptr_array_index (all, 0);

    g_assert_cmpstr (read->status, ==, "completed");
    g_assert_cmpstr (read->answer_text, ==, "Шаҳодатнома дода шуд");
    g_assert_cmpstr (read->recipient, ==, "Суд");
    g_assert_cmpint (read->own_view, ==, 5);
  }

  set (&stale->status, "rejected");
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_answer, stale, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);
  set (&letter->status, "revoked");
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_answer, letter, NULL));
  hz_clock_stop (NOON);
}

/* Each day they were reminded is kept once, as long as an answer is waited for. */
static void
test_chase (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) letter = NULL;
  g_autoptr (GPtrArray) all = NULL;
  HzReferral *read;
  Act act = { 0 };
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "name birth_year");
  letter = issue (test, &client_id);
  act.id = letter->stamp.id;
  for (int day = 9; day <= 10; day++)
    {
      hz_clock_stop (hz_zone_to_utc (HZ_DATE (2026, 12, day), 12 * 60));
      hz_test_records_must (test, HZ_DB_JOB_WRITE, run_chase, &act);
      hz_test_records_must (test, HZ_DB_JOB_WRITE, run_chase, &act);
    }

  all = list_referrals (test, HZ_REFERRAL_FILTER_ALL, &client_id);
  read = g_ptr_array_index (all, 0);
  g_assert_cmpuint (g_strv_length (read->chased_on), ==, 2);
  g_assert_cmpstr (read->chased_on[1], ==, "2026-12-10");
  set (&read->status, "completed");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_answer, read);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_chase, &act, NULL));
  hz_clock_stop (NOON);
}

/* Reception sees a number and a date, gives the paper away, and learns nothing else. */
static void
test_reception (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) letter = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) later = NULL;
  HzReferral *read;
  HzId client_id;
  Act act;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "name birth_year");
  letter = issue (test, &client_id);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_ALL, &client_id), ==, 0);
  all = list_referrals (test, HZ_REFERRAL_FILTER_OPEN, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  read = g_ptr_array_index (all, 0);
  g_assert_false (read->is_readable);
  g_assert_cmpint (read->number, ==, 1);
  g_assert_cmpstr (read->recipient, ==, "");
  g_assert_false (hz_id_is_set (&read->client_id));
  g_assert_cmpuint (read->facts->len, ==, 0);

  act = (Act) { .id = letter->stamp.id };
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_hand_over, &act);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_hand_over, &act, NULL));
  g_assert_cmpuint (count (test, HZ_REFERRAL_FILTER_OPEN, NULL), ==, 0);

  /* The sealed part still opens, and the register of the manager has no text. */
  hz_test_records_enter (test, HZ_TEST_MANAGER);
  later = list_referrals (test, HZ_REFERRAL_FILTER_OPEN, NULL);
  g_assert_cmpuint (later->len, ==, 1);
  read = g_ptr_array_index (later, 0);
  g_assert_cmpstr (read->recipient, ==, "Суд");
  g_assert_true (hz_date_is_set (read->handed_over_on));
  g_assert_cmpuint (read->facts->len, ==, 0);
}

static void
test_find (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzReferral) letter = NULL;
  g_autofree char *number = NULL;
  g_autofree char *slip = NULL;
  g_autofree char *wrong = NULL;
  const char *never[] = { "", "0", "2", "x", "99-99/1", "1/x", NULL };
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_consent (test, &client_id, "yes", "name birth_year");
  letter = issue (test, &client_id);
  number = hz_referral_dup_number (letter);
  slip = hz_referral_dup_slip_number (letter);
  wrong = g_strconcat (number, "-!!", NULL);

  {
    const char *texts[] = { number, slip, "1" };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        Act act = { .text = texts[i] };

        hz_test_records_must (test, HZ_DB_JOB_READ, run_find, &act);
        g_assert_true (hz_id_equal (&act.found->stamp.id, &letter->stamp.id));
        g_object_unref (act.found);
      }
  }
  for (guint i = 0; never[i] != NULL; i++)
    {
      Act act = { .text = never[i] };

      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_READ, run_find, &act, NULL));
    }
  if (strchr (number, '/') != NULL)
    {
      Act act = { .text = wrong };

      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_READ, run_find, &act, NULL));
    }
}

static gboolean
run_directory (HzContext *context,
               gpointer data,
               GError **error)
{
  GPtrArray **entries = data;

  *entries = hz_directory_store_list (context, error);

  return *entries != NULL;
}

static gboolean
run_save_entry (HzContext *context,
                gpointer data,
                GError **error)
{
  return hz_directory_store_save (context, data, error);
}

static void
test_directory (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (HzDirectoryEntry) own = hz_directory_entry_new ();
  g_autoptr (HzDirectoryEntry) changed = NULL;
  HzDirectoryEntry *first;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_directory, &entries);
  g_assert_cmpuint (entries->len, ==, 22);
  first = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (first->code, ==, "committee");
  g_assert_false (hz_directory_entry_is_checked (first, HZ_DATE (2026, 11, 24)));

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save_entry, own, NULL));
  set (&own->names[HZ_LANGUAGE_RU], "Суд города Бохтар");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save_entry, own);
  g_assert_cmpstr (hz_directory_entry_get_name (own, HZ_LANGUAGE_TG), ==, "Суд города Бохтар");
  g_assert_cmpint (hz_directory_entry_match (own, "бохтар"), <, 1000);
  g_assert_cmpint (hz_directory_entry_match (own, "сахш"), >=, 1000);

  changed = hz_directory_entry_copy (own);
  changed->checked_on = HZ_DATE (2026, 5, 24);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save_entry, changed);
  g_assert_true (hz_directory_entry_is_checked (changed, HZ_DATE (2026, 11, 24)));
  g_assert_false (hz_directory_entry_is_checked (changed, HZ_DATE (2026, 11, 25)));
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save_entry, own, NULL));

  /* It is sown once. */
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_directory, &again);
  g_assert_cmpuint (again->len, ==, 23);
  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save_entry, changed, NULL));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hz_clock_stop (NOON);

  g_test_add_func ("/records/referral/numbers", test_numbers);
  g_test_add_func ("/records/referral/consent-needed", test_consent_needed);
  g_test_add_func ("/records/referral/override", test_override);
  g_test_add_func ("/records/referral/invalid", test_invalid);
  g_test_add_func ("/records/referral/void", test_void);
  g_test_add_func ("/records/referral/answer", test_answer);
  g_test_add_func ("/records/referral/chase", test_chase);
  g_test_add_func ("/records/referral/reception", test_reception);
  g_test_add_func ("/records/referral/find", test_find);
  g_test_add_func ("/records/referral/directory", test_directory);

  return g_test_run ();
}
