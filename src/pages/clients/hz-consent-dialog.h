/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CONSENT_DIALOG (hz_consent_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzConsentDialog, hz_consent_dialog, HZ, CONSENT_DIALOG, HzDialog)

/* Asks for a consent of any purpose but passing facts on, which is asked where a letter is written. */
GtkWidget *hz_consent_dialog_new (HzRecords *records,
                                  const HzId *client_id);

G_END_DECLS
