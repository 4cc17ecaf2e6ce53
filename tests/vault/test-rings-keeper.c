/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>
#include <string.h>

#include "hz-body.h"
#include "hz-ring-grant.h"
#include "hz-ring-store.h"
#include "hz-test-centre.h"
#include "hz-vault-error.h"

static gboolean
give_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_grant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error);
}

static gboolean
take_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_ungrant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error);
}

static gboolean
give_to_reception (HzTestCentre *centre,
                   HzRings *rings,
                   HzDb *db,
                   GError **error)
{
  return hz_rings_grant_case (rings, db, &centre->case_id, &centre->ids[RECEPTION], error);
}

static gboolean
write_in_case (HzTestCentre *centre,
               HzRings *rings,
               HzDb *db,
               GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("later", 5);
  HzTestBody *note = hz_test_centre_add_body (centre, HZ_RING_CASE, PSYCHOLOGIST, &centre->case_id);

  note->sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &note->address, text, error);
  if (note->sealed == NULL)
    g_ptr_array_remove_index (centre->bodies, centre->bodies->len - 1);

  return note->sealed != NULL;
}

static gboolean
fail_after_write (HzTestCentre *centre,
                  HzRings *rings,
                  HzDb *db,
                  GError **error)
{
  g_assert_true (hz_rings_ungrant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error));
  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The disk is full");

  return FALSE;
}

static gboolean
read_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->ring != HZ_RING_CASE || body->author != PSYCHOLOGIST)
        continue;

      plain = hz_rings_open (rings, HZ_RING_CASE, &body->address, body->sealed, error);
      if (plain == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
test_team (HzTestCentre *centre,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) team = NULL;

  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, LAWYER);
  g_assert_false (hz_test_centre_try (centre, read_case, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY);
  g_clear_error (&error);

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  g_assert_false (hz_test_centre_try (centre, give_to_reception, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  hz_test_centre_must (centre, give_case);
  hz_test_centre_enter (centre, LAWYER);
  hz_test_centre_must (centre, read_case);
  team = hz_rings_list_team (hz_vault_get_rings (centre->vault), &centre->case_id);
  g_assert_cmpuint (team->len, ==, 2);

  /* A job that is taken back leaves keys that work. */
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  g_assert_false (hz_test_centre_try (centre, fail_after_write, &error));
  g_clear_error (&error);
  hz_test_centre_must (centre, write_in_case);
  hz_test_centre_enter (centre, LAWYER);
  hz_test_centre_must (centre, read_case);

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, take_case);
  hz_test_centre_must (centre, write_in_case);
  hz_test_centre_must (centre, read_case);
  hz_test_centre_enter (centre, LAWYER);
  g_assert_false (hz_rings_has_case (hz_vault_get_rings (centre->vault), &centre->case_id));
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, read_case);
  hz_test_centre_must (centre, write_in_case);
}

/* The lawyer loses her role: the case she was on gets a new key before anything is sealed there. */
static void
test_renewal (HzTestCentre *centre,
              gconstpointer user_data)
{
  const HzTestBody *last;
  guint32 epoch;

  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, give_case);
  hz_test_centre_enter (centre, ADMIN);
  g_assert_true (hz_vault_set_roles (centre->vault, &centre->ids[LAWYER], HZ_ROLE_RECEPTION, NULL));
  hz_test_centre_enter (centre, LAWYER);
  g_assert_false (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  g_assert_false (hz_rings_has_case (hz_vault_get_rings (centre->vault), &centre->case_id));

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, write_in_case);
  last = g_ptr_array_index (centre->bodies, centre->bodies->len - 1);
  g_assert_true (hz_body_read_epoch (last->sealed, &epoch));
  g_assert_cmpuint (epoch, ==, 2);
  hz_test_centre_must (centre, read_case);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, read_case);
}

static HzIdentity *forger;

