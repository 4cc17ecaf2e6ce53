/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault.h"

G_BEGIN_DECLS

/* What the recovery sheets are used for. Whoever has typed them is signed in as nobody in particular
 * (hz_vault_is_by_sheets()): she opens everything, and can give keys and roles with the functions of
 * hz-vault.h and hz-rings.h. Every use is audited by the caller, with a reason. */

/* @first, @second: as typed, whole; @second: (nullable): of a set of one sheet there is no other.
 * @wrong_sheet, @wrong_group: from 1, of the first that is mistyped; a group of 0 is one too many. */
gboolean hz_vault_unlock_by_sheets (HzVault *self,
                                    HzSecret *first,
                                    HzSecret *second,
                                    guint *wrong_sheet,
                                    guint *wrong_group,
                                    GError **error);
void hz_vault_unlock_by_sheets_async (HzVault *self,
                                      HzSecret *first,
                                      HzSecret *second,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean hz_vault_unlock_by_sheets_finish (HzVault *self,
                                           GAsyncResult *result,
                                           guint *wrong_sheet,
                                           guint *wrong_group,
                                           GError **error);
gboolean hz_vault_is_by_sheets (HzVault *self);

/* For a member who has forgotten her password: new keys under it, and everything she held is hers
 * again, her drafts too. */
gboolean hz_vault_reset_password (HzVault *self,
                                  const HzId *member_id,
                                  const char *login,
                                  HzSecret *password,
                                  GError **error);
/* hz_vault_act_finish() is for it. */
void hz_vault_reset_password_async (HzVault *self,
                                    const HzId *member_id,
                                    const char *login,
                                    HzSecret *password,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* For an administrator who has the sheets there are, two of three or the one: to give out others. The
 * centre key changes after it, as after hz_vault_remove(). */
gboolean hz_vault_replace_sheets (HzVault *self,
                                  HzSecret *first,
                                  HzSecret *second,
                                  HzSheets *sheets,
                                  guint *wrong_sheet,
                                  guint *wrong_group,
                                  GError **error);
void hz_vault_replace_sheets_async (HzVault *self,
                                    HzSecret *first,
                                    HzSecret *second,
                                    HzSheets *sheets,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean hz_vault_replace_sheets_finish (HzVault *self,
                                         GAsyncResult *result,
                                         guint *wrong_sheet,
                                         guint *wrong_group,
                                         GError **error);

/* For an administrator when the sheets are wholly lost. The new ones wait: they open nothing
 * (%HZ_VAULT_ERROR_NO_GRANT) until she and somebody with a care role say that they count. Meanwhile
 * each holder compares their number (hz_vault_get_key_number() of HzRingsCover.recovery_id) and gives
 * them hers by hz_rings_cover(). The centre key changes after they count. Announced again, or the old
 * ones replaced after all, those that wait end. hz_vault_act_finish() is for both. */
gboolean hz_vault_announce_sheets (HzVault *self,
                                   HzSheets *sheets,
                                   GError **error);
void hz_vault_announce_sheets_async (HzVault *self,
                                     HzSheets *sheets,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean hz_vault_count_sheets (HzVault *self,
                                const char *login,
                                HzSecret *password,
                                GError **error);
void hz_vault_count_sheets_async (HzVault *self,
                                  const char *login,
                                  HzSecret *password,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* A backup becomes a centre in the vault's folder, as by hz_vault_restore(). Nobody is signed in
 * afterwards. */
GPtrArray *hz_vault_restore_by_sheets (HzVault *self,
                                       const char *source,
                                       const char *today,
                                       HzSecret *first,
                                       HzSecret *second,
                                       guint *wrong_sheet,
                                       guint *wrong_group,
                                       GError **error);
void hz_vault_restore_by_sheets_async (HzVault *self,
                                       const char *source,
                                       const char *today,
                                       HzSecret *first,
                                       HzSecret *second,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *hz_vault_restore_by_sheets_finish (HzVault *self,
                                              GAsyncResult *result,
                                              guint *wrong_sheet,
                                              guint *wrong_group,
                                              GError **error);

G_END_DECLS
