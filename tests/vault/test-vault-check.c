/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A centre whose program did not end by itself: told at the next sign-in, and looked at. */

#include <string.h>

#include "hz-test-centre.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

static gboolean
fill_table (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return hz_db_execute (db, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, text TEXT) STRICT;"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 3000)"
                            "INSERT INTO bulk SELECT n, hex (randomblob (60)) FROM k", error);
}

static gboolean
change_table (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  return hz_db_execute (db, "UPDATE bulk SET text = 'x' WHERE n = 1", error);
}

static char *
find_database (HzTestCentre *centre,
               const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (centre->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      return g_build_filename (centre->folder, name, NULL);

  return NULL;
}

/* As a kill would leave it: the database and its -wal of the middle of the sitting. */
static void
leave_unclean (HzTestCentre *centre,
               gboolean damaged)
{
  g_autofree char *path = NULL;
  g_autofree char *log_path = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GByteArray) log = NULL;

  hz_test_centre_enter (centre, ADMIN);
  hz_test_centre_must (centre, fill_table);
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_test_centre_enter (centre, ADMIN);
  hz_test_centre_must (centre, change_table);

  path = find_database (centre, ".db");
  log_path = find_database (centre, "-wal");
  bytes = hz_test_load (path);
  log = hz_test_load (log_path);
  g_assert_true (hz_vault_lock (centre->vault, NULL));

  if (damaged)
    bytes->data[bytes->len - 1] ^= 1;
  hz_test_store (path, bytes->data, bytes->len);
  hz_test_store (log_path, log->data, log->len);
}

static gboolean
has_result (gpointer vault)
{
  return hz_vault_get_check_result (vault) != NULL;
}

static void
count_signal (HzVault *vault,
              gpointer data)
{
  ++*(int *) data;
}

static void
test_after_unclean_stop (HzTestCentre *centre,
                         gconstpointer data)
{
  gboolean damaged = data != NULL;
  HzDbCheck *check;
  int n_signals = 0;

  leave_unclean (centre, damaged);
  g_signal_connect (centre->vault, "checked", G_CALLBACK (count_signal), &n_signals);
  hz_test_centre_enter (centre, ADMIN);
  g_assert_true (hz_vault_get_notices (centre->vault) & HZ_VAULT_NOTICE_UNCLEAN_STOP);
  g_assert_false (hz_vault_get_notices (centre->vault) & HZ_VAULT_NOTICE_WAL_ASIDE);
  if (damaged)
    g_test_expect_message ("HzVault", G_LOG_LEVEL_MESSAGE, "After the unclean stop: 1 damaged*");
  hz_test_wait_until (has_result, centre->vault);
  g_test_assert_expected_messages ();

  check = hz_vault_get_check_result (centre->vault);
  g_assert_true (check->is_finished);
  g_assert_cmpint (n_signals, ==, 1);
  g_assert_cmpint (check->n_pages, >, 80);
  g_assert_cmpint (hz_db_check_is_whole (check), ==, !damaged);
  g_assert_cmpint (check->n_damaged, ==, damaged ? 1 : 0);
  if (damaged)
    g_assert_cmpint (g_array_index (check->damaged_pages, guint32, 0), ==, check->n_pages);

  /* After damage the database is not written any more, which the lock says. */
  if (damaged)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hz_vault_lock (centre->vault, &error));
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
      return;
    }

  g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_test_centre_enter (centre, ADMIN);
  g_assert_false (hz_vault_get_notices (centre->vault) & HZ_VAULT_NOTICE_UNCLEAN_STOP);
  g_assert_null (hz_vault_get_check_result (centre->vault));
}

static void
test_locked_meanwhile (HzTestCentre *centre,
                       gconstpointer data)
{
  leave_unclean (centre, FALSE);
  hz_test_centre_enter (centre, ADMIN);
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (hz_vault_get_check_result (centre->vault));
}

static gboolean
break_reference (HzTestCentre *centre,
                 HzRings *rings,
                 HzDb *db,
                 GError **error)
{
  sqlite3_db_config (hz_db_get_handle (db), SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);

  return hz_db_execute (db, "CREATE TABLE child (n INTEGER REFERENCES bulk (n)) STRICT;"
                            "INSERT INTO child VALUES (1), (99999), (88888)", error);
}

static void
test_on_request (HzTestCentre *centre,
                 gconstpointer data)
{
  g_autoptr (HzDbCheck) whole = NULL;
  g_autoptr (HzDbCheck) later = NULL;
  g_autoptr (HzDbCheck) none = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GAsyncResult *result;

  hz_test_centre_enter (centre, RECEPTION);
  hz_test_centre_must (centre, fill_table);
  whole = hz_vault_check (centre->vault, &error);
  g_assert_no_error (error);
  g_assert_true (hz_db_check_is_whole (whole));
  g_assert_cmpint (whole->n_pages, >, 80);

  /* What points to nothing is a finding. */
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_test_centre_enter (centre, RECEPTION);
  hz_test_centre_must (centre, break_reference);
  hz_vault_check_async (centre->vault, NULL, hz_test_on_ready_cb, &slot);
  result = hz_test_await (&slot);
  later = hz_vault_check_finish (centre->vault, result, &error);
  g_object_unref (result);
  g_assert_no_error (error);
  g_assert_true (later->is_finished);
  g_assert_false (hz_db_check_is_whole (later));

  g_assert_true (hz_vault_lock (centre->vault, NULL));
  none = hz_vault_check (centre->vault, &error);
  g_assert_null (none);
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/vault-check/after-unclean-stop", HzTestCentre, NULL, hz_test_centre_set_up,
              test_after_unclean_stop, hz_test_centre_tear_down);
  g_test_add ("/vault-check/after-damage", HzTestCentre, "damaged", hz_test_centre_set_up,
              test_after_unclean_stop, hz_test_centre_tear_down);
  g_test_add ("/vault-check/locked-meanwhile", HzTestCentre, NULL, hz_test_centre_set_up,
              test_locked_meanwhile, hz_test_centre_tear_down);
  g_test_add ("/vault-check/on-request", HzTestCentre, NULL, hz_test_centre_set_up, test_on_request,
              hz_test_centre_tear_down);

  return g_test_run ();
}
