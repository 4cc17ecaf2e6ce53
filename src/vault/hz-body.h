/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"
#include "hz-rings.h"

G_BEGIN_DECLS

GBytes *hz_body_seal (HzSecret *key,
                      guint32 epoch,
                      const HzId *centre_id,
                      const HzBodyAddress *address,
                      GBytes *plain);
gboolean hz_body_read_epoch (GBytes *sealed,
                             guint32 *epoch);
GBytes *hz_body_open (HzSecret *key,
                      const HzId *centre_id,
                      const HzBodyAddress *address,
                      GBytes *sealed);

GBytes *hz_body_seal_inbox (const guint8 inbox_key[HZ_KEY_BYTES],
                            guint32 epoch,
                            const HzId *centre_id,
                            const HzBodyAddress *address,
                            HzIdentity *writer,
                            GBytes *plain);
GBytes *hz_body_open_inbox (HzSecret *care_key,
                            const HzId *centre_id,
                            const HzBodyAddress *address,
                            GBytes *sealed,
                            HzId *writer_id,
                            guint8 signature[HZ_SIGNATURE_BYTES]);
gboolean hz_body_is_inbox (GBytes *sealed);
GByteArray *hz_body_build_signed (const char *tag,
                                  const HzId *centre_id,
                                  const HzBodyAddress *address,
                                  const HzId *author_id,
                                  GBytes *text);

G_END_DECLS
