/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-today-bar.h"

typedef struct
{
  GtkWidget *icon;
  GtkWidget *sentence;
} HzTodayBarPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (HzTodayBar, hz_today_bar, GTK_TYPE_BOX)

static void
hz_today_bar_class_init (HzTodayBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
hz_today_bar_init (HzTodayBar *self)
{
  HzTodayBarPrivate *priv = hz_today_bar_get_instance_private (self);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  priv->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (self), priv->icon);

  priv->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (priv->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (priv->sentence), 0);
  gtk_widget_set_hexpand (priv->sentence, TRUE);
  gtk_box_append (GTK_BOX (self), priv->sentence);
}

void
hz_today_bar_set_icon (HzTodayBar *self,
                       const char *icon_name)
{
  HzTodayBarPrivate *priv = hz_today_bar_get_instance_private (self);

  gtk_image_set_from_icon_name (GTK_IMAGE (priv->icon), icon_name);
}

/**
 * hz_today_bar_tell:
 * @self: a bar
 * @sentence: (nullable): what there is to say; %NULL hides the bar
 * @is_warning: whether it is amber
 */
void
hz_today_bar_tell (HzTodayBar *self,
                   const char *sentence,
                   gboolean is_warning)
{
  HzTodayBarPrivate *priv = hz_today_bar_get_instance_private (self);

  if (is_warning)
    gtk_widget_add_css_class (GTK_WIDGET (self), "hz-clash");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hz-clash");
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
  if (sentence == NULL)
    return;

  gtk_label_set_label (GTK_LABEL (priv->sentence), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}
