/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One of several things to choose, with a sentence about it, at the end of a group. @other: the check
 * of another one, or NULL for the first. Returns the check. */
GtkWidget *hz_radio_row_add (GtkWidget *group,
                             const char *title,
                             const char *subtitle,
                             GtkWidget *other);

G_END_DECLS
