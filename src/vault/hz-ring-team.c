/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A team list, before it is sealed:
 *
 *   revision u64 | n u16 | n times (id 16 | X25519 key 32 | roster seq u32 | present u8) |
 *   signer 16 | signature 64
 *
 *   signed   "HZteam01" | CID | ring u8 | case id or zeros | all before the signature
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-ring-team.h"

#include <string.h>

#include "hz-bytes.h"

/**
 * hz_team_new:
 *
 * Returns: (transfer full): an empty list
 */
HzTeam *
hz_team_new (void)
{
  HzTeam *self = g_new0 (HzTeam, 1);

  self->entries = g_array_new (FALSE, TRUE, sizeof (HzTeamEntry));

  return self;
}

/**
 * hz_team_free:
 * @self: (nullable) (transfer full): a list
 */
void
hz_team_free (HzTeam *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_free (self);
}

/**
 * hz_team_find:
 * @self: a list
 * @id: who
 *
 * Returns: (transfer none) (nullable): her entry; one that is present, when there is any
 */
HzTeamEntry *
hz_team_find (HzTeam *self,
              const HzId *id)
{
  HzTeamEntry *found = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      HzTeamEntry *entry = &g_array_index (self->entries, HzTeamEntry, i);

      if (hz_id_equal (&entry->id, id) && (found == NULL || (entry->present && !found->present)))
        found = entry;
    }

  return found;
}

/**
 * hz_team_add:
 * @self: a list
 * @id: who
 * @box: the X25519 key that she is to have
 * @seq: the entry of the roster that will name it
 *
 * Puts her on the list a second time. Of her two keys the roster has one.
 */
void
hz_team_add (HzTeam *self,
             const HzId *id,
             const guint8 box[HZ_KEY_BYTES],
             guint32 seq)
{
  HzTeamEntry entry = { *id, { 0 }, seq, TRUE };

  memcpy (entry.box, box, HZ_KEY_BYTES);
  g_array_append_val (self->entries, entry);
}

/**
 * hz_team_drop:
 * @self: a list
 * @id: who
 *
 * Takes her off, with whichever key.
 */
void
hz_team_drop (HzTeam *self,
              const HzId *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      HzTeamEntry *entry = &g_array_index (self->entries, HzTeamEntry, i);

      if (hz_id_equal (&entry->id, id))
        entry->present = FALSE;
    }
}

/**
 * hz_team_put:
 * @self: a list
 * @id: who
 * @box: her X25519 key
 * @seq: the last entry of the roster
 *
 * Puts her on the list, present, once.
 */
void
hz_team_put (HzTeam *self,
             const HzId *id,
             const guint8 box[HZ_KEY_BYTES],
             guint32 seq)
{
  for (guint i = self->entries->len; i > 0; i--)
    if (hz_id_equal (&g_array_index (self->entries, HzTeamEntry, i - 1).id, id))
      g_array_remove_index (self->entries, i - 1);

  hz_team_add (self, id, box, seq);
}

static GByteArray *
build_signed (const HzId *centre_id,
              guint8 ring,
              const HzId *case_id,
              const guint8 *list,
              gsize length)
{
  GByteArray *text = g_byte_array_new ();

  g_byte_array_append (text, (const guint8 *) "HZteam01", 8);
  g_byte_array_append (text, centre_id->bytes, HZ_ID_BYTES);
  g_byte_array_append (text, &ring, 1);
  g_byte_array_append (text, case_id->bytes, HZ_ID_BYTES);
  g_byte_array_append (text, list, (guint) length);

  return text;
}

/**
 * hz_team_serialize:
 * @self: a list
 * @centre_id: the centre
 * @ring: care or case
 * @case_id: the case, or no id
 * @signer: who changed it
 *
 * Returns: (transfer full): the signed list, to be sealed
 */
GBytes *
hz_team_serialize (HzTeam *self,
                   const HzId *centre_id,
                   guint8 ring,
                   const HzId *case_id,
                   HzIdentity *signer)
{
  GByteArray *list = g_byte_array_new ();
  g_autoptr (GByteArray) text = NULL;
  guint8 signature[HZ_SIGNATURE_BYTES];

  hz_append_u64 (list, self->revision);
  hz_append_u16 (list, (guint16) self->entries->len);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const HzTeamEntry *entry = &g_array_index (self->entries, HzTeamEntry, i);
      guint8 present = entry->present ? 1 : 0;

      g_byte_array_append (list, entry->id.bytes, HZ_ID_BYTES);
      g_byte_array_append (list, entry->box, HZ_KEY_BYTES);
      hz_append_u32 (list, entry->seq);
      g_byte_array_append (list, &present, 1);
    }

  g_byte_array_append (list, hz_identity_get_id (signer)->bytes, HZ_ID_BYTES);
  text = build_signed (centre_id, ring, case_id, list->data, list->len);
  hz_identity_sign (signer, text->data, text->len, signature);
  g_byte_array_append (list, signature, sizeof signature);

  return g_byte_array_free_to_bytes (list);
}

static gboolean
is_signed (HzTeam *self,
           GByteArray *text,
           const guint8 *signature,
           HzRoster *roster)
{
  g_autoptr (GArray) keys = hz_roster_list_keys (roster, &self->signer_id);
  const HzRosterRecovery *recovery = hz_roster_find_recovery (roster, &self->signer_id);

  /* Who signs is on the list, or the sheets. */
  if (recovery != NULL)
    return hz_signature_is_right (signature, text->data, text->len, recovery->keys.sign);

  if (hz_team_find (self, &self->signer_id) == NULL)
    return FALSE;

  for (guint i = 0; i < keys->len; i++)
    if (hz_signature_is_right (signature, text->data, text->len,
                               g_array_index (keys, HzPublicKeys, i).sign))
      return TRUE;

  return FALSE;
}

/**
 * hz_team_parse:
 * @bytes: an opened list
 * @centre_id: the centre
 * @ring: care or case
 * @case_id: the case, or no id
 * @roster: for the signer's keys
 *
 * Returns: (transfer full) (nullable): the list; %NULL when it does not read, or is not signed by
 *   somebody on it or a recovery
 */
HzTeam *
hz_team_parse (GBytes *bytes,
               const HzId *centre_id,
               guint8 ring,
               const HzId *case_id,
               HzRoster *roster)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  HzReader reader = hz_reader_init (data, length);
  g_autoptr (HzTeam) self = hz_team_new ();
  g_autoptr (GByteArray) text = NULL;
  const guint8 *signature;
  guint16 n;

  self->revision = hz_reader_take_u64 (&reader);
  n = hz_reader_take_u16 (&reader);

  for (guint i = 0; i < n && !reader.failed; i++)
    {
      HzTeamEntry entry;

      hz_reader_take_to (&reader, entry.id.bytes, HZ_ID_BYTES);
      hz_reader_take_to (&reader, entry.box, HZ_KEY_BYTES);
      entry.seq = hz_reader_take_u32 (&reader);
      entry.present = hz_reader_take_u8 (&reader) == 1;
      g_array_append_val (self->entries, entry);
    }

  hz_reader_take_to (&reader, self->signer_id.bytes, HZ_ID_BYTES);
  signature = hz_reader_take (&reader, HZ_SIGNATURE_BYTES);
  if (!hz_reader_is_done (&reader))
    return NULL;

  text = build_signed (centre_id, ring, case_id, data, length - HZ_SIGNATURE_BYTES);

  return is_signed (self, text, signature, roster) ? g_steal_pointer (&self) : NULL;
}
