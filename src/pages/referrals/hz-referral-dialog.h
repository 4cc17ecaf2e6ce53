/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_REFERRAL_DIALOG (hz_referral_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzReferralDialog, hz_referral_dialog, HZ, REFERRAL_DIALOG, HzDialog)

/* Signal: "issued" (id in hex). A letter about @client_id; what was begun about her goes on. */
GtkWidget *hz_referral_dialog_new (HzRecords *records,
                                   const HzId *client_id);
/* Beside each other where there is room, else one behind the other; before it is shown. */
void hz_referral_dialog_set_narrow (HzReferralDialog *self,
                                    gboolean is_narrow);

G_END_DECLS
