/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"
#include "hz-today-bar.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLOCK_BAR (hz_clock_bar_get_type ())
G_DECLARE_FINAL_TYPE (HzClockBar, hz_clock_bar, HZ, CLOCK_BAR, HzTodayBar)

/* Looks whether the clock of this computer is behind what is written here already. */
void hz_clock_bar_refresh (HzClockBar *self,
                           HzRecords *records);

G_END_DECLS
