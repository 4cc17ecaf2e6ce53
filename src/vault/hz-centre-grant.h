/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"

G_BEGIN_DECLS

#define HZ_CENTRE_GRANT_BYTES 256

/**
 * HzCentreGrant:
 * @dbk: the centre key
 * @dbk_epoch: which one
 * @file_id: of the database it opens
 * @centre_id: the centre
 * @giver_id: who gave it
 * @roster_seq: the last entry of the roster when it was given
 * @signature: the giver's
 *
 * The centre key, given to one person.
 */
typedef struct
{
  HzSecret *dbk;
  guint32 dbk_epoch;
  HzId file_id;
  HzId centre_id;
  HzId giver_id;
  guint32 roster_seq;
  guint8 signature[HZ_SIGNATURE_BYTES];
} HzCentreGrant;

void hz_centre_grant_seal (const HzCentreGrant *grant,
                           HzIdentity *giver,
                           const HzId *recipient_id,
                           const guint8 recipient_box[HZ_KEY_BYTES],
                           guint8 sealed[HZ_CENTRE_GRANT_BYTES]);
void hz_centre_grant_seal_fake (guint8 sealed[HZ_CENTRE_GRANT_BYTES]);
HzCentreGrant *hz_centre_grant_open (HzIdentity *recipient,
                                     const guint8 sealed[HZ_CENTRE_GRANT_BYTES]);
gboolean hz_centre_grant_is_signed (const HzCentreGrant *self,
                                    const HzId *recipient_id,
                                    const guint8 recipient_box[HZ_KEY_BYTES],
                                    const guint8 giver_sign[HZ_KEY_BYTES]);
void hz_centre_grant_free (HzCentreGrant *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzCentreGrant, hz_centre_grant_free)

G_END_DECLS
