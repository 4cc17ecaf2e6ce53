/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a signed-in person does about people and keys. Each act prepares the next roster and keyring
 * aside and commits both at once; see hz-vault-session.c. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-session.h"

#include <string.h>

#include "hz-password.h"
#include "hz-roster-act.h"
#include "hz-text.h"
#include "hz-vault-error.h"
#include "hz-vault-rotate.h"

static gboolean
refuse (GError **error,
        HzVaultError code,
        const char *why)
{
  g_set_error_literal (error, HZ_VAULT_ERROR, code, why);
  return FALSE;
}

static gboolean
text_is_possible (const char *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL)
      || g_utf8_strlen (text, -1) > HZ_TEXT_LINE_LIMIT)
    return FALSE;

  folded = hz_kdf_fold_login (text);

  return *folded != '\0' && strpbrk (text, "\r\n\t") == NULL;
}

/**
 * hz_vault_act_check_person:
 * @name: as typed
 * @login: (nullable): as typed; %NULL where there is none to check
 * @roles: as chosen
 * @error: return location
 *
 * Returns: whether an account can be made with these; else %HZ_VAULT_ERROR_BAD_NAME or
 *   %HZ_VAULT_ERROR_BAD_ROLES
 */
gboolean
hz_vault_act_check_person (const char *name,
                           const char *login,
                           HzRoles roles,
                           GError **error)
{
  if (!text_is_possible (name) || (login != NULL && !text_is_possible (login)))
    return refuse (error, HZ_VAULT_ERROR_BAD_NAME, "A name is empty, too long or not one line");

  if (roles == 0 || (roles & ~HZ_ROLES_ALL) != 0)
    return refuse (error, HZ_VAULT_ERROR_BAD_ROLES, "No role, or an unknown one");

  return TRUE;
}

static gboolean
check_administrator (HzVaultSession *self,
                     GError **error)
{
  const HzRosterMember *me = hz_roster_find (self->roster, hz_identity_get_id (self->identity));

  /* A centre whose only administrator is gone goes on by its sheets; inviting is not among it. */
  if (hz_identity_get_kind (self->identity) == HZ_IDENTITY_RECOVERY)
    return TRUE;

  if (me == NULL || !(me->roles & HZ_ROLE_ADMINISTRATOR))
    return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "Only an administrator does this");

  return TRUE;
}

static gboolean
put_invitation (HzVaultSession *self,
                HzKeyring *keyring,
                HzRoster *roster,
                const char *login,
                HzSecret *one_time,
                HzIdentity *enrolment,
                GError **error)
{
  g_autoptr (GArray) ids = hz_vault_session_list_slot_ids (roster);
  g_autoptr (HzSecret) root = hz_kdf_login_root (login, one_time,
                                                 hz_keyring_get_install_salt (keyring),
                                                 hz_keyring_get_cost (keyring), error);

  if (root == NULL)
    return FALSE;

  if (!hz_keyring_put_slot (keyring, root, enrolment, self->dbk, ids))
    return refuse (error, HZ_VAULT_ERROR_BAD_NAME, "Another account has this name and password");

  return TRUE;
}

/**
 * hz_vault_act_invite:
 * @self: an administrator's session
 * @name: the new person's
 * @login: the new person's
 * @roles: the new person's
 * @id: (out) (optional): her id from now on
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the one-time password, to be shown once
 */
HzSecret *
hz_vault_act_invite (HzVaultSession *self,
                     const char *name,
                     const char *login,
                     HzRoles roles,
                     HzId *id,
                     GError **error)
{
  HzId new_id = hz_id_new ();
  g_autoptr (HzIdentity) enrolment = hz_identity_new (HZ_IDENTITY_INVITATION, &new_id);
  g_autoptr (HzSecret) one_time = hz_password_new_one_time ();
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (HzRoster) roster = NULL;

  if (!hz_vault_act_check_person (name, login, roles, error) || !check_administrator (self, error))
    return NULL;

  if (hz_identity_get_kind (self->identity) == HZ_IDENTITY_RECOVERY)
    {
      refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "An administrator invites");
      return NULL;
    }

  keyring = hz_keyring_copy (self->keyring);
  roster = hz_roster_copy (self->roster);

  if (!hz_roster_invite (roster, self->identity, enrolment, name, roles, error)
      || !put_invitation (self, keyring, roster, login, one_time, enrolment, error)
      || !hz_vault_session_commit (self, g_steal_pointer (&keyring), roster, error))
    return NULL;

  if (id != NULL)
    *id = new_id;

  return g_steal_pointer (&one_time);
}

