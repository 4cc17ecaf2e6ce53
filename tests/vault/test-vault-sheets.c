/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The recovery sheets in use: what is typed wrong is named; who forgot her password has everything
 * again; a case whose workers are gone is opened; an administrator is named. */

#include <sqlite3.h>
#include <string.h>

#include "hz-keyring-file.h"
#include "hz-test-centre.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-sheets.h"

static HzSecret *
get_text (HzSheets *sheets,
          guint number)
{
  return hz_sheets_get_text (sheets, number);
}

static gboolean
open_by (HzTestCentre *centre,
         HzSecret *first,
         HzSecret *second,
         guint *wrong_sheet,
         guint *wrong_group,
         GError **error)
{
  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));

  return hz_vault_unlock_by_sheets (centre->vault, first, second, wrong_sheet, wrong_group, error);
}

static void
open_by_sheets (HzTestCentre *centre)
{
  g_autoptr (HzSecret) first = get_text (centre->sheets, 3);
  g_autoptr (HzSecret) second = get_text (centre->sheets, 1);
  GError *error = NULL;

  open_by (centre, first, second, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_is_by_sheets (centre->vault));
}

static void
expect (HzTestCentre *centre,
        HzSecret *first,
        HzSecret *second,
        HzVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (open_by (centre, first, second, NULL, NULL, &error));
  g_assert_error (error, HZ_VAULT_ERROR, (int) code);
  g_assert_cmpint (hz_vault_get_state (centre->vault), ==, HZ_VAULT_LOCKED);
}

static void
test_typed (HzTestCentre *centre,
            gconstpointer unused)
{
  g_autoptr (HzSheets) others = hz_sheets_new ('A', 3);
  g_autoptr (HzSheets) later = hz_sheets_new ('B', 3);
  g_autoptr (HzSecret) other = get_text (others, 2);
  g_autoptr (HzSecret) other_third = get_text (others, 3);
  g_autoptr (HzSecret) of_later = get_text (later, 2);

  for (guint i = 1; i <= 3; i++)
    for (guint j = 1; j <= 3; j++)
      {
        g_autoptr (HzSecret) first = get_text (centre->sheets, i);
        g_autoptr (HzSecret) second = get_text (centre->sheets, j);
        GError *error = NULL;

        if (i == j)
          {
            expect (centre, first, second, HZ_VAULT_ERROR_SHEET_TWICE);
            expect (centre, first, NULL, HZ_VAULT_ERROR_SHEETS_WRONG);
            expect (centre, first, of_later, HZ_VAULT_ERROR_SHEET_SETS);
            continue;
          }

        open_by (centre, first, second, NULL, NULL, &error);
        g_assert_no_error (error);
        if (j != 2)
          continue;

        expect (centre, first, other, HZ_VAULT_ERROR_SHEETS_WRONG);
      }

  expect (centre, other, other_third, HZ_VAULT_ERROR_SHEETS_WRONG);
}

/* Every group of each sheet, one character of it wrong. */
static void
test_mistyped (HzTestCentre *centre,
               gconstpointer unused)
{
  for (guint which = 1; which <= 2; which++)
    for (guint group = 1; group <= HZ_SHEET_GROUPS; group++)
      {
        g_autoptr (HzSecret) first = get_text (centre->sheets, 1);
        g_autoptr (HzSecret) second = get_text (centre->sheets, 3);
        HzSecret *spoilt = which == 1 ? first : second;
        char *at = (char *) hz_secret_get_data (spoilt) + (group - 1) * 6 + group % 5;
        g_autoptr (GError) error = NULL;
        guint wrong_sheet = 0;
        guint wrong_group = 0;

        *at = *at == '7' ? '8' : '7';
        g_assert_false (open_by (centre, first, second, &wrong_sheet, &wrong_group, &error));
        g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET);
        g_assert_cmpuint (wrong_sheet, ==, which);
        g_assert_cmpuint (wrong_group, ==, group);
      }
}

