/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-date-parse.h"
#include "hz-month-grid.h"

G_BEGIN_DECLS

#define HZ_TYPE_DATE_ENTRY (hz_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (HzDateEntry, hz_date_entry, HZ, DATE_ENTRY, GtkBox)

GtkWidget *hz_date_entry_new (const char *label,
                              HzDateKind kind,
                              HzDateSense sense);

HzDateParse hz_date_entry_get_date (HzDateEntry *self,
                                    HzDate *date);
void hz_date_entry_set_date (HzDateEntry *self,
                             HzDate date);
HzDateParse hz_date_entry_get_range (HzDateEntry *self,
                                     HzDateRange *range);
const char *hz_date_entry_get_text (HzDateEntry *self);
void hz_date_entry_set_text (HzDateEntry *self,
                             const char *text);
gboolean hz_date_entry_commit (HzDateEntry *self);
const char *hz_date_entry_get_error (HzDateEntry *self);
HzMonthGrid *hz_date_entry_get_calendar (HzDateEntry *self);

G_END_DECLS
