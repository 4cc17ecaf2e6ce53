/* SPDX-License-Identifier: GPL-3.0-or-later */

/* New recovery sheets in the place of lost ones, when that does not go straight: the new ones are lost
 * too, the old ones are found again, the program is killed at any step. What the next start finds. */

#include <signal.h>
#include <string.h>

#include "hz-keyring-file.h"
#include "hz-test-centre.h"
#include "hz-test-kill.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-file.h"
#include "hz-vault-sheets.h"

#define PASSWORD "the same good words"

static void
lock (HzTestCentre *centre)
{
  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));
}

static gboolean
open_by (HzTestCentre *centre,
         HzSheets *sheets,
         GError **error)
{
  g_autoptr (HzSecret) first = hz_sheets_get_text (sheets, 1);
  g_autoptr (HzSecret) second = hz_sheets_get_n (sheets) > 1 ? hz_sheets_get_text (sheets, 2) : NULL;

  lock (centre);

  return hz_vault_unlock_by_sheets (centre->vault, first, second, NULL, NULL, error);
}

static void
expect (HzTestCentre *centre,
        HzSheets *sheets,
        HzVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (open_by (centre, sheets, &error));
  g_assert_error (error, HZ_VAULT_ERROR, (int) code);
}

static gboolean
read_shared (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  guint n = 0;

  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->ring == HZ_RING_OWN || body->address.table != HZ_TEST_TABLE || body->is_inbox)
        continue;

      plain = hz_rings_open (rings, body->ring, &body->address, body->sealed, error);
      g_assert_nonnull (plain);
      n++;
    }
  g_assert_cmpuint (n, ==, 3);

  return TRUE;
}

/* Everything of care and cases, as sheets that count do. */
static void
expect_all (HzTestCentre *centre,
            HzSheets *sheets)
{
  GError *error = NULL;

  open_by (centre, sheets, &error);
  g_assert_no_error (error);
  hz_test_centre_must (centre, read_shared);
  lock (centre);
}

static gboolean
measure (HzTestCentre *centre,
         HzRings *rings,
         HzDb *db,
         GError **error)
{
  return hz_rings_measure_cover (rings, db, g_object_get_data (G_OBJECT (centre->vault), "cover"),
                                 error);
}

static HzRingsCover
get_cover (HzTestCentre *centre,
           int who)
{
  HzRingsCover cover;

  hz_test_centre_enter (centre, who);
  g_object_set_data (G_OBJECT (centre->vault), "cover", &cover);
  hz_test_centre_must (centre, measure);

  return cover;
}

static gboolean
cover_newest (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  HzRingsCover cover;

  return hz_rings_measure_cover (rings, db, &cover, error)
         && hz_rings_cover (rings, db, &cover.recovery_id, error);
}

static void
announce (HzTestCentre *centre,
          HzSheets *sheets)
{
  GError *error = NULL;

  hz_test_centre_enter (centre, ADMIN);
  hz_vault_announce_sheets (centre->vault, sheets, &error);
  g_assert_no_error (error);
}

static void
count_sheets (HzTestCentre *centre)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (PASSWORD);
  GError *error = NULL;

  hz_test_centre_enter (centre, ADMIN);
  hz_vault_count_sheets (centre->vault, "nigora", typed, &error);
  g_assert_no_error (error);
}

/* Both case workers gave them what they hold. */
static void
cover_by_all (HzTestCentre *centre)
{
  const int people[] = { PSYCHOLOGIST, LAWYER };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      hz_test_centre_enter (centre, people[i]);
      hz_test_centre_must (centre, cover_newest);
    }
  g_assert_cmpuint (get_cover (centre, LAWYER).n_cases, ==, 0);
}

static gboolean
refuse_step (HzKeyringStep step,
             gpointer user_data)
{
  return step != (HzKeyringStep) GPOINTER_TO_INT (user_data);
}

static gboolean
expect_due (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  g_autoptr (GPtrArray) due = hz_rings_list_due (rings, db, error);

  g_assert_nonnull (due);
  g_assert_cmpuint (due->len, >, 0);

  return TRUE;
}

/* The announced ones are lost before they count: others come in their place, and what was given to the
 * first opens nothing that is written from then on. */
