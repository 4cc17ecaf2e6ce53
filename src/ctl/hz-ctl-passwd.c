/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl passwd: a new password for the account that signs in. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"

static HzSecret *
get_new_password (const char *file,
                  GError **error)
{
  return file != NULL ? hz_ctl_login_read_file (file, error) : hz_ctl_login_ask_new (error);
}

static gboolean
change (const HzCtlOptions *options,
        const char *new_file,
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
         hz_vault_change_password (vault, options->login, old_password, new_password, error);

  return hz_vault_lock (vault, done ? error : NULL) && done;
}

HzCtlStatus
hz_ctl_passwd (const HzCtlCommand *command,
               GStrv words)
{
  g_autofree char *new_file = NULL;
  const GOptionEntry entries[] = {
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &new_file,
      N_("File with the new password in its first line; without it the terminal asks"),
      "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN, entries, 1, 1, &status))
    return status;

  return change (&options, new_file, &error) ? HZ_CTL_DONE : hz_ctl_fail (error);
}
