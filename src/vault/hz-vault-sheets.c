/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The recovery sheets in use. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-sheets.h"

#include "hz-vault-private.h"

static HzVaultJob *
make_unlock_job (HzSecret *first,
                 HzSecret *second)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_UNLOCK_BY_SHEETS);

  job->password = hz_secret_ref (first);
  job->new_password = second != NULL ? hz_secret_ref (second) : NULL;

  return job;
}

static void
tell_wrong (HzVaultJob *job,
            guint *wrong_sheet,
            guint *wrong_group)
{
  if (wrong_sheet != NULL)
    *wrong_sheet = job->wrong_sheet;
  if (wrong_group != NULL)
    *wrong_group = job->wrong_group;
}

/**
 * hz_vault_unlock_by_sheets:
 * @self: a locked vault
 * @first: one sheet, as typed
 * @second: (nullable): another of the same set, as typed
 * @wrong_sheet: (out) (optional): with %HZ_VAULT_ERROR_SHEET, which is mistyped, 1 or 2
 * @wrong_group: (out) (optional): and which group of it
 * @error: return location
 *
 * Returns: whether it is open; or %HZ_VAULT_ERROR_SHEET when one is mistyped, _SHEET_TWICE when both
 *   are the same, _SHEET_SETS when they are of two sets, _SHEETS_WRONG when they are right and open
 *   nothing here: of another centre, replaced since, or one of three alone
 */
gboolean
hz_vault_unlock_by_sheets (HzVault *self,
                           HzSecret *first,
                           HzSecret *second,
                           guint *wrong_sheet,
                           guint *wrong_group,
                           GError **error)
{
  g_autoptr (HzVaultJob) job = make_unlock_job (first, second);
  gboolean done = hz_vault_perform (self, job, error);

  tell_wrong (job, wrong_sheet, wrong_group);

  return done;
}

/**
 * hz_vault_unlock_by_sheets_async:
 * @self: a locked vault
 * @first: one sheet, as typed
 * @second: (nullable): another of the same set, as typed
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_unlock_by_sheets(), off the main thread.
 */
void
hz_vault_unlock_by_sheets_async (HzVault *self,
                                 HzSecret *first,
                                 HzSecret *second,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  hz_vault_perform_async (self, make_unlock_job (first, second), cancellable, callback, user_data);
}

/**
 * hz_vault_unlock_by_sheets_finish:
 * @self: a vault
 * @result: as given to the callback
 * @wrong_sheet: (out) (optional): as hz_vault_unlock_by_sheets()
 * @wrong_group: (out) (optional): likewise
 * @error: return location
 *
 * Returns: as hz_vault_unlock_by_sheets()
 */
gboolean
hz_vault_unlock_by_sheets_finish (HzVault *self,
                                  GAsyncResult *result,
                                  guint *wrong_sheet,
                                  guint *wrong_group,
                                  GError **error)
{
  HzVaultJob *job = NULL;
  gboolean done = hz_vault_perform_finish (self, result, &job, error);

  if (job != NULL)
    tell_wrong (job, wrong_sheet, wrong_group);

  return done;
}

/**
 * hz_vault_is_by_sheets:
 * @self: a vault
 *
 * Returns: whether it was opened by the recovery sheets
 */
gboolean
hz_vault_is_by_sheets (HzVault *self)
{
  return self->session != NULL
         && hz_identity_get_kind (self->session->identity) == HZ_IDENTITY_RECOVERY;
}

static HzVaultJob *
make_reset_job (const HzId *member_id,
                const char *login,
                HzSecret *password)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_RESET_PASSWORD);

  job->id = *member_id;
  job->login = g_strdup (login);
  job->new_password = hz_secret_ref (password);

  return job;
}

/**
 * hz_vault_reset_password:
 * @self: a vault opened by the sheets
 * @member_id: a member
 * @login: what she is to sign in with
 * @password: likewise
 * @error: return location
 *
 * Returns: whether she can, and her old password opens nothing any more; or
 *   %HZ_VAULT_ERROR_NOT_ALLOWED, _NOT_FOUND, _WEAK_PASSWORD, _BAD_NAME
 */
