/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HZ_TYPE_COVER_VIEW (hz_cover_view_get_type ())
G_DECLARE_FINAL_TYPE (HzCoverView, hz_cover_view, HZ, COVER_VIEW, AdwBin)

/* Signal "dismissed": Enter, or a click anywhere but on the calendar's own buttons. */
GtkWidget *hz_cover_view_new (void);

G_END_DECLS
