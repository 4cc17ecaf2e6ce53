/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/**
 * HzSheetUse:
 * @time: when, UTC milliseconds
 * @member_id: who got a new password
 * @reason: (nullable): why; %NULL without the care key
 *
 * Somebody got a new password by the recovery sheets.
 */
typedef struct
{
  gint64 time;
  HzId member_id;
  char *reason;
} HzSheetUse;

void hz_sheet_use_free (HzSheetUse *self);

/* Written down, and into the audit, before it is done. HZ_RECORDS_ERROR_INVALID without a reason. */
gboolean hz_sheet_use_add (HzContext *context,
                           const HzId *member_id,
                           const char *reason,
                           GError **error);
/* (element-type HzSheetUse): the newest first. */
GPtrArray *hz_sheet_use_list (HzContext *context,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzSheetUse, hz_sheet_use_free)

G_END_DECLS
