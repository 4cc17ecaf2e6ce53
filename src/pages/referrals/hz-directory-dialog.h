/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-directory-entry.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_DIRECTORY_DIALOG (hz_directory_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzDirectoryDialog, hz_directory_dialog, HZ, DIRECTORY_DIALOG, HzDialog)

/* @entry: (nullable): a new one without it */
GtkWidget *hz_directory_dialog_new (HzRecords *records,
                                    HzDirectoryEntry *entry);

G_END_DECLS
