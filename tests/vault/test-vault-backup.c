/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A backup is made while others write, is proved, and opens by itself; or there is none. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "hz-backup-mark.h"
#include "hz-test-centre.h"
#include "hz-test-disk.h"
#include "hz-test-file.h"
#include "hz-test-kill.h"
#include "hz-test.h"
#include "hz-vault-error.h"

typedef struct
{
  HzTestCentre centre;
  char *target;
} Fixture;

static gboolean
fill_table (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return hz_db_execute (db, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, text TEXT) STRICT;"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 40000)"
                            "INSERT INTO bulk SELECT n, hex (randomblob (60)) FROM k;"
                            "CREATE TABLE pair (a INTEGER, b INTEGER) STRICT;"
                            "INSERT INTO pair VALUES (0, 0);"
                            "INSERT INTO rotation VALUES (1, zeroblob (16), zeroblob (16))", error);
}

static gboolean
touch_table (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  return hz_db_execute (db, "UPDATE pair SET a = a + 1, b = b + 1", error);
}

static void
set_up (Fixture *fixture,
        gconstpointer unused)
{
  g_autofree char *parent = hz_test_make_folder ();

  hz_test_disk_mend ();
  hz_test_centre_set_up (&fixture->centre, unused);
  fixture->target = g_build_filename (parent, "backups", NULL);
  hz_test_centre_enter (&fixture->centre, ADMIN);
  hz_test_centre_must (&fixture->centre, fill_table);
}

static void
tear_down (Fixture *fixture,
           gconstpointer unused)
{
  g_autofree char *parent = g_path_get_dirname (fixture->target);

  hz_test_disk_mend ();
  hz_test_centre_tear_down (&fixture->centre, unused);
  hz_test_remove_folder (parent);
  g_free (fixture->target);
}

static gint64
read_int (HzVault *vault,
          const char *sql)
{
  HzTestFile file = { .worker = hz_vault_get_worker (vault) };

  return hz_test_file_read (&file, sql);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* As somebody else, on another PC. */
static HzVault *
open_backup (const char *place,
             const char *login)
{
  g_autoptr (HzSecret) password = hz_secret_new_password ("the same good words");
  HzVault *vault = hz_vault_new (place);
  GError *error = NULL;

  hz_vault_set_pin_folder (vault, NULL);
  hz_vault_unlock (vault, login, password, &error);
  g_assert_no_error (error);

  return vault;
}

static void
test_opens (Fixture *fixture,
            gconstpointer unused)
{
  HzVault *original = fixture->centre.vault;
  g_autofree char *place = NULL;
  g_autofree char *second = NULL;
  g_autoptr (HzVault) vault = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) members = NULL;
  GError *error = NULL;
  const char *name;

  place = hz_vault_backup (original, fixture->target, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (place, fixture->target));
  g_assert_cmpint (count_entries (place), ==, 4);
  g_assert_true (hz_backup_mark_is_there (place));
  g_assert_false (hz_backup_mark_is_there (fixture->centre.folder));

  /* The same again on the same day is another. */
  second = hz_vault_backup (original, fixture->target, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, place);
  g_assert_cmpint (count_entries (fixture->target), ==, 2);

  dir = g_dir_open (place, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place, name, NULL);
      g_autofree char *beside = g_build_filename (fixture->centre.folder, name, NULL);
      struct stat status;

      /* A file id of its own: its name is none of the original's. */
      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      if (g_str_has_suffix (name, ".db"))
        g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
    }

  vault = open_backup (place, "sabo");
  g_assert_cmpint (read_int (vault, "SELECT count(*) FROM bulk"), ==, 40000);
  g_assert_cmpint (read_int (vault, "SELECT count(*) FROM rotation"), ==, 0);
  g_assert_cmpint (read_int (original, "SELECT count(*) FROM rotation"), ==, 1);
  members = hz_vault_list_members (vault);
  g_assert_cmpint (members->len, ==, HZ_TEST_N_PEOPLE);
  g_assert_true (hz_vault_lock (vault, NULL));
}

/* Rows that are written two by two while it is made: never one without the other. */
static HzDbStep
write_pair (HzDb *db,
            gpointer data,
            GError **error)
{
  int *n = data;

  if (!hz_db_execute (db, "UPDATE pair SET a = a + 1", error)
      || !hz_db_execute (db, "UPDATE bulk SET text = text || 'x' WHERE n % 997 = 1", error)
      || !hz_db_execute (db, "UPDATE pair SET b = b + 1", error))
    return HZ_DB_STEP_FAILED;

  ++*n;
  return HZ_DB_STEP_DONE;
}

