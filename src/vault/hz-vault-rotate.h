/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault-renew.h"
#include "hz-vault-session.h"

G_BEGIN_DECLS

/**
 * HzRotateStep:
 * @HZ_ROTATE_STEP_RECORD: what is to be done is written down
 * @HZ_ROTATE_STEP_COPY: the database is copied under the new key
 * @HZ_ROTATE_STEP_SWITCH: the last pages, then the keyring: its rename is the commit
 * @HZ_ROTATE_STEP_CHECK: the new file is read whole
 * @HZ_ROTATE_STEP_DELETE: the old file goes
 * @HZ_ROTATE_STEP_FORGET: the record goes
 *
 * What changing the centre key comes to, in order.
 */
typedef enum
{
  HZ_ROTATE_STEP_RECORD,
  HZ_ROTATE_STEP_COPY,
  HZ_ROTATE_STEP_SWITCH,
  HZ_ROTATE_STEP_CHECK,
  HZ_ROTATE_STEP_DELETE,
  HZ_ROTATE_STEP_FORGET,
} HzRotateStep;

typedef void (*HzRotateStepFunc) (HzRotateStep step,
                                  gpointer user_data);

/* Called before each; lets a test stop the program there. */
void hz_vault_rotate_watch_steps (HzRotateStepFunc func,
                                  gpointer user_data);

/* All of these block, on any thread but the database's. */

/* Writes down that the centre key is to be changed; only then is it owed. */
gboolean hz_vault_rotate_record (HzVaultSession *session,
                                 GError **error);
/* Notes whether it is owed by what was written down since (hz_vault_owe_rotation()). */
gboolean hz_vault_rotate_look (HzVaultSession *session,
                               GError **error);
/* At sign-in: deletes what an interrupted change has left, and notes whether one is owed. */
gboolean hz_vault_rotate_clear_up (HzVaultSession *session,
                                   GError **error);
/* Any member may. The centre goes on being used meanwhile. */
gboolean hz_vault_rotate (HzVaultSession *session,
                          GError **error);
/* Likewise; from the same moment on the person has other keys. */
gboolean hz_vault_rotate_with (HzVaultSession *session,
                               HzVaultRenewal *renewal,
                               GError **error);

G_END_DECLS
