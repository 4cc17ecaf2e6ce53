/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* When somebody last worked here, by what the last sittings signed. */
void hz_audit_latest_async (HzRecords *records,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hz_audit_latest_finish (HzRecords *records,
                                 GAsyncResult *result,
                                 gint64 *latest,
                                 GError **error);

G_END_DECLS
