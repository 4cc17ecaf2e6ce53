/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-session.h"
#include "hz-setup.h"

G_BEGIN_DECLS

#define HZ_TYPE_SETUP_VIEW (hz_setup_view_get_type ())
G_DECLARE_FINAL_TYPE (HzSetupView, hz_setup_view, HZ, SETUP_VIEW, AdwBin)

/* The way to a new centre. Signals: "folder" when another folder than the session's was chosen: the
 * window takes a session for it by hz_setup_view_set_session(); "finished" when the first
 * administrator is in. @setup outlives it. */
GtkWidget *hz_setup_view_new (HzSetup *setup,
                              HzSession *session);
void hz_setup_view_set_session (HzSetupView *self,
                                HzSession *session);
const char *hz_setup_view_get_title (HzSetupView *self);

G_END_DECLS
