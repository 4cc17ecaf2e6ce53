/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The keys one person holds, and what she seals and opens with them.
 *
 * A key comes out of a grant, which is believed only when everything about it holds: the centre, the
 * signature by the key its giver had then, that the giver could have had the key, and
 *
 *   care   that the key makes the public keys the roster names for its epoch
 *   case   that the giver is herself, a recovery, or on the team list sealed under the key; that
 *          each epoch is linked to the one before; records compares the mark of the first with the
 *          case header
 *
 * What does not hold makes the case read-only, or the grant invisible. A case's grants are looked at
 * when its key is asked for first: somebody may have thousands. Granting and renewing keys:
 * hz-rings-keeper.c.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-body.h"
#include "hz-ring-grant.h"
#include "hz-ring-store.h"
#include "hz-vault-error.h"

static void
free_ring_key (HzRingKey *key)
{
  hz_secret_unref (key->key);
  g_free (key);
}

/**
 * hz_key_ring_free:
 * @self: (transfer full): the keys of one ring
 */
void
hz_key_ring_free (HzKeyRing *self)
{
  g_ptr_array_unref (self->keys);
  hz_team_free (self->team);
  g_free (self);
}

/**
 * hz_key_ring_new:
 * @ring: care or case
 * @case_id: the case, or no id
 *
 * Returns: (transfer full): a ring without keys
 */
HzKeyRing *
hz_key_ring_new (HzRing ring,
                 const HzId *case_id)
{
  HzKeyRing *self = g_new0 (HzKeyRing, 1);

  self->ring = ring;
  self->case_id = *case_id;
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) free_ring_key);

  return self;
}

/**
 * hz_key_ring_add:
 * @self: the keys of one ring
 * @key: one more
 * @epoch: its number
 * @made_seq: length of the roster when it was made
 * @link: BLAKE2b of it keyed with the one before, or zeros
 *
 * Keys are added in the order of their epochs.
 */
void
hz_key_ring_add (HzKeyRing *self,
                 HzSecret *key,
                 guint32 epoch,
                 guint32 made_seq,
                 const guint8 link[HZ_RINGS_HASH_BYTES])
{
  HzRingKey *added = g_new0 (HzRingKey, 1);

  added->key = hz_secret_ref (key);
  added->epoch = epoch;
  added->made_seq = made_seq;
  memcpy (added->link, link, sizeof added->link);
  g_ptr_array_add (self->keys, added);
}

/**
 * hz_key_ring_get_newest:
 * @self: the keys of one ring
 *
 * Returns: (transfer none) (nullable): the newest
 */
HzRingKey *
hz_key_ring_get_newest (HzKeyRing *self)
{
  return self->keys->len > 0 ? g_ptr_array_index (self->keys, self->keys->len - 1) : NULL;
}

static HzRingKey *
find_key (HzKeyRing *self,
          guint32 epoch)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      HzRingKey *key = g_ptr_array_index (self->keys, i);

      if (key->epoch == epoch)
        return key;
    }

  return NULL;
}

/**
 * hz_rings_new:
 * @identity: whose keys
 * @roster: as checked at sign-in
 *
 * Returns: (transfer full): rings that hold her own key alone, before hz_rings_load()
 */
