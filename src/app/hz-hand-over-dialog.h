/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_HAND_OVER_DIALOG (hz_hand_over_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzHandOverDialog, hz_hand_over_dialog, HZ, HAND_OVER_DIALOG, HzDialog)

/* All one's cases for a colleague: to whom, how many, and what it means; then her key number is
 * compared, and it is done.
 *
 * @from: where it was asked; @message: of hz_settings_page_add_message(), told when it is done. */
void hz_hand_over_dialog_show (GtkWidget *from,
                               HzRecords *records,
                               GtkWidget *message);

G_END_DECLS
