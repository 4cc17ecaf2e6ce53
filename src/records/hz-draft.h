/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-id.h"

G_BEGIN_DECLS

/**
 * HzDraft:
 * @id: its own
 * @kind: of which form: "client", "note", "consultation", "referral"...
 * @subject_id: what it is about: a client, a case; or no id
 * @content: a{sv}, the form's own
 * @revision: 0 before it is stored
 * @saved: when it was stored last, UTC milliseconds
 *
 * What somebody has begun to write in some form. Sealed under her own key; nobody else sees that it is
 * there, or of what kind.
 */
typedef struct
{
  HzId id;
  char *kind;
  HzId subject_id;
  GVariant *content;
  gint64 revision;
  gint64 saved;
} HzDraft;

HzDraft *hz_draft_new (const char *kind,
                       const HzId *subject_id);
HzDraft *hz_draft_copy (const HzDraft *self);
void hz_draft_free (HzDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzDraft, hz_draft_free)

G_END_DECLS
