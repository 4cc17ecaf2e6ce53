/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-sheet.h"

G_BEGIN_DECLS

#define HZ_TYPE_SHEET_TYPING (hz_sheet_typing_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetTyping, hz_sheet_typing, HZ, SHEET_TYPING, AdwBin)

/* New recovery sheets, one after the other: each is shown in large groups, copied by hand, and typed
 * back whole before it counts. Signals: "changed" when what can be done is another, "activate" at
 * Enter. */
GtkWidget *hz_sheet_typing_new (void);
/* @n_typed: how many of them were typed back before, as in another language. */
void hz_sheet_typing_start (HzSheetTyping *self,
                            HzSheets *sheets,
                            guint n_typed);
guint hz_sheet_typing_get_n_typed (HzSheetTyping *self);
/* Whether one can go on: not while a sheet is half typed. */
gboolean hz_sheet_typing_is_ready (HzSheetTyping *self);
/* FALSE when all were typed back: there is nothing more to show. */
gboolean hz_sheet_typing_go_on (HzSheetTyping *self);
/* From typing back to the sheet; FALSE when that is on the screen. */
gboolean hz_sheet_typing_go_back (HzSheetTyping *self);

G_END_DECLS
