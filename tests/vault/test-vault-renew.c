/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 'Somebody may know it': new keys under a new password. At every point at which the program can stop,
 * one of the two passwords opens everything that was hers, and the other opens nothing. */

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "hz-body.h"
#include "hz-keyring-file.h"
#include "hz-ring-grant.h"
#include "hz-statement.h"
#include "hz-test-centre.h"
#include "hz-test-disk.h"
#include "hz-test-file.h"
#include "hz-test-kill.h"
#include "hz-test-own.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-renew.h"
#include "hz-vault-rotate.h"
#include "hz-vault-sheets.h"

static const char *const logins[] = { "admin", "nigora", "zarina", "sabo" };
static const char *const old_password = "the same good words";
static const char *const new_password = "quite other words now";

static void
set_up (HzTestCentre *centre,
        gconstpointer unused)
{
  hz_test_disk_mend ();
  hz_test_centre_set_up (centre, unused);
  hz_test_centre_fill (centre);
  for (int who = 0; who < HZ_TEST_N_PEOPLE; who++)
    {
      hz_test_centre_enter (centre, who);
      hz_test_centre_must (centre, hz_test_own_write);
    }
}

static void
tear_down (HzTestCentre *centre,
           gconstpointer unused)
{
  hz_keyring_file_watch_steps (NULL, NULL);
  hz_vault_rotate_watch_steps (NULL, NULL);
  hz_test_disk_mend ();
  hz_test_centre_tear_down (centre, unused);
}

static gboolean
opens (HzVault *vault,
       int who,
       const char *password)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  g_autoptr (GError) error = NULL;

  if (hz_vault_get_state (vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (vault, NULL));
  if (hz_vault_unlock (vault, logins[who], typed, &error))
    {
      /* Nobody is told of a forgery because of a power cut. */
      g_assert_cmpint (hz_vault_get_notices (vault) & (HZ_VAULT_NOTICE_ROLLED_BACK
                                                       | HZ_VAULT_NOTICE_ROSTER_FORKED), ==, 0);
      return TRUE;
    }

  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  return FALSE;
}

static gboolean
renew (HzVault *vault,
       int who,
       GError **error)
{
  g_autoptr (HzSecret) old_typed = hz_secret_new_password (old_password);
  g_autoptr (HzSecret) new_typed = hz_secret_new_password (new_password);

  return hz_vault_renew_keys (vault, logins[who], old_typed, new_typed, hz_test_own_reseal, error);
}

/* What the psychologist wrote before, with whichever keys; and she goes on writing. */
static gboolean
read_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("after", 5);
  const HzBodyAddress in_case = { HZ_TEST_TABLE, hz_id_new (), centre->case_id, 1 };
  const HzBodyAddress in_care = { HZ_TEST_TABLE, hz_id_new (), HZ_ID_NONE, 1 };
  g_autoptr (GBytes) note = NULL;
  g_autoptr (GBytes) care = NULL;
  g_autoptr (GArray) team = NULL;

  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->author != PSYCHOLOGIST || body->address.table != HZ_TEST_TABLE
          || body->ring == HZ_RING_OWN)
        continue;

      plain = hz_rings_open (rings, body->ring, &body->address, body->sealed, error);
      g_assert_no_error (*error);
    }

  note = hz_rings_seal (rings, db, HZ_RING_CASE, &in_case, text, error);
  g_assert_no_error (*error);
  care = hz_rings_seal (rings, db, HZ_RING_CARE, &in_care, text, error);
  g_assert_no_error (*error);
  team = hz_rings_list_team (rings, &centre->case_id);
  g_assert_cmpuint (team->len, ==, 1);

  return TRUE;
}

