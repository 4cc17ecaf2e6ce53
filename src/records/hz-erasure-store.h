/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-backup-store.h"
#include "hz-erasure.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Inside a job. What is asked for can be taken back until it is confirmed, by who may ask and who may
 * confirm. confirm: she is gone from what the centre's key opens at once; what is sealed goes by
 * hz-erasure-shred.h. list: (element-type HzErasure), newest first. */
gboolean hz_erasure_store_ask (HzContext *context,
                               const HzId *client_id,
                               HzErasureCause cause,
                               GError **error);
gboolean hz_erasure_store_withdraw (HzContext *context,
                                    const HzId *client_id,
                                    GError **error);
gboolean hz_erasure_store_confirm (HzContext *context,
                                   const HzId *client_id,
                                   const char *code,
                                   GError **error);
GPtrArray *hz_erasure_store_list (HzContext *context,
                                  GError **error);
/* (element-type HzBackup): in which she still is, the newest first. */
GPtrArray *hz_erasure_store_list_backups (HzContext *context,
                                          const HzId *client_id,
                                          GError **error);
/* HZ_RECORDS_ERROR_ERASURE_ASKED when it is. */
gboolean hz_erasure_store_require_none (HzContext *context,
                                        const HzId *client_id,
                                        GError **error);

/* For the window. */
void hz_erasure_store_ask_async (HzRecords *records,
                                 const HzId *client_id,
                                 HzErasureCause cause,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void hz_erasure_store_withdraw_async (HzRecords *records,
                                      const HzId *client_id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void hz_erasure_store_confirm_async (HzRecords *records,
                                     const HzId *client_id,
                                     const char *code,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Of any of these three. */
gboolean hz_erasure_store_act_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      GError **error);
void hz_erasure_store_list_async (HzRecords *records,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void hz_erasure_store_list_backups_async (HzRecords *records,
                                          const HzId *client_id,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* Of either of these two. */
GPtrArray *hz_erasure_store_list_finish (HzRecords *records,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
