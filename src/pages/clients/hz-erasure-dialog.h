/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client.h"
#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_ERASURE_DIALOG (hz_erasure_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzErasureDialog, hz_erasure_dialog, HZ, ERASURE_DIALOG, HzDialog)

/* For a manager: asks that a client be erased. */
GtkWidget *hz_erasure_dialog_new (HzRecords *records,
                                  HzClient *client);

G_END_DECLS
