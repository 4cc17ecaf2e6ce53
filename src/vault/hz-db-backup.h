/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-cipher-unit.h"
#include "hz-db-worker.h"

G_BEGIN_DECLS

/**
 * HzDbBackup:
 *
 * A copy of the open database into a new file under another key, made while others go on writing.
 */
typedef struct _HzDbBackup HzDbBackup;

HzDbBackup *hz_db_backup_new (const char *path,
                              HzCipherKey *key);
void hz_db_backup_free (HzDbBackup *self);

/* For hz_db_worker_run_long(); @backup: an HzDbBackup. */
HzDbStep hz_db_backup_step (HzDb *db,
                            gpointer backup,
                            GError **error);
HzDbStep hz_db_backup_step_to_last (HzDb *db,
                                    gpointer backup,
                                    GError **error);
void hz_db_backup_abandon (HzDb *db,
                           gpointer backup);

double hz_db_backup_get_progress (HzDbBackup *self);

/* After the last step, on any thread: the copy stands alone on the disk. @change_counter: its own. */
gboolean hz_db_backup_finish (HzDbBackup *self,
                              gint64 *change_counter,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzDbBackup, hz_db_backup_free)

G_END_DECLS
