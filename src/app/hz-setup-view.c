/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-view.h"

#include <glib/gi18n.h>

#include "hz-setup-step.h"
#include "hz-shortcut.h"

#define N_STEPS 6
/* Once the centre is made there is no way back before it. */
#define FIRST_AFTER_CREATION 4

struct _HzSetupView
{
  AdwBin parent_instance;

  /* Template */
  GtkWidget *title;
  GtkWidget *back;
  GtkWidget *next;
  GtkWidget *message_revealer;
  GtkWidget *message;
  GtkWidget *steps;

  HzSetup *setup;
  HzSession *session;
  HzSetupStep *step;
};

enum
{
  FOLDER,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzSetupView, hz_setup_view, ADW_TYPE_BIN)

static GType
get_step_type (int step)
{
  switch (step)
    {
    case 0:
      return HZ_TYPE_SETUP_LANGUAGE_STEP;
    case 1:
      return HZ_TYPE_SETUP_FOLDER_STEP;
    case 2:
      return HZ_TYPE_SETUP_PERSON_STEP;
    case 3:
      return HZ_TYPE_SETUP_SHEET_STEP;
    case 4:
      return HZ_TYPE_SETUP_CENTRE_STEP;
    default:
      return HZ_TYPE_SETUP_STAFF_STEP;
    }
}

static void
update (HzSetupView *self)
{
  int step = self->setup->step;
  g_autofree char *place = g_strdup_printf (_("%d of %d"), step + 1, N_STEPS);
  gboolean is_first = step == 0 || step == FIRST_AFTER_CREATION;

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), hz_setup_step_get_title (self->step));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), place);
  gtk_widget_set_sensitive (self->back, !is_first);
  gtk_button_set_label (GTK_BUTTON (self->next),
                        step == N_STEPS - 1 ? C_("setup", "Begin to work") : C_("setup", "Next"));
  gtk_widget_set_sensitive (self->next, hz_setup_step_is_complete (self->step));
}

static void
on_step_failed_cb (HzSetupView *self,
                   const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_label (GTK_LABEL (self->message), sentence);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->message_revealer), sentence != NULL);
}

static void go_on (HzSetupView *self);

static void
on_next_clicked_cb (HzSetupView *self)
{
  if (hz_setup_step_is_complete (self->step) && !hz_setup_step_next (self->step))
    go_on (self);
}

static void
show_step (HzSetupView *self,
           int step)
{
  GtkWidget *old = self->step != NULL ? GTK_WIDGET (self->step) : NULL;
  GtkWidget *new = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Where the next step takes no focus yet, the toolkit would keep the old one alive. */
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  self->setup->step = step;
  new = hz_setup_step_new (get_step_type (step), self->setup, self->session);
  self->step = HZ_SETUP_STEP (new);
  g_signal_connect_object (new, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (new, "done", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (new, "next", G_CALLBACK (on_next_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (new, "failed", G_CALLBACK (on_step_failed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (GTK_STACK (self->steps), new);
  gtk_stack_set_visible_child (GTK_STACK (self->steps), new);
  if (old != NULL)
    gtk_stack_remove (GTK_STACK (self->steps), old);
  on_step_failed_cb (self, NULL);
  update (self);
  /* Nothing takes the focus outside a window: see map. */
  if (root != NULL)
    hz_setup_step_show (self->step);
}

/* To the next step, or out. */
static void
go_on (HzSetupView *self)
{
  const char *folder = hz_vault_get_folder (hz_session_get_vault (self->session));

  if (self->setup->step == N_STEPS - 1)
    {
      g_signal_emit (self, signals[FINISHED], 0);
      return;
    }
  if (!self->setup->is_created && g_strcmp0 (folder, self->setup->folder) != 0)
    g_signal_emit (self, signals[FOLDER], 0, self->setup->folder);
  show_step (self, self->setup->step + 1);
}

static void
on_back_clicked_cb (HzSetupView *self)
{
  int step = self->setup->step;

  if (hz_setup_step_back (self->step) || step == 0 || step == FIRST_AFTER_CREATION)
    return;
  show_step (self, step - 1);
}

static gboolean
on_next_shortcut_cb (GtkWidget *widget,
                     GVariant *args,
                     gpointer data)
{
  on_next_clicked_cb (HZ_SETUP_VIEW (widget));

  return TRUE;
}

static gboolean
on_back_shortcut_cb (GtkWidget *widget,
                     GVariant *args,
                     gpointer data)
{
  on_back_clicked_cb (HZ_SETUP_VIEW (widget));

  return TRUE;
}

/* On what is chosen already Enter has nothing to do but go on. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType held,
                   HzSetupView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_chosen;

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
      || (held & gtk_accelerator_get_default_mod_mask ()) != 0 || focus == NULL)
    return GDK_EVENT_PROPAGATE;

  is_chosen = (GTK_IS_TOGGLE_BUTTON (focus)
               && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (focus)))
              || (GTK_IS_CHECK_BUTTON (focus)
                  && gtk_check_button_get_active (GTK_CHECK_BUTTON (focus)))
              || (ADW_IS_ACTION_ROW (focus)
                  && adw_action_row_get_activatable_widget (ADW_ACTION_ROW (focus)) == NULL);
  if (!is_chosen)
    return GDK_EVENT_PROPAGATE;

  on_next_clicked_cb (self);

  return GDK_EVENT_STOP;
}

static void
hz_setup_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hz_setup_view_parent_class)->map (widget);
  hz_setup_step_show (HZ_SETUP_VIEW (widget)->step);
}

static void
hz_setup_view_dispose (GObject *object)
{
  HzSetupView *self = HZ_SETUP_VIEW (object);

  self->step = NULL;
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_SETUP_VIEW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (hz_setup_view_parent_class)->dispose (object);
}

static void
hz_setup_view_class_init (HzSetupViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_setup_view_dispose;
  widget_class->map = hz_setup_view_map;

  signals[FOLDER] = g_signal_new ("folder", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-setup-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HzSetupView, title);
  gtk_widget_class_bind_template_child (widget_class, HzSetupView, back);
  gtk_widget_class_bind_template_child (widget_class, HzSetupView, next);
  gtk_widget_class_bind_template_child (widget_class, HzSetupView, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, HzSetupView, message);
  gtk_widget_class_bind_template_child (widget_class, HzSetupView, steps);
}

static void
hz_setup_view_init (HzSetupView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (on_next_clicked_cb), self);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (on_back_clicked_cb), self);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "<Control>Return",
                            on_next_shortcut_cb, NULL);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "Return",
                            on_next_shortcut_cb, NULL);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "<Alt>Left",
                            on_back_shortcut_cb, NULL);
}

/**
 * hz_setup_view_new:
 * @setup: what has been answered; outlives the view
 * @session: of the folder that is proposed
 *
 * Returns: (transfer floating): the view, at the step of @setup
 */
GtkWidget *
hz_setup_view_new (HzSetup *setup,
                   HzSession *session)
{
  HzSetupView *self = g_object_new (HZ_TYPE_SETUP_VIEW, NULL);

  self->setup = setup;
  self->session = g_object_ref (session);
  show_step (self, setup->step);

  return GTK_WIDGET (self);
}

void
hz_setup_view_set_session (HzSetupView *self,
                           HzSession *session)
{
  g_set_object (&self->session, session);
}

const char *
hz_setup_view_get_title (HzSetupView *self)
{
  return self->step != NULL ? hz_setup_step_get_title (self->step) : "";
}
