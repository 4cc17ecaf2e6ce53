/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The centre's database file for the facade: see hz-vault-file.h. Its page format: hz-cipher-unit.c;
 * its first schema: schema/0001-vault.sql. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "hz-cipher-vfs.h"
#include "hz-db-worker-private.h"
#include "hz-vault-error.h"
#include "hz-vault-resources.h"

#define SCHEMA_RESOURCE "/tj/hamroz/vault/schema/0001-vault.sql"

typedef struct
{
  HzVaultFileFunc func;
  gpointer data;
} Call;

/**
 * hz_vault_file_build_path:
 * @folder: the centre's
 * @file_id: of the database
 *
 * Returns: (transfer full): the path of the database
 */
char *
hz_vault_file_build_path (const char *folder,
                          const HzId *file_id)
{
  g_autofree char *hex = hz_id_to_hex (file_id);
  g_autofree char *name = g_strdup_printf ("centre-%.8s.db", hex);

  return g_build_filename (folder, name, NULL);
}

/**
 * hz_vault_file_sync_folder:
 * @folder: in which something was made or renamed
 * @error: return location
 *
 * Returns: whether that is on the disk
 */
gboolean
hz_vault_file_sync_folder (const char *folder,
                           GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!synced)
    g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The folder does not reach the disk");

  return synced;
}

/**
 * hz_vault_file_make_folder:
 * @folder: made, with those above it, as far as they are not there
 * @error: return location
 *
 * Returns: whether it is there and a power cut does not take it away again; else %HZ_VAULT_ERROR_IO
 */
gboolean
hz_vault_file_make_folder (const char *folder,
                           GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  /* One that is there may have been made just before a kill. */
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      hz_vault_file_sync_folder (parent, NULL);
      return TRUE;
    }

  if (!g_file_test (parent, G_FILE_TEST_IS_DIR) && !hz_vault_file_make_folder (parent, error))
    return FALSE;

  if (g_mkdir (folder, 0700) != 0)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The folder cannot be made");
      return FALSE;
    }

  return hz_vault_file_sync_folder (parent, error);
}

/**
 * hz_vault_file_create:
 * @path: where there is no file yet, in a folder that is there
 * @dbk: the centre key
 * @file_id: the new file's
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open database with the vault's tables; else nothing is
 *   left at @path
 */
HzDbWorker *
hz_vault_file_create (const char *path,
                      HzSecret *dbk,
                      const HzId *file_id,
                      GError **error)
{
  g_autoptr (HzCipherKey) key = hz_cipher_key_new (dbk, file_id);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) schema = NULL;
  HzDbFound found;
  HzDbWorker *worker;

  schema = g_resource_lookup_data (hz_vault_get_resource (), SCHEMA_RESOURCE,
                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (schema != NULL);

  if (!hz_cipher_vfs_make_empty (path, key, error))
    return NULL;

  worker = hz_vault_file_sync_folder (folder, error)
           ? hz_db_worker_new (path, key, g_bytes_get_data (schema, NULL), &found, error)
           : NULL;
  if (worker == NULL)
    hz_vault_file_discard (path);

  return worker;
}

/**
 * hz_vault_file_open:
 * @path: of the database
 * @dbk: the centre key
 * @file_id: the file's
 * @state: (out): how it was found
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open database; else %HZ_VAULT_ERROR_MISSING, _BUSY,
 *   _DAMAGED or _IO, and nothing has changed
 */
HzDbWorker *
hz_vault_file_open (const char *path,
                    HzSecret *dbk,
                    const HzId *file_id,
                    HzVaultFileState *state,
                    GError **error)
{
  g_autoptr (HzCipherKey) key = hz_cipher_key_new (dbk, file_id);
  HzDbFound found = { 0 };
  HzDbWorker *worker = hz_db_worker_new (path, key, NULL, &found, error);

  if (worker != NULL)
    {
      state->unclean = found.log_found;
      state->wal_aside = found.log_aside;
    }

  return worker;
}

static HzDbStep
run_call (HzDb *db,
          gpointer data,
          GError **error)
{
  Call *call = data;

  return call->func (db, call->data, error) ? HZ_DB_STEP_DONE : HZ_DB_STEP_FAILED;
}

/**
 * hz_vault_file_read:
 * @worker: the open database
 * @func: run on the database thread
 * @data: given to @func
 * @error: return location
 *
 * Returns: what @func returned
 */
gboolean
hz_vault_file_read (HzDbWorker *worker,
                    HzVaultFileFunc func,
                    gpointer data,
                    GError **error)
{
  Call call = { func, data };

  return hz_db_worker_run (worker, HZ_DB_JOB_READ, run_call, &call, error);
}

/**
 * hz_vault_file_write:
 * @worker: the open database
 * @func: run on the database thread, in a transaction
 * @data: given to @func
 * @error: return location
 *
 * Returns: whether @func returned %TRUE and its changes are on the disk
 */
gboolean
hz_vault_file_write (HzDbWorker *worker,
                     HzVaultFileFunc func,
                     gpointer data,
                     GError **error)
{
  Call call = { func, data };

  return hz_db_worker_run (worker, HZ_DB_JOB_WRITE, run_call, &call, error);
}

/**
 * hz_vault_file_close:
 * @worker: (transfer full): the open database
 * @error: return location
 *
 * Returns: whether the database stands alone and whole on the disk; closed it is in either case
 */
gboolean
hz_vault_file_close (HzDbWorker *worker,
                     GError **error)
{
  return hz_db_worker_close (worker, error);
}

/**
 * hz_vault_file_discard:
 * @path: of a database, closed, that no keyring names
 *
 * Returns: whether nothing of it is there any more
 */
gboolean
hz_vault_file_discard (const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  gboolean log_is_gone = unlink (log_path) == 0 || errno == ENOENT;
  gboolean is_gone = unlink (path) == 0 || errno == ENOENT;

  return log_is_gone && is_gone;
}

/**
 * hz_vault_file_get_change_counter:
 * @db: the connection
 * @counter: (out): how many write transactions there have been
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
hz_vault_file_get_change_counter (HzDb *db,
                                  guint64 *counter,
                                  GError **error)
{
  gint64 value;

  if (!hz_db_get_int (db, "SELECT n FROM change_counter", &value, error))
    return FALSE;

  *counter = (guint64) value;
  return TRUE;
}