static gboolean
read_all (HzTestCentre *centre,
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

static void
test_opens_all (HzTestCentre *centre,
                gconstpointer unused)
{
  g_autoptr (HzSecret) one_time = NULL;
  g_autoptr (GError) error = NULL;

  hz_test_centre_fill (centre);
  open_by_sheets (centre);
  hz_test_centre_must (centre, read_all);
  g_assert_cmpint (hz_vault_get_own_roles (centre->vault), ==, HZ_ROLE_NONE);

  /* They do not invite; but they name an administrator. */
  one_time = hz_vault_invite (centre->vault, "Munira", "munira", HZ_ROLE_LAWYER, NULL, &error);
  g_assert_null (one_time);
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  hz_vault_set_roles (centre->vault, &centre->ids[LAWYER], HZ_ROLE_LAWYER | HZ_ROLE_ADMINISTRATOR,
                      &error);
  g_assert_no_error (error);
  hz_vault_remove (centre->vault, &centre->ids[ADMIN], &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_change_centre_key (centre->vault, &error));
  hz_test_centre_enter (centre, LAWYER);
  one_time = hz_vault_invite (centre->vault, "Munira", "munira", HZ_ROLE_LAWYER, NULL, &error);
  g_assert_no_error (error);

  /* And still open everything. */
  open_by_sheets (centre);
  hz_test_centre_must (centre, read_all);
}

static gboolean
read_own (HzTestCentre *centre,
          HzRings *rings,
          HzDb *db,
          GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("after", 5);
  const HzBodyAddress address = { HZ_TEST_TABLE, hz_id_new (), centre->case_id, 1 };
  g_autoptr (GArray) team = NULL;
  g_autoptr (GBytes) sealed = NULL;
  guint n = 0;

  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->author != PSYCHOLOGIST || body->address.table != HZ_TEST_TABLE)
        continue;

      plain = hz_rings_open (rings, body->ring, &body->address, body->sealed, error);
      g_assert_nonnull (plain);
      n++;
    }
  g_assert_cmpuint (n, ==, 3);

  sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &address, text, error);
  g_assert_nonnull (sealed);
  team = hz_rings_list_team (rings, &centre->case_id);
  g_assert_cmpuint (team->len, ==, 1);

  return TRUE;
}

static gboolean
enter_as_psychologist (HzTestCentre *centre,
                       const char *password,
                       GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));

  return hz_vault_unlock (centre->vault, "nigora", typed, error);
}

static gboolean
reset_psychologist (HzTestCentre *centre,
                    GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password ("seven other words here");

  return hz_vault_reset_password (centre->vault, &centre->ids[PSYCHOLOGIST], "Nigora", typed, error);
}

static void
test_new_password (HzTestCentre *centre,
                   gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  hz_test_centre_fill (centre);
  open_by_sheets (centre);
  reset_psychologist (centre, &error);
  g_assert_no_error (error);

  g_assert_false (enter_as_psychologist (centre, "the same good words", &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);
  enter_as_psychologist (centre, "seven other words here", &error);
  g_assert_no_error (error);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  hz_test_centre_must (centre, read_own);

  /* Others are told that she has other keys; and she once more, with what is renewed now. */
  hz_test_centre_enter (centre, LAWYER);
  g_assert_true (hz_vault_get_notices (centre->vault) & HZ_VAULT_NOTICE_KEYS_CHANGED);
  open_by_sheets (centre);
  g_assert_true (reset_psychologist (centre, &error));
  enter_as_psychologist (centre, "seven other words here", &error);
  g_assert_no_error (error);
  hz_test_centre_must (centre, read_own);
}

static gboolean
refuse_step (HzKeyringStep step,
             gpointer user_data)
{
  return step != (HzKeyringStep) GPOINTER_TO_INT (user_data);
}

static gboolean
count_grants (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  gint64 n = 0;

  g_assert_true (hz_db_get_int (db, "SELECT count(*) FROM ring_grant", &n, error));
  g_assert_cmpint (n, ==, centre->grants->len);

  return TRUE;
}

/* When the keyring cannot be written, her old password and all that it opens is as before. */
static void
test_new_password_fails (HzTestCentre *centre,
                         gconstpointer unused)
{
  hz_test_centre_fill (centre);

  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_RENAME; step++)
    {
      g_autoptr (GError) error = NULL;

      open_by_sheets (centre);
      hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (step));
      g_assert_false (reset_psychologist (centre, &error));
      hz_keyring_file_watch_steps (NULL, NULL);
      hz_test_centre_must (centre, count_grants);

      hz_test_centre_enter (centre, PSYCHOLOGIST);
      hz_test_centre_must (centre, read_own);
    }
}

