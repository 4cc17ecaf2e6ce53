/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the sheets do for a member who gets new keys: all keys she held are granted to her again. And
 * for the sheets that come in their place: those get everything.
 *
 * That is written before the roster names her new keys, and must do no harm when it never does. So the
 * grants stand under another recipient id at first, the first half of
 *
 *   BLAKE2b-256 of "HZnewkey" | CID | her id | her new X25519 key
 *
 * hz_rings_purge() moves them to her as soon as the roster has that key, and deletes them when it has
 * not; and on team lists she stands twice, with the old key and with the new: of the two only the one
 * counts that the roster has.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-ring-grant.h"
#include "hz-ring-store.h"
#include "hz-vault-error.h"

/**
 * hz_rings_get_pending_id:
 * @self: rings
 * @member_id: whose
 * @box: her new X25519 key
 *
 * Returns: under which recipient id grants to that key wait for the roster
 */
HzId
hz_rings_get_pending_id (HzRings *self,
                         const HzId *member_id,
                         const guint8 box[HZ_KEY_BYTES])
{
  crypto_generichash_state state;
  guint8 hash[HZ_RINGS_HASH_BYTES];
  HzId id;

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  crypto_generichash_update (&state, (const guint8 *) "HZnewkey", 8);
  crypto_generichash_update (&state, self->centre_id.bytes, HZ_ID_BYTES);
  crypto_generichash_update (&state, member_id->bytes, HZ_ID_BYTES);
  crypto_generichash_update (&state, box, HZ_KEY_BYTES);
  crypto_generichash_final (&state, hash, sizeof hash);
  memcpy (id.bytes, hash, HZ_ID_BYTES);

  return id;
}

/* All epochs of @ring to her new key, and on the list under it. */
static gboolean
regrant_ring (HzRings *self,
              HzDb *db,
              HzKeyRing *ring,
              const HzId *member_id,
              const guint8 box[HZ_KEY_BYTES],
              GError **error)
{
  HzId pending_id = hz_rings_get_pending_id (self, member_id, box);

  for (guint i = 0; i < ring->keys->len; i++)
    if (!hz_rings_write_grant (self, db, ring->ring, &ring->case_id,
                               g_ptr_array_index (ring->keys, i), &pending_id, member_id, box, error))
      return FALSE;

  hz_team_add (ring->team, member_id, box, hz_roster_get_length (self->roster));

  return hz_rings_write_team (self, db, ring, error);
}

static gboolean
is_on_team (HzRings *self,
            HzKeyRing *ring,
            const HzId *member_id)
{
  for (guint i = 0; i < ring->team->entries->len; i++)
    {
      const HzTeamEntry *entry = &g_array_index (ring->team->entries, HzTeamEntry, i);

      if (hz_id_equal (&entry->id, member_id) && hz_rings_may_hold (self, entry))
        return TRUE;
    }

  return FALSE;
}

/* What does not hold together is passed over: the sheets do not make it whole. */
static gboolean
regrant_when_hers (HzRings *self,
                   HzDb *db,
                   HzKeyRing *ring,
                   const HzId *member_id,
                   const guint8 box[HZ_KEY_BYTES],
                   GError **error)
{
  if (ring == NULL || ring->keys->len == 0 || ring->forged || ring->team == NULL
      || !is_on_team (self, ring, member_id))
    return TRUE;

  return regrant_ring (self, db, ring, member_id, box, error);
}

/**
 * hz_rings_regrant:
 * @self: rings of a recovery
 * @db: the open database, in a write job
 * @member_id: a member who is to have new keys
 * @box: her new X25519 key
 * @error: return location
 *
 * Returns: whether all keys that she may hold wait for the roster to name hers
 */
