/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Recovery: how many sheets; then each is shown, copied by hand and typed back whole. With the last
 * one the centre is made.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-step.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-sheet-number.h"
#include "hz-sheet-typing.h"

typedef struct
{
  HzSetupStep parent_instance;

  GtkWidget *stack;
  GtkWidget *number;
  GtkWidget *typing;
  GtkWidget *spinner;
  gboolean is_busy;
} HzSetupSheetStep;

typedef struct
{
  HzSetupStepClass parent_class;
} HzSetupSheetStepClass;

G_DEFINE_FINAL_TYPE (HzSetupSheetStep, hz_setup_sheet_step, HZ_TYPE_SETUP_STEP)

static const char *
get_title (HzSetupStep *step)
{
  return hz_setup_step_get_setup (step)->n_sheets == 1 ? _("Recovery sheet") : _("Recovery sheets");
}

static const char *
get_phase (HzSetupSheetStep *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

static void
set_phase (HzSetupSheetStep *self,
           const char *phase)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), phase);
  hz_setup_step_changed (HZ_SETUP_STEP (self));
}

static gboolean
is_at (HzSetupSheetStep *self,
       const char *phase)
{
  return g_strcmp0 (get_phase (self), phase) == 0;
}

static void
on_typing_changed_cb (HzSetupSheetStep *self)
{
  if (hz_setup_step_get_setup (HZ_SETUP_STEP (self)) != NULL)
    hz_setup_step_changed (HZ_SETUP_STEP (self));
}

static void
type_sheets (HzSetupSheetStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  set_phase (self, "sheets");
  hz_sheet_typing_start (HZ_SHEET_TYPING (self->typing), setup->sheets, setup->n_typed);
}

/* --- Making the centre ---------------------------------------------------------------------------- */

static void
set_busy (HzSetupSheetStep *self,
          gboolean is_busy)
{
  self->is_busy = is_busy;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_busy);
  hz_setup_step_changed (HZ_SETUP_STEP (self));
}

static void
on_created_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GObject) held = user_data;
  HzSetupSheetStep *self = user_data;
  g_autoptr (GError) error = NULL;
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));
  gboolean is_created = hz_session_open_finish (HZ_SESSION (source), result, &error);

  set_busy (self, FALSE);
  if (!is_created)
    {
      hz_setup_step_fail_with (HZ_SETUP_STEP (self), error);
      return;
    }

  setup->is_created = TRUE;
  g_clear_pointer (&setup->password, hz_secret_unref);
  g_clear_pointer (&setup->sheets, hz_sheets_free);
  hz_setup_step_done (HZ_SETUP_STEP (self));
}

static void
create_centre (HzSetupSheetStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  set_busy (self, TRUE);
  set_phase (self, "making");
  hz_session_create_async (hz_setup_step_get_session (HZ_SETUP_STEP (self)), setup->name,
                           setup->login, setup->password, setup->roles, setup->sheets,
                           on_created_cb, g_object_ref (self));
}

/* --- The step ------------------------------------------------------------------------------------- */

static void
show (HzSetupStep *step)
{
  HzSetupSheetStep *self = (HzSetupSheetStep *) step;
  HzSetup *setup = hz_setup_step_get_setup (step);

  if (setup->sheets != NULL && setup->n_typed < setup->n_sheets)
    {
      type_sheets (self);
      return;
    }

  hz_sheet_number_set (HZ_SHEET_NUMBER (self->number), setup->n_sheets);
  set_phase (self, "choose");
  gtk_widget_grab_focus (self->number);
}

static gboolean
is_complete (HzSetupStep *step)
{
  HzSetupSheetStep *self = (HzSetupSheetStep *) step;

  return !self->is_busy && (!is_at (self, "sheets")
                            || hz_sheet_typing_is_ready (HZ_SHEET_TYPING (self->typing)));
}

static gboolean
next (HzSetupStep *step)
{
  HzSetupSheetStep *self = (HzSetupSheetStep *) step;
  HzSetup *setup = hz_setup_step_get_setup (step);

  hz_setup_step_fail (step, NULL);
  if (setup->is_created)
    return FALSE;

  if (is_at (self, "choose"))
    {
      hz_sheets_free (setup->sheets);
      setup->sheets = hz_sheets_new ('A', setup->n_sheets);
      setup->n_typed = 0;
      type_sheets (self);
    }
  else if (is_at (self, "sheets") && hz_sheet_typing_go_on (HZ_SHEET_TYPING (self->typing)))
    {
      setup->n_typed = hz_sheet_typing_get_n_typed (HZ_SHEET_TYPING (self->typing));
    }
  else
    {
      create_centre (self);
    }

  return TRUE;
}

static gboolean
back (HzSetupStep *step)
{
  HzSetupSheetStep *self = (HzSetupSheetStep *) step;
  HzSetup *setup = hz_setup_step_get_setup (step);

  hz_setup_step_fail (step, NULL);
  if (is_at (self, "choose"))
    return FALSE;
  if (is_at (self, "sheets") && hz_sheet_typing_go_back (HZ_SHEET_TYPING (self->typing)))
    return TRUE;

  g_clear_pointer (&setup->sheets, hz_sheets_free);
  setup->n_typed = 0;
  show (step);

  return TRUE;
}

static void
on_number_changed_cb (HzSetupSheetStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  if (setup != NULL)
    {
      setup->n_sheets = hz_sheet_number_get (HZ_SHEET_NUMBER (self->number));
      hz_setup_step_changed (HZ_SETUP_STEP (self));
    }
}

static void
hz_setup_sheet_step_class_init (HzSetupSheetStepClass *klass)
{
  HzSetupStepClass *step_class = HZ_SETUP_STEP_CLASS (klass);

  step_class->get_title = get_title;
  step_class->show = show;
  step_class->is_complete = is_complete;
  step_class->next = next;
  step_class->back = back;
}

static GtkWidget *
create_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static GtkWidget *
add_phase (HzSetupSheetStep *self,
           const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_stack_add_named (GTK_STACK (self->stack), box, name);

  return box;
}

static void
build_choose (HzSetupSheetStep *self)
{
  GtkWidget *box = add_phase (self, "choose");

  gtk_box_append (GTK_BOX (box),
                  create_text (_("When all passwords are forgotten, the recovery sheet opens the "
                                 "data. Nobody else can help then. It is never stored on this "
                                 "computer.")));
  self->number = hz_sheet_number_new ();
  g_signal_connect_swapped (self->number, "changed", G_CALLBACK (on_number_changed_cb), self);
  gtk_box_append (GTK_BOX (box), self->number);
}

static void
build_typing (HzSetupSheetStep *self)
{
  self->typing = hz_sheet_typing_new ();
  g_signal_connect_swapped (self->typing, "activate", G_CALLBACK (hz_setup_step_press_next), self);
  g_signal_connect_swapped (self->typing, "changed", G_CALLBACK (on_typing_changed_cb), self);
  gtk_box_append (GTK_BOX (add_phase (self, "sheets")), self->typing);
}

static void
build_making (HzSetupSheetStep *self)
{
  GtkWidget *box = add_phase (self, "making");

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), create_text (_("The keys are being made…")));
}

static void
hz_setup_sheet_step_init (HzSetupSheetStep *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_box_append (GTK_BOX (self), self->stack);
  build_choose (self);
  build_typing (self);
  build_making (self);
}
