/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-language-box.h"

#include "hz-language.h"

/**
 * HzLanguageBox:
 *
 * The languages of the interface, always in the same order: a press must not move the next one away.
 */
struct _HzLanguageBox
{
  GtkBox parent_instance;

  GtkWidget *buttons[HZ_N_LANGUAGES];
};

enum
{
  PROP_LARGE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (HzLanguageBox, hz_language_box, GTK_TYPE_BOX)

static void
hz_language_box_set_property (GObject *object,
                              guint id,
                              const GValue *value,
                              GParamSpec *spec)
{
  HzLanguageBox *self = HZ_LANGUAGE_BOX (object);
  gboolean large;

  if (id != PROP_LARGE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }

  large = g_value_get_boolean (value);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), large ? GTK_ORIENTATION_VERTICAL
                                                               : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), large ? 12 : 6);
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      if (large)
        gtk_widget_add_css_class (self->buttons[i], "hz-large-choice");
      else
        gtk_widget_remove_css_class (self->buttons[i], "hz-large-choice");
    }
}

/* The language of now: whoever has just chosen it goes on with Enter. */
static gboolean
hz_language_box_grab_focus (GtkWidget *widget)
{
  HzLanguageBox *self = HZ_LANGUAGE_BOX (widget);

  return gtk_widget_grab_focus (self->buttons[hz_language_get_interface ()]);
}

static void
hz_language_box_class_init (HzLanguageBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = hz_language_box_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_language_box_grab_focus;

  props[PROP_LARGE] = g_param_spec_boolean ("large", NULL, NULL, FALSE,
                                            G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
hz_language_box_init (HzLanguageBox *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (hz_language_get_own_name (i));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.language");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                        hz_language_get_code (i));
      gtk_box_append (GTK_BOX (self), button);
      self->buttons[i] = button;
    }
}

/**
 * hz_language_box_new:
 * @large: whether they are the point of the screen
 *
 * Returns: (transfer floating): the buttons
 */
GtkWidget *
hz_language_box_new (gboolean large)
{
  return g_object_new (HZ_TYPE_LANGUAGE_BOX, "large", large, NULL);
}
