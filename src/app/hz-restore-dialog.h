/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-session.h"

G_BEGIN_DECLS

#define HZ_TYPE_RESTORE_DIALOG (hz_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzRestoreDialog, hz_restore_dialog, HZ, RESTORE_DIALOG, HzDialog)

/* @place: where backups are kept, or ""; the newest there is proposed. */
HzDialog *hz_restore_dialog_new (HzSession *session,
                                 const char *place);
/* Where nobody is signed in; @folder: that of the window. */
HzDialog *hz_restore_dialog_new_signed_out (const char *folder,
                                            const char *last,
                                            const char *new_place);

/* What the two choosers end with. */
void hz_restore_dialog_set_backup (HzRestoreDialog *self,
                                   const char *folder);
void hz_restore_dialog_set_new_place (HzRestoreDialog *self,
                                      const char *folder);

G_END_DECLS
