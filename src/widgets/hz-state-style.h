/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *hz_state_style_get_word (const char *state);
const char *hz_state_style_get_icon (const char *state);
const char *hz_state_style_get_css_class (const char *state);
void hz_state_style_apply (GtkWidget *widget,
                           const char *state);
GtkWidget *hz_state_style_create_badge (const char *state);

G_END_DECLS
