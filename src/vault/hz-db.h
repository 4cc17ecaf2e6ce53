/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * HzDb:
 *
 * The one connection to the centre's encrypted file. It belongs to the database thread: each function
 * on it asserts that it is called there. Errors are of %HZ_VAULT_ERROR.
 */
typedef struct _HzDb HzDb;

gboolean hz_db_execute (HzDb *self,
                        const char *sql,
                        GError **error);
gboolean hz_db_get_int (HzDb *self,
                        const char *sql,
                        gint64 *value,
                        GError **error);
gint64 hz_db_get_n_changes (HzDb *self);

sqlite3 *hz_db_get_handle (HzDb *self);

G_END_DECLS
