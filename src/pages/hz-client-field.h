/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client-row.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_FIELD (hz_client_field_get_type ())
G_DECLARE_FINAL_TYPE (HzClientField, hz_client_field, HZ, CLIENT_FIELD, GtkBox)

void hz_client_field_set_records (HzClientField *self,
                                  HzRecords *records);
const HzClientRow *hz_client_field_get_client (HzClientField *self);
void hz_client_field_set_client (HzClientField *self,
                                 const HzClientRow *client);
void hz_client_field_load (HzClientField *self,
                           const HzId *client_id);
/* What was typed to find her. */
const char *hz_client_field_get_text (HzClientField *self);
void hz_client_field_set_text (HzClientField *self,
                               const char *text);
/* Nobody else can be chosen. */
void hz_client_field_set_fixed (HzClientField *self,
                                gboolean is_fixed);

G_END_DECLS
