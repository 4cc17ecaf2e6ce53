/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-window-fit.h"

#define DPI_DEFAULT (96 * 1024)

typedef struct
{
  int width;
  int height;
} Size;

static int
scale (int length,
       int dpi,
       int most)
{
  int scaled = (int) ((gint64) length * MAX (dpi, DPI_DEFAULT) / DPI_DEFAULT);

  return most > 0 ? MIN (scaled, MAX (most, length)) : scaled;
}

static void
fit (GtkSettings *settings,
     GParamSpec *pspec,
     GtkWindow *window)
{
  const Size *size = g_object_get_data (G_OBJECT (window), "hz-size");
  GtkWindow *parent = gtk_window_get_transient_for (window);
  int dpi = 0, width = 0, height = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (parent != NULL)
    {
      width = gtk_widget_get_width (GTK_WIDGET (parent));
      height = gtk_widget_get_height (GTK_WIDGET (parent));
    }
  gtk_window_set_default_size (window, scale (size->width, dpi, width),
                               size->height > 0 ? scale (size->height, dpi, height) : -1);
}

/**
 * hz_window_fit:
 * @window: a dialog that has its size and its parent, and is not shown yet
 *
 * It grows with the size of the text, up to that of its parent.
 */
void
hz_window_fit (GtkWindow *window)
{
  Size *size;

  g_return_if_fail (GTK_IS_WINDOW (window));

  size = g_new0 (Size, 1);
  gtk_window_get_default_size (window, &size->width, &size->height);
  g_object_set_data_full (G_OBJECT (window), "hz-size", size, g_free);
  if (size->width <= 0)
    return;

  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (fit),
                           window, 0);
  fit (gtk_settings_get_default (), NULL, window);
}
