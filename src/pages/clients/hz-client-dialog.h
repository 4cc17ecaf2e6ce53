/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client.h"
#include "hz-dialog.h"
#include "hz-draft.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_DIALOG (hz_client_dialog_get_type ())

G_DECLARE_FINAL_TYPE (HzClientDialog, hz_client_dialog, HZ, CLIENT_DIALOG, HzDialog)

/* Registers somebody in under a minute, or corrects a record. What is typed is kept as a draft until it
 * is saved. */

/* typed: NULL, or what was looked for in vain: a name, or a phone. */
GtkWidget *hz_client_dialog_new (HzRecords *records,
                                 const char *typed);
GtkWidget *hz_client_dialog_new_edit (HzRecords *records,
                                      HzClient *client);
GtkWidget *hz_client_dialog_new_draft (HzRecords *records,
                                       const HzDraft *draft);
void hz_client_dialog_focus_phone (HzClientDialog *self);
/* NULL while nothing has been typed. */
const HzId *hz_client_dialog_get_draft_id (HzClientDialog *self);

G_END_DECLS