gboolean
hz_vault_reset_password (HzVault *self,
                         const HzId *member_id,
                         const char *login,
                         HzSecret *password,
                         GError **error)
{
  g_autoptr (HzVaultJob) job = make_reset_job (member_id, login, password);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_reset_password_async:
 * @self: a vault opened by the sheets
 * @member_id: a member
 * @login: what she is to sign in with
 * @password: likewise
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_reset_password(), off the main thread.
 */
void
hz_vault_reset_password_async (HzVault *self,
                               const HzId *member_id,
                               const char *login,
                               HzSecret *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_vault_perform_async (self, make_reset_job (member_id, login, password), cancellable, callback,
                          user_data);
}

static HzVaultJob *
make_replace_job (HzSecret *first,
                  HzSecret *second,
                  HzSheets *sheets)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_REPLACE_SHEETS);

  job->password = hz_secret_ref (first);
  job->new_password = second != NULL ? hz_secret_ref (second) : NULL;
  job->sheets = hz_sheets_copy (sheets);

  return job;
}

/**
 * hz_vault_replace_sheets:
 * @self: a vault
 * @first: one of the sheets there are, as typed
 * @second: (nullable): another, as typed
 * @sheets: the new ones, typed back already; with another letter
 * @wrong_sheet: (out) (optional): as hz_vault_unlock_by_sheets()
 * @wrong_group: (out) (optional): likewise
 * @error: return location
 *
 * Returns: whether the new ones count and the old ones open nothing any more but old copies; errors as
 *   hz_vault_unlock_by_sheets(), and %HZ_VAULT_ERROR_NOT_ALLOWED
 */
gboolean
hz_vault_replace_sheets (HzVault *self,
                         HzSecret *first,
                         HzSecret *second,
                         HzSheets *sheets,
                         guint *wrong_sheet,
                         guint *wrong_group,
                         GError **error)
{
  g_autoptr (HzVaultJob) job = make_replace_job (first, second, sheets);
  gboolean done = hz_vault_perform (self, job, error);

  tell_wrong (job, wrong_sheet, wrong_group);

  return done;
}

/**
 * hz_vault_replace_sheets_async:
 * @self: a vault
 * @first: one of the sheets there are, as typed
 * @second: (nullable): another, as typed
 * @sheets: the new ones, typed back already; with another letter
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_replace_sheets(), off the main thread.
 */
void
hz_vault_replace_sheets_async (HzVault *self,
                               HzSecret *first,
                               HzSecret *second,
                               HzSheets *sheets,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_vault_perform_async (self, make_replace_job (first, second, sheets), cancellable, callback,
                          user_data);
}

/**
 * hz_vault_replace_sheets_finish:
 * @self: a vault
 * @result: as given to the callback
 * @wrong_sheet: (out) (optional): as hz_vault_unlock_by_sheets()
 * @wrong_group: (out) (optional): likewise
 * @error: return location
 *
 * Returns: as hz_vault_replace_sheets()
 */
gboolean
hz_vault_replace_sheets_finish (HzVault *self,
                                GAsyncResult *result,
                                guint *wrong_sheet,
                                guint *wrong_group,
                                GError **error)
{
  return hz_vault_unlock_by_sheets_finish (self, result, wrong_sheet, wrong_group, error);
}

static HzVaultJob *
make_announce_job (HzSheets *sheets)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_ANNOUNCE_SHEETS);

  job->sheets = hz_sheets_copy (sheets);

  return job;
}

/**
 * hz_vault_announce_sheets:
 * @self: a vault
 * @sheets: new ones, typed back already; with another letter
 * @error: return location
 *
 * Returns: whether they wait to count; or %HZ_VAULT_ERROR_NOT_ALLOWED, _EXISTS when others wait
 */
gboolean
hz_vault_announce_sheets (HzVault *self,
                          HzSheets *sheets,
                          GError **error)
{
  g_autoptr (HzVaultJob) job = make_announce_job (sheets);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_announce_sheets_async:
 * @self: a vault
 * @sheets: new ones, typed back already; with another letter
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_announce_sheets(), off the main thread.
 */
void
hz_vault_announce_sheets_async (HzVault *self,
                                HzSheets *sheets,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  hz_vault_perform_async (self, make_announce_job (sheets), cancellable, callback, user_data);
}

static HzVaultJob *
make_count_job (const char *login,
                HzSecret *password)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_COUNT_SHEETS);

  job->login = g_strdup (login);
  job->password = hz_secret_ref (password);

  return job;
}

