/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-db-migrate.h"
#include "hz-test-file.h"
#include "hz-vault-error.h"

static const HzDbMigration steps[] = {
  { 2, "CREATE TABLE a (n INTEGER) STRICT; INSERT INTO a VALUES (1);" },
  { 3, "ALTER TABLE a ADD COLUMN m INTEGER; UPDATE a SET m = n + 1;" },
  { 5, "CREATE TABLE b (n INTEGER REFERENCES a (n)) STRICT;" },
};

static const HzDbMigration bad_step[] = {
  { 2, "CREATE TABLE a (n INTEGER) STRICT;" },
  { 3, "CREATE TABLE c (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1);" },
};

static gboolean
migrate_two (HzDb *db,
             gpointer data,
             GError **error)
{
  return hz_db_migrate (db, steps, 2, error);
}

static gboolean
migrate_all (HzDb *db,
             gpointer data,
             GError **error)
{
  return hz_db_migrate (db, steps, G_N_ELEMENTS (steps), error);
}

static gboolean
migrate_badly (HzDb *db,
               gpointer data,
               GError **error)
{
  g_test_expect_message ("HzVault", G_LOG_LEVEL_MESSAGE, "*nowhere*");
  return hz_db_migrate (db, bad_step, G_N_ELEMENTS (bad_step), error);
}

static void
test_in_order (HzTestFile *file,
               gconstpointer unused)
{
  GError *error = NULL;

  g_assert_cmpint (hz_test_file_read (file, "PRAGMA user_version"), ==, 1);
  hz_vault_file_write (file->worker, migrate_two, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hz_test_file_read (file, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (hz_test_file_read (file, "SELECT m FROM a"), ==, 2);

  /* Those that have run do not run again. */
  for (int i = 0; i < 2; i++)
    {
      hz_vault_file_write (file->worker, migrate_all, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (hz_test_file_read (file, "PRAGMA user_version"), ==, 5);
      g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM a"), ==, 1);
    }
}

static void
test_all_or_nothing (HzTestFile *file,
                     gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_vault_file_write (file->worker, migrate_badly, NULL, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "Migration 3"));
  g_assert_cmpint (hz_test_file_read (file, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM sqlite_schema"
                                            " WHERE name IN ('a', 'c')"), ==, 0);
}

static void
test_newer (HzTestFile *file,
            gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  hz_test_file_write (file, "PRAGMA user_version = 6");
  g_assert_false (hz_vault_file_write (file->worker, migrate_all, NULL, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NEWER);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/db-migrate/in-order", HzTestFile, NULL, hz_test_file_set_up, test_in_order,
              hz_test_file_tear_down);
  g_test_add ("/db-migrate/all-or-nothing", HzTestFile, NULL, hz_test_file_set_up,
              test_all_or_nothing, hz_test_file_tear_down);
  g_test_add ("/db-migrate/newer", HzTestFile, NULL, hz_test_file_set_up, test_newer,
              hz_test_file_tear_down);

  return g_test_run ();
}
