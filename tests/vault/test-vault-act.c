/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Random histories of a centre, against a model of who should open what. Four people act, a fifth is
 * away: whatever the others do to themselves, she signs in at the end and opens what was hers.
 *
 * People are removed and others come in their place, the centre key changes, somebody whose password
 * may be known takes other keys, the sheets give somebody who forgot hers a new password, the centre is
 * restored from a backup of this moment.
 *
 * The model: a person holds the care key when it was granted to her (or she made it) and she has had
 * a care role ever since; likewise a case she was put on the team of. Who holds a case opens all its
 * notes.
 */

#include <sqlite3.h>
#include <string.h>

#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-file.h"
#include "hz-vault-sheets.h"
#include "hz-vault.h"

#define N_PEOPLE 5
#define AWAY 4
#define N_CASES 2
#define TABLE 901

typedef struct
{
  char *folder;
  char *parent;
  guint n_restores;
  HzSheets *sheets;
  HzVault *vault;
  GRand *rand;
  int inside;

  HzId ids[N_PEOPLE];
  char *passwords[N_PEOPLE];
  HzRoles roles[N_PEOPLE];
  gboolean care[N_PEOPLE];
  gboolean team[N_CASES][N_PEOPLE];
  HzId cases[N_CASES];
  GPtrArray *notes[N_CASES];
  GPtrArray *care_texts;

  int chosen;
  int other;
} Model;

typedef struct
{
  HzBodyAddress address;
  GBytes *sealed;
} Note;

static void
free_note (Note *note)
{
  g_bytes_unref (note->sealed);
  g_free (note);
}

static char *
make_login (int who)
{
  return g_strdup_printf ("person%d", who);
}

static void
leave (Model *model)
{
  GError *error = NULL;

  if (hz_vault_get_state (model->vault) == HZ_VAULT_OPEN)
    hz_vault_lock (model->vault, &error);
  g_assert_no_error (error);
}

static void
enter (Model *model,
       int who)
{
  g_autofree char *login = make_login (who);
  g_autoptr (HzSecret) password = hz_secret_new_password (model->passwords[who]);
  GError *error = NULL;

  leave (model);
  hz_vault_unlock (model->vault, login, password, &error);
  g_assert_no_error (error);
  model->inside = who;
}

typedef struct
{
  Model *model;
  gboolean (*act) (Model *model, HzRings *rings, HzDb *db, GError **error);
} Job;

static gboolean
run_job (HzDb *db,
         gpointer data,
         GError **error)
{
  Job *job = data;

  return job->act (job->model, hz_vault_get_rings (job->model->vault), db, error);
}

static gboolean
in_job (Model *model,
        gboolean (*act) (Model *model, HzRings *rings, HzDb *db, GError **error))
{
  Job job = { model, act };

  return hz_vault_file_write (hz_vault_get_worker (model->vault), run_job, &job, NULL);
}

static gboolean
is_carer (Model *model,
          int who)
{
  return (model->roles[who] & HZ_ROLES_CARE) != 0;
}

static gboolean
make_case (Model *model,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_make_case (rings, db, &model->cases[model->chosen], error);
}

static gboolean
grant_case (Model *model,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return hz_rings_grant_case (rings, db, &model->cases[model->chosen], &model->ids[model->other],
                              error);
}

static gboolean
ungrant_case (Model *model,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  return hz_rings_ungrant_case (rings, db, &model->cases[model->chosen], &model->ids[model->other],
                                error);
}

static gboolean
add_note (GPtrArray *notes,
          HzRings *rings,
          HzDb *db,
          HzRing ring,
          const HzId *case_id,
          GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  Note *note = g_new0 (Note, 1);

  note->address = (HzBodyAddress) { TABLE, hz_id_new (), *case_id, 1 };
  note->sealed = hz_rings_seal (rings, db, ring, &note->address, text, error);
  if (note->sealed == NULL)
    {
      g_free (note);
      return FALSE;
    }

  g_ptr_array_add (notes, note);
  return TRUE;
}

