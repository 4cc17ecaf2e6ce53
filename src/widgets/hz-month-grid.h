/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-date.h"

G_BEGIN_DECLS

/**
 * HzMonthGridDayFunc:
 * @date: a day
 * @count: (out): how many things stand on it, 0 shows nothing
 * @data: what was given with the function
 *
 * Returns: (transfer full) (nullable): the name of the holiday it is
 */
typedef char *(*HzMonthGridDayFunc) (HzDate   date,
                                     int     *count,
                                     gpointer data);

#define HZ_TYPE_MONTH_GRID (hz_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (HzMonthGrid, hz_month_grid, HZ, MONTH_GRID, GtkBox)

GtkWidget *hz_month_grid_new (void);
void hz_month_grid_set_day_func (HzMonthGrid *self,
                                 HzMonthGridDayFunc func,
                                 gpointer data,
                                 GDestroyNotify destroy);
void hz_month_grid_refresh (HzMonthGrid *self);
void hz_month_grid_set_large (HzMonthGrid *self,
                              gboolean large);

HzDate hz_month_grid_get_date (HzMonthGrid *self);
void hz_month_grid_set_date (HzMonthGrid *self,
                             HzDate date);
HzDate hz_month_grid_get_month (HzMonthGrid *self);
void hz_month_grid_show_month (HzMonthGrid *self,
                               HzDate month);

G_END_DECLS
