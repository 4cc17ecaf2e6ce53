/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-bytes.h"
#include "hz-roster.h"

G_BEGIN_DECLS

/**
 * HzRosterEntry:
 * @seq: its place, from 0
 * @kind: what it says
 * @time: when, UTC milliseconds
 * @previous: hash of the entry before; zeros in the first
 * @body: what it says it about
 * @signer_id: who signed
 * @signatures: one or two
 * @n_signatures: how many
 *
 * One entry of the roster as it stands in memory; points into the bytes it was read from.
 */
typedef struct
{
  guint32 seq;
  guint8 kind;
  gint64 time;
  const guint8 *previous;
  const guint8 *body;
  guint16 body_length;
  HzId signer_id;
  const guint8 *signatures[2];
  guint n_signatures;

  /*< private >*/
  const guint8 *start;
  gsize length;
} HzRosterEntry;

gboolean hz_roster_entry_read (HzReader *reader,
                               gboolean counts_by_two,
                               HzRosterEntry *entry);
GByteArray *hz_roster_entry_begin (guint32 seq,
                                   HzRosterKind kind,
                                   const guint8 previous[HZ_ROSTER_HASH_BYTES],
                                   GByteArray *body,
                                   const HzId *signer_id);
GByteArray *hz_roster_entry_build_signed (const guint8 *unsigned_entry,
                                          gsize length);
gboolean hz_roster_entry_is_signed_by (const HzRosterEntry *self,
                                       guint which,
                                       const guint8 sign_key[HZ_KEY_BYTES]);
void hz_roster_entry_hash (const HzRosterEntry *self,
                           guint8 hash[HZ_ROSTER_HASH_BYTES]);

G_END_DECLS
