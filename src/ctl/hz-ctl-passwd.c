/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl passwd: a new password for the account that signs in, and new keys when somebody may know
 * the old one. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-own-bodies.h"
#include "hz-password-request.h"
#include "hz-records.h"

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

HzCtlStatus
hz_ctl_passwd (const HzCtlCommand *command,
               GStrv words)
{
  g_autofree char *new_file = NULL;
  gboolean new_keys = FALSE;
  const GOptionEntry entries[] = {
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &new_file,
      N_("File with the new password in its first line; without it the terminal asks"),
      "FILE" },
    { "new-keys", 0, 0, G_OPTION_ARG_NONE, &new_keys,
      N_("Somebody may know the old password: change the keys too; colleagues compare the key number"
         " again"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN, entries, 1, 1, &status))
    return status;

  return change (&options, new_file, new_keys, &error) ? HZ_CTL_DONE : hz_ctl_fail (error);
}
