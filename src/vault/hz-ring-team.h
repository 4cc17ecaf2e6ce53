/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-roster.h"

G_BEGIN_DECLS

/**
 * HzTeamEntry:
 * @id: who
 * @box: the X25519 key she had when she was put on the list
 * @seq: the last entry of the roster then
 * @present: whether she is to get the next key too; who was taken off stays on the list
 */
typedef struct
{
  HzId id;
  guint8 box[HZ_KEY_BYTES];
  guint32 seq;
  gboolean present;
} HzTeamEntry;

/**
 * HzTeam:
 *
 * Who holds the key of a case, or of care: sealed under that key and signed by who changed it last,
 * so that nobody outside can put herself on it.
 */
typedef struct
{
  guint64 revision;
  GArray *entries;
  HzId signer_id;
} HzTeam;

HzTeam *hz_team_new (void);
void hz_team_free (HzTeam *self);

HzTeamEntry *hz_team_find (HzTeam *self,
                           const HzId *id);
void hz_team_put (HzTeam *self,
                  const HzId *id,
                  const guint8 box[HZ_KEY_BYTES],
                  guint32 seq);
void hz_team_add (HzTeam *self,
                  const HzId *id,
                  const guint8 box[HZ_KEY_BYTES],
                  guint32 seq);
void hz_team_drop (HzTeam *self,
                   const HzId *id);
GBytes *hz_team_serialize (HzTeam *self,
                           const HzId *centre_id,
                           guint8 ring,
                           const HzId *case_id,
                           HzIdentity *signer);
HzTeam *hz_team_parse (GBytes *bytes,
                       const HzId *centre_id,
                       guint8 ring,
                       const HzId *case_id,
                       HzRoster *roster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzTeam, hz_team_free)

G_END_DECLS