HzRings *
hz_rings_new (HzIdentity *identity,
              HzRoster *roster)
{
  HzRings *self = g_new0 (HzRings, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->identity = hz_identity_ref (identity);
  self->roster = hz_roster_ref (roster);
  hz_roster_get_centre_id (roster, &self->centre_id);
  self->care = hz_key_ring_new (HZ_RING_CARE, &HZ_ID_NONE);
  self->cases = g_hash_table_new_full (hz_id_hash, hz_id_equal, NULL,
                                       (GDestroyNotify) hz_key_ring_free);
  self->waiting = g_hash_table_new_full (hz_id_hash, hz_id_equal, (GDestroyNotify) hz_id_free, NULL);

  return self;
}

/**
 * hz_rings_ref:
 * @self: rings
 *
 * Returns: (transfer full): @self
 */
HzRings *
hz_rings_ref (HzRings *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * hz_rings_unref:
 * @self: (transfer full): rings
 *
 * With the last reference the keys are wiped.
 */
void
hz_rings_unref (HzRings *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  hz_identity_unref (self->identity);
  hz_roster_unref (self->roster);
  hz_key_ring_free (self->care);
  g_hash_table_unref (self->cases);
  g_hash_table_unref (self->waiting);
  g_free (self);
}

/**
 * hz_rings_set_roster:
 * @self: rings
 * @roster: the roster after an act
 */
void
hz_rings_set_roster (HzRings *self,
                     HzRoster *roster)
{
  hz_roster_ref (roster);
  hz_roster_unref (self->roster);
  self->roster = roster;
}

/**
 * hz_rings_get_own_id:
 * @self: rings
 *
 * Returns: (transfer none): whose they are
 */
const HzId *
hz_rings_get_own_id (HzRings *self)
{
  return hz_identity_get_id (self->identity);
}

gboolean
hz_rings_is_by_sheets (HzRings *self)
{
  return hz_identity_get_kind (self->identity) == HZ_IDENTITY_RECOVERY;
}

/**
 * hz_rings_find_ring:
 * @self: rings
 * @ring: care or case
 * @case_id: the case
 *
 * Returns: (transfer none) (nullable): the keys held there
 */
HzKeyRing *
hz_rings_find_ring (HzRings *self,
                    HzRing ring,
                    const HzId *case_id)
{
  HzKeyRing *found;

  if (ring == HZ_RING_CARE)
    return self->care;
  if (ring != HZ_RING_CASE)
    return NULL;

  found = g_hash_table_lookup (self->cases, case_id);

  return found != NULL ? found : hz_rings_take_waiting (self, case_id);
}

/* Whether the newest key held is the newest there is, and what it rests on holds. */
static gboolean
check_may_seal (HzRings *self,
                HzKeyRing *ring,
                GError **error)
{
  HzRingKey *newest = ring != NULL ? hz_key_ring_get_newest (ring) : NULL;

  if (newest == NULL
      || (ring->ring == HZ_RING_CARE
          && newest->epoch != hz_roster_get_n_care_epochs (self->roster)))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY, "No key to seal with");
      return FALSE;
    }

  if (ring->forged || ring->team == NULL)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CASE_FORGED,
                   "Keys or team list do not hold together");
      return FALSE;
    }

  return TRUE;
}

/**
 * hz_rings_seal:
 * @self: rings
 * @db: the open database, in a write job
 * @ring: care, case or own
 * @address: where the body will stand; its case is the one whose key is taken
 * @plain: what to seal
 * @error: return location
 *
 * A case key that is due is renewed first.
 *
 * Returns: (transfer full) (nullable): the sealed body; or %HZ_VAULT_ERROR_NO_KEY,
 *   %HZ_VAULT_ERROR_CASE_FORGED
 */
GBytes *
hz_rings_seal (HzRings *self,
               HzDb *db,
               HzRing ring,
               const HzBodyAddress *address,
               GBytes *plain,
               GError **error)
{
  HzKeyRing *keys;
  HzRingKey *newest;

  if (ring == HZ_RING_OWN)
    return hz_body_seal (hz_identity_get_own_key (self->identity), 1, &self->centre_id, address,
                         plain);

  if (!hz_rings_freshen (self, db, error))
    return NULL;

  keys = hz_rings_find_ring (self, ring, &address->case_id);
  if (!check_may_seal (self, keys, error))
    return NULL;

  newest = hz_key_ring_get_newest (keys);
  if (hz_roster_epoch_is_due (self->roster, newest->made_seq))
    {
      /* The roster names the care epochs: the facade renews that key, at sign-in and after acts. */
      if (ring == HZ_RING_CARE)
        {
          g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY,
                       "The care key is due for renewal by somebody who may");
          return NULL;
        }

      if (!hz_rings_renew_case (self, db, keys, error))
        return NULL;

      newest = hz_key_ring_get_newest (keys);
    }

  return hz_body_seal (newest->key, newest->epoch, &self->centre_id, address, plain);
}

/**
 * hz_rings_open:
 * @self: rings
 * @ring: care, case or own
 * @address: where the body stands
 * @sealed: the body
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was sealed, wiped when freed; or %HZ_VAULT_ERROR_NO_KEY,
 *   %HZ_VAULT_ERROR_BODY_DAMAGED
 */
