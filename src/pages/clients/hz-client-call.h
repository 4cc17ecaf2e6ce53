/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_CALL (hz_client_call_get_type ())

G_DECLARE_FINAL_TYPE (HzClientCall, hz_client_call, HZ, CLIENT_CALL, GtkPopover)

/* The numbers of a client, each below its rule. One that must not be called is shown for a reason only,
 * which is kept. */

GtkWidget *hz_client_call_new (HzRecords *records);
void hz_client_call_set_client (HzClientCall *self,
                                HzClient *client);

G_END_DECLS
