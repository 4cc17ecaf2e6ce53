/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"
#include "hz-hash.h"

G_BEGIN_DECLS

/* One row of the chain, in the transaction of the act. @act is a permanent word such as "client.add";
 * @client_id: whom it is about, or NULL. No content.
 *
 * The audit can be read with the centre's key alone. That a client has a case file cannot: of a case
 * file, a note, a consent, a referral or a draft the client is left out here, whatever is given. */
gboolean hz_audit_add (HzContext *context,
                       const char *act,
                       HzRecordKind kind,
                       const HzId *object_id,
                       const HzId *client_id,
                       GError **error);

/* A row that is signed by itself, as sealing a note is. @mark must not let anybody try texts: the hash
 * of the author's signature that stands inside the seal will do. check: HZ_RECORDS_ERROR_AUDIT_BROKEN
 * unless there is such a row, signed by @author_id. */
gboolean hz_audit_add_earlier (HzContext *context,
                               const char *act,
                               HzRecordKind kind,
                               const HzId *object_id,
                               const HzId *member_id,
                               gint64 time,
                               GError **error);
gboolean hz_audit_add_signed (HzContext *context,
                              const char *act,
                              HzRecordKind kind,
                              const HzId *object_id,
                              gint64 revision,
                              const guint8 mark[HZ_HASH_BYTES],
                              GError **error);
gboolean hz_audit_check_signed (HzContext *context,
                                const HzId *author_id,
                                const HzId *object_id,
                                gint64 revision,
                                const guint8 mark[HZ_HASH_BYTES],
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
/* The head of the sitting, signed; at lock (hz_records_close_async() does it). @head: (out) (optional):
 * to be pinned. */
gboolean hz_audit_sign_head (HzContext *context,
                             guint8 head[HZ_HASH_BYTES],
                             GError **error);
/* Whether a head that somebody has pinned is still one of the signed heads of the chain. */
gboolean hz_audit_has_head (HzContext *context,
                            const guint8 head[HZ_HASH_BYTES],
                            gboolean *has_head,
                            GError **error);

G_END_DECLS