static void
test_again (HzTestCentre *centre,
            gconstpointer unused)
{
  g_autoptr (HzSheets) second = hz_sheets_new ('B', 1);
  g_autoptr (HzSheets) third = hz_sheets_new ('C', 3);
  HzRingsCover before;
  HzRingsCover cover;
  GError *error = NULL;

  hz_test_centre_fill (centre);
  announce (centre, second);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, cover_newest);
  before = get_cover (centre, PSYCHOLOGIST);
  g_assert_false (before.is_mine_missing);

  hz_test_centre_enter (centre, ADMIN);
  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_RENAME; step++)
    {
      hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (step));
      g_assert_false (hz_vault_announce_sheets (centre->vault, third, &error));
      hz_keyring_file_watch_steps (NULL, NULL);
      g_clear_error (&error);
    }
  expect (centre, second, HZ_VAULT_ERROR_NO_GRANT);
  expect (centre, third, HZ_VAULT_ERROR_SHEETS_WRONG);

  announce (centre, third);
  expect (centre, second, HZ_VAULT_ERROR_SHEETS_WRONG);
  expect (centre, third, HZ_VAULT_ERROR_NO_GRANT);
  expect_all (centre, centre->sheets);

  cover = get_cover (centre, PSYCHOLOGIST);
  g_assert_false (cover.counts);
  g_assert_true (cover.is_mine_missing);
  g_assert_cmpint (cover.set, ==, 'C');
  g_assert_false (hz_id_equal (&cover.recovery_id, &before.recovery_id));
  hz_test_centre_must (centre, expect_due);

  cover_by_all (centre);
  count_sheets (centre);
  expect (centre, centre->sheets, HZ_VAULT_ERROR_SHEETS_WRONG);
  expect (centre, second, HZ_VAULT_ERROR_SHEETS_WRONG);
  expect_all (centre, third);
}

/* The old ones are found again while others wait: they are replaced as if nothing had been. */
static void
test_found (HzTestCentre *centre,
            gconstpointer unused)
{
  g_autoptr (HzSheets) second = hz_sheets_new ('B', 1);
  g_autoptr (HzSheets) third = hz_sheets_new ('C', 1);
  g_autoptr (HzSecret) first = hz_sheets_get_text (centre->sheets, 1);
  g_autoptr (HzSecret) other = hz_sheets_get_text (centre->sheets, 3);
  GError *error = NULL;

  hz_test_centre_fill (centre);
  announce (centre, second);
  hz_vault_replace_sheets (centre->vault, first, other, third, NULL, NULL, &error);
  g_assert_no_error (error);
  expect (centre, second, HZ_VAULT_ERROR_SHEETS_WRONG);
  expect (centre, centre->sheets, HZ_VAULT_ERROR_SHEETS_WRONG);
  expect_all (centre, third);
  g_assert_true (get_cover (centre, LAWYER).counts);
}

/* --- Kills --------------------------------------------------------------------------------------- */

typedef struct
{
  HzVault *vault;
  gboolean dies_inside;
} Covering;

static gboolean
cover_and_die (HzDb *db,
               gpointer data,
               GError **error)
{
  Covering *covering = data;
  HzRings *rings = hz_vault_get_rings (covering->vault);
  HzRingsCover cover;

  if (!hz_rings_measure_cover (rings, db, &cover, error)
      || !hz_rings_cover (rings, db, &cover.recovery_id, error))
    return FALSE;

  if (covering->dies_inside)
    raise (SIGKILL);

  return TRUE;
}

/* This program again: ACT FOLDER, who does it, the sheet it is about, at which step to die. */
static int
run_child (char *argv[])
{
  const char *act = argv[1];
  g_autoptr (HzVault) vault = hz_vault_new (argv[2]);
  g_autoptr (HzSecret) typed = hz_secret_new_password (PASSWORD);
  int step = atoi (argv[4]);
  Covering covering = { vault, step == 0 };

  hz_vault_set_pin_folder (vault, NULL);
  if (!hz_vault_unlock (vault, argv[3], typed, NULL))
    return 1;

  if (g_str_equal (act, "cover"))
    {
      hz_vault_file_write (hz_vault_get_worker (vault), cover_and_die, &covering, NULL);
      raise (SIGKILL);
    }

  hz_test_kill_at_keyring_step (step);
  if (g_str_equal (act, "announce"))
    {
      g_autoptr (HzSheets) sheets = hz_sheets_new ('B', 1);

      hz_vault_announce_sheets (vault, sheets, NULL);
    }
  else
    {
      hz_vault_count_sheets (vault, "nigora", typed, NULL);
    }

  /* A step that did not come. */
  raise (SIGKILL);
  return 2;
}

