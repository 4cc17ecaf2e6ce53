/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_TODAY_BAR (hz_today_bar_get_type ())
G_DECLARE_DERIVABLE_TYPE (HzTodayBar, hz_today_bar, HZ, TODAY_BAR, GtkBox)

struct _HzTodayBarClass
{
  GtkBoxClass parent_class;
};

/* A sentence across Today, with an icon, read out as one; not to be seen while there is none. */
void hz_today_bar_set_icon (HzTodayBar *self,
                            const char *icon_name);
void hz_today_bar_tell (HzTodayBar *self,
                        const char *sentence,
                        gboolean is_warning);

G_END_DECLS
