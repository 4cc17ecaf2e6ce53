/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client.h"
#include "hz-consent.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Inside a job. list: (element-type HzConsent), newest first; without the care key only whether the
 * record may be kept. withdraw: an event that takes back what @consent_id gave, for its purpose and
 * recipient and all its items. */
gboolean hz_consent_store_add (HzContext *context,
                               HzConsent *consent,
                               GError **error);
/* What the record of @client says of its keeping, with how she said so, as an event. */
gboolean hz_consent_store_add_registration (HzContext *context,
                                            HzClient *client,
                                            const char *how,
                                            GError **error);
GPtrArray *hz_consent_store_list (HzContext *context,
                                  const HzId *client_id,
                                  GError **error);
gboolean hz_consent_store_withdraw (HzContext *context,
                                    const HzId *consent_id,
                                    GError **error);
/* Deletes what she answered, in a step; is_done: (out): whether that was all. */
gboolean hz_consent_store_shred (HzContext *context,
                                 const HzId *client_id,
                                 gboolean *is_done,
                                 GError **error);

/* For the window. add_finish: the event as it stands now. */
void hz_consent_store_add_async (HzRecords *records,
                                 HzConsent *consent,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HzConsent *hz_consent_store_add_finish (HzRecords *records,
                                        GAsyncResult *result,
                                        GError **error);
void hz_consent_store_list_async (HzRecords *records,
                                  const HzId *client_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *hz_consent_store_list_finish (HzRecords *records,
                                         GAsyncResult *result,
                                         GError **error);
void hz_consent_store_withdraw_async (HzRecords *records,
                                      const HzId *consent_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean hz_consent_store_withdraw_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error);

G_END_DECLS
