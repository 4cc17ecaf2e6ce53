/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl init: a new centre, its first account and its recovery sheet. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-ctl-role.h"

#define SHEET_SET 'A'

static char *
make_sheet_text (HzSheets *sheets)
{
  g_autoptr (HzSecret) secret = hz_sheets_get_text (sheets, 1);

  return g_strdup_printf ("%s\n\n  %s\n\n%s\n", _("Recovery sheet of the centre:"),
                          hz_secret_get_text (secret),
                          _("It opens everything. Keep it on paper, away from the computer."));
}

static gboolean
write_all (int fd,
           const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      ssize_t written = write (fd, text, length);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          text += written;
          length -= (gsize) written;
        }
    }

  return TRUE;
}

/* Into a file that was not there, for its owner alone, and onto the disk. */
static gboolean
write_sheet_file (const char *path,
                  const char *text,
                  GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean done;

  if (fd < 0)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                   _("The file “%s” cannot be made, or is there already."),
                   path);
      return FALSE;
    }

  done = write_all (fd, text) && fsync (fd) == 0;
  done = close (fd) == 0 && done;
  if (!done)
    {
      g_unlink (path);
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED, _("The file “%s” cannot be written."),
                   path);
    }

  return done;
}

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
        const char *sheet_file,
        GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (options->words[0]);
  g_autoptr (HzSheets) sheets = hz_sheets_new (SHEET_SET, 1);
  g_autoptr (HzSecret) password = NULL;
  g_autofree char *text = make_sheet_text (sheets);
  gboolean done;

  if (hz_vault_get_state (vault) != HZ_VAULT_MISSING)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                   _("There is a centre in the folder “%s” already."),
                   options->words[0]);
      return FALSE;
    }

  password = get_new_password (options, error);
  if (password == NULL || (sheet_file != NULL && !write_sheet_file (sheet_file, text, error)))
    return FALSE;

  done = hz_vault_create (vault, name != NULL ? name : options->login, options->login, password,
                          roles, sheets,
                          HZ_KDF_COST_FULL, error) &&
         hz_vault_lock (vault, error);
  if (done && sheet_file == NULL)
    done = write_all (STDOUT_FILENO, text);
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
    G_OPTION_ENTRY_NULL
  };
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  HzRoles roles = HZ_ROLE_ADMINISTRATOR;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN, entries, 1, 1, &status))
    return status;

  if ((roles_text != NULL && !hz_ctl_role_parse (roles_text, &roles, &error)) ||
      !create (&options, name, roles, sheet_file, &error))
    return hz_ctl_fail (error);

  return HZ_CTL_DONE;
}
