/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault-session.h"

G_BEGIN_DECLS

/* Blocks, on any thread but the database's. Returns the folder that was made. */
char *hz_vault_backup_make (HzVaultSession *session,
                            const char *target,
                            GCancellable *cancellable,
                            GError **error);

gboolean hz_vault_backup_prove (HzVaultSession *session,
                                const char *part,
                                gint64 counter,
                                GCancellable *cancellable,
                                GError **error);
void hz_vault_backup_remove_part (const char *part);

G_END_DECLS
