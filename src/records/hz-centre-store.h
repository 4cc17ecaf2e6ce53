/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-centre.h"
#include "hz-records.h"

G_BEGIN_DECLS

HzCentre *hz_centre_store_get (HzContext *context,
                               GError **error);
gboolean hz_centre_store_save (HzContext *context,
                               HzCentre *centre,
                               GError **error);

void hz_centre_store_get_async (HzRecords *records,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
HzCentre *hz_centre_store_get_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      GError **error);
void hz_centre_store_save_async (HzRecords *records,
                                 const HzCentre *centre,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean hz_centre_store_save_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      GError **error);

G_END_DECLS
