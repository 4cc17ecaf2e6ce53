/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-profile.h"
#include "hz-client-request.h"
#include "hz-client.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Inside a job. */
HzClient *hz_client_store_get (HzContext *context,
                               const HzId *id,
                               GError **error);
/* The code in any spelling: "h-7k3m", "7К3М". */
HzClient *hz_client_store_find_code (HzContext *context,
                                     const char *code,
                                     GError **error);
/* (element-type HzClient), in the order of @ids (element-type HzId), without those not there. */
GPtrArray *hz_client_store_list (HzContext *context,
                                 const GArray *ids,
                                 GError **error);
gboolean hz_client_store_count (HzContext *context,
                                gint64 *n_clients,
                                GError **error);
/* Adds or changes; @client gets its new stamp, and a new one its code. */
gboolean hz_client_store_save (HzContext *context,
                               HzClient *client,
                               GError **error);
/* A new client with why she came, in one go; @draft_id: (nullable): the draft that is done with. */
gboolean hz_client_store_register (HzContext *context,
                                   HzClient *client,
                                   HzClientRequest *request,
                                   const HzId *draft_id,
                                   GError **error);
/* She was asked today, and the rules of her phones still hold. */
gboolean hz_client_store_confirm_rule (HzContext *context,
                                       const HzId *id,
                                       GError **error);
/* Somebody saw a number against its rule; the reason goes into the care ring. */
gboolean hz_client_store_override_rule (HzContext *context,
                                        const HzId *id,
                                        const char *reason,
                                        GError **error);

/* The care ring. Whoever may register can add a request; reading needs the key
 * (HZ_RECORDS_ERROR_NO_KEY). list: (element-type HzClientRequest), newest first. */
gboolean hz_client_store_add_request (HzContext *context,
                                      HzClientRequest *request,
                                      GError **error);
GPtrArray *hz_client_store_list_requests (HzContext *context,
                                          const HzId *client_id,
                                          GError **error);
/* An empty one when nothing was asked yet. Its birth date is taken from the requests until it has
 * one of its own. */
HzClientProfile *hz_client_store_get_profile (HzContext *context,
                                              const HzId *client_id,
                                              GError **error);
gboolean hz_client_store_save_profile (HzContext *context,
                                       HzClientProfile *profile,
                                       GError **error);

/* For the window. save, register: the finish gives the client as it stands now. A conflict is
 * HZ_RECORDS_ERROR_CONFLICT; what was given is untouched, and what stands is got by get. */
void hz_client_store_get_async (HzRecords *records,
                                const HzId *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
HzClient *hz_client_store_get_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      GError **error);
void hz_client_store_save_async (HzRecords *records,
                                 const HzClient *client,
                                 const HzClientRequest *request,
                                 const HzId *draft_id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HzClient *hz_client_store_save_finish (HzRecords *records,
                                       GAsyncResult *result,
                                       GError **error);
void hz_client_store_confirm_rule_async (HzRecords *records,
                                         const HzId *id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void hz_client_store_override_rule_async (HzRecords *records,
                                          const HzId *id,
                                          const char *reason,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean hz_client_store_act_finish (HzRecords *records,
                                     GAsyncResult *result,
                                     GError **error);
void hz_client_store_get_profile_async (HzRecords *records,
                                        const HzId *client_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
HzClientProfile *hz_client_store_get_profile_finish (HzRecords *records,
                                                     GAsyncResult *result,
                                                     GError **error);
void hz_client_store_save_profile_async (HzRecords *records,
                                         const HzClientProfile *profile,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
HzClientProfile *hz_client_store_save_profile_finish (HzRecords *records,
                                                      GAsyncResult *result,
                                                      GError **error);
void hz_client_store_list_requests_async (HzRecords *records,
                                          const HzId *client_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *hz_client_store_list_requests_finish (HzRecords *records,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
