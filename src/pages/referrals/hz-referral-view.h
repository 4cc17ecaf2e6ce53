/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_REFERRAL_VIEW (hz_referral_view_get_type ())
G_DECLARE_FINAL_TYPE (HzReferralView, hz_referral_view, HZ, REFERRAL_VIEW, HzDialog)

/* A letter that went out: its page, what came of it, and the two doors to paper. */
GtkWidget *hz_referral_view_new (HzRecords *records,
                                 const HzId *id);

G_END_DECLS
