/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Making keys, giving them to others, and renewing them when somebody who held them must not hold
 * the next. Reading the grants: hz-rings-load.c.
 *
 * Every key goes to each living recovery too, from the first moment. A team list is written whenever
 * the holders change; it is what a renewal goes by, for a grant's row by itself says only that
 * somebody wrote a row.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-body.h"
#include "hz-clock.h"
#include "hz-ring-grant.h"
#include "hz-ring-store.h"
#include "hz-vault-error.h"
#include "hz-vault-tables.h"

static gboolean
refuse (GError **error,
        HzVaultError code,
        const char *why)
{
  g_set_error_literal (error, HZ_VAULT_ERROR, code, why);
  return FALSE;
}

/**
 * hz_rings_write_grant:
 * @self: rings
 * @db: the open database, in a write job
 * @ring: of the key
 * @subject_id: the case; whose key, for own
 * @key: what is given
 * @row_id: under which recipient it stands
 * @recipient_id: to whom it is
 * @recipient_box: her X25519 key
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
hz_rings_write_grant (HzRings *self,
                      HzDb *db,
                      HzRing ring,
                      const HzId *subject_id,
                      const HzRingKey *key,
                      const HzId *row_id,
                      const HzId *recipient_id,
                      const guint8 recipient_box[HZ_KEY_BYTES],
                      GError **error)
{
  HzRingGrant grant = { 0 };
  HzGrantRow row = { 0 };
  gboolean written;

  grant.ring = (guint8) ring;
  grant.key = key->key;
  grant.epoch = key->epoch;
  grant.made_seq = key->made_seq;
  grant.case_id = ring == HZ_RING_CASE ? *subject_id : HZ_ID_NONE;
  grant.centre_id = self->centre_id;
  grant.roster_seq = hz_roster_get_length (self->roster) - 1;
  grant.time = hz_clock_now ();
  memcpy (grant.link, key->link, sizeof grant.link);

  row.ring = (guint8) ring;
  row.subject_id = *subject_id;
  row.epoch = key->epoch;
  row.recipient_id = *row_id;
  row.sealed = hz_ring_grant_seal (&grant, self->identity, recipient_id, recipient_box);
  if (row.sealed == NULL)
    return refuse (error, HZ_VAULT_ERROR_FAILED, "A member's public key is no key");

  written = hz_ring_store_put_grant (db, &row, error);
  g_bytes_unref (row.sealed);

  return written;
}

static gboolean
write_grant (HzRings *self,
             HzDb *db,
             HzRing ring,
             const HzId *subject_id,
             const HzRingKey *key,
             const HzId *recipient_id,
             const guint8 recipient_box[HZ_KEY_BYTES],
             GError **error)
{
  return hz_rings_write_grant (self, db, ring, subject_id, key, recipient_id, recipient_id,
                               recipient_box, error);
}

static gboolean
write_recovery_grants (HzRings *self,
                       HzDb *db,
                       HzRing ring,
                       const HzId *subject_id,
                       const HzRingKey *key,
                       GError **error)
{
  for (guint i = 0; i < hz_roster_get_n_recoveries (self->roster); i++)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (self->roster, i);

      if (recovery->living && recovery->counts
          && !write_grant (self, db, ring, subject_id, key, &recovery->id, recovery->keys.box,
                           error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_rings_grant_own_to_recovery:
 * @self: rings
 * @db: the open database, in a write job
 * @error: return location
 *
 * Returns: whether every living recovery can open her own ring
 */
gboolean
hz_rings_grant_own_to_recovery (HzRings *self,
                                HzDb *db,
                                GError **error)
{
  HzRingKey key = { 0 };

  key.key = hz_identity_get_own_key (self->identity);
  key.epoch = 1;
  key.made_seq = hz_roster_get_length (self->roster);

  return write_recovery_grants (self, db, HZ_RING_OWN, hz_rings_get_own_id (self), &key, error);
}

