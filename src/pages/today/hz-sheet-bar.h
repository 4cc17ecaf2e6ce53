/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_SHEET_BAR (hz_sheet_bar_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetBar, hz_sheet_bar, HZ, SHEET_BAR, GtkBox)

void hz_sheet_bar_set_records (HzSheetBar *self,
                               HzRecords *records);

G_END_DECLS