/* One of the two passwords opens all that is hers. Returns whether it is the new one. */
static gboolean
check_one_opens (HzTestCentre *centre,
                 int who)
{
  gboolean is_new = opens (centre->vault, who, new_password);

  g_assert_true (opens (centre->vault, who, old_password) == !is_new);
  if (is_new)
    g_assert_true (opens (centre->vault, who, new_password));
  hz_test_centre_must (centre, hz_test_own_read);
  if (who == PSYCHOLOGIST)
    hz_test_centre_must (centre, read_case);

  return is_new;
}

static void
check_others (HzTestCentre *centre,
              int but)
{
  for (int who = 0; who < HZ_TEST_N_PEOPLE; who++)
    if (who != but)
      {
        g_assert_true (opens (centre->vault, who, old_password));
        hz_test_centre_must (centre, hz_test_own_read);
      }
}

static HzIdentity *old_identity;

/* Another tool, with the centre key of today and the keys that the old password opened. */
static gboolean
try_old_keys (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  g_autoptr (HzStatement) grants = hz_statement_new (db, "SELECT sealed FROM ring_grant", error);
  gboolean has_row = FALSE;
  guint n = 0;

  while (hz_statement_step (grants, &has_row, error) && has_row)
    {
      g_autoptr (GBytes) sealed = hz_statement_get_bytes (grants, 0);
      g_autoptr (HzRingGrant) grant = hz_ring_grant_open (old_identity, sealed);

      g_assert_null (grant);
      n++;
    }
  g_assert_cmpuint (n, >, 3);

  return TRUE;
}

static gboolean
try_old_own_key (HzTestCentre *centre,
                 HzRings *rings,
                 HzDb *db,
                 GError **error)
{
  HzId id = *hz_identity_get_id (old_identity);
  g_autoptr (HzStatement) list = hz_statement_new (db, "SELECT id, body FROM own_note"
                                                       " WHERE author = ?1", error);
  gboolean has_row = FALSE;

  hz_statement_bind_id (list, 1, &id);
  while (hz_statement_step (list, &has_row, error) && has_row)
    {
      const HzBodyAddress address = { HZ_TEST_TABLE, hz_statement_get_id (list, 0), HZ_ID_NONE, 1 };
      g_autoptr (GBytes) sealed = hz_statement_get_bytes (list, 1);
      HzId centre_id;

      hz_vault_get_centre_id (centre->vault, &centre_id);
      g_assert_null (hz_body_open (hz_identity_get_own_key (old_identity), &centre_id, &address,
                                   sealed));
    }

  return TRUE;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static char *
copy_folder (HzTestCentre *centre)
{
  char *copy = hz_test_make_folder ();
  g_autoptr (GDir) dir = g_dir_open (centre->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (centre->folder, name, NULL);
      g_autofree char *to = g_build_filename (copy, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &data, &length, NULL));
      g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
    }

  return copy;
}

static void
check_copy (const char *folder,
            gboolean is_old)
{
  g_autoptr (HzVault) vault = hz_vault_new (folder);

  hz_vault_set_pin_folder (vault, NULL);
  g_assert_true (opens (vault, PSYCHOLOGIST, old_password) == is_old);
  g_assert_true (opens (vault, PSYCHOLOGIST, new_password) == !is_old);
  hz_vault_lock (vault, NULL);
  hz_test_remove_folder (folder);
}

