/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/**
 * HzSheetUseKind:
 * @HZ_SHEET_USE_PASSWORD: somebody got a new password
 * @HZ_SHEET_USE_CASES: somebody got cases that nobody could open
 * @HZ_SHEET_USE_CARE: somebody got the care key
 * @HZ_SHEET_USE_ADMINISTRATOR: somebody became an administrator
 *
 * What the recovery sheets did.
 */
typedef enum
{
  HZ_SHEET_USE_PASSWORD,
  HZ_SHEET_USE_CASES,
  HZ_SHEET_USE_CARE,
  HZ_SHEET_USE_ADMINISTRATOR,
  HZ_SHEET_USE_N_KINDS,
} HzSheetUseKind;

/**
 * HzSheetUse:
 * @id: of the use
 * @time: when, UTC milliseconds
 * @kind: what was done
 * @member_id: for whom
 * @cases: (element-type HzId): which she got; empty without the care key
 * @reason: (nullable): why; %NULL without the care key
 *
 * The recovery sheets were used for somebody.
 */
typedef struct
{
  HzId id;
  gint64 time;
  HzSheetUseKind kind;
  HzId member_id;
  GArray *cases;
  char *reason;
} HzSheetUse;

void hz_sheet_use_free (HzSheetUse *self);

/* Written down, and into the audit, before it is done. @cases: (element-type HzId), or NULL.
 * HZ_RECORDS_ERROR_INVALID without a reason. */
gboolean hz_sheet_use_add (HzContext *context,
                           HzSheetUseKind kind,
                           const HzId *member_id,
                           GArray *cases,
                           const char *reason,
                           GError **error);
/* (element-type HzSheetUse): the newest first. */
GPtrArray *hz_sheet_use_list (HzContext *context,
                              GError **error);

/* Those that she is to know of and has not said yet that she does: what was done for herself or in a
 * case she works on; a manager and an administrator, everything. */
GPtrArray *hz_sheet_use_list_news (HzContext *context,
                                   GError **error);
gboolean hz_sheet_use_acknowledge (HzContext *context,
                                   const HzId *use_id,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzSheetUse, hz_sheet_use_free)

G_END_DECLS
