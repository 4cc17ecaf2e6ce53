/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-date-parse.h"

G_BEGIN_DECLS

#define HZ_TYPE_TIME_ENTRY (hz_time_entry_get_type ())
G_DECLARE_FINAL_TYPE (HzTimeEntry, hz_time_entry, HZ, TIME_ENTRY, GtkBox)

GtkWidget *hz_time_entry_new (const char *label);
HzDateParse hz_time_entry_get_minute (HzTimeEntry *self,
                                      int *minute);
void hz_time_entry_set_minute (HzTimeEntry *self,
                               int minute);
void hz_time_entry_set_hint (HzTimeEntry *self,
                             const char *hint);
const char *hz_time_entry_get_text (HzTimeEntry *self);
void hz_time_entry_set_text (HzTimeEntry *self,
                             const char *text);
gboolean hz_time_entry_commit (HzTimeEntry *self);
const char *hz_time_entry_get_error (HzTimeEntry *self);

G_END_DECLS
