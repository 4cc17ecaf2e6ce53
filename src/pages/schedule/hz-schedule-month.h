/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-month-grid.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Shows in @grid how many appointments each day has, and its holidays; of one member when @member_id is
 * not NULL. Called again after a change. */
void hz_schedule_month_load (HzMonthGrid *grid,
                             HzRecords *records,
                             const HzId *member_id);

G_END_DECLS
