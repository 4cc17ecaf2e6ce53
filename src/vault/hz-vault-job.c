/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request to the facade, as it runs off the main thread. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-job.h"

#include <string.h>

#include "hz-key-number.h"
#include "hz-password.h"
#include "hz-vault-backup.h"
#include "hz-vault-error.h"
#include "hz-vault-renew.h"
#include "hz-vault-restore.h"
#include "hz-vault-rotate.h"

/**
 * hz_vault_job_new:
 * @kind: what is asked for
 *
 * Returns: (transfer full): a request to be filled in
 */
HzVaultJob *
hz_vault_job_new (HzVaultJobKind kind)
{
  HzVaultJob *self = g_new0 (HzVaultJob, 1);

  self->kind = kind;

  return self;
}

/**
 * hz_vault_job_free:
 * @self: (nullable) (transfer full): a request
 *
 * Closes a session that it opened and nobody took.
 */
void
hz_vault_job_free (HzVaultJob *self)
{
  if (self == NULL)
    return;

  if (hz_vault_job_opens (self))
    g_clear_pointer (&self->session, hz_vault_session_free);

  g_clear_pointer (&self->password, hz_secret_unref);
  g_clear_pointer (&self->new_password, hz_secret_unref);
  g_clear_pointer (&self->one_time, hz_secret_unref);
  g_clear_pointer (&self->sheets, hz_sheets_free);
  g_clear_object (&self->cancellable);
  g_free (self->folder);
  g_free (self->pin_folder);
  g_free (self->name);
  g_free (self->login);
  g_free (self->number);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->target);
  g_free (self->source);
  g_free (self->today);
  g_free (self->place);
  g_free (self);
}

/**
 * hz_vault_job_opens:
 * @self: a request
 *
 * Returns: whether it begins with nobody signed in; all of these but a restore end with somebody
 */
gboolean
hz_vault_job_opens (HzVaultJob *self)
{
  return self->kind <= HZ_VAULT_JOB_RESTORE;
}

/**
 * hz_vault_job_is_long:
 * @self: a request
 *
 * Returns: whether it lets others in while it works; only one such runs at a time
 */
gboolean
hz_vault_job_is_long (HzVaultJob *self)
{
  return self->kind == HZ_VAULT_JOB_BACKUP || self->kind == HZ_VAULT_JOB_TRY_RESTORE
         || self->kind == HZ_VAULT_JOB_ROTATE || self->kind == HZ_VAULT_JOB_RENEW_KEYS;
}

/**
 * hz_vault_job_changes_members:
 * @self: a request
 *
 * Returns: whether the list of members, or who holds the care key, is another after it
 */
gboolean
hz_vault_job_changes_members (HzVaultJob *self)
{
  return self->kind == HZ_VAULT_JOB_INVITE || self->kind == HZ_VAULT_JOB_RESET_PASSWORD
         || self->kind == HZ_VAULT_JOB_REPLACE_SHEETS || self->kind == HZ_VAULT_JOB_ANNOUNCE_SHEETS
         || self->kind == HZ_VAULT_JOB_COUNT_SHEETS
         || self->kind == HZ_VAULT_JOB_SET_ROLES
         || self->kind == HZ_VAULT_JOB_REMOVE || self->kind == HZ_VAULT_JOB_SET_NAME
         || self->kind == HZ_VAULT_JOB_GRANT_CARE || self->kind == HZ_VAULT_JOB_RENEW_KEYS;
}

static gboolean
check_strength (HzVaultJob *self,
                HzSecret *password,
                GError **error)
{
  const char *text = hz_secret_get_text (password);
  g_autoptr (HzPasswordWords) words = hz_password_words_new ();

  hz_password_words_add (words, self->login);
  hz_password_words_add (words, self->name);
  if (hz_secret_get_length (password) == 0
      || (!self->weak_allowed
          && hz_password_rate (text, words, NULL) < HZ_PASSWORD_ENOUGH))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WEAK_PASSWORD,
                   "The new password is too easy to guess");
      return FALSE;
    }

  return TRUE;
}

/* The same once more would change nothing for who knows it. */
static gboolean
check_other (HzVaultJob *self,
             GError **error)
{
  if (!hz_secret_equal (self->password, self->new_password))
    return TRUE;

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SAME_PASSWORD, "It is the password of now");
  return FALSE;
}

static gboolean
run_create (HzVaultJob *self,
            GError **error)
{
  if (!hz_vault_act_check_person (self->name, self->login, self->roles, error)
      || !check_strength (self, self->password, error))
    return FALSE;

  if (!(self->roles & HZ_ROLE_ADMINISTRATOR))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BAD_ROLES,
                   "Who makes a centre is its first administrator");
      return FALSE;
    }

  self->session = hz_vault_open_create (self->folder, self->pin_folder, self->name, self->login,
                                        self->password, self->roles, self->sheets, self->cost,
                                        error);

  return self->session != NULL;
}

