/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-session.h"

#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-vault-error.h"

typedef struct
{
  HzTestRecords *centre;
  HzSession *session;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->centre = hz_test_records_new ();
  fixture->session = hz_session_new (fixture->centre->folder);
  hz_vault_set_pin_folder (hz_session_get_vault (fixture->session), fixture->centre->pins);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_assert_finalizes (fixture->session);
  hz_test_records_free (fixture->centre);
}

static gboolean
try_open (Fixture *fixture,
          HzTestStaff who,
          const char *text,
          GError **error)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (text);
  GAsyncResult *result = NULL;
  gboolean done;

  hz_session_open_async (fixture->session, hz_test_records_get_login (who), password, NULL, NULL,
                         hz_test_on_ready_cb, &result);
  result = hz_test_await (&result);
  done = hz_session_open_finish (fixture->session, result, error);
  g_object_unref (result);

  return done;
}

static void
must_open (Fixture *fixture,
           HzTestStaff who)
{
  GError *error = NULL;

  try_open (fixture, who, HZ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
}

static void
count_call (gpointer data)
{
  ++*(int *) data;
}

static void
must_lock (Fixture *fixture,
           GVariant *place)
{
  GAsyncResult *result = NULL;
  GError *error = NULL;
  int n_calls = 0;

  hz_session_lock_async (fixture->session, place, count_call, &n_calls, hz_test_on_ready_cb, &result);
  result = hz_test_await (&result);
  hz_session_lock_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_calls, ==, 1);
  g_object_unref (result);
  g_assert_null (hz_session_get_records (fixture->session));
  g_assert_cmpint (hz_vault_get_state (hz_session_get_vault (fixture->session)), ==,
                   HZ_VAULT_LOCKED);
}

static void
test_wrong (Fixture *fixture,
            gconstpointer data)
{
  GError *error = NULL;

  g_assert_false (try_open (fixture, HZ_TEST_RECEPTION, "something else", &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);
  g_assert_null (hz_session_get_records (fixture->session));
  /* A name that was mistyped is not kept. */
  g_assert_null (hz_session_get_login (fixture->session));
}

static void
test_place (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GVariant) place = g_variant_ref_sink (g_variant_new_string ("here"));
  g_autoptr (GVariant) found = NULL;

  must_open (fixture, HZ_TEST_RECEPTION);
  g_assert_null (hz_session_dup_place (fixture->session));
  must_lock (fixture, place);
  g_assert_cmpstr (hz_session_get_login (fixture->session), ==,
                   hz_test_records_get_login (HZ_TEST_RECEPTION));

  /* Another person begins anew, and so does the first after her. */
  must_open (fixture, HZ_TEST_LAWYER);
  g_assert_null (hz_session_dup_place (fixture->session));
  must_lock (fixture, NULL);
  must_open (fixture, HZ_TEST_RECEPTION);
  g_assert_null (hz_session_dup_place (fixture->session));
  must_lock (fixture, place);

  must_open (fixture, HZ_TEST_RECEPTION);
  found = hz_session_dup_place (fixture->session);
  g_assert_nonnull (found);
  g_assert_true (g_variant_equal (found, place));
  must_lock (fixture, NULL);
}

static void
test_language (Fixture *fixture,
               gconstpointer data)
{
  must_open (fixture, HZ_TEST_PSYCHOLOGIST);
  g_assert_null (hz_session_get_language (fixture->session));
  hz_session_keep_language (fixture->session, HZ_LANGUAGE_RU);
  must_lock (fixture, NULL);

  must_open (fixture, HZ_TEST_PSYCHOLOGIST);
  g_assert_cmpstr (hz_session_get_language (fixture->session), ==, "ru");
  must_lock (fixture, NULL);

  must_open (fixture, HZ_TEST_LAWYER);
  g_assert_null (hz_session_get_language (fixture->session));
  must_lock (fixture, NULL);
}

/* F12 while the keys are derived: what was opened is closed again. */
static void
test_cancelled (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  GError *error = NULL;

  hz_session_open_async (fixture->session, hz_test_records_get_login (HZ_TEST_ADMIN), password, NULL,
                         cancellable, hz_test_on_ready_cb, &result);
  g_cancellable_cancel (cancellable);
  result = hz_test_await (&result);
  g_assert_false (hz_session_open_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_object_unref (result);
  g_assert_null (hz_session_get_records (fixture->session));
  g_assert_cmpint (hz_vault_get_state (hz_session_get_vault (fixture->session)), ==,
                   HZ_VAULT_LOCKED);
  must_open (fixture, HZ_TEST_ADMIN);
  must_lock (fixture, NULL);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) \
  g_test_add ("/app/session/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (wrong);
  ADD (place);
  ADD (language);
  ADD (cancelled);

  return g_test_run ();
}
