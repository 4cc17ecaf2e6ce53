/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-session.h"

G_BEGIN_DECLS

#define HZ_TYPE_UNLOCK_VIEW (hz_unlock_view_get_type ())
G_DECLARE_FINAL_TYPE (HzUnlockView, hz_unlock_view, HZ, UNLOCK_VIEW, AdwBin)

/* Signals: "opened" when she is signed in, "dismissed" at Esc, "forgot" when the recovery sheets are to
 * help. It names neither the centre nor anybody. */
GtkWidget *hz_unlock_view_new (HzSession *session);
/* What was typed goes over into the view of another language. */
void hz_unlock_view_take_over (HzUnlockView *self,
                               HzUnlockView *other);
void hz_unlock_view_focus (HzUnlockView *self);
/* Gives up what is under way. */
void hz_unlock_view_cancel (HzUnlockView *self);

G_END_DECLS
