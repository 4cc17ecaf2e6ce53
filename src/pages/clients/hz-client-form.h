/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client-request.h"
#include "hz-client.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_FORM (hz_client_form_get_type ())

G_DECLARE_FINAL_TYPE (HzClientForm, hz_client_form, HZ, CLIENT_FORM, GtkBox)

/* The fields of a registration. Signals: "changed"; "same" (const HzId *id): the person is one who has
 * a record already. */

GtkWidget *hz_client_form_new (HzRecords *records);

/* Shows a record; what was typed into empty ones is kept when @keep_typed. */
void hz_client_form_set_client (HzClientForm *self,
                                const HzClient *client,
                                gboolean keep_typed);
void hz_client_form_set_name (HzClientForm *self,
                              const char *typed);
/* The record as the form stands; the request, possibly an empty one. */
HzClient *hz_client_form_make_client (HzClientForm *self);
HzClientRequest *hz_client_form_make_request (HzClientForm *self);
/* Whether all can be kept as it stands; what cannot is said at its field. */
gboolean hz_client_form_check (HzClientForm *self);
GtkWidget *hz_client_form_get_similar (HzClientForm *self);
GArray *hz_client_form_get_different (HzClientForm *self);
gboolean hz_client_form_is_empty (HzClientForm *self);

/* As a draft keeps it. */
GVariant *hz_client_form_save_draft (HzClientForm *self);
void hz_client_form_load_draft (HzClientForm *self,
                                GVariant *draft);
/* The name in such a draft, as it was typed. */
char *hz_client_form_get_draft_name (GVariant *draft);

void hz_client_form_focus_phone (HzClientForm *self);

G_END_DECLS
