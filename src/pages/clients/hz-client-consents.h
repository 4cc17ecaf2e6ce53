/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_CONSENTS (hz_client_consents_get_type ())
G_DECLARE_FINAL_TYPE (HzClientConsents, hz_client_consents, HZ, CLIENT_CONSENTS, GtkBox)

GtkWidget *hz_client_consents_new (HzRecords *records,
                                   const HzId *client_id);

G_END_DECLS
