/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_WRAP_BOX (hz_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (HzWrapBox, hz_wrap_box, HZ, WRAP_BOX, GtkWidget)

GtkWidget *hz_wrap_box_new (void);
void hz_wrap_box_append (HzWrapBox *self,
                         GtkWidget *child);

G_END_DECLS
