/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_LETTER_BUTTON (hz_letter_button_get_type ())
G_DECLARE_FINAL_TYPE (HzLetterButton, hz_letter_button, HZ, LETTER_BUTTON, GtkBox)

GtkWidget *hz_letter_button_new (GtkWidget *entry);
void hz_letter_button_attach (GtkWidget *entry);

G_END_DECLS
