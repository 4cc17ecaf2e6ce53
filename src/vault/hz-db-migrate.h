/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db.h"

G_BEGIN_DECLS

/**
 * HzDbMigration:
 * @number: from 2; 1 is the vault's own schema
 * @sql: what brings the database from an earlier number to this one
 */
typedef struct
{
  int number;
  const char *sql;
} HzDbMigration;

/* Inside a write job: all that are missing, in the job's transaction. @migrations: by rising number. */
gboolean hz_db_migrate (HzDb *db,
                        const HzDbMigration *migrations,
                        guint n_migrations,
                        GError **error);
gboolean hz_db_get_schema_number (HzDb *db,
                                  int *number,
                                  GError **error);

G_END_DECLS
