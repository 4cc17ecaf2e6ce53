/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-audit.h"

G_BEGIN_DECLS

/**
 * HzAuditCheck:
 *
 * A walk through every row of the audit, some at a time. Rows that are added meanwhile are walked too.
 */
typedef struct _HzAuditCheck HzAuditCheck;

HzAuditCheck *hz_audit_check_new (void);
void hz_audit_check_free (HzAuditCheck *self);
gboolean hz_audit_check_run_part (HzAuditCheck *self,
                                  HzContext *context,
                                  gboolean *is_done,
                                  GError **error);
const HzAuditReport *hz_audit_check_get_report (HzAuditCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzAuditCheck, hz_audit_check_free)

G_END_DECLS
