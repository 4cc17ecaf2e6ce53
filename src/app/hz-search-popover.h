/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_SEARCH_POPOVER (hz_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (HzSearchPopover, hz_search_popover, HZ, SEARCH_POPOVER, GtkPopover)

/* Clients by name, code or phone, letters by number, and what the window can do. */
GtkWidget *hz_search_popover_new (HzRecords *records);

G_END_DECLS
