/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-acts.h"

#include "hz-test-file.h"
#include "hz-test-own.h"
#include "hz-test.h"
#include "hz-vault-sheets.h"

#define N_ROWS 400

static const char *const usual = HZ_TEST_USUAL_PASSWORD;
static const char *const other = HZ_TEST_OTHER_PASSWORD;

static void
start_anew (HzTestActs *self)
{
  HzTestCentre *centre = &self->centre;

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    hz_vault_lock (centre->vault, NULL);
  hz_test_assert_finalizes (centre->vault);
  centre->vault = hz_vault_new (centre->folder);
  hz_vault_set_pin_folder (centre->vault, centre->pins);
}

gboolean
hz_test_acts_try_enter (HzTestActs *self,
                        const char *login,
                        const char *password,
                        GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);

  if (hz_vault_get_state (self->centre.vault) == HZ_VAULT_OPEN)
    hz_vault_lock (self->centre.vault, NULL);

  return hz_vault_unlock (self->centre.vault, login, typed, error);
}

gboolean
hz_test_acts_try_sheets (HzTestActs *self,
                         HzSheets *sheets,
                         GError **error)
{
  g_autoptr (HzSecret) first = hz_sheets_get_text (sheets, 1);
  g_autoptr (HzSecret) second = hz_sheets_get_text (sheets, 2);

  if (hz_vault_get_state (self->centre.vault) == HZ_VAULT_OPEN)
    hz_vault_lock (self->centre.vault, NULL);

  return hz_vault_unlock_by_sheets (self->centre.vault, first, second, NULL, NULL, error);
}

gint64
hz_test_acts_read (HzTestActs *self,
                   const char *sql)
{
  HzTestFile file = { .worker = hz_vault_get_worker (self->centre.vault) };

  return hz_test_file_read (&file, sql);
}

static gboolean
fill_table (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return hz_db_execute (db, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, text TEXT) STRICT;"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 400)"
                            "INSERT INTO bulk SELECT n, hex (randomblob (60)) FROM k;"
                            "CREATE INDEX bulk_by_text ON bulk (text);"
                            "CREATE TABLE pair (a INTEGER, b INTEGER) STRICT;"
                            "INSERT INTO pair VALUES (0, 0)", error);
}

static void
add_fifth (HzTestActs *self)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (usual);
  g_autoptr (HzSecret) one_time = NULL;
  GError *error = NULL;

  hz_test_centre_enter (&self->centre, ADMIN);
  one_time = hz_vault_invite (self->centre.vault, "munira", "munira", HZ_ROLE_SOCIAL_WORKER,
                              &self->fifth_id, &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_lock (self->centre.vault, NULL));
  hz_vault_join (self->centre.vault, "munira", one_time, typed, &error);
  g_assert_no_error (error);
}

static void
keep (HzTestActs *self,
      const char *name)
{
  g_autofree char *centre = g_build_filename (self->parent, name, "centre", NULL);
  g_autofree char *pins = g_build_filename (self->parent, name, "pins", NULL);

  if (hz_vault_get_state (self->centre.vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (self->centre.vault, NULL));

  hz_test_remove_folder (centre);
  hz_test_remove_folder (pins);
  hz_test_copy_folder (self->centre.folder, centre);
  hz_test_copy_folder (self->centre.pins, pins);
}

static void
put_back (HzTestActs *self,
          const char *name)
{
  g_autofree char *centre = g_build_filename (self->parent, name, "centre", NULL);
  g_autofree char *pins = g_build_filename (self->parent, name, "pins", NULL);
  g_autofree char *part = g_strconcat (self->place, ".part", NULL);

  start_anew (self);
  hz_test_remove_folder (self->centre.folder);
  hz_test_remove_folder (self->centre.pins);
  hz_test_remove_folder (self->place);
  hz_test_remove_folder (part);
  hz_test_remove_folder (self->target);
  hz_test_copy_folder (centre, self->centre.folder);
  hz_test_copy_folder (pins, self->centre.pins);
  start_anew (self);
}

void
hz_test_acts_set_up (HzTestActs *self,
                     gconstpointer unused)
{
  g_autofree char *backups = NULL;
  GError *error = NULL;

  self->parent = hz_test_make_folder ();
  self->place = g_build_filename (self->parent, "new", NULL);
  self->target = g_build_filename (self->parent, "target", NULL);
  self->next = hz_sheets_new ('B', 3);
  hz_test_centre_set_up (&self->centre, unused);
  hz_test_centre_fill (&self->centre);
  hz_test_centre_enter (&self->centre, PSYCHOLOGIST);
  hz_test_centre_must (&self->centre, hz_test_own_write);
  add_fifth (self);
  hz_test_centre_enter (&self->centre, ADMIN);
  hz_test_centre_must (&self->centre, fill_table);
  backups = g_build_filename (self->parent, "backups", NULL);
  self->backup = hz_vault_backup (self->centre.vault, backups, &error);
  g_assert_no_error (error);
  keep (self, "base");
}

void
hz_test_acts_tear_down (HzTestActs *self,
                        gconstpointer unused)
{
  hz_test_centre_tear_down (&self->centre, unused);
  hz_test_remove_folder (self->parent);
  hz_sheets_free (self->next);
  g_clear_pointer (&self->one_time, hz_secret_unref);
  g_free (self->parent);
  g_free (self->target);
  g_free (self->backup);
  g_free (self->place);
}

void
hz_test_acts_prepare (HzTestActs *self,
                      const HzTestAct *act)
{
  g_clear_pointer (&self->one_time, hz_secret_unref);
  put_back (self, "base");
  if (act->prepare != NULL)
    act->prepare (self);
  keep (self, "act");
}

void
hz_test_acts_begin (HzTestActs *self)
{
  put_back (self, "act");
}

void
hz_test_acts_enter (HzTestActs *self,
                    const HzTestAct *act)
{
  GError *error = NULL;

  if (act->who >= 0)
    hz_test_centre_enter (&self->centre, act->who);
  else if (act->who == HZ_TEST_BY_SHEETS)
    hz_test_acts_try_sheets (self, self->centre.sheets, &error);
  g_assert_no_error (error);
}

/* What is under her own key stands in a table: it is sealed anew with new keys. */
static gboolean
read_bodies (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  guint n = 0;

  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->author != PSYCHOLOGIST || body->address.table != HZ_TEST_TABLE
          || body->ring == HZ_RING_OWN)
        continue;

      plain = hz_rings_open (rings, body->ring, &body->address, body->sealed, error);
      g_assert_nonnull (plain);
      n++;
    }

  g_assert_cmpuint (n, >=, 2);
  return TRUE;
}

