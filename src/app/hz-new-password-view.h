/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-session.h"

G_BEGIN_DECLS

#define HZ_TYPE_NEW_PASSWORD_VIEW (hz_new_password_view_get_type ())
G_DECLARE_FINAL_TYPE (HzNewPasswordView, hz_new_password_view, HZ, NEW_PASSWORD_VIEW, AdwBin)

/* Between the sign-in and the work of somebody who is asked for another password. Signals: "done",
 * "dismissed" to lock. */
GtkWidget *hz_new_password_view_new (HzSession *session);
void hz_new_password_view_focus (HzNewPasswordView *self);
void hz_new_password_view_take_over (HzNewPasswordView *self,
                                     HzNewPasswordView *other);

G_END_DECLS
