/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who is there. A password comes from a file that its owner alone may read or from the terminal with
 * its echo off: never from an argument or a variable, which other users of the computer can see.
 */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-ctl-login.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "hz-backup-mark.h"
#include "hz-ctl-error.h"

#define LINE_MAX_BYTES 1024
#define CONTROL_C 3

/* Reads up to the end of a line into @line, which has place for a zero more. */
static gboolean
read_line (int fd,
           HzSecret *line,
           gboolean is_terminal,
           GError **error)
{
  char *text = (char *) hz_secret_get_data (line);
  gsize length = 0;

  for (;;)
    {
      char letter;
      ssize_t got = read (fd, &letter, 1);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                               _("The password cannot be read."));
          return FALSE;
        }
      if (is_terminal && ((got == 1 && letter == CONTROL_C) || (got == 0 && length == 0)))
        {
          g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED, _("Given up."));
          return FALSE;
        }
      if (got == 0 || letter == '\n')
        break;
      if (letter == '\0' || length == LINE_MAX_BYTES)
        {
          g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                               _("The first line is no password."));
          return FALSE;
        }
      text[length++] = letter;
    }

  if (length > 0 && text[length - 1] == '\r')
    length--;
  memset (text + length, 0, LINE_MAX_BYTES - length);

  return TRUE;
}

static HzSecret *
read_password (int fd,
               gboolean is_terminal,
               GError **error)
{
  g_autoptr (HzSecret) line = hz_secret_new (LINE_MAX_BYTES + 1);

  memset (hz_secret_get_data (line), 0, LINE_MAX_BYTES + 1);
  if (!read_line (fd, line, is_terminal, error))
    return NULL;

  return hz_secret_new_password ((const char *) hz_secret_get_data (line));
}

/**
 * hz_ctl_login_read_file:
 * @path: of a file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its first line as a password; refused when others may read it
 */
HzSecret *
hz_ctl_login_read_file (const char *path,
                        GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
  HzSecret *password = NULL;
  struct stat about;

  if (fd < 0 || fstat (fd, &about) != 0 || S_ISDIR (about.st_mode))
    g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                 _("The password file “%s” cannot be read."), path);
  else if (about.st_mode & (S_IRWXG | S_IRWXO))
    g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                 _("Others may read the password file “%s”; first, chmod 600 it."), path);
  else
    password = read_password (fd, FALSE, error);

  if (fd >= 0)
    close (fd);

  return password;
}

/**
 * hz_ctl_login_ask:
 * @prompt: what to ask for
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was typed on the terminal, unseen
 */
HzSecret *
hz_ctl_login_ask (const char *prompt,
                  GError **error)
{
  int fd = g_open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY, 0);
  struct termios before, quiet;
  HzSecret *password;

  if (fd < 0 || tcgetattr (fd, &before) != 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                           _("There is no terminal to ask on; use --password-file FILE."));
      return NULL;
    }

  /* Without signals, so that nothing can end us while the echo is off: Ctrl+C ends the line. */
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) (ECHO | ISIG);
  quiet.c_cc[VEOL] = CONTROL_C;
  tcsetattr (fd, TCSAFLUSH, &quiet);
  dprintf (fd, "%s ", prompt);
  password = read_password (fd, TRUE, error);
  tcsetattr (fd, TCSAFLUSH, &before);
  dprintf (fd, "\n");
  close (fd);

  return password;
}

/**
 * hz_ctl_login_ask_new:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a new password, typed twice the same
 */
HzSecret *
hz_ctl_login_ask_new (GError **error)
{
  g_autoptr (HzSecret) once = hz_ctl_login_ask (_("New password:"), error);
  g_autoptr (HzSecret) again = NULL;

  if (once == NULL)
    return NULL;

  again = hz_ctl_login_ask (_("Once more:"), error);
  if (again == NULL)
    return NULL;

  if (!hz_secret_equal (once, again))
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                           _("The two passwords differ."));
      return NULL;
    }

  return g_steal_pointer (&once);
}

/**
 * hz_ctl_login_get_password:
 * @options: of a command that takes a login
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the account's password
 */
HzSecret *
hz_ctl_login_get_password (const HzCtlOptions *options,
                           GError **error)
{
  if (options->password_file != NULL)
    return hz_ctl_login_read_file (options->password_file, error);

  return hz_ctl_login_ask (_("Password:"), error);
}

/* What the person has to know, on the terminal. */
static void
say_notices (HzVaultNotices notices)
{
  const struct
  {
    HzVaultNotices notice;
    const char *sentence;
  } known[] = {
    { HZ_VAULT_NOTICE_ROLLED_BACK, _("Warning: this file is older than what was seen here last.") },
    { HZ_VAULT_NOTICE_ROSTER_FORKED,
      _("Warning: the list of the centre’s people is not the one seen here last.") },
    { HZ_VAULT_NOTICE_KEYS_CHANGED, _("Warning: a colleague has other keys than before.") },
    { HZ_VAULT_NOTICE_NAME_CHANGED, _("Warning: a colleague has another name than before.") },
    { HZ_VAULT_NOTICE_SECOND_KEYRING,
      _("Warning: the keyring was damaged; its second copy was used.") },
    { HZ_VAULT_NOTICE_WAL_ASIDE,
      _("Warning: the last changes were damaged. An earlier state is open.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (notices & known[i].notice)
      g_printerr ("hamrozctl: %s\n", known[i].sentence);
}

/**
 * hz_ctl_login_check_living:
 * @folder: of a centre that is to be changed
 * @error: return location
 *
 * Returns: whether it is no backup: in one there is nothing to do but to read and to check
 */
gboolean
hz_ctl_login_check_living (const char *folder,
                           GError **error)
{
  if (!hz_backup_mark_is_there (folder))
    return TRUE;

  g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                       _("This folder is a backup. What is written into it does not come into the "
                         "centre, and goes with the backup: restore it into a new place."));
  return FALSE;
}

/**
 * hz_ctl_login_open_vault:
 * @options: of a command that takes a login
 * @folder: of a centre
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the centre, the account signed in
 */
HzVault *
hz_ctl_login_open_vault (const HzCtlOptions *options,
                         const char *folder,
                         GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (folder);
  g_autoptr (HzSecret) password = NULL;

  if (hz_vault_get_state (vault) == HZ_VAULT_MISSING)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                   _("There is no centre in the folder “%s”."), folder);
      return NULL;
    }

  password = hz_ctl_login_get_password (options, error);
  if (password == NULL || !hz_vault_unlock (vault, options->login, password, error))
    return NULL;

  say_notices (hz_vault_get_notices (vault));

  return g_steal_pointer (&vault);
}
