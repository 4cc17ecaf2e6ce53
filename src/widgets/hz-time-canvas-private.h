/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-time-canvas.h"

#include "hz-time-block.h"

G_BEGIN_DECLS

/**
 * HzTimeChange:
 * @HZ_TIME_CHANGE_NONE: nothing is being changed
 * @HZ_TIME_CHANGE_CREATE: a stretch is being marked for something new
 * @HZ_TIME_CHANGE_MOVE: a block is carried
 * @HZ_TIME_CHANGE_RESIZE: the end of a block is carried
 */
typedef enum
{
  HZ_TIME_CHANGE_NONE,
  HZ_TIME_CHANGE_CREATE,
  HZ_TIME_CHANGE_MOVE,
  HZ_TIME_CHANGE_RESIZE,
} HzTimeChange;

enum
{
  HZ_TIME_CANVAS_SLOT_ACTIVATED,
  HZ_TIME_CANVAS_BLOCK_ACTIVATED,
  HZ_TIME_CANVAS_BLOCK_MOVED,
  HZ_TIME_CANVAS_STATE_REQUESTED,
  HZ_TIME_CANVAS_COPY_REQUESTED,
  HZ_TIME_CANVAS_PAGE_REQUESTED,
  HZ_TIME_CANVAS_CURSOR_MOVED,
  HZ_TIME_CANVAS_N_SIGNALS
};

extern guint hz_time_canvas_signals[HZ_TIME_CANVAS_N_SIGNALS];

struct _HzTimeCanvas
{
  GtkWidget parent_instance;

  GPtrArray *columns;
  GPtrArray *events;
  GPtrArray *blocks;
  HzTimeLane *lanes;
  int first_minute;
  int last_minute;
  int hour_height;
  int column_width;
  int now;

  /* The cursor: a block, or a slot of time where there is none. */
  int column;
  int minute;
  int length;
  HzTimeBlock *current;
  GtkWidget *slot;
  guint focus_idle;

  /* What is being carried, by keys or by the pointer; shown by the ghost. */
  HzTimeChange change;
  HzTimeBlock *carried;
  int ghost_column;
  int ghost_start;
  int ghost_end;
  int grip;
  GtkWidget *ghost;
  GtkGesture *drag;
  char *copied_id;
};

void hz_time_canvas_begin_change (HzTimeCanvas *self,
                                  HzTimeChange change,
                                  HzTimeBlock *block);
void hz_time_canvas_set_ghost (HzTimeCanvas *self,
                               int column,
                               int start_minute,
                               int end_minute);
void hz_time_canvas_end_change (HzTimeCanvas *self,
                                gboolean drop);
HzTimeBlock *hz_time_canvas_find_block (HzTimeCanvas *self,
                                        int column,
                                        int minute);
void hz_time_canvas_mark (HzTimeCanvas *self,
                          HzTimeBlock *block);
void hz_time_canvas_set_length (HzTimeCanvas *self,
                                int length);
void hz_time_canvas_activate (HzTimeCanvas *self,
                              HzTimeBlock *block);

void hz_time_canvas_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline);
void hz_time_canvas_size_allocate (GtkWidget *widget,
                                   int width,
                                   int height,
                                   int baseline);
void hz_time_canvas_draw (HzTimeCanvas *self,
                          GtkSnapshot *snapshot);
void hz_time_canvas_add_drag (HzTimeCanvas *self);

G_END_DECLS
