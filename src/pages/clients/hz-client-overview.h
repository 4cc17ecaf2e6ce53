/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_OVERVIEW (hz_client_overview_get_type ())

G_DECLARE_FINAL_TYPE (HzClientOverview, hz_client_overview, HZ, CLIENT_OVERVIEW, GtkBox)

/* The first section of the client page: what is known at a glance, and why she came, for those who
 * hold the key to it. */

GtkWidget *hz_client_overview_new (HzRecords *records,
                                   const HzId *client_id);

G_END_DECLS
