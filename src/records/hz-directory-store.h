/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-directory-entry.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Inside a job. seed: what a new centre begins with, when there is nothing at all yet; for whoever
 * opens the centre first, whatever her roles. list: (element-type HzDirectoryEntry), in order, what is
 * archived left out. */
gboolean hz_directory_store_seed (HzContext *context,
                                  GError **error);
HzDirectoryEntry *hz_directory_store_get (HzContext *context,
                                          const HzId *id,
                                          GError **error);
HzDirectoryEntry *hz_directory_store_find_code (HzContext *context,
                                                const char *code,
                                                GError **error);
GPtrArray *hz_directory_store_list (HzContext *context,
                                    GError **error);
gboolean hz_directory_store_save (HzContext *context,
                                  HzDirectoryEntry *entry,
                                  GError **error);

/* For the window. save_finish: the entry as it stands now. */
void hz_directory_store_list_async (HzRecords *records,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *hz_directory_store_list_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error);
void hz_directory_store_save_async (HzRecords *records,
                                    HzDirectoryEntry *entry,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
HzDirectoryEntry *hz_directory_store_save_finish (HzRecords *records,
                                                  GAsyncResult *result,
                                                  GError **error);

G_END_DECLS