static void
test_refused (HzTestCentre *centre,
              gconstpointer unused)
{
  g_autoptr (HzSecret) weak = hz_secret_new_password ("nigora");
  g_autoptr (HzSecret) taken = hz_secret_new_password ("the same good words");
  const HzId unknown = hz_id_new ();
  g_autoptr (GError) error = NULL;

  hz_test_centre_enter (centre, ADMIN);
  g_assert_false (reset_psychologist (centre, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);

  open_by_sheets (centre);
  g_assert_false (hz_vault_reset_password (centre->vault, &unknown, "nigora", taken, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hz_vault_reset_password (centre->vault, &centre->ids[PSYCHOLOGIST], "nigora", weak,
                                           &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WEAK_PASSWORD);
  g_clear_error (&error);
  g_assert_false (hz_vault_reset_password (centre->vault, &centre->ids[PSYCHOLOGIST], "sabo", taken,
                                           &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BAD_NAME);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
}

static gboolean
give_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_grant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error);
}

/* The case of somebody who is gone, given to a colleague by the sheets. */
static void
test_orphan (HzTestCentre *centre,
             gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, ADMIN);
  g_assert_true (hz_vault_remove (centre->vault, &centre->ids[PSYCHOLOGIST], &error));
  g_assert_true (hz_vault_change_centre_key (centre->vault, &error));
  hz_test_centre_enter (centre, LAWYER);
  g_assert_false (hz_rings_has_case (hz_vault_get_rings (centre->vault), &centre->case_id));

  open_by_sheets (centre);
  hz_test_centre_must (centre, read_all);
  hz_test_centre_must (centre, give_case);
  hz_test_centre_enter (centre, LAWYER);
  hz_test_centre_must (centre, read_all);
}

static gboolean
replace_sheets (HzTestCentre *centre,
                HzSheets *sheets,
                GError **error)
{
  g_autoptr (HzSecret) first = get_text (centre->sheets, 2);
  g_autoptr (HzSecret) second = get_text (centre->sheets, 3);

  return hz_vault_replace_sheets (centre->vault, first, second, sheets, NULL, NULL, error);
}

/* One sheet of the old set may be lost: with two of them, the administrator gives out others. */
static void
test_replaced (HzTestCentre *centre,
               gconstpointer unused)
{
  g_autoptr (HzSheets) next = hz_sheets_new ('B', 1);
  g_autoptr (HzSecret) old_first = get_text (centre->sheets, 1);
  g_autoptr (HzSecret) old_second = get_text (centre->sheets, 2);
  g_autoptr (HzSecret) sheet = get_text (next, 1);
  GError *error = NULL;

  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, LAWYER);
  g_assert_false (replace_sheets (centre, next, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);

  hz_test_centre_enter (centre, ADMIN);
  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_RENAME; step++)
    {
      hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (step));
      g_assert_false (replace_sheets (centre, next, &error));
      hz_keyring_file_watch_steps (NULL, NULL);
      g_clear_error (&error);
      hz_test_centre_must (centre, count_grants);
      expect (centre, sheet, NULL, HZ_VAULT_ERROR_SHEETS_WRONG);
      open_by_sheets (centre);
      hz_test_centre_must (centre, read_all);
      hz_test_centre_enter (centre, ADMIN);
    }

  replace_sheets (centre, next, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_is_rotation_owed (centre->vault));
  hz_vault_change_centre_key (centre->vault, &error);
  g_assert_no_error (error);
  expect (centre, old_first, old_second, HZ_VAULT_ERROR_SHEETS_WRONG);

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, read_own);
  open_by (centre, sheet, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  hz_test_centre_must (centre, read_all);
  reset_psychologist (centre, &error);
  g_assert_no_error (error);
  enter_as_psychologist (centre, "seven other words here", &error);
  g_assert_no_error (error);
  hz_test_centre_must (centre, read_own);
}

