/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* Writes down what the roster says and the audit does not yet: who was removed, got another name, other
 * roles, keys or sheets; that the centre was restored. At the beginning and the end of a sitting, and
 * after each act. */
gboolean hz_roster_log_catch_up (HzContext *context,
                                 GError **error);
void hz_roster_log_catch_up_async (HzRecords *records);

G_END_DECLS
