/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db-private.h"
#include "hz-db-worker.h"

G_BEGIN_DECLS

/* Opens the database at @path on a thread of its own. @schema: (nullable): of a database just made. */
HzDbWorker *hz_db_worker_new (const char *path,
                              HzCipherKey *key,
                              const char *schema,
                              HzDbFound *found,
                              GError **error);

/* Waits: writes are done, reads that have not begun and idle jobs are dropped, the database is closed.
 * Frees @self in either case. */
gboolean hz_db_worker_close (HzDbWorker *self,
                             GError **error);

/* A read of many steps that holds something of the connection between them. */
typedef void (*HzDbAbandonFunc) (HzDb *db,
                                 gpointer data);

gboolean hz_db_worker_run_long (HzDbWorker *self,
                                HzDbJobFunc func,
                                HzDbAbandonFunc abandon,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
