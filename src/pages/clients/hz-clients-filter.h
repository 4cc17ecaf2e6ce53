/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client-query.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENTS_FILTER (hz_clients_filter_get_type ())

G_DECLARE_FINAL_TYPE (HzClientsFilter, hz_clients_filter, HZ, CLIENTS_FILTER, GtkPopover)

/* Which of the clients the list shows. Signal: "changed". */

GtkWidget *hz_clients_filter_new (void);
HzClientQuery *hz_clients_filter_make_query (HzClientsFilter *self,
                                             const char *text);
gboolean hz_clients_filter_is_set (HzClientsFilter *self);
void hz_clients_filter_clear (HzClientsFilter *self);

G_END_DECLS
