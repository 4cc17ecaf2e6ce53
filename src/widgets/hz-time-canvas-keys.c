/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The keyboard in the time grid. Letters count by the place of their key, so they work on Russian
 * and Tajik layouts.
 */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-canvas-private.h"

#include "hz-shortcut.h"

static const struct
{
  guint key;
  const char *state;
} state_keys[] = {
  { GDK_KEY_a, "arrived" },
  { GDK_KEY_s, "in_session" },
  { GDK_KEY_d, "completed" },
  { GDK_KEY_n, "no_show" },
};

/* From free time by a step; from a block to its end, or to the slot before it. */
static void
move_vertically (HzTimeCanvas *self,
                 int           by)
{
  int minute = self->minute + by;

  if (self->current != NULL && by > 0)
    {
      const HzTimeEvent *event = hz_time_block_get_event (self->current);

      minute = MAX (event->end_minute, self->minute + by) / HZ_TIME_SNAP * HZ_TIME_SNAP;
    }
  hz_time_canvas_set_cursor (self, self->column, minute);
}

/* Another block that shares the width at this time, in the order of lanes. */
static HzTimeBlock *
find_neighbour (HzTimeCanvas *self,
                int           by)
{
  const HzTimeEvent *current = hz_time_block_get_event (self->current);
  guint place = 0;

  if (!g_ptr_array_find (self->blocks, self->current, &place))
    return NULL;
  for (guint i = 0; i < self->events->len; i++)
    {
      const HzTimeEvent *event = g_ptr_array_index (self->events, i);

      if (event->column == current->column && event->start_minute < current->end_minute &&
          current->start_minute < event->end_minute &&
          self->lanes[i].lane == self->lanes[place].lane + by)
        return g_ptr_array_index (self->blocks, i);
    }
  return NULL;
}

static void
move_horizontally (HzTimeCanvas *self,
                   int           by)
{
  HzTimeBlock *neighbour = self->current != NULL ? find_neighbour (self, by) : NULL;
  int column = self->column + by;

  if (neighbour != NULL)
    hz_time_canvas_mark (self, neighbour);
  else if (column < 0 || column >= (int) self->columns->len)
    g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_PAGE_REQUESTED], 0, by);
  else
    hz_time_canvas_set_cursor (self, column, self->minute);
}

static void
move_to_end (HzTimeCanvas *self,
             gboolean      to_end)
{
  const HzTimeColumn *column = g_ptr_array_index (self->columns, self->column);
  int minute = to_end ? self->last_minute - HZ_TIME_SNAP : self->first_minute;

  if (column->spans->len > 0)
    minute = to_end
      ? g_array_index (column->spans, HzTimeSpan, column->spans->len - 1).end_minute - HZ_TIME_SNAP
      : g_array_index (column->spans, HzTimeSpan, 0).start_minute;
  hz_time_canvas_set_cursor (self, self->column, minute);
}

static void
move_to_now (HzTimeCanvas *self)
{
  if (self->now >= 0)
    hz_time_canvas_set_cursor (self, self->column, self->now / HZ_TIME_SNAP * HZ_TIME_SNAP);
}

/* Shift with Up and Down marks a longer or shorter stretch of free time. */
static void
extend (HzTimeCanvas *self,
        int           by)
{
  int length = MAX (self->length, HZ_TIME_SNAP) + by;

  if (self->current == NULL && length >= HZ_TIME_SNAP &&
      self->minute + length <= self->last_minute)
    hz_time_canvas_set_length (self, length);
}

static void
move_carried (HzTimeCanvas *self,
              int           columns,
              int           minutes)
{
  hz_time_canvas_set_ghost (self, self->ghost_column + columns, self->ghost_start + minutes,
                            self->ghost_end + minutes);
}

