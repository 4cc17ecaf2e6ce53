/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The keys of the program, from their one table. */
void hz_shortcut_list_show (GtkWindow *parent);

G_END_DECLS
