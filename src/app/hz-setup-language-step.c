/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-step.h"

#include <glib/gi18n.h>

#include "hz-language-box.h"

typedef struct
{
  HzSetupStep parent_instance;

  GtkWidget *languages;
} HzSetupLanguageStep;

typedef struct
{
  HzSetupStepClass parent_class;
} HzSetupLanguageStepClass;

G_DEFINE_FINAL_TYPE (HzSetupLanguageStep, hz_setup_language_step, HZ_TYPE_SETUP_STEP)

static const char *
get_title (HzSetupStep *step)
{
  return _("Language");
}

static void
show (HzSetupStep *step)
{
  gtk_widget_grab_focus (((HzSetupLanguageStep *) step)->languages);
}

static void
hz_setup_language_step_class_init (HzSetupLanguageStepClass *klass)
{
  HZ_SETUP_STEP_CLASS (klass)->get_title = get_title;
  HZ_SETUP_STEP_CLASS (klass)->show = show;
}

static void
hz_setup_language_step_init (HzSetupLanguageStep *self)
{
  self->languages = hz_language_box_new (TRUE);
  hz_setup_step_add_text (HZ_SETUP_STEP (self), _("Choose the language of the screens. Each person "
                                                  "may choose her own later."), NULL);
  gtk_widget_set_halign (self->languages, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->languages);
}
