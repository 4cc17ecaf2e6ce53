/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"
#include "hz-today-bar.h"

G_BEGIN_DECLS

#define HZ_TYPE_BACKUP_BAR (hz_backup_bar_get_type ())
G_DECLARE_FINAL_TYPE (HzBackupBar, hz_backup_bar, HZ, BACKUP_BAR, HzTodayBar)

void hz_backup_bar_set_records (HzBackupBar *self,
                                HzRecords *records);
void hz_backup_bar_refresh (HzBackupBar *self);

G_END_DECLS
