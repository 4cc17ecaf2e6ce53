/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-step.h"

#include <glib/gi18n.h>

#include "hz-invite-form.h"

typedef struct
{
  HzSetupStep parent_instance;

  GtkWidget *cards;
  GtkWidget *form;
} HzSetupStaffStep;

typedef struct
{
  HzSetupStepClass parent_class;
} HzSetupStaffStepClass;

G_DEFINE_FINAL_TYPE (HzSetupStaffStep, hz_setup_staff_step, HZ_TYPE_SETUP_STEP)

static const char *
get_title (HzSetupStep *step)
{
  return _("Accounts");
}

static void
add_card (HzSetupStaffStep *self,
          const HzSetupInvited *invited)
{
  gtk_box_append (GTK_BOX (self->cards),
                  hz_invite_form_create_card (invited->name, invited->login, invited->one_time));
}

static void
on_invited_cb (HzSetupStaffStep *self,
               const char *name,
               const char *login,
               HzSecret *one_time)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  hz_setup_add_invited (setup, name, login, one_time);
  add_card (self, g_ptr_array_index (setup->invited, setup->invited->len - 1));
}

static void
show (HzSetupStep *step)
{
  HzSetupStaffStep *self = (HzSetupStaffStep *) step;
  HzSetup *setup = hz_setup_step_get_setup (step);

  if (self->form == NULL)
    {
      self->form = hz_invite_form_new (hz_session_get_vault (hz_setup_step_get_session (step)));
      g_signal_connect_swapped (self->form, "invited", G_CALLBACK (on_invited_cb), self);
      gtk_box_append (GTK_BOX (self), self->form);
      for (guint i = 0; i < setup->invited->len; i++)
        add_card (self, g_ptr_array_index (setup->invited, i));
    }
  gtk_widget_child_focus (self->form, GTK_DIR_TAB_FORWARD);
}

/* What was typed is never thrown away: it is invited first. */
static gboolean
next (HzSetupStep *step)
{
  HzSetupStaffStep *self = (HzSetupStaffStep *) step;

  if (self->form == NULL || !hz_invite_form_is_begun (HZ_INVITE_FORM (self->form)))
    return FALSE;

  hz_invite_form_submit (HZ_INVITE_FORM (self->form));

  return TRUE;
}

static void
hz_setup_staff_step_class_init (HzSetupStaffStepClass *klass)
{
  HzSetupStepClass *step_class = HZ_SETUP_STEP_CLASS (klass);

  step_class->get_title = get_title;
  step_class->next = next;
  step_class->show = show;
}

static void
hz_setup_staff_step_init (HzSetupStaffStep *self)
{
  hz_setup_step_add_text (HZ_SETUP_STEP (self),
                          _("Invite the people who work here. This can also be done later, under "
                            "Settings."),
                          NULL);
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self), self->cards);
}
