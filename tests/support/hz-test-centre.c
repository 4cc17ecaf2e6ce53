/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-centre.h"

#include <sqlite3.h>
#include <string.h>

#include "hz-keyring-file.h"
#include "hz-test.h"

static const char *const logins[] = { "admin", "nigora", "zarina", "sabo" };
static const char *const password = "the same good words";
static const HzRoles roles[] = { HZ_ROLE_ADMINISTRATOR, HZ_ROLE_PSYCHOLOGIST, HZ_ROLE_LAWYER,
                                 HZ_ROLE_RECEPTION };

typedef struct
{
  HzTestCentre *centre;
  HzTestCentreFunc act;
} Job;

static gboolean
run_job (HzDb *db,
         gpointer data,
         GError **error)
{
  Job *job = data;

  return job->act (job->centre, hz_vault_get_rings (job->centre->vault), db, error);
}

gboolean
hz_test_centre_try (HzTestCentre *centre,
                    HzTestCentreFunc act,
        GError **error)
{
  Job job = { centre, act };

  return hz_vault_file_write (hz_vault_get_worker (centre->vault), run_job, &job, error);
}

void
hz_test_centre_must (HzTestCentre *centre,
                     HzTestCentreFunc act)
{
  GError *error = NULL;

  hz_test_centre_try (centre, act, &error);
  g_assert_no_error (error);
}

void
hz_test_centre_enter (HzTestCentre *centre,
       int who)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  GError *error = NULL;

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_vault_unlock (centre->vault, logins[who], typed, &error);
  g_assert_no_error (error);
}

static void
free_body (HzTestBody *body)
{
  g_bytes_unref (body->sealed);
  g_free (body);
}

static void
add_person (HzTestCentre *centre,
            int who)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  g_autoptr (HzSecret) one_time = NULL;
  GError *error = NULL;

  hz_test_centre_enter (centre, ADMIN);
  one_time = hz_vault_invite (centre->vault, logins[who], logins[who], roles[who],
                              &centre->ids[who], &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_vault_join (centre->vault, logins[who], one_time, typed, &error);
  g_assert_no_error (error);
}

void
hz_test_centre_set_up (HzTestCentre *centre,
        gconstpointer user_data)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  GError *error = NULL;

  centre->folder = hz_test_make_folder ();
  centre->pins = hz_test_make_folder ();
  centre->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) free_body);
  centre->grants = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  centre->case_id = hz_id_new ();
  centre->sheets = hz_sheets_new ('A', 3);
  centre->vault = hz_vault_new (centre->folder);
  hz_vault_set_pin_folder (centre->vault, centre->pins);
  hz_vault_create (centre->vault, "admin", logins[ADMIN], typed, roles[ADMIN],
                   centre->sheets,                   HZ_KDF_COST_LEAST, &error);
  g_assert_no_error (error);
  centre->ids[ADMIN] = *hz_vault_get_own_id (centre->vault);
  g_assert_false (hz_rings_has_inbox (hz_vault_get_rings (centre->vault)));

  for (int who = PSYCHOLOGIST; who < HZ_TEST_N_PEOPLE; who++)
    add_person (centre, who);
}

void
hz_test_centre_tear_down (HzTestCentre *centre,
           gconstpointer user_data)
{
  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));

  hz_test_assert_finalizes (centre->vault);
  hz_sheets_free (centre->sheets);
  g_ptr_array_unref (centre->bodies);
  g_ptr_array_unref (centre->grants);
  hz_test_remove_folder (centre->folder);
  hz_test_remove_folder (centre->pins);
  g_free (centre->folder);
  g_free (centre->pins);
}

HzTestBody *
hz_test_centre_add_body (HzTestCentre *centre,
          HzRing ring,
          int author,
          const HzId *case_id)
{
  HzTestBody *body = g_new0 (HzTestBody, 1);

  body->ring = ring;
  body->author = author;
  body->address = (HzBodyAddress) { HZ_TEST_TABLE, hz_id_new (), *case_id, 1 };
  g_ptr_array_add (centre->bodies, body);

  return body;
}

static gboolean
write_as_reception (HzTestCentre *centre,
                    HzRings *rings,
                    HzDb *db,
                    GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("the request", 11);
  HzTestBody *request = hz_test_centre_add_body (centre, HZ_RING_CARE, RECEPTION, &HZ_ID_NONE);
  HzTestBody *draft = hz_test_centre_add_body (centre, HZ_RING_OWN, RECEPTION, &HZ_ID_NONE);

  request->is_inbox = TRUE;
  request->sealed = hz_rings_seal_inbox (rings, &request->address, text, error);
  draft->sealed = hz_rings_seal (rings, db, HZ_RING_OWN, &draft->address, text, error);
  g_assert_true (hz_rings_is_inbox (request->sealed));
  g_assert_false (hz_rings_is_inbox (draft->sealed));

  return request->sealed != NULL && draft->sealed != NULL;
}

