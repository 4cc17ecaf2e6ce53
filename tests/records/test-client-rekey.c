/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-rekey.h"
#include "hz-client-store.h"
#include "hz-test-records.h"

/* More than are done in two steps. */
#define N_CLIENTS 450

static gboolean
save_clients (HzContext *context,
              gpointer unused,
              GError **error)
{
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();
      HzClientPhone *phone = g_new0 (HzClientPhone, 1);

      client->surname = g_strdup (i % 3 == 0 ? "Ҷӯрабекова" : i % 3 == 1 ? "Раҳмонӣ" : NULL);
      client->given = g_strdup (i % 2 == 0 ? "Гулнора" : "Шарифа");
      client->also_known_as = g_strdup_printf ("Гули %u", i);
      client->service_asked = g_strdup ("lawyer");
      phone->number = g_strdup ("+992 93 123 45 67");
      g_ptr_array_add (client->phones, phone);
      if (!hz_client_store_save (context, client, error))
        return FALSE;
    }

  return TRUE;
}

/* All that is derived from names and numbers, in one text. */
static gboolean
read_all (HzContext *context,
          gpointer data,
          GError **error)
{
  GString *all = data;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = hz_statement_new (
    context->db,
    "SELECT client_key || sort_key || coalesce (search_key, '-') || coalesce (name_key, '-')"
    " FROM client"
    " UNION ALL SELECT * FROM (SELECT word || client_key FROM client_word ORDER BY 1)"
    " UNION ALL SELECT * FROM (SELECT client_key || digits || reversed || number FROM client_phone"
    " ORDER BY 1)", error);
  if (statement == NULL)
    return FALSE;

  while (has_row)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_string_append_printf (all, "%s\n", hz_statement_get_text (statement, 0));
    }

  return TRUE;
}

static gboolean
make_old (HzContext *context,
          gpointer unused,
          GError **error)
{
  return hz_db_execute (context->db,
                        "UPDATE client SET sort_key = 'old', search_key = 'old', name_key = NULL;"
                        "UPDATE client_word SET word = 'old' || word;"
                        "UPDATE client_phone SET digits = '1', reversed = '1';"
                        "UPDATE client_keys SET version = 1", error);
}

static char *
read_keys (HzTestRecords *test)
{
  GString *all = g_string_new (NULL);

  hz_test_records_must (test, HZ_DB_JOB_READ, read_all, all);

  return g_string_free (all, FALSE);
}

static gboolean
get_version (HzContext *context,
             gpointer data,
             GError **error)
{
  return hz_db_get_int (context->db, "SELECT version FROM client_keys", data, error);
}

/* Whoever signs in first with a program of other rules has all clients' keys made anew. */
static void
test_sign_in (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autofree char *before = NULL;
  g_autofree char *old = NULL;
  g_autofree char *after = NULL;
  gint64 version = 0;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, save_clients, NULL);
  before = read_keys (test);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, make_old, NULL);
  old = read_keys (test);
  g_assert_cmpstr (old, !=, before);

  hz_test_records_leave (test);
  hz_test_records_enter (test, HZ_TEST_ADMIN);
  after = read_keys (test);
  g_assert_cmpstr (after, ==, before);
  hz_test_records_must (test, HZ_DB_JOB_READ, get_version, &version);
  g_assert_cmpint (version, ==, HZ_CLIENT_KEYS_VERSION);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/client-rekey/sign-in", test_sign_in);

  return g_test_run ();
}
