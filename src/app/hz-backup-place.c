/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-backup-place.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *centre;
  gboolean try_writing;
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_free (look->folder);
  g_free (look->centre);
  g_free (look);
}

/* By trying: root may write what nobody may. */
static gboolean
can_write (const char *folder)
{
  g_autofree char *probe = g_build_filename (folder, ".hamroz-XXXXXX", NULL);

  if (g_access (folder, W_OK) != 0)
    return FALSE;
  if (g_mkdtemp (probe) == NULL)
    return errno == ENOSPC;

  g_rmdir (probe);
  return TRUE;
}

static gboolean
is_in (const char *folder,
       const char *centre)
{
  g_autoptr (GFile) inner = g_file_new_for_path (folder);
  g_autoptr (GFile) outer = g_file_new_for_path (centre);

  return g_file_equal (inner, outer) || g_file_has_prefix (inner, outer);
}

static void
look_in_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Look *look = data;
  HzBackupPlace *place = g_new0 (HzBackupPlace, 1);

  place->is_there = *look->folder != '\0' && g_file_test (look->folder, G_FILE_TEST_IS_DIR);
  place->is_in_centre = place->is_there && is_in (look->folder, look->centre);
  place->can_write = !look->try_writing || (place->is_there && can_write (look->folder));
  g_task_return_pointer (task, place, g_free);
}

/**
 * hz_backup_place_look_async:
 * @folder: a place for backups; "" is none
 * @centre: the folder of the centre
 * @try_writing: whether a folder is made there and removed again
 * @callback: called when it has answered
 * @user_data: given to @callback
 */
void
hz_backup_place_look_async (const char *folder,
                            const char *centre,
                            gboolean try_writing,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->folder = g_strdup (folder);
  look->centre = g_strdup (centre);
  look->try_writing = try_writing;
  g_task_set_source_tag (task, hz_backup_place_look_async);
  g_task_set_task_data (task, look, free_look);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * hz_backup_place_look_finish:
 * @result: what the callback was given
 *
 * Returns: how the place is
 */
HzBackupPlace
hz_backup_place_look_finish (GAsyncResult *result)
{
  g_autofree HzBackupPlace *place = g_task_propagate_pointer (G_TASK (result), NULL);

  return *place;
}