static gboolean
write_as_psychologist (HzTestCentre *centre,
                       HzRings *rings,
                       HzDb *db,
                       GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("what was said", 13);
  HzTestBody *care = hz_test_centre_add_body (centre, HZ_RING_CARE, PSYCHOLOGIST, &HZ_ID_NONE);
  HzTestBody *note = hz_test_centre_add_body (centre, HZ_RING_CASE, PSYCHOLOGIST, &centre->case_id);
  HzTestBody *draft = hz_test_centre_add_body (centre, HZ_RING_OWN, PSYCHOLOGIST, &HZ_ID_NONE);

  g_assert_true (hz_rings_make_case (rings, db, &centre->case_id, error));
  care->sealed = hz_rings_seal (rings, db, HZ_RING_CARE, &care->address, text, error);
  note->sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &note->address, text, error);
  draft->sealed = hz_rings_seal (rings, db, HZ_RING_OWN, &draft->address, text, error);

  return care->sealed != NULL && note->sealed != NULL && draft->sealed != NULL;
}

static gboolean
write_as_lawyer (HzTestCentre *centre,
                 HzRings *rings,
                 HzDb *db,
                 GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("what was asked", 14);
  HzId case_id = hz_id_new ();
  HzTestBody *note = hz_test_centre_add_body (centre, HZ_RING_CASE, LAWYER, &case_id);

  g_assert_true (hz_rings_make_case (rings, db, &case_id, error));
  note->sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &note->address, text, error);

  return note->sealed != NULL;
}

static gboolean
collect_vault_bodies (HzTestCentre *centre,
                      HzRings *rings,
                      HzDb *db,
                      GError **error)
{
  static const char *const queries[] = {
    "SELECT 1, member_id, zeroblob (16), revision, body FROM pin",
    "SELECT 2, subject_id, subject_id, revision, body FROM ring_team",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement;

      sqlite3_prepare_v2 (hz_db_get_handle (db), queries[i], -1, &statement, NULL);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          HzRing ring = i == 0 ? HZ_RING_OWN : HZ_RING_CASE;
          HzTestBody *body = hz_test_centre_add_body (centre, ring, -1, &HZ_ID_NONE);

          body->address.table = (guint16) sqlite3_column_int (statement, 0);
          memcpy (body->address.row_id.bytes, sqlite3_column_blob (statement, 1), HZ_ID_BYTES);
          memcpy (body->address.case_id.bytes, sqlite3_column_blob (statement, 2), HZ_ID_BYTES);
          body->address.revision = sqlite3_column_int64 (statement, 3);
          body->sealed = g_bytes_new (sqlite3_column_blob (statement, 4),
                                      (gsize) sqlite3_column_bytes (statement, 4));

          for (int who = 0; who < HZ_TEST_N_PEOPLE; who++)
            if (i == 0 && hz_id_equal (&centre->ids[who], &body->address.row_id))
              body->author = who;
        }
      sqlite3_finalize (statement);
    }

  return TRUE;
}

/* All there is of ring grants, to anybody. */
static gboolean
collect_grants (HzTestCentre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  sqlite3_stmt *statement;

  sqlite3_prepare_v2 (hz_db_get_handle (db), "SELECT sealed FROM ring_grant", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (centre->grants, g_bytes_new (sqlite3_column_blob (statement, 0),
                                          (gsize) sqlite3_column_bytes (statement, 0)));
  sqlite3_finalize (statement);

  return TRUE;
}

void
hz_test_centre_fill (HzTestCentre *centre)
{
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  g_assert_true (hz_vault_grant_care (centre->vault, &centre->ids[LAWYER], NULL));
  hz_test_centre_must (centre, write_as_psychologist);
  hz_test_centre_enter (centre, LAWYER);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  hz_test_centre_must (centre, write_as_lawyer);
  hz_test_centre_enter (centre, RECEPTION);
  hz_test_centre_must (centre, write_as_reception);
  hz_test_centre_must (centre, collect_vault_bodies);
  hz_test_centre_must (centre, collect_grants);
}

HzKeyring *
hz_test_centre_read_keyring (HzTestCentre *centre)
{
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second;

  return hz_keyring_file_read (centre->folder, &second, hash, NULL);
}

HzSecret *
hz_test_centre_derive_root (HzTestCentre *centre,
                            int who)
{
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (centre);
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);

  return hz_kdf_login_root (logins[who], typed, hz_keyring_get_install_salt (keyring),
                            hz_keyring_get_cost (keyring), NULL);
}

HzIdentity *
hz_test_centre_open_slot (HzTestCentre *centre,
                          int who)
{
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (centre);
  g_autoptr (HzSecret) root = hz_test_centre_derive_root (centre, who);

  return hz_keyring_open_slot (keyring, root);
}
