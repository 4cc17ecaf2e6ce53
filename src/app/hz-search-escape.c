/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A search field keeps Esc for itself: in a popover or a dialog it closes these, as Esc does from any
 * other field.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-search-escape.h"

#define MARK "hz-search-escape"

static void
on_stop_search_cb (GtkWidget *entry,
                   gpointer data)
{
  GtkWidget *popover = gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER);
  GtkRoot *root = gtk_widget_get_root (entry);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  else if (GTK_IS_WINDOW (root) && gtk_window_get_modal (GTK_WINDOW (root)))
    gtk_window_close (GTK_WINDOW (root));
}

static gboolean
on_widget_realize_hook (GSignalInvocationHint *hint,
                        guint n_values,
                        const GValue *values,
                        gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (!GTK_IS_SEARCH_ENTRY (widget) || g_object_get_data (G_OBJECT (widget), MARK) != NULL)
    return TRUE;

  g_object_set_data (G_OBJECT (widget), MARK, widget);
  g_signal_connect (widget, "stop-search", G_CALLBACK (on_stop_search_cb), NULL);

  return TRUE;
}

/**
 * hz_search_escape_begin:
 *
 * From now on Esc in a search field closes what it is in. To be called once.
 */
void
hz_search_escape_begin (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0,
                              on_widget_realize_hook, NULL, NULL);
}
