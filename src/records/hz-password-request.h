/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* Who is asked to choose another password at her next sign-in: by an administrator, or because the
 * centre was restored. */

/* Of a write job. */
gboolean hz_password_request_put (HzContext *context,
                                  const HzId *member_id,
                                  const HzId *asked_by,
                                  GError **error);
gboolean hz_password_request_list (HzContext *context,
                                   GHashTable *ids,
                                   GError **error);

/* For an administrator, about a member. */
void hz_password_request_ask_async (HzRecords *records,
                                    const HzId *member_id,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean hz_password_request_ask_finish (HzRecords *records,
                                         GAsyncResult *result,
                                         GError **error);

/* Returns a set of HzId: who has not done it yet. */
void hz_password_request_list_async (HzRecords *records,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GHashTable *hz_password_request_list_finish (HzRecords *records,
                                             GAsyncResult *result,
                                             GError **error);

/* She has another password now. */
gboolean hz_password_request_fulfil (HzRecords *records,
                                     GError **error);
void hz_password_request_fulfil_async (HzRecords *records,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean hz_password_request_fulfil_finish (HzRecords *records,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