/**
 * hz_vault_act_check_password:
 * @self: a session
 * @login: as typed
 * @password: as typed
 * @error: return location
 *
 * Returns: whether they are those of who is signed in; else %HZ_VAULT_ERROR_WRONG_LOGIN
 */
gboolean
hz_vault_act_check_password (HzVaultSession *self,
                             const char *login,
                             HzSecret *password,
                             GError **error)
{
  g_autoptr (HzSecret) root = hz_kdf_login_root (login, password,
                                                 hz_keyring_get_install_salt (self->keyring),
                                                 hz_keyring_get_cost (self->keyring), error);
  g_autoptr (HzIdentity) identity = NULL;

  if (root == NULL)
    return FALSE;

  identity = hz_keyring_open_slot (self->keyring, root);

  return (identity != NULL
          && hz_id_equal (hz_identity_get_id (identity), hz_identity_get_id (self->identity)))
         || refuse (error, HZ_VAULT_ERROR_WRONG_LOGIN, "This is not her name and password");
}

/**
 * hz_vault_act_change_password:
 * @self: a session
 * @login: her login, as typed
 * @old_password: as typed
 * @new_password: as typed
 * @error: return location
 *
 * Returns: whether the new password counts, and the old one no more; else
 *   %HZ_VAULT_ERROR_WRONG_LOGIN when the old one is not hers
 */
gboolean
hz_vault_act_change_password (HzVaultSession *self,
                              const char *login,
                              HzSecret *old_password,
                              HzSecret *new_password,
                              GError **error)
{
  g_autoptr (GArray) ids = hz_vault_session_list_slot_ids (self->roster);
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (self->keyring);
  g_autoptr (HzSecret) new_root = NULL;

  if (!hz_vault_act_check_password (self, login, old_password, error))
    return FALSE;

  new_root = hz_kdf_login_root (login, new_password, hz_keyring_get_install_salt (keyring),
                                hz_keyring_get_cost (keyring), error);
  if (new_root == NULL)
    return FALSE;

  hz_keyring_drop_slots (keyring, hz_identity_get_id (self->identity), self->dbk);
  if (!hz_keyring_put_slot (keyring, new_root, self->identity, self->dbk, ids))
    return refuse (error, HZ_VAULT_ERROR_BAD_NAME, "Another account has this name and password");

  return hz_vault_session_commit (self, g_steal_pointer (&keyring), NULL, error);
}

static gboolean
is_last_administrator (HzRoster *roster,
                       const HzId *id)
{
  for (guint i = 0; i < hz_roster_get_n_members (roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (roster, i);

      if (member->state == HZ_MEMBER_PRESENT && (member->roles & HZ_ROLE_ADMINISTRATOR)
          && !hz_id_equal (&member->id, id))
        return FALSE;
    }

  return TRUE;
}

static const HzRosterMember *
find_changeable (HzVaultSession *self,
                 const HzId *id,
                 GError **error)
{
  const HzRosterMember *member = hz_roster_find (self->roster, id);

  if (!check_administrator (self, error))
    return NULL;

  if (member == NULL || member->state == HZ_MEMBER_LEFT)
    {
      refuse (error, HZ_VAULT_ERROR_NOT_FOUND, "There is no such member");
      return NULL;
    }

  return member;
}

/**
 * hz_vault_act_set_roles:
 * @self: an administrator's session
 * @id: whose roles
 * @roles: all she is to have
 * @error: return location
 *
 * Returns: whether she has them. Who lost her last care role has lost her grants too, and the keys
 *   she held are renewed by their next holder
 */
gboolean
hz_vault_act_set_roles (HzVaultSession *self,
                        const HzId *id,
                        HzRoles roles,
                        GError **error)
{
  const HzRosterMember *member = find_changeable (self, id, error);
  g_autoptr (HzRoster) roster = NULL;
  g_autoptr (GError) settle_error = NULL;

  if (member == NULL || !hz_vault_act_check_person (member->name, NULL, roles, error))
    return FALSE;

  if (member->roles == roles)
    return TRUE;

  if (!(roles & HZ_ROLE_ADMINISTRATOR) && is_last_administrator (self->roster, id))
    return refuse (error, HZ_VAULT_ERROR_BAD_ROLES, "One administrator always remains");

  roster = hz_roster_copy (self->roster);
  if (!hz_roster_set_roles (roster, self->identity, id, roles, error)
      || !hz_vault_session_commit (self, hz_keyring_copy (self->keyring), roster, error))
    return FALSE;

  /* The act is done; what follows from it is tried again at every sign-in. */
  if (!hz_vault_session_settle (self, &settle_error))
    g_message ("After a change of roles: %s", settle_error->message);

  return TRUE;
}

static gboolean
check_may_remove (HzVaultSession *self,
                  const HzId *id,
                  GError **error)
{
  if (find_changeable (self, id, error) == NULL)
    return FALSE;

  if (hz_id_equal (id, hz_identity_get_id (self->identity)))
    return refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "Another administrator removes her");

  if (is_last_administrator (self->roster, id))
    return refuse (error, HZ_VAULT_ERROR_BAD_ROLES, "One administrator always remains");

  return TRUE;
}

