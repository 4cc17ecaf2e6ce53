/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * When the recovery sheets are wholly lost. An administrator gives out new ones, which wait: they sign
 * nothing and have nobody's keys. Each holder compares their number and gives them hers
 * (hz-rings-cover.c). When an administrator and a case worker say so together they count, and what was
 * lost opens nothing any more: alone, an administrator could give herself sheets that open everything.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-session.h"

#include "hz-roster-act.h"
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
check_administrator (HzVaultSession *self,
                     GError **error)
{
  const HzRosterMember *me = hz_roster_find (self->roster, hz_identity_get_id (self->identity));

  return (me != NULL && (me->roles & HZ_ROLE_ADMINISTRATOR))
         || refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "An administrator gives out new sheets");
}

/**
 * hz_vault_open_drop_waiting:
 * @self: a session
 * @keyring: the keyring being prepared, for a roster with a new recovery
 *
 * The sheets that waited until now open nothing any more.
 */
void
hz_vault_open_drop_waiting (HzVaultSession *self,
                            HzKeyring *keyring)
{
  const HzRosterRecovery *waiting = hz_roster_find_waiting (self->roster);

  if (waiting != NULL)
    hz_keyring_drop_slots (keyring, &waiting->id, self->dbk);
}

/**
 * hz_vault_act_announce_sheets:
 * @self: an administrator's session
 * @sheets: new ones, typed back already
 * @error: return location
 *
 * Others that wait end by it: they were lost too.
 *
 * Returns: whether they wait to count
 */
gboolean
hz_vault_act_announce_sheets (HzVaultSession *self,
                              HzSheets *sheets,
                              GError **error)
{
  HzId id = hz_id_new ();
  g_autoptr (HzIdentity) recovery = hz_identity_new (HZ_IDENTITY_RECOVERY, &id);
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (HzRoster) roster = NULL;
  g_autoptr (GError) settle_error = NULL;

  if (!check_administrator (self, error))
    return FALSE;

  keyring = hz_keyring_copy (self->keyring);
  roster = hz_roster_copy (self->roster);
  hz_vault_open_drop_waiting (self, keyring);

  if (!hz_roster_announce_recovery (roster, self->identity, recovery, hz_sheets_get_set (sheets), error)
      || !hz_vault_open_put_sheet_slots (self, keyring, roster, sheets, recovery, error)
      || !hz_vault_session_commit (self, g_steal_pointer (&keyring), roster, error))
    return FALSE;

  /* Who announced them knows of them in the same sitting. */
  if (!hz_vault_session_settle (self, &settle_error))
    g_message ("After sheets were announced: %s", settle_error->message);

  return TRUE;
}

static HzIdentity *
open_carer (HzVaultSession *self,
            const char *login,
            HzSecret *password,
            GError **error)
{
  g_autoptr (HzSecret) root = hz_kdf_login_root (login, password,
                                                 hz_keyring_get_install_salt (self->keyring),
                                                 hz_keyring_get_cost (self->keyring), error);
  g_autoptr (HzIdentity) identity = root != NULL ? hz_keyring_open_slot (self->keyring, root) : NULL;
  const HzRosterMember *member = NULL;

  if (root == NULL)
    return NULL;

  if (identity != NULL)
    member = hz_roster_find (self->roster, hz_identity_get_id (identity));
  if (member == NULL)
    {
      refuse (error, HZ_VAULT_ERROR_WRONG_LOGIN, "No account with this name and password");
      return NULL;
    }

  if (hz_id_equal (&member->id, hz_identity_get_id (self->identity))
      || !hz_roster_is_present (self->roster, &member->id, hz_identity_get_public (identity))
      || !(member->roles & HZ_ROLES_CARE & ~member->self_given))
    {
      refuse (error, HZ_VAULT_ERROR_NOT_ALLOWED, "Another person, with a care role, says it too");
      return NULL;
    }

  return g_steal_pointer (&identity);
}

static const HzRosterRecovery *
find_lost (HzRoster *roster)
{
  for (guint i = 0; i < hz_roster_get_n_recoveries (roster); i++)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (roster, i);

      if (recovery->living && recovery->counts)
        return recovery;
    }

  return NULL;
}

/**
 * hz_vault_act_count_sheets:
 * @self: an administrator's session
 * @login: of a case worker, as typed
 * @password: likewise
 * @error: return location
 *
 * The centre key is owed from then on, and the keys of care and cases become due.
 *
 * Returns: whether the sheets that waited count, and the lost ones open nothing but old copies
 */
gboolean
hz_vault_act_count_sheets (HzVaultSession *self,
                           const char *login,
                           HzSecret *password,
                           GError **error)
{
  const HzRosterRecovery *lost = find_lost (self->roster);
  g_autoptr (HzIdentity) carer = NULL;
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (HzRoster) roster = NULL;
  g_autoptr (GError) settle_error = NULL;

  if (!check_administrator (self, error))
    return FALSE;

  if (hz_roster_find_waiting (self->roster) == NULL || lost == NULL)
    return refuse (error, HZ_VAULT_ERROR_NOT_FOUND, "No new sheets wait");

  carer = open_carer (self, login, password, error);
  if (carer == NULL || !hz_vault_rotate_record (self, error))
    return FALSE;

  keyring = hz_keyring_copy (self->keyring);
  roster = hz_roster_copy (self->roster);
  hz_keyring_drop_slots (keyring, &lost->id, self->dbk);
  if (!hz_roster_count_recovery (roster, self->identity, carer, &lost->id, error)
      || !hz_vault_session_commit (self, g_steal_pointer (&keyring), roster, error))
    return FALSE;

  if (!hz_vault_session_settle (self, &settle_error))
    g_message ("After new sheets: %s", settle_error->message);

  return TRUE;
}
