/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-step.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-password-group.h"
#include "hz-role-box.h"
#include "hz-text.h"

typedef struct
{
  HzSetupStep parent_instance;

  GtkWidget *name;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *roles;
  gboolean is_filling;
} HzSetupPersonStep;

typedef struct
{
  HzSetupStepClass parent_class;
} HzSetupPersonStepClass;

G_DEFINE_FINAL_TYPE (HzSetupPersonStep, hz_setup_person_step, HZ_TYPE_SETUP_STEP)

static const char *
get_title (HzSetupStep *step)
{
  return _("First administrator");
}

static void
take_line (GtkWidget *row,
           char **line)
{
  g_free (*line);
  *line = hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (row)), G_MAXSIZE, NULL);
}

static void
on_changed_cb (HzSetupPersonStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));
  HzPasswordGroup *password = HZ_PASSWORD_GROUP (self->password);

  if (self->is_filling || setup == NULL)
    return;

  take_line (self->name, &setup->name);
  take_line (self->login, &setup->login);
  setup->roles = hz_role_box_get_roles (HZ_ROLE_BOX (self->roles));
  g_clear_pointer (&setup->password, hz_secret_unref);
  if (hz_password_group_get_good (password))
    setup->password = hz_password_group_get_password (password);
  hz_setup_step_changed (HZ_SETUP_STEP (self));
}

static void
on_names_changed_cb (HzSetupPersonStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  on_changed_cb (self);
  if (!self->is_filling && setup != NULL)
    hz_password_group_set_person (HZ_PASSWORD_GROUP (self->password), setup->login, setup->name);
}

static void
show (HzSetupStep *step)
{
  HzSetupPersonStep *self = (HzSetupPersonStep *) step;
  HzSetup *setup = hz_setup_step_get_setup (step);

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), setup->name);
  gtk_editable_set_text (GTK_EDITABLE (self->login), setup->login);
  hz_password_group_set_person (HZ_PASSWORD_GROUP (self->password), setup->login, setup->name);
  if (setup->password != NULL && !hz_password_group_get_good (HZ_PASSWORD_GROUP (self->password)))
    hz_password_group_set_password (HZ_PASSWORD_GROUP (self->password), setup->password);
  hz_role_box_set_roles (HZ_ROLE_BOX (self->roles), setup->roles);
  hz_role_box_set_fixed (HZ_ROLE_BOX (self->roles), HZ_ROLE_ADMINISTRATOR);
  self->is_filling = FALSE;
  gtk_widget_grab_focus (self->name);
}

static gboolean
is_complete (HzSetupStep *step)
{
  HzSetup *setup = hz_setup_step_get_setup (step);

  return *setup->name != '\0' && *setup->login != '\0' && setup->password != NULL;
}

static void
hz_setup_person_step_class_init (HzSetupPersonStepClass *klass)
{
  HzSetupStepClass *step_class = HZ_SETUP_STEP_CLASS (klass);

  step_class->get_title = get_title;
  step_class->show = show;
  step_class->is_complete = is_complete;
}

static GtkWidget *
add_row (HzSetupPersonStep *self,
         GtkWidget *group,
         const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_names_changed_cb), self);

  return row;
}

static void
hz_setup_person_step_init (HzSetupPersonStep *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  hz_setup_step_add_text (HZ_SETUP_STEP (self),
                          _("Who sets this up looks after accounts and the centre. She may have "
                            "other roles too."),
                          NULL);
  self->name = add_row (self, group, _("Surname and given name"));
  self->login = add_row (self, group, _("Name to sign in with"));
  gtk_box_append (GTK_BOX (self), group);

  self->password = hz_password_group_new ();
  g_signal_connect_swapped (self->password, "notify::good", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->password, "activate", G_CALLBACK (hz_setup_step_press_next), self);
  gtk_box_append (GTK_BOX (self), self->password);

  self->roles = hz_role_box_new ();
  g_signal_connect_swapped (self->roles, "changed", G_CALLBACK (on_changed_cb), self);
  gtk_box_append (GTK_BOX (self), self->roles);
}