/* Nobody is told of a forgery because of a power cut. */
static void
check_notices (HzTestActs *self)
{
  HzVaultNotices bad = HZ_VAULT_NOTICE_ROLLED_BACK | HZ_VAULT_NOTICE_ROSTER_FORKED
                       | (self->is_torn ? 0 : HZ_VAULT_NOTICE_WAL_ASIDE);

  g_assert_cmpint (hz_vault_get_notices (self->centre.vault) & bad, ==, 0);
}

static void
check_people (HzTestActs *self)
{
  static const int people[] = { ADMIN, LAWYER, RECEPTION };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      hz_test_centre_enter (&self->centre, people[i]);
      check_notices (self);
    }

  if (!hz_test_acts_try_enter (self, "nigora", usual, NULL))
    hz_test_acts_try_enter (self, "nigora", other, &error);
  g_assert_no_error (error);
  check_notices (self);
  hz_test_centre_must (&self->centre, read_bodies);
  hz_test_centre_must (&self->centre, hz_test_own_read);

  if (!hz_test_acts_try_sheets (self, self->centre.sheets, NULL))
    hz_test_acts_try_sheets (self, self->next, &error);
  g_assert_no_error (error);
  hz_test_centre_must (&self->centre, read_bodies);
}

/* What is owed is done, and nothing is left beside the pair. */
static void
check_folder (HzTestActs *self)
{
  g_autoptr (HzDbCheck) check = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  GError *error = NULL;
  guint n = 0;

  hz_test_centre_enter (&self->centre, ADMIN);
  if (hz_vault_is_rotation_owed (self->centre.vault))
    hz_vault_change_centre_key (self->centre.vault, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hz_test_acts_read (self, "SELECT count(*) FROM bulk"), ==, N_ROWS);
  g_assert_cmpint (hz_test_acts_read (self, "SELECT a - b FROM pair"), ==, 0);
  g_assert_cmpint (hz_test_acts_read (self, "SELECT count(*) FROM rotation"), ==, 0);
  check = hz_vault_check (self->centre.vault, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (check->problems, i));
  g_assert_true (hz_db_check_is_whole (check));
  g_assert_true (hz_vault_lock (self->centre.vault, NULL));

  dir = g_dir_open (self->centre.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (self->is_torn && g_str_has_suffix (name, ".damaged"))
        continue;
      if (!g_str_equal (name, "keyring") && !g_str_equal (name, "keyring.1")
          && !g_str_has_suffix (name, ".db"))
        g_error ("%s is left over", name);
      n++;
    }
  g_assert_cmpuint (n, ==, 3);
}

gboolean
hz_test_acts_check (HzTestActs *self,
                    const HzTestAct *act)
{
  gboolean done;

  start_anew (self);
  done = act->is_done == NULL || act->is_done (self);
  check_people (self);
  check_folder (self);

  return done;
}
