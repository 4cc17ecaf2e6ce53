/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault-session.h"

G_BEGIN_DECLS

/**
 * HzRestoreStep:
 * @HZ_RESTORE_STEP_COPY: the files come from the backup
 * @HZ_RESTORE_STEP_CHECK: every page is read
 * @HZ_RESTORE_STEP_PEOPLE: who has left since is taken out, and the roster says that it was restored
 * @HZ_RESTORE_STEP_ROTATE: the centre key changes
 * @HZ_RESTORE_STEP_PROVE: the new place is opened as a stranger would
 * @HZ_RESTORE_STEP_NAME: it gets its name
 *
 * What a restore comes to, in order. Until the last there is no centre in the new place.
 */
typedef enum
{
  HZ_RESTORE_STEP_COPY,
  HZ_RESTORE_STEP_CHECK,
  HZ_RESTORE_STEP_PEOPLE,
  HZ_RESTORE_STEP_ROTATE,
  HZ_RESTORE_STEP_PROVE,
  HZ_RESTORE_STEP_NAME,
} HzRestoreStep;

typedef void (*HzRestoreStepFunc) (HzRestoreStep step,
                                   gpointer user_data);

/* Called before each; lets a test stop the program there. */
void hz_vault_restore_watch_steps (HzRestoreStepFunc func,
                                   gpointer user_data);

gboolean hz_vault_restore_check_place (const char *folder,
                                       GError **error);

/* Blocks. Everybody whom the backup knew, as she stands after it. */
GPtrArray *hz_vault_restore_make (const char *source,
                                  const char *folder,
                                  const char *today,
                                  HzVaultSession *then,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
