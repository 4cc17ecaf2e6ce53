/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-section-list.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_CONSENTS (hz_client_consents_get_type ())
G_DECLARE_FINAL_TYPE (HzClientConsents, hz_client_consents, HZ, CLIENT_CONSENTS, HzClientSectionList)

GtkWidget *hz_client_consents_new (HzRecords *records,
                                   const HzId *client_id);

G_END_DECLS
