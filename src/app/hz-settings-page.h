/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-session.h"

G_BEGIN_DECLS

/* The pages of the settings, each an AdwPreferencesPage. */
GtkWidget *hz_settings_page_create_me (HzSession *session,
                                       GSettings *settings);
GtkWidget *hz_settings_page_create_security (HzSession *session,
                                             GSettings *settings);
GtkWidget *hz_settings_page_create_staff (HzSession *session);
GtkWidget *hz_settings_page_create_centre (HzSession *session);
GtkWidget *hz_settings_page_create_backup (HzSession *session,
                                           GSettings *settings);
GtkWidget *hz_settings_page_create_log (HzSession *session);

/* What they are built of. */
GtkWidget *hz_settings_page_add_group (GtkWidget *page,
                                       const char *title,
                                       const char *description);
GtkWidget *hz_settings_page_create_row (const char *title,
                                        const char *subtitle);
GtkWidget *hz_settings_page_add_row (GtkWidget *group,
                                     const char *title,
                                     const char *subtitle);
gboolean hz_settings_page_holds_focus (GtkWidget *widget);
/* A number from @least to @most by @step, bound to @key. */
void hz_settings_page_add_number (GtkWidget *group,
                                  const char *title,
                                  const char *subtitle,
                                  GSettings *settings,
                                  const char *key,
                                  int least,
                                  int most,
                                  int step);
void hz_settings_page_add_choice (GtkWidget *group,
                                  const char *title,
                                  GtkWidget *buttons);
GtkWidget *hz_settings_page_create_number_row (const char *title,
                                               GtkWidget *button,
                                               GtkWidget **number);
/* A line that says how it went; empty until then. */
GtkWidget *hz_settings_page_add_message (GtkWidget *group);
void hz_settings_page_tell (GtkWidget *message,
                            const char *sentence,
                            const GError *error);

/* Of the page of the centre: whether something wrong stands in it, which is not stored. */
gboolean hz_settings_page_is_unsaved (GtkWidget *page);
/* Of the page of the staff: invitations are shown once, so the next language shows them again. */
void hz_settings_page_take_invitations (GtkWidget *page,
                                        GtkWidget *before);

G_END_DECLS
