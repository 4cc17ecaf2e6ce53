/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkDropDown of a code list's labels. @empty: what stands for no answer, or NULL when there is
 * always one. */
void hz_code_choice_fill (GtkDropDown *drop_down,
                          const char *list,
                          const char *empty);
const char *hz_code_choice_get (GtkDropDown *drop_down);
void hz_code_choice_set (GtkDropDown *drop_down,
                         const char *code);

G_END_DECLS
