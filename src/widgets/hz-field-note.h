/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *hz_field_note_new (GtkWidget *field);
void hz_field_note_set_problem (GtkWidget *note,
                                const char *problem);

G_END_DECLS
