/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_SHEET_SITTING (hz_sheet_sitting_get_type ())
G_DECLARE_FINAL_TYPE (HzSheetSitting, hz_sheet_sitting, HZ, SHEET_SITTING, GObject)

/* A sitting by the recovery sheets, from the moment they open the centre until it is locked again, in
 * the name of nobody in particular. */
HzSheetSitting *hz_sheet_sitting_new (HzVault *vault);
/* NULL while the centre is not open by sheets. */
HzRecords *hz_sheet_sitting_get_records (HzSheetSitting *self);

void hz_sheet_sitting_open_async (HzSheetSitting *self,
                                  HzSecret *first,
                                  HzSecret *second,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean hz_sheet_sitting_open_finish (HzSheetSitting *self,
                                       GAsyncResult *result,
                                       GError **error);

/* Gives up what is under way, locks what is open; answers when nobody is signed in. */
void hz_sheet_sitting_close_async (HzSheetSitting *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void hz_sheet_sitting_close_finish (HzSheetSitting *self,
                                    GAsyncResult *result);

G_END_DECLS
