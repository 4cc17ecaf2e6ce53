/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster as a whole: reading and writing it, and what it comes to, now and at any entry. The
 * rules of single entries: hz-roster-rules.c. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-roster-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"
#include "hz-vault-error.h"

/**
 * hz_roster_member_free:
 * @member: (transfer full): a person
 */
void
hz_roster_member_free (HzRosterMember *member)
{
  g_free (member->name);
  g_array_unref (member->history);
  g_free (member);
}

/**
 * hz_roster_new:
 *
 * Returns: (transfer full): a roster without entries, for hz_roster_found()
 */
HzRoster *
hz_roster_new (void)
{
  HzRoster *self = g_new0 (HzRoster, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_byte_array_new ();
  self->hashes = g_array_new (FALSE, FALSE, HZ_ROSTER_HASH_BYTES);
  self->acts = g_array_new (FALSE, FALSE, sizeof (HzRosterAct));
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_roster_member_free);
  self->recoveries = g_ptr_array_new_with_free_func (g_free);
  self->care_epochs = g_array_new (FALSE, FALSE, sizeof (HzCareEpoch));
  self->last_due_seq = -1;

  return self;
}

/**
 * hz_roster_ref:
 * @self: a roster
 *
 * Returns: (transfer full): @self
 */
HzRoster *
hz_roster_ref (HzRoster *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * hz_roster_unref:
 * @self: (transfer full): a roster
 */
void
hz_roster_unref (HzRoster *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_byte_array_unref (self->bytes);
  g_array_unref (self->hashes);
  g_array_unref (self->acts);
  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->recoveries);
  g_array_unref (self->care_epochs);
  g_free (self);
}

/**
 * hz_roster_look_up:
 * @self: a roster
 * @id: who
 *
 * Returns: (transfer none) (nullable): the person, for the rules to change
 */
HzRosterMember *
hz_roster_look_up (HzRoster *self,
                   const HzId *id)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      HzRosterMember *member = g_ptr_array_index (self->members, i);

      if (hz_id_equal (&member->id, id))
        return member;
    }

  return NULL;
}

/**
 * hz_roster_look_up_recovery:
 * @self: a roster
 * @id: which
 *
 * Returns: (transfer none) (nullable): the recovery identity, for the rules to change
 */
HzRosterRecovery *
hz_roster_look_up_recovery (HzRoster *self,
                            const HzId *id)
{
  for (guint i = 0; i < self->recoveries->len; i++)
    {
      HzRosterRecovery *recovery = g_ptr_array_index (self->recoveries, i);

      if (hz_id_equal (&recovery->id, id))
        return recovery;
    }

  return NULL;
}

/**
 * hz_roster_append:
 * @self: a roster that is not shared
 * @entry: one whole entry
 * @length: how many bytes
 * @error: return location
 *
 * Returns: whether the entry follows and is by somebody who may; else nothing has changed
 */
gboolean
hz_roster_append (HzRoster *self,
                  const guint8 *entry,
                  gsize length,
                  GError **error)
{
  HzReader reader = hz_reader_init (entry, length);
  HzRosterEntry read;

  if (!hz_roster_entry_read (&reader, hz_roster_find_waiting (self) != NULL, &read)
      || !hz_reader_is_done (&reader))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_DAMAGED,
                   "Entry %u of the roster does not read", self->hashes->len);
      return FALSE;
    }

  return hz_roster_apply (self, &read, error);
}

/**
 * hz_roster_parse:
 * @entries: the opened roster
 * @centre_id: the centre it should be of
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the roster, every entry of it checked; or
 *   %HZ_VAULT_ERROR_ROSTER_DAMAGED, %HZ_VAULT_ERROR_ROSTER_FORGED
 */
HzRoster *
hz_roster_parse (GBytes *entries,
                 const HzId *centre_id,
                 GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (entries, &length);
  HzReader reader = hz_reader_init (data, length);
  g_autoptr (HzRoster) self = hz_roster_new ();
  HzId own_id;

  while (reader.offset < reader.length)
    {
      HzRosterEntry entry;

      if (!hz_roster_entry_read (&reader, hz_roster_find_waiting (self) != NULL, &entry))
        {
          g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_DAMAGED,
                       "Entry %u of the roster does not read", self->hashes->len);
          return NULL;
        }

      if (!hz_roster_apply (self, &entry, error))
        return NULL;
    }

  hz_roster_get_centre_id (self, &own_id);
  if (self->hashes->len == 0 || !hz_id_equal (&own_id, centre_id))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_FORGED,
                   "The roster is of another centre");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * hz_roster_serialize:
 * @self: a roster
 *
 * Returns: (transfer full): its entries
 */
GBytes *
hz_roster_serialize (HzRoster *self)
{
  return g_bytes_new (self->bytes->data, self->bytes->len);
}

