/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-id.h"
#include "hz-kdf.h"
#include "hz-secret.h"

G_BEGIN_DECLS

#define HZ_SIGNATURE_BYTES 64
#define HZ_SEAL_BYTES 48
#define HZ_IDENTITY_BYTES 128

/**
 * HzIdentityKind:
 * @HZ_IDENTITY_MEMBER: a person
 * @HZ_IDENTITY_INVITATION: the pair that a person who has not come yet joins with
 * @HZ_IDENTITY_RECOVERY: what the sheets open
 *
 * What a slot holds. The numbers are written into the keyring.
 */
typedef enum
{
  HZ_IDENTITY_MEMBER = 1,
  HZ_IDENTITY_INVITATION = 2,
  HZ_IDENTITY_RECOVERY = 3,
} HzIdentityKind;

/**
 * HzPublicKeys:
 * @box: X25519, to seal to
 * @sign: Ed25519, to check signatures with
 */
typedef struct
{
  guint8 box[HZ_KEY_BYTES];
  guint8 sign[HZ_KEY_BYTES];
} HzPublicKeys;

gboolean hz_public_keys_equal (const HzPublicKeys *a,
                               const HzPublicKeys *b);

/**
 * HzIdentity:
 *
 * The secret keys of one person: to open what is sealed to her, to sign, and her own key. Counted,
 * and safe between threads.
 */
typedef struct _HzIdentity HzIdentity;

HzIdentity *hz_identity_new (HzIdentityKind kind,
                             const HzId *id);
HzIdentity *hz_identity_new_with_own (const HzId *id,
                                      HzSecret *own);
HzIdentity *hz_identity_new_from_plain (HzSecret *plain);
HzIdentity *hz_identity_ref (HzIdentity *self);
void hz_identity_unref (HzIdentity *self);

HzSecret *hz_identity_to_plain (HzIdentity *self);
void hz_identity_change (HzIdentity *self,
                         HzIdentity *next);
HzIdentityKind hz_identity_get_kind (HzIdentity *self);
const HzId *hz_identity_get_id (HzIdentity *self);
const HzPublicKeys *hz_identity_get_public (HzIdentity *self);
HzSecret *hz_identity_get_own_key (HzIdentity *self);

void hz_identity_sign (HzIdentity *self,
                       const guint8 *data,
                       gsize length,
                       guint8 signature[HZ_SIGNATURE_BYTES]);
gboolean hz_identity_open (HzIdentity *self,
                           const guint8 *sealed,
                           gsize length,
                           guint8 *plain);

gboolean hz_signature_is_right (const guint8 signature[HZ_SIGNATURE_BYTES],
                                const guint8 *data,
                                gsize length,
                                const guint8 sign_key[HZ_KEY_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzIdentity, hz_identity_unref)

G_END_DECLS
