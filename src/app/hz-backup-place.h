/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HzBackupPlace:
 * @is_there: whether there is such a folder
 * @is_in_centre: whether it is the folder of the centre, or in it
 * @can_write: whether something can be made there; %TRUE when that was not tried
 *
 * Where backups go, as it is just now. A dying stick or a server that is away may take minutes to
 * answer: it is never asked on the main thread.
 */
typedef struct
{
  gboolean is_there;
  gboolean is_in_centre;
  gboolean can_write;
} HzBackupPlace;

void hz_backup_place_look_async (const char *folder,
                                 const char *centre,
                                 gboolean try_writing,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HzBackupPlace hz_backup_place_look_finish (GAsyncResult *result);

G_END_DECLS
