/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault.h"

G_BEGIN_DECLS

/* What keeps a centre whole and to itself: removing people, changing its key, checking it, copying it
 * and getting it back from a copy. */

/* Whoever is removed cannot sign in from then on. The centre key is changed after it: by itself in the
 * background where the main loop runs (signal "rotated" at its end, with the error or %NULL), at the
 * next sign-in when it was interrupted. */
gboolean hz_vault_remove (HzVault *self,
                          const HzId *id,
                          GError **error);
void hz_vault_remove_async (HzVault *self,
                            const HzId *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hz_vault_change_centre_key (HzVault *self,
                                     GError **error);
void hz_vault_change_centre_key_async (HzVault *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* In a write job: from its commit on the change of the centre key is owed, by whoever signs in.
 * @is_new: (out): FALSE when one was owed already, perhaps under way. begin: when that is committed. */
gboolean hz_vault_owe_rotation (HzDb *db,
                                gboolean *is_new,
                                GError **error);
void hz_vault_begin_rotation_async (HzVault *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean hz_vault_is_rotation_owed (HzVault *self);
double hz_vault_get_rotation_progress (HzVault *self);

/**
 * HzVaultResealFunc:
 * @db: the database, in a transaction
 * @from: opens what is sealed under her old own key
 * @to: seals under the new one
 * @error: return location
 *
 * On the database thread. The revisions of rows stay as they are.
 *
 * Returns: whether all bodies of her own ring, outside the vault's tables, are sealed anew
 */
typedef gboolean (*HzVaultResealFunc) (HzDb *db,
                                       HzRings *from,
                                       HzRings *to,
                                       GError **error);

/* When somebody may know her password: other keys for who is signed in, and another centre key. */
gboolean hz_vault_renew_keys (HzVault *self,
                              const char *login,
                              HzSecret *old_password,
                              HzSecret *new_password,
                              HzVaultResealFunc reseal,
                              GError **error);
void hz_vault_renew_keys_async (HzVault *self,
                                const char *login,
                                HzSecret *old_password,
                                HzSecret *new_password,
                                HzVaultResealFunc reseal,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* Whether the database is whole: every page, tree and reference. After an unclean stop a quick check
 * runs by itself when nothing else is to be done; get_check_result is NULL until it is finished. */
HzDbCheck *hz_vault_check (HzVault *self,
                           GError **error);
void hz_vault_check_async (HzVault *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
HzDbCheck *hz_vault_check_finish (HzVault *self,
                                  GAsyncResult *result,
                                  GError **error);
HzDbCheck *hz_vault_get_check_result (HzVault *self);

/* A copy in a folder of its own under @target, which opens with the passwords of today. Proved: opened
 * and read whole. Returns that folder. Any member may. */
char *hz_vault_backup (HzVault *self,
                       const char *target,
                       GError **error);
void hz_vault_backup_async (HzVault *self,
                            const char *target,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
char *hz_vault_backup_finish (HzVault *self,
                              GAsyncResult *result,
                              GError **error);
double hz_vault_get_backup_progress (HzVault *self,
                                     gboolean *is_proving);

/* Whether a backup can be restored: it is, beside the centre, and removed again. */
void hz_vault_try_restore_async (HzVault *self,
                                 const char *source,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* A backup, or any copy of a centre's folder, becomes a centre in the vault's folder, where there is
 * none: read whole, under a new key. For an administrator of the backup. @today: the same centre as it
 * is, if there is one: who has left it since does not come back. Nobody is signed in afterwards.
 * Returns (element-type HzMember) everybody the backup knew, as she stands now. */
GPtrArray *hz_vault_restore (HzVault *self,
                             const char *source,
                             const char *today,
                             const char *login,
                             HzSecret *password,
                             GError **error);
void hz_vault_restore_async (HzVault *self,
                             const char *source,
                             const char *today,
                             const char *login,
                             HzSecret *password,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *hz_vault_restore_finish (HzVault *self,
                                    GAsyncResult *result,
                                    GError **error);

G_END_DECLS
