/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_STAFF_REMOVE_DIALOG (hz_staff_remove_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzStaffRemoveDialog, hz_staff_remove_dialog, HZ, STAFF_REMOVE_DIALOG, HzDialog)

/* Asks before somebody is removed from the staff, or her invitation withdrawn: what it can undo, what
 * it cannot, and which cases nobody would open any more. Then does it.
 *
 * @from: where it was asked; @message: of hz_settings_page_add_message(), told when it is done. */
void hz_staff_remove_dialog_show (GtkWidget *from,
                                  HzRecords *records,
                                  const HzMember *member,
                                  GtkWidget *message);

G_END_DECLS
