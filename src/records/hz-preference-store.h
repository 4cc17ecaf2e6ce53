/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* What a person has chosen for herself, by name: "language" (s), "place" (v)... Sealed under her own
 * key. */
GVariant *hz_preference_store_get (HzContext *context,
                                   const char *name,
                                   GError **error);
gboolean hz_preference_store_put (HzContext *context,
                                  const char *name,
                                  GVariant *value,
                                  GError **error);

/* Forgets those of the person that @func finds. */
gboolean hz_preference_store_forget (HzContext *context,
                                     gboolean (*func) (GVariant *value, gpointer data),
                                     gpointer data,
                                     gboolean *has_forgotten,
                                     GError **error);

void hz_preference_store_get_async (HzRecords *records,
                                    const char *name,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GVariant *hz_preference_store_get_finish (HzRecords *records,
                                          GAsyncResult *result,
                                          GError **error);
void hz_preference_store_put_async (HzRecords *records,
                                    const char *name,
                                    GVariant *value,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean hz_preference_store_put_finish (HzRecords *records,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
