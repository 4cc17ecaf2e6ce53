/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_REFERRAL_TABLE (hz_referral_table_get_type ())
G_DECLARE_FINAL_TYPE (HzReferralTable, hz_referral_table, HZ, REFERRAL_TABLE, GtkBox)

/* Signals: "open" (id in hex), "hand-over" (id in hex). */
GtkWidget *hz_referral_table_new (gboolean numbers_only);
/* (element-type HzReferral) */
void hz_referral_table_set_referrals (HzReferralTable *self,
                                      GPtrArray *referrals);

G_END_DECLS
