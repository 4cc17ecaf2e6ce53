/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl init: a new centre, its first account and its recovery sheets. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-ctl-role.h"
#include "hz-ctl-sheet.h"

#define SHEET_SET 'A'

static HzSecret *
get_new_password (const HzCtlOptions *options,
                  GError **error)
{
  if (options->password_file != NULL)
    return hz_ctl_login_read_file (options->password_file, error);

  return hz_ctl_login_ask_new (error);
}

/* The sheet is out before the centre is there: never a centre without one. */
static gboolean
create (const HzCtlOptions *options,
        const char *name,
        HzRoles roles,
        guint n_sheets,
        const char *sheet_file,
        GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (options->words[0]);
  g_autoptr (HzSheets) sheets = hz_sheets_new (SHEET_SET, n_sheets);
  g_autoptr (HzSecret) password = NULL;
  gboolean done;

  if (hz_vault_get_state (vault) != HZ_VAULT_MISSING)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                   _("There is a centre in the folder “%s” already."),
                   options->words[0]);
      return FALSE;
    }

  password = get_new_password (options, error);
  if (password == NULL || !hz_ctl_sheet_write (sheet_file, sheets, error))
    return FALSE;

  done = hz_vault_create (vault, name != NULL ? name : options->login, options->login, password,
                          roles, sheets,
                          HZ_KDF_COST_FULL, error) &&
         hz_vault_lock (vault, error);
  if (!done && sheet_file != NULL)
    g_unlink (sheet_file);

  return done;
}

HzCtlStatus
hz_ctl_init (const HzCtlCommand *command,
             GStrv words)
{
  g_autofree char *name = NULL;
  g_autofree char *roles_text = NULL;
  g_autofree char *sheet_file = NULL;
  gboolean three = FALSE;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name,
      N_("The person’s name; her login, if there is none"), "NAME" },
    { "roles", 0, 0, G_OPTION_ARG_STRING, &roles_text,
      N_("Of administrator (when nothing is said), manager, psychologist, lawyer, "
          "social_worker, reception; several with commas between"),
      "ROLES" },
    { "sheet-file", 0, 0, G_OPTION_ARG_FILENAME, &sheet_file,
      N_("Write the recovery sheet there instead of printing it"),
      "FILE" },
    { "three", 0, 0, G_OPTION_ARG_NONE, &three,
      N_("Three new sheets, of which any two open, instead of one"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  HzRoles roles = HZ_ROLE_ADMINISTRATOR;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN, entries, 1, 1, &status))
    return status;

  if ((roles_text != NULL && !hz_ctl_role_parse (roles_text, &roles, &error)) ||
      !create (&options, name, roles, three ? HZ_SHEET_MAX : 1, sheet_file, &error))
    return hz_ctl_fail (error);

  return HZ_CTL_DONE;
}
