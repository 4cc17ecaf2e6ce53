/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A backup becomes a centre in a new place, or nothing becomes of it; the backup and the centre of
 * today stay as they are. */

#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "hz-db-private.h"
#include "hz-test-centre.h"
#include "hz-test-disk.h"
#include "hz-test-file.h"
#include "hz-test-kill.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-restore.h"
#include "hz-vault-session.h"
#include "hz-vault-sheets.h"

#define N_STEPS (HZ_RESTORE_STEP_NAME + 1)

typedef struct
{
  HzTestCentre centre;
  char *parent;
  char *backup;
  char *place;
} Fixture;

static const char *const password = "the same good words";

static gboolean
fill_table (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return hz_db_execute (db, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, text TEXT) STRICT;"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 5000)"
                            "INSERT INTO bulk SELECT n, hex (randomblob (60)) FROM k", error);
}

static gboolean
add_row (HzTestCentre *centre,
         HzRings *rings,
         HzDb *db,
         GError **error)
{
  return hz_db_execute (db, "INSERT INTO bulk (text) VALUES ('later')", error);
}

static void
set_up (Fixture *fixture,
        gconstpointer unused)
{
  g_autofree char *target = NULL;
  GError *error = NULL;

  hz_test_disk_mend ();
  fixture->parent = hz_test_make_folder ();
  fixture->place = g_build_filename (fixture->parent, "new", NULL);
  target = g_build_filename (fixture->parent, "backups", NULL);
  hz_test_centre_set_up (&fixture->centre, unused);
  hz_test_centre_fill (&fixture->centre);
  hz_test_centre_enter (&fixture->centre, ADMIN);
  hz_test_centre_must (&fixture->centre, fill_table);
  fixture->backup = hz_vault_backup (fixture->centre.vault, target, &error);
  g_assert_no_error (error);
  hz_test_centre_must (&fixture->centre, add_row);
}

static void
tear_down (Fixture *fixture,
           gconstpointer unused)
{
  hz_test_disk_mend ();
  hz_test_centre_tear_down (&fixture->centre, unused);
  hz_test_remove_folder (fixture->parent);
  g_free (fixture->parent);
  g_free (fixture->backup);
  g_free (fixture->place);
}

static gboolean
restore (Fixture *fixture,
         const char *login,
         gboolean with_today,
         GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (fixture->place);
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  g_autoptr (GPtrArray) people = NULL;

  people = hz_vault_restore (vault, fixture->backup, with_today ? fixture->centre.folder : NULL, login,
                             typed, error);
  g_assert_cmpint (hz_vault_get_state (vault), ==, people != NULL ? HZ_VAULT_LOCKED
                   : g_file_test (fixture->place, G_FILE_TEST_EXISTS) ? hz_vault_get_state (vault)
                   : HZ_VAULT_MISSING);
  g_assert_true (people == NULL || people->len == HZ_TEST_N_PEOPLE);

  return people != NULL;
}

static HzVault *
try_open (const char *folder,
          const char *pins,
          const char *login,
          GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  g_autoptr (HzVault) vault = hz_vault_new (folder);

  hz_vault_set_pin_folder (vault, pins);

  return hz_vault_unlock (vault, login, typed, error) ? g_steal_pointer (&vault) : NULL;
}

static gint64
read_int (HzVault *vault,
          const char *sql)
{
  HzTestFile file = { .worker = hz_vault_get_worker (vault) };

  return hz_test_file_read (&file, sql);
}

/* What the new place holds is the backup. */
static void
check_place (Fixture *fixture,
             const char *login)
{
  GError *error = NULL;
  g_autoptr (HzVault) vault = try_open (fixture->place, NULL, login, &error);
  g_autoptr (HzDbCheck) check = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (read_int (vault, "SELECT count(*) FROM bulk"), ==, 5000);
  g_assert_cmpint (read_int (vault, "SELECT count(*) FROM rotation"), ==, 0);
  check = hz_vault_check (vault, &error);
  g_assert_true (hz_db_check_is_whole (check));
  g_assert_true (hz_vault_lock (vault, &error));
}

