/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-setup-step.h"

#include "hz-error-text.h"
#include "hz-paragraph.h"

typedef struct
{
  HzSetup *setup;
  HzSession *session;
} HzSetupStepPrivate;

enum
{
  CHANGED,
  DONE,
  NEXT,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HzSetupStep, hz_setup_step, GTK_TYPE_BOX)

static gboolean
is_complete_by_default (HzSetupStep *self)
{
  return TRUE;
}

static gboolean
go_on_by_default (HzSetupStep *self)
{
  return FALSE;
}

static void
show_by_default (HzSetupStep *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
hz_setup_step_dispose (GObject *object)
{
  HzSetupStepPrivate *priv = hz_setup_step_get_instance_private (HZ_SETUP_STEP (object));

  g_clear_object (&priv->session);

  G_OBJECT_CLASS (hz_setup_step_parent_class)->dispose (object);
}

static void
hz_setup_step_class_init (HzSetupStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_setup_step_dispose;
  klass->show = show_by_default;
  klass->is_complete = is_complete_by_default;
  klass->next = go_on_by_default;
  klass->back = go_on_by_default;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hz_setup_step_init (HzSetupStep *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

/**
 * hz_setup_step_new:
 * @type: of the step
 * @setup: what is answered; outlives the step
 * @session: of the folder
 *
 * Returns: (transfer floating): the step
 */
GtkWidget *
hz_setup_step_new (GType type,
                   HzSetup *setup,
                   HzSession *session)
{
  HzSetupStep *self = g_object_new (type, NULL);
  HzSetupStepPrivate *priv = hz_setup_step_get_instance_private (self);

  priv->setup = setup;
  priv->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

HzSetup *
hz_setup_step_get_setup (HzSetupStep *self)
{
  HzSetupStepPrivate *priv = hz_setup_step_get_instance_private (self);

  return priv->setup;
}

HzSession *
hz_setup_step_get_session (HzSetupStep *self)
{
  HzSetupStepPrivate *priv = hz_setup_step_get_instance_private (self);

  return priv->session;
}

void
hz_setup_step_changed (HzSetupStep *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hz_setup_step_done (HzSetupStep *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

void
hz_setup_step_press_next (HzSetupStep *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

/**
 * hz_setup_step_fail:
 * @self: a step
 * @sentence: (nullable): why it cannot go on; %NULL takes the last one away
 */
void
hz_setup_step_fail (HzSetupStep *self,
                    const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

void
hz_setup_step_fail_with (HzSetupStep *self,
                         const GError *error)
{
  g_autofree char *sentence = hz_error_text_describe (error);

  g_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  hz_setup_step_fail (self, sentence);
}

/**
 * hz_setup_step_add_text:
 * @self: a step
 * @text: a paragraph
 * @css_class: (nullable): how it looks
 *
 * Returns: (transfer none): the label
 */
GtkWidget *
hz_setup_step_add_text (HzSetupStep *self,
                        const char *text,
                        const char *css_class)
{
  return hz_paragraph_add (GTK_WIDGET (self), text, css_class);
}

void
hz_setup_step_show (HzSetupStep *self)
{
  HZ_SETUP_STEP_GET_CLASS (self)->show (self);
}

const char *
hz_setup_step_get_title (HzSetupStep *self)
{
  return HZ_SETUP_STEP_GET_CLASS (self)->get_title (self);
}

gboolean
hz_setup_step_is_complete (HzSetupStep *self)
{
  return HZ_SETUP_STEP_GET_CLASS (self)->is_complete (self);
}

gboolean
hz_setup_step_next (HzSetupStep *self)
{
  return HZ_SETUP_STEP_GET_CLASS (self)->next (self);
}

gboolean
hz_setup_step_back (HzSetupStep *self)
{
  return HZ_SETUP_STEP_GET_CLASS (self)->back (self);
}
