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
  gboolean is_rotating;

  /* The centre key could not be changed by itself in this one: not again until somebody asks. */
  gconstpointer failed_session;

  /* One job runs at a time; the session it may work on. A long one lets others in, but no second long
   * one and no lock. */
  GMutex long_mutex;
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

/* hz-vault-rotation.c */
void hz_vault_rotation_install (GObjectClass *klass);
void hz_vault_rotation_begin (HzVault *self);

/* hz-vault-check.c */
void hz_vault_check_install (GObjectClass *klass);
void hz_vault_check_begin (HzVault *self);

G_END_DECLS
