/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault-job.h"
#include "hz-vault.h"

G_BEGIN_DECLS

struct _HzVault
{
  GObject parent_instance;

  char *folder;
  char *pin_folder;
  gboolean weak_allowed;
  HzVaultState state;

  /* Of the main thread. */
  HzVaultSession *session;
  HzDbCheck *check_result;

  /* One job runs at a time; the session it may work on. */
  GMutex job_mutex;
  HzVaultSession *live_session;
};

gboolean hz_vault_perform (HzVault *self,
                           HzVaultJob *job,
                           GError **error);
void hz_vault_perform_async (HzVault *self,
                             HzVaultJob *job,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean hz_vault_perform_finish (HzVault *self,
                                  GAsyncResult *result,
                                  HzVaultJob **job,
                                  GError **error);

/* hz-vault-check.c */
void hz_vault_check_install (GObjectClass *klass);
void hz_vault_check_begin (HzVault *self);

G_END_DECLS
