/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-forge.h"

#include <sodium.h>

#include "hz-ring-grant.h"
#include "hz-ring-store.h"

gboolean
hz_test_forge_grant (HzDb *db,
                     HzRing ring,
                     const HzId *case_id,
                     guint32 epoch,
                     const HzId *centre_id,
                     guint32 roster_seq,
                     HzIdentity *giver,
                     const HzId *recipient_id,
                     const guint8 recipient_box[HZ_KEY_BYTES],
                     GError **error)
{
  g_autoptr (HzSecret) key = hz_secret_new_random (HZ_KEY_BYTES);
  g_autoptr (GBytes) sealed = NULL;
  HzRingGrant grant = { 0 };
  HzGrantRow row = { 0 };

  grant.ring = row.ring = (guint8) ring;
  grant.key = key;
  grant.epoch = row.epoch = epoch;
  grant.made_seq = grant.roster_seq = roster_seq;
  grant.centre_id = *centre_id;
  grant.case_id = row.subject_id = *case_id;
  if (epoch > 1)
    randombytes_buf (grant.link, sizeof grant.link);
  sealed = hz_ring_grant_seal (&grant, giver, recipient_id, recipient_box);
  row.recipient_id = *recipient_id;
  row.sealed = sealed;

  return hz_ring_store_put_grant (db, &row, error);
}
