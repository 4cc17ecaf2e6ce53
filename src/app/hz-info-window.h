/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window beside the main one that is there to be read: a title, Hide, Esc closes it. A lock and a
 * change of language take it away. */
GtkWindow *hz_info_window_new (GtkWindow *parent,
                               const char *title,
                               GtkWidget *content,
                               int width,
                               int height);

G_END_DECLS
