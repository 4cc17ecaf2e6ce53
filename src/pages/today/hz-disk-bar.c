/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-disk-bar.h"

#include <glib/gi18n.h>

#define MEGABYTE (1024 * 1024)
#define LEAST_MEGABYTES 200

/**
 * HzDiskBar:
 *
 * That the disk of the centre is nearly full, before it is.
 */
struct _HzDiskBar
{
  HzTodayBar parent_instance;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HzDiskBar, hz_disk_bar, HZ_TYPE_TODAY_BAR)

static void
hz_disk_bar_dispose (GObject *object)
{
  HzDiskBar *self = HZ_DISK_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (hz_disk_bar_parent_class)->dispose (object);
}

static void
hz_disk_bar_class_init (HzDiskBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_disk_bar_dispose;
}

static void
hz_disk_bar_init (HzDiskBar *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * hz_disk_bar_set_free:
 * @self: the bar
 * @n_free: bytes that are free
 *
 * Shows itself when they are few.
 */
void
hz_disk_bar_set_free (HzDiskBar *self,
                      guint64 n_free)
{
  guint64 n_megabytes = n_free / MEGABYTE;
  g_autofree char *sentence = NULL;

  if (n_megabytes < LEAST_MEGABYTES)
    sentence = g_strdup_printf (_("The disk of this centre is nearly full, free: %d MB. Delete what is "
                                  "not needed there, or soon nothing can be saved."),
                                (int) n_megabytes);
  hz_today_bar_tell (HZ_TODAY_BAR (self), sentence, TRUE);
}

static void
on_queried_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  g_autoptr (HzDiskBar) self = data;
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info_finish (G_FILE (source), result, NULL);

  if (self->cancellable != NULL && info != NULL
      && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    hz_disk_bar_set_free (self, g_file_info_get_attribute_uint64 (info,
                                                                  G_FILE_ATTRIBUTE_FILESYSTEM_FREE));
}

/**
 * hz_disk_bar_refresh:
 * @self: the bar
 * @folder: of the centre
 */
void
hz_disk_bar_refresh (HzDiskBar *self,
                     const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  g_file_query_filesystem_info_async (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, G_PRIORITY_LOW,
                                      self->cancellable, on_queried_cb, g_object_ref (self));
}
