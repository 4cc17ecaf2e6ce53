/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"
#include "hz-ring-team.h"
#include "hz-rings-keeper.h"
#include "hz-rings.h"
#include "hz-roster.h"

G_BEGIN_DECLS

typedef struct
{
  HzSecret *key;
  guint32 epoch;
  guint32 made_seq;
  guint8 link[HZ_RINGS_HASH_BYTES];
} HzRingKey;

/* The keys of one case, or of care, in the order of their epochs. */
typedef struct
{
  HzRing ring;
  HzId case_id;
  GPtrArray *keys;
  HzTeam *team;

  /* Something about it does not hold: read-only. */
  gboolean forged;

  /* A grant that opens was not believed; and who signed it, or no id. */
  gboolean has_refused;
  HzId forger_id;
} HzKeyRing;

struct _HzRings
{
  gatomicrefcount ref_count;

  HzId centre_id;
  HzIdentity *identity;
  HzRoster *roster;
  HzKeyRing *care;
  GHashTable *cases;

  /* A set of HzId: cases whose keys nobody has asked for yet. */
  GHashTable *waiting;
  HzDb *db;

  /* A transaction was taken back: keys made in it are gone, and the grants are to be read again. */
  gboolean stale;
};

HzKeyRing *hz_key_ring_new (HzRing ring,
                            const HzId *case_id);
void hz_key_ring_free (HzKeyRing *self);
void hz_key_ring_add (HzKeyRing *self,
                      HzSecret *key,
                      guint32 epoch,
                      guint32 made_seq,
                      const guint8 link[HZ_RINGS_HASH_BYTES]);
HzRingKey *hz_key_ring_get_newest (HzKeyRing *self);

gboolean hz_rings_freshen (HzRings *self,
                           HzDb *db,
                           GError **error);
HzKeyRing *hz_rings_take_waiting (HzRings *self,
                                  const HzId *case_id);
HzKeyRing *hz_rings_find_ring (HzRings *self,
                               HzRing ring,
                               const HzId *case_id);
gboolean hz_rings_is_signed_by (HzRings *self,
                                const HzId *author_id,
                                GByteArray *text,
                                const guint8 signature[HZ_SIGNATURE_BYTES]);
gboolean hz_rings_write_grant (HzRings *self,
                               HzDb *db,
                               HzRing ring,
                               const HzId *subject_id,
                               const HzRingKey *key,
                               const HzId *row_id,
                               const HzId *recipient_id,
                               const guint8 recipient_box[HZ_KEY_BYTES],
                               GError **error);
gboolean hz_rings_write_team (HzRings *self,
                              HzDb *db,
                              HzKeyRing *ring,
                              GError **error);
gboolean hz_rings_may_hold (HzRings *self,
                            const HzTeamEntry *entry);
HzId hz_rings_get_pending_id (HzRings *self,
                              const HzId *member_id,
                              const guint8 box[HZ_KEY_BYTES]);
gboolean hz_rings_renew_case (HzRings *self,
                              HzDb *db,
                              HzKeyRing *ring,
                              GError **error);

G_END_DECLS
