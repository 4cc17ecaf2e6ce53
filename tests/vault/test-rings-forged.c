/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A colleague with a care role writes into the database what she likes, for a case that is not hers: a
 * newer epoch, a grant in somebody's name, one of another case or epoch once more, another team list
 * or an older one. Its holder reads on what she had; what is not signed by whoever may give it is as if
 * it were not there; what would change the case is named, and nothing is sealed there until then.
 */

#include <sodium.h>
#include <string.h>

#include "hz-ring-store.h"
#include "hz-statement.h"
#include "hz-test-centre.h"
#include "hz-test-forge.h"
#include "hz-vault-error.h"
#include "hz-vault-session.h"

/* What is known to whoever forges. */
typedef struct
{
  HzIdentity *identity;
  HzIdentity *victim;
  HzId centre_id;
  guint32 roster_seq;
} Forger;

static Forger forger;

static void
begin_forging (HzTestCentre *centre,
               int who)
{
  g_autoptr (HzVaultSession) found = NULL;

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));
  forger.identity = hz_test_centre_open_slot (centre, who);
  forger.victim = hz_test_centre_open_slot (centre, PSYCHOLOGIST);
  found = hz_vault_open_look (centre->folder, forger.identity, NULL);
  forger.centre_id = *hz_keyring_get_centre_id (found->keyring);
  forger.roster_seq = hz_roster_get_length (found->roster) - 1;
}

static void
end_forging (void)
{
  g_clear_pointer (&forger.identity, hz_identity_unref);
  g_clear_pointer (&forger.victim, hz_identity_unref);
}

static gboolean
plant (HzTestCentre *centre,
       HzDb *db,
       HzRing ring,
       guint32 epoch,
       HzIdentity *giver,
       GError **error)
{
  return hz_test_forge_grant (db, ring, ring == HZ_RING_CASE ? &centre->case_id : &HZ_ID_NONE, epoch,
                              &forger.centre_id, forger.roster_seq, giver,
                              &centre->ids[PSYCHOLOGIST],
                              hz_identity_get_public (forger.victim)->box, error);
}

/* By a colleague who may give keys, but has not the one before. */
static gboolean
plant_case_epoch (HzTestCentre *centre,
                  HzRings *rings,
                  HzDb *db,
                  GError **error)
{
  return plant (centre, db, HZ_RING_CASE, 2, forger.identity, error);
}

/* In the psychologist's name, by keys that are not hers. */
static gboolean
plant_in_her_name (HzTestCentre *centre,
                   HzRings *rings,
                   HzDb *db,
                   GError **error)
{
  g_autoptr (HzIdentity) false_one = hz_identity_new (HZ_IDENTITY_MEMBER,
                                                      &centre->ids[PSYCHOLOGIST]);

  return plant (centre, db, HZ_RING_CASE, 2, false_one, error)
         && plant (centre, db, HZ_RING_CARE, 2, false_one, error);
}

/* The roster names no such epoch. */
static gboolean
plant_care_epoch (HzTestCentre *centre,
                  HzRings *rings,
                  HzDb *db,
                  GError **error)
{
  return plant (centre, db, HZ_RING_CARE, 2, forger.identity, error);
}

/* True ones, once more where they do not belong. */
static gboolean
replay (HzTestCentre *centre,
        HzRings *rings,
        HzDb *db,
        GError **error)
{
  return hz_db_execute (db,
    "INSERT INTO ring_grant (ring, subject_id, epoch, recipient_id, sealed)"
    " SELECT ring, subject_id, epoch + 1, recipient_id, sealed FROM ring_grant WHERE ring IN (2, 3);"
    "UPDATE OR IGNORE ring_grant SET epoch = 3 WHERE ring = 3 AND epoch = 2", error);
}

/* It may have been to keys that she had before: nobody is told of it. */
static gboolean
plant_noise (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  HzGrantRow row = { .ring = HZ_RING_CASE, .epoch = 2, .subject_id = centre->case_id,
                     .recipient_id = centre->ids[PSYCHOLOGIST] };
  g_autoptr (HzSecret) noise = hz_secret_new_random (256);
  gboolean done;

  row.sealed = g_bytes_new (hz_secret_get_data (noise), 256);
  done = hz_ring_store_put_grant (db, &row, error);
  g_bytes_unref (row.sealed);

  return done;
}

static gboolean
put_team (HzTestCentre *centre,
          HzDb *db,
          GBytes *body,
          gint64 revision,
          GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (db,
    "UPDATE ring_team SET body = ?1, revision = ?2 WHERE subject_id = ?3", error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_bytes (statement, 1, body);
  hz_statement_bind_int (statement, 2, revision);
  hz_statement_bind_id (statement, 3, &centre->case_id);

  return hz_statement_run (statement, error);
}

static gboolean
put_random_team (HzTestCentre *centre,
                 HzRings *rings,
                 HzDb *db,
                 GError **error)
{
  guint8 *noise = g_malloc (2048);
  g_autoptr (GBytes) body = NULL;

  randombytes_buf (noise, 2048);
  body = g_bytes_new_take (noise, 2048);

  return put_team (centre, db, body, 1, error);
}

/* The list of the forger's own case in the place of the other's. */
static gboolean
swap_teams (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (db,
    "UPDATE ring_team SET body = (SELECT body FROM ring_team WHERE ring = 3 AND subject_id <> ?1),"
    " revision = (SELECT revision FROM ring_team WHERE ring = 3 AND subject_id <> ?1)"
    " WHERE subject_id = ?1", error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &centre->case_id);
  return hz_statement_run (statement, error);
}

/* The same list as a later one than it says that it is. */
static gboolean
raise_revision (HzTestCentre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  return hz_db_execute (db, "UPDATE ring_team SET revision = revision + 1", error);
}

static gboolean
drop_team (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_db_execute (db, "DELETE FROM ring_team", error);
}

static gboolean
read_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  guint n = 0;

  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->author != PSYCHOLOGIST || body->address.table != HZ_TEST_TABLE)
        continue;

      plain = hz_rings_open (rings, body->ring, &body->address, body->sealed, error);
      if (plain == NULL)
        return FALSE;
      n++;
    }

  g_assert_cmpuint (n, ==, 3);
  return TRUE;
}

