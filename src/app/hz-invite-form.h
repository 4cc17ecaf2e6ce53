/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-session.h"

G_BEGIN_DECLS

#define HZ_TYPE_INVITE_FORM (hz_invite_form_get_type ())
G_DECLARE_FINAL_TYPE (HzInviteForm, hz_invite_form, HZ, INVITE_FORM, GtkBox)

/* Invites a person: her names and roles, then her one-time password in large type. Signal "invited"
 * (name, login, HzSecret): it is to be given to her on paper. */
GtkWidget *hz_invite_form_new (HzVault *vault);
gboolean hz_invite_form_is_begun (HzInviteForm *self);
void hz_invite_form_submit (HzInviteForm *self);
/* A card with what stands on her paper. */
GtkWidget *hz_invite_form_create_card (const char *name,
                                       const char *login,
                                       HzSecret *one_time);

G_END_DECLS
