/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_BACKUP_MARK "backup"

gboolean hz_backup_mark_put (const char *folder,
                             GError **error);
gboolean hz_backup_mark_is_there (const char *folder);

G_END_DECLS
