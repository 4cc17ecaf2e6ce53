/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENTS_DRAFT_BAR (hz_clients_draft_bar_get_type ())

G_DECLARE_FINAL_TYPE (HzClientsDraftBar, hz_clients_draft_bar, HZ, CLIENTS_DRAFT_BAR, GtkBox)

/* Offers a registration that was begun and not saved. Signal: "continue" (const HzId *draft_id). */

GtkWidget *hz_clients_draft_bar_new (HzRecords *records);
/* While a registration is on the screen, nothing is offered. */
void hz_clients_draft_bar_set_busy (HzClientsDraftBar *self,
                                    gboolean is_busy);

G_END_DECLS
