/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_NAME_ROW (hz_name_row_get_type ())
G_DECLARE_FINAL_TYPE (HzNameRow, hz_name_row, HZ, NAME_ROW, GtkBox)

GtkWidget *hz_name_row_new (const char *label);
const char *hz_name_row_get_text (HzNameRow *self);
void hz_name_row_set_text (HzNameRow *self,
                           const char *text);
void hz_name_row_get_parts (HzNameRow *self,
                            char **surname,
                            char **given,
                            char **patronymic);
void hz_name_row_set_parts (HzNameRow *self,
                            const char *surname,
                            const char *given,
                            const char *patronymic);
gboolean hz_name_row_get_swapped (HzNameRow *self);
void hz_name_row_set_swapped (HzNameRow *self,
                              gboolean swapped);
void hz_name_row_set_problem (HzNameRow *self,
                              const char *problem);

G_END_DECLS
