/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands behind the blocks: hours, hatched time off, the line of the present. */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-canvas-private.h"

#define HATCH 6

static GdkRGBA
get_colour (HzTimeCanvas *self,
            const char   *name,
            float         alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  colour.alpha *= alpha;
  return colour;
}

static void
draw_hatched (HzTimeCanvas *self,
              GtkSnapshot  *snapshot,
              float         x,
              float         y,
              float         width,
              float         height)
{
  GdkRGBA line = get_colour (self, NULL, 0.13f);
  GdkRGBA fill = get_colour (self, NULL, 0.04f);
  GskColorStop stops[4] = {
    { 0.0f, fill }, { 0.75f, fill }, { 0.75f, line }, { 1.0f, line },
  };

  if (height <= 0)
    return;
  gtk_snapshot_append_repeating_linear_gradient (snapshot,
                                                 &GRAPHENE_RECT_INIT (x, y, width, height),
                                                 &GRAPHENE_POINT_INIT (x, y),
                                                 &GRAPHENE_POINT_INIT (x + HATCH, y + HATCH),
                                                 stops, G_N_ELEMENTS (stops));
}

static void
draw_column (HzTimeCanvas       *self,
             GtkSnapshot        *snapshot,
             const HzTimeColumn *column,
             float               x,
             float               width)
{
  GdkRGBA border = get_colour (self, NULL, 0.2f);
  int from = self->first_minute;

  for (guint i = 0; i < column->spans->len; i++)
    {
      const HzTimeSpan *span = &g_array_index (column->spans, HzTimeSpan, i);
      int y = hz_time_canvas_get_y (self, from);

      draw_hatched (self, snapshot, x, y, width,
                    hz_time_canvas_get_y (self, MIN (span->start_minute, self->last_minute)) - y);
      from = MAX (from, MIN (span->end_minute, self->last_minute));
    }
  draw_hatched (self, snapshot, x, hz_time_canvas_get_y (self, from), width,
                hz_time_canvas_get_y (self, self->last_minute) -
                hz_time_canvas_get_y (self, from));
  gtk_snapshot_append_color (snapshot, &border,
                             &GRAPHENE_RECT_INIT (x, 0, 1,
                                                  gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
draw_hours (HzTimeCanvas *self,
            GtkSnapshot  *snapshot,
            float         width)
{
  GdkRGBA hour = get_colour (self, NULL, 0.2f);
  GdkRGBA half = get_colour (self, NULL, 0.08f);

  for (int minute = self->first_minute; minute < self->last_minute; minute += 30)
    gtk_snapshot_append_color (snapshot, minute % 60 == 0 ? &hour : &half,
                               &GRAPHENE_RECT_INIT (0, hz_time_canvas_get_y (self, minute),
                                                    width, 1));
}

static void
draw_now (HzTimeCanvas *self,
          GtkSnapshot  *snapshot,
          float         column_width)
{
  GdkRGBA now = get_colour (self, "hz_now", 1.0f);

  if (self->now < self->first_minute || self->now >= self->last_minute)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const HzTimeColumn *column = g_ptr_array_index (self->columns, i);

      if (column->is_today)
        gtk_snapshot_append_color (snapshot, &now,
                                   &GRAPHENE_RECT_INIT (i * column_width,
                                                        hz_time_canvas_get_y (self, self->now) - 1,
                                                        column_width, 2));
    }
}

/* The line of the present lies under the blocks, so that it crosses no name. */
void
hz_time_canvas_draw (HzTimeCanvas *self,
                     GtkSnapshot  *snapshot)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self));
  float column_width = self->columns->len > 0 ? width / self->columns->len : width;

  for (guint i = 0; i < self->columns->len; i++)
    draw_column (self, snapshot, g_ptr_array_index (self->columns, i), i * column_width,
                 column_width);
  draw_hours (self, snapshot, width);
  draw_now (self, snapshot, column_width);
}
