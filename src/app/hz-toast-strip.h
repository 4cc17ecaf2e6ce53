/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HZ_TYPE_TOAST_STRIP (hz_toast_strip_get_type ())
G_DECLARE_FINAL_TYPE (HzToastStrip, hz_toast_strip, HZ, TOAST_STRIP, AdwBin)

/* Short messages over the bottom of a window, one at a time, the newest first. Signal "gone" (guint
 * id): a message had its time or was closed; not for what hz_toast_strip_dismiss() takes away. */
guint hz_toast_strip_show (HzToastStrip *self,
                           const char *text,
                           guint seconds,
                           gboolean can_undo);
void hz_toast_strip_dismiss (HzToastStrip *self,
                             guint id);

G_END_DECLS
