/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody is removed and the centre key changes while others write; whatever happens meanwhile, one
 * keyring and one database belong together, and what is owed is done later. */

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "hz-db-private.h"
#include "hz-keyring-file.h"
#include "hz-test-disk.h"
#include "hz-test-file.h"
#include "hz-test-kill.h"
#include "hz-test-rotate.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-rotate.h"

#define N_ROTATE_STEPS (HZ_ROTATE_STEP_FORGET + 1)

static gint64
count_grants_of_lawyer (HzTestCentre *centre)
{
  g_autofree char *hex = hz_id_to_hex (&centre->ids[LAWYER]);
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM ring_grant WHERE recipient_id = x'%s'",
                                          hex);

  return hz_test_rotate_read_int (centre, sql);
}

static void
test_removes (HzTestCentre *centre,
              gconstpointer unused)
{
  g_autoptr (HzKeyring) before = hz_test_centre_read_keyring (centre);
  g_autoptr (HzKeyring) after = NULL;
  g_autoptr (HzIdentity) lawyer = hz_test_centre_open_slot (centre, LAWYER);
  g_autoptr (HzVaultSession) known = hz_vault_open_look (centre->folder, lawyer, NULL);
  g_autoptr (HzCipherKey) key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (HzMember) member = NULL;

  g_assert_cmpint (count_grants_of_lawyer (centre), >, 0);
  g_assert_true (hz_vault_remove (centre->vault, &centre->ids[LAWYER], &error));
  g_assert_cmpint (count_grants_of_lawyer (centre), ==, 0);
  g_assert_true (hz_vault_is_rotation_owed (centre->vault));
  member = hz_vault_find_member (centre->vault, &centre->ids[LAWYER]);
  g_assert_cmpint (member->state, ==, HZ_MEMBER_LEFT);

  g_assert_true (hz_vault_change_centre_key (centre->vault, &error));
  g_assert_false (hz_vault_is_rotation_owed (centre->vault));
  g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT n FROM temp.found"), ==, 7);
  g_assert_false (hz_test_rotate_lawyer_is_in (centre));
  hz_test_rotate_check_done (centre);
  g_assert_true (hz_vault_lock (centre->vault, NULL));

  after = hz_test_centre_read_keyring (centre);
  g_assert_cmpuint (hz_keyring_get_dbk_epoch (after), ==, hz_keyring_get_dbk_epoch (before) + 1);
  g_assert_false (hz_id_equal (hz_keyring_get_file_id (after), hz_keyring_get_file_id (before)));
  path = hz_vault_file_build_path (centre->folder, hz_keyring_get_file_id (after));
  key = hz_cipher_key_new (known->dbk, hz_keyring_get_file_id (after));
  g_assert_null (hz_db_open (path, key, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
  g_clear_error (&error);

  /* Nor do her keys open the keyring, or any grant in it. */
  g_assert_null (hz_vault_open_look (centre->folder, lawyer, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_GRANT);
}

static void
test_refused (HzTestCentre *centre,
              gconstpointer unused)
{
  const struct { int who; HzId id; HzVaultError code; } cases[] = {
    { ADMIN, centre->ids[ADMIN], HZ_VAULT_ERROR_NOT_ALLOWED },
    { ADMIN, hz_id_new (), HZ_VAULT_ERROR_NOT_FOUND },
    { PSYCHOLOGIST, centre->ids[LAWYER], HZ_VAULT_ERROR_NOT_ALLOWED },
    { RECEPTION, centre->ids[ADMIN], HZ_VAULT_ERROR_NOT_ALLOWED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      hz_test_centre_enter (centre, cases[i].who);
      g_assert_false (hz_vault_remove (centre->vault, &cases[i].id, &error));
      g_assert_error (error, HZ_VAULT_ERROR, (int) cases[i].code);
      g_assert_false (hz_vault_is_rotation_owed (centre->vault));
    }

  g_assert_true (hz_test_rotate_lawyer_is_in (centre));

  /* Any member may change the key. */
  g_assert_true (hz_vault_change_centre_key (centre->vault, NULL));
  g_assert_true (hz_test_rotate_lawyer_is_in (centre));
  hz_test_rotate_check_whole (centre);
}

static void
test_invitation (HzTestCentre *centre,
                 gconstpointer unused)
{
  g_autoptr (HzSecret) password = hz_secret_new_password ("the same good words");
  g_autoptr (HzSecret) one_time = NULL;
  g_autoptr (GError) error = NULL;
  HzId id;

  one_time = hz_vault_invite (centre->vault, "Munira", "munira", HZ_ROLE_LAWYER, &id, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_remove (centre->vault, &id, &error));
  g_assert_true (hz_vault_change_centre_key (centre->vault, &error));
  g_assert_true (hz_vault_lock (centre->vault, &error));
  g_assert_false (hz_vault_join (centre->vault, "munira", one_time, password, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  hz_test_rotate_check_whole (centre);
}

static HzDbStep
write_pair (HzDb *db,
            gpointer unused,
            GError **error)
{
  return hz_db_execute (db, "UPDATE pair SET a = a + 1", error)
         && hz_db_execute (db, "UPDATE bulk SET text = text || 'x' WHERE n % 997 = 1", error)
         && hz_db_execute (db, "UPDATE pair SET b = b + 1", error)
         ? HZ_DB_STEP_DONE : HZ_DB_STEP_FAILED;
}

static void
on_rotated_cb (HzVault *vault,
               const GError *error,
               gpointer user_data)
{
  g_assert_no_error (error);
  ++*(int *) user_data;
}

/* The desk goes on: no save waits long, none is lost, and somebody is invited meanwhile. */
static void
test_while_writing (HzTestCentre *centre,
                    gconstpointer unused)
{
  HzVault *vault = centre->vault;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HzSecret) one_time = NULL;
  GAsyncResult *slot = NULL;
  GError *error = NULL;
  gint64 longest = 0;
  int n_rotated = 0;
  int n = 0;

  g_signal_connect (vault, "rotated", G_CALLBACK (on_rotated_cb), &n_rotated);
  hz_vault_remove_async (vault, &centre->ids[LAWYER], NULL, hz_test_on_ready_cb, &slot);
  result = hz_test_await (&slot);
  g_assert_true (hz_vault_act_finish (vault, result, &error));

  while (n_rotated == 0)
    {
      gint64 begun = g_get_monotonic_time ();

      hz_db_worker_run (hz_vault_get_worker (vault), HZ_DB_JOB_WRITE, write_pair, NULL, &error);
      g_assert_no_error (error);
      longest = MAX (longest, g_get_monotonic_time () - begun);
      if (++n == 3 && hz_vault_get_rotation_progress (vault) >= 0)
        one_time = hz_vault_invite (vault, "Munira", "munira", HZ_ROLE_LAWYER, NULL, &error);
      g_assert_no_error (error);
      g_main_context_iteration (NULL, FALSE);
    }

  g_test_message ("%d saves meanwhile, the longest %.0f ms", n, (double) longest / 1000);
  g_assert_cmpint (longest, <, G_USEC_PER_SEC);
  g_assert_cmpint (n, >, 3);
  g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT a FROM pair"), ==, n);
  g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT b FROM pair"), ==, n);
  g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT length (text) FROM bulk WHERE n = 1"), ==,
                   120 + n);
  g_assert_false (hz_test_rotate_lawyer_is_in (centre));
  hz_test_rotate_check_done (centre);
}

static gboolean
delete_and_owe (HzTestCentre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  gboolean is_new = FALSE;
  gboolean is_new_again = TRUE;
  gboolean done = hz_db_execute (db, "DELETE FROM bulk WHERE n = 7", error)
                  && hz_vault_owe_rotation (db, &is_new, error)
                  && hz_vault_owe_rotation (db, &is_new_again, error);

  g_assert_true (is_new);
  g_assert_false (is_new_again);
  return done;
}

/* It is owed from the commit on in which something was deleted, also when the program ends there. */
static void
test_owed (HzTestCentre *centre,
           gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  GError *error = NULL;
  int n_rotated = 0;

  hz_test_centre_must (centre, delete_and_owe);
  g_assert_false (hz_vault_is_rotation_owed (centre->vault));
  hz_test_centre_enter (centre, RECEPTION);
  g_assert_true (hz_vault_is_rotation_owed (centre->vault));
  hz_vault_change_centre_key (centre->vault, &error);
  g_assert_no_error (error);
  hz_test_centre_enter (centre, LAWYER);
  g_assert_false (hz_vault_is_rotation_owed (centre->vault));

  g_signal_connect (centre->vault, "rotated", G_CALLBACK (on_rotated_cb), &n_rotated);
  hz_test_centre_must (centre, delete_and_owe);
  hz_vault_begin_rotation_async (centre->vault, hz_test_on_ready_cb, &slot);
  result = hz_test_await (&slot);
  g_assert_true (hz_vault_act_finish (centre->vault, result, &error));
  while (n_rotated == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT count (*) FROM rotation"), ==, 0);
  g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT count (*) FROM bulk"), ==, 39999);
  g_assert_cmpuint (hz_test_rotate_count_files (centre), ==, 1);
}

static void
on_ended_cb (HzVault *vault,
             const GError *error,
             gpointer user_data)
{
  ++*(int *) user_data;
}

/* A lock abandons it; the next who signs in, whoever it is, goes on. */
static void
test_lock_ends_it (HzTestCentre *centre,
                   gconstpointer unused)
{
  HzVault *vault = centre->vault;
  g_autoptr (HzSecret) typed = hz_secret_new_password ("the same good words");
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) entered = NULL;
  GAsyncResult *slot = NULL;
  GError *error = NULL;
  int n_ended = 0;
  int n_rotated = 0;
  gulong handler = g_signal_connect (vault, "rotated", G_CALLBACK (on_ended_cb), &n_ended);

  hz_vault_remove_async (vault, &centre->ids[LAWYER], NULL, hz_test_on_ready_cb, &slot);
  removed = hz_test_await (&slot);
  g_assert_true (hz_vault_act_finish (vault, removed, &error));
  g_assert_true (hz_vault_lock (vault, &error));
  while (n_ended == 0)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handler_disconnect (vault, handler);
  slot = NULL;
  g_signal_connect (vault, "rotated", G_CALLBACK (on_rotated_cb), &n_rotated);
  hz_vault_unlock_async (vault, "sabo", typed, NULL, hz_test_on_ready_cb, &slot);
  entered = hz_test_await (&slot);
  hz_vault_unlock_finish (vault, entered, &error);
  g_assert_no_error (error);
  while (n_rotated == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (hz_vault_is_rotation_owed (vault));
  hz_test_rotate_check_whole (centre);
}

static void
test_disk_fails (HzTestCentre *centre,
                 gconstpointer data)
{
  HzTestDiskFault fault = (HzTestDiskFault) GPOINTER_TO_INT (data);
  int n_failed = 0;

  for (int call = 1; call < 4000; call += 1 + call / 2)
    {
      g_autoptr (GError) error = NULL;
      gboolean failed;
      gboolean done;

      hz_test_disk_fail_at (call, fault);
      done = hz_vault_change_centre_key (centre->vault, &error);
      failed = hz_test_disk_has_failed ();
      hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);

      g_assert_true (done == (error == NULL));
      g_assert_true (done || failed);
      n_failed += done ? 0 : 1;
      hz_vault_lock (centre->vault, NULL);
      hz_test_rotate_check_done (centre);
    }

  g_assert_cmpint (n_failed, >, 5);
}

static guint32
get_epoch (HzTestCentre *centre)
{
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (centre);

  return hz_keyring_get_dbk_epoch (keyring);
}

/* What a removal writes down while the new file is being checked. */
static void
owe_another (HzRotateStep step,
             gpointer user_data)
{
  HzTestCentre *centre = user_data;
  HzTestFile file = { .worker = hz_vault_get_worker (centre->vault) };
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (centre);
  g_autofree char *hex = hz_id_to_hex (hz_keyring_get_file_id (keyring));
  g_autofree char *sql = NULL;

  if (step != HZ_ROTATE_STEP_DELETE)
    return;

  sql = g_strdup_printf ("INSERT OR REPLACE INTO rotation VALUES (1, x'%s', randomblob (16))", hex);
  hz_test_file_write (&file, sql);
}

/* The end of a change takes back its own record, and no later one: else who was removed meanwhile would
 * have the key that counts, had the power gone then. */
static void
test_owed_again (HzTestCentre *centre,
                 gconstpointer unused)
{
  hz_vault_rotate_watch_steps (owe_another, centre);
  g_assert_true (hz_vault_change_centre_key (centre->vault, NULL));
  hz_vault_rotate_watch_steps (NULL, NULL);
  g_assert_true (hz_vault_lock (centre->vault, NULL));

  hz_test_centre_enter (centre, RECEPTION);
  g_assert_true (hz_vault_is_rotation_owed (centre->vault));
  hz_test_rotate_check_done (centre);
}

typedef struct
{
  HzRotateStep step;
  int call;
  HzTestDiskFault fault;
} LateFault;

static void
fail_in_step (HzRotateStep step,
              gpointer user_data)
{
  const LateFault *late = user_data;

  if (step == late->step)
    hz_test_disk_fail_at (late->call, late->fault);
}

/* One call fails in this step, if there are as many: it is told that the key has changed when it has,
 * and only then; the rest comes at the next start. Returns whether it came in a change that is done. */
static gboolean
try_late_fault (HzTestCentre *centre,
                LateFault *late)
{
  g_autoptr (GError) error = NULL;
  guint32 epoch;
  gboolean failed;
  gboolean done;

  hz_test_centre_enter (centre, ADMIN);
  epoch = get_epoch (centre);
  hz_vault_rotate_watch_steps (fail_in_step, late);
  done = hz_vault_change_centre_key (centre->vault, &error);
  hz_vault_rotate_watch_steps (NULL, NULL);
  failed = hz_test_disk_has_failed ();
  hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);

  g_assert_true (done == (error == NULL));
  g_assert_true (done || failed);
  g_assert_cmpuint (get_epoch (centre), ==, epoch + (done ? 1 : 0));
  g_assert_false (done && hz_vault_is_rotation_owed (centre->vault));
  g_assert_true (done || late->step <= HZ_ROTATE_STEP_SWITCH);
  hz_vault_lock (centre->vault, NULL);
  hz_test_rotate_check_whole (centre);

  return done && failed;
}

static void
test_step_fails (HzTestCentre *centre,
                 gconstpointer data)
{
  LateFault late = { .fault = (HzTestDiskFault) GPOINTER_TO_INT (data) };
  int n_late = 0;

  for (int step = HZ_ROTATE_STEP_RECORD; step <= HZ_ROTATE_STEP_FORGET; step++)
    for (late.call = 1; late.call <= (g_test_slow () ? 30 : 2); late.call++)
      {
        late.step = (HzRotateStep) step;
        n_late += try_late_fault (centre, &late) ? 1 : 0;
      }

  g_test_message ("%d times the key had changed already", n_late);
  g_assert_cmpint (n_late, >, 0);
  hz_test_rotate_check_done (centre);
}

/* As test_disk_fails(), but everything stops and what was not synced is noise. */
static void
test_power_cut (HzTestCentre *centre,
                gconstpointer unused)
{
  int step = g_test_slow () ? 1 : 2;

  for (int call = 1; call < 4000; call += 1 + call * step / 4)
    {
      hz_test_disk_fail_at (call, HZ_TEST_DISK_GONE);
      hz_vault_change_centre_key (centre->vault, NULL);
      hz_vault_lock (centre->vault, NULL);
      hz_test_disk_cut_power ();
      hz_test_rotate_check_done (centre);
    }
}

static gboolean
on_keyring_step (HzKeyringStep step,
                 gpointer user_data)
{
  return step != (HzKeyringStep) GPOINTER_TO_INT (user_data);
}

/* The disk is full at each step of the keyring's replacement. */
static void
test_keyring_fails (HzTestCentre *centre,
                    gconstpointer unused)
{
  for (int step = 0; step < HZ_KEYRING_STEP_END; step++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      hz_keyring_file_watch_steps (on_keyring_step, GINT_TO_POINTER (step));
      done = hz_vault_change_centre_key (centre->vault, &error);
      hz_keyring_file_watch_steps (NULL, NULL);

      g_assert_true (done == (step > HZ_KEYRING_STEP_RENAME));
      g_assert_true (hz_vault_is_rotation_owed (centre->vault) == !done);
      g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT count(*) FROM bulk"), ==, 40000);
      hz_test_rotate_check_done (centre);
    }
}

/* This program again: FOLDER, and at which step of the removal and at which of its second replacement
 * of the keyring to die; or -1. */
static int
run_child (char *argv[])
{
  g_autoptr (HzVault) vault = hz_vault_new (argv[2]);
  g_autoptr (HzSecret) typed = hz_secret_new_password ("the same good words");
  g_autoptr (GPtrArray) members = NULL;

  hz_vault_set_pin_folder (vault, NULL);
  if (!hz_vault_unlock (vault, "admin", typed, NULL))
    return 1;

  members = hz_vault_list_members (vault);
  for (guint i = 0; i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);

      if (g_str_equal (member->name, "zarina") && member->state == HZ_MEMBER_PRESENT)
        hz_vault_remove (vault, &member->id, NULL);
    }

  hz_test_kill_at_rotate_step (atoi (argv[3]));
  hz_test_kill_at_keyring_step (atoi (argv[4]));
  while (hz_vault_change_centre_key (vault, NULL))
    ;

  return 1;
}

static void
kill_child (HzTestCentre *centre,
            int rotate_step,
            int keyring_step,
            gulong delay)
{
  g_autofree char *first = g_strdup_printf ("%d", rotate_step);
  g_autofree char *second = g_strdup_printf ("%d", keyring_step);
  const char *const words[] = { "child", centre->folder, first, second, NULL };

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_test_kill_child (words, delay);
}

static void
test_killed_at_steps (HzTestCentre *centre,
                      gconstpointer unused)
{
  for (int step = 0; step < N_ROTATE_STEPS; step++)
    {
      kill_child (centre, step, -1, 0);
      hz_test_rotate_check_done (centre);
    }

  for (int step = 0; step <= HZ_KEYRING_STEP_END; step++)
    {
      kill_child (centre, -1, step, 0);
      hz_test_rotate_check_done (centre);
    }

  g_assert_false (hz_test_rotate_lawyer_is_in (centre));
}

static void
test_killed (HzTestCentre *centre,
             gconstpointer unused)
{
  int n = g_test_slow () ? 100 : 8;

  for (int i = 0; i < n; i++)
    {
      kill_child (centre, -1, -1, (gulong) g_test_rand_int_range (20, 900) * 1000);
      hz_test_rotate_check_whole (centre);
    }

  hz_test_rotate_check_done (centre);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*func) (HzTestCentre *, gconstpointer); int data; } tests[] = {
    { "power-cut", test_power_cut, 0 },
    { "killed", test_killed, 0 },
    { "unreadable", test_step_fails, HZ_TEST_DISK_UNREADABLE },
    { "short-read", test_step_fails, HZ_TEST_DISK_SHORT },
    { "step-fails", test_step_fails, HZ_TEST_DISK_ERROR },
    { "removes", test_removes, 0 },
    { "refused", test_refused, 0 },
    { "invitation", test_invitation, 0 },
    { "while-writing", test_while_writing, 0 },
    { "owed", test_owed, 0 },
    { "owed-again", test_owed_again, 0 },
    { "lock-ends-it", test_lock_ends_it, 0 },
    { "disk-error", test_disk_fails, HZ_TEST_DISK_ERROR },
    { "disk-full", test_disk_fails, HZ_TEST_DISK_FULL },
    { "keyring-fails", test_keyring_fails, 0 },
    { "killed-at-steps", test_killed_at_steps, 0 },
  };

  if (argc == 5 && g_str_equal (argv[1], "child"))
    return run_child (argv);

  g_test_init (&argc, &argv, NULL);
  hz_test_disk_install ();

  for (guint i = 0; i < (g_test_slow () ? 5 : G_N_ELEMENTS (tests)); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-rotate/", tests[i].name, NULL);

      g_test_add (path, HzTestCentre, GINT_TO_POINTER (tests[i].data), hz_test_rotate_set_up,
                  tests[i].func, hz_test_rotate_tear_down);
    }

  return g_test_run ();
}
