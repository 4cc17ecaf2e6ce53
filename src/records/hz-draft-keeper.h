/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-draft.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzDraftSnapshotFunc:
 *
 * Returns: (transfer floating): what stands in the form now, a{sv}
 */
typedef GVariant *(*HzDraftSnapshotFunc) (gpointer data);

#define HZ_TYPE_DRAFT_KEEPER (hz_draft_keeper_get_type ())

G_DECLARE_FINAL_TYPE (HzDraftKeeper, hz_draft_keeper, HZ, DRAFT_KEEPER, GObject)

/* Keeps what is being written in a form stored: at most 1 s after the last change, every 2 s while
 * typing goes on, and at each lock (hz_records_flush_drafts_async). A form has one, and touches it.
 * Properties: "saved" (int64, UTC ms; 0 before), "error" (GError boxed, NULL when all is well: the
 * disk is full...; it tries again every 10 s and the text stays in memory). */
HzDraftKeeper *hz_draft_keeper_new (HzRecords *records,
                                    HzDraft *draft,
                                    HzDraftSnapshotFunc snapshot,
                                    gpointer data);
const HzId *hz_draft_keeper_get_id (HzDraftKeeper *self);
gint64 hz_draft_keeper_get_saved (HzDraftKeeper *self);
void hz_draft_keeper_touch (HzDraftKeeper *self);
/* Stores now; the window calls it on every change of focus, and Ctrl+S. */
void hz_draft_keeper_flush_async (HzDraftKeeper *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean hz_draft_keeper_flush_finish (HzDraftKeeper *self,
                                       GAsyncResult *result,
                                       GError **error);
/* The form is done or given up: nothing is stored any more. The row itself is deleted by the job that
 * saves the form, or by hz_draft_store_delete_async(). */
void hz_draft_keeper_stop (HzDraftKeeper *self);

G_END_DECLS
