/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define HZ_FIXTURE_CRASH_NAME "crash"

extern sqlite3_vfs hz_fixture_lower_vfs;

void hz_fixture_set_up_lower (sqlite3_vfs *system,
                              sqlite3_vfs *above,
                              int room);
gboolean hz_fixture_is_below (void);

/* What the product gets for sqlite3_vfs_find() and sqlite3_database_file_object(). */
sqlite3_vfs *hz_fixture_find_vfs (const char *name);
sqlite3_file *hz_fixture_find_database (const char *name);

G_END_DECLS
