/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-grid.h"

#include <glib/gi18n.h>

#include "hz-time-canvas.h"
#include "hz-time-text.h"
#include "hz-zone.h"

/* At the size of text that DPI_DEFAULT stands for. */
#define GUTTER 52
#define DPI_DEFAULT (96 * 1024)

/**
 * HzTimeGrid:
 *
 * A day or a week as columns of hours: a header over each column, the hours at the left, both of
 * which stay where they are when the rest scrolls. It knows nothing of clients: what stands in it
 * comes as #HzTimeColumn and #HzTimeEvent, and what a person wants goes out as signals.
 *
 * Pointer: a click with either button opens, a drag on free time marks a stretch, on a block moves
 * it, on its lower edge changes its end. Keys: arrows move the cursor by a quarter of an hour and by
 * columns, with Ctrl by an hour; Home, End go to the ends of the working time, Ctrl+Home to now; Page
 * Up, Page Down turn the page; Shift+Down marks a longer stretch; Enter and Menu open; M picks up a
 * block, which the arrows then move, Shift+arrows resize, Enter puts down and Esc lets go; A, S, D, N
 * and Delete ask for a state; Ctrl+C and Ctrl+V ask for the same again elsewhere.
 */
struct _HzTimeGrid
{
  GtkBox parent_instance;

  GtkWidget *headers;
  GtkWidget *hours;
  GtkWidget *canvas;
  GtkWidget *now_label;
  GtkWidget *scroller;
  int first_minute;
  int last_minute;
  int hour_height;
  int column_width;
  int now;
};

static const char *const canvas_signals[] = {
  "slot-activated", "block-activated", "block-moved",
  "state-requested", "copy-requested", "page-requested",
};

enum
{
  SIGNAL_SLOT_ACTIVATED,
  SIGNAL_BLOCK_ACTIVATED,
  SIGNAL_BLOCK_MOVED,
  SIGNAL_STATE_REQUESTED,
  SIGNAL_COPY_REQUESTED,
  SIGNAL_PAGE_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzTimeGrid, hz_time_grid, GTK_TYPE_BOX)

static void
on_slot_activated_cb (HzTimeGrid *self,
                      int         column,
                      int         start_minute,
                      int         end_minute)
{
  g_signal_emit (self, signals[SIGNAL_SLOT_ACTIVATED], 0, column, start_minute, end_minute);
}

static void
on_block_activated_cb (HzTimeGrid *self,
                       const char *id)
{
  g_signal_emit (self, signals[SIGNAL_BLOCK_ACTIVATED], 0, id);
}

static void
on_block_moved_cb (HzTimeGrid *self,
                   const char *id,
                   int         column,
                   int         start_minute,
                   int         end_minute)
{
  g_signal_emit (self, signals[SIGNAL_BLOCK_MOVED], 0, id, column, start_minute, end_minute);
}

static void
on_state_requested_cb (HzTimeGrid *self,
                       const char *id,
                       const char *state)
{
  g_signal_emit (self, signals[SIGNAL_STATE_REQUESTED], 0, id, state);
}

static void
on_copy_requested_cb (HzTimeGrid *self,
                      const char *id,
                      int         column,
                      int         minute)
{
  g_signal_emit (self, signals[SIGNAL_COPY_REQUESTED], 0, id, column, minute);
}

static void
on_page_requested_cb (HzTimeGrid *self,
                      int         by)
{
  g_signal_emit (self, signals[SIGNAL_PAGE_REQUESTED], 0, by);
}

/* Brings the cursor into sight. */
static void
on_cursor_moved_cb (HzTimeGrid *self)
{
  GtkAdjustment *vertical =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  GtkAdjustment *horizontal =
    gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  GdkRectangle area;
  int column, minute;

  hz_time_canvas_get_cursor (HZ_TIME_CANVAS (self->canvas), &column, &minute);
  hz_time_canvas_get_rectangle (HZ_TIME_CANVAS (self->canvas), column, minute,
                                minute + 2 * HZ_TIME_SNAP, &area);
  gtk_adjustment_clamp_page (vertical, area.y, area.y + area.height);
  gtk_adjustment_clamp_page (horizontal, area.x, area.x + area.width);
}

