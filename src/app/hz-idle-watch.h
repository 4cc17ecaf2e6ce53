/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_IDLE_WATCH (hz_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (HzIdleWatch, hz_idle_watch, HZ, IDLE_WATCH, GObject)

/* Sees every key, click and movement in any window of the program. Signals: "warning" 30 seconds
 * before the time is over, "active" when somebody comes back within them, "idle" when it is over. */
HzIdleWatch *hz_idle_watch_new (void);
void hz_idle_watch_start (HzIdleWatch *self,
                          guint seconds);
void hz_idle_watch_stop (HzIdleWatch *self);

G_END_DECLS
