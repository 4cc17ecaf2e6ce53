/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "hz-db-check.h"
#include "hz-db-worker.h"
#include "hz-id.h"
#include "hz-kdf.h"
#include "hz-member.h"
#include "hz-rings.h"
#include "hz-role.h"
#include "hz-secret.h"
#include "hz-sheet.h"

G_BEGIN_DECLS

/**
 * HzVaultState:
 * @HZ_VAULT_MISSING: the folder holds no centre
 * @HZ_VAULT_LOCKED: a centre, closed
 * @HZ_VAULT_OPENING: being made, opened or closed
 * @HZ_VAULT_OPEN: somebody is signed in
 */
typedef enum
{
  HZ_VAULT_MISSING,
  HZ_VAULT_LOCKED,
  HZ_VAULT_OPENING,
  HZ_VAULT_OPEN,
} HzVaultState;

/**
 * HzVaultNotices:
 * @HZ_VAULT_NOTICE_FIRST_TIME: this PC has not seen this person in this centre, where she was before
 * @HZ_VAULT_NOTICE_ROLLED_BACK: the file is older than what she saw last
 * @HZ_VAULT_NOTICE_ROSTER_FORKED: the roster is not the one she saw last, gone on with
 * @HZ_VAULT_NOTICE_ROSTER_CHANGED: people joined, left or changed since
 * @HZ_VAULT_NOTICE_KEYS_CHANGED: a colleague has other keys than before
 * @HZ_VAULT_NOTICE_SECOND_KEYRING: the keyring was damaged; its second copy was used
 * @HZ_VAULT_NOTICE_UNCLEAN_STOP: the program did not end by itself last time
 * @HZ_VAULT_NOTICE_WAL_ASIDE: the last changes were damaged; an earlier state is open and the
 *   damaged file was kept
 * @HZ_VAULT_NOTICE_MEMORY_NOT_PINNED: keys may reach the swap
 * @HZ_VAULT_NOTICE_RESTORED: somebody has restored the centre from a backup since
 * @HZ_VAULT_NOTICE_SWAP_IN_CLEAR: the system may write memory to a disk that is not encrypted
 * @HZ_VAULT_NOTICE_NAME_CHANGED: a colleague has another name than before
 *
 * What the person has to be told after signing in.
 */
typedef enum
{
  HZ_VAULT_NOTICE_FIRST_TIME = 1 << 0,
  HZ_VAULT_NOTICE_ROLLED_BACK = 1 << 1,
  HZ_VAULT_NOTICE_ROSTER_FORKED = 1 << 2,
  HZ_VAULT_NOTICE_ROSTER_CHANGED = 1 << 3,
  HZ_VAULT_NOTICE_KEYS_CHANGED = 1 << 4,
  HZ_VAULT_NOTICE_SECOND_KEYRING = 1 << 5,
  HZ_VAULT_NOTICE_UNCLEAN_STOP = 1 << 6,
  HZ_VAULT_NOTICE_WAL_ASIDE = 1 << 7,
  HZ_VAULT_NOTICE_MEMORY_NOT_PINNED = 1 << 8,
  HZ_VAULT_NOTICE_RESTORED = 1 << 9,
  HZ_VAULT_NOTICE_SWAP_IN_CLEAR = 1 << 10,
  HZ_VAULT_NOTICE_NAME_CHANGED = 1 << 11,
} HzVaultNotices;

#define HZ_TYPE_VAULT (hz_vault_get_type ())

G_DECLARE_FINAL_TYPE (HzVault, hz_vault, HZ, VAULT, GObject)

/* Properties: "state" (HzVaultState as int, notified on the main thread).
 * Signals: "members-changed" after each act that changed the roster; "checked" when the check after
 * an unclean stop has come to its end. */

HzVault *hz_vault_new (const char *folder);
const char *hz_vault_get_folder (HzVault *self);
HzVaultState hz_vault_get_state (HzVault *self);
void hz_vault_set_pin_folder (HzVault *self,
                              const char *folder);
void hz_vault_set_weak_passwords_allowed (HzVault *self,
                                          gboolean allowed);

/* Each act: with _async/_finish for the window, on its own thread; without for hamrozctl and tests,
 * blocking. */
gboolean hz_vault_create (HzVault *self,
                          const char *name,
                          const char *login,
                          HzSecret *password,
                          HzRoles roles,
                          HzSheets *sheets,
                          HzKdfCost cost,
                          GError **error);
