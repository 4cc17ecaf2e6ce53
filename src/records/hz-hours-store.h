/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-hours.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Inside a job. @centre: for a member whose hours nobody has set. save: the member herself, or whoever
 * manages the centre. */
HzHours *hz_hours_store_get (HzContext *context,
                             const HzId *member_id,
                             const HzCentre *centre,
                             GError **error);
gboolean hz_hours_store_save (HzContext *context,
                              HzHours *hours,
                              GError **error);

/* For the window. */
void hz_hours_store_get_async (HzRecords *records,
                               const HzId *member_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HzHours *hz_hours_store_get_finish (HzRecords *records,
                                    GAsyncResult *result,
                                    GError **error);
void hz_hours_store_save_async (HzRecords *records,
                                const HzHours *hours,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean hz_hours_store_save_finish (HzRecords *records,
                                     GAsyncResult *result,
                                     GError **error);

G_END_DECLS
