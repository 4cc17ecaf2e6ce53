/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/**
 * HzSheetUseAct:
 * @HZ_SHEET_USE_PASSWORD: a member got a new password
 * @HZ_SHEET_USE_CASES: a member got the cases that nobody else could open
 */
typedef enum
{
  HZ_SHEET_USE_PASSWORD,
  HZ_SHEET_USE_CASES,
} HzSheetUseAct;

/**
 * HzSheetUse:
 * @time: when, UTC milliseconds
 * @act: what for
 * @member_id: for whom
 * @reason: (nullable): why; %NULL without the care key
 *
 * What the recovery sheets were used for.
 */
typedef struct
{
  gint64 time;
  HzSheetUseAct act;
  HzId member_id;
  char *reason;
} HzSheetUse;

void hz_sheet_use_free (HzSheetUse *self);

/* Written down, and into the audit, before it is done. HZ_RECORDS_ERROR_INVALID without a reason. */
gboolean hz_sheet_use_add (HzContext *context,
                           HzSheetUseAct act,
                           const HzId *member_id,
                           const char *reason,
                           GError **error);
/* (element-type HzSheetUse): the newest first. */
GPtrArray *hz_sheet_use_list (HzContext *context,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzSheetUse, hz_sheet_use_free)

G_END_DECLS