static void
test_renews (HzTestCentre *centre,
             gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *old_copy = NULL;
  g_autofree char *new_copy = NULL;
  guint n_pins = count_files (centre->pins);
  GError *error = NULL;

  g_assert_true (hz_vault_lock (centre->vault, NULL));
  old_copy = copy_folder (centre);
  old_identity = hz_test_centre_open_slot (centre, PSYCHOLOGIST);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  before = hz_vault_get_key_number (centre->vault, &centre->ids[PSYCHOLOGIST], &error);
  renew (centre->vault, PSYCHOLOGIST, &error);
  g_assert_no_error (error);

  /* She goes on, in the same sitting and in the next. */
  g_assert_false (hz_vault_is_rotation_owed (centre->vault));
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  hz_test_centre_must (centre, hz_test_own_read);
  hz_test_centre_must (centre, read_case);
  hz_test_centre_must (centre, try_old_keys);
  hz_test_centre_must (centre, try_old_own_key);
  after = hz_vault_get_key_number (centre->vault, &centre->ids[PSYCHOLOGIST], &error);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (check_one_opens (centre, PSYCHOLOGIST));
  g_assert_cmpint (hz_vault_get_notices (centre->vault) & (HZ_VAULT_NOTICE_FIRST_TIME
                                                           | HZ_VAULT_NOTICE_ROLLED_BACK), ==, 0);
  g_assert_cmpuint (count_files (centre->pins), ==, n_pins);

  /* Her old keys open no grant of the centre key; others are told, and have what was theirs. */
  g_assert_null (hz_vault_open_look (centre->folder, old_identity, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_GRANT);
  g_clear_error (&error);
  hz_test_centre_enter (centre, LAWYER);
  g_assert_true (hz_vault_get_notices (centre->vault) & HZ_VAULT_NOTICE_KEYS_CHANGED);
  check_others (centre, PSYCHOLOGIST);
  hz_test_centre_enter (centre, LAWYER);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  new_copy = copy_folder (centre);
  check_copy (old_copy, TRUE);
  check_copy (new_copy, FALSE);
  g_clear_pointer (&old_identity, hz_identity_unref);
}

/* Who holds neither care nor cases, and who has no other to take care of her. */
static void
test_everybody (HzTestCentre *centre,
                gconstpointer unused)
{
  g_autoptr (HzSecret) one_time = NULL;

  for (int who = 0; who < HZ_TEST_N_PEOPLE; who++)
    {
      GError *error = NULL;

      g_assert_true (opens (centre->vault, who, old_password));
      renew (centre->vault, who, &error);
      g_assert_no_error (error);
      g_assert_true (check_one_opens (centre, who));
    }

  /* The administrator's acts count as before. */
  g_assert_true (opens (centre->vault, ADMIN, new_password));
  one_time = hz_vault_invite (centre->vault, "Munira", "munira", HZ_ROLE_LAWYER, NULL, NULL);
  g_assert_nonnull (one_time);
}

static void
test_sheets (HzTestCentre *centre,
             gconstpointer unused)
{
  g_autoptr (HzSecret) first = hz_sheets_get_text (centre->sheets, 1);
  g_autoptr (HzSecret) second = hz_sheets_get_text (centre->sheets, 3);
  g_autoptr (HzSecret) typed = hz_secret_new_password (old_password);
  GError *error = NULL;

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  g_assert_true (renew (centre->vault, PSYCHOLOGIST, &error));
  g_assert_true (hz_vault_lock (centre->vault, &error));
  hz_vault_unlock_by_sheets (centre->vault, first, second, NULL, NULL, &error);
  g_assert_no_error (error);
  hz_vault_reset_password (centre->vault, &centre->ids[PSYCHOLOGIST], "nigora", typed, &error);
  g_assert_no_error (error);
  g_assert_false (check_one_opens (centre, PSYCHOLOGIST));
}

static void
test_refused (HzTestCentre *centre,
              gconstpointer unused)
{
  const struct { const char *login; const char *old; const char *next; HzVaultError code; } cases[] = {
    { "nigora", "not this one at all", new_password, HZ_VAULT_ERROR_WRONG_LOGIN },
    { "zarina", old_password, new_password, HZ_VAULT_ERROR_WRONG_LOGIN },
    { "nigora", old_password, "nigora", HZ_VAULT_ERROR_WEAK_PASSWORD },
    { "nigora", old_password, old_password, HZ_VAULT_ERROR_SAME_PASSWORD },
  };

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HzSecret) old_typed = hz_secret_new_password (cases[i].old);
      g_autoptr (HzSecret) new_typed = hz_secret_new_password (cases[i].next);
      g_autoptr (GError) error = NULL;

      g_assert_false (hz_vault_renew_keys (centre->vault, cases[i].login, old_typed, new_typed,
                                           hz_test_own_reseal, &error));
      g_assert_error (error, HZ_VAULT_ERROR, (int) cases[i].code);
      g_assert_false (hz_vault_is_rotation_owed (centre->vault));
    }

  g_assert_false (check_one_opens (centre, PSYCHOLOGIST));
}

