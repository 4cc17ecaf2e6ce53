/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-step.h"

#include <adwaita.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "hz-folder-chooser.h"
#include "hz-keyring-file.h"
#include "hz-swap.h"

typedef struct
{
  HzSetupStep parent_instance;

  GtkWidget *row;
} HzSetupFolderStep;

typedef struct
{
  HzSetupStepClass parent_class;
} HzSetupFolderStepClass;

G_DEFINE_FINAL_TYPE (HzSetupFolderStep, hz_setup_folder_step, HZ_TYPE_SETUP_STEP)

static const char *
get_title (HzSetupStep *step)
{
  return _("Folder");
}

static void
update (HzSetupFolderStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));
  g_autofree char *name = g_filename_display_name (setup->folder);
  g_autofree char *markup = g_markup_escape_text (name, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), markup);
  hz_setup_step_fail (HZ_SETUP_STEP (self), NULL);
  hz_setup_step_changed (HZ_SETUP_STEP (self));
}

static void
show (HzSetupStep *step)
{
  update ((HzSetupFolderStep *) step);
  gtk_widget_child_focus (GTK_WIDGET (step), GTK_DIR_TAB_FORWARD);
}

static gboolean
next (HzSetupStep *step)
{
  HzSetup *setup = hz_setup_step_get_setup (step);

  if (hz_keyring_file_exists (setup->folder) || hz_keyring_file_is_lost (setup->folder))
    hz_setup_step_fail (step, _("The folder holds a centre already. Choose another one."));
  else if (g_mkdir_with_parents (setup->folder, 0700) != 0 || access (setup->folder, W_OK) != 0)
    hz_setup_step_fail (step, errno == ENOSPC
                                ? _("Could not be saved: the disk is full. "
                                    "Do not close the window.")
                                : _("This disk or folder cannot be written to."));
  else
    return FALSE;

  return TRUE;
}

static void
on_chosen_cb (const char *folder,
              gpointer data)
{
  HzSetup *setup = hz_setup_step_get_setup (data);

  g_free (setup->folder);
  setup->folder = g_strdup (folder);
  update (data);
}

static void
on_choose_clicked_cb (HzSetupFolderStep *self)
{
  hz_folder_chooser_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), on_chosen_cb, self);
}

static void
hz_setup_folder_step_class_init (HzSetupFolderStepClass *klass)
{
  HzSetupStepClass *step_class = HZ_SETUP_STEP_CLASS (klass);

  step_class->get_title = get_title;
  step_class->show = show;
  step_class->next = next;
}

static GtkWidget *
create_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);

  return button;
}

static void
hz_setup_folder_step_init (HzSetupFolderStep *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *choose = create_button (_("Choose another folder…"));
  GtkWidget *open = create_button (_("Open a centre that is there already…"));
  GtkWidget *restore = create_button (_("Restore a backup…"));

  hz_setup_step_add_text (HZ_SETUP_STEP (self),
                          _("All data are kept in one folder of this computer, encrypted. A backup "
                            "onto a stick is one press in the settings; it can also be made by "
                            "itself."),
                          NULL);
  self->row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("The folder"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->row);
  gtk_box_append (GTK_BOX (self), group);

  if (hz_swap_is_in_clear (HZ_SWAP_ROOT))
    hz_setup_step_add_text (HZ_SETUP_STEP (self),
                            _("The swap of this computer is not encrypted. Whoever takes its disk may "
                              "find there what the program held in memory. Encrypt the swap or switch "
                              "it off."),
                            "hz-clash");

  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (on_choose_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), choose);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "app.choose-folder");
  gtk_box_append (GTK_BOX (self), open);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (restore), "app.restore-backup");
  gtk_box_append (GTK_BOX (self), restore);
}
