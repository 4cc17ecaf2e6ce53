/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What sheets open that came in the place of lost ones: nothing at first. Each holder gives them what
 * she holds, after she has compared their number; once they count, her program gives them what they
 * lack at her sign-in. How much is missing everybody can see: what rows there are is of the centre
 * ring.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include "hz-ring-store.h"
#include "hz-vault-error.h"

static gboolean
give_ring (HzRings *self,
           HzDb *db,
           const HzGrantRow *row,
           const HzRosterRecovery *recovery,
           GError **error)
{
  HzKeyRing *ring = row->ring == HZ_RING_CARE
                    ? self->care : hz_rings_find_ring (self, HZ_RING_CASE, &row->subject_id);

  /* What does not hold together is not given on. */
  if (ring == NULL || ring->forged)
    return TRUE;

  for (guint i = 0; i < ring->keys->len; i++)
    if (!hz_rings_write_grant (self, db, ring->ring, &ring->case_id,
                               g_ptr_array_index (ring->keys, i), &recovery->id, &recovery->id,
                               recovery->keys.box, error))
      return FALSE;

  return TRUE;
}

static gboolean
give_own (HzRings *self,
          HzDb *db,
          const HzRosterRecovery *recovery,
          GError **error)
{
  const HzId *own_id = hz_rings_get_own_id (self);
  HzRingKey key = { 0 };
  gboolean has_grant;

  if (!hz_ring_store_has_grant (db, &recovery->id, HZ_RING_OWN, own_id, &has_grant, error))
    return FALSE;
  if (has_grant)
    return TRUE;

  key.key = hz_identity_get_own_key (self->identity);
  key.epoch = 1;
  key.made_seq = hz_roster_get_length (self->roster);

  return hz_rings_write_grant (self, db, HZ_RING_OWN, own_id, &key, &recovery->id, &recovery->id,
                               recovery->keys.box, error);
}

/**
 * hz_rings_cover:
 * @self: rings of a member
 * @db: the open database, in a write job
 * @recovery_id: a living recovery; when it does not count yet, its number was compared
 * @error: return location
 *
 * Returns: whether the recovery has every key that she has; else %HZ_VAULT_ERROR_NOT_FOUND
 */
gboolean
hz_rings_cover (HzRings *self,
                HzDb *db,
                const HzId *recovery_id,
                GError **error)
{
  const HzRosterRecovery *recovery = hz_roster_find_recovery (self->roster, recovery_id);
  g_autoptr (GPtrArray) rows = NULL;

  if (recovery == NULL || !recovery->living)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND, "There are no such sheets");
      return FALSE;
    }

  if (!hz_rings_freshen (self, db, error))
    return FALSE;

  rows = hz_ring_store_list_lacking (db, hz_rings_get_own_id (self), recovery_id, error);
  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (!give_ring (self, db, g_ptr_array_index (rows, i), recovery, error))
      return FALSE;

  return give_own (self, db, recovery, error);
}

/**
 * hz_rings_cover_counting:
 * @self: rings
 * @db: the open database, in a write job
 * @error: return location
 *
 * Returns: whether every recovery that counts has every key that she has
 */
gboolean
hz_rings_cover_counting (HzRings *self,
                         HzDb *db,
                         GError **error)
{
  if (hz_identity_get_kind (self->identity) != HZ_IDENTITY_MEMBER)
    return TRUE;

  for (guint i = 0; i < hz_roster_get_n_recoveries (self->roster); i++)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (self->roster, i);

      if (recovery->living && recovery->counts && !hz_rings_cover (self, db, &recovery->id, error))
        return FALSE;
    }

  return TRUE;
}

static const HzRosterRecovery *
find_newest (HzRings *self)
{
  for (guint i = hz_roster_get_n_recoveries (self->roster); i > 0; i--)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (self->roster, i - 1);

      if (recovery->living)
        return recovery;
    }

  return NULL;
}

/* Whether the recovery lacks a key that this member holds. */
static gboolean
look_at_member (HzRings *self,
                HzDb *db,
                const HzId *recovery_id,
                const HzId *member_id,
                gboolean *is_missing,
                GError **error)
{
  g_autoptr (GPtrArray) rows = hz_ring_store_list_lacking (db, member_id, recovery_id, error);
  gboolean has_own;

  if (rows == NULL
      || !hz_ring_store_has_grant (db, recovery_id, HZ_RING_OWN, member_id, &has_own, error))
    return FALSE;

  *is_missing = rows->len > 0 || !has_own;
  return TRUE;
}

/**
 * hz_rings_list_uncovered:
 * @self: rings
 * @db: the open database
 * @recovery_id: of sheets
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzId): the members whose keys the sheets lack, be
 *   it their own or one of a case
 */
GArray *
hz_rings_list_uncovered (HzRings *self,
                         HzDb *db,
                         const HzId *recovery_id,
                         GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HzId));

  for (guint i = 0; i < hz_roster_get_n_members (self->roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (self->roster, i);
      gboolean is_missing;

      if (member->state != HZ_MEMBER_PRESENT)
        continue;
      if (!look_at_member (self, db, recovery_id, &member->id, &is_missing, error))
        return NULL;
      if (is_missing)
        g_array_append_val (ids, member->id);
    }

  return g_steal_pointer (&ids);
}

gboolean
hz_rings_has_later_sheets (HzRings *self)
{
  return hz_roster_get_n_recoveries (self->roster) > 1;
}

/**
 * hz_rings_measure_cover:
 * @self: rings
 * @db: the open database
 * @cover: (out): what the newest sheets do not open
 * @error: return location
 *
 * Returns: whether it could be found out
 */
gboolean
hz_rings_measure_cover (HzRings *self,
                        HzDb *db,
                        HzRingsCover *cover,
                        GError **error)
{
  const HzRosterRecovery *recovery = find_newest (self);
  HzRingsCover found = { 0 };

  g_assert (recovery != NULL);
  found.recovery_id = recovery->id;
  found.counts = recovery->counts;
  found.set = recovery->set;

  if (!hz_ring_store_count_lacking (db, HZ_RING_CASE, &recovery->id, &found.n_cases, error)
      || !hz_ring_store_count_lacking (db, HZ_RING_CARE, &recovery->id, &found.n_care, error))
    return FALSE;

  if (!hz_rings_is_by_sheets (self)
      && !look_at_member (self, db, &recovery->id, hz_rings_get_own_id (self), &found.is_mine_missing,
                          error))
    return FALSE;

  for (guint i = 0; i < hz_roster_get_n_members (self->roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (self->roster, i);
      gboolean has_grant;

      if (member->state != HZ_MEMBER_PRESENT)
        continue;

      if (!hz_ring_store_has_grant (db, &recovery->id, HZ_RING_OWN, &member->id, &has_grant, error))
        return FALSE;
      found.n_people += has_grant ? 0 : 1;
    }

  *cover = found;
  return TRUE;
}
