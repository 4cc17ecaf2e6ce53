/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_TODAY_PAGE (hz_today_page_get_type ())
G_DECLARE_FINAL_TYPE (HzTodayPage, hz_today_page, HZ, TODAY_PAGE, GtkBox)

GtkWidget *hz_today_page_new (HzRecords *records);

G_END_DECLS