/* A grant of a key of her own for a case that is not hers, in place of the true one's next. */
static gboolean
plant_grants (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (centre);
  g_autoptr (HzIdentity) victim = hz_test_centre_open_slot (centre, PSYCHOLOGIST);
  g_autoptr (HzSecret) key = hz_secret_new_random (HZ_KEY_BYTES);
  const struct { HzRing ring; guint32 epoch; gboolean other_case; } plants[] = {
    { HZ_RING_CARE, 1, FALSE }, { HZ_RING_CARE, 2, FALSE },
    { HZ_RING_CASE, 2, FALSE }, { HZ_RING_CASE, 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plants); i++)
    {
      HzRingGrant grant = { 0 };
      HzGrantRow row = { 0 };

      grant.ring = row.ring = (guint8) plants[i].ring;
      grant.key = key;
      grant.epoch = row.epoch = plants[i].epoch;
      grant.made_seq = 1;
      grant.centre_id = *hz_keyring_get_centre_id (keyring);
      grant.roster_seq = 6;
      if (plants[i].ring == HZ_RING_CASE)
        grant.case_id = plants[i].other_case ? hz_id_new () : centre->case_id;
      row.subject_id = grant.case_id;
      row.recipient_id = centre->ids[PSYCHOLOGIST];
      row.sealed = hz_ring_grant_seal (&grant, forger, &row.recipient_id,
                                       hz_identity_get_public (victim)->box);
      g_assert_true (hz_ring_store_put_grant (db, &row, error));
      g_bytes_unref (row.sealed);
    }

  return TRUE;
}

static gboolean
swap_rows (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  static const char sql[] =
    "INSERT INTO ring_grant (ring, subject_id, epoch, recipient_id, sealed)"
    " SELECT ring, randomblob (16), epoch, recipient_id, sealed FROM ring_grant"
    " WHERE ring = 3 AND recipient_id = (SELECT member_id FROM pin LIMIT 1);"
    "INSERT INTO ring_grant (ring, subject_id, epoch, recipient_id, sealed)"
    " SELECT ring, subject_id, epoch + 1, recipient_id, sealed FROM ring_grant"
    " WHERE ring IN (2, 3)";

  g_assert_cmpint (sqlite3_exec (hz_db_get_handle (db), sql, NULL, NULL, NULL), ==, SQLITE_OK);

  return TRUE;
}

/* What does not hold is found when the key is asked for, and is not listed any more. */
static gboolean
ask_for_all (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  g_autoptr (GPtrArray) before = hz_rings_list_cases (rings);
  g_autoptr (GPtrArray) after = NULL;
  guint8 mark[HZ_RINGS_HASH_BYTES];

  for (guint i = 0; i < before->len; i++)
    {
      const HzId *case_id = g_ptr_array_index (before, i);
      gboolean is_true = hz_id_equal (case_id, &centre->case_id);

      g_assert_true (hz_rings_get_case_mark (rings, case_id, mark) == is_true);
      g_assert_true (hz_rings_has_case (rings, case_id) == is_true);
    }

  after = hz_rings_list_cases (rings);
  g_assert_cmpuint (after->len, ==, 1);

  return TRUE;
}

/* Grants by the administrator, by a stranger, and true ones moved to another case or epoch. */
static void
test_forged_grants (HzTestCentre *centre,
                    gconstpointer user_data)
{
  HzId stranger_id = hz_id_new ();
  g_autoptr (HzIdentity) stranger = hz_identity_new (HZ_IDENTITY_MEMBER, &stranger_id);
  g_autoptr (HzIdentity) admin = NULL;
  gboolean by_admin = user_data != NULL;

  hz_test_centre_fill (centre);
  admin = hz_test_centre_open_slot (centre, ADMIN);
  forger = by_admin ? admin : stranger;
  hz_test_centre_enter (centre, ADMIN);
  hz_test_centre_must (centre, by_admin ? swap_rows : plant_grants);
  hz_test_centre_must (centre, plant_grants);

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, ask_for_all);
  hz_test_centre_must (centre, read_case);
}

static gboolean
make_two_cases (HzTestCentre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  const HzId first = hz_id_new ();
  const HzId second = hz_id_new ();

  return hz_rings_make_case (rings, db, &first, error)
         && hz_rings_make_case (rings, db, &second, error);
}

static guint
count_due (HzRings *rings,
           HzDb *db)
{
  g_autoptr (GPtrArray) due = hz_rings_list_due (rings, db, NULL);

  return due->len;
}

static gboolean
owes_nothing (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  guint n_left = 99;

  g_assert_cmpuint (count_due (rings, db), ==, 0);
  g_assert_true (hz_rings_renew_due (rings, db, 10, &n_left, error));
  g_assert_cmpuint (n_left, ==, 0);

  return TRUE;
}

