/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Clients kept: what is stored comes back, what clashes is told, what is sealed is sealed. */

#include <string.h>

#include "hz-client-code.h"
#include "hz-client-query.h"
#include "hz-client-store.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-test-records.h"
#include "hz-test.h"

static HzClient *
make_client (const char *surname,
             const char *given)
{
  HzClient *client = hz_client_new ();

  client->surname = g_strdup (surname);
  client->given = g_strdup (given);
  client->service_asked = g_strdup ("lawyer");

  return client;
}

static gboolean
run_save (HzContext *context,
          gpointer data,
          GError **error)
{
  return hz_client_store_save (context, data, error);
}

typedef struct
{
  HzId id;
  HzClient *client;
} Get;

static gboolean
run_get (HzContext *context,
         gpointer data,
         GError **error)
{
  Get *get = data;

  get->client = hz_client_store_get (context, &get->id, error);
  return get->client != NULL;
}

static HzClient *
get (HzTestRecords *test,
     const HzId *id)
{
  Get get = { *id, NULL };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_get, &get);
  return get.client;
}

static void
assert_same (const HzClient *one,
             const HzClient *other)
{
  g_auto (GStrv) fields = hz_client_compare (one, other);
  g_autofree char *list = g_strjoinv (" ", fields);

  g_assert_cmpstr (list, ==, "");
}

static void
test_round (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) client = make_client ("Мисолзода ", "Зарина");
  g_autoptr (HzClient) stored = NULL;
  g_autofree char *name = NULL;
  char *relations[] = { "mother_in_law", "husband", NULL };

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  client->birth = HZ_DATE (1999, 7, 25);
  client->district = g_strdup ("kt_kushoniyon");
  client->consent = g_strdup ("yes");
  client->urgent = TRUE;
  client->do_not_tell = g_strdupv (relations);
  g_ptr_array_add (client->phones, hz_client_phone_new ("60 000 0002", "self", "noted", "10-12"));
  g_ptr_array_add (client->phones, hz_client_phone_new ("+7 916 000 00 01", "husband", NULL, NULL));
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, client);

  g_assert_cmpint (client->stamp.revision, ==, 1);
  g_assert_true (g_str_has_prefix (client->code, "H-"));
  stored = get (test, &client->stamp.id);
  assert_same (client, stored);
  name = hz_client_dup_name (stored);
  g_assert_cmpstr (name, ==, "Мисолзода Зарина");
  g_assert_cmpstr (stored->code, ==, client->code);

  /* The day and month of a birth are none of reception's business. */
  g_assert_cmpint (stored->birth.year, ==, 1999);
  g_assert_cmpint (stored->birth.month, ==, 0);

  g_assert_true (hz_date_is_exact (stored->consent_on));
  g_assert_cmpstr (hz_client_get_phone (stored)->number, ==, "+992600000002");
  g_assert_cmpuint (stored->phones->len, ==, 2);
  g_assert_cmpint (stored->rule_asked, >, 0);
  g_assert_true (hz_id_equal (&stored->rule_asked_by, &test->ids[HZ_TEST_RECEPTION]));
}

static void
test_nameless (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) client = make_client ("  ", NULL);
  g_autoptr (HzClient) stored = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_clear_pointer (&client->service_asked, g_free);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, client);
  stored = get (test, &client->stamp.id);
  g_assert_null (hz_client_dup_name (stored));
  g_assert_cmpstr (stored->service_asked, ==, "not_said");
  g_assert_true (hz_date_is_exact (stored->registered_on));
}

static void
test_too_long (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autofree char *name = g_strnfill (10000, 'a');
  g_autoptr (HzClient) client = make_client (name, "Зарина");
  GError *error = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, client, &error);
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG);
  g_assert_cmpint (client->stamp.revision, ==, 0);
  g_assert_cmpuint (strlen (client->surname), ==, 10000);
  g_clear_error (&error);
}

