/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-consent-store.h"
#include "hz-records-error.h"
#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-text.h"
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
run_add (HzContext *context,
         gpointer data,
         GError **error)
{
  return hz_consent_store_add (context, data, error);
}

static gboolean
run_withdraw (HzContext *context,
              gpointer data,
              GError **error)
{
  return hz_consent_store_withdraw (context, data, error);
}

typedef struct
{
  HzId client_id;
  GPtrArray *consents;
} List;

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  List *list = data;

  list->consents = hz_consent_store_list (context, &list->client_id, error);

  return list->consents != NULL;
}

static GPtrArray *
list_consents (HzTestRecords *test,
               const HzId *client_id)
{
  List list = { .client_id = *client_id };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_list, &list);

  return list.consents;
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

static HzConsent *
make_share (const HzId *client_id,
            const char *answer,
            const HzId *recipient_id,
            const char *recipient,
            const char *items)
{
  HzConsent *consent = hz_consent_new (client_id, HZ_CONSENT_SHARE, answer);

  if (recipient_id != NULL)
    consent->recipient_id = *recipient_id;
  g_free (consent->recipient);
  consent->recipient = g_strdup (recipient);
  g_strfreev (consent->items);
  consent->items = *items != '\0' ? g_strsplit (items, " ", -1) : g_new0 (char *, 1);

  return consent;
}

static void
add_share (HzTestRecords *test,
           const HzId *client_id,
           const char *answer,
           const char *recipient,
           const char *items)
{
  g_autoptr (HzConsent) consent = make_share (client_id, answer, NULL, recipient, items);

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_add, consent);
}

/* Whether @item may go to @recipient today. */
static gboolean
may_tell (HzTestRecords *test,
          const HzId *client_id,
          const char *recipient,
          const char *item)
{
  g_autoptr (GPtrArray) consents = list_consents (test, client_id);
  HzConsent *consent = hz_consent_find_share (consents, NULL, recipient, item);

  return consent != NULL && hz_consent_holds (consent, hz_zone_get_today ());
}

static void
test_newest_wins (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzId client_id, other_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  other_id = add_client (test, "Намунаева");

  g_assert_false (may_tell (test, &client_id, "САҲШ", "name"));
  add_share (test, &client_id, "yes", "САҲШ", "name birth_year");
  g_assert_true (may_tell (test, &client_id, "САҲШ", "name"));
  g_assert_true (may_tell (test, &client_id, "сахш", "birth_year"));

  /* For this recipient, this fact, this client alone. */
  g_assert_false (may_tell (test, &client_id, "САҲШ", "address"));
  g_assert_false (may_tell (test, &client_id, "Суд", "name"));
  g_assert_false (may_tell (test, &other_id, "САҲШ", "name"));

  /* A no to one leaves the yes to another. */
  add_share (test, &client_id, "no", "САҲШ", "birth_year");
  g_assert_false (may_tell (test, &client_id, "САҲШ", "birth_year"));
  g_assert_true (may_tell (test, &client_id, "САҲШ", "name"));
  add_share (test, &client_id, "yes", "САҲШ", "birth_year");
  g_assert_true (may_tell (test, &client_id, "САҲШ", "birth_year"));
}

static void
test_sensitive (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  client_id = add_client (test, "Мисолзода");

  /* A yes to everything is no yes to these two. */
  add_share (test, &client_id, "yes", "Суд", "");
  g_assert_true (may_tell (test, &client_id, "Суд", "children"));
  g_assert_false (may_tell (test, &client_id, "Суд", "violence"));
  g_assert_false (may_tell (test, &client_id, "Суд", "diagnosis"));
  add_share (test, &client_id, "yes", "Суд", "violence");
  g_assert_true (may_tell (test, &client_id, "Суд", "violence"));
  g_assert_false (may_tell (test, &client_id, "Суд", "diagnosis"));

  /* A no to everything is a no to them. */
  add_share (test, &client_id, "no", "Суд", "");
  g_assert_false (may_tell (test, &client_id, "Суд", "violence"));
  g_assert_false (may_tell (test, &client_id, "Суд", "children"));
}

