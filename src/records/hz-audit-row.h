/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-id.h"
#include "hz-record-kind.h"

G_BEGIN_DECLS

/**
 * HzAuditRow:
 * @key: its place; later rows have larger ones
 * @time: UTC milliseconds
 * @member_id: who did it
 * @act: what: of the list "audit_act"
 * @kind: what the record is
 * @object_id: the record; unset where there is none
 * @client_code: (nullable): whom it is about, where the audit may name her
 * @number: (nullable): of a letter: "3-12/45"
 *
 * One row of the audit, as it is read out.
 */
typedef struct
{
  gint64 key;
  gint64 time;
  HzId member_id;
  char *act;
  HzRecordKind kind;
  HzId object_id;
  char *client_code;
  char *number;
} HzAuditRow;

void hz_audit_row_free (HzAuditRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzAuditRow, hz_audit_row_free)

G_END_DECLS