static gboolean
handle_carrying (HzTimeCanvas    *self,
                 guint            keyval,
                 GdkModifierType  state)
{
  int step = (state & GDK_CONTROL_MASK) != 0 ? 60 : HZ_TIME_SNAP;
  int sign = keyval == GDK_KEY_Up || keyval == GDK_KEY_Left ? -1 : 1;

  switch (keyval)
    {
    case GDK_KEY_Escape:
      if (gtk_gesture_is_recognized (self->drag))
        gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
      hz_time_canvas_end_change (self, FALSE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      hz_time_canvas_end_change (self, TRUE);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if ((state & GDK_SHIFT_MASK) != 0)
        hz_time_canvas_set_ghost (self, self->ghost_column, self->ghost_start,
                                  MAX (self->ghost_end + sign * HZ_TIME_SNAP,
                                       self->ghost_start + HZ_TIME_SNAP));
      else
        move_carried (self, 0, sign * step);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      move_carried (self, sign, 0);
      return TRUE;
    default:
      /* Nothing else may happen to a block that is in the air. */
      return keyval != GDK_KEY_F12 && (state & GDK_CONTROL_MASK) == 0;
    }
}

static gboolean
handle_move (HzTimeCanvas    *self,
             guint            keyval,
             GdkModifierType  state)
{
  int step = (state & GDK_CONTROL_MASK) != 0 ? 60 : HZ_TIME_SNAP;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if ((state & GDK_SHIFT_MASK) != 0)
        extend (self, keyval == GDK_KEY_Up ? -HZ_TIME_SNAP : HZ_TIME_SNAP);
      else
        move_vertically (self, keyval == GDK_KEY_Up ? -step : step);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
        return FALSE;
      move_horizontally (self, keyval == GDK_KEY_Left ? -1 : 1);
      return TRUE;
    case GDK_KEY_Home:
      if ((state & GDK_CONTROL_MASK) != 0)
        move_to_now (self);
      else
        move_to_end (self, FALSE);
      return TRUE;
    case GDK_KEY_End:
      move_to_end (self, TRUE);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      if ((state & GDK_CONTROL_MASK) != 0)
        return FALSE;
      g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_PAGE_REQUESTED], 0,
                     keyval == GDK_KEY_Page_Up ? -1 : 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
request_state (HzTimeCanvas *self,
               const char   *state)
{
  g_autofree char *id = g_strdup (hz_time_canvas_get_current_id (self));

  g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_STATE_REQUESTED], 0, id, state);
}

static gboolean
handle_clipboard (HzTimeCanvas *self,
                  guint         key)
{
  if (key == GDK_KEY_c && self->current != NULL)
    {
      g_free (self->copied_id);
      self->copied_id = g_strdup (hz_time_canvas_get_current_id (self));
      return TRUE;
    }
  if (key == GDK_KEY_v && self->copied_id != NULL)
    {
      g_autofree char *id = g_strdup (self->copied_id);

      g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_COPY_REQUESTED], 0, id,
                     self->column, self->minute);
      return TRUE;
    }
  return FALSE;
}

static gboolean
handle_letter (HzTimeCanvas *self,
               guint         key)
{
  if (self->current == NULL || !hz_time_block_get_event (self->current)->can_change)
    return FALSE;
  if (key == GDK_KEY_m)
    {
      hz_time_canvas_begin_change (self, HZ_TIME_CHANGE_MOVE, self->current);
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (state_keys); i++)
    {
      if (state_keys[i].key == key)
        {
          request_state (self, state_keys[i].state);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * hz_time_canvas_handle_key:
 * @self: the canvas, which has the focus
 * @keyval: the key
 * @state: what is held with it
 *
 * Returns: whether the key means something here
 */
gboolean
hz_time_canvas_handle_key (HzTimeCanvas    *self,
                           guint            keyval,
                           GdkModifierType  state)
{
  guint key = hz_shortcut_get_latin_key (keyval);

  if (self->columns->len == 0 || (state & GDK_ALT_MASK) != 0)
    return FALSE;
  if (self->change != HZ_TIME_CHANGE_NONE)
    return handle_carrying (self, keyval, state);

  if (handle_move (self, keyval, state))
    return TRUE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return (state & GDK_SHIFT_MASK) == 0 && handle_clipboard (self, key);

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_Menu:
      hz_time_canvas_activate (self, self->current);
      return TRUE;
    case GDK_KEY_Delete:
      if (self->current == NULL || !hz_time_block_get_event (self->current)->can_change)
        return FALSE;
      request_state (self, "cancelled_client");
      return TRUE;
    default:
      return handle_letter (self, key);
    }
}
