/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the database is whole: on request, and by itself after an unclean stop. Backups, and what is
 * restored from them. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-private.h"

#include "hz-vault-error.h"

static guint checked_signal;

/**
 * hz_vault_check_install:
 * @klass: of HzVault
 */
void
hz_vault_check_install (GObjectClass *klass)
{
  checked_signal = g_signal_new ("checked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* A check under way: its vault may go, or be locked and opened again, before it has ended. */
typedef struct
{
  GWeakRef vault;
  HzVaultSession *session;
  HzDbCheck *check;
} Watch;

static void
free_watch (Watch *watch)
{
  g_weak_ref_clear (&watch->vault);
  g_clear_pointer (&watch->check, hz_db_check_free);
  g_free (watch);
}

static HzDbStep
run_watch (HzDb *db,
           gpointer data,
           GError **error)
{
  Watch *watch = data;

  return hz_db_check_step (db, watch->check, error);
}

static void
on_checked_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  Watch *watch = g_task_get_task_data (G_TASK (result));
  g_autoptr (HzVault) self = g_weak_ref_get (&watch->vault);

  if (!hz_db_worker_run_finish (result, NULL) || self == NULL || self->session != watch->session)
    return;

  if (!hz_db_check_is_whole (watch->check))
    g_message ("After the unclean stop: %" G_GUINT64_FORMAT " damaged pages, %u problems",
               watch->check->n_damaged, watch->check->problems->len);

  g_clear_pointer (&self->check_result, hz_db_check_free);
  self->check_result = g_steal_pointer (&watch->check);
  g_signal_emit (self, checked_signal, 0);
}

/**
 * hz_vault_check_begin:
 * @self: a vault in which somebody has just signed in
 *
 * Begins the check when the program did not end by itself last time.
 */
void
hz_vault_check_begin (HzVault *self)
{
  Watch *watch;

  g_clear_pointer (&self->check_result, hz_db_check_free);
  if (!(self->session->notices & HZ_VAULT_NOTICE_UNCLEAN_STOP))
    return;

  watch = g_new0 (Watch, 1);
  g_weak_ref_init (&watch->vault, self);
  watch->session = self->session;
  watch->check = hz_db_check_new (TRUE);

  hz_db_worker_run_async (self->session->worker, HZ_DB_JOB_READ, TRUE, run_watch, watch,
                          (GDestroyNotify) free_watch, NULL, on_checked_cb, NULL);
}

/**
 * hz_vault_get_check_result:
 * @self: a vault
 *
 * Returns: (transfer none) (nullable): what the check after the unclean stop has found, once it has
 *   come to its end; until the next sign-in
 */
HzDbCheck *
hz_vault_get_check_result (HzVault *self)
{
  return self->check_result;
}

static gboolean
refuse_locked (HzVault *self,
               GError **error)
{
  if (self->session != NULL)
    return FALSE;

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED, "Nobody is signed in");
  return TRUE;
}

/**
 * hz_vault_check:
 * @self: an open vault
 * @error: return location
 *
 * Opens every page and looks at every tree and reference. Blocks.
 *
 * Returns: (transfer full) (nullable): what was found; damage is no error
 */
HzDbCheck *
hz_vault_check (HzVault *self,
                GError **error)
{
  g_autoptr (HzDbCheck) check = hz_db_check_new (FALSE);

  if (refuse_locked (self, error)
      || !hz_db_worker_run (self->session->worker, HZ_DB_JOB_READ, hz_db_check_step, check, error))
    return NULL;

  return g_steal_pointer (&check);
}

static void
on_asked_check_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Watch *watch = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (hz_db_worker_run_finish (result, &error))
    g_task_return_pointer (task, g_steal_pointer (&watch->check), (GDestroyNotify) hz_db_check_free);
  else
    g_task_return_error (task, error);
}

/**
 * hz_vault_check_async:
 * @self: an open vault
 * @cancellable: (nullable): ends the check early
 * @callback: called on the main thread
 * @user_data: given to @callback
 */
