/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * When a window goes while the display still has a word about its place to say, GTK 4.8 asks it for its
 * size all the same: whoever answers has been freed. So nobody is asked from the moment it goes.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-late-size.h"

static gboolean
on_widget_unrealize_hook (GSignalInvocationHint *hint,
                          guint n_values,
                          const GValue *values,
                          gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_WINDOW (widget))
    g_signal_handlers_disconnect_matched (gtk_native_get_surface (GTK_NATIVE (widget)),
                                          G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                          g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0, NULL,
                                          NULL, widget);

  return TRUE;
}

/**
 * hz_late_size_begin:
 *
 * From now on a window that has gone is not asked for its size. To be called once.
 */
void
hz_late_size_begin (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("unrealize", GTK_TYPE_WIDGET), 0,
                              on_widget_unrealize_hook, NULL, NULL);
}
