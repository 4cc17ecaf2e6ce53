/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a person's grants, those of care at sign-in and those of a case when its key is asked for,
 * and believing only what holds: see hz-rings.c. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-body.h"
#include "hz-ring-grant.h"
#include "hz-ring-store.h"
#include "hz-vault-tables.h"

/* By the keys that the giver had then. */
static gboolean
giver_signed (HzRings *self,
              const HzRingGrant *grant)
{
  HzPublicKeys keys;

  return hz_roster_get_keys_at (self->roster, &grant->giver_id, grant->roster_seq, &keys)
         && hz_ring_grant_is_signed (grant, hz_rings_get_own_id (self),
                                     hz_identity_get_public (self->identity)->box, keys.sign);
}

/* The giver was somebody then who could have the key. */
static gboolean
giver_is_entitled (HzRings *self,
                   const HzRingGrant *grant)
{
  return hz_roster_find_recovery (self->roster, &grant->giver_id) != NULL
         || (hz_roster_get_roles_at (self->roster, &grant->giver_id, grant->roster_seq)
             & HZ_ROLES_CARE);
}

static gboolean
care_key_is_named (HzRings *self,
                   const HzRingGrant *grant)
{
  const HzCareEpoch *epoch = hz_roster_get_care_epoch (self->roster, grant->epoch);
  g_autoptr (HzSecret) box_seed = hz_kdf_derive (grant->key, "HZinbox ", &self->centre_id);
  g_autoptr (HzSecret) sign_seed = hz_kdf_derive (grant->key, "HZcaresg", &self->centre_id);
  g_autoptr (HzSecret) box = hz_secret_new (crypto_box_SECRETKEYBYTES);
  g_autoptr (HzSecret) sign = hz_secret_new (crypto_sign_SECRETKEYBYTES);
  guint8 box_public[HZ_KEY_BYTES];
  guint8 sign_public[HZ_KEY_BYTES];

  if (epoch == NULL)
    return FALSE;

  crypto_box_seed_keypair (box_public, hz_secret_get_data (box), hz_secret_get_data (box_seed));
  crypto_sign_seed_keypair (sign_public, hz_secret_get_data (sign),
                            hz_secret_get_data (sign_seed));

  return memcmp (box_public, epoch->inbox, HZ_KEY_BYTES) == 0
         && memcmp (sign_public, epoch->sign, HZ_KEY_BYTES) == 0
         && memcmp (grant->link, epoch->link, sizeof epoch->link) == 0;
}

static gboolean
link_is_right (HzKeyRing *ring,
               const HzRingGrant *grant)
{
  HzRingKey *newest = hz_key_ring_get_newest (ring);
  guint8 link[HZ_RINGS_HASH_BYTES];

  if (newest == NULL)
    return grant->epoch == 1 && sodium_is_zero (grant->link, sizeof grant->link);

  crypto_generichash (link, sizeof link, hz_secret_get_data (grant->key), HZ_KEY_BYTES,
                      hz_secret_get_data (newest->key), HZ_KEY_BYTES);

  return grant->epoch == newest->epoch + 1 && memcmp (link, grant->link, sizeof link) == 0;
}

/* One that stands where it does not belong. */
static gboolean
is_displaced (HzRings *self,
              const HzRingGrant *grant,
              const HzGrantRow *row)
{
  return grant->ring != row->ring || grant->epoch != row->epoch
         || !hz_id_equal (&grant->case_id, &row->subject_id)
         || !hz_id_equal (&grant->centre_id, &self->centre_id)
         || grant->made_seq > hz_roster_get_length (self->roster)
         || (grant->ring == HZ_RING_CARE) == hz_id_is_set (&grant->case_id);
}

/* Only of what says by itself that it is for this row is it known who wanted it here: anybody can put
 * a good grant where it does not belong. */
static gboolean
grant_holds (HzRings *self,
             HzKeyRing *ring,
             const HzRingGrant *grant,
             const HzGrantRow *row)
{
  if (is_displaced (self, grant, row) || !giver_signed (self, grant))
    return FALSE;

  if (!giver_is_entitled (self, grant))
    {
      ring->forger_id = grant->giver_id;
      return FALSE;
    }

  if (grant->ring == HZ_RING_CARE && !care_key_is_named (self, grant))
    return FALSE;

  if (!link_is_right (ring, grant))
    {
      ring->forged = TRUE;
      ring->forger_id = grant->giver_id;
      return FALSE;
    }

  return TRUE;
}

/* Returns whether the row is a grant to her that holds by itself. @giver_id: (out): who gave the first
 * key. */
static gboolean
take_grant (HzRings *self,
            HzKeyRing *ring,
            const HzGrantRow *row,
            HzId *giver_id)
{
  g_autoptr (HzRingGrant) grant = hz_ring_grant_open (self->identity, row->sealed);
  guint32 made_seq;

  /* It may be to keys that she had before. */
  if (grant == NULL)
    return FALSE;

  if (!grant_holds (self, ring, grant, row))
    {
      ring->has_refused = TRUE;
      return FALSE;
    }

  /* For care the roster itself says when. */
  made_seq = grant->made_seq;
  if (grant->ring == HZ_RING_CARE)
    made_seq = MIN (made_seq, hz_roster_get_care_epoch (self->roster, grant->epoch)->seq);

  hz_key_ring_add (ring, grant->key, grant->epoch, made_seq, grant->link);
  if (grant->epoch == 1)
    *giver_id = grant->giver_id;

  return TRUE;
}

