/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-audit-row.h"

void
hz_audit_row_free (HzAuditRow *self)
{
  g_free (self->act);
  g_free (self->client_code);
  g_free (self->number);
  g_free (self);
}