static void
kill_child (HzTestCentre *centre,
            const char *act,
            const char *login,
            int step)
{
  g_autofree char *number = g_strdup_printf ("%d", step);
  const char *const words[] = { act, centre->folder, login, number, NULL };

  lock (centre);
  hz_test_kill_child (words, 0);
}

/* Before the rename nobody has heard of new sheets, after it they wait; the old ones open
 * everything. */
static void
test_killed_announcing (HzTestCentre *centre,
                        gconstpointer unused)
{
  HzRingsCover before;

  hz_test_centre_fill (centre);
  before = get_cover (centre, ADMIN);
  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_END; step++)
    {
      HzRingsCover after;
      gboolean is_announced;

      kill_child (centre, "announce", "admin", step);
      after = get_cover (centre, ADMIN);
      is_announced = !hz_id_equal (&after.recovery_id, &before.recovery_id);
      g_assert_true (is_announced == (step > HZ_KEYRING_STEP_RENAME));
      g_assert_true (after.counts == !is_announced);
      expect_all (centre, centre->sheets);
      before.recovery_id = after.recovery_id;
    }
  g_test_message ("%d kills", HZ_KEYRING_STEP_END - HZ_KEYRING_STEP_CREATE + 1);
}

/* Inside the transaction nothing was given, after it everything. */
static void
test_killed_covering (HzTestCentre *centre,
                      gconstpointer unused)
{
  g_autoptr (HzSheets) next = hz_sheets_new ('B', 1);

  hz_test_centre_fill (centre);
  announce (centre, next);
  for (int step = 0; step < 2; step++)
    {
      kill_child (centre, "cover", "nigora", step);
      g_assert_true (get_cover (centre, PSYCHOLOGIST).is_mine_missing == (step == 0));
      expect (centre, next, HZ_VAULT_ERROR_NO_GRANT);
      expect_all (centre, centre->sheets);
    }
}

/* Before the rename the old ones count and the new ones open nothing; after it the other way round. */
static void
test_killed_counting (HzTestCentre *centre,
                      gconstpointer unused)
{
  g_autoptr (HzSheets) old = hz_sheets_copy (centre->sheets);
  char set = 'B';

  hz_test_centre_fill (centre);
  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_END; step++)
    {
      g_autoptr (HzSheets) next = hz_sheets_new (set++, 1);
      gboolean counts;

      announce (centre, next);
      cover_by_all (centre);
      kill_child (centre, "count", "admin", step);
      counts = get_cover (centre, ADMIN).counts;
      g_assert_true (counts == (step > HZ_KEYRING_STEP_RENAME));
      expect_all (centre, counts ? next : old);
      expect (centre, counts ? old : next,
              counts ? HZ_VAULT_ERROR_SHEETS_WRONG : HZ_VAULT_ERROR_NO_GRANT);
      if (counts)
        {
          hz_sheets_free (old);
          old = hz_sheets_copy (next);
        }
    }
  g_test_message ("%d kills", HZ_KEYRING_STEP_END - HZ_KEYRING_STEP_CREATE + 1);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*func) (HzTestCentre *, gconstpointer); } tests[] = {
    { "again", test_again },
    { "found", test_found },
    { "killed-announcing", test_killed_announcing },
    { "killed-covering", test_killed_covering },
    { "killed-counting", test_killed_counting },
  };

  if (argc == 5 && *argv[1] != '-')
    return run_child (argv);

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-lost/", tests[i].name, NULL);

      g_test_add (path, HzTestCentre, NULL, hz_test_centre_set_up, tests[i].func,
                  hz_test_centre_tear_down);
    }

  return g_test_run ();
}
