/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HZ_TYPE_SLEEP_WATCH (hz_sleep_watch_get_type ())
G_DECLARE_FINAL_TYPE (HzSleepWatch, hz_sleep_watch, HZ, SLEEP_WATCH, GObject)

/* Signal "away": the computer is about to sleep, or its screen is being locked. */
HzSleepWatch *hz_sleep_watch_new (void);
/* The window is locked: the computer may go on falling asleep. */
void hz_sleep_watch_let_go (HzSleepWatch *self);
/* The window is open: the computer waits for it before it sleeps. */
void hz_sleep_watch_hold (HzSleepWatch *self);

G_END_DECLS