static gboolean
refuse_step (HzKeyringStep step,
             gpointer user_data)
{
  return step != (HzKeyringStep) GPOINTER_TO_INT (user_data);
}

/* The disk is full at each step of the keyring's replacement: before its rename she has all that she
 * had, in this sitting too. */
static void
test_keyring_fails (HzTestCentre *centre,
                    gconstpointer unused)
{
  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_RENAME; step++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (opens (centre->vault, PSYCHOLOGIST, old_password));
      hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (step));
      g_assert_false (renew (centre->vault, PSYCHOLOGIST, &error));
      hz_keyring_file_watch_steps (NULL, NULL);
      g_assert_true (hz_vault_is_rotation_owed (centre->vault));
      hz_test_centre_must (centre, hz_test_own_read);
      hz_test_centre_must (centre, read_case);
      g_assert_false (check_one_opens (centre, PSYCHOLOGIST));
      check_others (centre, -1);
    }

  hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (HZ_KEYRING_STEP_SECOND_CREATE));
  g_assert_true (opens (centre->vault, PSYCHOLOGIST, old_password));
  g_assert_true (renew (centre->vault, PSYCHOLOGIST, NULL));
  hz_keyring_file_watch_steps (NULL, NULL);
  g_assert_true (check_one_opens (centre, PSYCHOLOGIST));
  check_others (centre, PSYCHOLOGIST);
}

static void
test_disk_fails (HzTestCentre *centre,
                 gconstpointer data)
{
  HzTestDiskFault fault = (HzTestDiskFault) GPOINTER_TO_INT (data);
  gboolean is_new = FALSE;
  int n_failed = 0, call;

  for (call = 1; !is_new && call < 4000; call += g_test_slow () ? 1 : 1 + call / 4)
    {
      gboolean done;

      g_assert_true (opens (centre->vault, PSYCHOLOGIST, old_password));
      hz_test_disk_fail_at (call, fault);
      done = renew (centre->vault, PSYCHOLOGIST, NULL);
      hz_vault_lock (centre->vault, NULL);
      if (fault == HZ_TEST_DISK_GONE)
        hz_test_disk_cut_power ();
      else
        hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);

      is_new = check_one_opens (centre, PSYCHOLOGIST);
      g_assert_true (is_new || !done);
      n_failed += is_new ? 0 : 1;
    }

  g_test_message ("%d times her old password was left, then at call %d the new one came", n_failed,
                  call);
  g_assert_cmpint (n_failed, >, 5);
  g_assert_true (is_new);
  check_others (centre, PSYCHOLOGIST);
}

/* This program again: FOLDER, PINS, and at which step of the rotation and at which of the keyring's
 * replacement to die; or -1. */
static int
run_child (char *argv[])
{
  g_autoptr (HzVault) vault = hz_vault_new (argv[2]);

  hz_vault_set_pin_folder (vault, argv[3]);
  if (!opens (vault, PSYCHOLOGIST, old_password))
    return 1;

  hz_test_kill_at_rotate_step (atoi (argv[4]));
  hz_test_kill_at_keyring_step (atoi (argv[5]));
  renew (vault, PSYCHOLOGIST, NULL);

  return raise (SIGKILL);
}

static void
kill_child (HzTestCentre *centre,
            int rotate_step,
            int keyring_step,
            gulong delay)
{
  g_autofree char *first = g_strdup_printf ("%d", rotate_step);
  g_autofree char *second = g_strdup_printf ("%d", keyring_step);
  const char *const words[] = { "child", centre->folder, centre->pins, first, second, NULL };

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_test_kill_child (words, delay);
}

