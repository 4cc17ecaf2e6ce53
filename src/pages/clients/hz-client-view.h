/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_VIEW (hz_client_view_get_type ())

G_DECLARE_FINAL_TYPE (HzClientView, hz_client_view, HZ, CLIENT_VIEW, GtkBox)

/* One client: who she is, whether she may be called, and the sections. Signals: "gone", when there is
 * no such client. */

GtkWidget *hz_client_view_new (HzRecords *records,
                               const HzId *client_id);
const HzId *hz_client_view_get_client_id (HzClientView *self);
const char *hz_client_view_get_section (HzClientView *self);
void hz_client_view_show_section (HzClientView *self,
                                  const char *name);
void hz_client_view_focus_first (HzClientView *self);

G_END_DECLS
