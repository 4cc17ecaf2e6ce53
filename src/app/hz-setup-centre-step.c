/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-step.h"

#include <glib/gi18n.h>

#include "hz-centre-form.h"
#include "hz-centre-store.h"

typedef struct
{
  HzSetupStep parent_instance;

  GtkWidget *form;
  gboolean is_busy;
} HzSetupCentreStep;

typedef struct
{
  HzSetupStepClass parent_class;
} HzSetupCentreStepClass;

G_DEFINE_FINAL_TYPE (HzSetupCentreStep, hz_setup_centre_step, HZ_TYPE_SETUP_STEP)

static const char *
get_title (HzSetupStep *step)
{
  return _("The centre");
}

static void
on_changed_cb (HzSetupCentreStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  if (setup != NULL)
    hz_centre_form_get_centre (HZ_CENTRE_FORM (self->form), setup->centre);
}

static void
show (HzSetupStep *step)
{
  HzSetupCentreStep *self = (HzSetupCentreStep *) step;

  hz_centre_form_set_centre (HZ_CENTRE_FORM (self->form), hz_setup_step_get_setup (step)->centre);
  gtk_widget_child_focus (self->form, GTK_DIR_TAB_FORWARD);
}

static gboolean
is_complete (HzSetupStep *step)
{
  return !((HzSetupCentreStep *) step)->is_busy;
}

static void
end (HzSetupCentreStep *self,
     GError *error)
{
  self->is_busy = FALSE;
  hz_setup_step_changed (HZ_SETUP_STEP (self));
  if (error != NULL)
    hz_setup_step_fail_with (HZ_SETUP_STEP (self), error);
  else
    hz_setup_step_done (HZ_SETUP_STEP (self));
}

static void
on_saved_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GObject) held = user_data;
  HzSetupCentreStep *self = user_data;
  g_autoptr (GError) error = NULL;

  hz_centre_store_save_finish (HZ_RECORDS (source), result, &error);
  end (self, error);
}

/* What is stored already keeps its stamp. */
static void
on_loaded_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GObject) held = user_data;
  HzSetupCentreStep *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzCentre) stored = NULL;
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  stored = hz_centre_store_get_finish (HZ_RECORDS (source), result, &error);
  if (stored == NULL)
    {
      end (self, error);
      return;
    }

  setup->centre->stamp = stored->stamp;
  hz_centre_store_save_async (HZ_RECORDS (source), setup->centre, NULL, on_saved_cb,
                              g_object_ref (self));
}

static gboolean
next (HzSetupStep *step)
{
  HzSetupCentreStep *self = (HzSetupCentreStep *) step;
  HzSetup *setup = hz_setup_step_get_setup (step);
  const char *wrong = hz_centre_form_get_centre (HZ_CENTRE_FORM (self->form), setup->centre);
  HzRecords *records = hz_session_get_records (hz_setup_step_get_session (step));

  hz_setup_step_fail (step, wrong);
  if (wrong != NULL || records == NULL)
    return TRUE;

  self->is_busy = TRUE;
  hz_setup_step_changed (step);
  hz_centre_store_get_async (records, NULL, on_loaded_cb, g_object_ref (self));

  return TRUE;
}

static void
hz_setup_centre_step_class_init (HzSetupCentreStepClass *klass)
{
  HzSetupStepClass *step_class = HZ_SETUP_STEP_CLASS (klass);

  step_class->get_title = get_title;
  step_class->show = show;
  step_class->is_complete = is_complete;
  step_class->next = next;
}

static void
hz_setup_centre_step_init (HzSetupCentreStep *self)
{
  hz_setup_step_add_text (HZ_SETUP_STEP (self),
                          _("The centre is there. What stands here can also be filled in later, "
                            "under Settings."),
                          NULL);
  self->form = hz_centre_form_new ();
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_changed_cb), self);
  gtk_box_append (GTK_BOX (self), self->form);
}