/* With the old password again, for the next try. */
static void
go_back (HzTestCentre *centre)
{
  g_autoptr (HzSecret) old_typed = hz_secret_new_password (new_password);
  g_autoptr (HzSecret) new_typed = hz_secret_new_password (old_password);
  GError *error = NULL;

  hz_vault_renew_keys (centre->vault, "nigora", old_typed, new_typed, hz_test_own_reseal, &error);
  g_assert_no_error (error);
}

static void
check_killed (HzTestCentre *centre,
              gboolean expected)
{
  g_assert_true (check_one_opens (centre, PSYCHOLOGIST) == expected);
  if (expected)
    go_back (centre);
}

static void
test_killed_at_steps (HzTestCentre *centre,
                      gconstpointer unused)
{
  for (int step = HZ_ROTATE_STEP_RECORD; step <= HZ_ROTATE_STEP_FORGET; step++)
    {
      kill_child (centre, step, -1, 0);
      check_killed (centre, step > HZ_ROTATE_STEP_SWITCH);
    }

  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_END; step++)
    {
      kill_child (centre, -1, step, 0);
      check_killed (centre, step > HZ_KEYRING_STEP_RENAME);
    }

  check_others (centre, PSYCHOLOGIST);
}

static void
test_killed (HzTestCentre *centre,
             gconstpointer unused)
{
  int n = g_test_slow () ? 300 : 8;
  int n_new = 0;

  for (int i = 0; i < n; i++)
    {
      kill_child (centre, -1, -1, (gulong) g_test_rand_int_range (20, 500) * 1000);
      if (check_one_opens (centre, PSYCHOLOGIST))
        {
          n_new++;
          go_back (centre);
        }
    }

  g_test_message ("%d kills: %d times the new password came, %d times the old one stayed", n, n_new,
                  n - n_new);
  check_others (centre, PSYCHOLOGIST);
}

/* A lock abandons it, or comes after it. */
static void
test_locked (HzTestCentre *centre,
             gconstpointer unused)
{
  g_autoptr (HzSecret) old_typed = hz_secret_new_password (old_password);
  g_autoptr (HzSecret) new_typed = hz_secret_new_password (new_password);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  gboolean done;

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_vault_renew_keys_async (centre->vault, "nigora", old_typed, new_typed, hz_test_own_reseal,
                             hz_test_on_ready_cb, &slot);
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  result = hz_test_await (&slot);
  done = hz_vault_act_finish (centre->vault, result, NULL);
  g_assert_true (check_one_opens (centre, PSYCHOLOGIST) == done);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*func) (HzTestCentre *, gconstpointer); int data; } tests[] = {
    { "power-cut", test_disk_fails, HZ_TEST_DISK_GONE },
    { "disk-error", test_disk_fails, HZ_TEST_DISK_ERROR },
    { "disk-full", test_disk_fails, HZ_TEST_DISK_FULL },
    { "killed", test_killed, 0 },
    { "renews", test_renews, 0 },
    { "everybody", test_everybody, 0 },
    { "sheets", test_sheets, 0 },
    { "refused", test_refused, 0 },
    { "keyring-fails", test_keyring_fails, 0 },
    { "killed-at-steps", test_killed_at_steps, 0 },
    { "locked", test_locked, 0 },
  };

  if (argc == 6 && g_str_equal (argv[1], "child"))
    return run_child (argv);

  g_test_init (&argc, &argv, NULL);
  hz_test_disk_install ();

  for (guint i = 0; i < (g_test_slow () ? 4 : G_N_ELEMENTS (tests)); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-renew/", tests[i].name, NULL);

      g_test_add (path, HzTestCentre, GINT_TO_POINTER (tests[i].data), set_up, tests[i].func,
                  tear_down);
    }

  return g_test_run ();
}
