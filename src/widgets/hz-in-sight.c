/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-in-sight.h"

/* Around what is scrolled to, in pixels. */
#define MARGIN 12

static void
scroll_to (GtkWidget *viewport,
           GtkWidget *widget)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  graphene_rect_t area;

  if (gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &area))
    gtk_adjustment_clamp_page (adjustment, area.origin.y - MARGIN,
                               area.origin.y + area.size.height + MARGIN);
}

/* Where one types stays in sight too, however far away it is. */
static void
show (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (viewport == NULL)
    return;

  scroll_to (viewport, widget);
  if (focus != NULL && gtk_widget_is_ancestor (focus, viewport))
    scroll_to (viewport, focus);
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

  if (gtk_widget_get_mapped (widget))
    show (widget);

  return G_SOURCE_REMOVE;
}

/**
 * hz_in_sight_bring:
 * @widget: something that was just made visible, without the keyboard in it
 *
 * Scrolls to it as soon as it has its place, as far as the field with the keyboard stays in sight.
 */
void
hz_in_sight_bring (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, on_frame_cb, g_new0 (guint, 1), g_free);
}
