/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-audit.h"
#include "hz-audit-row.h"
#include "hz-date.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzAuditSubject:
 *
 * What an act is about, as it is looked for.
 */
typedef enum
{
  HZ_AUDIT_ALL,
  HZ_AUDIT_CLIENTS,
  HZ_AUDIT_APPOINTMENTS,
  HZ_AUDIT_CASES,
  HZ_AUDIT_CONSENTS,
  HZ_AUDIT_LETTERS,
  HZ_AUDIT_STAFF,
  HZ_AUDIT_CENTRE,
  HZ_N_AUDIT_SUBJECTS,
} HzAuditSubject;

/**
 * HzAuditQuery:
 * @subject: about what
 * @act: (nullable): its permanent word; %NULL for all
 * @member_id: who; unset for everybody
 * @client_code: (nullable): about whom, in any spelling of her code; what is none finds nothing
 * @day: at the centre; unset for all days
 * @before: only rows before this key; 0 from the newest
 * @limit: how many at most; 0 for all
 */
typedef struct
{
  HzAuditSubject subject;
  char *act;
  HzId member_id;
  char *client_code;
  HzDate day;
  gint64 before;
  guint limit;
} HzAuditQuery;

void hz_audit_query_clear (HzAuditQuery *self);

/* (element-type HzAuditRow), newest first. Needs HZ_RIGHT_READ_AUDIT. */
void hz_audit_query_run_async (HzRecords *records,
                               const HzAuditQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *hz_audit_query_run_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      GError **error);

/* hz_audit_verify() for the window. */
void hz_audit_query_verify_async (HzRecords *records,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean hz_audit_query_verify_finish (HzRecords *records,
                                       GAsyncResult *result,
                                       HzAuditReport *report,
                                       GError **error);

/* Before the log is saved as a file; in the audit itself. hz_records_run_finish() is for it. */
void hz_audit_query_note_saved_async (HzRecords *records,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HzAuditQuery, hz_audit_query_clear)

G_END_DECLS
