/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db-worker.h"
#include "hz-db.h"
#include "hz-id.h"
#include "hz-secret.h"

G_BEGIN_DECLS

/* The database as the facade needs it: made, opened, asked and closed, each call waiting for the
 * database thread. Never from that thread itself. */

/**
 * HzVaultFileState:
 * @unclean: the program did not close it last time
 * @wal_aside: damaged changes were kept aside, an earlier state is open
 *
 * How the database was found.
 */
typedef struct
{
  gboolean unclean;
  gboolean wal_aside;
} HzVaultFileState;

typedef gboolean (*HzVaultFileFunc) (HzDb *db,
                                     gpointer data,
                                     GError **error);

char *hz_vault_file_build_path (const char *folder,
                                const HzId *file_id);
HzDbWorker *hz_vault_file_create (const char *path,
                                  HzSecret *dbk,
                                  const HzId *file_id,
                                  GError **error);
HzDbWorker *hz_vault_file_open (const char *path,
                                HzSecret *dbk,
                                const HzId *file_id,
                                HzVaultFileState *state,
                                GError **error);
gboolean hz_vault_file_read (HzDbWorker *worker,
                             HzVaultFileFunc func,
                             gpointer data,
                             GError **error);
gboolean hz_vault_file_write (HzDbWorker *worker,
                              HzVaultFileFunc func,
                              gpointer data,
                              GError **error);
gboolean hz_vault_file_close (HzDbWorker *worker,
                              GError **error);
gboolean hz_vault_file_sync_folder (const char *folder,
                                    GError **error);
gboolean hz_vault_file_make_folder (const char *folder,
                                    GError **error);
gboolean hz_vault_file_discard (const char *path);
gboolean hz_vault_file_get_change_counter (HzDb *db,
                                           guint64 *counter,
                                           GError **error);

G_END_DECLS
