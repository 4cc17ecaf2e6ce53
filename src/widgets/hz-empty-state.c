/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-empty-state.h"

struct _HzEmptyState
{
  GtkBox parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *description;
  GtkWidget *button;
};

enum
{
  PROP_0,
  PROP_ICON_NAME,
  PROP_TITLE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HzEmptyState, hz_empty_state, GTK_TYPE_BOX)

static void
hz_empty_state_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  HzEmptyState *self = HZ_EMPTY_STATE (object);

  switch (property_id)
    {
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), g_value_get_string (value));
      gtk_widget_set_visible (self->icon, g_value_get_string (value) != NULL);
      break;
    case PROP_TITLE:
      hz_empty_state_set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
hz_empty_state_class_init (HzEmptyStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = hz_empty_state_set_property;

  properties[PROP_ICON_NAME] =
    g_param_spec_string ("icon-name", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
hz_empty_state_init (HzEmptyState *self)
{
  self->icon = gtk_image_new ();
  self->title = create_label ("title-2");
  self->description = create_label ("body");
  self->button = gtk_button_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-empty-state");
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 48);
  gtk_widget_add_css_class (self->icon, "dim-label");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "pill");
  gtk_widget_set_visible (self->description, FALSE);
  gtk_widget_set_visible (self->button, FALSE);

  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), self->description);
  gtk_box_append (GTK_BOX (self), self->button);
}

/**
 * hz_empty_state_new:
 * @icon_name: (nullable): the sign above
 * @title: one sentence that says what is not there
 *
 * Returns: (transfer floating): what a list shows that has nothing to show
 */
GtkWidget *
hz_empty_state_new (const char *icon_name,
                    const char *title)
{
  return g_object_new (HZ_TYPE_EMPTY_STATE, "icon-name", icon_name, "title", title, NULL);
}

void
hz_empty_state_set_title (HzEmptyState *self,
                          const char   *title)
{
  g_return_if_fail (HZ_IS_EMPTY_STATE (self));

  gtk_label_set_label (GTK_LABEL (self->title), title != NULL ? title : "");
}

/**
 * hz_empty_state_set_description:
 * @self: the sentence
 * @description: (nullable): a second line; %NULL for none
 */
void
hz_empty_state_set_description (HzEmptyState *self,
                                const char   *description)
{
  g_return_if_fail (HZ_IS_EMPTY_STATE (self));

  gtk_label_set_label (GTK_LABEL (self->description), description != NULL ? description : "");
  gtk_widget_set_visible (self->description, description != NULL);
}

/**
 * hz_empty_state_set_action:
 * @self: the sentence
 * @label: (nullable): what the one button says; %NULL for no button
 * @detailed_action: (nullable): what it does
 */
void
hz_empty_state_set_action (HzEmptyState *self,
                           const char   *label,
                           const char   *detailed_action)
{
  g_return_if_fail (HZ_IS_EMPTY_STATE (self));

  gtk_button_set_label (GTK_BUTTON (self->button), label != NULL ? label : "");
  if (detailed_action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), detailed_action);
  gtk_widget_set_visible (self->button, label != NULL);
}
