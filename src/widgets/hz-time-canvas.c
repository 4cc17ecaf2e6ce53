/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-canvas-private.h"

#include <glib/gi18n.h>

#include "hz-time-text.h"
#include "hz-zone.h"

/**
 * HzTimeCanvas:
 *
 * The inner part of #HzTimeGrid: columns, hours and blocks. One stop of Tab with a cursor in it,
 * which stands on a block or on a slot of free time; the widget under the cursor has the focus, so
 * that it is heard.
 */

guint hz_time_canvas_signals[HZ_TIME_CANVAS_N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzTimeCanvas, hz_time_canvas, GTK_TYPE_WIDGET)

static void
emit_slot (HzTimeCanvas *self,
           int           column,
           int           start_minute,
           int           end_minute)
{
  g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_SLOT_ACTIVATED], 0, column,
                 start_minute, end_minute);
}

static void
emit_moved (HzTimeCanvas      *self,
            const HzTimeEvent *event)
{
  g_autofree char *id = g_strdup (event->id);

  if (event->column == self->ghost_column && event->start_minute == self->ghost_start &&
      event->end_minute == self->ghost_end)
    return;
  g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_BLOCK_MOVED], 0, id,
                 self->ghost_column, self->ghost_start, self->ghost_end);
}

static void
hz_time_canvas_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  hz_time_canvas_draw (HZ_TIME_CANVAS (widget), snapshot);
  GTK_WIDGET_CLASS (hz_time_canvas_parent_class)->snapshot (widget, snapshot);
}

static const char *
get_column_title (HzTimeCanvas *self,
                  int           column)
{
  const HzTimeColumn *found = g_ptr_array_index (self->columns, column);

  return found->title;
}

/* "10:15–11:00, L." */
static char *
describe_stretch (HzTimeCanvas *self,
                  int           column,
                  int           start_minute,
                  int           end_minute)
{
  g_autofree char *span = hz_time_text_span (start_minute, end_minute);

  return g_strdup_printf ("%s, %s", span, get_column_title (self, column));
}

static void
update_slot (HzTimeCanvas *self)
{
  gboolean is_shown = self->current == NULL && self->columns->len > 0;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  if (!is_shown)
    {
      gtk_widget_set_visible (self->slot, FALSE);
      return;
    }
  text = self->length > HZ_TIME_SNAP
    ? hz_time_text_span (self->minute, self->minute + self->length)
    : hz_time_text (self->minute);
  spoken = g_strdup_printf ("%s, %s, %s", text, get_column_title (self, self->column),
                            C_ ("time slot", "free"));
  gtk_inscription_set_text (GTK_INSCRIPTION (self->slot), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slot),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_visible (self->slot, gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
move_focus (HzTimeCanvas *self,
            gboolean      has_focus)
{
  update_slot (self);
  if (!has_focus)
    return;
  if (self->current == NULL && self->columns->len > 0)
    gtk_widget_set_visible (self->slot, TRUE);
  gtk_widget_grab_focus (self->current != NULL ? GTK_WIDGET (self->current) : self->slot);
}

static gboolean
has_focus (HzTimeCanvas *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

/**
 * hz_time_canvas_mark:
 * @self: the canvas
 * @block: one of its blocks
 *
 * Puts the cursor and the focus on a block.
 */
void
hz_time_canvas_mark (HzTimeCanvas *self,
                     HzTimeBlock  *block)
{
  const HzTimeEvent *event = hz_time_block_get_event (block);

  self->current = block;
  self->column = event->column;
  self->minute = event->start_minute;
  self->length = 0;
  move_focus (self, TRUE);
  g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_CURSOR_MOVED], 0);
}

/**
 * hz_time_canvas_set_cursor:
 * @self: the canvas
 * @column: place of a column
 * @minute: minute of the day
 *
 * Puts the cursor on what is there, a block or free time.
 */
void
hz_time_canvas_set_cursor (HzTimeCanvas *self,
                           int           column,
                           int           minute)
{
  gboolean focused = has_focus (self);

  if (self->columns->len == 0)
    return;
  self->column = CLAMP (column, 0, (int) self->columns->len - 1);
  self->minute = CLAMP (minute, self->first_minute, self->last_minute - HZ_TIME_SNAP);
  self->length = 0;
  self->current = hz_time_canvas_find_block (self, self->column, self->minute);
  move_focus (self, focused);
  g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_CURSOR_MOVED], 0);
}

/**
 * hz_time_canvas_set_length:
 * @self: the canvas, its cursor on free time
 * @length: minutes that are marked from the cursor on
 */
void
hz_time_canvas_set_length (HzTimeCanvas *self,
                           int           length)
{
  self->length = length;
  update_slot (self);
}