typedef struct
{
  HzVault *vault;
  HzRingsCover cover;
} Measuring;

static gboolean
measure (HzDb *db,
         gpointer data,
         GError **error)
{
  Measuring *measuring = data;

  return hz_rings_measure_cover (hz_vault_get_rings (measuring->vault), db, &measuring->cover, error);
}

static HzId
expect_cover (HzTestCentre *centre,
              gboolean counts,
              guint n_cases,
              guint n_care,
              guint n_people)
{
  Measuring measuring = { centre->vault, { HZ_ID_NONE, FALSE, 0, 0, 0, FALSE, 0 } };
  GError *error = NULL;

  hz_vault_file_read (hz_vault_get_worker (centre->vault), measure, &measuring, &error);
  g_assert_no_error (error);
  g_assert_cmpint (measuring.cover.counts, ==, counts);
  g_assert_cmpuint (measuring.cover.n_cases, ==, n_cases);
  g_assert_cmpuint (measuring.cover.n_care, ==, n_care);
  g_assert_cmpuint (measuring.cover.n_people, ==, n_people);

  return measuring.cover.recovery_id;
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

static gboolean
count_sheets (HzTestCentre *centre,
              const char *login,
              const char *password,
              GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);

  return hz_vault_count_sheets (centre->vault, login, typed, error);
}

static void
expect_no_count (HzTestCentre *centre,
                 const char *login,
                 const char *password,
                 HzVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (count_sheets (centre, login, password, &error));
  g_assert_error (error, HZ_VAULT_ERROR, (int) code);
}

/* At each step of the keyring's replacement the disk is full: the sheets there were open everything,
 * and the new ones nothing. */
static void
announce (HzTestCentre *centre,
          HzSheets *next)
{
  g_autoptr (HzSecret) first = get_text (next, 1);
  g_autoptr (HzSecret) second = get_text (next, 3);
  GError *error = NULL;

  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_RENAME; step++)
    {
      hz_test_centre_enter (centre, ADMIN);
      hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (step));
      g_assert_false (hz_vault_announce_sheets (centre->vault, next, &error));
      hz_keyring_file_watch_steps (NULL, NULL);
      g_clear_error (&error);
      expect (centre, first, second, HZ_VAULT_ERROR_SHEETS_WRONG);
    }

  hz_test_centre_enter (centre, LAWYER);
  g_assert_false (hz_vault_announce_sheets (centre->vault, next, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);

  hz_test_centre_enter (centre, ADMIN);
  hz_vault_announce_sheets (centre->vault, next, &error);
  g_assert_no_error (error);
  expect (centre, first, second, HZ_VAULT_ERROR_NO_GRANT);
  open_by_sheets (centre);
}