/**
 * hz_vault_count_sheets:
 * @self: a vault
 * @login: of somebody with a care role that she did not give herself
 * @password: hers
 * @error: return location
 *
 * Returns: whether the sheets that waited count; or %HZ_VAULT_ERROR_NOT_ALLOWED, _NOT_FOUND when none
 *   wait, _WRONG_LOGIN
 */
gboolean
hz_vault_count_sheets (HzVault *self,
                       const char *login,
                       HzSecret *password,
                       GError **error)
{
  g_autoptr (HzVaultJob) job = make_count_job (login, password);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_count_sheets_async:
 * @self: a vault
 * @login: of somebody with a care role that she did not give herself
 * @password: hers
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_count_sheets(), off the main thread.
 */
void
hz_vault_count_sheets_async (HzVault *self,
                             const char *login,
                             HzSecret *password,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hz_vault_perform_async (self, make_count_job (login, password), cancellable, callback, user_data);
}

static HzVaultJob *
make_restore_job (const char *source,
                  const char *today,
                  HzSecret *first,
                  HzSecret *second)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_RESTORE);

  job->source = g_strdup (source);
  job->today = g_strdup (today);
  job->password = hz_secret_ref (first);
  job->new_password = second != NULL ? hz_secret_ref (second) : NULL;

  return job;
}

/**
 * hz_vault_restore_by_sheets:
 * @self: a vault in whose folder there is no centre: not there, or empty
 * @source: a backup's folder
 * @today: (nullable): the folder of the same centre as it is today
 * @first: one sheet of the backup's day, as typed
 * @second: (nullable): another, as typed
 * @wrong_sheet: (out) (optional): as hz_vault_unlock_by_sheets()
 * @wrong_group: (out) (optional): likewise
 * @error: return location
 *
 * Like hz_vault_restore(), where no administrator of that day is left who knows her password.
 *
 * Returns: (transfer full) (nullable) (element-type HzMember): as hz_vault_restore(); errors of both
 *   functions, and %HZ_VAULT_ERROR_NO_GRANT when @today has other sheets
 */
GPtrArray *
hz_vault_restore_by_sheets (HzVault *self,
                            const char *source,
                            const char *today,
                            HzSecret *first,
                            HzSecret *second,
                            guint *wrong_sheet,
                            guint *wrong_group,
                            GError **error)
{
  g_autoptr (HzVaultJob) job = make_restore_job (source, today, first, second);
  gboolean done = hz_vault_perform (self, job, error);

  tell_wrong (job, wrong_sheet, wrong_group);

  return done ? g_steal_pointer (&job->people) : NULL;
}

/**
 * hz_vault_restore_by_sheets_async:
 * @self: a vault in whose folder there is no centre
 * @source: a backup's folder
 * @today: (nullable): the folder of the same centre as it is today
 * @first: one sheet of the backup's day, as typed
 * @second: (nullable): another, as typed
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_restore_by_sheets(), off the main thread.
 */
void
hz_vault_restore_by_sheets_async (HzVault *self,
                                  const char *source,
                                  const char *today,
                                  HzSecret *first,
                                  HzSecret *second,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  hz_vault_perform_async (self, make_restore_job (source, today, first, second), cancellable, callback,
                          user_data);
}

/**
 * hz_vault_restore_by_sheets_finish:
 * @self: a vault
 * @result: as given to the callback
 * @wrong_sheet: (out) (optional): as hz_vault_unlock_by_sheets()
 * @wrong_group: (out) (optional): likewise
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzMember): as hz_vault_restore_by_sheets()
 */
GPtrArray *
hz_vault_restore_by_sheets_finish (HzVault *self,
                                   GAsyncResult *result,
                                   guint *wrong_sheet,
                                   guint *wrong_group,
                                   GError **error)
{
  HzVaultJob *job = NULL;
  gboolean done = hz_vault_perform_finish (self, result, &job, error);

  if (job != NULL)
    tell_wrong (job, wrong_sheet, wrong_group);

  return done ? g_steal_pointer (&job->people) : NULL;
}
