/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CASE_DIALOG (hz_case_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzCaseDialog, hz_case_dialog, HZ, CASE_DIALOG, HzDialog)

/* Opens a new case of a client, and shows it. */
GtkWidget *hz_case_dialog_new (HzRecords *records,
                               const HzId *client_id);

G_END_DECLS
