/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recovery sheets in files and on the terminal: never in an argument or a variable, which other users
 * of the computer can see. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-ctl-sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-vault-error.h"

#define FILE_MAX_BYTES 4096

/* --- Reading ------------------------------------------------------------------------------------- */

static gboolean
read_all (int fd,
          HzSecret *text,
          GError **error)
{
  char *at = (char *) hz_secret_get_data (text);
  gsize length = 0;

  memset (at, 0, FILE_MAX_BYTES + 1);
  while (length < FILE_MAX_BYTES)
    {
      ssize_t got = read (fd, at + length, FILE_MAX_BYTES - length);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return got == 0;
      length += (gsize) got;
    }

  return FALSE;
}

static HzSecret *
read_file (const char *path,
           GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
  g_autoptr (HzSecret) text = hz_secret_new (FILE_MAX_BYTES + 1);
  struct stat about;
  gboolean is_read = FALSE;

  if (fd < 0 || fstat (fd, &about) != 0 || S_ISDIR (about.st_mode))
    g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE, _("The sheet file “%s” cannot be read."),
                 path);
  else if (about.st_mode & (S_IRWXG | S_IRWXO))
    g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                 _("Others may read the sheet file “%s”; first, chmod 600 it."), path);
  else if (!read_all (fd, text, error))
    g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE, _("The sheet file “%s” cannot be read."),
                 path);
  else
    is_read = TRUE;

  if (fd >= 0)
    close (fd);

  return is_read ? g_steal_pointer (&text) : NULL;
}

/* Groups of letters and digits with blanks between, and enough of them: not the heading above. */
static gboolean
is_sheet (const char *line)
{
  guint n = 0;

  for (; *line != '\0'; line++)
    {
      if (g_ascii_isalnum (*line))
        n++;
      else if (*line != ' ' && *line != '\t' && *line != '-')
        return FALSE;
    }

  return n > HZ_SHEET_GROUPS * 2;
}

static void
take_lines (HzSecret *text,
            HzSecret **first,
            HzSecret **second)
{
  char *line = (char *) hz_secret_get_data (text);

  while (line != NULL && *second == NULL)
    {
      char *end = strpbrk (line, "\r\n");

      if (end != NULL)
        *end = '\0';
      if (is_sheet (line) && *first == NULL)
        *first = hz_secret_new_password (line);
      else if (is_sheet (line))
        *second = hz_secret_new_password (line);
      line = end != NULL ? end + 1 : NULL;
    }
}

/**
 * hz_ctl_sheet_read:
 * @path: (nullable): of a file; %NULL to ask on the terminal
 * @first: (out) (transfer full): a sheet
 * @second: (out) (transfer full) (nullable): another
 * @error: return location
 *
 * Returns: whether there is a sheet; whether it is right is seen when it is used
 */
gboolean
hz_ctl_sheet_read (const char *path,
                   HzSecret **first,
                   HzSecret **second,
                   GError **error)
{
  g_autoptr (HzSecret) text = NULL;

  *first = *second = NULL;
  if (path == NULL)
    {
      *first = hz_ctl_login_ask (_("Recovery sheet:"), error);
      text = *first != NULL ? hz_ctl_login_ask (_("A second one, if there are three:"), error) : NULL;
      if (text != NULL && *hz_secret_get_text (text) != '\0')
        *second = hz_secret_ref (text);
      return text != NULL;
    }

  text = read_file (path, error);
  if (text == NULL)
    return FALSE;

  take_lines (text, first, second);
  if (*first == NULL)
    g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE, _("There is no sheet in the file “%s”."),
                 path);

  return *first != NULL;
}

/**
 * hz_ctl_sheet_explain:
 * @error: (transfer full): of an act with the sheets
 * @wrong_sheet: from 1
 * @wrong_group: from 1; 0 when there is something too much
 *
 * Returns: (transfer full): the same, or one that names the group
 */
GError *
hz_ctl_sheet_explain (GError *error,
                      guint wrong_sheet,
                      guint wrong_group)
{
  if (!g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET) || wrong_group == 0)
    return error;

  g_error_free (error);

  return g_error_new (HZ_CTL_ERROR, HZ_CTL_ERROR_DAMAGED, _("Sheet %u: group %u does not fit."),
                      wrong_sheet, wrong_group);
}

/* --- Writing ------------------------------------------------------------------------------------- */

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

static gboolean
write_one (int fd,
           HzSheets *sheets,
           guint number)
{
  guint n_sheets = hz_sheets_get_n (sheets);
  g_autoptr (HzSecret) groups = hz_sheets_get_text (sheets, number);
  g_autofree char *heading = NULL;

  if (n_sheets == 1)
    heading = g_strdup (_("Recovery sheet of the centre:"));
  else
    heading = g_strdup_printf (_("Sheet %c%u of %u"), hz_sheets_get_set (sheets), number, n_sheets);

  return write_all (fd, heading) && write_all (fd, "\n\n  ")
         && write_all (fd, hz_secret_get_text (groups)) && write_all (fd, "\n\n");
}

/* In pieces: the groups never stand in ordinary memory. */
static gboolean
write_set (int fd,
           HzSheets *sheets)
{
  guint n_sheets = hz_sheets_get_n (sheets);

  for (guint number = 1; number <= n_sheets; number++)
    if (!write_one (fd, sheets, number))
      return FALSE;

  return write_all (fd, n_sheets == 1
                            ? _("It opens everything. Keep it on paper, away from the computer.")
                            : _("Any two of these three sheets open everything. One alone opens "
                                "nothing. Keep the three sheets in three places."))
         && write_all (fd, "\n");
}

/**
 * hz_ctl_sheet_write:
 * @path: (nullable): of a file that is not there; %NULL to print
 * @sheets: new ones, one or three
 * @error: return location
 *
 * Returns: whether the sheets stand there, for their owner alone, and on the disk
 */
gboolean
hz_ctl_sheet_write (const char *path,
                    HzSheets *sheets,
                    GError **error)
{
  gboolean done;
  int fd;

  if (path == NULL)
    {
      if (write_set (STDOUT_FILENO, sheets))
        return TRUE;
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                           _("The sheet cannot be printed here."));
      return FALSE;
    }

  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                   _("The file “%s” cannot be made, or is there already."), path);
      return FALSE;
    }

  done = write_set (fd, sheets) && fsync (fd) == 0;
  done = close (fd) == 0 && done;
  if (!done)
    {
      g_unlink (path);
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED, _("The file “%s” cannot be written."),
                   path);
    }

  return done;
}
