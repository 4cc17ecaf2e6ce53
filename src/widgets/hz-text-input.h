/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void hz_text_input_install (void);

gboolean hz_text_input_turn_letter (GtkWidget *text);
void hz_text_input_insert (GtkWidget *text,
                           const char *inserted);
GtkWidget *hz_text_input_get_text (GtkWidget *entry);
void hz_text_input_let_go (GtkWidget *entry);

G_END_DECLS
