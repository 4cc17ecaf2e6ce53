/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of the centre, and what is done about them. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-private.h"

static HzVaultJob *
make_invite_job (const char *name,
                 const char *login,
                 HzRoles roles)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_INVITE);

  job->name = g_strdup (name);
  job->login = g_strdup (login);
  job->roles = roles;

  return job;
}

/* Out of a finished job. */
static HzSecret *
take_one_time (HzVaultJob *job,
               HzId *id)
{
  if (id != NULL)
    *id = job->id;

  return g_steal_pointer (&job->one_time);
}

/**
 * hz_vault_invite:
 * @self: a vault
 * @name: the new person's
 * @login: the new person's
 * @roles: the new person's
 * @id: (out) (optional): her id from now on
 * @error: return location
 *
 * Makes an account that opens once, with a one-time password; at her first sign-in the person
 * chooses her own. For an administrator.
 *
 * Returns: (transfer full) (nullable): the one-time password, for hz_secret_get_text(), to be shown
 *   once; or %HZ_VAULT_ERROR_NOT_ALLOWED, %HZ_VAULT_ERROR_BAD_NAME, %HZ_VAULT_ERROR_BAD_ROLES
 */
HzSecret *
hz_vault_invite (HzVault *self,
                 const char *name,
                 const char *login,
                 HzRoles roles,
                 HzId *id,
                 GError **error)
{
  g_autoptr (HzVaultJob) job = make_invite_job (name, login, roles);

  return hz_vault_perform (self, job, error) ? take_one_time (job, id) : NULL;
}

/**
 * hz_vault_invite_async:
 * @self: a vault
 * @name: the new person's
 * @login: the new person's
 * @roles: the new person's
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_invite(), off the main thread.
 */
void
hz_vault_invite_async (HzVault *self,
                       const char *name,
                       const char *login,
                       HzRoles roles,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  hz_vault_perform_async (self, make_invite_job (name, login, roles), cancellable, callback,
                          user_data);
}

/**
 * hz_vault_invite_finish:
 * @self: a vault
 * @result: as given to the callback
 * @id: (out) (optional): her id from now on
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as hz_vault_invite()
 */
HzSecret *
hz_vault_invite_finish (HzVault *self,
                        GAsyncResult *result,
                        HzId *id,
                        GError **error)
{
  HzVaultJob *job;

  return hz_vault_perform_finish (self, result, &job, error) ? take_one_time (job, id) : NULL;
}

static HzVaultJob *
make_set_roles_job (const HzId *id,
                    HzRoles roles)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_SET_ROLES);

  job->id = *id;
  job->roles = roles;

  return job;
}

/**
 * hz_vault_set_roles:
 * @self: a vault
 * @id: whose
 * @roles: all she is to have
 * @error: return location
 *
 * For an administrator. Who loses her last care role loses her keys.
 *
 * Returns: whether she has them; or %HZ_VAULT_ERROR_NOT_ALLOWED, %HZ_VAULT_ERROR_BAD_ROLES when no
 *   administrator would be left, %HZ_VAULT_ERROR_NOT_FOUND
 */
gboolean
hz_vault_set_roles (HzVault *self,
                    const HzId *id,
                    HzRoles roles,
                    GError **error)
{
  g_autoptr (HzVaultJob) job = make_set_roles_job (id, roles);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_set_roles_async:
 * @self: a vault
 * @id: whose
 * @roles: all she is to have
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_set_roles(), off the main thread.
 */
void
hz_vault_set_roles_async (HzVault *self,
                          const HzId *id,
                          HzRoles roles,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  hz_vault_perform_async (self, make_set_roles_job (id, roles), cancellable,
                          callback, user_data);
}

static HzVaultJob *
make_set_name_job (const HzId *id,
                   const char *name)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_SET_NAME);

  job->id = *id;
  job->name = g_strdup (name);

  return job;
}

/**
 * hz_vault_set_name:
 * @self: a vault
 * @id: whose
 * @name: what it is to be
 * @error: return location
 *
 * For an administrator.
 *
 * Returns: whether it is; or %HZ_VAULT_ERROR_NOT_ALLOWED, %HZ_VAULT_ERROR_BAD_NAME,
 *   %HZ_VAULT_ERROR_NOT_FOUND
 */
gboolean
hz_vault_set_name (HzVault *self,
                   const HzId *id,
                   const char *name,
                   GError **error)
{
  g_autoptr (HzVaultJob) job = make_set_name_job (id, name);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_set_name_async:
 * @self: a vault
 * @id: whose
 * @name: what it is to be
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_set_name(), off the main thread.
 */
void
hz_vault_set_name_async (HzVault *self,
                         const HzId *id,
                         const char *name,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  hz_vault_perform_async (self, make_set_name_job (id, name), cancellable,
                          callback, user_data);
}

static HzVaultJob *
make_grant_care_job (const HzId *recipient_id)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_GRANT_CARE);

  job->id = *recipient_id;

  return job;
}

/**
 * hz_vault_grant_care:
 * @self: a vault
 * @recipient_id: one of hz_vault_list_care_tasks(), whose key number was compared
 * @error: return location
 *
 * Gives the care key to a later member. For somebody who holds it; the caller audits it.
 *
 * Returns: whether she has it from her next sign-in; or %HZ_VAULT_ERROR_NO_KEY,
 *   %HZ_VAULT_ERROR_NOT_ALLOWED, %HZ_VAULT_ERROR_NOT_FOUND
 */