static gboolean
write_note (Model *model,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return add_note (model->notes[model->chosen], rings, db, HZ_RING_CASE,
                   &model->cases[model->chosen], error);
}

static gboolean
write_care (Model *model,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return add_note (model->care_texts, rings, db, HZ_RING_CARE, &HZ_ID_NONE, error);
}

static guint
count_grants (HzDb *db,
              HzRing ring,
              const HzId *case_id,
              const HzId *recipient_id)
{
  static const char sql[] = "SELECT count (*) FROM ring_grant"
                            " WHERE ring = ?1 AND subject_id = ?2 AND recipient_id = ?3";
  sqlite3_stmt *statement;
  guint n;

  sqlite3_prepare_v2 (hz_db_get_handle (db), sql, -1, &statement, NULL);
  sqlite3_bind_int (statement, 1, (int) ring);
  sqlite3_bind_blob (statement, 2, case_id->bytes, HZ_ID_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 3, recipient_id->bytes, HZ_ID_BYTES, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);

  return n;
}

/* Who holds no key has no grant of it either, that another tool could open. */
static void
check_grants (Model *model,
              HzDb *db)
{
  for (int who = 0; who < N_PEOPLE; who++)
    {
      g_assert_true ((count_grants (db, HZ_RING_CARE, &HZ_ID_NONE, &model->ids[who]) > 0)
                     == model->care[who]);

      for (int i = 0; i < N_CASES; i++)
        g_assert_true ((count_grants (db, HZ_RING_CASE, &model->cases[i], &model->ids[who]) > 0)
                       == model->team[i][who]);
    }
}

static void
check_tasks (Model *model)
{
  g_autoptr (GPtrArray) tasks = hz_vault_list_care_tasks (model->vault);
  guint n = 0;

  for (int who = 0; who < N_PEOPLE; who++)
    n += model->care[model->inside] && is_carer (model, who) && !model->care[who] ? 1 : 0;

  g_assert_cmpuint (tasks->len, ==, n);
}

static void
assert_opens (HzRings *rings,
              HzRing ring,
              GPtrArray *notes,
              gboolean expected)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const Note *note = g_ptr_array_index (notes, i);
      g_autoptr (GBytes) plain = hz_rings_open (rings, ring, &note->address, note->sealed, NULL);

      g_assert_true ((plain != NULL) == expected);
    }
}

static gboolean
check_reading (Model *model,
               HzRings *rings,
               HzDb *db,
               GError **error)
{
  int me = model->inside;

  g_assert_true (hz_rings_has_care (rings) == model->care[me]);
  assert_opens (rings, HZ_RING_CARE, model->care_texts, model->care[me]);
  check_grants (model, db);

  for (int i = 0; i < N_CASES; i++)
    {
      g_assert_true (hz_rings_has_case (rings, &model->cases[i]) == model->team[i][me]);
      assert_opens (rings, HZ_RING_CASE, model->notes[i], model->team[i][me]);
    }

  return TRUE;
}

static void
check_inside (Model *model)
{
  g_assert_true (in_job (model, check_reading));
  check_tasks (model);
}

static gboolean
somebody_has_case (Model *model,
                   int which)
{
  for (int i = 0; i < N_PEOPLE; i++)
    if (model->team[which][i])
      return TRUE;

  return FALSE;
}

static void
act_set_roles (Model *model)
{
  static const HzRoles choices[] = { HZ_ROLE_RECEPTION, HZ_ROLE_LAWYER, HZ_ROLE_PSYCHOLOGIST,
                                     HZ_ROLE_MANAGER | HZ_ROLE_RECEPTION };
  int who = g_rand_int_range (model->rand, 1, N_PEOPLE - 1);
  HzRoles roles = choices[g_rand_int_range (model->rand, 0, G_N_ELEMENTS (choices))];
  gboolean done = hz_vault_set_roles (model->vault, &model->ids[who], roles, NULL);

  g_assert_true (done == (model->inside == 0));
  if (!done)
    return;

  model->roles[who] = roles;
  for (int i = 0; !is_carer (model, who) && i < N_CASES; i++)
    model->team[i][who] = FALSE;
  if (!is_carer (model, who))
    model->care[who] = FALSE;
}

