/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/**
 * HzBackup:
 * @stamp: when it was proved and by whom; of revision 0 when there has been none, and then created when
 *   the centre began
 * @place: its folder
 *
 * A backup, as far as the centre remembers it. Everybody may know.
 */
typedef struct
{
  HzStamp stamp;
  char *place;
} HzBackup;

void hz_backup_free (HzBackup *self);
/* Civil days since it was made, at @now; -1 when there has been none. */
int hz_backup_get_age (const HzBackup *self,
                       gint64 now);
gboolean hz_backup_is_of_future (const HzBackup *self,
                                 gint64 now);
/* For more than a week nothing has been backed up. */
gboolean hz_backup_is_overdue (const HzBackup *self,
                               gint64 now);

/* Any member may make one. */
gboolean hz_backup_store_add (HzContext *context,
                              const char *place,
                              GError **error);
HzBackup *hz_backup_store_get_last (HzContext *context,
                                    GError **error);
/* (element-type HzBackup): those made since a moment, the newest first. */
GPtrArray *hz_backup_store_list_since (HzContext *context,
                                       gint64 since,
                                       GError **error);

void hz_backup_store_add_async (HzRecords *records,
                                const char *place,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean hz_backup_store_add_finish (HzRecords *records,
                                     GAsyncResult *result,
                                     GError **error);
void hz_backup_store_get_last_async (HzRecords *records,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
HzBackup *hz_backup_store_get_last_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzBackup, hz_backup_free)

G_END_DECLS
