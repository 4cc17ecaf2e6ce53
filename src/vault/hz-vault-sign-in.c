/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making a centre, signing in and out. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-private.h"

#include <string.h>

static HzVaultJob *
make_create_job (const char *name,
                 const char *login,
                 HzSecret *password,
                 HzRoles roles,
                 HzSheets *sheets,
                 HzKdfCost cost)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_CREATE);

  job->name = g_strdup (name);
  job->login = g_strdup (login);
  job->password = hz_secret_ref (password);
  job->roles = roles;
  job->sheets = hz_sheets_copy (sheets);
  job->cost = cost;

  return job;
}

/**
 * hz_vault_create:
 * @self: a vault
 * @name: the founder's
 * @login: the founder's
 * @password: the founder's
 * @roles: the founder's, administrator among them
 * @sheets: the recovery sheets, typed back already
 * @cost: of a try at a password; %HZ_KDF_COST_FULL outside tests
 * @error: return location
 *
 * Makes a centre in the folder. With a care role the founder makes the care key too.
 *
 * Returns: whether it is made and the founder signed in; or %HZ_VAULT_ERROR_EXISTS,
 *   %HZ_VAULT_ERROR_BAD_NAME, %HZ_VAULT_ERROR_BAD_ROLES, %HZ_VAULT_ERROR_WEAK_PASSWORD,
 *   %HZ_VAULT_ERROR_IO
 */
gboolean
hz_vault_create (HzVault *self,
                 const char *name,
                 const char *login,
                 HzSecret *password,
                 HzRoles roles,
                 HzSheets *sheets,
                 HzKdfCost cost,
                 GError **error)
{
  g_autoptr (HzVaultJob) job = make_create_job (name, login, password, roles, sheets, cost);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_create_async:
 * @self: a vault
 * @name: the founder's
 * @login: the founder's
 * @password: the founder's
 * @roles: the founder's, administrator among them
 * @sheets: the recovery sheets, typed back already
 * @cost: of a try at a password; %HZ_KDF_COST_FULL outside tests
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_create(), off the main thread.
 */
void
hz_vault_create_async (HzVault *self,
                       const char *name,
                       const char *login,
                       HzSecret *password,
                       HzRoles roles,
                       HzSheets *sheets,
                       HzKdfCost cost,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  hz_vault_perform_async (self, make_create_job (name, login, password, roles, sheets, cost),
                          cancellable, callback, user_data);
}

/**
 * hz_vault_create_finish:
 * @self: a vault
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: as hz_vault_create()
 */
gboolean
hz_vault_create_finish (HzVault *self,
                        GAsyncResult *result,
                        GError **error)
{
  return hz_vault_perform_finish (self, result, NULL, error);
}

static HzVaultJob *
make_unlock_job (const char *login,
                 HzSecret *password)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_UNLOCK);

  job->login = g_strdup (login);
  job->password = hz_secret_ref (password);

  return job;
}

/**
 * hz_vault_unlock:
 * @self: a vault
 * @login: as typed
 * @password: as typed
 * @error: return location
 *
 * Signs in. What is to be told afterwards: hz_vault_get_notices().
 *
 * Returns: whether somebody is signed in; %HZ_VAULT_ERROR_WRONG_LOGIN for a wrong name as for a wrong
 *   password; %HZ_VAULT_ERROR_INVITATION when hz_vault_join() comes next; else what does not hold
 */
gboolean
hz_vault_unlock (HzVault *self,
                 const char *login,
                 HzSecret *password,
                 GError **error)
{
  g_autoptr (HzVaultJob) job = make_unlock_job (login, password);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_unlock_async:
 * @self: a vault
 * @login: as typed
 * @password: as typed
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_unlock(), off the main thread.
 */
void
hz_vault_unlock_async (HzVault *self,
                       const char *login,
                       HzSecret *password,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  hz_vault_perform_async (self, make_unlock_job (login, password), cancellable,
                          callback, user_data);
}

/**
 * hz_vault_unlock_finish:
 * @self: a vault
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: as hz_vault_unlock()
 */
gboolean
hz_vault_unlock_finish (HzVault *self,
                        GAsyncResult *result,
                        GError **error)
{
  return hz_vault_perform_finish (self, result, NULL, error);
}

static HzVaultJob *
make_join_job (const char *login,
               HzSecret *one_time,
               HzSecret *password)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_JOIN);

  job->login = g_strdup (login);
  job->password = hz_secret_ref (one_time);
  job->new_password = hz_secret_ref (password);

  return job;
}

/**
 * hz_vault_join:
 * @self: a vault
 * @login: as typed
 * @one_time: the invitation's password
 * @password: the one she has chosen
 * @error: return location
 *
 * First sign-in of somebody who was invited: her program makes her keys.
 *
 * Returns: whether she belongs here and is signed in; or %HZ_VAULT_ERROR_NOT_INVITATION,
 *   %HZ_VAULT_ERROR_WEAK_PASSWORD, and the errors of hz_vault_unlock()
 */
