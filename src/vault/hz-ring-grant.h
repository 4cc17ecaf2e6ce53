/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"

G_BEGIN_DECLS

#define HZ_RING_GRANT_LINK_BYTES 32

/**
 * HzRingGrant:
 * @ring: care, case, or own (to recovery)
 * @key: the key given
 * @epoch: its number, from 1
 * @made_seq: length of the roster when the key was made; stays when it is granted on
 * @case_id: the case, or no id
 * @centre_id: the centre
 * @giver_id: who gave it
 * @roster_seq: the last entry of the roster when it was given
 * @time: when, UTC milliseconds
 * @link: BLAKE2b of the key keyed with the one of the epoch before, or zeros
 * @signature: the giver's
 *
 * The key of a ring, given to one person.
 */
typedef struct
{
  guint8 ring;
  HzSecret *key;
  guint32 epoch;
  guint32 made_seq;
  HzId case_id;
  HzId centre_id;
  HzId giver_id;
  guint32 roster_seq;
  gint64 time;
  guint8 link[HZ_RING_GRANT_LINK_BYTES];
  guint8 signature[HZ_SIGNATURE_BYTES];
} HzRingGrant;

GBytes *hz_ring_grant_seal (const HzRingGrant *grant,
                            HzIdentity *giver,
                            const HzId *recipient_id,
                            const guint8 recipient_box[HZ_KEY_BYTES]);
HzRingGrant *hz_ring_grant_open (HzIdentity *recipient,
                                 GBytes *sealed);
gboolean hz_ring_grant_is_signed (const HzRingGrant *self,
                                  const HzId *recipient_id,
                                  const guint8 recipient_box[HZ_KEY_BYTES],
                                  const guint8 giver_sign[HZ_KEY_BYTES]);
void hz_ring_grant_free (HzRingGrant *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzRingGrant, hz_ring_grant_free)

G_END_DECLS
