/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-context.h"

#include "hz-context-private.h"
#include "hz-records-error.h"

/* How far back a second change of the same record is looked for. */
#define LOOK_BACK 32

/**
 * hz_context_note_change:
 * @self: the job's context
 * @kind: what the record is
 * @id: (nullable): the record; or %NULL for the one of its kind
 * @how: what became of it
 *
 * Has the change told to everybody after the commit. Several changes of a record in one job are told
 * as one.
 */
void
hz_context_note_change (HzContext *self,
                        HzRecordKind kind,
                        const HzId *id,
                        HzChange how)
{
  HzContextChange change = { kind, id != NULL ? *id : HZ_ID_NONE, how };

  if (self->changes == NULL)
    return;

  for (guint i = self->changes->len; i > 0 && self->changes->len - i < LOOK_BACK; i--)
    {
      HzContextChange *earlier = &g_array_index (self->changes, HzContextChange, i - 1);

      if (earlier->kind != kind || !hz_id_equal (&earlier->id, &change.id))
        continue;

      if (earlier->how != HZ_CHANGE_ADDED || how == HZ_CHANGE_REMOVED)
        earlier->how = how;
      return;
    }

  g_array_append_val (self->changes, change);
}

/**
 * hz_context_require:
 * @self: the job's context
 * @right: what the job is about to do
 * @error: return location
 *
 * Returns: whether the person may; else %HZ_RECORDS_ERROR_FORBIDDEN
 */
gboolean
hz_context_require (HzContext *self,
                    HzRight right,
                    GError **error)
{
  if (hz_policy_allows (self->own_roles, right))
    return TRUE;

  if (right == HZ_RIGHT_USE_SHEETS && self->rings != NULL && hz_rings_is_recovery (self->rings))
    return TRUE;

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN,
               "Roles %u do not have right %u", (guint) self->own_roles, (guint) right);
  return FALSE;
}
