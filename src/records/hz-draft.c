/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-draft.h"

/**
 * hz_draft_new:
 * @kind: of which form
 * @subject_id: (nullable): what it is about
 *
 * Returns: (transfer full): a draft that is not stored yet, without content
 */
HzDraft *
hz_draft_new (const char *kind,
              const HzId *subject_id)
{
  HzDraft *self = g_new0 (HzDraft, 1);

  self->id = hz_id_new ();
  self->kind = g_strdup (kind);
  if (subject_id != NULL)
    self->subject_id = *subject_id;

  return self;
}

/**
 * hz_draft_copy:
 * @self: a draft
 *
 * Returns: (transfer full): its copy
 */
HzDraft *
hz_draft_copy (const HzDraft *self)
{
  HzDraft *copy = g_new0 (HzDraft, 1);

  *copy = *self;
  copy->kind = g_strdup (self->kind);
  if (self->content != NULL)
    copy->content = g_variant_ref_sink (self->content);

  return copy;
}

/**
 * hz_draft_free:
 * @self: (nullable) (transfer full): a draft
 */
void
hz_draft_free (HzDraft *self)
{
  if (self == NULL)
    return;

  g_free (self->kind);
  g_clear_pointer (&self->content, g_variant_unref);
  g_free (self);
}