/**
 * hz_roster_copy:
 * @self: a roster with entries
 *
 * Returns: (transfer full): one to append to
 */
HzRoster *
hz_roster_copy (HzRoster *self)
{
  g_autoptr (GBytes) entries = hz_roster_serialize (self);
  HzId centre_id;

  hz_roster_get_centre_id (self, &centre_id);

  return hz_roster_parse (entries, &centre_id, NULL);
}

/**
 * hz_roster_get_length:
 * @self: a roster
 *
 * Returns: how many entries there are
 */
guint32
hz_roster_get_length (HzRoster *self)
{
  return self->hashes->len;
}

/**
 * hz_roster_get_act:
 * @self: a roster
 * @seq: of an entry
 *
 * Returns: (transfer none): what it says
 */
const HzRosterAct *
hz_roster_get_act (HzRoster *self,
                   guint32 seq)
{
  g_assert (seq < self->acts->len);

  return &g_array_index (self->acts, HzRosterAct, seq);
}

/**
 * hz_roster_get_hash_at:
 * @self: a roster
 * @seq: an entry
 * @hash: (out): its hash
 *
 * Returns: whether there is such an entry
 */
gboolean
hz_roster_get_hash_at (HzRoster *self,
                       guint32 seq,
                       guint8 hash[HZ_ROSTER_HASH_BYTES])
{
  if (seq >= self->hashes->len)
    return FALSE;

  memcpy (hash, self->hashes->data + (gsize) seq * HZ_ROSTER_HASH_BYTES, HZ_ROSTER_HASH_BYTES);
  return TRUE;
}

/**
 * hz_roster_get_head:
 * @self: a roster
 * @head: (out): the hash of the last entry; zeros when there is none
 */
void
hz_roster_get_head (HzRoster *self,
                    guint8 head[HZ_ROSTER_HASH_BYTES])
{
  if (self->hashes->len == 0 || !hz_roster_get_hash_at (self, self->hashes->len - 1, head))
    memset (head, 0, HZ_ROSTER_HASH_BYTES);
}

/**
 * hz_roster_get_centre_id:
 * @self: a roster
 * @centre_id: (out): the centre; no id when it has no entries
 */
void
hz_roster_get_centre_id (HzRoster *self,
                         HzId *centre_id)
{
  guint8 hash[HZ_ROSTER_HASH_BYTES] = { 0 };

  hz_roster_get_hash_at (self, 0, hash);
  memcpy (centre_id->bytes, hash, HZ_ID_BYTES);
}

/**
 * hz_roster_get_n_members:
 * @self: a roster
 *
 * Returns: how many people it knows, those who left included
 */
guint
hz_roster_get_n_members (HzRoster *self)
{
  return self->members->len;
}

/**
 * hz_roster_get_member:
 * @self: a roster
 * @index: from 0, in the order of their first entries
 *
 * Returns: (transfer none): a person
 */
const HzRosterMember *
hz_roster_get_member (HzRoster *self,
                      guint index)
{
  return g_ptr_array_index (self->members, index);
}

/**
 * hz_roster_find:
 * @self: a roster
 * @id: who
 *
 * Returns: (transfer none) (nullable): the person
 */
const HzRosterMember *
hz_roster_find (HzRoster *self,
                const HzId *id)
{
  return hz_roster_look_up (self, id);
}

/**
 * hz_roster_is_present:
 * @self: a roster
 * @id: who
 * @keys: her keys
 *
 * Returns: whether she belongs here, with these keys
 */
gboolean
hz_roster_is_present (HzRoster *self,
                      const HzId *id,
                      const HzPublicKeys *keys)
{
  const HzRosterMember *member = hz_roster_look_up (self, id);

  return member != NULL && member->state == HZ_MEMBER_PRESENT
         && hz_public_keys_equal (&member->keys, keys);
}

/**
 * hz_roster_get_n_recoveries:
 * @self: a roster
 *
 * Returns: how many recovery identities there have been
 */
guint
hz_roster_get_n_recoveries (HzRoster *self)
{
  return self->recoveries->len;
}

/**
 * hz_roster_get_recovery:
 * @self: a roster
 * @index: from 0
 *
 * Returns: (transfer none): a recovery identity, living or not
 */
const HzRosterRecovery *
hz_roster_get_recovery (HzRoster *self,
                        guint index)
{
  return g_ptr_array_index (self->recoveries, index);
}

/**
 * hz_roster_find_recovery:
 * @self: a roster
 * @id: which
 *
 * Returns: (transfer none) (nullable): the recovery identity
 */
const HzRosterRecovery *
hz_roster_find_recovery (HzRoster *self,
                         const HzId *id)
{
  return hz_roster_look_up_recovery (self, id);
}

/**
 * hz_roster_get_n_care_epochs:
 * @self: a roster
 *
 * Returns: the number of the newest care epoch, 0 when there is none yet
 */
