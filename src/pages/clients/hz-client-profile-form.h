/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_PROFILE_FORM (hz_client_profile_form_get_type ())

G_DECLARE_FINAL_TYPE (HzClientProfileForm, hz_client_profile_form, HZ, CLIENT_PROFILE_FORM, GtkBox)

/* How she lives, question by question, over many visits. Every answer stores itself. */

GtkWidget *hz_client_profile_form_new (HzRecords *records,
                                       const HzId *client_id);

G_END_DECLS
