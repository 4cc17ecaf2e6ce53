/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-in-sight.h"

/* Around what is scrolled to, in pixels. */
#define MARGIN 12

static void
scroll_to (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *viewport = scroller != NULL ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))
                                         : NULL;
  graphene_rect_t area;

  if (GTK_IS_VIEWPORT (viewport)
      && gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &area))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                               area.origin.y - MARGIN, area.origin.y + area.size.height + MARGIN);
}

/* In the first frame it gets its place. */
static gboolean
on_frame_cb (GtkWidget *widget,
             GdkFrameClock *clock,
             gpointer data)
{
  guint *n_frames = data;

  if ((*n_frames)++ == 0)
    return G_SOURCE_CONTINUE;

  scroll_to (widget);

  return G_SOURCE_REMOVE;
}

/**
 * hz_in_sight_bring:
 * @widget: something that was just made visible, without the keyboard in it
 *
 * Scrolls to it as soon as it has its place.
 */
void
hz_in_sight_bring (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, on_frame_cb, g_new0 (guint, 1), g_free);
}
