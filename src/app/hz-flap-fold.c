/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A flap folds by itself when its contents have no room, but what wraps its lines always has room:
 * with large text it would be squeezed into half a line. So it folds for the size of the text too.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-flap-fold.h"

/* The window's width, in pixels of text at 100 %, below which the flap lies over the page. */
#define LEAST_WIDTH 980
#define DPI_DEFAULT (96 * 1024)

static void
update (AdwFlap *flap,
        int width)
{
  AdwFlapFoldPolicy policy;
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (flap)), "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = DPI_DEFAULT;
  policy = (gint64) width * DPI_DEFAULT / dpi < LEAST_WIDTH ? ADW_FLAP_FOLD_POLICY_ALWAYS
                                                            : ADW_FLAP_FOLD_POLICY_AUTO;
  if (policy != adw_flap_get_fold_policy (flap))
    adw_flap_set_fold_policy (flap, policy);
}

static void
on_surface_layout_cb (GdkSurface *surface,
                      int width,
                      int height,
                      gpointer flap)
{
  update (flap, width);
}

static void
on_dpi_changed_cb (GtkSettings *settings,
                   GParamSpec *pspec,
                   gpointer flap)
{
  GtkNative *native = gtk_widget_get_native (flap);

  if (native != NULL && gtk_native_get_surface (native) != NULL)
    update (flap, gdk_surface_get_width (gtk_native_get_surface (native)));
}

static void
on_realize_cb (GtkWidget *flap,
               gpointer data)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (flap));

  g_signal_connect_object (surface, "layout", G_CALLBACK (on_surface_layout_cb), flap, 0);
  update (ADW_FLAP (flap), gdk_surface_get_width (surface));
}

static void
on_unrealize_cb (GtkWidget *flap,
                 gpointer data)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (flap));

  g_signal_handlers_disconnect_by_func (surface, on_surface_layout_cb, flap);
}

/**
 * hz_flap_fold_watch:
 * @flap: a flap that is not shown yet
 *
 * It folds when the window is narrow for the size of the text.
 */
void
hz_flap_fold_watch (AdwFlap *flap)
{
  g_return_if_fail (ADW_IS_FLAP (flap));

  g_signal_connect (flap, "realize", G_CALLBACK (on_realize_cb), NULL);
  g_signal_connect (flap, "unrealize", G_CALLBACK (on_unrealize_cb), NULL);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_dpi_changed_cb), flap, 0);
}