/**
 * hz_rings_write_team:
 * @self: rings
 * @db: the open database, in a write job
 * @ring: a ring with a list
 * @error: return location
 *
 * Returns: whether the list as it is now was written, signed by her
 */
gboolean
hz_rings_write_team (HzRings *self,
                     HzDb *db,
                     HzKeyRing *ring,
                     GError **error)
{
  HzRingKey *newest = hz_key_ring_get_newest (ring);
  HzBodyAddress address = { HZ_VAULT_TABLE_RING_TEAM, ring->case_id, ring->case_id, 0 };
  g_autoptr (GBytes) list = NULL;
  g_autoptr (GBytes) body = NULL;

  ring->team->revision++;
  address.revision = (gint64) ring->team->revision;
  list = hz_team_serialize (ring->team, &self->centre_id, (guint8) ring->ring, &ring->case_id,
                            self->identity);
  body = hz_body_seal (newest->key, newest->epoch, &self->centre_id, &address, list);

  return hz_ring_store_put_team (db, (guint8) ring->ring, &ring->case_id, newest->epoch,
                                 address.revision, body, error);
}

/**
 * hz_rings_may_hold:
 * @self: rings
 * @entry: of a team list
 *
 * Returns: whether she is to have the next key too: by the roster she has had a care role all the time
 *   since she was put on the list, and the same keys
 */
gboolean
hz_rings_may_hold (HzRings *self,
                   const HzTeamEntry *entry)
{
  return entry->present
         && hz_roster_had_care_since (self->roster, &entry->id, entry->box, entry->seq);
}

static gboolean
write_team_grants (HzRings *self,
                   HzDb *db,
                   HzKeyRing *ring,
                   const HzRingKey *key,
                   GError **error)
{
  for (guint i = 0; i < ring->team->entries->len; i++)
    {
      HzTeamEntry *entry = &g_array_index (ring->team->entries, HzTeamEntry, i);

      entry->present = hz_rings_may_hold (self, entry);
      if (entry->present
          && !write_grant (self, db, ring->ring, &ring->case_id, key, &entry->id, entry->box, error))
        return FALSE;
    }

  return write_recovery_grants (self, db, ring->ring, &ring->case_id, key, error);
}

static void
put_me_on_team (HzRings *self,
                HzKeyRing *ring)
{
  HzTeamEntry *entry;

  if (ring->team == NULL)
    ring->team = hz_team_new ();

  /* The sheets open everything without being on a list. */
  if (hz_identity_get_kind (self->identity) == HZ_IDENTITY_RECOVERY)
    return;

  entry = hz_team_find (ring->team, hz_rings_get_own_id (self));
  if (entry == NULL || !hz_rings_may_hold (self, entry))
    hz_team_put (ring->team, hz_rings_get_own_id (self),
                 hz_identity_get_public (self->identity)->box,
                 hz_roster_get_length (self->roster) - 1);
}

/* Adds @key as the next epoch of @ring and gives it to who may have it. */
static gboolean
add_epoch (HzRings *self,
           HzDb *db,
           HzKeyRing *ring,
           HzSecret *key,
           GError **error)
{
  HzRingKey *newest = hz_key_ring_get_newest (ring);
  guint8 link[HZ_RINGS_HASH_BYTES] = { 0 };
  guint32 epoch = newest != NULL ? newest->epoch + 1 : 1;

  if (newest != NULL)
    crypto_generichash (link, sizeof link, hz_secret_get_data (key), HZ_KEY_BYTES,
                        hz_secret_get_data (newest->key), HZ_KEY_BYTES);

  put_me_on_team (self, ring);
  hz_key_ring_add (ring, key, epoch, hz_roster_get_length (self->roster), link);

  if (write_team_grants (self, db, ring, hz_key_ring_get_newest (ring), error)
      && hz_rings_write_team (self, db, ring, error))
    return TRUE;

  g_ptr_array_remove_index (ring->keys, ring->keys->len - 1);
  return FALSE;
}