/* The backup and the centre of today are as they were. */
static void
check_untouched (Fixture *fixture)
{
  GError *error = NULL;
  g_autoptr (HzVault) backup = try_open (fixture->backup, NULL, "sabo", &error);

  g_assert_no_error (error);
  g_assert_cmpint (read_int (backup, "SELECT count(*) FROM bulk"), ==, 5000);
  g_assert_true (hz_vault_lock (backup, &error));
  hz_test_centre_enter (&fixture->centre, RECEPTION);
  g_assert_cmpint (read_int (fixture->centre.vault, "SELECT count(*) FROM bulk"), ==, 5001);
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

static void
test_restores (Fixture *fixture,
               gconstpointer unused)
{
  const char *const others[] = { "nigora", "zarina", "sabo" };
  g_autoptr (HzIdentity) admin = hz_test_centre_open_slot (&fixture->centre, ADMIN);
  g_autoptr (HzVaultSession) then = hz_vault_open_look (fixture->backup, admin, NULL);
  g_autoptr (HzVaultSession) now = NULL;
  g_autoptr (HzVault) vault = NULL;
  GError *error = NULL;

  restore (fixture, "admin", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (fixture->place), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    check_place (fixture, others[i]);
  check_untouched (fixture);

  /* Under a key and an id of its own. */
  now = hz_vault_open_look (fixture->place, admin, &error);
  g_assert_no_error (error);
  g_assert_false (hz_secret_equal (then->dbk, now->dbk));
  g_assert_false (hz_id_equal (hz_keyring_get_file_id (then->keyring),
                               hz_keyring_get_file_id (now->keyring)));
  g_assert_cmpuint (hz_keyring_get_dbk_epoch (now->keyring), ==,
                    hz_keyring_get_dbk_epoch (then->keyring) + 1);

  /* On the PC that has seen more, it is told why things went back; once. */
  vault = try_open (fixture->place, fixture->centre.pins, "sabo", &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_get_notices (vault) & HZ_VAULT_NOTICE_RESTORED);
  g_assert_false (hz_vault_get_notices (vault)
                  & (HZ_VAULT_NOTICE_ROLLED_BACK | HZ_VAULT_NOTICE_ROSTER_FORKED));
  g_assert_true (hz_vault_lock (vault, NULL));
  g_clear_object (&vault);
  vault = try_open (fixture->place, fixture->centre.pins, "sabo", &error);
  g_assert_false (hz_vault_get_notices (vault)
                  & (HZ_VAULT_NOTICE_RESTORED | HZ_VAULT_NOTICE_ROLLED_BACK));
  g_assert_true (hz_vault_lock (vault, NULL));
}

/* A restore explains going back once: who puts an old copy of the restored centre in its place is
 * found out. */
static void
test_explains_once (Fixture *fixture,
                    gconstpointer unused)
{
  g_autofree char *old = g_build_filename (fixture->parent, "old", NULL);
  g_autoptr (HzVault) vault = NULL;
  HzTestFile file = { 0 };
  GError *error = NULL;

  g_assert_true (restore (fixture, "admin", TRUE, &error));
  hz_test_copy_folder (fixture->place, old);
  vault = try_open (fixture->place, fixture->centre.pins, "sabo", &error);
  file.worker = hz_vault_get_worker (vault);
  for (int i = 0; i < 40; i++)
    hz_test_file_write (&file, "UPDATE bulk SET text = 'x' WHERE n = 1");
  g_assert_true (hz_vault_lock (vault, NULL));
  g_clear_object (&vault);

  vault = try_open (old, fixture->centre.pins, "sabo", &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_get_notices (vault) & HZ_VAULT_NOTICE_ROLLED_BACK);
  g_assert_false (hz_vault_get_notices (vault) & HZ_VAULT_NOTICE_RESTORED);
  g_assert_true (hz_vault_lock (vault, NULL));
}

/* Who has left since does not come back by it; without today's centre nobody can know. */
static void
test_who_left (Fixture *fixture,
               gconstpointer data)
{
  gboolean with_today = data != NULL;
  g_autoptr (HzVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hz_vault_remove (fixture->centre.vault, &fixture->centre.ids[LAWYER], &error));
  g_assert_true (restore (fixture, "admin", with_today, &error));
  vault = try_open (fixture->place, NULL, "zarina", &error);
  if (with_today)
    g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  else
    g_assert_true (hz_vault_lock (vault, NULL));
  check_place (fixture, "nigora");
}

static void
flip (const char *folder,
      const char *suffix,
      int at)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix) || g_str_equal (name, suffix))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autoptr (GByteArray) bytes = hz_test_load (path);

        bytes->data[at >= 0 ? (guint) at : bytes->len + (guint) at] ^= 1;
        hz_test_store (path, bytes->data, bytes->len);
      }
}