static gboolean
seal (HzRings *rings,
      HzDb *db,
      HzRing ring,
      const HzId *case_id,
      GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("later", 5);
  const HzBodyAddress address = { HZ_TEST_TABLE, hz_id_new (), *case_id, 1 };
  g_autoptr (GBytes) sealed = hz_rings_seal (rings, db, ring, &address, text, error);

  return sealed != NULL;
}

static gboolean
seal_in_case (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  return seal (rings, db, HZ_RING_CASE, &centre->case_id, error);
}

static gboolean
seal_in_care (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  return seal (rings, db, HZ_RING_CARE, &HZ_ID_NONE, error);
}

static gboolean
give_case (HzTestCentre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_grant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error);
}

#define NOBODY -1

/* @found: what the holder of the case is told: it is read-only from then on; or that somebody tried,
 * and it is as if nothing had been written. @signer: whom she is told of, or NOBODY. */
typedef struct
{
  const char *name;
  int who;
  HzTestCentreFunc forge;
  HzRingsForgery found;
  int signer;
} Forgery;

static const Forgery forgeries[] = {
  { "case-epoch", LAWYER, plant_case_epoch, HZ_RINGS_FORGERY_READ_ONLY, LAWYER },
  { "case-epoch-by-administrator", ADMIN, plant_case_epoch, HZ_RINGS_FORGERY_PASSED_OVER, ADMIN },
  { "case-epoch-by-reception", RECEPTION, plant_case_epoch, HZ_RINGS_FORGERY_PASSED_OVER, RECEPTION },
  { "in-her-name", LAWYER, plant_in_her_name, HZ_RINGS_FORGERY_PASSED_OVER, NOBODY },
  { "care-epoch", LAWYER, plant_care_epoch, HZ_RINGS_FORGERY_NONE, NOBODY },
  { "replayed", LAWYER, replay, HZ_RINGS_FORGERY_PASSED_OVER, NOBODY },
  { "noise", RECEPTION, plant_noise, HZ_RINGS_FORGERY_NONE, NOBODY },
  { "team-of-noise", RECEPTION, put_random_team, HZ_RINGS_FORGERY_READ_ONLY, NOBODY },
  { "team-of-another-case", LAWYER, swap_teams, HZ_RINGS_FORGERY_READ_ONLY, NOBODY },
  { "team-of-another-revision", RECEPTION, raise_revision, HZ_RINGS_FORGERY_READ_ONLY, NOBODY },
  { "no-team", ADMIN, drop_team, HZ_RINGS_FORGERY_READ_ONLY, NOBODY },
};

static const Forgery *expected;

/* Also what she is told of another case, that nobody has touched. */
static gboolean
find_forgery (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  HzId signer_id = centre->ids[LAWYER];
  HzId other_id = hz_id_new ();

  g_assert_cmpint (hz_rings_find_forgery (rings, &centre->case_id, &signer_id), ==, expected->found);
  if (expected->signer == NOBODY)
    g_assert_false (hz_id_is_set (&signer_id));
  else
    g_assert_true (hz_id_equal (&signer_id, &centre->ids[expected->signer]));

  g_assert_true (hz_rings_make_case (rings, db, &other_id, error));
  g_assert_cmpint (hz_rings_find_forgery (rings, &other_id, &signer_id), ==, HZ_RINGS_FORGERY_NONE);
  g_assert_false (hz_id_is_set (&signer_id));

  return TRUE;
}

static void
expect (HzTestCentre *centre,
        HzTestCentreFunc act,
        gboolean is_refused)
{
  g_autoptr (GError) error = NULL;

  if (is_refused)
    {
      g_assert_false (hz_test_centre_try (centre, act, &error));
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CASE_FORGED);
    }
  else
    hz_test_centre_must (centre, act);
}

static void
test_forgery (HzTestCentre *centre,
              gconstpointer data)
{
  const Forgery *forgery = data;
  gboolean is_read_only = forgery->found == HZ_RINGS_FORGERY_READ_ONLY;
  gboolean is_of_care = forgery->forge == drop_team || forgery->forge == raise_revision;

  expected = forgery;
  hz_test_centre_fill (centre);
  begin_forging (centre, forgery->who);
  hz_test_centre_enter (centre, forgery->who);
  hz_test_centre_must (centre, forgery->forge);

  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, read_case);
  expect (centre, seal_in_case, is_read_only);
  expect (centre, give_case, is_read_only);
  if (!is_of_care)
    hz_test_centre_must (centre, seal_in_care);
  hz_test_centre_must (centre, find_forgery);

  /* It stays so; and whoever forged opens nothing by it. */
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, read_case);
  expect (centre, seal_in_case, is_read_only);
  if (is_read_only)
    {
      hz_test_centre_enter (centre, forgery->who);
      g_assert_false (hz_rings_has_case (hz_vault_get_rings (centre->vault), &centre->case_id));
    }
  end_forging ();
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *path = g_strconcat ("/vault/rings-forged/", forgeries[i].name, NULL);

      g_test_add (path, HzTestCentre, &forgeries[i], hz_test_centre_set_up, test_forgery,
                  hz_test_centre_tear_down);
    }

  return g_test_run ();
}