/**
 * hz_rings_renew_case:
 * @self: rings
 * @db: the open database, in a write job
 * @ring: a case's keys, not forged
 * @error: return location
 *
 * Returns: whether there is a new key, given to those of the team who may still have it
 */
gboolean
hz_rings_renew_case (HzRings *self,
                     HzDb *db,
                     HzKeyRing *ring,
                     GError **error)
{
  g_autoptr (HzSecret) key = hz_secret_new_random (HZ_KEY_BYTES);

  return add_epoch (self, db, ring, key, error);
}

static gboolean
i_may_hold (HzRings *self)
{
  const HzRosterMember *me = hz_roster_find (self->roster, hz_rings_get_own_id (self));

  return me != NULL && me->state == HZ_MEMBER_PRESENT && (me->roles & HZ_ROLES_CARE);
}

/**
 * hz_rings_make_case:
 * @self: rings
 * @db: the open database, in a write job
 * @case_id: a case nobody has made a key for
 * @error: return location
 *
 * Makes the case's first key, for her and the recovery.
 *
 * Returns: whether there is one; or %HZ_VAULT_ERROR_NOT_ALLOWED, %HZ_VAULT_ERROR_EXISTS
 */
gboolean
hz_rings_make_case (HzRings *self,
                    HzDb *db,
                    const HzId *case_id,
                    GError **error)
{
  HzKeyRing *ring;
  g_autoptr (HzSecret) key = NULL;

  if (!hz_rings_freshen (self, db, error))
    return FALSE;

  if (!i_may_hold (self))
    return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "Only who has a care role opens a case");

  if (hz_rings_has_case (self, case_id))
    return refuse (error, HZ_VAULT_ERROR_EXISTS, "The case has keys already");

  key = hz_secret_new_random (HZ_KEY_BYTES);
  ring = hz_key_ring_new (HZ_RING_CASE, case_id);
  if (!add_epoch (self, db, ring, key, error))
    {
      hz_key_ring_free (ring);
      return FALSE;
    }

  g_hash_table_insert (self->cases, &ring->case_id, ring);
  return TRUE;
}

static gboolean
check_ring (HzKeyRing *ring,
            GError **error)
{
  if (ring == NULL || ring->keys->len == 0)
    return refuse (error, HZ_VAULT_ERROR_NO_KEY, "She holds no key to give");

  if (ring->forged || ring->team == NULL)
    return refuse (error, HZ_VAULT_ERROR_CASE_FORGED, "Keys or team list do not hold together");

  return TRUE;
}

/* Gives all epochs of @ring to one more person. */
static gboolean
grant_ring (HzRings *self,
            HzDb *db,
            HzKeyRing *ring,
            const HzId *recipient_id,
            GError **error)
{
  const HzRosterMember *recipient = hz_roster_find (self->roster, recipient_id);

  if (!check_ring (ring, error))
    return FALSE;

  if (recipient == NULL || recipient->state != HZ_MEMBER_PRESENT)
    return refuse (error, HZ_VAULT_ERROR_NOT_FOUND, "There is no such member");

  if (!(recipient->roles & HZ_ROLES_CARE))
    return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "She has no role that may hold this key");

  for (guint i = 0; i < ring->keys->len; i++)
    if (!write_grant (self, db, ring->ring, &ring->case_id, g_ptr_array_index (ring->keys, i),
                      recipient_id, recipient->keys.box, error))
      return FALSE;

  hz_team_put (ring->team, recipient_id, recipient->keys.box,
               hz_roster_get_length (self->roster) - 1);

  return hz_rings_write_team (self, db, ring, error);
}

/**
 * hz_rings_grant_case:
 * @self: rings
 * @db: the open database, in a write job
 * @case_id: a case she holds keys of
 * @recipient_id: a member with a care role
 * @error: return location
 *
 * Returns: whether the recipient has all keys of the case; or %HZ_VAULT_ERROR_NO_KEY,
 *   %HZ_VAULT_ERROR_NOT_FOUND, %HZ_VAULT_ERROR_NOT_ALLOWED, %HZ_VAULT_ERROR_CASE_FORGED
 */