static gboolean
hz_time_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_TIME_GRID (widget)->canvas);
}

static void
hz_time_grid_class_init (HzTimeGridClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = hz_time_grid_grab_focus;

  /**
   * HzTimeGrid::slot-activated:
   * @column: place of the column
   * @start_minute: minute of the day
   * @end_minute: minute of the day; the same as @start_minute when no length was marked
   *
   * Something new is wanted there.
   */
  signals[SIGNAL_SLOT_ACTIVATED] =
    g_signal_new (canvas_signals[0], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  /**
   * HzTimeGrid::block-activated:
   * @id: id of the block
   *
   * A block is to be opened.
   */
  signals[SIGNAL_BLOCK_ACTIVATED] =
    g_signal_new (canvas_signals[1], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_STRING);
  /**
   * HzTimeGrid::block-moved:
   * @id: id of the block
   * @column: place of the column
   * @start_minute: minute of the day
   * @end_minute: minute of the day
   *
   * A block was put down elsewhere, or given another end. It stays where it was until new blocks
   * are set.
   */
  signals[SIGNAL_BLOCK_MOVED] =
    g_signal_new (canvas_signals[2], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  /**
   * HzTimeGrid::state-requested:
   * @id: id of the block
   * @state: arrived, in_session, completed, no_show or cancelled_client
   *
   * A state was asked for by its key.
   */
  signals[SIGNAL_STATE_REQUESTED] =
    g_signal_new (canvas_signals[3], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                  G_TYPE_STRING, G_TYPE_STRING);
  /**
   * HzTimeGrid::copy-requested:
   * @id: id of the block that was copied, maybe on another day
   * @column: place of the column
   * @start_minute: minute of the day
   *
   * The same is wanted again there.
   */
  signals[SIGNAL_COPY_REQUESTED] =
    g_signal_new (canvas_signals[4], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT);
  /**
   * HzTimeGrid::page-requested:
   * @by: -1 for the page before, 1 for the next
   *
   * Another day or week is wanted.
   */
  signals[SIGNAL_PAGE_REQUESTED] =
    g_signal_new (canvas_signals[5], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_INT);
}

static GtkWidget *
create_scroller (GtkWidget     *child,
                 GtkAdjustment *horizontal,
                 GtkAdjustment *vertical)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  horizontal != NULL ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER,
                                  vertical != NULL ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER);
  if (horizontal != NULL)
    gtk_scrolled_window_set_hadjustment (GTK_SCROLLED_WINDOW (scroller), horizontal);
  if (vertical != NULL)
    gtk_scrolled_window_set_vadjustment (GTK_SCROLLED_WINDOW (scroller), vertical);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static void
connect_canvas (HzTimeGrid *self)
{
  const GCallback callbacks[] = {
    G_CALLBACK (on_slot_activated_cb), G_CALLBACK (on_block_activated_cb),
    G_CALLBACK (on_block_moved_cb), G_CALLBACK (on_state_requested_cb),
    G_CALLBACK (on_copy_requested_cb), G_CALLBACK (on_page_requested_cb),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (callbacks); i++)
    g_signal_connect_swapped (self->canvas, canvas_signals[i], callbacks[i], self);
  g_signal_connect_swapped (self->canvas, "cursor-moved", G_CALLBACK (on_cursor_moved_cb), self);
}

/* With larger text an hour is higher, so that a block still holds its lines. */
static int
scale (HzTimeGrid *self,
       int         pixels)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > DPI_DEFAULT ? (int) ((gint64) pixels * dpi / DPI_DEFAULT) : pixels;
}

