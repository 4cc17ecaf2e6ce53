/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What tells a backup from a centre: an empty file called "backup" beside its keyring. All else in it
 * is as in a centre, so that without the mark somebody could work in it, and lose that work when the
 * oldest backups go. A restore does not copy it.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-backup-mark.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#include "hz-vault-error.h"

/**
 * hz_backup_mark_put:
 * @folder: a backup that is being made; it is synced afterwards
 * @error: return location
 *
 * Returns: whether it is marked; else %HZ_VAULT_ERROR_NO_SPACE, _IO
 */
gboolean
hz_backup_mark_put (const char *folder,
                    GError **error)
{
  g_autofree char *path = g_build_filename (folder, HZ_BACKUP_MARK, NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  int code;

  if (fd >= 0 && g_close (fd, NULL))
    return TRUE;

  code = errno;
  g_set_error (error, HZ_VAULT_ERROR,
               code == ENOSPC || code == EDQUOT ? HZ_VAULT_ERROR_NO_SPACE : HZ_VAULT_ERROR_IO,
               "The backup cannot be marked: %s", g_strerror (code));
  return FALSE;
}

/**
 * hz_backup_mark_is_there:
 * @folder: any
 *
 * Returns: whether it is a backup, in which nobody works; one from before there were marks is not known
 */
gboolean
hz_backup_mark_is_there (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, HZ_BACKUP_MARK, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}
