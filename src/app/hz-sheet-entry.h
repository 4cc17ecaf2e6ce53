/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-sheet.h"

G_BEGIN_DECLS

#define HZ_TYPE_SHEET_ENTRY (hz_sheet_entry_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetEntry, hz_sheet_entry, HZ, SHEET_ENTRY, GtkBox)

/* Where a recovery sheet is typed, and in words how far it is right: a mistyped group is named at once.
 * Signals: "changed" after each letter, "activate" at Enter. */
GtkWidget *hz_sheet_entry_new (const char *title);
/* That sheet is to be typed back, and no other will do; NULL: any sheet. */
void hz_sheet_entry_set_expected (HzSheetEntry *self,
                                  HzSheets *sheets,
                                  guint number);
/* The whole sheet, and right as far as a sheet can tell by itself. */
gboolean hz_sheet_entry_is_good (HzSheetEntry *self);
gboolean hz_sheet_entry_is_empty (HzSheetEntry *self);
/* Which it is, by its check characters: FALSE unless it is good. */
gboolean hz_sheet_entry_get_name (HzSheetEntry *self,
                                  char *set,
                                  guint *number);
HzSecret *hz_sheet_entry_get_typed (HzSheetEntry *self);
void hz_sheet_entry_clear (HzSheetEntry *self);
/* Into the entry of another language. */
void hz_sheet_entry_copy (HzSheetEntry *self,
                          HzSheetEntry *other);

G_END_DECLS