static void
test_while_writing (Fixture *fixture,
                    gconstpointer unused)
{
  HzVault *original = fixture->centre.vault;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *place = NULL;
  g_autoptr (HzVault) vault = NULL;
  GAsyncResult *slot = NULL;
  GError *error = NULL;
  gint64 copied;
  int n = 0;

  hz_vault_backup_async (original, fixture->target, NULL, hz_test_on_ready_cb, &slot);
  while (slot == NULL)
    {
      hz_db_worker_run (hz_vault_get_worker (original), HZ_DB_JOB_WRITE, write_pair, &n, &error);
      g_assert_no_error (error);
      g_main_context_iteration (NULL, FALSE);
    }
  result = hz_test_await (&slot);
  place = hz_vault_backup_finish (original, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, >, 2);

  vault = open_backup (place, "admin");
  copied = read_int (vault, "SELECT a FROM pair");
  g_assert_cmpint (read_int (vault, "SELECT b FROM pair"), ==, copied);
  g_assert_cmpint (read_int (vault, "SELECT length (text) FROM bulk WHERE n = 1"), ==, 120 + copied);
  g_assert_cmpint (copied, <=, n);
  g_assert_cmpint (read_int (original, "SELECT a FROM pair"), ==, n);
  g_assert_true (hz_vault_lock (vault, NULL));
}

static void
test_lock_ends_it (Fixture *fixture,
                   gconstpointer unused)
{
  HzVault *original = fixture->centre.vault;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  hz_vault_backup_async (original, fixture->target, NULL, hz_test_on_ready_cb, &slot);
  while (count_entries (fixture->target) == 0 && slot == NULL)
    g_thread_yield ();
  g_assert_true (hz_vault_lock (original, NULL));
  result = hz_test_await (&slot);
  place = hz_vault_backup_finish (original, result, &error);
  g_assert_null (place);
  g_assert_true (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED)
                 || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED));
  g_assert_cmpint (count_entries (fixture->target), ==, 0);
}

static void
test_stop_ends_it (Fixture *fixture,
                   gconstpointer unused)
{
  HzVault *original = fixture->centre.vault;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  g_autofree char *place = NULL;

  hz_vault_backup_async (original, fixture->target, stop, hz_test_on_ready_cb, &slot);
  while (count_entries (fixture->target) == 0 && slot == NULL)
    g_thread_yield ();
  g_cancellable_cancel (stop);
  result = hz_test_await (&slot);
  g_assert_null (hz_vault_backup_finish (original, result, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED);
  g_assert_cmpint (count_entries (fixture->target), ==, 0);
  g_clear_error (&error);

  /* The centre is as open as before, and the next one is made. */
  place = hz_vault_backup (original, fixture->target, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_entries (fixture->target), ==, 1);
}

static GError *
try_restore (HzVault *vault,
             const char *place)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  GError *error = NULL;

  hz_vault_try_restore_async (vault, place, NULL, hz_test_on_ready_cb, &slot);
  result = hz_test_await (&slot);
  g_assert_true (hz_vault_act_finish (vault, result, &error) == (error == NULL));

  return error;
}

/* What bears the centre's name and more, in a folder that is others' too. */
static guint
count_beside (Fixture *fixture)
{
  g_autofree char *parent = g_path_get_dirname (fixture->centre.folder);
  g_autofree char *own = g_path_get_basename (fixture->centre.folder);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, own) ? 1 : 0;

  return n;
}

static void
test_try_restore (Fixture *fixture,
                  gconstpointer unused)
{
  HzVault *original = fixture->centre.vault;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = hz_vault_backup (original, fixture->target, &error);

  g_assert_no_error (error);
  g_assert_no_error (try_restore (original, place));
  g_assert_cmpuint (count_beside (fixture), ==, 1);

  error = try_restore (original, fixture->target);
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_MISSING);
  g_assert_cmpuint (count_beside (fixture), ==, 1);
}

static void
test_bad_places (Fixture *fixture,
                 gconstpointer unused)
{
  HzVault *original = fixture->centre.vault;
  g_autofree char *inside = g_build_filename (fixture->centre.folder, "backups", NULL);
  g_autofree char *deep = g_build_filename (fixture->target, "no", "such", NULL);
  const char *const places[] = { inside, fixture->centre.folder, deep, "/proc/backups" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hz_vault_backup (original, places[i], &error));
      g_assert_nonnull (error);
    }

  g_rmdir (inside);
  g_assert_cmpint (count_entries (fixture->centre.folder), ==, 4);
}