static void
update_hours (HzTimeGrid *self)
{
  int gutter = scale (self, GUTTER);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->hours)) != NULL)
    gtk_fixed_remove (GTK_FIXED (self->hours), child);
  for (int minute = self->first_minute; minute < self->last_minute; minute += 60)
    {
      g_autofree char *text = hz_time_text (minute);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "hz-hour");
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_size_request (label, gutter, -1);
      gtk_fixed_put (GTK_FIXED (self->hours), label, 0,
                     hz_time_canvas_get_y (HZ_TIME_CANVAS (self->canvas), minute) + 1);
    }
  self->now_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->now_label, "hz-now-label");
  gtk_widget_add_css_class (self->now_label, "numeric");
  gtk_widget_set_size_request (self->now_label, gutter, -1);
  gtk_fixed_put (GTK_FIXED (self->hours), self->now_label, 0, 0);
  gtk_widget_set_size_request (self->hours, gutter,
                               hz_time_canvas_get_y (HZ_TIME_CANVAS (self->canvas),
                                                     self->last_minute));
  hz_time_grid_set_now (self, self->now);
}

static void
update_scale (HzTimeGrid *self)
{
  hz_time_canvas_set_scale (HZ_TIME_CANVAS (self->canvas), self->first_minute, self->last_minute,
                            scale (self, self->hour_height));
  update_hours (self);
}

static void
hz_time_grid_init (HzTimeGrid *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkAdjustment *horizontal, *vertical;
  GtkWidget *header_scroller, *hour_scroller;

  self->first_minute = 8 * 60;
  self->last_minute = 18 * 60;
  self->hour_height = 56;
  self->column_width = 190;
  self->now = -1;
  self->canvas = hz_time_canvas_new ();
  self->headers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->hours = gtk_fixed_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_box_set_homogeneous (GTK_BOX (self->headers), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->canvas);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  horizontal = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  header_scroller = create_scroller (self->headers, horizontal, NULL);
  hour_scroller = create_scroller (self->hours, NULL, vertical);

  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (header_scroller, TRUE);
  gtk_grid_attach (GTK_GRID (grid), header_scroller, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), hour_scroller, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->scroller, 1, 1, 1, 1);
  gtk_widget_set_hexpand (grid, TRUE);
  gtk_box_append (GTK_BOX (self), grid);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-time-grid");
  connect_canvas (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_scale), self, G_CONNECT_SWAPPED);
  update_scale (self);
}

/**
 * hz_time_grid_new:
 *
 * Returns: (transfer floating): a grid from 8 to 18 without columns
 */
GtkWidget *
hz_time_grid_new (void)
{
  return g_object_new (HZ_TYPE_TIME_GRID, NULL);
}

static GtkWidget *
create_header_line (const char *text,
                    const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* As wide as the column below it, so that both scroll together. */
static GtkWidget *
create_header (HzTimeGrid         *self,
               const HzTimeColumn *column)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (header, self->column_width, -1);
  gtk_widget_add_css_class (header, "hz-column-header");
  if (column->is_today)
    gtk_widget_add_css_class (header, "hz-today");
  gtk_box_append (GTK_BOX (header), create_header_line (column->title, "heading"));
  if (column->detail != NULL)
    gtk_box_append (GTK_BOX (header), create_header_line (column->detail, "caption"));
  if (column->notice != NULL)
    gtk_box_append (GTK_BOX (header), create_header_line (column->notice, "hz-late"));
  if (column->spoken != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (header),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, column->spoken, -1);
  return header;
}

/**
 * hz_time_grid_set_columns:
 * @self: the grid
 * @columns: (element-type HzTimeColumn) (transfer none): its columns; kept by reference. All blocks
 *   go with the old ones
 */