static void
test_withdrawal (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzConsent) consent = NULL;
  g_autoptr (GPtrArray) consents = NULL;
  HzId client_id;
  HzId nobody = hz_id_new ();

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_share (test, &client_id, "yes", "Суд", "name");
  add_share (test, &client_id, "yes", "САҲШ", "name violence");
  consent = make_share (&client_id, "yes", NULL, "САҲШ", "birth_year");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_add, consent);

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_withdraw, &consent->stamp.id);
  g_assert_false (may_tell (test, &client_id, "САҲШ", "birth_year"));
  g_assert_false (may_tell (test, &client_id, "САҲШ", "name"));
  g_assert_false (may_tell (test, &client_id, "САҲШ", "violence"));
  g_assert_true (may_tell (test, &client_id, "Суд", "name"));

  /* Nothing was rewritten: what she had said still stands there. */
  consents = list_consents (test, &client_id);
  g_assert_cmpuint (consents->len, ==, 4);
  g_assert_cmpstr (((HzConsent *) g_ptr_array_index (consents, 0))->answer, ==, "withdrawn");
  g_assert_cmpstr (((HzConsent *) g_ptr_array_index (consents, 1))->answer, ==, "yes");

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_withdraw, &nobody, NULL));
}

/* The last day is one on which it holds. */
static void
test_until (void)
{
  HzId client_id = hz_id_new ();
  g_autoptr (HzConsent) consent = make_share (&client_id, "yes", NULL, "Суд", "name");

  g_assert_true (hz_consent_holds (consent, HZ_DATE (2099, 1, 1)));
  consent->until = HZ_DATE (2026, 12, 31);
  g_assert_true (hz_consent_holds (consent, HZ_DATE (2026, 12, 30)));
  g_assert_true (hz_consent_holds (consent, HZ_DATE (2026, 12, 31)));
  g_assert_false (hz_consent_holds (consent, HZ_DATE (2027, 1, 1)));

  g_free (consent->answer);
  consent->answer = g_strdup ("no");
  g_assert_false (hz_consent_holds (consent, HZ_DATE (2026, 12, 30)));
}

/* A body of the directory is known by its id, whatever it is called; a typed one by its name. */
static void
test_recipients (void)
{
  HzId client_id = hz_id_new ();
  HzId court = hz_id_new ();
  HzId registry = hz_id_new ();
  g_autoptr (HzConsent) known = make_share (&client_id, "yes", &court, "Суд", "name");
  g_autoptr (HzConsent) typed = make_share (&client_id, "yes", NULL, "Суди ноҳия", "name");
  g_autoptr (HzConsent) unnamed = make_share (&client_id, "yes", NULL, "", "name");

  g_assert_true (hz_consent_same_recipient (known, &court, "Court"));
  g_assert_false (hz_consent_same_recipient (known, &registry, "Суд"));
  g_assert_false (hz_consent_same_recipient (known, NULL, "Суд"));
  g_assert_true (hz_consent_same_recipient (typed, NULL, "суди нохия"));
  g_assert_false (hz_consent_same_recipient (typed, &court, "Суди ноҳия"));
  g_assert_false (hz_consent_same_recipient (typed, NULL, "Суди шаҳр"));
  g_assert_false (hz_consent_same_recipient (unnamed, NULL, ""));
}

static void
refuse (HzTestRecords *test,
        HzConsent *consent,
        int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_add, consent, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, code);
  g_object_unref (consent);
}

static void
test_refused (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzConsent *consent;
  HzId client_id;
  HzId nobody = hz_id_new ();
  g_autofree char *long_name = g_strnfill (HZ_TEXT_LINE_LIMIT + 1, 'n');

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");

  refuse (test, make_share (&client_id, "perhaps", NULL, "Суд", ""), HZ_RECORDS_ERROR_INVALID);
  refuse (test, make_share (&client_id, "yes", NULL, "  ", ""), HZ_RECORDS_ERROR_INVALID);
  refuse (test, make_share (&nobody, "yes", NULL, "Суд", ""), HZ_RECORDS_ERROR_NOT_FOUND);
  refuse (test, make_share (&client_id, "yes", NULL, long_name, ""), HZ_RECORDS_ERROR_TOO_LONG);
  refuse (test, hz_consent_new (&client_id, "everything", "yes"), HZ_RECORDS_ERROR_INVALID);

  consent = make_share (&client_id, "yes", NULL, "Суд", "");
  consent->until = hz_date_add_days (consent->asked_on, -1);
  refuse (test, consent, HZ_RECORDS_ERROR_INVALID);
  consent = make_share (&client_id, "yes", NULL, "Суд", "");
  g_free (consent->how);
  consent->how = g_strdup ("guessed");
  refuse (test, consent, HZ_RECORDS_ERROR_INVALID);

  hz_test_records_enter (test, HZ_TEST_MANAGER);
  refuse (test, make_share (&client_id, "yes", NULL, "Суд", ""), HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_records_enter (test, HZ_TEST_ADMIN);
  refuse (test, make_share (&client_id, "yes", NULL, "Суд", ""), HZ_RECORDS_ERROR_FORBIDDEN);
}

/* Reception learns whether the record may be kept, and of everything else not even that it is there. */
static void
test_reception (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzConsent) keep = NULL;
  g_autoptr (GPtrArray) consents = NULL;
  HzConsent *only;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  client_id = add_client (test, "Мисолзода");
  add_share (test, &client_id, "yes", "Суд", "name");
  keep = hz_consent_new (&client_id, HZ_CONSENT_KEEP_RECORD, "yes");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_add, keep);
  add_share (test, &client_id, "yes", "САҲШ", "name");

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  consents = list_consents (test, &client_id);
  g_assert_cmpuint (consents->len, ==, 1);
  only = g_ptr_array_index (consents, 0);
  g_assert_cmpstr (only->purpose, ==, HZ_CONSENT_KEEP_RECORD);
  g_assert_cmpstr (only->answer, ==, "yes");
  g_assert_false (only->is_readable);
}