static void
test_conflict (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) client = make_client ("Мисолзода", "Зарина");
  g_autoptr (HzClient) mine = NULL;
  g_autoptr (HzClient) hers = NULL;
  g_autoptr (HzClient) stored = NULL;
  g_auto (GStrv) fields = NULL;
  GError *error = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, client);
  mine = get (test, &client->stamp.id);
  hers = get (test, &client->stamp.id);

  mine->given = (g_free (mine->given), g_strdup ("Зарринахон"));
  hers->district = g_strdup ("kt_bokhtar");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, hers);
  hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, mine, &error);
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Nothing of mine went in, and mine is whole; both can be laid side by side. */
  stored = get (test, &client->stamp.id);
  assert_same (stored, hers);
  fields = hz_client_compare (mine, stored);
  g_assert_cmpuint (g_strv_length (fields), ==, 2);
  hz_client_take_field (mine, stored, "district");
  mine->stamp = stored->stamp;
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, mine);
  g_object_unref (g_steal_pointer (&stored));
  stored = get (test, &client->stamp.id);
  g_assert_cmpstr (stored->given, ==, "Зарринахон");
  g_assert_cmpstr (stored->district, ==, "kt_bokhtar");
  g_assert_cmpint (stored->stamp.revision, ==, 3);
}

static void
test_roles (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  static const struct
  {
    HzTestStaff who;
    gboolean may;
  } cases[] = {
    { HZ_TEST_RECEPTION, TRUE }, { HZ_TEST_PSYCHOLOGIST, TRUE }, { HZ_TEST_LAWYER, TRUE },
    { HZ_TEST_MANAGER, FALSE }, { HZ_TEST_ADMIN, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HzClient) client = make_client ("Мисолзода", "Зарина");
      g_autoptr (GError) error = NULL;

      hz_test_records_enter (test, cases[i].who);
      hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save, client, &error);
      if (cases[i].may)
        g_assert_no_error (error);
      else
        g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
    }
}

/* A registration by reception, read by whoever. */
typedef struct
{
  HzClient *client;
  HzClientRequest *request;
  GPtrArray *requests;
  HzClientProfile *profile;
} Care;

static gboolean
run_register (HzContext *context,
              gpointer data,
              GError **error)
{
  Care *care = data;

  return hz_client_store_register (context, care->client, care->request, NULL, error);
}

static gboolean
run_read_requests (HzContext *context,
                   gpointer data,
                   GError **error)
{
  Care *care = data;

  care->requests = hz_client_store_list_requests (context, &care->client->stamp.id, error);
  return care->requests != NULL;
}

static gboolean
run_read_profile (HzContext *context,
                  gpointer data,
                  GError **error)
{
  Care *care = data;

  care->profile = hz_client_store_get_profile (context, &care->client->stamp.id, error);
  return care->profile != NULL;
}

static gboolean
run_save_profile (HzContext *context,
                  gpointer data,
                  GError **error)
{
  return hz_client_store_save_profile (context, ((Care *) data)->profile, error);
}

/* Past the policy: with the keys alone. */
static gboolean
run_open_body (HzContext *context,
               gpointer data,
               GError **error)
{
  Care *care = data;
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db, "SELECT body FROM client_request WHERE id = ?1", error);
  HzBodyAddress address = { HZ_TABLE_CLIENT_REQUEST, care->request->stamp.id, HZ_ID_NONE, 1 };
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GVariant) body = NULL;
  gboolean has_row = FALSE;

  hz_statement_bind_id (statement, 1, &care->request->stamp.id);
  g_assert_true (hz_statement_step (statement, &has_row, error) && has_row);
  sealed = hz_statement_get_bytes (statement, 0);
  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, error);

  return body != NULL;
}

static void
care_clear (Care *care)
{
  g_clear_object (&care->client);
  g_clear_pointer (&care->request, hz_client_request_free);
  g_clear_pointer (&care->requests, g_ptr_array_unref);
  g_clear_pointer (&care->profile, hz_client_profile_free);
}

static void
test_request (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  char *codes[] = { "sms_divorce", "alimony", NULL };
  Care care = { make_client ("Мисолзода", "Зарина"), hz_client_request_new (NULL), NULL, NULL };
  const HzClientRequest *read;
  g_autoptr (GError) error = NULL;

  care.request->codes = g_strdupv (codes);
  care.request->text = g_strdup ("Талоқ тавассути СМС");
  care.request->birth = HZ_DATE (1999, 7, 25);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_register, &care);

  /* She who wrote it cannot read it: not by her roles, and not by her keys. */
  hz_test_records_try (test, HZ_DB_JOB_READ, run_read_requests, &care, &error);
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  g_clear_error (&error);
  hz_test_records_try (test, HZ_DB_JOB_READ, run_open_body, &care, &error);
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY);

  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_open_body, &care);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_read_requests, &care);
  g_assert_cmpuint (care.requests->len, ==, 1);
  read = g_ptr_array_index (care.requests, 0);
  g_assert_cmpstr (read->codes[0], ==, "sms_divorce");
  g_assert_cmpstr (read->text, ==, "Талоқ тавассути СМС");
  g_assert_true (hz_id_equal (&read->stamp.created_by, &test->ids[HZ_TEST_RECEPTION]));
  care_clear (&care);
}

