/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_CLOCK_SECOND G_GINT64_CONSTANT (1000)
#define HZ_CLOCK_MINUTE (60 * HZ_CLOCK_SECOND)
#define HZ_CLOCK_HOUR (60 * HZ_CLOCK_MINUTE)
#define HZ_CLOCK_DAY (24 * HZ_CLOCK_HOUR)

gint64 hz_clock_now (void);

void hz_clock_shift (gint64 offset);
void hz_clock_stop (gint64 now);
void hz_clock_advance (gint64 by);
void hz_clock_reset (void);

G_END_DECLS
