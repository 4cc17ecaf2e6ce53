/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What an erasure comes to, for who asks for it and for who confirms it. */
void hz_erasure_words_add (GtkWidget *box);

G_END_DECLS
