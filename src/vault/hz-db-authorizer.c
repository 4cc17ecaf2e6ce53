/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQL may ask of the connection: nothing that would touch another file or the way in which this
 * one is kept; a read changes nothing but tables in memory; transactions are the worker's. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-private.h"

/* A value may be given where it says so; without one, a pragma asks. */
static const struct
{
  const char *name;
  gboolean may_set;
} pragmas[] = {
  { "application_id", FALSE },
  { "data_version", FALSE },
  { "database_list", FALSE },
  { "defer_foreign_keys", TRUE },
  { "foreign_key_check", TRUE },
  { "foreign_key_list", TRUE },
  { "foreign_keys", FALSE },
  { "freelist_count", FALSE },
  { "index_info", TRUE },
  { "index_list", TRUE },
  { "index_xinfo", TRUE },
  { "integrity_check", TRUE },
  { "optimize", TRUE },
  { "page_count", FALSE },
  { "quick_check", TRUE },
  { "table_info", TRUE },
  { "table_list", TRUE },
  { "table_xinfo", TRUE },
  { "user_version", TRUE },
};

static gboolean
pragma_is_allowed (const char *name,
                   const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (g_ascii_strcasecmp (name, pragmas[i].name) == 0)
      return value == NULL || pragmas[i].may_set;

  return FALSE;
}

/* How a virtual table (a search index, json_each) tells SQLite its columns: that is asked as if a table
 * "x" were made. Nothing comes of it; SQLite's own table no SQL of ours may write. */
static gboolean
declares_columns (int action,
                  const char *first)
{
  return ((action == SQLITE_INSERT || action == SQLITE_UPDATE)
          && g_strcmp0 (first, "sqlite_master") == 0)
         || (action == SQLITE_CREATE_TABLE && g_strcmp0 (first, "x") == 0);
}

static gboolean
changes_database (int action,
                  const char *first,
                  const char *database)
{
  switch (action)
    {
    case SQLITE_ALTER_TABLE:
      return g_strcmp0 (first, "temp") != 0;

    case SQLITE_ANALYZE:
    case SQLITE_CREATE_INDEX:
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_CREATE_VIEW:
    case SQLITE_CREATE_VTABLE:
    case SQLITE_DELETE:
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_TRIGGER:
    case SQLITE_DROP_VIEW:
    case SQLITE_DROP_VTABLE:
    case SQLITE_INSERT:
    case SQLITE_REINDEX:
    case SQLITE_UPDATE:
      return g_strcmp0 (database, "temp") != 0;

    default:
      return FALSE;
    }
}

static int
authorize (void *data,
           int action,
           const char *first,
           const char *second,
           const char *database,
           const char *trigger)
{
  HzDb *self = data;

  if (self->is_own)
    return SQLITE_OK;

  if (action == SQLITE_ATTACH || action == SQLITE_DETACH || action == SQLITE_TRANSACTION)
    return SQLITE_DENY;

  if (action == SQLITE_PRAGMA)
    return pragma_is_allowed (first, second) ? SQLITE_OK : SQLITE_DENY;

  if (!self->may_write && !declares_columns (action, first)
      && changes_database (action, first, database))
    return SQLITE_DENY;

  return SQLITE_OK;
}

/**
 * hz_db_install_authorizer:
 * @self: a connection that has been set up
 */
void
hz_db_install_authorizer (HzDb *self)
{
  sqlite3_set_authorizer (self->handle, authorize, self);
}