static void
test_profile (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  Care care = { make_client ("Мисолзода", "Зарина"), hz_client_request_new (NULL), NULL, NULL };
  g_autoptr (HzClientProfile) other = NULL;
  g_autoptr (GError) error = NULL;

  hz_test_records_enter (test, HZ_TEST_LAWYER);
  care.request->birth = HZ_DATE (1999, 7, 25);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_register, &care);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_read_profile, &care);
  g_assert_cmpint (care.profile->birth.day, ==, 25);
  g_assert_cmpint (care.profile->n_children, ==, -1);
  other = hz_client_profile_copy (care.profile);

  hz_client_profile_set (care.profile, HZ_PROFILE_VILLAGE, "  деҳаи Хаёлобод ");
  hz_client_profile_set (care.profile, HZ_PROFILE_HOUSEHOLD, "Бо ду кӯдак\nдар хонаи падар");
  care.profile->n_children = 2;
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save_profile, &care);
  g_clear_pointer (&care.profile, hz_client_profile_free);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_read_profile, &care);
  g_assert_cmpstr (care.profile->values[HZ_PROFILE_VILLAGE], ==, "деҳаи Хаёлобод");
  g_assert_cmpstr (care.profile->values[HZ_PROFILE_HOUSEHOLD], ==, "Бо ду кӯдак\nдар хонаи падар");
  g_assert_cmpint (care.profile->n_children, ==, 2);
  g_assert_cmpuint (hz_client_profile_count_answers (care.profile), ==, 4);

  /* Two who begin the same profile at once. */
  g_clear_pointer (&care.profile, hz_client_profile_free);
  care.profile = g_steal_pointer (&other);
  hz_test_records_try (test, HZ_DB_JOB_WRITE, run_save_profile, &care, &error);
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT);
  care_clear (&care);
}

static gboolean
run_override (HzContext *context,
              gpointer data,
              GError **error)
{
  gint64 before;
  gint64 after;

  g_assert_true (hz_db_get_int (context->db, "SELECT count (*) FROM audit", &before, error));
  g_assert_false (hz_client_store_override_rule (context, data, "  ", NULL));
  if (!hz_client_store_override_rule (context, data, "Суд имрӯз аст", error))
    return FALSE;
  g_assert_true (hz_db_get_int (context->db, "SELECT count (*) FROM audit", &after, error));
  g_assert_cmpint (after, ==, before + 1);

  return TRUE;
}

static gboolean
run_confirm (HzContext *context,
             gpointer data,
             GError **error)
{
  return hz_client_store_confirm_rule (context, data, error);
}

static void
test_rule (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) client = make_client ("Мисолзода", "Зарина");
  g_autoptr (HzClient) stored = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, client);
  g_assert_cmpint (client->rule_asked, ==, 0);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_override, &client->stamp.id);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_confirm, &client->stamp.id);
  stored = get (test, &client->stamp.id);
  g_assert_cmpint (stored->rule_asked, >, 0);
}

static void
test_code (void)
{
  static const char *const cases[][2] = {
    { "H-7K3M", "H-7K3M" }, { "h-7k3m", "H-7K3M" }, { "7k3m", "H-7K3M" }, { "Н-7К3М", "H-7K3M" },
    { "H7K3M", "H-7K3M" }, { "h7", "H-H7" }, { "Зарина", NULL }, { "H-", NULL }, { "", NULL },
    { "H-1O", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = hz_client_code_tidy (cases[i][0]);

      g_assert_cmpstr (code, ==, cases[i][1]);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/client/round", test_round);
  g_test_add_func ("/records/client/nameless", test_nameless);
  g_test_add_func ("/records/client/too-long", test_too_long);
  g_test_add_func ("/records/client/conflict", test_conflict);
  g_test_add_func ("/records/client/roles", test_roles);
  g_test_add_func ("/records/client/request", test_request);
  g_test_add_func ("/records/client/profile", test_profile);
  g_test_add_func ("/records/client/rule", test_rule);
  g_test_add_func ("/records/client/code", test_code);

  return g_test_run ();
}