static gboolean
renew_in_part (HzTestCentre *centre,
               HzRings *rings,
               HzDb *db,
               GError **error)
{
  guint n_left = 99;

  g_assert_cmpuint (count_due (rings, db), ==, 3);
  g_assert_true (hz_rings_renew_due (rings, db, 2, &n_left, error));
  g_assert_cmpuint (n_left, ==, 1);
  g_assert_cmpuint (count_due (rings, db), ==, 1);

  return TRUE;
}

static gboolean
renew_last (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  guint n_left = 99;

  g_assert_cmpuint (count_due (rings, db), ==, 1);
  g_assert_true (hz_rings_renew_due (rings, db, 2, &n_left, error));
  g_assert_cmpuint (n_left, ==, 0);

  return TRUE;
}

static gboolean
renew_and_fail (HzTestCentre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  guint n_left;

  g_assert_true (hz_rings_renew_due (rings, db, 3, &n_left, error));
  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED, "Taken back");

  return FALSE;
}

/* Somebody left: each of three cases gets a new key, in two jobs, and what was taken back is owed as
 * before. */
static void
test_owed (HzTestCentre *centre,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, make_two_cases);
  hz_test_centre_must (centre, owes_nothing);

  hz_test_centre_enter (centre, ADMIN);
  hz_test_centre_must (centre, owes_nothing);
  g_assert_true (hz_vault_remove (centre->vault, &centre->ids[LAWYER], &error));

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  g_assert_false (hz_test_centre_try (centre, renew_and_fail, &error));
  hz_test_centre_must (centre, renew_in_part);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, read_case);
  hz_test_centre_must (centre, renew_last);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, owes_nothing);
}

static guint
count_alone (HzRings *rings,
             HzDb *db,
             const HzId *member_id)
{
  guint n_alone = 99;

  g_assert_true (hz_rings_count_alone (rings, db, member_id, &n_alone, NULL));

  return n_alone;
}

/* The psychologist has three cases, one of them with the lawyer, who has another one alone. */
static gboolean
would_be_left (HzTestCentre *centre,
               HzRings *rings,
               HzDb *db,
               GError **error)
{
  g_assert_cmpuint (count_alone (rings, db, &centre->ids[PSYCHOLOGIST]), ==, 2);
  g_assert_cmpuint (count_alone (rings, db, &centre->ids[LAWYER]), ==, 1);
  g_assert_cmpuint (count_alone (rings, db, &centre->ids[RECEPTION]), ==, 0);
  g_assert_cmpuint (count_alone (rings, db, NULL), ==, 0);

  return TRUE;
}

static gboolean
are_left (HzTestCentre *centre,
          HzRings *rings,
          HzDb *db,
          GError **error)
{
  g_assert_cmpuint (count_alone (rings, db, &centre->ids[LAWYER]), ==, 2);
  g_assert_cmpuint (count_alone (rings, db, NULL), ==, 2);

  return TRUE;
}

/* What nobody else opens can be counted by the administrator, who opens nothing. */
static void
test_alone (HzTestCentre *centre,
            gconstpointer user_data)
{
  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, make_two_cases);
  hz_test_centre_must (centre, give_case);

  hz_test_centre_enter (centre, ADMIN);
  hz_test_centre_must (centre, would_be_left);
  g_assert_true (hz_vault_remove (centre->vault, &centre->ids[PSYCHOLOGIST], NULL));
  hz_test_centre_must (centre, are_left);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/vault/rings-keeper/team", HzTestCentre, NULL, hz_test_centre_set_up,
              test_team, hz_test_centre_tear_down);
  g_test_add ("/vault/rings-keeper/renewal", HzTestCentre, NULL, hz_test_centre_set_up,
              test_renewal, hz_test_centre_tear_down);
  g_test_add ("/vault/rings-keeper/owed", HzTestCentre, NULL, hz_test_centre_set_up,
              test_owed, hz_test_centre_tear_down);
  g_test_add ("/vault/rings-keeper/alone", HzTestCentre, NULL, hz_test_centre_set_up,
              test_alone, hz_test_centre_tear_down);
  g_test_add ("/vault/rings-keeper/forged/stranger", HzTestCentre, NULL, hz_test_centre_set_up,
              test_forged_grants, hz_test_centre_tear_down);
  g_test_add ("/vault/rings-keeper/forged/administrator", HzTestCentre, "admin", hz_test_centre_set_up,
              test_forged_grants, hz_test_centre_tear_down);

  return g_test_run ();
}