void
hz_vault_check_async (HzVault *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  Watch *watch;

  g_task_set_source_tag (task, hz_vault_check_async);
  if (refuse_locked (self, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  watch = g_new0 (Watch, 1);
  g_weak_ref_init (&watch->vault, self);
  watch->check = hz_db_check_new (FALSE);
  hz_db_worker_run_async (self->session->worker, HZ_DB_JOB_READ, FALSE, run_watch, watch,
                          (GDestroyNotify) free_watch, cancellable, on_asked_check_cb, task);
}

/**
 * hz_vault_check_finish:
 * @self: a vault
 * @result: of hz_vault_check_async()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was found; damage is no error
 */
HzDbCheck *
hz_vault_check_finish (HzVault *self,
                       GAsyncResult *result,
                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static HzVaultJob *
make_backup_job (const char *target,
                 GCancellable *cancellable)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_BACKUP);

  job->target = g_strdup (target);
  g_set_object (&job->cancellable, cancellable);

  return job;
}

/**
 * hz_vault_backup:
 * @self: an open vault
 * @target: the folder for backups; made when its parent is there
 * @error: return location
 *
 * Blocks; others' jobs on the database go on.
 *
 * Returns: (transfer full) (nullable): the folder of the backup, which is proved; else nothing is left
 *   of it. %HZ_VAULT_ERROR_NO_SPACE, _IO, _DAMAGED, _CANCELLED by a lock
 */
char *
hz_vault_backup (HzVault *self,
                 const char *target,
                 GError **error)
{
  g_autoptr (HzVaultJob) job = make_backup_job (target, NULL);

  return hz_vault_perform (self, job, error) ? g_steal_pointer (&job->place) : NULL;
}

/**
 * hz_vault_backup_async:
 * @self: an open vault
 * @target: the folder for backups; made when its parent is there
 * @cancellable: (nullable): gives up, at any moment
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_backup(), off the main thread. A lock ends it.
 */
void
hz_vault_backup_async (HzVault *self,
                       const char *target,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  hz_vault_perform_async (self, make_backup_job (target, cancellable), cancellable, callback,
                          user_data);
}

/**
 * hz_vault_get_backup_progress:
 * @self: a vault
 * @is_proving: (out): whether it is copied already and being read again
 *
 * Returns: how far the copying, then the reading, of the backup under way is, 0 to 1
 */
double
hz_vault_get_backup_progress (HzVault *self,
                              gboolean *is_proving)
{
  double progress;

  *is_proving = FALSE;
  if (self->session == NULL)
    return 0;

  progress = g_atomic_int_get (&self->session->proved) / 1000.0;
  *is_proving = progress > 0;
  g_mutex_lock (&self->session->mutex);
  if (self->session->copying != NULL)
    progress = hz_db_backup_get_progress (self->session->copying);
  g_mutex_unlock (&self->session->mutex);

  return CLAMP (progress, 0, 1);
}

/**
 * hz_vault_try_restore_async:
 * @self: an open vault
 * @source: a backup's folder
 * @cancellable: (nullable): gives up, at any moment
 * @callback: called when it is done; hz_vault_act_finish() tells, with the errors of
 *   hz_vault_restore()
 * @user_data: given to @callback
 *
 * Restores the backup beside the centre's folder, as hz_vault_restore() does but with the keys of who
 * is signed in, and removes it again. For an administrator. A lock ends it.
 */
void
hz_vault_try_restore_async (HzVault *self,
                            const char *source,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_TRY_RESTORE);

  job->source = g_strdup (source);
  g_set_object (&job->cancellable, cancellable);
  hz_vault_perform_async (self, job, cancellable, callback, user_data);
}

/**
 * hz_vault_backup_finish:
 * @self: a vault
 * @result: of hz_vault_backup_async()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as hz_vault_backup()
 */
char *
hz_vault_backup_finish (HzVault *self,
                        GAsyncResult *result,
                        GError **error)
{
  HzVaultJob *job;

  return hz_vault_perform_finish (self, result, &job, error) ? g_steal_pointer (&job->place) : NULL;
}

static HzVaultJob *
make_restore_job (const char *source,
                  const char *today,
                  const char *login,
                  HzSecret *password)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_RESTORE);

  job->source = g_strdup (source);
  job->today = g_strdup (today);
  job->login = g_strdup (login);
  job->password = hz_secret_ref (password);

  return job;
}

/**
 * hz_vault_restore:
 * @self: a vault in whose folder there is no centre: not there, or empty
 * @source: a backup's folder
 * @today: (nullable): the folder of the same centre as it is today
 * @login: an administrator's in the backup
 * @password: of that day
 * @error: return location
 *
 * Neither @source nor @today is written to. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type HzMember): everybody the backup knew, as she stands
 *   now; or %HZ_VAULT_ERROR_MISSING when it is no backup or half of one, _NOT_KEYRING, _NEWER,
 *   _DAMAGED, _WRONG_LOGIN, _NOT_ALLOWED, _NOT_MEMBER, _OTHER_CENTRE, _EXISTS, _NO_SPACE, _IO
 */
GPtrArray *
hz_vault_restore (HzVault *self,
                  const char *source,
                  const char *today,
                  const char *login,
                  HzSecret *password,
                  GError **error)
{
  g_autoptr (HzVaultJob) job = make_restore_job (source, today, login, password);

  return hz_vault_perform (self, job, error) ? g_steal_pointer (&job->people) : NULL;
}

/**
 * hz_vault_restore_async:
 * @self: a vault in whose folder there is no centre
 * @source: a backup's folder
 * @today: (nullable): the folder of the same centre as it is today
 * @login: an administrator's in the backup
 * @password: of that day
 * @cancellable: (nullable): gives up, at any moment
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_restore(), off the main thread.
 */
void
hz_vault_restore_async (HzVault *self,
                        const char *source,
                        const char *today,
                        const char *login,
                        HzSecret *password,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  HzVaultJob *job = make_restore_job (source, today, login, password);

  g_set_object (&job->cancellable, cancellable);
  hz_vault_perform_async (self, job, cancellable, callback, user_data);
}

/**
 * hz_vault_restore_finish:
 * @self: a vault
 * @result: of hz_vault_restore_async()
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzMember): as hz_vault_restore()
 */
GPtrArray *
hz_vault_restore_finish (HzVault *self,
                         GAsyncResult *result,
                         GError **error)
{
  HzVaultJob *job;

  return hz_vault_perform_finish (self, result, &job, error) ? g_steal_pointer (&job->people) : NULL;
}