gboolean
hz_vault_join (HzVault *self,
               const char *login,
               HzSecret *one_time,
               HzSecret *password,
               GError **error)
{
  g_autoptr (HzVaultJob) job = make_join_job (login, one_time, password);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_join_async:
 * @self: a vault
 * @login: as typed
 * @one_time: the invitation's password
 * @password: the one she has chosen
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_join(), off the main thread.
 */
void
hz_vault_join_async (HzVault *self,
                     const char *login,
                     HzSecret *one_time,
                     HzSecret *password,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  hz_vault_perform_async (self, make_join_job (login, one_time, password), cancellable,
                          callback, user_data);
}

/**
 * hz_vault_join_finish:
 * @self: a vault
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: as hz_vault_join()
 */
gboolean
hz_vault_join_finish (HzVault *self,
                      GAsyncResult *result,
                      GError **error)
{
  return hz_vault_perform_finish (self, result, NULL, error);
}

static HzVaultJob *
make_lock_job (void)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_LOCK);

  return job;
}

/**
 * hz_vault_lock:
 * @self: a vault
 * @error: return location
 *
 * Waits for the database thread, closes the database, wipes the keys and gives memory back.
 *
 * Returns: whether everything was written and closed; locked it is in either case
 */
gboolean
hz_vault_lock (HzVault *self,
               GError **error)
{
  g_autoptr (HzVaultJob) job = make_lock_job ();

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_lock_async:
 * @self: a vault
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_lock(), off the main thread.
 */
void
hz_vault_lock_async (HzVault *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  hz_vault_perform_async (self, make_lock_job (), cancellable,
                          callback, user_data);
}

/**
 * hz_vault_lock_finish:
 * @self: a vault
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: as hz_vault_lock()
 */
gboolean
hz_vault_lock_finish (HzVault *self,
                      GAsyncResult *result,
                      GError **error)
{
  return hz_vault_perform_finish (self, result, NULL, error);
}

static HzVaultJob *
make_change_password_job (const char *login,
                          HzSecret *old_password,
                          HzSecret *new_password)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_CHANGE_PASSWORD);

  job->login = g_strdup (login);
  job->password = hz_secret_ref (old_password);
  job->new_password = hz_secret_ref (new_password);

  return job;
}

/**
 * hz_vault_change_password:
 * @self: a vault
 * @login: her login, as typed
 * @old_password: as typed
 * @new_password: the one she has chosen
 * @error: return location
 *
 * Changes the password of who is signed in, in both copies of the keyring. An old copy of the
 * folder still opens with the old one.
 *
 * Returns: whether the new one counts; or %HZ_VAULT_ERROR_WRONG_LOGIN, %HZ_VAULT_ERROR_WEAK_PASSWORD
 */
gboolean
hz_vault_change_password (HzVault *self,
                          const char *login,
                          HzSecret *old_password,
                          HzSecret *new_password,
                          GError **error)
{
  g_autoptr (HzVaultJob) job = make_change_password_job (login, old_password, new_password);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_change_password_async:
 * @self: a vault
 * @login: her login, as typed
 * @old_password: as typed
 * @new_password: the one she has chosen
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_change_password(), off the main thread.
 */
void
hz_vault_change_password_async (HzVault *self,
                                const char *login,
                                HzSecret *old_password,
                                HzSecret *new_password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  hz_vault_perform_async (self, make_change_password_job (login, old_password, new_password),
                          cancellable, callback, user_data);
}

/**
 * hz_vault_change_password_finish:
 * @self: a vault
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: as hz_vault_change_password()
 */
gboolean
hz_vault_change_password_finish (HzVault *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  return hz_vault_perform_finish (self, result, NULL, error);
}

/**
 * hz_vault_accept_seen:
 * @self: a vault
 * @error: return location
 *
 * After a notice that the centre is older than, or another than, what the person has seen, her pin
 * stays as it was until she says that it is right so.
 *
 * Returns: whether what is there now is the pin
 */
gboolean
hz_vault_accept_seen (HzVault *self,
                      GError **error)
{
  g_autoptr (HzVaultJob) job = hz_vault_job_new (HZ_VAULT_JOB_ACCEPT_SEEN);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_pin_audit_head:
 * @self: a vault
 * @head: of the audit chain, at the end of a sitting
 * @error: return location
 *
 * Returns: whether the pin has it
 */
gboolean
hz_vault_pin_audit_head (HzVault *self,
                         const guint8 head[HZ_RINGS_HASH_BYTES],
                         GError **error)
{
  g_autoptr (HzVaultJob) job = hz_vault_job_new (HZ_VAULT_JOB_PIN_AUDIT_HEAD);

  memcpy (job->head, head, sizeof job->head);

  return hz_vault_perform (self, job, error);
}
