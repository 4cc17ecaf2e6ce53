/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-audit.h"

G_BEGIN_DECLS

#define HZ_AUDIT_ENTRY_COLUMNS \
  "device_id, seq, time, member_id, act, kind, object_id, client_id, revision, mark, signature, hash"

/**
 * HzAuditEntry:
 *
 * A row of the audit as its hash covers it.
 */
typedef struct
{
  HzId device_id;
  gint64 seq;
  gint64 time;
  HzId member_id;
  char *act;
  HzRecordKind kind;
  HzId object_id;
  HzId client_id;
  gint64 revision;
  GBytes *mark;
  GBytes *signature;
} HzAuditEntry;

void hz_audit_entry_clear (HzAuditEntry *self);
void hz_audit_entry_hash (const HzAuditEntry *self,
                          guint8 hash[HZ_HASH_BYTES]);
void hz_audit_hash_beginning (const HzId *device_id,
                              guint8 hash[HZ_HASH_BYTES]);
gboolean hz_audit_copy_hash (HzStatement *statement,
                             int column,
                             guint8 hash[HZ_HASH_BYTES]);
gboolean hz_audit_is_signed (HzContext *context,
                             const HzId *member_id,
                             const guint8 hash[HZ_HASH_BYTES],
                             GBytes *signature);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HzAuditEntry, hz_audit_entry_clear)

G_END_DECLS