GBytes *
hz_rings_open (HzRings *self,
               HzRing ring,
               const HzBodyAddress *address,
               GBytes *sealed,
               GError **error)
{
  HzKeyRing *keys = hz_rings_find_ring (self, ring, &address->case_id);
  HzSecret *key = NULL;
  HzRingKey *of_epoch;
  GBytes *plain = NULL;
  guint32 epoch;

  if (!hz_body_read_epoch (sealed, &epoch))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BODY_DAMAGED, "This is no sealed body");
      return NULL;
    }

  of_epoch = keys != NULL ? find_key (keys, epoch) : NULL;
  if (of_epoch != NULL)
    key = of_epoch->key;
  else if (ring == HZ_RING_OWN)
    key = hz_identity_get_own_key (self->identity);

  if (key == NULL)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY, "No key of epoch %u", epoch);
      return NULL;
    }

  plain = hz_body_open (key, &self->centre_id, address, sealed);
  if (plain == NULL)
    g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BODY_DAMAGED,
                 "A body of table %u does not open where it stands", address->table);

  return plain;
}

/**
 * hz_rings_has_care:
 * @self: rings
 *
 * Returns: whether she holds the newest care key
 */
gboolean
hz_rings_has_care (HzRings *self)
{
  HzRingKey *newest = hz_key_ring_get_newest (self->care);

  return newest != NULL && newest->epoch == hz_roster_get_n_care_epochs (self->roster);
}

/**
 * hz_rings_has_inbox:
 * @self: rings
 *
 * Returns: whether a request can be put in for those who hold the care key. Before anybody does, it
 *   waits in its writer's own ring
 */
gboolean
hz_rings_has_inbox (HzRings *self)
{
  return hz_roster_get_n_care_epochs (self->roster) > 0;
}

/**
 * hz_rings_seal_inbox:
 * @self: rings
 * @address: where the body will stand
 * @plain: what to put in
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a body that the writer cannot open; or %HZ_VAULT_ERROR_NO_KEY
 *   when there is no inbox yet
 */
GBytes *
hz_rings_seal_inbox (HzRings *self,
                     const HzBodyAddress *address,
                     GBytes *plain,
                     GError **error)
{
  guint32 number = hz_roster_get_n_care_epochs (self->roster);
  const HzCareEpoch *epoch = hz_roster_get_care_epoch (self->roster, number);
  GBytes *sealed = NULL;

  if (epoch != NULL)
    sealed = hz_body_seal_inbox (epoch->inbox, number, &self->centre_id, address, self->identity,
                                 plain);
  if (sealed == NULL)
    g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY, "There is no inbox yet");

  return sealed;
}

/**
 * hz_rings_open_inbox:
 * @self: rings
 * @address: where the body stands
 * @sealed: a body for which hz_rings_is_inbox() holds
 * @writer_id: (out): who wrote it, by her signature
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the text, for a holder of the care key to seal with
 *   hz_rings_seal() in its place; or %HZ_VAULT_ERROR_NO_KEY, %HZ_VAULT_ERROR_BODY_DAMAGED
 */
GBytes *
hz_rings_open_inbox (HzRings *self,
                     const HzBodyAddress *address,
                     GBytes *sealed,
                     HzId *writer_id,
                     GError **error)
{
  guint8 signature[HZ_SIGNATURE_BYTES];
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GByteArray) text = NULL;
  HzRingKey *key = NULL;
  gboolean is_right = FALSE;
  guint32 epoch;
  HzId writer;

  if (hz_body_read_epoch (sealed, &epoch))
    key = find_key (self->care, epoch);
  if (key == NULL)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY, "No care key for this request");
      return NULL;
    }

  plain = hz_body_open_inbox (key->key, &self->centre_id, address, sealed, &writer, signature);
  if (plain != NULL)
    {
      text = hz_body_build_signed ("HZinbox1", &self->centre_id, address, &writer, plain);
      is_right = hz_rings_is_signed_by (self, &writer, text, signature);
      sodium_memzero (text->data, text->len);
    }

  if (!is_right)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BODY_DAMAGED,
                   "A request does not open where it stands");
      return NULL;
    }

  *writer_id = writer;
  return g_steal_pointer (&plain);
}

/**
 * hz_rings_is_inbox:
 * @sealed: a body of the care ring
 *
 * Returns: whether it was put in by somebody and no holder of the care key has moved it yet
 */
gboolean
hz_rings_is_inbox (GBytes *sealed)
{
  return hz_body_is_inbox (sealed);
}