static void
test_lost (HzTestCentre *centre,
           gconstpointer unused)
{
  g_autoptr (HzSheets) next = hz_sheets_new ('B', 3);
  g_autoptr (HzSecret) first = get_text (next, 1);
  g_autoptr (HzSecret) second = get_text (next, 3);
  g_autoptr (HzSecret) old_first = get_text (centre->sheets, 1);
  g_autoptr (HzSecret) old_second = get_text (centre->sheets, 2);
  g_autofree char *number = NULL;
  g_autofree char *number_elsewhere = NULL;
  HzId waiting_id;
  GError *error = NULL;

  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, ADMIN);
  expect_cover (centre, TRUE, 0, 0, 0);
  expect_no_count (centre, "nigora", "the same good words", HZ_VAULT_ERROR_NOT_FOUND);
  announce (centre, next);
  expect_cover (centre, FALSE, 2, 1, HZ_TEST_N_PEOPLE);

  hz_test_centre_enter (centre, RECEPTION);
  waiting_id = expect_cover (centre, FALSE, 2, 1, HZ_TEST_N_PEOPLE);
  number = hz_vault_get_key_number (centre->vault, &waiting_id, &error);
  g_assert_no_error (error);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  number_elsewhere = hz_vault_get_key_number (centre->vault, &waiting_id, &error);
  g_assert_cmpstr (number, ==, number_elsewhere);
  hz_test_centre_must (centre, cover_newest);
  expect_cover (centre, FALSE, 1, 0, HZ_TEST_N_PEOPLE - 1);
  hz_test_centre_must (centre, cover_newest);
  expect (centre, first, second, HZ_VAULT_ERROR_NO_GRANT);

  hz_test_centre_enter (centre, ADMIN);
  expect_no_count (centre, "sabo", "the same good words", HZ_VAULT_ERROR_NOT_ALLOWED);
  expect_no_count (centre, "admin", "the same good words", HZ_VAULT_ERROR_NOT_ALLOWED);
  expect_no_count (centre, "nigora", "some other words", HZ_VAULT_ERROR_WRONG_LOGIN);
  for (int step = HZ_KEYRING_STEP_CREATE; step <= HZ_KEYRING_STEP_RENAME; step++)
    {
      hz_keyring_file_watch_steps (refuse_step, GINT_TO_POINTER (step));
      g_assert_false (count_sheets (centre, "nigora", "the same good words", &error));
      hz_keyring_file_watch_steps (NULL, NULL);
      g_clear_error (&error);
      expect (centre, first, second, HZ_VAULT_ERROR_NO_GRANT);
      open_by_sheets (centre);
      hz_test_centre_must (centre, read_all);
      hz_test_centre_enter (centre, ADMIN);
    }

  count_sheets (centre, "nigora", "the same good words", &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_is_rotation_owed (centre->vault));
  hz_vault_change_centre_key (centre->vault, &error);
  g_assert_no_error (error);
  expect (centre, old_first, old_second, HZ_VAULT_ERROR_SHEETS_WRONG);

  /* What nobody has given them yet is the lawyer's case, until her program does. */
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  expect_cover (centre, TRUE, 1, 0, 2);
  hz_test_centre_enter (centre, LAWYER);
  expect_cover (centre, TRUE, 0, 0, 1);
  hz_test_centre_enter (centre, RECEPTION);
  expect_cover (centre, TRUE, 0, 0, 0);
  open_by (centre, first, second, NULL, NULL, &error);
  g_assert_no_error (error);
  hz_test_centre_must (centre, read_all);
  reset_psychologist (centre, &error);
  g_assert_no_error (error);
  enter_as_psychologist (centre, "seven other words here", &error);
  g_assert_no_error (error);
  hz_test_centre_must (centre, read_own);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*func) (HzTestCentre *, gconstpointer); } tests[] = {
    { "typed", test_typed },
    { "mistyped", test_mistyped },
    { "opens-all", test_opens_all },
    { "new-password", test_new_password },
    { "new-password-fails", test_new_password_fails },
    { "refused", test_refused },
    { "orphan", test_orphan },
    { "replaced", test_replaced },
    { "lost", test_lost },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-sheets/", tests[i].name, NULL);

      g_test_add (path, HzTestCentre, NULL, hz_test_centre_set_up, tests[i].func,
                  hz_test_centre_tear_down);
    }

  return g_test_run ();
}
