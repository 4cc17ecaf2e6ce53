/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _HzDb HzDb;

sqlite3 *hz_db_get_handle (HzDb *self);

G_END_DECLS
