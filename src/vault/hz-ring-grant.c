/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A ring grant in the database, 245 bytes: a sealed box of
 *
 *   ring u8 | key 32 | epoch u32 | made seq u32 | case id or zeros 16 | CID 16 | giver 16 |
 *   roster seq u32 | time i64 | link 32 or zeros | signature 64
 *
 *   signed   "HZgrant1" | CID | ring | case id | epoch | made seq | recipient id | recipient key |
 *            giver | roster seq | time | link | key
 *
 * Roster seq: of the roster's last entry when it was given; the giver's key is the one she held then.
 * Made seq: how many entries the roster had when the key was made.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-ring-grant.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"

#define PLAIN_BYTES (1 + 32 + 4 + 4 + 16 + 16 + 16 + 4 + 8 + 32 + 64)
#define SIGNED_BYTES (8 + 16 + 1 + 16 + 4 + 4 + 16 + 32 + 16 + 4 + 8 + 32 + 32)

static HzSecret *
build_signed (const HzRingGrant *self,
              const HzId *recipient_id,
              const guint8 recipient_box[HZ_KEY_BYTES])
{
  HzSecret *text = hz_secret_new (SIGNED_BYTES);
  guint8 *at = hz_secret_get_data (text);

  at = hz_put (at, "HZgrant1", 8);
  at = hz_put (at, self->centre_id.bytes, HZ_ID_BYTES);
  at = hz_put_u8 (at, self->ring);
  at = hz_put (at, self->case_id.bytes, HZ_ID_BYTES);
  at = hz_put_u32 (at, self->epoch);
  at = hz_put_u32 (at, self->made_seq);
  at = hz_put (at, recipient_id->bytes, HZ_ID_BYTES);
  at = hz_put (at, recipient_box, HZ_KEY_BYTES);
  at = hz_put (at, self->giver_id.bytes, HZ_ID_BYTES);
  at = hz_put_u32 (at, self->roster_seq);
  at = hz_put_u64 (at, (guint64) self->time);
  at = hz_put (at, self->link, sizeof self->link);
  hz_put (at, hz_secret_get_data (self->key), HZ_KEY_BYTES);

  return text;
}

/**
 * hz_ring_grant_seal:
 * @grant: what is given; its giver and signature are not read
 * @giver: who gives
 * @recipient_id: to whom
 * @recipient_box: her X25519 key
 *
 * Returns: (transfer full) (nullable): the box for the database; %NULL when the recipient's key is
 *   no key
 */
GBytes *
hz_ring_grant_seal (const HzRingGrant *grant,
                    HzIdentity *giver,
                    const HzId *recipient_id,
                    const guint8 recipient_box[HZ_KEY_BYTES])
{
  HzRingGrant given = *grant;
  g_autoptr (HzSecret) plain = hz_secret_new (PLAIN_BYTES);
  g_autoptr (HzSecret) text = NULL;
  g_autofree guint8 *sealed = g_malloc (PLAIN_BYTES + HZ_SEAL_BYTES);
  guint8 *at = hz_secret_get_data (plain);

  given.giver_id = *hz_identity_get_id (giver);
  text = build_signed (&given, recipient_id, recipient_box);
  hz_identity_sign (giver, hz_secret_get_data (text), SIGNED_BYTES, given.signature);

  at = hz_put_u8 (at, given.ring);
  at = hz_put (at, hz_secret_get_data (given.key), HZ_KEY_BYTES);
  at = hz_put_u32 (at, given.epoch);
  at = hz_put_u32 (at, given.made_seq);
  at = hz_put (at, given.case_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, given.centre_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, given.giver_id.bytes, HZ_ID_BYTES);
  at = hz_put_u32 (at, given.roster_seq);
  at = hz_put_u64 (at, (guint64) given.time);
  at = hz_put (at, given.link, sizeof given.link);
  hz_put (at, given.signature, HZ_SIGNATURE_BYTES);

  if (crypto_box_seal (sealed, hz_secret_get_data (plain), PLAIN_BYTES, recipient_box) != 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&sealed), PLAIN_BYTES + HZ_SEAL_BYTES);
}

/**
 * hz_ring_grant_open:
 * @recipient: whoever tries
 * @sealed: a box of the database
 *
 * Returns: (transfer full) (nullable): the grant, not yet checked; %NULL when it is for another or
 *   damaged
 */
HzRingGrant *
hz_ring_grant_open (HzIdentity *recipient,
                    GBytes *sealed)
{
  g_autoptr (HzSecret) plain = hz_secret_new (PLAIN_BYTES);
  HzReader reader = hz_reader_init (hz_secret_get_data (plain), PLAIN_BYTES);
  gsize length;
  const guint8 *box = g_bytes_get_data (sealed, &length);
  HzRingGrant *self;

  if (length != PLAIN_BYTES + HZ_SEAL_BYTES
      || !hz_identity_open (recipient, box, length, hz_secret_get_data (plain)))
    return NULL;

  self = g_new0 (HzRingGrant, 1);
  self->ring = hz_reader_take_u8 (&reader);
  self->key = hz_secret_new_copy (hz_reader_take (&reader, HZ_KEY_BYTES), HZ_KEY_BYTES);
  self->epoch = hz_reader_take_u32 (&reader);
  self->made_seq = hz_reader_take_u32 (&reader);
  hz_reader_take_to (&reader, self->case_id.bytes, HZ_ID_BYTES);
  hz_reader_take_to (&reader, self->centre_id.bytes, HZ_ID_BYTES);
  hz_reader_take_to (&reader, self->giver_id.bytes, HZ_ID_BYTES);
  self->roster_seq = hz_reader_take_u32 (&reader);
  self->time = (gint64) hz_reader_take_u64 (&reader);
  hz_reader_take_to (&reader, self->link, sizeof self->link);
  hz_reader_take_to (&reader, self->signature, HZ_SIGNATURE_BYTES);

  return self;
}

/**
 * hz_ring_grant_is_signed:
 * @self: an opened grant
 * @recipient_id: to whom it should be
 * @recipient_box: her X25519 key
 * @giver_sign: the Ed25519 key its giver held at its roster seq
 *
 * Returns: whether its giver signed it for this recipient
 */
gboolean
hz_ring_grant_is_signed (const HzRingGrant *self,
                         const HzId *recipient_id,
                         const guint8 recipient_box[HZ_KEY_BYTES],
                         const guint8 giver_sign[HZ_KEY_BYTES])
{
  g_autoptr (HzSecret) text = build_signed (self, recipient_id, recipient_box);

  return hz_signature_is_right (self->signature, hz_secret_get_data (text), SIGNED_BYTES,
                                giver_sign);
}

/**
 * hz_ring_grant_free:
 * @self: (nullable) (transfer full): a grant
 */
void
hz_ring_grant_free (HzRingGrant *self)
{
  if (self == NULL)
    return;

  hz_secret_unref (self->key);
  g_free (self);
}
