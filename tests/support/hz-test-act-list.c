/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hz-test-acts.h lists. */

#include "hz-test-acts.h"

#include "hz-db-migrate.h"
#include "hz-keyring-file.h"
#include "hz-test-own.h"
#include "hz-test-sheet-acts.h"
#include "hz-vault-error.h"
#include "hz-vault-session.h"
#include "hz-vault-sheets.h"

static const char *const usual = HZ_TEST_USUAL_PASSWORD;
static const char *const other = HZ_TEST_OTHER_PASSWORD;

static const HzDbMigration migrations[] = {
  { 2, "CREATE TABLE a (n INTEGER) STRICT; INSERT INTO a VALUES (1);" },
  { 3, "ALTER TABLE a ADD COLUMN m INTEGER; UPDATE a SET m = n + 1;" },
  { 4, "CREATE TABLE b (n INTEGER) STRICT; INSERT INTO b SELECT m FROM a;" },
};

static HzMember *
find_member (HzTestActs *self,
             const char *name)
{
  g_autoptr (GPtrArray) members = NULL;

  hz_test_centre_enter (&self->centre, ADMIN);
  members = hz_vault_list_members (self->centre.vault);
  for (guint i = 0; i < members->len; i++)
    if (g_str_equal (((HzMember *) g_ptr_array_index (members, i))->name, name))
      return hz_member_copy (g_ptr_array_index (members, i));

  return NULL;
}

static void
must (HzTestActs *self,
      int who,
      gboolean (*run) (HzTestActs *self, GError **error))
{
  GError *error = NULL;

  hz_test_centre_enter (&self->centre, who);
  run (self, &error);
  g_assert_no_error (error);
}

static gboolean
run_create (HzTestActs *self,
            GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (self->place);
  g_autoptr (HzSecret) typed = hz_secret_new_password (usual);
  gboolean done = hz_vault_create (vault, "admin", "admin", typed,
                                   HZ_ROLE_ADMINISTRATOR | HZ_ROLE_PSYCHOLOGIST, self->centre.sheets,
                                   HZ_KDF_COST_LEAST, error);

  if (done)
    hz_vault_lock (vault, NULL);

  return done;
}

static gboolean
run_restore (HzTestActs *self,
             GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (self->place);
  g_autoptr (HzSecret) typed = hz_secret_new_password (usual);
  g_autoptr (GPtrArray) people = hz_vault_restore (vault, self->backup, self->centre.folder, "admin",
                                                   typed, error);

  return people != NULL;
}

static gboolean
run_restore_by_sheets (HzTestActs *self,
                       GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (self->place);
  g_autoptr (HzSecret) first = hz_sheets_get_text (self->centre.sheets, 1);
  g_autoptr (HzSecret) second = hz_sheets_get_text (self->centre.sheets, 3);
  g_autoptr (GPtrArray) people = NULL;

  people = hz_vault_restore_by_sheets (vault, self->backup, self->centre.folder, first, second, NULL,
                                       NULL, error);

  return people != NULL;
}

/* There is a whole centre in the new place, or none, and nothing in the way of the next try. */
static gboolean
place_is_made (HzTestActs *self,
               gboolean (*run) (HzTestActs *self, GError **error))
{
  g_autoptr (HzVault) vault = hz_vault_new (self->place);
  g_autoptr (HzSecret) typed = hz_secret_new_password (usual);
  g_autoptr (HzDbCheck) check = NULL;
  GError *error = NULL;
  gboolean made = hz_vault_unlock (vault, "admin", typed, NULL);

  if (!made)
    {
      run (self, &error);
      g_assert_no_error (error);
      hz_vault_unlock (vault, "admin", typed, &error);
      g_assert_no_error (error);
    }

  check = hz_vault_check (vault, &error);
  g_assert_no_error (error);
  g_assert_true (hz_db_check_is_whole (check));
  g_assert_true (hz_vault_lock (vault, NULL));

  return made;
}

static gboolean
is_created (HzTestActs *self)
{
  return place_is_made (self, run_create);
}

static gboolean
is_restored (HzTestActs *self)
{
  return place_is_made (self, run_restore);
}

static gboolean
is_restored_by_sheets (HzTestActs *self)
{
  return place_is_made (self, run_restore_by_sheets);
}

