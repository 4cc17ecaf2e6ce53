/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Removing people, new keys for oneself, and the change of the centre key, as the window sees it: that
 * begins by itself, after a removal and after a sign-in that finds one owed, and is shown while it
 * lasts. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-private.h"

#include "hz-vault-error.h"

static guint rotated_signal;

/**
 * hz_vault_rotation_install:
 * @klass: of HzVault
 */
void
hz_vault_rotation_install (GObjectClass *klass)
{
  rotated_signal = g_signal_new ("rotated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
on_rotated_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  HzVault *self = HZ_VAULT (source);
  g_autoptr (GError) error = NULL;
  HzVaultJob *job;

  self->is_rotating = FALSE;
  if (!hz_vault_perform_finish (self, result, &job, &error))
    {
      g_message ("The change of the centre key: %s", error->message);
      self->failed_session = job->session;
    }

  g_signal_emit (self, rotated_signal, 0, error);
}

/**
 * hz_vault_rotation_begin:
 * @self: a vault
 *
 * Begins the change of the centre key when one is owed and none is under way.
 */
void
hz_vault_rotation_begin (HzVault *self)
{
  if (self->is_rotating || !hz_vault_is_rotation_owed (self) || self->failed_session == self->session)
    return;

  self->is_rotating = TRUE;
  hz_vault_perform_async (self, hz_vault_job_new (HZ_VAULT_JOB_ROTATE), NULL, on_rotated_cb, NULL);
}

/**
 * hz_vault_begin_rotation_async:
 * @self: a vault
 * @callback: (nullable): called when it is known whether one is owed, and then it has begun
 * @user_data: given to @callback
 *
 * After hz_vault_owe_rotation(). At its end the signal "rotated" tells, as after a removal.
 * hz_vault_act_finish() is for it too.
 */
void
hz_vault_begin_rotation_async (HzVault *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_vault_perform_async (self, hz_vault_job_new (HZ_VAULT_JOB_LOOK_OWED), NULL, callback, user_data);
}

/**
 * hz_vault_is_rotation_owed:
 * @self: a vault
 *
 * Returns: whether the centre key is to be changed and is not yet: somebody was removed, or a client
 *   erased
 */
gboolean
hz_vault_is_rotation_owed (HzVault *self)
{
  gboolean owed;

  if (self->session == NULL)
    return FALSE;

  g_mutex_lock (&self->session->mutex);
  owed = self->session->rotation_owed;
  g_mutex_unlock (&self->session->mutex);

  return owed;
}

/**
 * hz_vault_get_rotation_progress:
 * @self: a vault
 *
 * Returns: how far the change of the centre key is, 0 to 1; less than 0 when none is under way
 */
double
hz_vault_get_rotation_progress (HzVault *self)
{
  double progress = -1;

  if (self->session == NULL)
    return progress;

  g_mutex_lock (&self->session->mutex);
  if (self->session->rotating != NULL)
    progress = hz_db_backup_get_progress (self->session->rotating);
  g_mutex_unlock (&self->session->mutex);

  return progress;
}

/**
 * hz_vault_change_centre_key:
 * @self: a vault
 * @error: return location
 *
 * Changes the centre key now. Blocks; others' jobs on the database go on. For hamrozctl and tests: in
 * the window it begins by itself.
 *
 * Returns: whether it is changed; the old file goes with it, or at the next start.
 *   %HZ_VAULT_ERROR_NO_SPACE, _IO, _CANCELLED by a lock: then it stays owed. _DAMAGED: of the old file,
 *   likewise; or of the new one, and then it is changed
 */
gboolean
hz_vault_change_centre_key (HzVault *self,
                            GError **error)
{
  g_autoptr (HzVaultJob) job = hz_vault_job_new (HZ_VAULT_JOB_ROTATE);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_change_centre_key_async:
 * @self: a vault
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_change_centre_key(), off the main thread: to try again after one that failed.
 */
void
hz_vault_change_centre_key_async (HzVault *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  hz_vault_perform_async (self, hz_vault_job_new (HZ_VAULT_JOB_ROTATE), cancellable, callback,
                          user_data);
}

static HzVaultJob *
make_remove_job (const HzId *id)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_REMOVE);

  job->id = *id;

  return job;
}

/**
 * hz_vault_remove:
 * @self: a vault
 * @id: who leaves, or whose invitation is withdrawn
 * @error: return location
 *
 * For an administrator, about somebody else. From this moment on she cannot sign in; what she copied
 * while she could she keeps. The centre key is changed next (in the background after
 * hz_vault_remove_async()), and her cases get new keys by their other holders.
 *
 * Returns: whether she is gone; or %HZ_VAULT_ERROR_NOT_ALLOWED, %HZ_VAULT_ERROR_NOT_FOUND,
 *   %HZ_VAULT_ERROR_BAD_ROLES when no administrator would be left
 */
gboolean
hz_vault_remove (HzVault *self,
                 const HzId *id,
                 GError **error)
{
  g_autoptr (HzVaultJob) job = make_remove_job (id);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_remove_async:
 * @self: a vault
 * @id: who leaves, or whose invitation is withdrawn
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_remove(), off the main thread. hz_vault_act_finish() is for it too.
 */
void
hz_vault_remove_async (HzVault *self,
                       const HzId *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  hz_vault_perform_async (self, make_remove_job (id), cancellable, callback, user_data);
}

static HzVaultJob *
make_renew_job (const char *login,
                HzSecret *old_password,
                HzSecret *new_password,
                HzVaultResealFunc reseal)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_RENEW_KEYS);

  job->login = g_strdup (login);
  job->password = hz_secret_ref (old_password);
  job->new_password = hz_secret_ref (new_password);
  job->reseal = reseal;

  return job;
}

/**
 * hz_vault_renew_keys:
 * @self: a vault
 * @login: her login, as typed
 * @old_password: as typed
 * @new_password: the one she has chosen
 * @reseal: seals what is in her own ring
 * @error: return location
 *
 * When somebody may know her password: new keys under a new one, and the centre key changes with them,
 * all at once. What was written before opens with the new password; an old copy of the folder opens
 * with the old one, and shows what it held. Colleagues see that her key number is another, and the keys
 * of her cases become due. Others' jobs on the database go on meanwhile; a lock abandons it, and then
 * everything is as before.
 *
 * Returns: whether her old password opens nothing here any more; or %HZ_VAULT_ERROR_WRONG_LOGIN,
 *   %HZ_VAULT_ERROR_WEAK_PASSWORD, %HZ_VAULT_ERROR_SAME_PASSWORD, %HZ_VAULT_ERROR_NO_SPACE, _IO,
 *   _CANCELLED by a lock
 */
gboolean
hz_vault_renew_keys (HzVault *self,
                     const char *login,
                     HzSecret *old_password,
                     HzSecret *new_password,
                     HzVaultResealFunc reseal,
                     GError **error)
{
  g_autoptr (HzVaultJob) job = make_renew_job (login, old_password, new_password, reseal);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_renew_keys_async:
 * @self: a vault
 * @login: her login, as typed
 * @old_password: as typed
 * @new_password: the one she has chosen
 * @reseal: seals what is in her own ring
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_renew_keys(), off the main thread. hz_vault_act_finish() is for it too.
 */
void
hz_vault_renew_keys_async (HzVault *self,
                           const char *login,
                           HzSecret *old_password,
                           HzSecret *new_password,
                           HzVaultResealFunc reseal,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  hz_vault_perform_async (self, make_renew_job (login, old_password, new_password, reseal), NULL,
                          callback, user_data);
}
