/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A stack keeps all its pages in the tree that a screen reader goes through, and GTK 4.8 does not say
 * which of them is seen: the names of another page would be read out. What is not mapped is hidden.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-spoken-pages.h"

static gboolean
on_widget_mapped_hook (GSignalInvocationHint *hint,
                       guint n_values,
                       const GValue *values,
                       gpointer is_hidden)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL && GTK_IS_STACK (parent))
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 GPOINTER_TO_INT (is_hidden), -1);

  return TRUE;
}

/**
 * hz_spoken_pages_begin:
 *
 * From now on the page of a stack is spoken while it is seen. To be called once.
 */
void
hz_spoken_pages_begin (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_widget_mapped_hook,
                              GINT_TO_POINTER (FALSE), NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, on_widget_mapped_hook,
                              GINT_TO_POINTER (TRUE), NULL);
}