static gboolean
run_unlock (HzVaultJob *self,
            GError **error)
{
  self->session = hz_vault_open_unlock (self->folder, self->pin_folder, self->login,
                                        self->password, error);

  return self->session != NULL;
}

static gboolean
run_join (HzVaultJob *self,
          GError **error)
{
  if (!check_strength (self, self->new_password, error))
    return FALSE;

  self->session = hz_vault_open_join (self->folder, self->pin_folder, self->login, self->password,
                                      self->new_password, error);

  return self->session != NULL;
}

static gboolean
run_restore (HzVaultJob *self,
             GError **error)
{
  g_autoptr (HzVaultSession) then = NULL;

  if (!hz_vault_restore_check_place (self->folder, error))
    return FALSE;

  then = self->login != NULL
         ? hz_vault_open_sign_in (self->source, self->login, self->password, error)
         : hz_vault_open_look_by_sheets (self->source, self->password, self->new_password,
                                         &self->wrong_sheet, &self->wrong_group, error);
  if (then != NULL)
    self->people = hz_vault_restore_make (self->source, self->folder, self->today, then,
                                          self->cancellable, error);

  return self->people != NULL;
}

static gboolean
run_unlock_by_sheets (HzVaultJob *self,
                      GError **error)
{
  self->session = hz_vault_open_by_sheets (self->folder, self->pin_folder, self->password,
                                           self->new_password, &self->wrong_sheet,
                                           &self->wrong_group, error);

  return self->session != NULL;
}

static gboolean
run_lock (HzVaultJob *self,
          GError **error)
{
  HzVaultSession *session = g_steal_pointer (&self->session);
  g_autoptr (GError) pin_error = NULL;
  gboolean closed;

  if (!session->alarmed && !hz_vault_session_save_pin (session, TRUE, &pin_error))
    g_message ("At the lock: %s", pin_error->message);

  closed = hz_vault_session_close (session, error);
  hz_vault_session_free (session);

  return closed;
}

static gboolean
run_key_number (HzVaultJob *self,
                GError **error)
{
  g_autoptr (HzRoster) roster = hz_vault_session_ref_roster (self->session);
  const HzRosterMember *member = hz_roster_find (roster, &self->id);
  const HzRosterRecovery *recovery = hz_roster_find_recovery (roster, &self->id);

  if (recovery == NULL && (member == NULL || member->state != HZ_MEMBER_PRESENT))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_FOUND,
                   "Only who has joined has a key number");
      return FALSE;
    }

  self->number = hz_key_number_compute (recovery != NULL ? &recovery->keys : &member->keys,
                                        hz_keyring_get_centre_id (self->session->keyring), error);

  return self->number != NULL;
}

static gboolean
run_accept_seen (HzVaultJob *self,
                 GError **error)
{
  if (!hz_vault_session_save_pin (self->session, TRUE, error))
    return FALSE;

  self->session->alarmed = FALSE;
  return TRUE;
}

static gboolean
run_backup (HzVaultJob *self,
            GCancellable *work,
            GError **error)
{
  self->place = hz_vault_backup_make (self->session, self->target, work, error);

  return self->place != NULL;
}

/* With the keys that she has already, into a place beside the centre's, which goes again. */
static gboolean
run_try_restore (HzVaultJob *self,
                 GCancellable *work,
                 GError **error)
{
  g_autofree char *place = g_strconcat (self->session->folder, ".check", NULL);
  g_autoptr (HzVaultSession) then = NULL;
  g_autoptr (GPtrArray) people = NULL;

  hz_vault_session_let_others (self->session);
  hz_vault_backup_remove_part (place);
  if (hz_vault_restore_check_place (place, error))
    then = hz_vault_open_look (self->source, self->session->identity, error);
  if (then != NULL)
    people = hz_vault_restore_make (self->source, place, self->session->folder, then, work, error);
  if (people != NULL)
    hz_vault_backup_remove_part (place);
  hz_vault_session_keep_others (self->session);

  return people != NULL;
}

static void
on_stopped_cb (GCancellable *cancellable,
               GCancellable *work)
{
  g_cancellable_cancel (work);
}

static gulong
stop_with (GCancellable *cancellable,
           GCancellable *work)
{
  return cancellable != NULL
         ? g_cancellable_connect (cancellable, G_CALLBACK (on_stopped_cb), g_object_ref (work),
                                  g_object_unref)
         : 0;
}