guint
hz_roster_get_n_care_epochs (HzRoster *self)
{
  return self->care_epochs->len;
}

/**
 * hz_roster_get_care_epoch:
 * @self: a roster
 * @number: from 1
 *
 * Returns: (transfer none) (nullable): the epoch
 */
const HzCareEpoch *
hz_roster_get_care_epoch (HzRoster *self,
                          guint32 number)
{
  if (number < 1 || number > self->care_epochs->len)
    return NULL;

  return &g_array_index (self->care_epochs, HzCareEpoch, number - 1);
}

/**
 * hz_roster_get_last_restore:
 * @self: a roster
 *
 * Returns: (transfer none) (nullable): the last time that the centre was restored
 */
const HzRosterRestore *
hz_roster_get_last_restore (HzRoster *self)
{
  return self->was_restored ? &self->last_restore : NULL;
}

static const HzRosterSnapshot *
find_snapshot (HzRoster *self,
               const HzId *id,
               guint32 seq)
{
  const HzRosterMember *member = hz_roster_look_up (self, id);
  const HzRosterSnapshot *found = NULL;

  for (guint i = 0; member != NULL && i < member->history->len; i++)
    {
      const HzRosterSnapshot *snapshot = &g_array_index (member->history, HzRosterSnapshot, i);

      if (snapshot->seq <= seq)
        found = snapshot;
    }

  return found;
}

/**
 * hz_roster_get_keys_at:
 * @self: a roster
 * @id: a person or a recovery identity
 * @seq: after which entry
 * @keys: (out): the keys she held then
 *
 * Returns: whether she was present (or the recovery lived) after that entry
 */
gboolean
hz_roster_get_keys_at (HzRoster *self,
                       const HzId *id,
                       guint32 seq,
                       HzPublicKeys *keys)
{
  const HzRosterSnapshot *snapshot = find_snapshot (self, id, seq);
  const HzRosterRecovery *recovery = hz_roster_look_up_recovery (self, id);

  if (seq >= self->hashes->len)
    return FALSE;

  if (snapshot != NULL && snapshot->present)
    *keys = snapshot->keys;
  else if (recovery != NULL && recovery->from <= seq && seq < recovery->until)
    *keys = recovery->keys;
  else
    return FALSE;

  return TRUE;
}

/**
 * hz_roster_get_roles_at:
 * @self: a roster
 * @id: a person
 * @seq: after which entry
 *
 * Returns: the roles she had then, none when she was not present
 */
HzRoles
hz_roster_get_roles_at (HzRoster *self,
                        const HzId *id,
                        guint32 seq)
{
  const HzRosterSnapshot *snapshot = find_snapshot (self, id, seq);

  return snapshot != NULL && snapshot->present ? snapshot->roles : HZ_ROLE_NONE;
}

/**
 * hz_roster_had_care_since:
 * @self: a roster
 * @id: a person
 * @box: her X25519 key then
 * @seq: after which entry
 *
 * Returns: whether after that entry and after each later one she was present, with this key and a
 *   care role
 */
gboolean
hz_roster_had_care_since (HzRoster *self,
                          const HzId *id,
                          const guint8 box[HZ_KEY_BYTES],
                          guint32 seq)
{
  const HzRosterMember *member = hz_roster_look_up (self, id);
  const HzRosterSnapshot *first = find_snapshot (self, id, seq);

  if (first == NULL)
    return FALSE;

  for (guint i = 0; i < member->history->len; i++)
    {
      const HzRosterSnapshot *snapshot = &g_array_index (member->history, HzRosterSnapshot, i);

      if (snapshot->seq >= first->seq
          && (!snapshot->present || !(snapshot->roles & HZ_ROLES_CARE)
              || memcmp (snapshot->keys.box, box, HZ_KEY_BYTES) != 0))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_roster_list_keys:
 * @self: a roster
 * @id: a person
 *
 * Returns: (transfer full) (element-type HzPublicKeys): all keys she has held while present: old
 *   signatures stay hers
 */
GArray *
hz_roster_list_keys (HzRoster *self,
                     const HzId *id)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (HzPublicKeys));
  const HzRosterMember *member = hz_roster_look_up (self, id);

  for (guint i = 0; member != NULL && i < member->history->len; i++)
    {
      const HzRosterSnapshot *snapshot = &g_array_index (member->history, HzRosterSnapshot, i);

      if (snapshot->present)
        g_array_append_val (keys, snapshot->keys);
    }

  return keys;
}

/**
 * hz_roster_epoch_is_due:
 * @self: a roster
 * @made_seq: length of the roster when a care or case key was made
 *
 * Returns: whether somebody with a care role left, lost the role or changed keys since, or a
 *   recovery ended: then the key is not to seal anything new
 */
gboolean
hz_roster_epoch_is_due (HzRoster *self,
                        guint32 made_seq)
{
  return self->last_due_seq >= (gint64) made_seq;
}
