/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-today-bar.h"

G_BEGIN_DECLS

#define HZ_TYPE_DISK_BAR (hz_disk_bar_get_type ())
G_DECLARE_FINAL_TYPE (HzDiskBar, hz_disk_bar, HZ, DISK_BAR, HzTodayBar)

/* Looks how much room there is beside @folder, off the main thread. */
void hz_disk_bar_refresh (HzDiskBar *self,
                          const char *folder);
/* In bytes. */
void hz_disk_bar_set_free (HzDiskBar *self,
                           guint64 n_free);

G_END_DECLS
