/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-store.h"
#include "hz-password-names.h"
#include "hz-password.h"
#include "hz-test-records.h"
#include "hz-test.h"

/* More than are read in one step, so that the last is of the second. */
#define N_CLIENTS 1100

static gboolean
save_clients (HzContext *context,
              gpointer unused,
              GError **error)
{
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();

      client->surname = g_strdup (i == N_CLIENTS - 1 ? "Ҷӯрабекова" : "Каримова");
      client->service_asked = g_strdup ("lawyer");
      if (!hz_client_store_save (context, client, error))
        return FALSE;
    }

  return TRUE;
}

static HzPasswordWords *
load (HzTestRecords *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  GError *error = NULL;
  HzPasswordWords *words;

  hz_password_names_load_async (test->records, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  words = hz_password_names_load_finish (test->records, answer, &error);
  g_assert_no_error (error);

  return words;
}

static void
assert_has_word (HzPasswordWords *words,
                 const char *password,
                 gboolean expected)
{
  gboolean has_word = !expected;

  hz_password_rate (password, words, &has_word);
  g_assert_cmpint (has_word, ==, expected);
}

/* A client's name, as somebody would type it who has only a Latin keyboard. */
static void
test_clients (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzPasswordWords) before = NULL;
  g_autoptr (HzPasswordWords) after = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  before = load (test);
  assert_has_word (before, "Jurabekova-tK4%wpZ8_", FALSE);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, save_clients, NULL);
  after = load (test);
  assert_has_word (after, "Jurabekova-tK4%wpZ8_", TRUE);
  assert_has_word (after, "Джурабекова-tK4%wpZ8_", TRUE);
  assert_has_word (after, "tK4%wpZ8_vX9#qLw2!mZ", FALSE);
}

static void
test_given_up (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  g_cancellable_cancel (cancellable);
  hz_password_names_load_async (test->records, cancellable, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  g_assert_null (hz_password_names_load_finish (test->records, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/password-names/clients", test_clients);
  g_test_add_func ("/records/password-names/given-up", test_given_up);

  return g_test_run ();
}
