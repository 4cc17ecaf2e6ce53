/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-id.h"

G_BEGIN_DECLS

/* The backups of one centre in a folder, by their names and the outsides of their keyrings: no key is
 * needed. They are read from the disk: off the main thread. */

/* (element-type filename): the folders, the newest first. */
GPtrArray *hz_backup_list_read (const char *target,
                                const HzId *centre_id);
/* Leaves the @n_kept newest, and @newest and @living in any case; returns how many went. To be called
 * only when @newest is proved. */
guint hz_backup_list_thin (const char *target,
                           const HzId *centre_id,
                           const char *living,
                           const char *newest,
                           guint n_kept);

G_END_DECLS
