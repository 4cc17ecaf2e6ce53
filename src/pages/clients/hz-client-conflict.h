/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client.h"
#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_CONFLICT (hz_client_conflict_get_type ())

G_DECLARE_FINAL_TYPE (HzClientConflict, hz_client_conflict, HZ, CLIENT_CONFLICT, HzDialog)

/* Two versions of one record side by side, field by field. Signal: "resolved" (HzClient *client): what
 * is to be saved, with the stamp of the version that stands. */

GtkWidget *hz_client_conflict_new (HzRecords *records,
                                   HzClient *mine,
                                   HzClient *theirs);

G_END_DECLS
