/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzPageEntry:
 * @name: what win.show-page takes; permanent, it stands in remembered places
 * @title: in English, for gettext(); NULL for a page that has no row in the sidebar
 * @icon: likewise
 * @rights: one of them opens the page; HZ_N_RIGHTS ends the list, an empty one opens it to all
 * @create: makes the page, on its first visit
 *
 * A page of the window.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  HzRight rights[3];
  GtkWidget *(*create) (HzRecords *records);
} HzPageEntry;

/**
 * HzRoute:
 * @action: of the window, with one string
 * @page: which page does it
 * @verb: what the page is asked
 * @shows: whether the page comes to the front first
 */
typedef struct
{
  const char *action;
  const char *page;
  const char *verb;
  gboolean shows;
} HzRoute;

const HzPageEntry *hz_page_table_get (gsize *n_entries);
const HzPageEntry *hz_page_table_find (const char *name);
gboolean hz_page_table_allows (const HzPageEntry *entry,
                               HzRecords *records);
const HzRoute *hz_page_table_get_routes (gsize *n_routes);

G_END_DECLS
