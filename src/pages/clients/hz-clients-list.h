/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENTS_LIST (hz_clients_list_get_type ())

G_DECLARE_FINAL_TYPE (HzClientsList, hz_clients_list, HZ, CLIENTS_LIST, GtkBox)

/* All clients, found while somebody types. Signal: "open" (const HzId *id). */

GtkWidget *hz_clients_list_new (HzRecords *records);
void hz_clients_list_focus_search (HzClientsList *self);
const char *hz_clients_list_get_text (HzClientsList *self);

G_END_DECLS
