/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HZ_TYPE_STICK_GROUP (hz_stick_group_get_type ())
G_DECLARE_FINAL_TYPE (HzStickGroup, hz_stick_group, HZ, STICK_GROUP, AdwPreferencesGroup)

/* The sticks that are put in just now, each with a button; not to be seen while there is none. Signal:
 * "chosen" (const char *folder) when the button of one is pressed. */
GtkWidget *hz_stick_group_new (void);
void hz_stick_group_set_usable (HzStickGroup *self,
                                gboolean is_usable);

G_END_DECLS
