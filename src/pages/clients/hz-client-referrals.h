/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-section-list.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_REFERRALS (hz_client_referrals_get_type ())
G_DECLARE_FINAL_TYPE (HzClientReferrals, hz_client_referrals, HZ, CLIENT_REFERRALS, HzClientSectionList)

GtkWidget *hz_client_referrals_new (HzRecords *records,
                                    const HzId *client_id);

G_END_DECLS
