/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* One row of the chain, in the transaction of the act. @act is a permanent word such as "client.add";
 * @client_id: whom it is about, or NULL. No content. */
gboolean hz_audit_add (HzContext *context,
                       const char *act,
                       HzRecordKind kind,
                       const HzId *object_id,
                       const HzId *client_id,
                       GError **error);

/**
 * HzAuditReport:
 * @n_rows: how many there are
 * @n_unconfirmed: after the last signed head
 * @broken_at: sequence number of the first row that does not hold; 0 when all do
 */
typedef struct
{
  gint64 n_rows;
  gint64 n_unconfirmed;
  gint64 broken_at;
} HzAuditReport;

/* Walks the whole chain; HZ_RECORDS_ERROR_AUDIT_BROKEN is not raised, the report tells. */
gboolean hz_audit_verify (HzContext *context,
                          HzAuditReport *report,
                          GError **error);
/* The head of the sitting, signed; at lock. */
gboolean hz_audit_sign_head (HzContext *context,
                             GError **error);

G_END_DECLS