gboolean
hz_rings_grant_case (HzRings *self,
                     HzDb *db,
                     const HzId *case_id,
                     const HzId *recipient_id,
                     GError **error)
{
  HzKeyRing *ring;

  if (!hz_rings_freshen (self, db, error))
    return FALSE;

  ring = hz_rings_find_ring (self, HZ_RING_CASE, case_id);
  if (ring != NULL && ring->keys->len > 0 && !ring->forged && ring->team != NULL
      && hz_roster_epoch_is_due (self->roster, hz_key_ring_get_newest (ring)->made_seq)
      && !hz_rings_renew_case (self, db, ring, error))
    return FALSE;

  return grant_ring (self, db, ring, recipient_id, error);
}

/**
 * hz_rings_ungrant_case:
 * @self: rings
 * @db: the open database, in a write job
 * @case_id: a case she holds keys of
 * @recipient_id: who is to leave its team; not herself
 * @error: return location
 *
 * Takes a person off the team: her grants go, and the others get a new key. What she has read she
 * has read.
 *
 * Returns: whether what is sealed from now on is closed to her
 */
gboolean
hz_rings_ungrant_case (HzRings *self,
                       HzDb *db,
                       const HzId *case_id,
                       const HzId *recipient_id,
                       GError **error)
{
  HzKeyRing *ring;
  const HzTeamEntry *entry;
  HzTeamEntry before;

  if (!hz_rings_freshen (self, db, error))
    return FALSE;

  ring = hz_rings_find_ring (self, HZ_RING_CASE, case_id);
  if (!check_ring (ring, error))
    return FALSE;

  entry = hz_team_find (ring->team, recipient_id);
  if (entry == NULL || !entry->present)
    return refuse (error, HZ_VAULT_ERROR_NOT_FOUND, "She is not on the team");

  if (hz_id_equal (recipient_id, hz_rings_get_own_id (self)))
    return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "Another member of the team takes one off");

  before = *entry;
  hz_team_drop (ring->team, recipient_id);
  if (!hz_ring_store_delete_grants (db, recipient_id, HZ_RING_CASE, case_id, error)
      || !hz_rings_renew_case (self, db, ring, error))
    {
      hz_team_put (ring->team, recipient_id, before.box, before.seq);
      return FALSE;
    }

  return TRUE;
}

/**
 * hz_rings_care_is_due:
 * @self: rings
 *
 * Returns: whether a care epoch is to be made now, and by her: the first one, when she has a care
 *   role that she did not give herself; a new one, when she also holds the last
 */
gboolean
hz_rings_care_is_due (HzRings *self)
{
  const HzRosterMember *me = hz_roster_find (self->roster, hz_rings_get_own_id (self));
  guint32 number = hz_roster_get_n_care_epochs (self->roster);
  HzRingKey *newest = hz_key_ring_get_newest (self->care);

  if (me == NULL || me->state != HZ_MEMBER_PRESENT
      || !(me->roles & HZ_ROLES_CARE & ~me->self_given))
    return FALSE;

  if (number == 0)
    return TRUE;

  return newest != NULL && newest->epoch == number && !self->care->forged
         && self->care->team != NULL && hz_roster_epoch_is_due (self->roster, newest->made_seq);
}

/**
 * hz_rings_get_care_key:
 * @self: rings
 *
 * Returns: (transfer none) (nullable): the newest care key she holds
 */
HzSecret *
hz_rings_get_care_key (HzRings *self)
{
  HzRingKey *newest = hz_key_ring_get_newest (self->care);

  return newest != NULL ? newest->key : NULL;
}

/**
 * hz_rings_grant_care_epoch:
 * @self: rings
 * @db: the open database, in a write job
 * @care_key: the key of the next care epoch
 * @error: return location
 *
 * Gives a new care key to its holders and the recovery, before the roster names it.
 *
 * Returns: whether they have it
 */