static void
cut (const char *folder,
     double share)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".db"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autoptr (GByteArray) bytes = hz_test_load (path);

        if (share > 0)
          hz_test_store (path, bytes->data, (gsize) (share * bytes->len));
        else
          g_unlink (path);
      }
}

/* The keyring's header says that a later program made it; its checksum is right. */
static void
make_newer (const char *folder)
{
  const char *const names[] = { "keyring", "keyring.1" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GByteArray) bytes = hz_test_load (path);

      bytes->data[8] = 2;
      crypto_generichash (bytes->data + bytes->len - 32, 32, bytes->data, bytes->len - 32, NULL, 0);
      hz_test_store (path, bytes->data, bytes->len);
    }
}

static void
expect (Fixture *fixture,
        const char *login,
        HzVaultError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *part = g_strconcat (fixture->place, ".part", NULL);

  g_assert_false (restore (fixture, login, TRUE, &error));
  g_assert_error (error, HZ_VAULT_ERROR, (int) code);
  g_assert_false (g_file_test (fixture->place, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* What is no backup, or half of one, or a newer program's, is named. */
static void
test_bad_backups (Fixture *fixture,
                  gconstpointer unused)
{
  g_autofree char *whole = g_strdup (fixture->backup);
  g_autofree char *foreign = g_build_filename (whole, "..", "foreign", NULL);
  g_autofree char *none = g_build_filename (whole, "..", "none", NULL);
  g_autofree char *text = g_build_filename (foreign, "keyring", NULL);
  g_autofree char *spoilt = g_build_filename (whole, "..", "spoilt", NULL);

  g_free (fixture->backup);
  fixture->backup = g_strdup (none);
  expect (fixture, "admin", HZ_VAULT_ERROR_MISSING);

  g_mkdir_with_parents (foreign, 0700);
  g_assert_true (g_file_set_contents (text, "Keys of the house", -1, NULL));
  g_free (fixture->backup);
  fixture->backup = g_strdup (foreign);
  expect (fixture, "admin", HZ_VAULT_ERROR_NOT_KEYRING);

  g_free (fixture->backup);
  fixture->backup = g_strdup (spoilt);
  hz_test_copy_folder (whole, spoilt);
  expect (fixture, "nobody", HZ_VAULT_ERROR_WRONG_LOGIN);
  expect (fixture, "nigora", HZ_VAULT_ERROR_NOT_ALLOWED);
  cut (spoilt, 0.5);
  expect (fixture, "admin", HZ_VAULT_ERROR_DAMAGED);
  cut (spoilt, 0);
  expect (fixture, "admin", HZ_VAULT_ERROR_MISSING);

  hz_test_copy_folder (whole, spoilt);
  flip (spoilt, ".db", -5000);
  expect (fixture, "admin", HZ_VAULT_ERROR_DAMAGED);
  hz_test_copy_folder (whole, spoilt);
  flip (spoilt, "keyring", 700);
  flip (spoilt, "keyring.1", 700);
  expect (fixture, "admin", HZ_VAULT_ERROR_KEYRING_DAMAGED);
  hz_test_copy_folder (whole, spoilt);
  make_newer (spoilt);
  expect (fixture, "admin", HZ_VAULT_ERROR_NEWER);

  /* Its second keyring alone will do. */
  hz_test_copy_folder (whole, spoilt);
  flip (spoilt, "keyring", 700);
  g_assert_true (restore (fixture, "admin", TRUE, NULL));
  check_place (fixture, "sabo");
  g_free (fixture->backup);
  fixture->backup = g_steal_pointer (&whole);
  check_untouched (fixture);
}

static void
test_bad_places (Fixture *fixture,
                 gconstpointer unused)
{
  g_autofree char *own = g_steal_pointer (&fixture->place);
  g_autofree char *deep = g_build_filename (own, "no", "such", NULL);
  const struct { const char *place; HzVaultError code; } cases[] = {
    { fixture->centre.folder, HZ_VAULT_ERROR_EXISTS },
    { fixture->backup, HZ_VAULT_ERROR_EXISTS },
    { deep, HZ_VAULT_ERROR_IO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->place = g_strdup (cases[i].place);
      g_assert_false (restore (fixture, "admin", TRUE, &error));
      g_assert_error (error, HZ_VAULT_ERROR, (int) cases[i].code);
      g_free (fixture->place);
    }

  fixture->place = g_steal_pointer (&own);
  g_mkdir (fixture->place, 0700);
  g_assert_true (restore (fixture, "admin", TRUE, NULL));
  check_place (fixture, "nigora");
  check_untouched (fixture);
}

static void
test_other_centre (Fixture *fixture,
                   gconstpointer unused)
{
  HzTestCentre other = { 0 };
  g_autofree char *own = g_steal_pointer (&fixture->centre.folder);
  g_autoptr (GError) error = NULL;

  hz_test_centre_set_up (&other, NULL);
  fixture->centre.folder = g_strdup (other.folder);
  g_assert_false (restore (fixture, "admin", TRUE, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_OTHER_CENTRE);
  g_assert_false (g_file_test (fixture->place, G_FILE_TEST_EXISTS));
  g_free (fixture->centre.folder);
  fixture->centre.folder = g_steal_pointer (&own);
  hz_test_centre_tear_down (&other, NULL);
}

/* No file can grow beyond so much: the disk is full while the files are copied, or later. */
static void
test_disk_full (Fixture *fixture,
                gconstpointer unused)
{
  struct rlimit none;
  struct rlimit limit;
  guint n_failed = 0;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &none);
  limit = none;
  for (limit.rlim_cur = 1000; limit.rlim_cur < 8 * 1024 * 1024; limit.rlim_cur *= 3)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      setrlimit (RLIMIT_FSIZE, &limit);
      done = restore (fixture, "admin", TRUE, &error);
      setrlimit (RLIMIT_FSIZE, &none);

      n_failed += done ? 0 : 1;
      g_assert_true (done == (error == NULL));
      g_assert_true (done == g_file_test (fixture->place, G_FILE_TEST_EXISTS));
      if (!done)
        g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_SPACE);
      else
        check_place (fixture, "sabo");
      hz_test_remove_folder (fixture->place);
      check_untouched (fixture);
    }

  g_assert_cmpuint (n_failed, >, 4);
}

static void
test_disk_fails (Fixture *fixture,
                 gconstpointer data)
{
  HzTestDiskFault fault = (HzTestDiskFault) GPOINTER_TO_INT (data);
  int n_failed = 0;

  g_assert_true (hz_vault_lock (fixture->centre.vault, NULL));
  for (int call = 1; call < 3000; call += 1 + call / 2)
    {
      g_autoptr (GError) error = NULL;
      gboolean failed;
      gboolean done;

      hz_test_disk_fail_at (call, fault);
      done = restore (fixture, "admin", TRUE, &error);
      failed = hz_test_disk_has_failed ();
      hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);

      g_assert_true (done || failed);
      g_assert_true (done == g_file_test (fixture->place, G_FILE_TEST_EXISTS));
      n_failed += done ? 0 : 1;
      if (done)
        check_place (fixture, "nigora");
      hz_test_remove_folder (fixture->place);
    }

  g_assert_cmpint (n_failed, >, 5);
  check_untouched (fixture);
}

static gboolean
restore_by_sheets (Fixture *fixture,
                   HzSheets *sheets,
                   const char *today,
                   GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (fixture->place);
  g_autoptr (HzSecret) first = hz_sheets_get_text (sheets, 2);
  g_autoptr (HzSecret) second = hz_sheets_get_text (sheets, 1);
  g_autoptr (GPtrArray) people = NULL;

  people = hz_vault_restore_by_sheets (vault, fixture->backup, today, first, second, NULL, NULL, error);

  return people != NULL;
}

/* No administrator of that day knows her password any more; who has left since is out all the same. */
static void
test_by_sheets (Fixture *fixture,
                gconstpointer unused)
{
  HzTestCentre *centre = &fixture->centre;
  g_autoptr (HzSheets) others = hz_sheets_new ('A', 3);
  g_autoptr (HzVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hz_vault_remove (centre->vault, &centre->ids[LAWYER], NULL));
  g_assert_true (hz_vault_lock (centre->vault, NULL));

  g_assert_false (restore_by_sheets (fixture, others, NULL, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEETS_WRONG);
  g_clear_error (&error);
  g_assert_false (g_file_test (fixture->place, G_FILE_TEST_EXISTS));

  restore_by_sheets (fixture, centre->sheets, centre->folder, &error);
  g_assert_no_error (error);
  check_place (fixture, "nigora");
  vault = try_open (fixture->place, NULL, "zarina", &error);
  g_assert_null (vault);
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);

  g_assert_false (restore_by_sheets (fixture, centre->sheets, NULL, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_EXISTS);
  check_untouched (fixture);
}

static void
kill_at_step (HzRestoreStep step,
              gpointer user_data)
{
  if ((int) step == GPOINTER_TO_INT (user_data))
    raise (SIGKILL);
}

/* This program again: BACKUP PLACE STEP, restoring until it is killed. */
static int
run_child (char *argv[])
{
  g_autoptr (HzVault) vault = hz_vault_new (argv[3]);
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);

  hz_vault_restore_watch_steps (kill_at_step, GINT_TO_POINTER (atoi (argv[4])));
  for (;;)
    {
      g_autoptr (GPtrArray) people = hz_vault_restore (vault, argv[2], NULL, "admin", typed, NULL);

      if (people == NULL && atoi (argv[4]) >= 0)
        return 1;
    }
}

static void
kill_child (Fixture *fixture,
            int step,
            gulong delay)
{
  g_autofree char *number = g_strdup_printf ("%d", step);
  const char *const words[] = { "child", fixture->backup, fixture->place, number, NULL };

  hz_test_kill_child (words, delay);
}

/* At any moment there is a whole centre in the new place, or none; and a next try makes one. */
static void
test_killed (Fixture *fixture,
             gconstpointer unused)
{
  int n_random = g_test_slow () ? 100 : 6;
  int n_there = 0;

  for (int i = 0; i < N_STEPS + n_random; i++)
    {
      kill_child (fixture, i < N_STEPS ? i : -1,
                  i < N_STEPS ? 0 : (gulong) g_test_rand_int_range (10, 500) * 1000);

      if (g_file_test (fixture->place, G_FILE_TEST_EXISTS))
        n_there++;
      else
        g_assert_true (restore (fixture, "admin", FALSE, NULL));
      check_place (fixture, "sabo");
      hz_test_remove_folder (fixture->place);
    }

  g_test_message ("%d of %d were done before the kill", n_there, N_STEPS + n_random);
  check_untouched (fixture);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*func) (Fixture *, gconstpointer); int data; } tests[] = {
    { "killed", test_killed, 0 },
    { "restores", test_restores, 0 },
    { "by-sheets", test_by_sheets, 0 },
    { "explains-once", test_explains_once, 0 },
    { "who-left", test_who_left, 1 },
    { "who-left-unknown", test_who_left, 0 },
    { "bad-backups", test_bad_backups, 0 },
    { "bad-places", test_bad_places, 0 },
    { "other-centre", test_other_centre, 0 },
    { "disk-full", test_disk_full, 0 },
    { "disk-error", test_disk_fails, HZ_TEST_DISK_ERROR },
    { "disk-gone", test_disk_fails, HZ_TEST_DISK_GONE },
  };

  if (argc == 5 && g_str_equal (argv[1], "child"))
    return run_child (argv);

  g_test_init (&argc, &argv, NULL);
  hz_test_disk_install ();

  for (guint i = 0; i < (g_test_slow () ? 1 : G_N_ELEMENTS (tests)); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-restore/", tests[i].name, NULL);

      g_test_add (path, Fixture, GINT_TO_POINTER (tests[i].data), set_up, tests[i].func, tear_down);
    }

  return g_test_run ();
}
