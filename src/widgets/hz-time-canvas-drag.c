/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The pointer in the time grid. A click with either button opens the block or the slot, and with it all
 * that can be done there; a drag on empty time marks a stretch, on a block moves it, on its lower edge
 * changes its end.
 */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-canvas-private.h"

#define EDGE 6
#define THRESHOLD 6

static int
get_column (HzTimeCanvas *self,
            double        x)
{
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  int column = (int) (x * self->columns->len / width);

  return CLAMP (column, 0, (int) self->columns->len - 1);
}

static int
get_minute (HzTimeCanvas *self,
            double        y)
{
  int minute = self->first_minute + (int) (y * 60 / self->hour_height);

  return CLAMP (minute, self->first_minute, self->last_minute);
}

static int
snap (int minute)
{
  return (minute + HZ_TIME_SNAP / 2) / HZ_TIME_SNAP * HZ_TIME_SNAP;
}

static HzTimeBlock *
pick_block (HzTimeCanvas *self,
            double        x,
            double        y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && !HZ_IS_TIME_BLOCK (picked))
    picked = gtk_widget_get_ancestor (picked, HZ_TYPE_TIME_BLOCK);
  return picked != NULL ? HZ_TIME_BLOCK (picked) : NULL;
}

static void
on_drag_begin_cb (GtkGestureDrag *gesture,
                  double          x,
                  double          y,
                  HzTimeCanvas   *self)
{
  HzTimeBlock *block;

  if (self->columns->len == 0 || self->change != HZ_TIME_CHANGE_NONE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  block = pick_block (self, x, y);
  if (block != NULL)
    {
      const HzTimeEvent *event = hz_time_block_get_event (block);

      self->grip = get_minute (self, y) - event->start_minute;
      hz_time_canvas_mark (self, block);
      return;
    }
  hz_time_canvas_set_cursor (self, get_column (self, x),
                             get_minute (self, y) / HZ_TIME_SNAP * HZ_TIME_SNAP);
}

/* Where others have a menu. */
static void
on_click_pressed_cb (GtkGestureClick *gesture,
                     int              n_press,
                     double           x,
                     double           y,
                     HzTimeCanvas    *self)
{
  HzTimeBlock *block;

  if (self->columns->len == 0 || self->change != HZ_TIME_CHANGE_NONE)
    return;
  block = pick_block (self, x, y);
  if (block != NULL)
    hz_time_canvas_mark (self, block);
  else
    hz_time_canvas_set_cursor (self, get_column (self, x),
                               get_minute (self, y) / HZ_TIME_SNAP * HZ_TIME_SNAP);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  hz_time_canvas_activate (self, block);
}

static gboolean
is_lower_edge (HzTimeCanvas *self,
               HzTimeBlock  *block,
               double        y)
{
  const HzTimeEvent *event = hz_time_block_get_event (block);

  return y >= hz_time_canvas_get_y (self, event->end_minute) - EDGE;
}

static void
begin_drag (HzTimeCanvas *self,
            double        x,
            double        y)
{
  HzTimeBlock *block = pick_block (self, x, y);

  if (block == NULL)
    hz_time_canvas_begin_change (self, HZ_TIME_CHANGE_CREATE, NULL);
  else if (hz_time_block_get_event (block)->can_change)
    hz_time_canvas_begin_change (self, is_lower_edge (self, block, y) ? HZ_TIME_CHANGE_RESIZE
                                                                       : HZ_TIME_CHANGE_MOVE,
                                 block);
}

static void
on_drag_update_cb (GtkGestureDrag *gesture,
                   double          dx,
                   double          dy,
                   HzTimeCanvas   *self)
{
  double x, y;
  int length = self->ghost_end - self->ghost_start;
  int minute;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->change == HZ_TIME_CHANGE_NONE)
    {
      if (dx * dx + dy * dy < THRESHOLD * THRESHOLD)
        return;
      begin_drag (self, x, y);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      length = self->ghost_end - self->ghost_start;
    }

  minute = get_minute (self, y + dy);
  switch (self->change)
    {
    case HZ_TIME_CHANGE_CREATE:
      hz_time_canvas_set_ghost (self, self->column, MIN (self->minute, snap (minute)),
                                MAX (self->minute + HZ_TIME_SNAP, snap (minute)));
      break;
    case HZ_TIME_CHANGE_MOVE:
      minute = snap (minute - self->grip);
      hz_time_canvas_set_ghost (self, get_column (self, x + dx), minute, minute + length);
      break;
    case HZ_TIME_CHANGE_RESIZE:
      hz_time_canvas_set_ghost (self, self->ghost_column, self->ghost_start,
                                MAX (self->ghost_start + HZ_TIME_SNAP, snap (minute)));
      break;
    case HZ_TIME_CHANGE_NONE:
    default:
      break;
    }
}

static void
on_drag_end_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                HzTimeCanvas   *self)
{
  double x, y;

  if (self->change != HZ_TIME_CHANGE_NONE)
    {
      hz_time_canvas_end_change (self, TRUE);
      return;
    }
  if (self->columns->len == 0 || dx * dx + dy * dy >= THRESHOLD * THRESHOLD)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  hz_time_canvas_activate (self, pick_block (self, x, y));
}

static void
on_cancel_cb (GtkGesture       *gesture,
              GdkEventSequence *sequence,
              HzTimeCanvas     *self)
{
  hz_time_canvas_end_change (self, FALSE);
}

void
hz_time_canvas_add_drag (HzTimeCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_click_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  self->drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (self->drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (self->drag, "cancel", G_CALLBACK (on_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
}
