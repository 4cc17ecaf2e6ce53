/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-session.h"

#include "hz-test.h"

/**
 * hz_test_session_new:
 * @centre: locked
 *
 * Returns: (transfer full): nobody signed in; it is to be let go of before the centre is
 */
HzSession *
hz_test_session_new (HzTestRecords *centre)
{
  HzSession *session = hz_session_new (centre->folder);

  hz_vault_set_pin_folder (hz_session_get_vault (session), centre->pins);

  return session;
}

gboolean
hz_test_session_try_open (HzSession *session,
                          HzTestStaff who,
                          const char *password,
                          GError **error)
{
  g_autoptr (HzSecret) secret = hz_secret_new_password (password);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *ready = NULL;

  hz_session_open_async (session, hz_test_records_get_login (who), secret, NULL, NULL,
                         hz_test_on_ready_cb, &ready);
  result = hz_test_await (&ready);

  return hz_session_open_finish (session, result, error);
}

void
hz_test_session_open (HzSession *session,
                      HzTestStaff who)
{
  g_autoptr (GError) error = NULL;

  hz_test_session_try_open (session, who, HZ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
}

/**
 * hz_test_session_lock:
 * @session: open
 *
 * Whatever was asked in the background is answered and let go of before.
 */
void
hz_test_session_lock (HzSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *ready = NULL;

  hz_session_lock_async (session, NULL, NULL, NULL, hz_test_on_ready_cb, &ready);
  result = hz_test_await (&ready);
  hz_session_lock_finish (session, result, &error);
  g_assert_no_error (error);
}
