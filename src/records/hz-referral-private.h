/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records-error.h"
#include "hz-referral-store.h"

G_BEGIN_DECLS

/* For the files of the store of referrals alone. */
gboolean hz_referral_write (HzContext *context,
                            HzReferral *referral,
                            GError **error);
gboolean hz_referral_fail (GError **error,
                           HzRecordsError code,
                           const char *what);

G_END_DECLS
