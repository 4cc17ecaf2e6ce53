/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A person's keys, as a slot of the keyring holds them:
 *
 *   kind u8 | 7 zeros | user id 16 | X25519 secret 32 | Ed25519 seed 32 | own key 32 | 8 zeros
 *
 * The secret and the seed are independent random bytes: neither is derived from the other.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-identity.h"

#include <sodium.h>
#include <string.h>

#define AT_ID 8
#define AT_BOX 24
#define AT_SIGN 56
#define AT_OWN 88

G_STATIC_ASSERT (HZ_KEY_BYTES == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (HZ_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (HZ_SEAL_BYTES == crypto_box_SEALBYTES);
G_STATIC_ASSERT (HZ_SIGNATURE_BYTES == crypto_sign_BYTES);

struct _HzIdentity
{
  gatomicrefcount ref_count;

  HzIdentityKind kind;
  HzId id;
  HzPublicKeys keys;

  HzSecret *box;
  HzSecret *seed;
  HzSecret *sign;
  HzSecret *own;
};

/**
 * hz_public_keys_equal:
 * @a: the keys of a person
 * @b: others
 *
 * Returns: whether both are the same
 */
gboolean
hz_public_keys_equal (const HzPublicKeys *a,
                      const HzPublicKeys *b)
{
  return memcmp (a->box, b->box, HZ_KEY_BYTES) == 0 && memcmp (a->sign, b->sign, HZ_KEY_BYTES) == 0;
}

static HzIdentity *
build_identity (HzIdentityKind kind,
                const HzId *id,
                HzSecret *box,
                HzSecret *seed,
                HzSecret *own)
{
  HzIdentity *self = g_new0 (HzIdentity, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->id = *id;
  self->box = box;
  self->seed = seed;
  self->own = own;
  self->sign = hz_secret_new (crypto_sign_SECRETKEYBYTES);

  crypto_scalarmult_base (self->keys.box, hz_secret_get_data (box));
  crypto_sign_seed_keypair (self->keys.sign, hz_secret_get_data (self->sign),
                            hz_secret_get_data (seed));

  return self;
}

/**
 * hz_identity_new:
 * @kind: what for
 * @id: whose
 *
 * Returns: (transfer full): new random keys
 */
HzIdentity *
hz_identity_new (HzIdentityKind kind,
                 const HzId *id)
{
  return build_identity (kind, id, hz_secret_new_random (HZ_KEY_BYTES),
                         hz_secret_new_random (HZ_KEY_BYTES), hz_secret_new_random (HZ_KEY_BYTES));
}

/**
 * hz_identity_new_with_own:
 * @id: a member
 * @own: her own key, which she keeps
 *
 * Returns: (transfer full): new random keys beside it
 */
HzIdentity *
hz_identity_new_with_own (const HzId *id,
                          HzSecret *own)
{
  return build_identity (HZ_IDENTITY_MEMBER, id, hz_secret_new_random (HZ_KEY_BYTES),
                         hz_secret_new_random (HZ_KEY_BYTES), hz_secret_ref (own));
}

/**
 * hz_identity_new_from_plain:
 * @plain: the 128 bytes of an opened slot
 *
 * Returns: (transfer full) (nullable): the keys; %NULL when the bytes are of no known kind
 */
HzIdentity *
hz_identity_new_from_plain (HzSecret *plain)
{
  const guint8 *at = hz_secret_get_data (plain);
  HzId id;

  if (hz_secret_get_length (plain) != HZ_IDENTITY_BYTES
      || at[0] < HZ_IDENTITY_MEMBER || at[0] > HZ_IDENTITY_RECOVERY)
    return NULL;

  memcpy (id.bytes, at + AT_ID, HZ_ID_BYTES);

  return build_identity ((HzIdentityKind) at[0], &id, hz_secret_new_copy (at + AT_BOX, HZ_KEY_BYTES),
                         hz_secret_new_copy (at + AT_SIGN, HZ_KEY_BYTES),
                         hz_secret_new_copy (at + AT_OWN, HZ_KEY_BYTES));
}

/**
 * hz_identity_ref:
 * @self: an identity
 *
 * Returns: (transfer full): @self
 */
HzIdentity *
hz_identity_ref (HzIdentity *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * hz_identity_unref:
 * @self: (transfer full): an identity
 */
void
hz_identity_unref (HzIdentity *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  hz_secret_unref (self->box);
  hz_secret_unref (self->seed);
  hz_secret_unref (self->sign);
  hz_secret_unref (self->own);
  g_free (self);
}

/**
 * hz_identity_to_plain:
 * @self: an identity
 *
 * Returns: (transfer full): the 128 bytes for a slot
 */
HzSecret *
hz_identity_to_plain (HzIdentity *self)
{
  HzSecret *plain = hz_secret_new (HZ_IDENTITY_BYTES);
  guint8 *at = hz_secret_get_data (plain);

  at[0] = (guint8) self->kind;
  memcpy (at + AT_ID, self->id.bytes, HZ_ID_BYTES);
  memcpy (at + AT_BOX, hz_secret_get_data (self->box), HZ_KEY_BYTES);
  memcpy (at + AT_SIGN, hz_secret_get_data (self->seed), HZ_KEY_BYTES);
  memcpy (at + AT_OWN, hz_secret_get_data (self->own), HZ_KEY_BYTES);

  return plain;
}

/**
 * hz_identity_change:
 * @self: a person's keys
 * @next: her new ones
 *
 * Whoever holds @self goes on with the new keys; @next has the old ones then, to be let go of.
 */
void
hz_identity_change (HzIdentity *self,
                    HzIdentity *next)
{
  struct _HzIdentity old = *self;

  g_assert (self->kind == next->kind && hz_id_equal (&self->id, &next->id));

  self->keys = next->keys;
  self->box = next->box;
  self->seed = next->seed;
  self->sign = next->sign;
  self->own = next->own;
  next->keys = old.keys;
  next->box = old.box;
  next->seed = old.seed;
  next->sign = old.sign;
  next->own = old.own;
}

/**
 * hz_identity_get_kind:
 * @self: an identity
 *
 * Returns: what it is
 */
HzIdentityKind
hz_identity_get_kind (HzIdentity *self)
{
  return self->kind;
}

/**
 * hz_identity_get_id:
 * @self: an identity
 *
 * Returns: (transfer none): whose it is
 */
const HzId *
hz_identity_get_id (HzIdentity *self)
{
  return &self->id;
}

/**
 * hz_identity_get_public:
 * @self: an identity
 *
 * Returns: (transfer none): the public halves
 */
const HzPublicKeys *
hz_identity_get_public (HzIdentity *self)
{
  return &self->keys;
}

/**
 * hz_identity_get_own_key:
 * @self: an identity
 *
 * Returns: (transfer none): the key of her own ring
 */
HzSecret *
hz_identity_get_own_key (HzIdentity *self)
{
  return self->own;
}

/**
 * hz_identity_sign:
 * @self: an identity
 * @data: what to sign; begins with a tag that says what it is
 * @length: how many bytes
 * @signature: (out): where to put the signature
 */
void
hz_identity_sign (HzIdentity *self,
                  const guint8 *data,
                  gsize length,
                  guint8 signature[HZ_SIGNATURE_BYTES])
{
  crypto_sign_detached (signature, NULL, data, length, hz_secret_get_data (self->sign));
}

/**
 * hz_identity_open:
 * @self: an identity
 * @sealed: a box sealed to it, or not
 * @length: how many bytes
 * @plain: (out): room for @length - %HZ_SEAL_BYTES; of no meaning on failure
 *
 * Returns: whether it was sealed to this identity
 */
gboolean
hz_identity_open (HzIdentity *self,
                  const guint8 *sealed,
                  gsize length,
                  guint8 *plain)
{
  return length >= HZ_SEAL_BYTES
         && crypto_box_seal_open (plain, sealed, length, self->keys.box,
                                  hz_secret_get_data (self->box)) == 0;
}

/**
 * hz_signature_is_right:
 * @signature: a signature
 * @data: what it should be of
 * @length: how many bytes
 * @sign_key: the Ed25519 key it should be by
 *
 * Returns: whether it is
 */
gboolean
hz_signature_is_right (const guint8 signature[HZ_SIGNATURE_BYTES],
                       const guint8 *data,
                       gsize length,
                       const guint8 sign_key[HZ_KEY_BYTES])
{
  return crypto_sign_verify_detached (signature, data, length, sign_key) == 0;
}
