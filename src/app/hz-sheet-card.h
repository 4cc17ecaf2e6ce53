/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-sheet.h"

G_BEGIN_DECLS

#define HZ_TYPE_SHEET_CARD (hz_sheet_card_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetCard, hz_sheet_card, HZ, SHEET_CARD, GtkBox)

/* A recovery sheet in large groups, to be copied by hand. */
GtkWidget *hz_sheet_card_new (void);
void hz_sheet_card_show (HzSheetCard *self,
                         HzSheets *sheets,
                         guint number);
/* Nothing of a sheet stays on the screen. */
void hz_sheet_card_clear (HzSheetCard *self);
/* "Sheet A1 of 3" */
char *hz_sheet_card_name (HzSheets *sheets,
                          guint number);

G_END_DECLS