static void
act_grant_care (Model *model)
{
  int who = g_rand_int_range (model->rand, 0, N_PEOPLE);
  gboolean done = hz_vault_grant_care (model->vault, &model->ids[who], NULL);
  gboolean may = model->care[model->inside] && is_carer (model, who);

  g_assert_true (done == may);
  model->care[who] |= done;
}

static void
act_on_case (Model *model)
{
  gboolean mine;
  gboolean *others;

  model->chosen = g_rand_int_range (model->rand, 0, N_CASES);
  model->other = g_rand_int_range (model->rand, 0, N_PEOPLE);
  mine = model->team[model->chosen][model->inside];
  others = &model->team[model->chosen][model->other];

  switch (g_rand_int_range (model->rand, 0, 4))
    {
    case 0:
      /* Only where nobody has keys: records makes a case once. */
      if (!somebody_has_case (model, model->chosen) && model->notes[model->chosen]->len == 0
          && is_carer (model, model->inside))
        {
          model->cases[model->chosen] = hz_id_new ();
          g_assert_true (in_job (model, make_case));
          model->team[model->chosen][model->inside] = TRUE;
        }
      break;

    case 1:
      if (mine)
        {
          g_assert_true (in_job (model, grant_case) == is_carer (model, model->other));
          *others = *others || is_carer (model, model->other);
        }
      else
        g_assert_false (in_job (model, grant_case));
      break;

    case 2:
      if (mine && model->other != model->inside && *others)
        {
          g_assert_true (in_job (model, ungrant_case));
          *others = FALSE;
        }
      break;

    default:
      g_assert_true (in_job (model, write_note) == mine);
      break;
    }
}