static gboolean
run_unlock (HzTestActs *self,
            GError **error)
{
  return hz_test_acts_try_enter (self, "nigora", usual, error);
}

static gboolean
save_pair (HzDb *db,
           gpointer unused,
           GError **error)
{
  return hz_db_execute (db, "UPDATE pair SET a = a + 1", error)
         && hz_db_execute (db, "UPDATE bulk SET text = hex (randomblob (40)) WHERE n % 17 = 1", error)
         && hz_db_execute (db, "UPDATE pair SET b = b + 1", error);
}

static gboolean
run_save (HzTestActs *self,
          GError **error)
{
  return hz_vault_file_write (hz_vault_get_worker (self->centre.vault), save_pair, NULL, error);
}

static gboolean
is_saved (HzTestActs *self)
{
  hz_test_centre_enter (&self->centre, ADMIN);
  return hz_test_acts_read (self, "SELECT a FROM pair") == 1;
}

static gboolean
run_lock (HzTestActs *self,
          GError **error)
{
  return hz_vault_lock (self->centre.vault, error);
}

static gboolean
run_invite (HzTestActs *self,
            GError **error)
{
  g_autoptr (HzSecret) one_time = hz_vault_invite (self->centre.vault, "parvina", "parvina",
                                                   HZ_ROLE_LAWYER, NULL, error);

  return one_time != NULL;
}

/* One who was invited and whose paper is lost is taken out, and invited anew. */
static gboolean
is_invited (HzTestActs *self)
{
  g_autoptr (HzMember) member = find_member (self, "parvina");
  GError *error = NULL;

  if (member == NULL)
    {
      run_invite (self, &error);
      g_assert_no_error (error);
      return FALSE;
    }

  g_assert_cmpint (member->state, ==, HZ_MEMBER_INVITED);
  hz_vault_remove (self->centre.vault, &member->id, &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
prepare_join (HzTestActs *self)
{
  GError *error = NULL;

  hz_test_centre_enter (&self->centre, ADMIN);
  self->one_time = hz_vault_invite (self->centre.vault, "parvina", "parvina", HZ_ROLE_LAWYER, NULL,
                                    &error);
  g_assert_no_error (error);
}

static gboolean
run_join (HzTestActs *self,
          GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (usual);

  return hz_vault_join (self->centre.vault, "parvina", self->one_time, typed, error);
}

static gboolean
is_joined (HzTestActs *self)
{
  GError *error = NULL;

  if (hz_test_acts_try_enter (self, "parvina", usual, NULL))
    {
      g_autoptr (HzSecret) typed = hz_secret_new_password (usual);

      g_assert_true (hz_vault_lock (self->centre.vault, NULL));
      g_assert_false (hz_vault_join (self->centre.vault, "parvina", self->one_time, typed, NULL));
      return TRUE;
    }

  run_join (self, &error);
  g_assert_no_error (error);
  return FALSE;
}

static gboolean
run_roles (HzTestActs *self,
           GError **error)
{
  return hz_vault_set_roles (self->centre.vault, &self->fifth_id,
                             HZ_ROLE_SOCIAL_WORKER | HZ_ROLE_MANAGER, error);
}

static gboolean
has_roles (HzTestActs *self)
{
  g_autoptr (HzMember) member = find_member (self, "munira");

  if (member->roles != (HZ_ROLE_SOCIAL_WORKER | HZ_ROLE_MANAGER))
    g_assert_cmpint (member->roles, ==, HZ_ROLE_SOCIAL_WORKER);

  return member->roles != HZ_ROLE_SOCIAL_WORKER;
}

/* She loses all of her care roles: what was given to her is taken back, and a new epoch due. */
static gboolean
run_role_lost (HzTestActs *self,
               GError **error)
{
  return hz_vault_set_roles (self->centre.vault, &self->fifth_id, HZ_ROLE_RECEPTION, error);
}

static guint
count_care_epochs (HzTestActs *self)
{
  g_autoptr (HzIdentity) admin = hz_test_centre_open_slot (&self->centre, ADMIN);
  g_autoptr (HzVaultSession) found = NULL;

  if (hz_vault_get_state (self->centre.vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (self->centre.vault, NULL));
  found = hz_vault_open_look (self->centre.folder, admin, NULL);

  return hz_roster_get_n_care_epochs (found->roster);
}

static gboolean
fifth_has_care (HzTestActs *self)
{
  GError *error = NULL;

  hz_test_acts_try_enter (self, "munira", usual, &error);
  g_assert_no_error (error);

  return hz_rings_has_care (hz_vault_get_rings (self->centre.vault));
}

static gboolean
has_lost_role (HzTestActs *self)
{
  g_autoptr (HzMember) member = find_member (self, "munira");
  gboolean lost = member->roles == HZ_ROLE_RECEPTION;

  g_assert_cmpint (fifth_has_care (self), ==, !lost);
  hz_test_centre_enter (&self->centre, PSYCHOLOGIST);
  g_assert_cmpuint (count_care_epochs (self), ==, lost ? 2 : 1);

  return lost;
}

static gboolean
run_grant_care (HzTestActs *self,
                GError **error)
{
  return hz_vault_grant_care (self->centre.vault, &self->fifth_id, error);
}

static void
prepare_care (HzTestActs *self)
{
  must (self, PSYCHOLOGIST, run_grant_care);
}

/* Whoever signs in next with the care key makes the new epoch. */
static void
prepare_epoch (HzTestActs *self)
{
  must (self, PSYCHOLOGIST, run_grant_care);
  must (self, ADMIN, run_role_lost);
}

static gboolean
has_new_epoch (HzTestActs *self)
{
  guint n = count_care_epochs (self);

  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, 2);
  hz_test_centre_enter (&self->centre, PSYCHOLOGIST);
  g_assert_cmpuint (count_care_epochs (self), ==, 2);

  return n == 2;
}

static gboolean
give_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_grant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error);
}

