/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "hz-backup-store.h"

G_BEGIN_DECLS

/**
 * HzBackupSchedule:
 * @HZ_BACKUP_SCHEDULE_OFF: never by itself
 * @HZ_BACKUP_SCHEDULE_DAY: when the last one is of another day
 * @HZ_BACKUP_SCHEDULE_WEEK: when it is a week old
 *
 * When a backup is made by itself, if its place is there. The numbers are those of the settings.
 */
typedef enum
{
  HZ_BACKUP_SCHEDULE_OFF,
  HZ_BACKUP_SCHEDULE_DAY,
  HZ_BACKUP_SCHEDULE_WEEK,
} HzBackupSchedule;

/* @age: of the last, hz_backup_get_age(). */
gboolean hz_backup_schedule_is_due (HzBackupSchedule schedule,
                                    int age);

#define HZ_TYPE_BACKUP_WORK (hz_backup_work_get_type ())
G_DECLARE_FINAL_TYPE (HzBackupWork, hz_backup_work, HZ, BACKUP_WORK, GObject)

/* Signals: "changed" when anything below is another than before; "ended" (const char *sentence,
 * gboolean is_well) when a backup or a trial has come to its end, in the interface's language. */

HzBackupWork *hz_backup_work_new (HzRecords *records,
                                  GSettings *settings);
/* Before the records close: nothing is asked of them any more. */
void hz_backup_work_let_go (HzBackupWork *self);

void hz_backup_work_start (HzBackupWork *self);
void hz_backup_work_try_last (HzBackupWork *self);
void hz_backup_work_stop (HzBackupWork *self);

gboolean hz_backup_work_is_running (HzBackupWork *self);
/* What is being done and how far it is, 0 to 1; less than 0 when nobody can say. */
char *hz_backup_work_describe (HzBackupWork *self,
                               double *share);
/* NULL while it has not been read yet. */
const HzBackup *hz_backup_work_get_last (HzBackupWork *self);

G_END_DECLS
