/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char **hz_shortcut_get_accelerators (const char *accelerator);
GtkShortcutTrigger *hz_shortcut_get_trigger (const char *accelerator);

void hz_shortcut_add_to_application (GtkApplication *application,
                                     const char *detailed_action,
                                     const char *const *accelerators);
void hz_shortcut_add_action (GtkWidget *widget,
                             GtkShortcutScope scope,
                             const char *accelerator,
                             const char *detailed_action);
void hz_shortcut_add_callback (GtkWidget *widget,
                               GtkShortcutScope scope,
                               const char *accelerator,
                               GtkShortcutFunc callback,
                               gpointer data);
void hz_shortcut_class_add_action (GtkWidgetClass *widget_class,
                                   const char *accelerator,
                                   const char *action);

guint hz_shortcut_get_latin_key (guint keyval);

G_END_DECLS
