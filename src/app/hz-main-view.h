/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-page.h"
#include "hz-records.h"
#include "hz-toast-strip.h"

G_BEGIN_DECLS

#define HZ_TYPE_MAIN_VIEW (hz_main_view_get_type ())
G_DECLARE_FINAL_TYPE (HzMainView, hz_main_view, HZ, MAIN_VIEW, AdwBin)

/* The sidebar, the header and the pages, for one person in one language; thrown away at a lock and at
 * a change of language. Signal "page-changed": another page is at the front, or its title changed. */
GtkWidget *hz_main_view_new (HzRecords *records);

/* In the interface's language; never a client's name. */
const char *hz_main_view_get_title (HzMainView *self);
/* NULL when her roles open none. */
HzPage *hz_main_view_get_page (HzMainView *self);

GVariant *hz_main_view_get_place (HzMainView *self);
void hz_main_view_set_place (HzMainView *self,
                             GVariant *place);

void hz_main_view_focus_page (HzMainView *self);
void hz_main_view_show_page (HzMainView *self,
                             const char *name);
/* @number: of a row of the sidebar, from 1. */
void hz_main_view_show_row (HzMainView *self,
                            int number);
gboolean hz_main_view_perform (HzMainView *self,
                               const char *page,
                               const char *verb,
                               const char *argument,
                               gboolean shows);
/* Whether her roles open the page. */
gboolean hz_main_view_has_page (HzMainView *self,
                                const char *name);
void hz_main_view_go_back (HzMainView *self);
void hz_main_view_find (HzMainView *self);
void hz_main_view_search (HzMainView *self);
void hz_main_view_toggle_sidebar (HzMainView *self);
HzToastStrip *hz_main_view_get_toasts (HzMainView *self);

G_END_DECLS