/**
 * hz_rings_has_case:
 * @self: rings
 * @case_id: a case
 *
 * Returns: whether there is a key of it for her; when a grant of it does not hold, that is found once
 *   the key is asked for
 */
gboolean
hz_rings_has_case (HzRings *self,
                   const HzId *case_id)
{
  return g_hash_table_contains (self->cases, case_id)
         || g_hash_table_contains (self->waiting, case_id);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return hz_id_compare (*(const HzId *const *) a, *(const HzId *const *) b);
}

/**
 * hz_rings_list_cases:
 * @self: rings
 *
 * Returns: (transfer full) (element-type HzId): the cases for which hz_rings_has_case() holds, in order
 */
GPtrArray *
hz_rings_list_cases (HzRings *self)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (cases, hz_id_copy (id));
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (cases, hz_id_copy (id));

  g_ptr_array_sort (cases, compare_ids);

  return cases;
}

/**
 * hz_rings_list_team:
 * @self: rings
 * @case_id: a case she is on the team of
 *
 * Returns: (transfer full) (element-type HzId): who works on it
 */
GArray *
hz_rings_list_team (HzRings *self,
                    const HzId *case_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  HzKeyRing *keys = hz_rings_find_ring (self, HZ_RING_CASE, case_id);

  for (guint i = 0; keys != NULL && keys->team != NULL && i < keys->team->entries->len; i++)
    {
      const HzTeamEntry *entry = &g_array_index (keys->team->entries, HzTeamEntry, i);

      if (entry->present
          && hz_roster_had_care_since (self->roster, &entry->id, entry->box, entry->seq))
        g_array_append_val (ids, entry->id);
    }

  return ids;
}

/**
 * hz_rings_get_case_mark:
 * @self: rings
 * @case_id: a case
 * @mark: (out): BLAKE2b-256 of its first key, for the case header
 *
 * Returns: whether she holds its first key
 */
gboolean
hz_rings_get_case_mark (HzRings *self,
                        const HzId *case_id,
                        guint8 mark[HZ_RINGS_HASH_BYTES])
{
  HzKeyRing *keys = hz_rings_find_ring (self, HZ_RING_CASE, case_id);
  HzRingKey *first = keys != NULL ? find_key (keys, 1) : NULL;

  if (first == NULL)
    return FALSE;

  crypto_generichash (mark, HZ_RINGS_HASH_BYTES, hz_secret_get_data (first->key), HZ_KEY_BYTES,
                      NULL, 0);
  return TRUE;
}

/**
 * hz_rings_check_case_mark:
 * @self: rings
 * @case_id: a case she holds keys of
 * @mark: from its header
 * @error: return location
 *
 * Returns: whether the keys are those the header was written with; else the case is read-only from
 *   here on, and %HZ_VAULT_ERROR_CASE_FORGED
 */
gboolean
hz_rings_check_case_mark (HzRings *self,
                          const HzId *case_id,
                          const guint8 mark[HZ_RINGS_HASH_BYTES],
                          GError **error)
{
  HzKeyRing *keys = hz_rings_find_ring (self, HZ_RING_CASE, case_id);
  guint8 own_mark[HZ_RINGS_HASH_BYTES];

  if (hz_rings_get_case_mark (self, case_id, own_mark)
      && sodium_memcmp (mark, own_mark, sizeof own_mark) == 0)
    return TRUE;

  if (keys != NULL)
    keys->forged = TRUE;
  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CASE_FORGED,
               "The case's keys are not those of its header");

  return FALSE;
}

/**
 * hz_rings_find_forgery:
 * @self: rings
 * @case_id: a case she holds keys of
 * @signer_id: (out): who signed the key that does not hold; no id when that is not known
 *
 * Returns: what somebody has done to its keys
 */
HzRingsForgery
hz_rings_find_forgery (HzRings *self,
                       const HzId *case_id,
                       HzId *signer_id)
{
  HzKeyRing *keys = hz_rings_find_ring (self, HZ_RING_CASE, case_id);

  *signer_id = keys != NULL ? keys->forger_id : HZ_ID_NONE;
  if (keys == NULL || keys->keys->len == 0)
    return HZ_RINGS_FORGERY_NONE;
  if (keys->forged || keys->team == NULL)
    return HZ_RINGS_FORGERY_READ_ONLY;

  return keys->has_refused ? HZ_RINGS_FORGERY_PASSED_OVER : HZ_RINGS_FORGERY_NONE;
}
