/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-time-event.h"

G_BEGIN_DECLS

#define HZ_TYPE_TIME_GRID (hz_time_grid_get_type ())
G_DECLARE_FINAL_TYPE (HzTimeGrid, hz_time_grid, HZ, TIME_GRID, GtkBox)

GtkWidget *hz_time_grid_new (void);

void hz_time_grid_set_columns (HzTimeGrid *self,
                               GPtrArray *columns);
void hz_time_grid_set_events (HzTimeGrid *self,
                              GPtrArray *events);
void hz_time_grid_set_hours (HzTimeGrid *self,
                             int first_minute,
                             int last_minute);
void hz_time_grid_set_hour_height (HzTimeGrid *self,
                                   int height);
void hz_time_grid_set_column_width (HzTimeGrid *self,
                                    int width);
void hz_time_grid_set_now (HzTimeGrid *self,
                           int minute);

void hz_time_grid_get_cursor (HzTimeGrid *self,
                              int *column,
                              int *minute);
void hz_time_grid_set_cursor (HzTimeGrid *self,
                              int column,
                              int minute);
const char *hz_time_grid_get_current_id (HzTimeGrid *self);
gboolean hz_time_grid_set_current_id (HzTimeGrid *self,
                                      const char *id);
gboolean hz_time_grid_press_key (HzTimeGrid *self,
                                 guint keyval,
                                 GdkModifierType state);
void hz_time_grid_point_popover (HzTimeGrid *self,
                                 GtkPopover *popover,
                                 int column,
                                 int start_minute,
                                 int end_minute);

G_END_DECLS