/* Ended by a lock, and by who asked for it. */
static gboolean
run_until_stopped (HzVaultJob *self,
                   gboolean (*func) (HzVaultJob *self,
                                     GCancellable *work,
                                     GError **error),
                   GError **error)
{
  g_autoptr (GCancellable) work = g_cancellable_new ();
  gulong by_lock = stop_with (self->session->long_work, work);
  gulong by_person = stop_with (self->cancellable, work);
  gboolean done = func (self, work, error);

  g_cancellable_disconnect (self->session->long_work, by_lock);
  g_cancellable_disconnect (self->cancellable, by_person);

  return done;
}

/* Her keys with it, or not. */
static gboolean
run_change_password (HzVaultJob *self,
                     GError **error)
{
  if (!check_strength (self, self->new_password, error) || !check_other (self, error))
    return FALSE;

  if (self->kind == HZ_VAULT_JOB_RENEW_KEYS)
    return hz_vault_act_renew_keys (self->session, self->login, self->password, self->new_password,
                                    self->reseal, error);

  return hz_vault_act_change_password (self->session, self->login, self->password,
                                       self->new_password, error);
}

static gboolean
run_invite (HzVaultJob *self,
            GError **error)
{
  self->one_time = hz_vault_act_invite (self->session, self->name, self->login, self->roles,
                                        &self->id, error);

  return self->one_time != NULL;
}

/**
 * hz_vault_job_run:
 * @self: a request
 * @error: return location
 *
 * Blocks; on any thread but the database's, one at a time.
 *
 * Returns: whether it is done
 */
gboolean
hz_vault_job_run (HzVaultJob *self,
                  GError **error)
{
  switch (self->kind)
    {
    case HZ_VAULT_JOB_CREATE:
      return run_create (self, error);

    case HZ_VAULT_JOB_UNLOCK:
      return run_unlock (self, error);

    case HZ_VAULT_JOB_JOIN:
      return run_join (self, error);

    case HZ_VAULT_JOB_UNLOCK_BY_SHEETS:
      return run_unlock_by_sheets (self, error);

    case HZ_VAULT_JOB_RESTORE:
      return run_restore (self, error);

    case HZ_VAULT_JOB_LOCK:
      return run_lock (self, error);

    case HZ_VAULT_JOB_INVITE:
      return run_invite (self, error);

    case HZ_VAULT_JOB_CHANGE_PASSWORD:
    case HZ_VAULT_JOB_RENEW_KEYS:
      return run_change_password (self, error);

    case HZ_VAULT_JOB_RESET_PASSWORD:
      return check_strength (self, self->new_password, error)
             && hz_vault_act_reset_password (self->session, &self->id, self->login,
                                             self->new_password, error);

    case HZ_VAULT_JOB_REPLACE_SHEETS:
      return hz_vault_act_replace_sheets (self->session, self->password, self->new_password,
                                          self->sheets, &self->wrong_sheet, &self->wrong_group,
                                          error);

    case HZ_VAULT_JOB_ANNOUNCE_SHEETS:
      return hz_vault_act_announce_sheets (self->session, self->sheets, error);

    case HZ_VAULT_JOB_COUNT_SHEETS:
      return hz_vault_act_count_sheets (self->session, self->login, self->password, error);

    case HZ_VAULT_JOB_SET_ROLES:
      return hz_vault_act_set_roles (self->session, &self->id, self->roles, error);

    case HZ_VAULT_JOB_REMOVE:
      return hz_vault_act_remove (self->session, &self->id, error);

    case HZ_VAULT_JOB_ROTATE:
      return hz_vault_rotate (self->session, error);

    case HZ_VAULT_JOB_LOOK_OWED:
      return hz_vault_rotate_look (self->session, error);

    case HZ_VAULT_JOB_SET_NAME:
      return hz_vault_act_set_name (self->session, &self->id, self->name, error);

    case HZ_VAULT_JOB_GRANT_CARE:
      return hz_vault_act_grant_care (self->session, &self->id, error);

    case HZ_VAULT_JOB_PIN_AUDIT_HEAD:
      memcpy (self->session->pin->audit_head, self->head, sizeof self->head);
      return hz_vault_session_save_pin (self->session, FALSE, error);

    case HZ_VAULT_JOB_ACCEPT_SEEN:
      return run_accept_seen (self, error);

    case HZ_VAULT_JOB_BACKUP:
      return run_until_stopped (self, run_backup, error);

    case HZ_VAULT_JOB_TRY_RESTORE:
      return run_until_stopped (self, run_try_restore, error);

    case HZ_VAULT_JOB_KEY_NUMBER:
    default:
      return run_key_number (self, error);
    }
}
