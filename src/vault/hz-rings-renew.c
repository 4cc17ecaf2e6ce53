/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A person's new keys after 'somebody may know it': everything that was granted to the old ones is
 * granted to the new, by herself, and her new own key to the sheets. Unlike hz-rings-recovery.c this
 * is written where the roster of after the act counts already: into the target of a rotation.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include "hz-ring-store.h"

/* A team list that does not hold stays as it is: it is not hers to make whole. */
static gboolean
renew_ring (HzRings *self,
            HzDb *db,
            HzKeyRing *ring,
            GError **error)
{
  const HzId *own_id = hz_rings_get_own_id (self);
  const guint8 *box = hz_identity_get_public (self->identity)->box;
  HzTeamEntry *entry = ring->team != NULL ? hz_team_find (ring->team, own_id) : NULL;

  for (guint i = 0; i < ring->keys->len; i++)
    if (!hz_rings_write_grant (self, db, ring->ring, &ring->case_id,
                               g_ptr_array_index (ring->keys, i), own_id, own_id, box, error))
      return FALSE;

  if (ring->forged || entry == NULL || !entry->present)
    return TRUE;

  hz_team_put (ring->team, own_id, box, hz_roster_get_length (self->roster) - 1);

  return hz_rings_write_team (self, db, ring, error);
}

/* To all sheets that had her old one; those that count get it in any case. */
static gboolean
renew_own_grants (HzRings *self,
                  HzDb *db,
                  GError **error)
{
  const HzId *own_id = hz_rings_get_own_id (self);
  HzRingKey key = { hz_identity_get_own_key (self->identity), 1,
                    hz_roster_get_length (self->roster), { 0 } };

  for (guint i = 0; i < hz_roster_get_n_recoveries (self->roster); i++)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (self->roster, i);
      gboolean is_given = FALSE;

      if (!hz_ring_store_has_grant (db, &recovery->id, HZ_RING_OWN, own_id, &is_given, error))
        return FALSE;

      if (recovery->living && (recovery->counts || is_given)
          && !hz_rings_write_grant (self, db, HZ_RING_OWN, own_id, &key, &recovery->id,
                                    &recovery->id, recovery->keys.box, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_rings_renew_holder:
 * @self: rings of her new keys, with the roster that names them
 * @from: rings of her old ones, loaded
 * @db: the database in which they are to count, in a transaction
 * @error: return location
 *
 * Returns: whether all that @from holds is granted to the new keys, and nothing of it to the old ones
 */
gboolean
hz_rings_renew_holder (HzRings *self,
                       HzRings *from,
                       HzDb *db,
                       GError **error)
{
  g_autoptr (GPtrArray) cases = hz_rings_list_cases (from);

  if (!renew_ring (self, db, from->care, error) || !renew_own_grants (self, db, error))
    return FALSE;

  for (guint i = 0; i < cases->len; i++)
    {
      HzKeyRing *ring = hz_rings_find_ring (from, HZ_RING_CASE, g_ptr_array_index (cases, i));

      if (ring != NULL && !renew_ring (self, db, ring, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_rings_change_holder:
 * @self: rings
 * @roster: the roster that names her new keys, which the identity has already
 *
 * Goes on with them; the grants are read again before the next is written.
 */
void
hz_rings_change_holder (HzRings *self,
                        HzRoster *roster)
{
  hz_rings_set_roster (self, roster);
  self->stale = TRUE;
}
