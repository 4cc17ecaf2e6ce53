/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of this computer, in one file of the person's configuration folder: nothing in them
 * names a person or tells what is kept. Those of a person: hz-preference-store.h. */
GSettings *hz_settings_new (void);
/* In the file at @path. */
GSettings *hz_settings_new_for_file (const char *path);

/* Text size, light and dark: now, and when they change. Once in a program. */
void hz_settings_apply_look (GSettings *settings);

G_END_DECLS