gboolean
hz_rings_grant_care_epoch (HzRings *self,
                           HzDb *db,
                           HzSecret *care_key,
                           GError **error)
{
  return hz_rings_freshen (self, db, error)
         && add_epoch (self, db, self->care, care_key, error);
}

/**
 * hz_rings_grant_care:
 * @self: rings
 * @db: the open database, in a write job
 * @recipient_id: a member with a care role, whose key number was compared
 * @error: return location
 *
 * Returns: whether the recipient has all care keys; errors as hz_rings_grant_case()
 */
gboolean
hz_rings_grant_care (HzRings *self,
                     HzDb *db,
                     const HzId *recipient_id,
                     GError **error)
{
  return hz_rings_freshen (self, db, error)
         && grant_ring (self, db, self->care, recipient_id, error);
}

/**
 * hz_rings_list_care_holders:
 * @self: rings
 *
 * Returns: (transfer full) (element-type HzId): who holds the care key, as far as she can know: by
 *   the list sealed under it; nobody when she does not hold it
 */
GArray *
hz_rings_list_care_holders (HzRings *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HzId));

  for (guint i = 0; self->care->team != NULL && i < self->care->team->entries->len; i++)
    {
      const HzTeamEntry *entry = &g_array_index (self->care->team->entries, HzTeamEntry, i);

      if (hz_rings_may_hold (self, entry))
        g_array_append_val (ids, entry->id);
    }

  return ids;
}

static gboolean
recipient_is_entitled (HzRings *self,
                       const HzGrantRow *row)
{
  const HzRosterRecovery *recovery = hz_roster_find_recovery (self->roster, &row->recipient_id);
  const HzRosterMember *member = hz_roster_find (self->roster, &row->recipient_id);

  if (recovery != NULL)
    return recovery->living;

  return row->ring != HZ_RING_OWN && member != NULL && member->state == HZ_MEMBER_PRESENT
         && (member->roles & HZ_ROLES_CARE);
}

/* A grant that waited for the roster to name a member's new key, which it does now. */
static const HzRosterMember *
find_waiting_for (HzRings *self,
                  const HzId *recipient_id)
{
  for (guint i = 0; i < hz_roster_get_n_members (self->roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (self->roster, i);
      HzId pending_id = hz_rings_get_pending_id (self, &member->id, member->keys.box);

      if (member->state == HZ_MEMBER_PRESENT && (member->roles & HZ_ROLES_CARE)
          && hz_id_equal (&pending_id, recipient_id))
        return member;
    }

  return NULL;
}

/* What is moved takes the place of what was granted to the key before. */
static gboolean
move_waiting (HzRings *self,
              HzDb *db,
              GPtrArray *rows,
              GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HzGrantRow *row = g_ptr_array_index (rows, i);
      const HzRosterMember *member = NULL;

      if (!recipient_is_entitled (self, row))
        member = find_waiting_for (self, &row->recipient_id);
      if (member != NULL
          && !hz_ring_store_move_grants (db, &row->recipient_id, &member->id, row->ring, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_rings_purge:
 * @self: rings
 * @db: the open database, in a write job
 * @error: return location
 *
 * Gives those their grants who have got new keys (hz-rings-recovery.c), and deletes the grants of
 * people who by the roster may not have them, and of a care epoch that the roster does not name: what a
 * crash between the two left.
 *
 * Returns: whether it could
 */
gboolean
hz_rings_purge (HzRings *self,
                HzDb *db,
                GError **error)
{
  g_autoptr (GPtrArray) rows = hz_ring_store_list_recipients (db, error);

  if (rows == NULL || !move_waiting (self, db, rows, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const HzGrantRow *row = g_ptr_array_index (rows, i);

      if (!recipient_is_entitled (self, row)
          && !hz_ring_store_delete_grants (db, &row->recipient_id, row->ring, NULL, error))
        return FALSE;
    }

  return hz_ring_store_delete_care_after (db, hz_roster_get_n_care_epochs (self->roster), error);
}
