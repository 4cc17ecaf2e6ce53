/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENTS_PAGE (hz_clients_page_get_type ())

G_DECLARE_FINAL_TYPE (HzClientsPage, hz_clients_page, HZ, CLIENTS_PAGE, GtkBox)

/* The list of clients, and the page of one of them. An HzPage. */

GtkWidget *hz_clients_page_new (HzRecords *records);

G_END_DECLS