static gboolean
run_grant_case (HzTestActs *self,
                GError **error)
{
  return hz_test_centre_try (&self->centre, give_case, error);
}

static gboolean
has_case (HzTestActs *self)
{
  hz_test_centre_enter (&self->centre, LAWYER);
  return hz_rings_has_case (hz_vault_get_rings (self->centre.vault), &self->centre.case_id);
}

static gboolean
run_name (HzTestActs *self,
          GError **error)
{
  return hz_vault_set_name (self->centre.vault, &self->fifth_id, "Munira Karimova", error);
}

static gboolean
has_name (HzTestActs *self)
{
  g_autoptr (HzMember) member = find_member (self, "Munira Karimova");

  if (member == NULL)
    member = find_member (self, "munira");
  g_assert_nonnull (member);

  return !g_str_equal (member->name, "munira");
}

static gboolean
run_password (HzTestActs *self,
              GError **error)
{
  g_autoptr (HzSecret) before = hz_secret_new_password (usual);
  g_autoptr (HzSecret) after = hz_secret_new_password (other);

  return hz_vault_change_password (self->centre.vault, "nigora", before, after, error);
}

/* One of the two opens, never both and never none. */
static gboolean
has_other_password (HzTestActs *self)
{
  gboolean by_usual = hz_test_acts_try_enter (self, "nigora", usual, NULL);
  gboolean by_other = hz_test_acts_try_enter (self, "nigora", other, NULL);

  g_assert_true (by_usual != by_other);
  return by_other;
}

static gboolean
run_renew (HzTestActs *self,
           GError **error)
{
  g_autoptr (HzSecret) before = hz_secret_new_password (usual);
  g_autoptr (HzSecret) after = hz_secret_new_password (other);

  return hz_vault_renew_keys (self->centre.vault, "nigora", before, after, hz_test_own_reseal, error);
}

/* With the other password come another key of the centre and keys of her own, or none of them. */
static gboolean
has_new_keys (HzTestActs *self)
{
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (&self->centre);
  g_autoptr (HzMember) member = find_member (self, "nigora");
  gboolean has_other = has_other_password (self);

  g_assert_cmpuint (hz_keyring_get_dbk_epoch (keyring), ==, has_other ? 2 : 1);
  g_assert_cmpint (member->state, ==, HZ_MEMBER_PRESENT);

  return has_other;
}

static gboolean
refuse_second (HzKeyringStep step,
               gpointer unused)
{
  return step != HZ_KEYRING_STEP_SECOND_CREATE;
}

/* The second copy could not be written: it is an older one, and must not come over the first. */
static void
prepare_stale (HzTestActs *self)
{
  GError *error = NULL;

  hz_test_centre_enter (&self->centre, PSYCHOLOGIST);
  hz_keyring_file_watch_steps (refuse_second, NULL);
  run_password (self, &error);
  hz_keyring_file_watch_steps (NULL, NULL);
  g_assert_no_error (error);
}

