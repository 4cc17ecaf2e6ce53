/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db-backup.h"
#include "hz-keyring-file.h"
#include "hz-pin.h"
#include "hz-rings-keeper.h"
#include "hz-roster.h"
#include "hz-vault-file.h"
#include "hz-vault.h"

G_BEGIN_DECLS

/**
 * HzVaultSession:
 *
 * Everything that is there only while somebody is signed in. Built on the thread that derives the
 * keys, then owned by the facade; @mutex guards what acts replace while the main thread reads:
 * @roster, @care_holders, @own_name, @rotation_owed, @rotating, @copying. Acts themselves run one at a
 * time, under @acts; what takes long lets others in meanwhile. A lock cancels @long_work. @proved: of a
 * backup, in thousandths; on any thread.
 */
typedef struct
{
  GMutex mutex;

  char *folder;
  char *pin_folder;
  HzIdentity *identity;
  HzSecret *dbk;
  HzDbWorker *worker;
  GCancellable *long_work;
  HzRings *rings;
  HzPin *pin;
  HzVaultNotices notices;
  gboolean alarmed;

  GMutex *acts;
  gboolean rotation_owed;
  HzDbBackup *rotating;
  HzDbBackup *copying;
  gint proved;

  HzKeyring *keyring;
  guint8 keyring_hash[HZ_KEYRING_HASH_BYTES];

  HzRoster *roster;
  GArray *care_holders;
  gboolean has_care;
  GPtrArray *own_names;
} HzVaultSession;

HzVaultSession *hz_vault_session_new (const char *folder,
                                      const char *pin_folder);
void hz_vault_session_free (HzVaultSession *self);
gboolean hz_vault_session_close (HzVaultSession *self,
                                 GError **error);

HzRoster *hz_vault_session_ref_roster (HzVaultSession *self);
void hz_vault_session_let_others (HzVaultSession *self);
void hz_vault_session_keep_others (HzVaultSession *self);
void hz_vault_session_take_roster (HzVaultSession *self,
                                   HzRoster *roster);
void hz_vault_session_fill_grants_of (HzIdentity *giver,
                                      HzKeyring *keyring,
                                      HzRoster *roster,
                                      HzSecret *dbk);
void hz_vault_session_fill_grants (HzVaultSession *self,
                                   HzKeyring *keyring,
                                   HzRoster *roster);
gboolean hz_vault_session_commit (HzVaultSession *self,
                                  HzKeyring *keyring,
                                  HzRoster *roster,
                                  GError **error);
gboolean hz_vault_session_settle (HzVaultSession *self,
                                  GError **error);
GArray *hz_vault_session_list_slot_ids (HzRoster *roster);
gboolean hz_vault_session_save_pin (HzVaultSession *self,
                                    gboolean see,
                                    GError **error);

/* Each of these blocks, on any thread but the database's. */
HzVaultSession *hz_vault_open_create (const char *folder,
                                      const char *pin_folder,
                                      const char *name,
                                      const char *login,
                                      HzSecret *password,
                                      HzRoles roles,
                                      HzSheets *sheets,
                                      HzKdfCost cost,
                                      GError **error);
HzVaultSession *hz_vault_open_unlock (const char *folder,
                                      const char *pin_folder,
                                      const char *login,
                                      HzSecret *password,
                                      GError **error);
HzVaultSession *hz_vault_open_sign_in (const char *folder,
                                       const char *login,
                                       HzSecret *password,
                                       GError **error);
HzVaultSession *hz_vault_open_look_by_sheets (const char *folder,
                                              HzSecret *first,
                                              HzSecret *second,
                                              guint *wrong_sheet,
                                              guint *wrong_group,
                                              GError **error);
HzVaultSession *hz_vault_open_by_sheets (const char *folder,
                                         const char *pin_folder,
                                         HzSecret *first,
                                         HzSecret *second,
                                         guint *wrong_sheet,
                                         guint *wrong_group,
                                         GError **error);
gboolean hz_vault_open_database (HzVaultSession *self,
                                 GError **error);
gboolean hz_vault_open_check_pin (HzVaultSession *self,
                                  GError **error);
gboolean hz_vault_open_begin_sitting (HzVaultSession *self,
                                      GError **error);
gboolean hz_vault_open_put_login_slot (HzVaultSession *self,
                                       HzKeyring *keyring,
                                       HzRoster *roster,
                                       const char *login,
                                       HzSecret *password,
                                       GError **error);
gboolean hz_vault_open_put_sheet_slots (HzVaultSession *self,
                                        HzKeyring *keyring,
                                        HzRoster *roster,
                                        HzSheets *sheets,
                                        HzIdentity *recovery,
                                        GError **error);
void hz_vault_open_drop_waiting (HzVaultSession *self,
                                 HzKeyring *keyring);
HzVaultSession *hz_vault_open_look (const char *folder,
                                    HzIdentity *identity,
                                    GError **error);
HzVaultSession *hz_vault_open_join (const char *folder,
                                    const char *pin_folder,
                                    const char *login,
                                    HzSecret *one_time,
                                    HzSecret *password,
                                    GError **error);

HzSecret *hz_vault_act_invite (HzVaultSession *self,
                               const char *name,
                               const char *login,
                               HzRoles roles,
                               HzId *id,
                               GError **error);
gboolean hz_vault_act_check_password (HzVaultSession *self,
                                      const char *login,
                                      HzSecret *password,
                                      GError **error);
gboolean hz_vault_act_change_password (HzVaultSession *self,
                                       const char *login,
                                       HzSecret *old_password,
                                       HzSecret *new_password,
                                       GError **error);
gboolean hz_vault_act_reset_password (HzVaultSession *self,
                                      const HzId *member_id,
                                      const char *login,
                                      HzSecret *password,
                                      GError **error);
gboolean hz_vault_act_replace_sheets (HzVaultSession *self,
                                      HzSecret *first,
                                      HzSecret *second,
                                      HzSheets *sheets,
                                      guint *wrong_sheet,
                                      guint *wrong_group,
                                      GError **error);
gboolean hz_vault_act_announce_sheets (HzVaultSession *self,
                                       HzSheets *sheets,
                                       GError **error);
gboolean hz_vault_act_count_sheets (HzVaultSession *self,
                                    const char *login,
                                    HzSecret *password,
                                    GError **error);
gboolean hz_vault_act_set_roles (HzVaultSession *self,
                                 const HzId *id,
                                 HzRoles roles,
                                 GError **error);
gboolean hz_vault_act_remove (HzVaultSession *self,
                              const HzId *id,
                              GError **error);
gboolean hz_vault_act_set_name (HzVaultSession *self,
                                const HzId *id,
                                const char *name,
                                GError **error);
gboolean hz_vault_act_grant_care (HzVaultSession *self,
                                  const HzId *recipient_id,
                                  GError **error);
gboolean hz_vault_act_check_person (const char *name,
                                    const char *login,
                                    HzRoles roles,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzVaultSession, hz_vault_session_free)

G_END_DECLS