void
hz_time_canvas_get_cursor (HzTimeCanvas *self,
                           int          *column,
                           int          *minute)
{
  *column = self->column;
  *minute = self->minute;
}

/**
 * hz_time_canvas_get_current_id:
 * @self: the canvas
 *
 * Returns: (transfer none) (nullable): id of the block under the cursor
 */
const char *
hz_time_canvas_get_current_id (HzTimeCanvas *self)
{
  return self->current != NULL ? hz_time_block_get_event (self->current)->id : NULL;
}

/**
 * hz_time_canvas_set_current_id:
 * @self: the canvas
 * @id: id of a block
 *
 * Returns: whether it is there; then the cursor stands on it
 */
gboolean
hz_time_canvas_set_current_id (HzTimeCanvas *self,
                               const char   *id)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const HzTimeEvent *event = g_ptr_array_index (self->events, i);

      if (g_strcmp0 (event->id, id) == 0)
        {
          gboolean focused = has_focus (self);

          self->current = g_ptr_array_index (self->blocks, i);
          self->column = event->column;
          self->minute = event->start_minute;
          self->length = 0;
          move_focus (self, focused);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * hz_time_canvas_activate:
 * @self: the canvas
 * @block: (nullable): a block; %NULL for the slot under the cursor
 */
void
hz_time_canvas_activate (HzTimeCanvas *self,
                         HzTimeBlock  *block)
{
  g_autofree char *id = NULL;

  if (block == NULL)
    {
      emit_slot (self, self->column, self->minute,
                 self->length > 0 ? self->minute + self->length : self->minute);
      return;
    }
  id = g_strdup (hz_time_block_get_event (block)->id);
  g_signal_emit (self, hz_time_canvas_signals[HZ_TIME_CANVAS_BLOCK_ACTIVATED], 0, id);
}

/**
 * hz_time_canvas_begin_change:
 * @self: the canvas
 * @change: what is to be changed
 * @block: (nullable): which block; %NULL for a new stretch at the cursor
 */
void
hz_time_canvas_begin_change (HzTimeCanvas *self,
                             HzTimeChange  change,
                             HzTimeBlock  *block)
{
  self->change = change;
  self->carried = block;
  if (block != NULL)
    {
      const HzTimeEvent *event = hz_time_block_get_event (block);

      hz_time_block_set_picked (block, TRUE);
      hz_time_canvas_set_ghost (self, event->column, event->start_minute, event->end_minute);
    }
  else
    {
      hz_time_canvas_set_ghost (self, self->column, self->minute, self->minute + HZ_TIME_SNAP);
    }
}

/**
 * hz_time_canvas_set_ghost:
 * @self: the canvas, while something is being changed
 * @column: place of a column
 * @start_minute: minute of the day
 * @end_minute: minute of the day
 *
 * Says where what is carried would be put down; kept within the hours shown.
 */
void
hz_time_canvas_set_ghost (HzTimeCanvas *self,
                          int           column,
                          int           start_minute,
                          int           end_minute)
{
  int length = end_minute - start_minute;
  g_autofree char *text = NULL;

  if (self->change == HZ_TIME_CHANGE_MOVE)
    {
      start_minute = CLAMP (start_minute, self->first_minute,
                            MAX (self->last_minute - length, self->first_minute));
      end_minute = start_minute + length;
    }
  self->ghost_column = CLAMP (column, 0, (int) self->columns->len - 1);
  self->ghost_start = MAX (start_minute, 0);
  self->ghost_end = MIN (end_minute, HZ_ZONE_DAY_MINUTES);
  text = describe_stretch (self, self->ghost_column, self->ghost_start, self->ghost_end);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->ghost), text);
  gtk_widget_set_visible (self->ghost, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));

  /* The block itself says where it is going, for it has the focus. */
  if (self->carried != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->carried),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/**
 * hz_time_canvas_end_change:
 * @self: the canvas
 * @drop: whether it is put down where the ghost is; else all stays as it was
 */
