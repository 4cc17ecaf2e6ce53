/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"
#include "hz-db-worker.h"
#include "hz-record-kind.h"
#include "hz-vault.h"

G_BEGIN_DECLS

#define HZ_TYPE_RECORDS (hz_records_get_type ())

G_DECLARE_FINAL_TYPE (HzRecords, hz_records, HZ, RECORDS, GObject)

/* Of the main thread. Lives from an unlock to the next lock.
 * Signal: "changed" (HzRecordKind kind, const HzId *id, HzChange how), once for each change, after its
 * commit, on the main thread. */

/**
 * HzRecordsFunc:
 * @context: of the job
 * @data: what was asked and what came of it
 * @error: return location
 *
 * A job, whole. Under 50 ms; longer reading goes in parts.
 */
typedef gboolean (*HzRecordsFunc) (HzContext *context,
                                   gpointer data,
                                   GError **error);

/**
 * HzRecordsPartFunc:
 * @context: of the job
 * @data: what was asked, how far it is, and what came of it
 * @error: return location
 *
 * A part of a longer job, under 50 ms; others may come in between.
 */
typedef HzDbStep (*HzRecordsPartFunc) (HzContext *context,
                                       gpointer data,
                                       GError **error);

HzRecords *hz_records_new (HzVault *vault);

/* Brings the schema up to date, and does what is due at a sign-in: requests of the inbox go under the
 * care key, waiting ones into the inbox. Before anything else. */
gboolean hz_records_open (HzRecords *self,
                          GError **error);
void hz_records_open_async (HzRecords *self,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hz_records_open_finish (HzRecords *self,
                                 GAsyncResult *result,
                                 GError **error);

/* finish returns @data, the task's until the callback returns; NULL when it failed. */
void hz_records_run_async (HzRecords *self,
                           HzDbJobKind kind,
                           HzRecordsFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* A longer read. @is_idle: only when nothing else is to be done. hz_records_run_finish() is for it. */
void hz_records_read_in_parts_async (HzRecords *self,
                                     gboolean is_idle,
                                     HzRecordsPartFunc func,
                                     gpointer data,
                                     GDestroyNotify free_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gpointer hz_records_run_finish (HzRecords *self,
                                GAsyncResult *result,
                                GError **error);
gboolean hz_records_run (HzRecords *self,
                         HzDbJobKind kind,
                         HzRecordsFunc func,
                         gpointer data,
                         GError **error);

/* The end of the sitting, before hz_vault_lock(): drafts are stored, the audit's head is signed and
 * pinned. When a draft cannot be stored it is kept in memory (hz-draft-rescue.h), the rest is done all
 * the same and the error is told. */
gboolean hz_records_close (HzRecords *self,
                           GError **error);
void hz_records_close_async (HzRecords *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean hz_records_close_finish (HzRecords *self,
                                  GAsyncResult *result,
                                  GError **error);

HzVault *hz_records_get_vault (HzRecords *self);
const HzId *hz_records_get_own_id (HzRecords *self);
HzRoles hz_records_get_own_roles (HzRecords *self);
gboolean hz_records_may (HzRecords *self,
                         HzRight right);
/* A name as the roster has it; "" for nobody known. */
const char *hz_records_get_member_name (HzRecords *self,
                                        const HzId *member_id);

/* After hz_records_open(): the audit does not have the head any more that the person has seen last. To
 * be told loudly. */
gboolean hz_records_is_audit_cut (HzRecords *self);

/* Every HzDraftKeeper that is not stored yet; the lock waits for it. */
void hz_records_flush_drafts_async (HzRecords *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean hz_records_flush_drafts_finish (HzRecords *self,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