/* What reception writes down is read by whoever holds the care key. */
static void
test_inbox (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzConsent) keep = NULL;
  g_autoptr (GPtrArray) consents = NULL;
  HzId client_id;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  client_id = add_client (test, "Мисолзода");
  keep = hz_consent_new (&client_id, "receive_services", "yes");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_add, keep);

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  consents = list_consents (test, &client_id);
  g_assert_cmpuint (consents->len, ==, 1);
  g_assert_cmpstr (((HzConsent *) g_ptr_array_index (consents, 0))->purpose, ==, "receive_services");
}

typedef struct
{
  HzClient *client;
  HzClientRequest *request;
} Registration;

static gboolean
run_register (HzContext *context,
              gpointer data,
              GError **error)
{
  Registration *registration = data;

  return hz_client_store_register (context, registration->client, registration->request, NULL, error);
}

/* What she says of the record at the first contact is an event as any other, written by somebody who
 * cannot read it; and once more only when she says something else. */
static void
test_registration (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) client = hz_client_new ();
  g_autoptr (HzClientRequest) request = hz_client_request_new (&client->stamp.id);
  g_autoptr (GPtrArray) consents = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  Registration registration = { client, request };
  HzConsent *event;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  client->surname = g_strdup ("Мисолзода");
  client->service_asked = g_strdup ("lawyer");
  client->consent = g_strdup ("yes");
  request->consent_how = g_strdup ("signed");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_register, &registration);
  registration.request = NULL;
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_register, &registration);
  seen = list_consents (test, &client->stamp.id);
  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_false (((HzConsent *) g_ptr_array_index (seen, 0))->is_readable);

  g_free (client->consent);
  client->consent = g_strdup ("no");
  client->consent_on = HZ_DATE_NONE;
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_register, &registration);

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  consents = list_consents (test, &client->stamp.id);
  g_assert_cmpuint (consents->len, ==, 2);
  event = g_ptr_array_index (consents, 0);
  g_assert_cmpstr (event->answer, ==, "no");
  event = g_ptr_array_index (consents, 1);
  g_assert_true (event->is_readable);
  g_assert_cmpstr (event->purpose, ==, HZ_CONSENT_KEEP_RECORD);
  g_assert_cmpstr (event->answer, ==, "yes");
  g_assert_cmpstr (event->how, ==, "signed");
  g_assert_true (hz_id_equal (&event->stamp.created_by, &test->ids[HZ_TEST_RECEPTION]));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hz_clock_stop (NOON);

  g_test_add_func ("/records/consent/newest-wins", test_newest_wins);
  g_test_add_func ("/records/consent/sensitive", test_sensitive);
  g_test_add_func ("/records/consent/withdrawal", test_withdrawal);
  g_test_add_func ("/records/consent/registration", test_registration);
  g_test_add_func ("/records/consent/until", test_until);
  g_test_add_func ("/records/consent/recipients", test_recipients);
  g_test_add_func ("/records/consent/refused", test_refused);
  g_test_add_func ("/records/consent/reception", test_reception);
  g_test_add_func ("/records/consent/inbox", test_inbox);

  return g_test_run ();
}
