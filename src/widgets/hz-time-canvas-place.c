/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where things lie in the time grid. */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-canvas-private.h"

/**
 * hz_time_canvas_get_y:
 * @self: the canvas
 * @minute: minute of the day
 *
 * Returns: where it lies, in pixels
 */
int
hz_time_canvas_get_y (HzTimeCanvas *self,
                      int           minute)
{
  return (minute - self->first_minute) * self->hour_height / 60;
}

static int
get_column_x (HzTimeCanvas *self,
              int           column)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return self->columns->len > 0 ? column * width / (int) self->columns->len : 0;
}

/**
 * hz_time_canvas_get_rectangle:
 * @self: the canvas
 * @column: place of a column
 * @start_minute: minute of the day
 * @end_minute: minute of the day
 * @rectangle: (out): where it lies, for a popover that points there
 */
void
hz_time_canvas_get_rectangle (HzTimeCanvas *self,
                              int           column,
                              int           start_minute,
                              int           end_minute,
                              GdkRectangle *rectangle)
{
  rectangle->x = get_column_x (self, column) + 2;
  rectangle->width = MAX (get_column_x (self, column + 1) - rectangle->x - 2, 1);
  rectangle->y = hz_time_canvas_get_y (self, start_minute) + 1;
  rectangle->height = MAX (hz_time_canvas_get_y (self, end_minute) - rectangle->y - 1, 1);
}

void
hz_time_canvas_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  HzTimeCanvas *self = HZ_TIME_CANVAS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX ((int) self->columns->len, 1) * self->column_width;
  else
    *minimum = *natural = hz_time_canvas_get_y (self, self->last_minute);
  *minimum_baseline = *natural_baseline = -1;
}

static void
allocate_block (HzTimeCanvas *self,
                guint         place)
{
  HzTimeBlock *block = g_ptr_array_index (self->blocks, place);
  const HzTimeEvent *event = hz_time_block_get_event (block);
  GdkRectangle area;
  int width;

  hz_time_canvas_get_rectangle (self, event->column, event->start_minute, event->end_minute, &area);
  width = area.width / MAX (self->lanes[place].n_lanes, 1);
  area.x += self->lanes[place].lane * width;
  area.width = MAX (width - 1, 1);
  gtk_widget_size_allocate (GTK_WIDGET (block), &area, -1);
}

static void
allocate_child (HzTimeCanvas *self,
                GtkWidget    *child,
                int           column,
                int           start_minute,
                int           end_minute)
{
  GdkRectangle area;

  if (!gtk_widget_should_layout (child))
    return;
  hz_time_canvas_get_rectangle (self, column, start_minute, end_minute, &area);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &area, -1);
}

void
hz_time_canvas_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  HzTimeCanvas *self = HZ_TIME_CANVAS (widget);

  for (guint i = 0; i < self->events->len; i++)
    allocate_block (self, i);
  allocate_child (self, self->slot, self->column, self->minute,
                  self->minute + MAX (self->length, HZ_TIME_SNAP));
  allocate_child (self, self->ghost, self->ghost_column, self->ghost_start, self->ghost_end);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child))
        gtk_popover_present (GTK_POPOVER (child));
    }
}

/**
 * hz_time_canvas_find_block:
 * @self: the canvas
 * @column: place of a column
 * @minute: minute of the day
 *
 * Returns: (transfer none) (nullable): the first block that holds that minute
 */
HzTimeBlock *
hz_time_canvas_find_block (HzTimeCanvas *self,
                           int           column,
                           int           minute)
{
  HzTimeBlock *found = NULL;
  int lane = G_MAXINT;

  for (guint i = 0; i < self->events->len; i++)
    {
      const HzTimeEvent *event = g_ptr_array_index (self->events, i);

      if (event->column == column && event->start_minute <= minute &&
          minute < event->end_minute && self->lanes[i].lane < lane)
        {
          found = g_ptr_array_index (self->blocks, i);
          lane = self->lanes[i].lane;
        }
    }
  return found;
}
