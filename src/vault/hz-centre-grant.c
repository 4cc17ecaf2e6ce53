/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A centre grant in the keyring, 256 bytes: a sealed box of 200, then random.
 *
 *   in the box   DBK 32 | dbk_epoch u32 | FID 16 | CID 16 | giver 16 | roster seq u32 | signature 64
 *   signed       "HZgrant1" | CID | "centre" | dbk_epoch | FID | recipient id |
 *                recipient X25519 key | giver | roster seq | DBK
 *
 * Roster seq: of the roster's last entry when it was given; the giver's key is the one she held then.
 *
 * A sealed box names nobody; without the signature whoever can write the file could plant a key of
 * his own. One that nobody can open fills up the number.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-centre-grant.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"

#define PLAIN_BYTES (32 + 4 + 16 + 16 + 16 + 4 + 64)
#define BOX_BYTES (PLAIN_BYTES + HZ_SEAL_BYTES)
#define SIGNED_BYTES (8 + 16 + 6 + 4 + 16 + 16 + 32 + 16 + 4 + 32)

static HzSecret *
build_signed (const HzCentreGrant *self,
              const HzId *recipient_id,
              const guint8 recipient_box[HZ_KEY_BYTES])
{
  HzSecret *text = hz_secret_new (SIGNED_BYTES);
  guint8 *at = hz_secret_get_data (text);

  at = hz_put (at, "HZgrant1", 8);
  at = hz_put (at, self->centre_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, "centre", 6);
  at = hz_put_u32 (at, self->dbk_epoch);
  at = hz_put (at, self->file_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, recipient_id->bytes, HZ_ID_BYTES);
  at = hz_put (at, recipient_box, HZ_KEY_BYTES);
  at = hz_put (at, self->giver_id.bytes, HZ_ID_BYTES);
  at = hz_put_u32 (at, self->roster_seq);
  hz_put (at, hz_secret_get_data (self->dbk), HZ_KEY_BYTES);

  return text;
}

/**
 * hz_centre_grant_seal:
 * @grant: what is given; its giver and signature are not read
 * @giver: who gives
 * @recipient_id: to whom
 * @recipient_box: her X25519 key
 * @sealed: (out): the 256 bytes for the keyring
 */
void
hz_centre_grant_seal (const HzCentreGrant *grant,
                      HzIdentity *giver,
                      const HzId *recipient_id,
                      const guint8 recipient_box[HZ_KEY_BYTES],
                      guint8 sealed[HZ_CENTRE_GRANT_BYTES])
{
  HzCentreGrant given = *grant;
  g_autoptr (HzSecret) plain = hz_secret_new (PLAIN_BYTES);
  g_autoptr (HzSecret) text = NULL;
  guint8 *at = hz_secret_get_data (plain);

  given.giver_id = *hz_identity_get_id (giver);
  text = build_signed (&given, recipient_id, recipient_box);
  hz_identity_sign (giver, hz_secret_get_data (text), SIGNED_BYTES, given.signature);

  at = hz_put (at, hz_secret_get_data (given.dbk), HZ_KEY_BYTES);
  at = hz_put_u32 (at, given.dbk_epoch);
  at = hz_put (at, given.file_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, given.centre_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, given.giver_id.bytes, HZ_ID_BYTES);
  at = hz_put_u32 (at, given.roster_seq);
  hz_put (at, given.signature, HZ_SIGNATURE_BYTES);

  randombytes_buf (sealed, HZ_CENTRE_GRANT_BYTES);
  if (crypto_box_seal (sealed, hz_secret_get_data (plain), PLAIN_BYTES, recipient_box) != 0)
    g_warning ("A member's public key is not one; the grant to her opens for nobody");
}

/**
 * hz_centre_grant_seal_fake:
 * @sealed: (out): 256 bytes that look like a grant and open for nobody
 */
void
hz_centre_grant_seal_fake (guint8 sealed[HZ_CENTRE_GRANT_BYTES])
{
  guint8 public_key[HZ_KEY_BYTES];
  guint8 secret_key[HZ_KEY_BYTES];
  guint8 noise[PLAIN_BYTES];

  crypto_box_keypair (public_key, secret_key);
  sodium_memzero (secret_key, sizeof secret_key);

  randombytes_buf (noise, sizeof noise);
  randombytes_buf (sealed, HZ_CENTRE_GRANT_BYTES);
  (void) !crypto_box_seal (sealed, noise, sizeof noise, public_key);
}

/**
 * hz_centre_grant_open:
 * @recipient: whoever tries
 * @sealed: 256 bytes of the keyring
 *
 * Returns: (transfer full) (nullable): the grant, not yet checked; %NULL when it is for another
 */
HzCentreGrant *
hz_centre_grant_open (HzIdentity *recipient,
                      const guint8 sealed[HZ_CENTRE_GRANT_BYTES])
{
  g_autoptr (HzSecret) plain = hz_secret_new (PLAIN_BYTES);
  HzReader reader = hz_reader_init (hz_secret_get_data (plain), PLAIN_BYTES);
  HzCentreGrant *self;

  if (!hz_identity_open (recipient, sealed, BOX_BYTES, hz_secret_get_data (plain)))
    return NULL;

  self = g_new0 (HzCentreGrant, 1);
  self->dbk = hz_secret_new_copy (hz_reader_take (&reader, HZ_KEY_BYTES), HZ_KEY_BYTES);
  self->dbk_epoch = hz_reader_take_u32 (&reader);
  hz_reader_take_to (&reader, self->file_id.bytes, HZ_ID_BYTES);
  hz_reader_take_to (&reader, self->centre_id.bytes, HZ_ID_BYTES);
  hz_reader_take_to (&reader, self->giver_id.bytes, HZ_ID_BYTES);
  self->roster_seq = hz_reader_take_u32 (&reader);
  hz_reader_take_to (&reader, self->signature, HZ_SIGNATURE_BYTES);

  return self;
}

/**
 * hz_centre_grant_is_signed:
 * @self: an opened grant
 * @recipient_id: to whom it should be
 * @recipient_box: her X25519 key
 * @giver_sign: the Ed25519 key its giver held at its roster seq
 *
 * Returns: whether its giver signed it for this recipient
 */
gboolean
hz_centre_grant_is_signed (const HzCentreGrant *self,
                           const HzId *recipient_id,
                           const guint8 recipient_box[HZ_KEY_BYTES],
                           const guint8 giver_sign[HZ_KEY_BYTES])
{
  g_autoptr (HzSecret) text = build_signed (self, recipient_id, recipient_box);

  return hz_signature_is_right (self->signature, hz_secret_get_data (text), SIGNED_BYTES,
                                giver_sign);
}

/**
 * hz_centre_grant_free:
 * @self: (transfer full): a grant
 */
void
hz_centre_grant_free (HzCentreGrant *self)
{
  hz_secret_unref (self->dbk);
  g_free (self);
}