static void
assert_shut_out (Model *model,
                 int who)
{
  g_autofree char *login = make_login (who);
  g_autoptr (HzSecret) password = hz_secret_new_password (model->passwords[who]);
  g_autoptr (GError) error = NULL;

  leave (model);
  g_assert_false (hz_vault_unlock (model->vault, login, password, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
}

static gboolean
reseal_nothing (HzDb *db,
                HzRings *from,
                HzRings *to,
                GError **error)
{
  return TRUE;
}

/* Somebody may know hers: whatever she holds she holds with other keys. */
static void
act_change_password (Model *model,
                     gboolean with_keys)
{
  int me = model->inside;
  g_autofree char *login = make_login (me);
  g_autofree char *next = g_strdup_printf ("password %u", g_rand_int (model->rand));
  g_autoptr (HzSecret) old_password = hz_secret_new_password (model->passwords[me]);
  g_autoptr (HzSecret) new_password = hz_secret_new_password (next);

  if (with_keys)
    g_assert_true (hz_vault_renew_keys (model->vault, login, old_password, new_password,
                                        reseal_nothing, NULL));
  else
    g_assert_true (hz_vault_change_password (model->vault, login, old_password, new_password, NULL));
  check_inside (model);
  assert_shut_out (model, me);
  g_free (model->passwords[me]);
  model->passwords[me] = g_steal_pointer (&next);
  enter (model, me);
}

static void
invite_and_join (Model *model,
                 int who)
{
  g_autofree char *login = make_login (who);
  g_autoptr (HzSecret) password = hz_secret_new_password ("first");
  g_autoptr (HzSecret) one_time = NULL;
  GError *error = NULL;

  g_free (model->passwords[who]);
  model->passwords[who] = g_strdup ("first");
  model->roles[who] = HZ_ROLE_PSYCHOLOGIST;
  enter (model, 0);
  one_time = hz_vault_invite (model->vault, login, login, model->roles[who], NULL, &error);
  leave (model);
  hz_vault_join (model->vault, login, one_time, password, &error);
  g_assert_no_error (error);
  model->ids[who] = *hz_vault_get_own_id (model->vault);
  model->inside = who;
}

static void
change_centre_key (Model *model)
{
  GError *error = NULL;

  hz_vault_change_centre_key (model->vault, &error);
  g_assert_no_error (error);
  g_assert_false (hz_vault_is_rotation_owed (model->vault));
}

/* Somebody leaves; another comes in her place, with nothing of hers. */
static void
act_remove (Model *model)
{
  int who = g_rand_int_range (model->rand, 1, N_PEOPLE - 1);
  gboolean done = hz_vault_remove (model->vault, &model->ids[who], NULL);

  g_assert_true (done == (model->inside == 0));
  if (!done)
    return;

  model->roles[who] = HZ_ROLE_NONE;
  model->care[who] = FALSE;
  for (int i = 0; i < N_CASES; i++)
    model->team[i][who] = FALSE;
  check_inside (model);
  if (g_rand_boolean (model->rand))
    change_centre_key (model);
  assert_shut_out (model, who);
  invite_and_join (model, who);
  check_inside (model);
}

/* She forgot her password; whatever she held is hers again. */
static void
act_reset_password (Model *model)
{
  int who = g_rand_int_range (model->rand, 0, N_PEOPLE - 1);
  g_autofree char *login = make_login (who);
  g_autofree char *next = g_strdup_printf ("password %u", g_rand_int (model->rand));
  g_autoptr (HzSecret) password = hz_secret_new_password (next);
  g_autoptr (HzSecret) sheet = hz_sheets_get_text (model->sheets, 1);
  GError *error = NULL;

  leave (model);
  hz_vault_unlock_by_sheets (model->vault, sheet, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  hz_vault_reset_password (model->vault, &model->ids[who], login, password, &error);
  g_assert_no_error (error);
  assert_shut_out (model, who);
  g_free (model->passwords[who]);
  model->passwords[who] = g_steal_pointer (&next);
  enter (model, who);
}

static void
act_restore (Model *model)
{
  g_autofree char *target = g_build_filename (model->parent, "backups", NULL);
  g_autofree char *name = g_strdup_printf ("centre-%u", ++model->n_restores);
  g_autofree char *folder = g_build_filename (model->parent, name, NULL);
  g_autofree char *login = make_login (0);
  g_autoptr (HzSecret) password = hz_secret_new_password (model->passwords[0]);
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *place = NULL;
  GError *error = NULL;

  place = hz_vault_backup (model->vault, target, &error);
  g_assert_no_error (error);
  leave (model);
  g_object_unref (model->vault);
  model->vault = hz_vault_new (folder);
  hz_vault_set_pin_folder (model->vault, NULL);
  hz_vault_set_weak_passwords_allowed (model->vault, TRUE);
  people = hz_vault_restore (model->vault, place, model->folder, login, password, &error);
  g_assert_no_error (error);
  hz_test_remove_folder (model->folder);
  hz_test_remove_folder (place);
  g_free (model->folder);
  model->folder = g_steal_pointer (&folder);
  enter (model, g_rand_int_range (model->rand, 0, N_PEOPLE - 1));
}

static void
act_once (Model *model)
{
  switch (g_rand_int_range (model->rand, 0, 16))
    {
    case 0:
    case 1:
      enter (model, g_rand_int_range (model->rand, 0, N_PEOPLE - 1));
      break;

    case 2:
    case 3:
      act_set_roles (model);
      break;

    case 4:
    case 5:
      act_grant_care (model);
      break;

    case 6:
      act_change_password (model, g_rand_boolean (model->rand));
      break;

    case 7:
      if (model->inside == 0)
        g_assert_true (hz_vault_set_name (model->vault, &model->ids[AWAY], "Another name", NULL));
      break;

    case 8:
      g_assert_true (in_job (model, write_care) == model->care[model->inside]);
      break;

    case 9:
      act_remove (model);
      break;

    case 10:
      if (g_rand_boolean (model->rand))
        change_centre_key (model);
      break;

    case 11:
      if (g_rand_boolean (model->rand))
        act_reset_password (model);
      break;

    case 12:
      if (g_rand_int_range (model->rand, 0, 4) == 0)
        act_restore (model);
      break;

    default:
      act_on_case (model);
      break;
    }
}

static void
begin (Model *model,
       guint32 seed)
{
  GError *error = NULL;

  memset (model, 0, sizeof *model);
  model->rand = g_rand_new_with_seed (seed);
  model->parent = hz_test_make_folder ();
  model->folder = g_build_filename (model->parent, "centre", NULL);
  model->sheets = hz_sheets_new ('A', 1);
  model->vault = hz_vault_new (model->folder);
  model->care_texts = g_ptr_array_new_with_free_func ((GDestroyNotify) free_note);
  hz_vault_set_pin_folder (model->vault, NULL);
  hz_vault_set_weak_passwords_allowed (model->vault, TRUE);

  for (int i = 0; i < N_CASES; i++)
    {
      model->cases[i] = hz_id_new ();
      model->notes[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) free_note);
    }

  /* The first holds the care key, and may renew it: a manager from the beginning. */
  for (int who = 0; who < N_PEOPLE; who++)
    {
      g_autofree char *login = make_login (who);
      g_autoptr (HzSecret) password = hz_secret_new_password ("first");
      g_autoptr (HzSecret) one_time = NULL;

      model->passwords[who] = g_strdup ("first");
      model->roles[who] = who == 0 ? HZ_ROLE_ADMINISTRATOR | HZ_ROLE_MANAGER : HZ_ROLE_PSYCHOLOGIST;

      if (who == 0)
        {
          hz_vault_create (model->vault, login, login, password, model->roles[who],
                           model->sheets,
                           HZ_KDF_COST_LEAST, &error);
        }
      else
        {
          enter (model, 0);
          one_time = hz_vault_invite (model->vault, login, login, model->roles[who], NULL, &error);
          leave (model);
          hz_vault_join (model->vault, login, one_time, password, &error);
        }

      g_assert_no_error (error);
      model->ids[who] = *hz_vault_get_own_id (model->vault);
    }

  model->care[0] = TRUE;
  enter (model, 0);
  g_assert_true (hz_vault_grant_care (model->vault, &model->ids[AWAY], NULL));
  model->care[AWAY] = TRUE;
}

static void
end (Model *model)
{
  hz_test_assert_finalizes (model->vault);
  hz_test_remove_folder (model->parent);
  hz_sheets_free (model->sheets);
  g_free (model->folder);
  g_free (model->parent);
  g_rand_free (model->rand);
  g_ptr_array_unref (model->care_texts);
  for (int i = 0; i < N_CASES; i++)
    g_ptr_array_unref (model->notes[i]);
  for (int who = 0; who < N_PEOPLE; who++)
    g_free (model->passwords[who]);
}

static void
test_histories (void)
{
  guint n = g_test_slow () ? 200 : 4;

  for (guint history = 0; history < n; history++)
    {
      Model model;
      guint32 seed = (guint32) g_test_rand_int ();

      g_test_message ("history %u, seed %u", history, seed);
      begin (&model, seed);

      for (guint i = 0; i < 60; i++)
        {
          act_once (&model);
          check_inside (&model);
        }

      for (int who = 0; who < N_PEOPLE; who++)
        {
          enter (&model, who);
          check_inside (&model);
        }

      leave (&model);
      end (&model);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/vault-act/histories", test_histories);

  return g_test_run ();
}
