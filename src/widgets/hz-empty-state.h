/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_EMPTY_STATE (hz_empty_state_get_type ())
G_DECLARE_FINAL_TYPE (HzEmptyState, hz_empty_state, HZ, EMPTY_STATE, GtkBox)

GtkWidget *hz_empty_state_new (const char *icon_name,
                               const char *title);
void hz_empty_state_set_title (HzEmptyState *self,
                               const char *title);
void hz_empty_state_set_description (HzEmptyState *self,
                                     const char *description);
void hz_empty_state_set_action (HzEmptyState *self,
                                const char *label,
                                const char *detailed_action);

G_END_DECLS