static gboolean
run_unlock_admin (HzTestActs *self,
                  GError **error)
{
  return hz_test_acts_try_enter (self, "admin", usual, error);
}

static gboolean
keeps_other_password (HzTestActs *self)
{
  g_assert_true (has_other_password (self));
  return TRUE;
}

static gboolean
run_reset (HzTestActs *self,
           GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (other);

  return hz_vault_reset_password (self->centre.vault, &self->centre.ids[PSYCHOLOGIST], "nigora", typed,
                                  error);
}

static gboolean
run_remove (HzTestActs *self,
            GError **error)
{
  return hz_vault_remove (self->centre.vault, &self->fifth_id, error);
}

static gboolean
is_removed (HzTestActs *self)
{
  g_autoptr (HzMember) member = find_member (self, "munira");
  gboolean is_in = hz_test_acts_try_enter (self, "munira", usual, NULL);

  g_assert_cmpint (member->state, ==, is_in ? HZ_MEMBER_PRESENT : HZ_MEMBER_LEFT);
  return !is_in;
}

static gboolean
run_rotate (HzTestActs *self,
            GError **error)
{
  return hz_vault_change_centre_key (self->centre.vault, error);
}

static gboolean
is_rotated (HzTestActs *self)
{
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (&self->centre);
  guint32 epoch = hz_keyring_get_dbk_epoch (keyring);

  g_assert_cmpuint (epoch, >=, 1);
  g_assert_cmpuint (epoch, <=, 2);
  return epoch == 2;
}

static void
prepare_removed (HzTestActs *self)
{
  must (self, ADMIN, run_remove);
}

static gboolean
run_backup (HzTestActs *self,
            GError **error)
{
  g_autofree char *place = hz_vault_backup (self->centre.vault, self->target, error);

  return place != NULL;
}

/* Of what bears the name of a backup, each opens and is whole. */
static gboolean
is_backed_up (HzTestActs *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->target, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *place = g_build_filename (self->target, name, NULL);
      g_autoptr (HzVault) vault = hz_vault_new (place);
      g_autoptr (HzSecret) typed = hz_secret_new_password (usual);
      g_autoptr (HzDbCheck) check = NULL;
      GError *error = NULL;

      if (g_str_has_suffix (name, ".part"))
        continue;

      hz_vault_unlock (vault, "sabo", typed, &error);
      g_assert_no_error (error);
      check = hz_vault_check (vault, &error);
      g_assert_true (hz_db_check_is_whole (check));
      g_assert_true (hz_vault_lock (vault, NULL));
      n++;
    }

  g_assert_cmpuint (n, <=, 1);
  return n == 1;
}

static gboolean
migrate (HzDb *db,
         gpointer unused,
         GError **error)
{
  return hz_db_migrate (db, migrations, G_N_ELEMENTS (migrations), error);
}

static gboolean
run_migrate (HzTestActs *self,
             GError **error)
{
  return hz_vault_file_write (hz_vault_get_worker (self->centre.vault), migrate, NULL, error);
}

static gboolean
is_migrated (HzTestActs *self)
{
  gint64 n_tables;
  gint64 number;

  hz_test_centre_enter (&self->centre, ADMIN);
  number = hz_test_acts_read (self, "PRAGMA user_version");
  n_tables = hz_test_acts_read (self, "SELECT count(*) FROM sqlite_schema WHERE name IN ('a', 'b')");
  g_assert_cmpint (n_tables, ==, number == 4 ? 2 : 0);
  if (number == 4)
    g_assert_cmpint (hz_test_acts_read (self, "SELECT sum (n) FROM b"), ==, 2);
  else
    g_assert_cmpint (number, ==, 1);

  return number == 4;
}

#define COUNT_CASES(table) "SELECT count (DISTINCT subject_id) FROM " table " WHERE ring = 3"

static gboolean
make_doomed (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  HzTestActs *self = (HzTestActs *) centre;

  self->doomed_id = hz_id_new ();

  return hz_db_execute (db, "CREATE TABLE doomed (body BLOB NOT NULL) STRICT;"
                            "INSERT INTO doomed VALUES (randomblob (9000)), (randomblob (90))", error)
         && hz_rings_make_case (rings, db, &self->doomed_id, error)
         && hz_rings_grant_case (rings, db, &self->doomed_id, &centre->ids[LAWYER], error);
}