void
hz_time_grid_set_columns (HzTimeGrid *self,
                          GPtrArray  *columns)
{
  GtkWidget *child;

  g_return_if_fail (HZ_IS_TIME_GRID (self));

  while ((child = gtk_widget_get_first_child (self->headers)) != NULL)
    gtk_box_remove (GTK_BOX (self->headers), child);
  for (guint i = 0; i < columns->len; i++)
    gtk_box_append (GTK_BOX (self->headers), create_header (self, g_ptr_array_index (columns, i)));
  hz_time_canvas_set_columns (HZ_TIME_CANVAS (self->canvas), columns);
}

/**
 * hz_time_grid_set_events:
 * @self: the grid
 * @events: (element-type HzTimeEvent) (transfer none): its blocks; kept by reference. The cursor
 *   stays on a block that is still there
 */
void
hz_time_grid_set_events (HzTimeGrid *self,
                         GPtrArray  *events)
{
  g_return_if_fail (HZ_IS_TIME_GRID (self));

  hz_time_canvas_set_events (HZ_TIME_CANVAS (self->canvas), events);
}

/**
 * hz_time_grid_set_hours:
 * @self: the grid
 * @first_minute: the first minute shown
 * @last_minute: the minute it ends before
 *
 * Which part of the day is shown; rounded to whole hours outwards.
 */
void
hz_time_grid_set_hours (HzTimeGrid *self,
                        int         first_minute,
                        int         last_minute)
{
  g_return_if_fail (HZ_IS_TIME_GRID (self));
  g_return_if_fail (first_minute >= 0 && first_minute < last_minute);

  first_minute = first_minute / 60 * 60;
  last_minute = MIN ((last_minute + 59) / 60 * 60, HZ_ZONE_DAY_MINUTES);
  if (first_minute == self->first_minute && last_minute == self->last_minute)
    return;
  self->first_minute = first_minute;
  self->last_minute = last_minute;
  update_scale (self);
}

/**
 * hz_time_grid_set_hour_height:
 * @self: the grid
 * @height: pixels of an hour; more of them with text that is larger than usual
 */
void
hz_time_grid_set_hour_height (HzTimeGrid *self,
                              int         height)
{
  g_return_if_fail (HZ_IS_TIME_GRID (self));
  g_return_if_fail (height >= 24);

  if (height == self->hour_height)
    return;
  self->hour_height = height;
  update_scale (self);
}

/**
 * hz_time_grid_set_column_width:
 * @self: the grid
 * @width: pixels a column has at least; more of them scroll sideways
 */
void
hz_time_grid_set_column_width (HzTimeGrid *self,
                               int         width)
{
  g_return_if_fail (HZ_IS_TIME_GRID (self));

  self->column_width = width;
  hz_time_canvas_set_column_width (HZ_TIME_CANVAS (self->canvas), width);
  for (GtkWidget *header = gtk_widget_get_first_child (self->headers);
       header != NULL;
       header = gtk_widget_get_next_sibling (header))
    gtk_widget_set_size_request (header, width, -1);
}

