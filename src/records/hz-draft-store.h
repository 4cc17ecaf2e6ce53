/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-draft.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Inside a job. put raises the revision of @draft. list: (element-type HzDraft), newest first, of one
 * kind (or NULL) and one subject (or NULL). */
gboolean hz_draft_store_put (HzContext *context,
                             HzDraft *draft,
                             GError **error);
HzDraft *hz_draft_store_get (HzContext *context,
                             const HzId *id,
                             GError **error);
GPtrArray *hz_draft_store_list (HzContext *context,
                                const char *kind,
                                const HzId *subject_id,
                                GError **error);
gboolean hz_draft_store_delete (HzContext *context,
                                const HzId *id,
                                GError **error);

/* For the window. */
void hz_draft_store_list_async (HzRecords *records,
                                const char *kind,
                                const HzId *subject_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *hz_draft_store_list_finish (HzRecords *records,
                                       GAsyncResult *result,
                                       GError **error);
void hz_draft_store_delete_async (HzRecords *records,
                                  const HzId *id,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

G_END_DECLS
