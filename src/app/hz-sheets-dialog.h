/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_SHEETS_DIALOG (hz_sheets_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetsDialog, hz_sheets_dialog, HZ, SHEETS_DIALOG, HzDialog)

/* New recovery sheets in the place of those there are: each is copied and typed back whole before it
 * counts. With the old ones they count at once; when those are lost they wait. Signal "replaced"
 * (gboolean): whether they count. */
void hz_sheets_dialog_show (GtkWidget *from,
                            HzRecords *records,
                            const HzRingsCover *cover,
                            GCallback on_replaced,
                            GObject *data);

G_END_DECLS
