/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl passwd: a new password for the account that signs in, and new keys when somebody may know
 * the old one; or, with the recovery sheets, for somebody who has forgotten hers. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-ctl-sheet.h"
#include "hz-own-bodies.h"
#include "hz-password-request.h"
#include "hz-records.h"
#include "hz-sheet-use.h"
#include "hz-vault-sheets.h"

static HzSecret *
get_new_password (const char *file,
                  GError **error)
{
  return file != NULL ? hz_ctl_login_read_file (file, error) : hz_ctl_login_ask_new (error);
}

/* With the records: what is sealed anew stands in their tables, and who was asked for a new password
 * has one then. */
static gboolean
set_password (HzVault *vault,
              const char *login,
              HzSecret *old_password,
              HzSecret *new_password,
              gboolean new_keys,
              GError **error)
{
  g_autoptr (HzRecords) records = hz_records_new (vault);
  gboolean done;

  if (!hz_records_open (records, error))
    return FALSE;

  done = new_keys ? hz_vault_renew_keys (vault, login, old_password, new_password,
                                         hz_own_bodies_reseal, error)
                  : hz_vault_change_password (vault, login, old_password, new_password, error);
  if (done)
    done = hz_password_request_fulfil (records, error);

  return hz_records_close (records, done ? error : NULL) && done;
}

static gboolean
change (const HzCtlOptions *options,
        const char *new_file,
        gboolean new_keys,
        GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (options->words[0]);
  g_autoptr (HzSecret) old_password = hz_ctl_login_get_password (options, error);
  g_autoptr (HzSecret) new_password = NULL;
  gboolean done;

  if (old_password == NULL)
    return FALSE;

  if (!hz_vault_unlock (vault, options->login, old_password, error))
    return FALSE;

  new_password = get_new_password (new_file, error);
  done = new_password != NULL &&
         set_password (vault, options->login, old_password, new_password, new_keys, error);

  return hz_vault_lock (vault, done ? error : NULL) && done;
}

/* @person, @reason: with the sheets, who has forgotten, and why they are used. */
typedef struct
{
  HzCtlOptions common;
  char *new_file;
  char *sheet_file;
  char *person;
  char *reason;
  gboolean new_keys;
  gboolean by_sheets;
  HzId member_id;
} Passwd;

static void
clear_passwd (Passwd *self)
{
  hz_ctl_options_clear (&self->common);
  g_free (self->new_file);
  g_free (self->sheet_file);
  g_free (self->person);
  g_free (self->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passwd, clear_passwd)

static gboolean
find_person (Passwd *self,
             HzVault *vault,
             GError **error)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (vault);

  for (guint i = 0; i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);

      if (member->state == HZ_MEMBER_PRESENT && g_str_equal (member->name, self->person))
        {
          self->member_id = member->id;
          return TRUE;
        }
    }

  g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED, _("Nobody here is called “%s”."),
               self->person);
  return FALSE;
}

static gboolean
run_use (HzContext *context,
         gpointer data,
         GError **error)
{
  Passwd *self = data;

  return hz_sheet_use_add (context, HZ_SHEET_USE_PASSWORD, &self->member_id, NULL, self->reason, error);
}

/* Why stands in the log before it is done. */
static gboolean
reset_password (Passwd *self,
                HzVault *vault,
                HzSecret *password,
                GError **error)
{
  g_autoptr (HzRecords) records = NULL;
  gboolean done;

  if (!find_person (self, vault, error))
    return FALSE;

  records = hz_records_new (vault);
  if (!hz_records_open (records, error))
    return FALSE;

  done = hz_records_run (records, HZ_DB_JOB_WRITE, run_use, self, error)
         && hz_vault_reset_password (vault, &self->member_id, self->common.login, password, error);

  return hz_records_close (records, done ? error : NULL) && done;
}

static gboolean
reset (Passwd *self,
       GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (self->common.words[0]);
  g_autoptr (HzSecret) first = NULL;
  g_autoptr (HzSecret) second = NULL;
  g_autoptr (HzSecret) password = NULL;
  GError *failure = NULL;
  guint wrong_sheet = 0;
  guint wrong_group = 0;
  gboolean done;

  if (self->person == NULL || self->reason == NULL)
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                           _("Say for whom with --for NAME, and why with --reason TEXT."));
      return FALSE;
    }

  if (!hz_ctl_sheet_read (self->sheet_file, &first, &second, error))
    return FALSE;

  password = get_new_password (self->new_file, error);
  if (password == NULL)
    return FALSE;

  if (!hz_vault_unlock_by_sheets (vault, first, second, &wrong_sheet, &wrong_group, &failure))
    {
      g_propagate_error (error, hz_ctl_sheet_explain (failure, wrong_sheet, wrong_group));
      return FALSE;
    }

  done = reset_password (self, vault, password, error);

  return hz_vault_lock (vault, done ? error : NULL) && done;
}

HzCtlStatus
hz_ctl_passwd (const HzCtlCommand *command,
               GStrv words)
{
  g_auto (Passwd) self = { 0 };
  const GOptionEntry entries[] = {
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &self.new_file,
      N_("File with the new password in its first line; without it the terminal asks"),
      "FILE" },
    { "new-keys", 0, 0, G_OPTION_ARG_NONE, &self.new_keys,
      N_("Somebody may know the old password: change the keys too; colleagues compare the key number"
         " again"), NULL },
    { "sheet-file", 0, 0, G_OPTION_ARG_FILENAME, &self.sheet_file,
      N_("Instead of the old password: file with the recovery sheet, or two of three"), "FILE" },
    { "by-sheets", 0, 0, G_OPTION_ARG_NONE, &self.by_sheets,
      N_("Instead of the old password: the terminal asks for the recovery sheets"), NULL },
    { "for", 0, 0, G_OPTION_ARG_STRING, &self.person,
      N_("With the sheets: surname and name of the person"), "NAME" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &self.reason,
      N_("With the sheets: why, for the log"), "TEXT" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  HzCtlStatus status;
  gboolean done;

  if (!hz_ctl_options_read (&self.common, command, words, HZ_CTL_TAKES_LOGIN, entries, 1, 1, &status))
    return status;

  if (!hz_ctl_login_check_living (self.common.words[0], &error))
    return hz_ctl_fail (error);

  done = self.by_sheets || self.sheet_file != NULL
         ? reset (&self, &error)
         : change (&self.common, self.new_file, self.new_keys, &error);

  return done ? HZ_CTL_DONE : hz_ctl_fail (error);
}