static gboolean
load_team (HzRings *self,
           HzDb *db,
           HzKeyRing *ring,
           GError **error)
{
  HzRingKey *newest = hz_key_ring_get_newest (ring);
  HzBodyAddress address = { HZ_VAULT_TABLE_RING_TEAM, ring->case_id, ring->case_id, 0 };
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) list = NULL;

  if (newest == NULL)
    return TRUE;

  body = hz_ring_store_get_team (db, (guint8) ring->ring, &ring->case_id, newest->epoch,
                                 &address.revision, &store_error);
  if (store_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&store_error));
      return FALSE;
    }

  if (body != NULL)
    list = hz_body_open (newest->key, &self->centre_id, &address, body);
  if (list != NULL)
    ring->team = hz_team_parse (list, &self->centre_id, (guint8) ring->ring, &ring->case_id,
                                self->roster);
  if (ring->team != NULL && ring->team->revision != (guint64) address.revision)
    g_clear_pointer (&ring->team, hz_team_free);

  return TRUE;
}

static gboolean
giver_is_on_team (HzRings *self,
                  HzKeyRing *ring,
                  const HzId *giver_id)
{
  return hz_id_is_set (giver_id)
         && (hz_id_equal (giver_id, hz_rings_get_own_id (self))
             || hz_roster_find_recovery (self->roster, giver_id) != NULL
             || (ring->team != NULL && hz_team_find (ring->team, giver_id) != NULL));
}

static void
take_rows (HzRings *self,
           HzKeyRing *ring,
           GPtrArray *rows,
           HzId *giver_id)
{
  guint n_refused = 0;

  for (guint i = 0; i < rows->len; i++)
    n_refused += take_grant (self, ring, g_ptr_array_index (rows, i), giver_id) ? 0 : 1;

  if (n_refused > 0)
    g_message ("%u grants do not hold and were passed over", n_refused);
}

/**
 * hz_rings_take_waiting:
 * @self: rings
 * @case_id: a case
 *
 * Looks at the grants of a case for the first time.
 *
 * Returns: (transfer none) (nullable): the keys held there
 */
HzKeyRing *
hz_rings_take_waiting (HzRings *self,
                       const HzId *case_id)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  HzId giver_id = HZ_ID_NONE;
  HzKeyRing *ring;

  if (!g_hash_table_contains (self->waiting, case_id))
    return NULL;

  ring = hz_key_ring_new (HZ_RING_CASE, case_id);
  rows = hz_ring_store_list_grants (self->db, hz_rings_get_own_id (self), HZ_RING_CASE, case_id,
                                    &error);
  if (rows != NULL)
    take_rows (self, ring, rows, &giver_id);
  if (rows == NULL || !load_team (self, self->db, ring, &error))
    {
      g_message ("Keys of a case do not read: %s", error->message);
      hz_key_ring_free (ring);
      return NULL;
    }

  g_hash_table_remove (self->waiting, case_id);
  if (ring->keys->len == 0)
    {
      hz_key_ring_free (ring);
      return NULL;
    }

  if (!giver_is_on_team (self, ring, &giver_id))
    {
      ring->forged = TRUE;
      ring->forger_id = giver_id;
    }
  g_hash_table_insert (self->cases, &ring->case_id, ring);

  return ring;
}

static void
on_rollback_cb (gpointer user_data)
{
  HzRings *self = user_data;

  self->stale = TRUE;
}

/**
 * hz_rings_reconnect:
 * @self: rings
 * @db: the open database, gone on with in another file
 *
 * The keys are the same; what the connection tells them is asked for anew.
 */
void
hz_rings_reconnect (HzRings *self,
                    HzDb *db)
{
  sqlite3_rollback_hook (hz_db_get_handle (db), on_rollback_cb, self);
  self->db = db;
}

/**
 * hz_rings_freshen:
 * @self: rings
 * @db: the open database
 * @error: return location
 *
 * Reads the grants again when a transaction was taken back since: what was sealed under a key that
 * was made in it could never be opened.
 *
 * Returns: whether the keys in memory are those of the database
 */
gboolean
hz_rings_freshen (HzRings *self,
                  HzDb *db,
                  GError **error)
{
  return !self->stale || hz_rings_load (self, db, error);
}

/**
 * hz_rings_load:
 * @self: rings
 * @db: the open database
 * @error: return location
 *
 * Reads the grants of care to her, and of which cases there are any. One that does not hold is passed
 * over, with a word in the log; of a case hz_rings_find_forgery() names it.
 *
 * Returns: whether the database could be read
 */
gboolean
hz_rings_load (HzRings *self,
               HzDb *db,
               GError **error)
{
  const HzId *own_id = hz_rings_get_own_id (self);
  g_autoptr (GPtrArray) care = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  HzId giver_id = HZ_ID_NONE;

  care = hz_ring_store_list_grants (db, own_id, HZ_RING_CARE, &HZ_ID_NONE, error);
  if (care != NULL)
    cases = hz_ring_store_list_cases (db, own_id, error);
  if (cases == NULL)
    return FALSE;

  /* The connection ends before the rings do. */
  sqlite3_rollback_hook (hz_db_get_handle (db), on_rollback_cb, self);
  self->stale = FALSE;
  self->db = db;

  g_clear_pointer (&self->care, hz_key_ring_free);
  self->care = hz_key_ring_new (HZ_RING_CARE, &HZ_ID_NONE);
  g_hash_table_remove_all (self->cases);
  g_hash_table_remove_all (self->waiting);
  for (guint i = 0; i < cases->len; i++)
    g_hash_table_add (self->waiting,
                      hz_id_copy (&((HzGrantRow *) g_ptr_array_index (cases, i))->subject_id));
  take_rows (self, self->care, care, &giver_id);

  return load_team (self, db, self->care, error);
}
