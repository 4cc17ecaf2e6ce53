/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client-query.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENTS_HEADER (hz_clients_header_get_type ())

G_DECLARE_FINAL_TYPE (HzClientsHeader, hz_clients_header, HZ, CLIENTS_HEADER, GtkBox)

/* The names of the columns, above the list; some put it in order. Signal: "changed". */

HzClientSort hz_clients_header_get_sort (HzClientsHeader *self,
                                         gboolean *descending);
/* Whether all columns fit into this width; the header leaves the last one out when not. */
guint hz_clients_header_fit (HzClientsHeader *self,
                             int width);

G_END_DECLS
