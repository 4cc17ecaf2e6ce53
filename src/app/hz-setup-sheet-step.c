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

#include "hz-sheet-card.h"
#include "hz-sheet-entry.h"

typedef struct
{
  HzSetupStep parent_instance;

  GtkWidget *stack;
  GtkWidget *one;
  GtkWidget *three;
  GtkWidget *card;
  GtkWidget *type_title;
  GtkWidget *typed;
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

static guint
get_number (HzSetupSheetStep *self)
{
  return hz_setup_step_get_setup (HZ_SETUP_STEP (self))->n_typed + 1;
}

static void
set_phase (HzSetupSheetStep *self,
           const char *phase)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), phase);
  hz_setup_step_changed (HZ_SETUP_STEP (self));
}

/* --- Showing and typing --------------------------------------------------------------------------- */

static void
show_sheet (HzSetupSheetStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  hz_sheet_card_show (HZ_SHEET_CARD (self->card), setup->sheets, get_number (self));
  set_phase (self, "show");
  gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

static void
ask_sheet (HzSetupSheetStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));
  g_autofree char *title = hz_sheet_card_name (setup->sheets, get_number (self));

  hz_sheet_card_clear (HZ_SHEET_CARD (self->card));
  gtk_label_set_label (GTK_LABEL (self->type_title), title);
  hz_sheet_entry_clear (HZ_SHEET_ENTRY (self->typed));
  hz_sheet_entry_set_expected (HZ_SHEET_ENTRY (self->typed), setup->sheets, get_number (self));
  set_phase (self, "type");
  gtk_widget_grab_focus (self->typed);
}

static void
on_typed_changed_cb (HzSetupSheetStep *self)
{
  if (hz_setup_step_get_setup (HZ_SETUP_STEP (self)) != NULL)
    hz_setup_step_changed (HZ_SETUP_STEP (self));
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
      show_sheet (self);
      return;
    }

  gtk_check_button_set_active (GTK_CHECK_BUTTON (setup->n_sheets == 3 ? self->three : self->one),
                               TRUE);
  set_phase (self, "choose");
  gtk_widget_grab_focus (setup->n_sheets == 3 ? self->three : self->one);
}

static gboolean
is_complete (HzSetupStep *step)
{
  HzSetupSheetStep *self = (HzSetupSheetStep *) step;

  return !self->is_busy && (g_strcmp0 (get_phase (self), "type") != 0
                             || hz_sheet_entry_is_good (HZ_SHEET_ENTRY (self->typed)));
}

static gboolean
next (HzSetupStep *step)
{
  HzSetupSheetStep *self = (HzSetupSheetStep *) step;
  HzSetup *setup = hz_setup_step_get_setup (step);
  const char *phase = get_phase (self);

  hz_setup_step_fail (step, NULL);
  if (setup->is_created)
    return FALSE;

  if (g_strcmp0 (phase, "choose") == 0)
    {
      hz_sheets_free (setup->sheets);
      setup->sheets = hz_sheets_new ('A', setup->n_sheets);
      setup->n_typed = 0;
      show_sheet (self);
    }
  else if (g_strcmp0 (phase, "show") == 0)
    {
      ask_sheet (self);
    }
  else if (setup->n_typed + 1 < setup->n_sheets)
    {
      setup->n_typed++;
      show_sheet (self);
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
  if (g_strcmp0 (get_phase (self), "type") == 0)
    {
      show_sheet (self);
      return TRUE;
    }
  if (g_strcmp0 (get_phase (self), "show") == 0 || g_strcmp0 (get_phase (self), "making") == 0)
    {
      g_clear_pointer (&setup->sheets, hz_sheets_free);
      setup->n_typed = 0;
      show (step);
      return TRUE;
    }

  return FALSE;
}

static void
on_number_toggled_cb (HzSetupSheetStep *self)
{
  HzSetup *setup = hz_setup_step_get_setup (HZ_SETUP_STEP (self));

  if (setup != NULL)
    {
      setup->n_sheets = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->three)) ? 3 : 1;
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
create_text (const char *text,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

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

static GtkWidget *
add_choice (GtkWidget *group,
            const char *title,
            const char *subtitle,
            GtkWidget *other)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (other));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return check;
}

static void
build_choose (HzSetupSheetStep *self)
{
  GtkWidget *box = add_phase (self, "choose");
  GtkWidget *group = adw_preferences_group_new ();

  gtk_box_append (GTK_BOX (box),
                  create_text (_("When all passwords are forgotten, the recovery sheet opens the "
                                 "data. Nobody else can help then. It is never stored on this "
                                 "computer."),
                               NULL));
  self->one = add_choice (group, _("One sheet"), _("Whoever has it can open everything. Keep it "
                                                   "in a safe."),
                          NULL);
  self->three = add_choice (group, _("Three sheets"),
                            _("Any two of these three sheets open everything. One alone opens "
                              "nothing. Keep the three sheets in three places."),
                            self->one);
  g_signal_connect_swapped (self->three, "toggled", G_CALLBACK (on_number_toggled_cb), self);
  gtk_box_append (GTK_BOX (box), group);
}

static void
build_show (HzSetupSheetStep *self)
{
  self->card = hz_sheet_card_new ();
  gtk_box_append (GTK_BOX (add_phase (self, "show")), self->card);
}

static void
build_type (HzSetupSheetStep *self)
{
  GtkWidget *box = add_phase (self, "type");

  self->type_title = create_text (NULL, "title-4");
  gtk_box_append (GTK_BOX (box), self->type_title);
  gtk_box_append (GTK_BOX (box),
                  create_text (_("Type the sheet back from the paper. Spaces and capital letters "
                                 "do not matter."),
                               NULL));
  self->typed = hz_sheet_entry_new (_("The eight groups"));
  g_signal_connect_swapped (self->typed, "activate", G_CALLBACK (hz_setup_step_press_next), self);
  g_signal_connect_swapped (self->typed, "changed", G_CALLBACK (on_typed_changed_cb), self);
  gtk_box_append (GTK_BOX (box), self->typed);
}

static void
build_making (HzSetupSheetStep *self)
{
  GtkWidget *box = add_phase (self, "making");

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), create_text (_("The keys are being made…"), NULL));
}

static void
hz_setup_sheet_step_init (HzSetupSheetStep *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_box_append (GTK_BOX (self), self->stack);
  build_choose (self);
  build_show (self);
  build_type (self);
  build_making (self);
}
