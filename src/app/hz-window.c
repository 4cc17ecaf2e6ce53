/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-window.h"

struct _HzWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (HzWindow, hz_window, ADW_TYPE_APPLICATION_WINDOW)

static void
hz_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_WINDOW);

  G_OBJECT_CLASS (hz_window_parent_class)->dispose (object);
}

static void
hz_window_class_init (HzWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hz_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-window.ui");
}

static void
hz_window_init (HzWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hz_window_new:
 * @application: the program
 *
 * Returns: (transfer none): the one window, owned by the toolkit
 */
HzWindow *
hz_window_new (HzApplication *application)
{
  return g_object_new (HZ_TYPE_WINDOW, "application", application, NULL);
}