gboolean
hz_rings_regrant (HzRings *self,
                  HzDb *db,
                  const HzId *member_id,
                  const guint8 box[HZ_KEY_BYTES],
                  GError **error)
{
  g_autoptr (GPtrArray) cases = NULL;

  if (!hz_rings_freshen (self, db, error)
      || !regrant_when_hers (self, db, self->care, member_id, box, error))
    return FALSE;

  cases = hz_rings_list_cases (self);
  for (guint i = 0; i < cases->len; i++)
    {
      HzKeyRing *ring = hz_rings_find_ring (self, HZ_RING_CASE, g_ptr_array_index (cases, i));

      if (!regrant_when_hers (self, db, ring, member_id, box, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
give_keys (HzRings *self,
           HzDb *db,
           HzKeyRing *ring,
           const HzId *recovery_id,
           const guint8 box[HZ_KEY_BYTES],
           GError **error)
{
  for (guint i = 0; ring != NULL && i < ring->keys->len; i++)
    if (!hz_rings_write_grant (self, db, ring->ring, &ring->case_id,
                               g_ptr_array_index (ring->keys, i), recovery_id, recovery_id, box,
                               error))
      return FALSE;

  return TRUE;
}

static gboolean
give_own_keys (HzRings *self,
               HzDb *db,
               const HzId *recovery_id,
               const guint8 box[HZ_KEY_BYTES],
               GError **error)
{
  for (guint i = 0; i < hz_roster_get_n_members (self->roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (self->roster, i);
      g_autoptr (HzSecret) own = hz_rings_open_own_of (self, db, &member->id, NULL);
      HzRingKey key = { own, 1, hz_roster_get_length (self->roster), { 0 } };

      if (own != NULL
          && !hz_rings_write_grant (self, db, HZ_RING_OWN, &member->id, &key, recovery_id,
                                    recovery_id, box, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_rings_give_all:
 * @self: rings of a recovery
 * @db: the open database, in a write job
 * @recovery_id: the recovery that comes in its place
 * @box: that one's X25519 key
 * @error: return location
 *
 * Returns: whether it has every key; it is purged as long as the roster does not name it
 */
gboolean
hz_rings_give_all (HzRings *self,
                   HzDb *db,
                   const HzId *recovery_id,
                   const guint8 box[HZ_KEY_BYTES],
                   GError **error)
{
  g_autoptr (GPtrArray) cases = hz_rings_list_cases (self);

  if (!give_keys (self, db, self->care, recovery_id, box, error)
      || !give_own_keys (self, db, recovery_id, box, error))
    return FALSE;

  for (guint i = 0; i < cases->len; i++)
    if (!give_keys (self, db,
                    hz_rings_find_ring (self, HZ_RING_CASE, g_ptr_array_index (cases, i)),
                    recovery_id, box, error))
      return FALSE;

  return TRUE;
}

/* A recovery gave on what it had from her. */
static gboolean
is_signed_by_recovery (HzRings *self,
                       const HzRingGrant *grant)
{
  HzPublicKeys keys;

  return hz_roster_find_recovery (self->roster, &grant->giver_id) != NULL
         && hz_roster_get_keys_at (self->roster, &grant->giver_id, grant->roster_seq, &keys)
         && hz_ring_grant_is_signed (grant, hz_rings_get_own_id (self),
                                     hz_identity_get_public (self->identity)->box, keys.sign);
}

static gboolean
is_signed_by_owner (HzRings *self,
                    const HzRingGrant *grant,
                    const HzId *member_id)
{
  g_autoptr (GArray) keys = hz_roster_list_keys (self->roster, member_id);

  if (!hz_id_equal (&grant->giver_id, member_id))
    return FALSE;

  for (guint i = 0; i < keys->len; i++)
    if (hz_ring_grant_is_signed (grant, hz_rings_get_own_id (self),
                                 hz_identity_get_public (self->identity)->box,
                                 g_array_index (keys, HzPublicKeys, i).sign))
      return TRUE;

  return FALSE;
}

/**
 * hz_rings_open_own_of:
 * @self: rings of a recovery
 * @db: the open database
 * @member_id: a member
 * @error: return location
 *
 * Returns: (transfer full) (nullable): her own key, which she gave to the recovery; %NULL without an
 *   error when she has not, or somebody else has
 */
HzSecret *
hz_rings_open_own_of (HzRings *self,
                      HzDb *db,
                      const HzId *member_id,
                      GError **error)
{
  g_autoptr (GPtrArray) rows = hz_ring_store_list_grants (db, hz_rings_get_own_id (self), HZ_RING_OWN,
                                                          member_id, error);

  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    {
      const HzGrantRow *row = g_ptr_array_index (rows, i - 1);
      g_autoptr (HzRingGrant) grant = hz_ring_grant_open (self->identity, row->sealed);

      if (grant != NULL && grant->ring == HZ_RING_OWN
          && hz_id_equal (&grant->centre_id, &self->centre_id)
          && (is_signed_by_owner (self, grant, member_id) || is_signed_by_recovery (self, grant)))
        return hz_secret_ref (grant->key);
    }

  return NULL;
}