static void
prepare_erase (HzTestActs *self)
{
  hz_test_centre_enter (&self->centre, PSYCHOLOGIST);
  hz_test_centre_must (&self->centre, make_doomed);
}

static gboolean
shred_doomed (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  gboolean is_new;

  return hz_db_execute (db, "DELETE FROM doomed", error)
         && hz_rings_shred_case (rings, db, &((HzTestActs *) centre)->doomed_id, error)
         && hz_vault_owe_rotation (db, &is_new, error);
}

static gboolean
run_erase (HzTestActs *self,
           GError **error)
{
  return hz_test_centre_try (&self->centre, shred_doomed, error) && run_rotate (self, error);
}

/* Keys, lists and bodies go together, and from then on another centre key is owed. */
static gboolean
is_erased (HzTestActs *self)
{
  gboolean is_there;

  hz_test_centre_enter (&self->centre, PSYCHOLOGIST);
  is_there = hz_rings_has_case (hz_vault_get_rings (self->centre.vault), &self->doomed_id);
  g_assert_cmpint (hz_test_acts_read (self, COUNT_CASES ("ring_grant")), ==, is_there ? 3 : 2);
  g_assert_cmpint (hz_test_acts_read (self, COUNT_CASES ("ring_team")), ==, is_there ? 3 : 2);
  g_assert_cmpint (hz_test_acts_read (self, "SELECT count (*) FROM doomed"), ==, is_there ? 2 : 0);
  g_assert_true (hz_vault_is_rotation_owed (self->centre.vault) == (!is_there && !is_rotated (self)));
  return !is_there;
}

const HzTestAct hz_test_acts[] = {
  { "create", HZ_TEST_NOBODY, NULL, run_create, is_created },
  { "invite", ADMIN, NULL, run_invite, is_invited },
  { "join", HZ_TEST_NOBODY, prepare_join, run_join, is_joined },
  { "unlock", HZ_TEST_NOBODY, NULL, run_unlock, NULL },
  { "unlock-stale", HZ_TEST_NOBODY, prepare_stale, run_unlock_admin, keeps_other_password },
  { "save", PSYCHOLOGIST, NULL, run_save, is_saved },
  { "lock", PSYCHOLOGIST, NULL, run_lock, NULL },
  { "password", PSYCHOLOGIST, NULL, run_password, has_other_password },
  { "renew", PSYCHOLOGIST, NULL, run_renew, has_new_keys },
  { "roles", ADMIN, NULL, run_roles, has_roles },
  { "role-lost", ADMIN, prepare_care, run_role_lost, has_lost_role },
  { "new-epoch", HZ_TEST_NOBODY, prepare_epoch, run_unlock, has_new_epoch },
  { "name", ADMIN, NULL, run_name, has_name },
  { "grant-care", PSYCHOLOGIST, NULL, run_grant_care, fifth_has_care },
  { "grant-case", PSYCHOLOGIST, NULL, run_grant_case, has_case },
  { "remove", ADMIN, NULL, run_remove, is_removed },
  { "rotate", RECEPTION, prepare_removed, run_rotate, is_rotated },
  { "backup", RECEPTION, NULL, run_backup, is_backed_up },
  { "restore", HZ_TEST_NOBODY, NULL, run_restore, is_restored },
  { "restore-by-sheets", HZ_TEST_NOBODY, NULL, run_restore_by_sheets, is_restored_by_sheets },
  { "password-by-sheets", HZ_TEST_BY_SHEETS, NULL, run_reset, has_other_password },
  { "replace-sheets", ADMIN, NULL, hz_test_sheet_acts_replace,
    hz_test_sheet_acts_has_next },
  { "announce-sheets", ADMIN, NULL, hz_test_sheet_acts_announce,
    hz_test_sheet_acts_has_announced },
  { "count-sheets", ADMIN, hz_test_sheet_acts_prepare_count,
    hz_test_sheet_acts_count, hz_test_sheet_acts_has_next },
  { "erase", PSYCHOLOGIST, prepare_erase, run_erase, is_erased },
  { "migrate", ADMIN, NULL, run_migrate, is_migrated },
};

const guint hz_test_n_acts = G_N_ELEMENTS (hz_test_acts);
