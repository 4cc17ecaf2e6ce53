/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema's number is `PRAGMA user_version`: that of the last migration that has run. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-migrate.h"

#include "hz-vault-error.h"

/**
 * hz_db_get_schema_number:
 * @db: the connection
 * @number: (out): of the last migration
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
hz_db_get_schema_number (HzDb *db,
                         int *number,
                         GError **error)
{
  gint64 value;

  if (!hz_db_get_int (db, "PRAGMA user_version", &value, error))
    return FALSE;

  *number = (int) value;
  return TRUE;
}

static gboolean
run_one (HzDb *db,
         const HzDbMigration *migration,
         GError **error)
{
  g_autofree char *set_number = g_strdup_printf ("PRAGMA user_version = %d", migration->number);

  if (hz_db_execute (db, migration->sql, error) && hz_db_execute (db, set_number, error))
    return TRUE;

  g_prefix_error (error, "Migration %d: ", migration->number);
  return FALSE;
}

/**
 * hz_db_migrate:
 * @db: the connection, in a write job
 * @migrations: (array length=n_migrations): by rising number
 * @n_migrations: how many
 * @error: return location
 *
 * Returns: whether the schema is the last one now; %HZ_VAULT_ERROR_NEWER when a newer program has been
 *   here
 */
gboolean
hz_db_migrate (HzDb *db,
               const HzDbMigration *migrations,
               guint n_migrations,
               GError **error)
{
  int number;

  if (!hz_db_get_schema_number (db, &number, error))
    return FALSE;

  if (n_migrations > 0 && number > migrations[n_migrations - 1].number)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NEWER, "The schema has number %d", number);
      return FALSE;
    }

  for (guint i = 0; i < n_migrations; i++)
    {
      g_assert (i == 0 || migrations[i].number > migrations[i - 1].number);

      if (migrations[i].number > number && !run_one (db, &migrations[i], error))
        return FALSE;
    }

  return TRUE;
}
