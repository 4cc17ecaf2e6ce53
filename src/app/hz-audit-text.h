/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-audit-row.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* What was done; and when, by whom, about whom: in the interface's language. */
char *hz_audit_text_act (const HzAuditRow *row);
char *hz_audit_text_object (HzRecords *records,
                            const HzAuditRow *row);
char *hz_audit_text_detail (HzRecords *records,
                            const HzAuditRow *row);

G_END_DECLS
