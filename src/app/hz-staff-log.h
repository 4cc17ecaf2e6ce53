/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* An act about a member of the staff that the vault did, into the log: a permanent word such as
 * "member.roles". */
void hz_staff_log (HzRecords *records,
                   const char *act,
                   const HzId *member_id);

G_END_DECLS
