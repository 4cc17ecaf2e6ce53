/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Toasts that come and go one after another. */
#define HZ_TYPE_TOAST_LINE (hz_toast_line_get_type ())
G_DECLARE_FINAL_TYPE (HzToastLine, hz_toast_line, HZ, TOAST_LINE, GObject)

HzToastLine *hz_toast_line_new (AdwToastOverlay *overlay);
void hz_toast_line_add (HzToastLine *self,
                        AdwToast *toast);
void hz_toast_line_dismiss (HzToastLine *self,
                            AdwToast *toast);
/* Nothing is shown any more. */
void hz_toast_line_close (HzToastLine *self);

G_END_DECLS
