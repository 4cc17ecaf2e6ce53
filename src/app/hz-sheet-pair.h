/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-secret.h"

G_BEGIN_DECLS

#define HZ_TYPE_SHEET_PAIR (hz_sheet_pair_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetPair, hz_sheet_pair, HZ, SHEET_PAIR, GtkBox)

/* Where the recovery sheets there are get typed: the one, or two of three. A mistyped group, the same
 * sheet twice and sheets of two sets are named as soon as they are typed. Signals: "changed" after each
 * letter, "activate" at Enter in the last. */
GtkWidget *hz_sheet_pair_new (void);
gboolean hz_sheet_pair_is_good (HzSheetPair *self);
/* @second: NULL when there is one sheet. */
void hz_sheet_pair_get_typed (HzSheetPair *self,
                              HzSecret **first,
                              HzSecret **second);
void hz_sheet_pair_clear (HzSheetPair *self);
/* From the one before, in another language. */
void hz_sheet_pair_copy (HzSheetPair *self,
                         HzSheetPair *before);

G_END_DECLS
