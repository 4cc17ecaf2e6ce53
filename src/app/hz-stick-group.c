/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-stick-group.h"

#include <glib/gi18n.h>

#include "hz-settings-page.h"

/* Where a system without a volume service says that a disk was put in by a person. */
static const char *const mount_folders[] = { "/media/", "/run/media/" };

struct _HzStickGroup
{
  AdwPreferencesGroup parent_instance;

  GVolumeMonitor *monitor;
  GPtrArray *rows;
  gboolean is_usable;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzStickGroup, hz_stick_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_put_in (GMount *mount,
           const char *folder)
{
  g_autoptr (GDrive) drive = g_mount_get_drive (mount);

  if (drive != NULL)
    return g_drive_is_removable (drive) || g_drive_is_media_removable (drive);

  for (guint i = 0; i < G_N_ELEMENTS (mount_folders); i++)
    if (g_str_has_prefix (folder, mount_folders[i]))
      return TRUE;

  return FALSE;
}

static void
on_button_clicked_cb (GtkButton *button,
                      HzStickGroup *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (button), "folder"));
}

static void
add_stick (HzStickGroup *self,
           GMount *mount)
{
  g_autoptr (GFile) root = g_mount_get_root (mount);
  g_autofree char *folder = g_file_get_path (root);
  g_autofree char *name = g_mount_get_name (mount);
  g_autofree char *spoken = NULL;
  GtkWidget *button;
  GtkWidget *row;

  if (folder == NULL || g_mount_is_shadowed (mount) || !is_put_in (mount, folder))
    return;

  /* Translators: the name of a stick */
  spoken = g_strdup_printf (_("Back up onto %s"), name);
  button = gtk_button_new_with_label (_("Back up here"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, self->is_usable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "folder", g_strdup (folder), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_button_clicked_cb), self);

  row = hz_settings_page_add_row (GTK_WIDGET (self), name, folder);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_ptr_array_add (self->rows, row);
}

static void
refresh (HzStickGroup *self)
{
  GList *mounts = g_volume_monitor_get_mounts (self->monitor);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (GList *l = mounts; l != NULL; l = l->next)
    add_stick (self, l->data);
  g_list_free_full (mounts, g_object_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
hz_stick_group_dispose (GObject *object)
{
  HzStickGroup *self = HZ_STICK_GROUP (object);

  g_clear_object (&self->monitor);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (hz_stick_group_parent_class)->dispose (object);
}

static void
hz_stick_group_class_init (HzStickGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_stick_group_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hz_stick_group_init (HzStickGroup *self)
{
  const char *const changes[] = { "mount-added", "mount-removed", "mount-changed" };

  self->rows = g_ptr_array_new ();
  self->is_usable = TRUE;
  self->monitor = g_volume_monitor_get ();
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (self->monitor, changes[i], G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hz_stick_group_new (void)
{
  HzStickGroup *self = g_object_new (HZ_TYPE_STICK_GROUP, "title", _("Sticks that are put in"), NULL);

  refresh (self);

  return GTK_WIDGET (self);
}

/**
 * hz_stick_group_set_usable:
 * @self: the sticks
 * @is_usable: whether their buttons can be pressed
 */
void
hz_stick_group_set_usable (HzStickGroup *self,
                           gboolean is_usable)
{
  self->is_usable = is_usable;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *button = g_object_get_data (g_ptr_array_index (self->rows, i), "button");

      gtk_widget_set_sensitive (button, is_usable);
    }
}
