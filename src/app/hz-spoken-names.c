/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The parts of the toolkit's own widgets that take the keyboard and have no name of their own: a
 * screen reader would speak the name of a class. They get the name of what they belong to.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-spoken-names.h"

#include <adwaita.h>

/* The button that opens a drop-down is called as the drop-down is. */
static void
name_drop_down (GtkWidget *drop_down)
{
  GtkWidget *button = gtk_widget_get_first_child (drop_down);

  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    drop_down, NULL, -1);
}

static void
name_expander (GtkExpander *expander)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_expander_get_label (expander), -1);
}

/* A label that was put into a button by hand does not become its name. */
static void
name_button (GtkButton *button)
{
  GtkWidget *child = gtk_button_get_child (button);

  if (gtk_button_get_label (button) == NULL && GTK_IS_LABEL (child))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    child, NULL, -1);
}

static gboolean
on_widget_realize_hook (GSignalInvocationHint *hint,
                        guint n_values,
                        const GValue *values,
                        gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_DROP_DOWN (widget))
    name_drop_down (widget);
  else if (GTK_IS_EXPANDER (widget))
    name_expander (GTK_EXPANDER (widget));
  else if (GTK_IS_BUTTON (widget))
    name_button (GTK_BUTTON (widget));

  return TRUE;
}

/**
 * hz_spoken_names_begin:
 *
 * From now on what the toolkit leaves without a name gets one when it is first shown. To be called
 * once.
 */
void
hz_spoken_names_begin (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0,
                              on_widget_realize_hook, NULL, NULL);
}