/**
 * hz_vault_act_remove:
 * @self: an administrator's session
 * @id: who leaves, or whose invitation is withdrawn
 * @error: return location
 *
 * That the centre key is to be changed is written down first, so that it is owed however this ends.
 *
 * Returns: whether she cannot sign in any more, and has no grants; hz_vault_rotate() comes next
 */
gboolean
hz_vault_act_remove (HzVaultSession *self,
                     const HzId *id,
                     GError **error)
{
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (HzRoster) roster = NULL;
  g_autoptr (GError) settle_error = NULL;

  if (!check_may_remove (self, id, error) || !hz_vault_rotate_record (self, error))
    return FALSE;

  keyring = hz_keyring_copy (self->keyring);
  roster = hz_roster_copy (self->roster);
  hz_keyring_drop_slots (keyring, id, self->dbk);
  if (!hz_roster_leave (roster, self->identity, id, error)
      || !hz_vault_session_commit (self, g_steal_pointer (&keyring), roster, error))
    return FALSE;

  if (!hz_vault_session_settle (self, &settle_error))
    g_message ("After a removal: %s", settle_error->message);

  return TRUE;
}

/**
 * hz_vault_act_set_name:
 * @self: an administrator's session
 * @id: whose name
 * @name: what it is to be
 * @error: return location
 *
 * Returns: whether it is
 */
gboolean
hz_vault_act_set_name (HzVaultSession *self,
                       const HzId *id,
                       const char *name,
                       GError **error)
{
  const HzRosterMember *member = find_changeable (self, id, error);
  g_autoptr (HzRoster) roster = NULL;

  if (member == NULL || !hz_vault_act_check_person (name, NULL, member->roles, error))
    return FALSE;

  if (g_str_equal (member->name, name))
    return TRUE;

  roster = hz_roster_copy (self->roster);

  return hz_roster_set_name (roster, self->identity, id, name, error)
         && hz_vault_session_commit (self, hz_keyring_copy (self->keyring), roster, error);
}

typedef struct
{
  HzVaultSession *session;
  HzId recipient_id;
  GArray *holders;
} Granting;

static gboolean
write_care_grant (HzDb *db,
                  gpointer data,
                  GError **error)
{
  Granting *granting = data;

  if (!hz_rings_grant_care (granting->session->rings, db, &granting->recipient_id, error))
    return FALSE;

  granting->holders = hz_rings_list_care_holders (granting->session->rings);
  return TRUE;
}

/**
 * hz_vault_act_grant_care:
 * @self: the session of somebody who holds the care key
 * @recipient_id: a member with a care role
 * @error: return location
 *
 * Returns: whether the recipient has the care key from her next sign-in
 */
gboolean
hz_vault_act_grant_care (HzVaultSession *self,
                         const HzId *recipient_id,
                         GError **error)
{
  Granting granting = { self, *recipient_id, NULL };
  gboolean granted = hz_vault_file_write (self->worker, write_care_grant, &granting, error);

  if (granted)
    {
      g_mutex_lock (&self->mutex);
      g_array_unref (self->care_holders);
      self->care_holders = g_steal_pointer (&granting.holders);
      g_mutex_unlock (&self->mutex);
    }

  g_clear_pointer (&granting.holders, g_array_unref);

  return granted;
}
