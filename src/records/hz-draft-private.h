/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"
#include "hz-draft-keeper.h"

G_BEGIN_DECLS

/* A draft as it stands sealed in a row of that revision. */
GBytes *hz_draft_store_seal (HzContext *context,
                             const HzDraft *draft,
                             gint64 revision,
                             GError **error);
HzDraft *hz_draft_store_unseal (HzContext *context,
                                const HzId *id,
                                gint64 revision,
                                GBytes *sealed,
                                GError **error);

/* (nullable): what stands in the form and could not be stored. */
HzDraft *hz_draft_keeper_dup_unsaved (HzDraftKeeper *self);

/* Of the database thread. keep: of who is signed in. restore: puts what was kept for her into the
 * transaction. forget: (any thread): after its commit. */
gboolean hz_draft_rescue_keep (HzContext *context,
                               GPtrArray *drafts,
                               GError **error);
gboolean hz_draft_rescue_restore (HzContext *context,
                                  GError **error);
void hz_draft_rescue_forget (const HzId *member_id);

G_END_DECLS
