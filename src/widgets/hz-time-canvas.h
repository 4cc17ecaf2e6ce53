/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-time-event.h"

G_BEGIN_DECLS

#define HZ_TIME_SNAP 15

#define HZ_TYPE_TIME_CANVAS (hz_time_canvas_get_type ())
G_DECLARE_FINAL_TYPE (HzTimeCanvas, hz_time_canvas, HZ, TIME_CANVAS, GtkWidget)

GtkWidget *hz_time_canvas_new (void);

void hz_time_canvas_set_columns (HzTimeCanvas *self,
                                 GPtrArray *columns);
void hz_time_canvas_set_events (HzTimeCanvas *self,
                                GPtrArray *events);
void hz_time_canvas_set_scale (HzTimeCanvas *self,
                               int first_minute,
                               int last_minute,
                               int hour_height);
void hz_time_canvas_set_column_width (HzTimeCanvas *self,
                                      int width);
void hz_time_canvas_set_now (HzTimeCanvas *self,
                             int minute);

int hz_time_canvas_get_y (HzTimeCanvas *self,
                          int minute);
void hz_time_canvas_get_rectangle (HzTimeCanvas *self,
                                   int column,
                                   int start_minute,
                                   int end_minute,
                                   GdkRectangle *rectangle);

void hz_time_canvas_get_cursor (HzTimeCanvas *self,
                                int *column,
                                int *minute);
void hz_time_canvas_set_cursor (HzTimeCanvas *self,
                                int column,
                                int minute);
const char *hz_time_canvas_get_current_id (HzTimeCanvas *self);
gboolean hz_time_canvas_set_current_id (HzTimeCanvas *self,
                                        const char *id);
gboolean hz_time_canvas_handle_key (HzTimeCanvas *self,
                                    guint keyval,
                                    GdkModifierType state);

G_END_DECLS