/* The hour under the present is not written through it. */
static void
show_hours_beside (HzTimeGrid *self,
                   int         y)
{
  int minute = self->first_minute;
  int height = 0;

  gtk_widget_measure (self->now_label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  for (GtkWidget *label = gtk_widget_get_first_child (self->hours);
       label != NULL && label != self->now_label;
       label = gtk_widget_get_next_sibling (label), minute += 60)
    {
      /* Not asked of the container, which does not know the place of what it does not show. */
      int top = hz_time_canvas_get_y (HZ_TIME_CANVAS (self->canvas), minute);

      gtk_widget_set_visible (label, y < 0 || ABS (top - y) >= height);
    }
}

/**
 * hz_time_grid_set_now:
 * @self: the grid
 * @minute: minute of the day; -1 when none of the days shown is today
 */
void
hz_time_grid_set_now (HzTimeGrid *self,
                      int         minute)
{
  gboolean is_shown;

  g_return_if_fail (HZ_IS_TIME_GRID (self));

  is_shown = minute >= self->first_minute && minute < self->last_minute;
  self->now = minute;
  hz_time_canvas_set_now (HZ_TIME_CANVAS (self->canvas), minute);
  gtk_widget_set_visible (self->now_label, is_shown);
  if (is_shown)
    {
      g_autofree char *text = hz_time_text (minute);
      int y = hz_time_canvas_get_y (HZ_TIME_CANVAS (self->canvas), minute);
      int height = 0;

      gtk_label_set_label (GTK_LABEL (self->now_label), text);
      gtk_widget_measure (self->now_label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      y = MAX (y - (height + 1) / 2, 0);
      gtk_fixed_move (GTK_FIXED (self->hours), self->now_label, 0, y);
      show_hours_beside (self, y);
    }
  else
    {
      show_hours_beside (self, -1);
    }
}

void
hz_time_grid_get_cursor (HzTimeGrid *self,
                         int        *column,
                         int        *minute)
{
  g_return_if_fail (HZ_IS_TIME_GRID (self));

  hz_time_canvas_get_cursor (HZ_TIME_CANVAS (self->canvas), column, minute);
}

/**
 * hz_time_grid_set_cursor:
 * @self: the grid
 * @column: place of a column
 * @minute: minute of the day
 *
 * Puts the cursor on what is there, a block or free time.
 */
void
hz_time_grid_set_cursor (HzTimeGrid *self,
                         int         column,
                         int         minute)
{
  g_return_if_fail (HZ_IS_TIME_GRID (self));

  hz_time_canvas_set_cursor (HZ_TIME_CANVAS (self->canvas), column, minute);
}

/**
 * hz_time_grid_get_current_id:
 * @self: the grid
 *
 * Returns: (transfer none) (nullable): id of the block under the cursor
 */
const char *
hz_time_grid_get_current_id (HzTimeGrid *self)
{
  g_return_val_if_fail (HZ_IS_TIME_GRID (self), NULL);

  return hz_time_canvas_get_current_id (HZ_TIME_CANVAS (self->canvas));
}

/**
 * hz_time_grid_set_current_id:
 * @self: the grid
 * @id: id of a block
 *
 * Returns: whether it is there; then the cursor stands on it
 */
gboolean
hz_time_grid_set_current_id (HzTimeGrid *self,
                             const char *id)
{
  g_return_val_if_fail (HZ_IS_TIME_GRID (self), FALSE);

  return hz_time_canvas_set_current_id (HZ_TIME_CANVAS (self->canvas), id);
}

/**
 * hz_time_grid_press_key:
 * @self: the grid
 * @keyval: a key
 * @state: what is held with it
 *
 * Does what the key does; for tests, which cannot press keys.
 *
 * Returns: whether it means something here
 */
gboolean
hz_time_grid_press_key (HzTimeGrid      *self,
                        guint            keyval,
                        GdkModifierType  state)
{
  g_return_val_if_fail (HZ_IS_TIME_GRID (self), FALSE);

  return hz_time_canvas_handle_key (HZ_TIME_CANVAS (self->canvas), keyval, state);
}

/**
 * hz_time_grid_point_popover:
 * @self: the grid
 * @popover: a popover without a parent, or one this was called with before
 * @column: place of a column
 * @start_minute: minute of the day
 * @end_minute: minute of the day
 *
 * Lets @popover point at that place of the grid.
 */
void
hz_time_grid_point_popover (HzTimeGrid *self,
                            GtkPopover *popover,
                            int         column,
                            int         start_minute,
                            int         end_minute)
{
  GdkRectangle area;

  g_return_if_fail (HZ_IS_TIME_GRID (self));

  hz_time_canvas_get_rectangle (HZ_TIME_CANVAS (self->canvas), column, start_minute, end_minute,
                                &area);
  if (gtk_widget_get_parent (GTK_WIDGET (popover)) == NULL)
    gtk_widget_set_parent (GTK_WIDGET (popover), self->canvas);
  gtk_popover_set_pointing_to (popover, &area);
}
