/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-query.h"

G_BEGIN_DECLS

/* For the window: what hz_client_query_run() found stays first, everybody else whom the text fits comes
 * after in the order of the alphabet. (element-type gint64): client_keys, for HzClientQuery's finds. */
void hz_client_gather_async (HzRecords *records,
                             const HzClientQuery *query,
                             const char *text,
                             const GArray *finds,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GArray *hz_client_gather_finish (HzRecords *records,
                                 GAsyncResult *result,
                                 GError **error);

G_END_DECLS
