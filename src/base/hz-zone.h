/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"

G_BEGIN_DECLS

#define HZ_ZONE_DEFAULT "Asia/Dushanbe"

/* Minutes in a civil day. A minute of the day runs from 0 to this; this one is the day's end. */
#define HZ_ZONE_DAY_MINUTES (24 * 60)

gboolean hz_zone_set (const char *identifier);
const char *hz_zone_get (void);

gint64 hz_zone_to_utc (HzDate date,
                       int minute);
HzDate hz_zone_from_utc (gint64 moment,
                         int *minute);
HzDate hz_zone_get_today (void);
void hz_zone_set_today (HzDate today);

gboolean hz_zone_spans_overlap (gint64 a_start,
                                gint64 a_end,
                                gint64 b_start,
                                gint64 b_end);

G_END_DECLS