void
hz_time_canvas_end_change (HzTimeCanvas *self,
                           gboolean      drop)
{
  HzTimeChange change = self->change;
  HzTimeBlock *block = self->carried;

  self->change = HZ_TIME_CHANGE_NONE;
  self->carried = NULL;
  gtk_widget_set_visible (self->ghost, FALSE);
  if (block != NULL)
    {
      hz_time_block_set_picked (block, FALSE);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
  if (!drop || change == HZ_TIME_CHANGE_NONE)
    return;
  if (change == HZ_TIME_CHANGE_CREATE)
    emit_slot (self, self->ghost_column, self->ghost_start, self->ghost_end);
  else
    emit_moved (self, hz_time_block_get_event (block));
}

static void
on_block_activate_cb (HzTimeBlock  *block,
                      HzTimeCanvas *self)
{
  hz_time_canvas_activate (self, block);
}

static HzTimeBlock *
create_block (HzTimeCanvas *self)
{
  GtkWidget *block = hz_time_block_new ();

  gtk_widget_set_parent (block, GTK_WIDGET (self));
  g_signal_connect (block, "activate", G_CALLBACK (on_block_activate_cb), self);
  return HZ_TIME_BLOCK (block);
}

/* Blocks that are there are used again; the ghost stays above them. */
static void
fit_blocks (HzTimeCanvas *self)
{
  while (self->blocks->len > self->events->len)
    {
      GtkWidget *last = g_ptr_array_steal_index (self->blocks, self->blocks->len - 1);

      gtk_widget_unparent (last);
    }
  while (self->blocks->len < self->events->len)
    g_ptr_array_add (self->blocks, create_block (self));
  gtk_widget_insert_before (self->slot, GTK_WIDGET (self), NULL);
  gtk_widget_insert_before (self->ghost, GTK_WIDGET (self), NULL);
}

/**
 * hz_time_canvas_set_events:
 * @self: the canvas
 * @events: (element-type HzTimeEvent) (transfer none): its blocks; kept by reference
 */
void
hz_time_canvas_set_events (HzTimeCanvas *self,
                           GPtrArray    *events)
{
  g_autofree char *id = g_strdup (hz_time_canvas_get_current_id (self));
  g_autoptr (GPtrArray) old = self->events;
  gboolean focused = has_focus (self);

  hz_time_canvas_end_change (self, FALSE);
  self->current = NULL;
  if (focused)
    {
      gtk_widget_set_visible (self->slot, TRUE);
      gtk_widget_grab_focus (self->slot);
    }
  self->events = g_ptr_array_ref (events);
  self->lanes = g_renew (HzTimeLane, self->lanes, events->len + 1);
  hz_time_event_share (events, self->lanes);
  fit_blocks (self);
  for (guint i = 0; i < events->len; i++)
    hz_time_block_set_event (g_ptr_array_index (self->blocks, i), g_ptr_array_index (events, i));

  if (id == NULL || !hz_time_canvas_set_current_id (self, id))
    {
      self->current = hz_time_canvas_find_block (self, self->column, self->minute);
      move_focus (self, focused);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hz_time_canvas_set_columns:
 * @self: the canvas
 * @columns: (element-type HzTimeColumn) (transfer none): its columns; kept by reference. Blocks of
 *   the old ones are taken away
 */
void
hz_time_canvas_set_columns (HzTimeCanvas *self,
                            GPtrArray    *columns)
{
  g_autoptr (GPtrArray) no_events = g_ptr_array_new ();
  g_autoptr (GPtrArray) old = self->columns;

  hz_time_canvas_end_change (self, FALSE);
  self->columns = g_ptr_array_ref (columns);
  self->column = CLAMP (self->column, 0, MAX ((int) columns->len - 1, 0));
  hz_time_canvas_set_events (self, no_events);
}

void
hz_time_canvas_set_scale (HzTimeCanvas *self,
                          int           first_minute,
                          int           last_minute,
                          int           hour_height)
{
  self->first_minute = first_minute;
  self->last_minute = last_minute;
  self->hour_height = hour_height;
  self->minute = CLAMP (self->minute, first_minute, last_minute - HZ_TIME_SNAP);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hz_time_canvas_set_column_width (HzTimeCanvas *self,
                                 int           width)
{
  self->column_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hz_time_canvas_set_now (HzTimeCanvas *self,
                        int           minute)
{
  self->now = minute;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
hz_time_canvas_grab_focus (GtkWidget *widget)
{
  HzTimeCanvas *self = HZ_TIME_CANVAS (widget);

  if (self->columns->len == 0)
    return FALSE;
  move_focus (self, TRUE);
  return TRUE;
}

static gboolean
hz_time_canvas_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  /* What hangs on the grid is gone through by Tab like a window, and not left. */
  if (child != NULL && GTK_IS_POPOVER (child))
    return gtk_widget_child_focus (child, direction);
  if (child != NULL)
    return FALSE;

  return hz_time_canvas_grab_focus (widget);
}

/* A window that another one covers keeps its focus: the slot goes only when the focus went elsewhere in
 * the same window, which is known after the toolkit has moved it. */
static gboolean
on_focus_left_cb (gpointer data)
{
  HzTimeCanvas *self = data;

  self->focus_idle = 0;
  if (!has_focus (self))
    gtk_widget_set_visible (self->slot, FALSE);

  return G_SOURCE_REMOVE;
}

static void
on_contains_focus_cb (GtkEventControllerFocus *controller,
                      GParamSpec              *pspec,
                      HzTimeCanvas            *self)
{
  if (!gtk_event_controller_focus_contains_focus (controller) && self->focus_idle == 0)
    self->focus_idle = g_idle_add (on_focus_left_cb, self);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   HzTimeCanvas          *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  /* What is not wanted in a popover over the grid means nothing in the grid below. */
  if (child != NULL && GTK_IS_POPOVER (child))
    return FALSE;

  return hz_time_canvas_handle_key (self, keyval, state);
}

static void
hz_time_canvas_dispose (GObject *object)
{
  HzTimeCanvas *self = HZ_TIME_CANVAS (object);
  GtkWidget *child;

  self->current = NULL;
  self->carried = NULL;
  g_ptr_array_set_size (self->blocks, 0);
  g_ptr_array_unref (self->events);
  self->events = g_ptr_array_new ();
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  G_OBJECT_CLASS (hz_time_canvas_parent_class)->dispose (object);
}

static void
hz_time_canvas_finalize (GObject *object)
{
  HzTimeCanvas *self = HZ_TIME_CANVAS (object);

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->columns);
  g_free (self->lanes);
  g_free (self->copied_id);
  G_OBJECT_CLASS (hz_time_canvas_parent_class)->finalize (object);
}

static guint
add_signal (HzTimeCanvasClass *klass,
            const char        *name,
            guint              n_params,
            ...)
{
  va_list types;
  guint id;

  va_start (types, n_params);
  id = g_signal_new_valist (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, NULL, NULL, NULL,
                            NULL, G_TYPE_NONE, n_params, types);
  va_end (types);
  return id;
}

static void
hz_time_canvas_class_init (HzTimeCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  guint *ids = hz_time_canvas_signals;

  object_class->dispose = hz_time_canvas_dispose;
  object_class->finalize = hz_time_canvas_finalize;
  widget_class->measure = hz_time_canvas_measure;
  widget_class->size_allocate = hz_time_canvas_size_allocate;
  widget_class->snapshot = hz_time_canvas_snapshot;
  widget_class->grab_focus = hz_time_canvas_grab_focus;
  widget_class->focus = hz_time_canvas_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_widget_class_set_css_name (widget_class, "timecanvas");

  /* What they mean is said at HzTimeGrid, which passes them on. */
  ids[HZ_TIME_CANVAS_SLOT_ACTIVATED] =
    add_signal (klass, "slot-activated", 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  ids[HZ_TIME_CANVAS_BLOCK_ACTIVATED] = add_signal (klass, "block-activated", 1, G_TYPE_STRING);
  ids[HZ_TIME_CANVAS_BLOCK_MOVED] =
    add_signal (klass, "block-moved", 4, G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  ids[HZ_TIME_CANVAS_STATE_REQUESTED] =
    add_signal (klass, "state-requested", 2, G_TYPE_STRING, G_TYPE_STRING);
  ids[HZ_TIME_CANVAS_COPY_REQUESTED] =
    add_signal (klass, "copy-requested", 3, G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT);
  ids[HZ_TIME_CANVAS_PAGE_REQUESTED] = add_signal (klass, "page-requested", 1, G_TYPE_INT);
  ids[HZ_TIME_CANVAS_CURSOR_MOVED] = add_signal (klass, "cursor-moved", 0);
}

static GtkWidget *
create_mark (HzTimeCanvas *self,
             const char   *css_class)
{
  GtkWidget *mark = gtk_inscription_new (NULL);

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (mark), 0);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (mark), 0);
  gtk_widget_add_css_class (mark, css_class);
  gtk_widget_set_can_target (mark, FALSE);
  gtk_widget_set_visible (mark, FALSE);
  gtk_widget_set_parent (mark, GTK_WIDGET (self));
  return mark;
}

static void
hz_time_canvas_init (HzTimeCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->columns = g_ptr_array_new ();
  self->events = g_ptr_array_new ();
  self->blocks = g_ptr_array_new ();
  self->first_minute = 8 * 60;
  self->last_minute = 18 * 60;
  self->minute = self->first_minute;
  self->hour_height = 56;
  self->column_width = 190;
  self->now = -1;
  self->slot = create_mark (self, "hz-slot");
  self->ghost = create_mark (self, "hz-ghost");
  gtk_widget_set_focusable (self->slot, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("grid", "Schedule"), -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (on_contains_focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  hz_time_canvas_add_drag (self);
}

GtkWidget *
hz_time_canvas_new (void)
{
  return g_object_new (HZ_TYPE_TIME_CANVAS, NULL);
}
