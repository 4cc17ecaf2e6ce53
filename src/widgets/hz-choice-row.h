/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_CHOICE_ROW (hz_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (HzChoiceRow, hz_choice_row, HZ, CHOICE_ROW, GtkBox)

GtkWidget *hz_choice_row_new (const char *label,
                              gboolean is_multiple);
void hz_choice_row_add (HzChoiceRow *self,
                        const char *code,
                        const char *label);
char **hz_choice_row_get_codes (HzChoiceRow *self);
void hz_choice_row_set_codes (HzChoiceRow *self,
                              const char *const *codes);
const char *hz_choice_row_get_code (HzChoiceRow *self);
void hz_choice_row_set_code (HzChoiceRow *self,
                             const char *code);
GtkEditable *hz_choice_row_get_entry (HzChoiceRow *self);

G_END_DECLS
