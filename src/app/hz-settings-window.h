/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-session.h"

G_BEGIN_DECLS

/* Me, Security, Staff and Centre, as far as the person's rights go. Every row acts at once. */
void hz_settings_window_show (GtkWindow *parent,
                              HzSession *session,
                              GSettings *settings);

GtkWindow *hz_settings_window_renew (GtkWindow *parent,
                                     HzSession *session,
                                     GSettings *settings);

G_END_DECLS