void hz_vault_create_async (HzVault *self,
                            const char *name,
                            const char *login,
                            HzSecret *password,
                            HzRoles roles,
                            HzSheets *sheets,
                            HzKdfCost cost,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hz_vault_create_finish (HzVault *self,
                                 GAsyncResult *result,
                                 GError **error);

gboolean hz_vault_unlock (HzVault *self,
                          const char *login,
                          HzSecret *password,
                          GError **error);
void hz_vault_unlock_async (HzVault *self,
                            const char *login,
                            HzSecret *password,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hz_vault_unlock_finish (HzVault *self,
                                 GAsyncResult *result,
                                 GError **error);

gboolean hz_vault_join (HzVault *self,
                        const char *login,
                        HzSecret *one_time,
                        HzSecret *password,
                        GError **error);
void hz_vault_join_async (HzVault *self,
                          const char *login,
                          HzSecret *one_time,
                          HzSecret *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean hz_vault_join_finish (HzVault *self,
                               GAsyncResult *result,
                               GError **error);

gboolean hz_vault_lock (HzVault *self,
                        GError **error);
void hz_vault_lock_async (HzVault *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean hz_vault_lock_finish (HzVault *self,
                               GAsyncResult *result,
                               GError **error);

HzSecret *hz_vault_invite (HzVault *self,
                           const char *name,
                           const char *login,
                           HzRoles roles,
                           HzId *id,
                           GError **error);
void hz_vault_invite_async (HzVault *self,
                            const char *name,
                            const char *login,
                            HzRoles roles,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
HzSecret *hz_vault_invite_finish (HzVault *self,
                                  GAsyncResult *result,
                                  HzId *id,
                                  GError **error);

gboolean hz_vault_change_password (HzVault *self,
                                   const char *login,
                                   HzSecret *old_password,
                                   HzSecret *new_password,
                                   GError **error);
void hz_vault_change_password_async (HzVault *self,
                                     const char *login,
                                     HzSecret *old_password,
                                     HzSecret *new_password,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean hz_vault_change_password_finish (HzVault *self,
                                          GAsyncResult *result,
                                          GError **error);

gboolean hz_vault_set_roles (HzVault *self,
                             const HzId *id,
                             HzRoles roles,
                             GError **error);
void hz_vault_set_roles_async (HzVault *self,
                               const HzId *id,
                               HzRoles roles,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean hz_vault_set_name (HzVault *self,
                            const HzId *id,
                            const char *name,
                            GError **error);
void hz_vault_set_name_async (HzVault *self,
                              const HzId *id,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/* Whom the care key is to be granted to, by somebody who has compared her key number. */
GPtrArray *hz_vault_list_care_tasks (HzVault *self);
gboolean hz_vault_grant_care (HzVault *self,
                              const HzId *recipient_id,
                              GError **error);
void hz_vault_grant_care_async (HzVault *self,
                                const HzId *recipient_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* For set_roles, set_name, remove, change_centre_key, renew_keys, grant_care and try_restore. */
gboolean hz_vault_act_finish (HzVault *self,
                              GAsyncResult *result,
                              GError **error);

GPtrArray *hz_vault_list_members (HzVault *self);
HzMember *hz_vault_find_member (HzVault *self,
                                const HzId *id);
char *hz_vault_get_key_number (HzVault *self,
                               const HzId *id,
                               GError **error);
void hz_vault_get_key_number_async (HzVault *self,
                                    const HzId *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *hz_vault_get_key_number_finish (HzVault *self,
                                      GAsyncResult *result,
                                      GError **error);

/* The open vault. */
HzDbWorker *hz_vault_get_worker (HzVault *self);
HzRings *hz_vault_get_rings (HzVault *self);
const HzId *hz_vault_get_own_id (HzVault *self);
const char *hz_vault_get_own_name (HzVault *self);
HzRoles hz_vault_get_own_roles (HzVault *self);
HzVaultNotices hz_vault_get_notices (HzVault *self);
gboolean hz_vault_accept_seen (HzVault *self,
                               GError **error);
void hz_vault_get_centre_id (HzVault *self,
                             HzId *centre_id);

/* The head of the audit chain that this person has seen; all zeros before the first. */
gboolean hz_vault_get_pinned_audit_head (HzVault *self,
                                         guint8 head[HZ_RINGS_HASH_BYTES]);
gboolean hz_vault_pin_audit_head (HzVault *self,
                                  const guint8 head[HZ_RINGS_HASH_BYTES],
                                  GError **error);

G_END_DECLS

#include "hz-vault-upkeep.h"
