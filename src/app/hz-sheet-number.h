/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HZ_TYPE_SHEET_NUMBER (hz_sheet_number_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetNumber, hz_sheet_number, HZ, SHEET_NUMBER, AdwPreferencesGroup)

/* How many recovery sheets there are to be: the one, or three of which any two open.
 * Signal: "changed". */
GtkWidget *hz_sheet_number_new (void);
guint hz_sheet_number_get (HzSheetNumber *self);
void hz_sheet_number_set (HzSheetNumber *self,
                          guint n_sheets);

G_END_DECLS
