/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The facade's database as a plain file on the calling thread: for tests of keys alone. */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "hz-vault-error.h"
#include "hz-vault-file.h"

struct _HzDb
{
  sqlite3 *handle;
};

struct _HzDbWorker
{
  HzDb db;
};

sqlite3 *
hz_db_get_handle (HzDb *self)
{
  return self->handle;
}

char *
hz_vault_file_build_path (const char *folder,
                          const HzId *file_id)
{
  g_autofree char *hex = hz_id_to_hex (file_id);
  g_autofree char *name = g_strdup_printf ("centre-%.8s.db", hex);

  return g_build_filename (folder, name, NULL);
}

static gboolean
execute (HzDb *db,
         const char *sql,
         GError **error)
{
  if (sqlite3_exec (db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BUSY, "%s", sqlite3_errmsg (db->handle));
  return FALSE;
}

static HzDbWorker *
open_plain (const char *path,
            const char *sql,
            GError **error)
{
  HzDbWorker *worker = g_new0 (HzDbWorker, 1);

  sqlite3_open (path, &worker->db.handle);
  if (execute (&worker->db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", error)
      && (sql == NULL || execute (&worker->db, sql, error)))
    return worker;

  sqlite3_close (worker->db.handle);
  g_free (worker);
  return NULL;
}

HzDbWorker *
hz_vault_file_create (const char *path,
                      HzSecret *dbk,
                      const HzId *file_id,
                      GError **error)
{
  g_autofree char *schema = g_build_filename (g_getenv ("HAMROZ_SOURCE"),
                                              "src/vault/schema/0001-vault.sql", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *all = NULL;

  g_assert_true (g_file_get_contents (schema, &sql, NULL, NULL));
  all = g_strconcat (sql, "CREATE TABLE counter (n); INSERT INTO counter VALUES (0);", NULL);

  return open_plain (path, all, error);
}

HzDbWorker *
hz_vault_file_open (const char *path,
                    HzSecret *dbk,
                    const HzId *file_id,
                    HzVaultFileState *state,
                    GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_MISSING, "No database");
      return NULL;
    }

  return open_plain (path, NULL, error);
}

gboolean
hz_vault_file_read (HzDbWorker *worker,
                    HzVaultFileFunc func,
                    gpointer data,
                    GError **error)
{
  return func (&worker->db, data, error);
}

gboolean
hz_vault_file_write (HzDbWorker *worker,
                     HzVaultFileFunc func,
                     gpointer data,
                     GError **error)
{
  if (!execute (&worker->db, "BEGIN IMMEDIATE; UPDATE counter SET n = n + 1", error))
    return FALSE;

  if (func (&worker->db, data, error))
    return execute (&worker->db, "COMMIT", error);

  execute (&worker->db, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
hz_vault_file_close (HzDbWorker *worker,
                     GError **error)
{
  g_assert_cmpint (sqlite3_close (worker->db.handle), ==, SQLITE_OK);
  g_free (worker);

  return TRUE;
}

void
hz_vault_file_discard (const char *path)
{
  g_unlink (path);
}

gboolean
hz_vault_file_get_change_counter (HzDb *db,
                                  guint64 *counter,
                                  GError **error)
{
  sqlite3_stmt *statement;

  sqlite3_prepare_v2 (db->handle, "SELECT n FROM counter", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  *counter = (guint64) sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return TRUE;
}
