/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-language.h"
#include "hz-session.h"

G_BEGIN_DECLS

#define HZ_TYPE_WINDOW (hz_window_get_type ())
G_DECLARE_FINAL_TYPE (HzWindow, hz_window, HZ, WINDOW, AdwApplicationWindow)

HzWindow *hz_window_new (GtkApplication *application,
                         HzSession *session,
                         GSettings *settings);

/* F12: a calendar at once, the keys gone a moment later. */
void hz_window_hide (HzWindow *self);
/* Ctrl+L: the unlock view. */
void hz_window_lock (HzWindow *self);
/* The same, with the field for a name. */
void hz_window_switch_person (HzWindow *self);
/* Locks and goes. */
void hz_window_quit (HzWindow *self);
/* Locks and shows the unlock view of another centre. */
void hz_window_open_folder (HzWindow *self,
                            const char *folder);

/* Asks which backup is to become a centre in @new_place; nobody is signed in. */
void hz_window_restore_backup (HzWindow *self,
                               const char *new_place);

/* Locks and begins the setup of a new centre, proposing that folder. */
void hz_window_begin_setup (HzWindow *self,
                            const char *folder);

/* Everything on the screen is built anew, what is typed stays. */
void hz_window_set_language (HzWindow *self,
                             HzLanguage language);

HzSession *hz_window_get_session (HzWindow *self);
/* Of what is on the screen; NULL while it is locked. */
const char *hz_window_get_help_page (HzWindow *self);

G_END_DECLS
