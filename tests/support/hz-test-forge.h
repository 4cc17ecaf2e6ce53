/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"
#include "hz-rings.h"

G_BEGIN_DECLS

/* A ring grant of a random key, written by somebody with a tool of her own. @case_id: no id for care.
 * @roster_seq: of the last entry. */
gboolean hz_test_forge_grant (HzDb *db,
                              HzRing ring,
                              const HzId *case_id,
                              guint32 epoch,
                              const HzId *centre_id,
                              guint32 roster_seq,
                              HzIdentity *giver,
                              const HzId *recipient_id,
                              const guint8 recipient_box[HZ_KEY_BYTES],
                              GError **error);

G_END_DECLS
