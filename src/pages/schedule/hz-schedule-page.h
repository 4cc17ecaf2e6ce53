/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_SCHEDULE_PAGE (hz_schedule_page_get_type ())
G_DECLARE_FINAL_TYPE (HzSchedulePage, hz_schedule_page, HZ, SCHEDULE_PAGE, GtkBox)

GtkWidget *hz_schedule_page_new (HzRecords *records);

G_END_DECLS