gboolean
hz_vault_grant_care (HzVault *self,
                     const HzId *recipient_id,
                     GError **error)
{
  g_autoptr (HzVaultJob) job = make_grant_care_job (recipient_id);

  return hz_vault_perform (self, job, error);
}

/**
 * hz_vault_grant_care_async:
 * @self: a vault
 * @recipient_id: one of hz_vault_list_care_tasks(), whose key number was compared
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_grant_care(), off the main thread.
 */
void
hz_vault_grant_care_async (HzVault *self,
                           const HzId *recipient_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  hz_vault_perform_async (self, make_grant_care_job (recipient_id), cancellable,
                          callback, user_data);
}

/**
 * hz_vault_act_finish:
 * @self: a vault
 * @result: of hz_vault_set_roles_async(), hz_vault_set_name_async() or hz_vault_grant_care_async()
 * @error: return location
 *
 * Returns: whether it is done
 */
gboolean
hz_vault_act_finish (HzVault *self,
                     GAsyncResult *result,
                     GError **error)
{
  return hz_vault_perform_finish (self, result, NULL, error);
}

static gboolean
is_holder (HzVaultSession *session,
           const HzId *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&session->mutex);

  for (guint i = 0; i < session->care_holders->len; i++)
    if (hz_id_equal (&g_array_index (session->care_holders, HzId, i), id))
      return TRUE;

  return FALSE;
}

static HzMember *
make_member (HzVaultSession *session,
             const HzRosterMember *entry)
{
  HzMember *member = g_new0 (HzMember, 1);

  member->id = entry->id;
  member->name = g_strdup (entry->name);
  member->roles = entry->roles;
  member->state = entry->state;
  member->is_me = hz_id_equal (&entry->id, hz_identity_get_id (session->identity));
  member->has_care = is_holder (session, &entry->id);
  member->since = entry->since;

  return member;
}

/**
 * hz_vault_list_members:
 * @self: a vault
 *
 * Returns: (transfer full) (element-type HzMember): everybody the roster knows, in the order in which
 *   they were invited; nobody when the vault is locked. Who holds the care key is known to its
 *   holders alone
 */
GPtrArray *
hz_vault_list_members (HzVault *self)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_member_free);
  g_autoptr (HzRoster) roster = NULL;

  if (self->session == NULL)
    return members;

  roster = hz_vault_session_ref_roster (self->session);
  for (guint i = 0; i < hz_roster_get_n_members (roster); i++)
    g_ptr_array_add (members, make_member (self->session, hz_roster_get_member (roster, i)));

  return members;
}

/**
 * hz_vault_find_member:
 * @self: a vault
 * @id: who
 *
 * Returns: (transfer full) (nullable): the person; %NULL when the roster does not know her or the
 *   vault is locked
 */
HzMember *
hz_vault_find_member (HzVault *self,
                      const HzId *id)
{
  g_autoptr (HzRoster) roster = NULL;
  const HzRosterMember *entry;

  if (self->session == NULL)
    return NULL;

  roster = hz_vault_session_ref_roster (self->session);
  entry = hz_roster_find (roster, id);

  return entry != NULL ? make_member (self->session, entry) : NULL;
}

/**
 * hz_vault_list_care_tasks:
 * @self: a vault
 *
 * Returns: (transfer full) (element-type HzMember): who has a care role and no care key yet, as far as
 *   somebody who holds it can tell; nobody for others
 */
GPtrArray *
hz_vault_list_care_tasks (HzVault *self)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (self);
  GPtrArray *tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_member_free);
  gboolean has_care = FALSE;

  if (self->session != NULL)
    {
      g_mutex_lock (&self->session->mutex);
      has_care = self->session->has_care;
      g_mutex_unlock (&self->session->mutex);
    }

  for (guint i = 0; has_care && i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);

      if (member->state == HZ_MEMBER_PRESENT && (member->roles & HZ_ROLES_CARE)
          && !member->has_care)
        g_ptr_array_add (tasks, hz_member_copy (member));
    }

  return tasks;
}

static HzVaultJob *
make_key_number_job (const HzId *id)
{
  HzVaultJob *job = hz_vault_job_new (HZ_VAULT_JOB_KEY_NUMBER);

  job->id = *id;

  return job;
}

/**
 * hz_vault_get_key_number:
 * @self: a vault
 * @id: whose
 * @error: return location
 *
 * Takes a tenth of a second and 64 MiB.
 *
 * Returns: (transfer full) (nullable): twelve digits to compare by voice or on paper, such as
 *   "418 902 117 365"; or %HZ_VAULT_ERROR_NOT_FOUND
 */
char *
hz_vault_get_key_number (HzVault *self,
                         const HzId *id,
                         GError **error)
{
  g_autoptr (HzVaultJob) job = make_key_number_job (id);

  return hz_vault_perform (self, job, error) ? g_steal_pointer (&job->number) : NULL;
}

/**
 * hz_vault_get_key_number_async:
 * @self: a vault
 * @id: whose
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_vault_get_key_number(), off the main thread.
 */
void
hz_vault_get_key_number_async (HzVault *self,
                               const HzId *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_vault_perform_async (self, make_key_number_job (id), cancellable, callback, user_data);
}

/**
 * hz_vault_get_key_number_finish:
 * @self: a vault
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as hz_vault_get_key_number()
 */
char *
hz_vault_get_key_number_finish (HzVault *self,
                                GAsyncResult *result,
                                GError **error)
{
  HzVaultJob *job;

  return hz_vault_perform_finish (self, result, &job, error) ? g_steal_pointer (&job->number) : NULL;
}
