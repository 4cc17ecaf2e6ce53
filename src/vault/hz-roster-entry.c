/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One entry of the roster:
 *
 *   seq u32 | kind u8 | time i64 | hash of the entry before 32 | body length u16 | body |
 *   signer id 16 | signature 64 [| second signature 64]
 *
 *   signed   "HZroster" and all before the first signature
 *   hash     BLAKE2b-256 of all its bytes
 *
 * Two signatures have: join (enrolment key, then the new key), a care epoch from the second on (the
 * last epoch's care signing key second), a recovery unless the sheets were lost (the recovery before
 * it second), and the one by which a recovery counts after sheets were lost (a member with a care
 * role second).
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-roster-entry.h"

#include <sodium.h>

#include "hz-clock.h"

static const char tag[8] = { 'H', 'Z', 'r', 'o', 's', 't', 'e', 'r' };

static guint
count_signatures (const HzRosterEntry *entry,
                  gboolean counts_by_two)
{
  HzReader body = hz_reader_init (entry->body, entry->body_length);

  switch (entry->kind)
    {
    case HZ_ROSTER_JOIN:
      return 2;

    case HZ_ROSTER_CARE_EPOCH:
      return hz_reader_take_u32 (&body) > 1 ? 2 : 1;

    case HZ_ROSTER_RECOVERY:
      return entry->body_length > 0 && entry->body[entry->body_length - 1] == 0 ? 2 : 1;

    case HZ_ROSTER_RECOVERY_COUNTS:
      return counts_by_two ? 2 : 1;

    default:
      return 1;
    }
}

/**
 * hz_roster_entry_read:
 * @reader: at the entry
 * @counts_by_two: whether "recovery counts" would now need two signatures
 * @entry: (out): the entry
 *
 * Returns: whether there was a whole one
 */
gboolean
hz_roster_entry_read (HzReader *reader,
                      gboolean counts_by_two,
                      HzRosterEntry *entry)
{
  gsize start = reader->offset;

  entry->start = reader->data + start;
  entry->seq = hz_reader_take_u32 (reader);
  entry->kind = hz_reader_take_u8 (reader);
  entry->time = (gint64) hz_reader_take_u64 (reader);
  entry->previous = hz_reader_take (reader, HZ_ROSTER_HASH_BYTES);
  entry->body_length = hz_reader_take_u16 (reader);
  entry->body = hz_reader_take (reader, entry->body_length);
  hz_reader_take_to (reader, entry->signer_id.bytes, HZ_ID_BYTES);

  if (reader->failed)
    return FALSE;

  entry->n_signatures = count_signatures (entry, counts_by_two);
  for (guint i = 0; i < entry->n_signatures; i++)
    entry->signatures[i] = hz_reader_take (reader, HZ_SIGNATURE_BYTES);

  entry->length = reader->offset - start;

  return !reader->failed;
}

/**
 * hz_roster_entry_begin:
 * @seq: its place
 * @kind: what it says
 * @previous: hash of the entry before
 * @body: what about
 * @signer_id: who will sign
 *
 * Returns: (transfer full): the entry of now up to its first signature
 */
GByteArray *
hz_roster_entry_begin (guint32 seq,
                       HzRosterKind kind,
                       const guint8 previous[HZ_ROSTER_HASH_BYTES],
                       GByteArray *body,
                       const HzId *signer_id)
{
  GByteArray *entry = g_byte_array_new ();
  guint8 kind_byte = (guint8) kind;

  hz_append_u32 (entry, seq);
  g_byte_array_append (entry, &kind_byte, 1);
  hz_append_u64 (entry, (guint64) hz_clock_now ());
  g_byte_array_append (entry, previous, HZ_ROSTER_HASH_BYTES);
  hz_append_u16 (entry, (guint16) body->len);
  g_byte_array_append (entry, body->data, body->len);
  g_byte_array_append (entry, signer_id->bytes, HZ_ID_BYTES);

  return entry;
}

/**
 * hz_roster_entry_build_signed:
 * @unsigned_entry: an entry up to its first signature
 * @length: how many bytes
 *
 * Returns: (transfer full): what its signatures are of
 */
GByteArray *
hz_roster_entry_build_signed (const guint8 *unsigned_entry,
                              gsize length)
{
  GByteArray *text = g_byte_array_new ();

  g_byte_array_append (text, (const guint8 *) tag, sizeof tag);
  g_byte_array_append (text, unsigned_entry, (guint) length);

  return text;
}

/**
 * hz_roster_entry_is_signed_by:
 * @self: an entry
 * @which: 0 for the first signature, 1 for the second
 * @sign_key: an Ed25519 key
 *
 * Returns: whether that signature is there and by that key
 */
gboolean
hz_roster_entry_is_signed_by (const HzRosterEntry *self,
                              guint which,
                              const guint8 sign_key[HZ_KEY_BYTES])
{
  g_autoptr (GByteArray) text = NULL;

  if (which >= self->n_signatures)
    return FALSE;

  text = hz_roster_entry_build_signed (self->start,
                                       self->length - self->n_signatures * HZ_SIGNATURE_BYTES);

  return hz_signature_is_right (self->signatures[which], text->data, text->len, sign_key);
}

/**
 * hz_roster_entry_hash:
 * @self: an entry
 * @hash: (out): what the next one names
 */
void
hz_roster_entry_hash (const HzRosterEntry *self,
                      guint8 hash[HZ_ROSTER_HASH_BYTES])
{
  crypto_generichash (hash, HZ_ROSTER_HASH_BYTES, self->start, self->length, NULL, 0);
}