/* A damaged page is not carried into a backup that would be called good. */
static void
test_damaged_source (Fixture *fixture,
                     gconstpointer unused)
{
  HzVault *original = fixture->centre.vault;
  g_autoptr (GDir) dir = g_dir_open (fixture->centre.folder, 0, NULL);
  g_autoptr (GError) error = NULL;
  const char *name;

  g_assert_true (hz_vault_lock (original, NULL));
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".db"))
      {
        g_autofree char *path = g_build_filename (fixture->centre.folder, name, NULL);
        g_autoptr (GByteArray) bytes = hz_test_load (path);

        bytes->data[bytes->len - 1] ^= 1;
        hz_test_store (path, bytes->data, bytes->len);
      }

  hz_test_centre_enter (&fixture->centre, ADMIN);
  g_assert_null (hz_vault_backup (original, fixture->target, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
  g_assert_cmpint (count_entries (fixture->target), ==, 0);
  hz_vault_lock (original, NULL);
}

/* Whatever fails at whatever moment: a proved backup, or nothing and the original as it was. */
static void
test_disk_fails (Fixture *fixture,
                 gconstpointer data)
{
  HzTestDiskFault fault = (HzTestDiskFault) GPOINTER_TO_INT (data);
  HzVault *original = fixture->centre.vault;
  int n_failed = 0;

  for (int call = 1; call < 6000; call += 1 + call / 3)
    {
      g_autofree char *place = NULL;
      g_autoptr (GError) error = NULL;
      gboolean failed;

      hz_test_disk_fail_at (call, fault);
      place = hz_vault_backup (original, fixture->target, &error);
      failed = hz_test_disk_has_failed ();
      hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);

      if (place == NULL)
        {
          g_assert_true (failed);
          g_assert_nonnull (error);
          g_assert_cmpint (count_entries (fixture->target), ==, 0);
          n_failed++;
        }
      else
        {
          g_autoptr (HzVault) vault = open_backup (place, "nigora");

          g_assert_cmpint (read_int (vault, "SELECT count(*) FROM bulk"), ==, 40000);
          g_assert_true (hz_vault_lock (vault, NULL));
          hz_test_remove_folder (place);
        }

      g_assert_cmpint (read_int (original, "SELECT count(*) FROM bulk"), ==, 40000);
      hz_test_centre_must (&fixture->centre, touch_table);
    }

  g_assert_cmpint (n_failed, >, 8);
}

/* This program again, as one that makes backups until it is killed: FOLDER TARGET. */
static int
run_child (const char *folder,
           const char *target)
{
  g_autoptr (HzVault) vault = open_backup (folder, "admin");

  for (;;)
    {
      g_autofree char *place = hz_vault_backup (vault, target, NULL);

      if (place == NULL)
        return 1;
    }
}

/* How many good ones there are; none is half made but that which says so. */
static guint
check_places (const char *target)
{
  g_autoptr (GDir) dir = g_dir_open (target, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *place = g_build_filename (target, name, NULL);
      g_autoptr (HzVault) vault = NULL;
      g_autoptr (HzDbCheck) check = NULL;

      if (g_str_has_suffix (name, ".part"))
        continue;

      vault = open_backup (place, "zarina");
      check = hz_vault_check (vault, NULL);
      g_assert_true (hz_db_check_is_whole (check));
      g_assert_cmpint (read_int (vault, "SELECT count(*) FROM bulk"), ==, 40000);
      g_assert_true (hz_vault_lock (vault, NULL));
      n++;
    }

  return n;
}

static void
test_killed (Fixture *fixture,
             gconstpointer unused)
{
  const char *const words[] = { "child", fixture->centre.folder, fixture->target, NULL };
  g_autofree char *place = NULL;
  GError *error = NULL;
  guint n_made = 0;

  g_assert_true (hz_vault_lock (fixture->centre.vault, NULL));
  for (int i = 0; i < (g_test_slow () ? 60 : 8); i++)
    {
      hz_test_kill_child (words, (gulong) g_test_rand_int_range (20, 900) * 1000);
      n_made += check_places (fixture->target);
      hz_test_remove_folder (fixture->target);
    }
  g_test_message ("%u backups before the kills", n_made);

  /* What a kill has left stands in nobody's way, and goes when it is old. */
  hz_test_centre_enter (&fixture->centre, ADMIN);
  g_assert_cmpint (read_int (fixture->centre.vault, "SELECT count(*) FROM bulk"), ==, 40000);
  place = g_build_filename (fixture->target, "2020-01-01.part", NULL);
  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_assert_cmpint (g_utime (place, &(struct utimbuf) { 1, 1 }), ==, 0);
  g_free (hz_vault_backup (fixture->centre.vault, fixture->target, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_entries (fixture->target), ==, 1);
}

int
main (int argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "child"))
    return run_child (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
  hz_test_disk_install ();

  g_test_add ("/vault-backup/killed", Fixture, NULL, set_up, test_killed, tear_down);
  if (g_test_slow ())
    return g_test_run ();

  g_test_add ("/vault-backup/opens", Fixture, NULL, set_up, test_opens, tear_down);
  g_test_add ("/vault-backup/while-writing", Fixture, NULL, set_up, test_while_writing, tear_down);
  g_test_add ("/vault-backup/lock-ends-it", Fixture, NULL, set_up, test_lock_ends_it, tear_down);
  g_test_add ("/vault-backup/stop-ends-it", Fixture, NULL, set_up, test_stop_ends_it, tear_down);
  g_test_add ("/vault-backup/try-restore", Fixture, NULL, set_up, test_try_restore, tear_down);
  g_test_add ("/vault-backup/bad-places", Fixture, NULL, set_up, test_bad_places, tear_down);
  g_test_add ("/vault-backup/damaged-source", Fixture, NULL, set_up, test_damaged_source, tear_down);
  g_test_add ("/vault-backup/disk-error", Fixture, GINT_TO_POINTER (HZ_TEST_DISK_ERROR), set_up,
              test_disk_fails, tear_down);
  g_test_add ("/vault-backup/disk-full", Fixture, GINT_TO_POINTER (HZ_TEST_DISK_FULL), set_up,
              test_disk_fails, tear_down);

  return g_test_run ();
}
