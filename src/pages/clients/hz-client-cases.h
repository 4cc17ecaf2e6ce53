/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-section-list.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_CASES (hz_client_cases_get_type ())
G_DECLARE_FINAL_TYPE (HzClientCases, hz_client_cases, HZ, CLIENT_CASES, HzClientSectionList)

GtkWidget *hz_client_cases_new (HzRecords *records,
                                const HzId *client_id);

G_END_DECLS
