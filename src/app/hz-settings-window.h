/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-session.h"

G_BEGIN_DECLS

/* Me, Security, Staff, Centre and Backup, as far as the person's rights go. Every row acts at once. */
void hz_settings_window_show (GtkWindow *parent,
                              HzSession *session,
                              GSettings *settings);

/* The same, with the page of that name at the front. */
void hz_settings_window_show_page (GtkWindow *parent,
                                   HzSession *session,
                                   GSettings *settings,
                                   const char *name);

GtkWindow *hz_settings_window_renew (GtkWindow *parent,
                                     HzSession *session,
                                     GSettings *settings);

G_END_DECLS
