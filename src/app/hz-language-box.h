/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_LANGUAGE_BOX (hz_language_box_get_type ())
G_DECLARE_FINAL_TYPE (HzLanguageBox, hz_language_box, HZ, LANGUAGE_BOX, GtkBox)

/* Three buttons, each in its own language; they activate app.language. Properties: "large". */
GtkWidget *hz_language_box_new (gboolean large);

G_END_DECLS
