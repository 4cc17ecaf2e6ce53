/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-roster.h"

G_BEGIN_DECLS

/* Acts: each appends one entry, or refuses and changes nothing. */
gboolean hz_roster_found (HzRoster *self,
                          HzIdentity *founder,
                          const char *name,
                          HzRoles roles,
                          HzIdentity *recovery,
                          char set,
                          GError **error);
gboolean hz_roster_invite (HzRoster *self,
                           HzIdentity *signer,
                           HzIdentity *enrolment,
                           const char *name,
                           HzRoles roles,
                           GError **error);
gboolean hz_roster_join (HzRoster *self,
                         HzIdentity *enrolment,
                         HzIdentity *member,
                         GError **error);
gboolean hz_roster_set_roles (HzRoster *self,
                              HzIdentity *signer,
                              const HzId *id,
                              HzRoles roles,
                              GError **error);
gboolean hz_roster_set_name (HzRoster *self,
                             HzIdentity *signer,
                             const HzId *id,
                             const char *name,
                             GError **error);
gboolean hz_roster_leave (HzRoster *self,
                          HzIdentity *signer,
                          const HzId *id,
                          GError **error);
gboolean hz_roster_change_keys (HzRoster *self,
                                HzIdentity *signer,
                                const HzId *id,
                                const HzPublicKeys *keys,
                                GError **error);
gboolean hz_roster_replace_recovery (HzRoster *self,
                                     HzIdentity *signer,
                                     HzIdentity *old,
                                     HzIdentity *recovery,
                                     char set,
                                     GError **error);
gboolean hz_roster_announce_recovery (HzRoster *self,
                                      HzIdentity *signer,
                                      HzIdentity *recovery,
                                      char set,
                                      GError **error);
gboolean hz_roster_count_recovery (HzRoster *self,
                                   HzIdentity *signer,
                                   HzIdentity *carer,
                                   const HzId *ending,
                                   GError **error);
gboolean hz_roster_restore (HzRoster *self,
                            HzIdentity *signer,
                            const HzRosterRestore *restore,
                            GError **error);
gboolean hz_roster_care_epoch (HzRoster *self,
                               HzIdentity *signer,
                               HzSecret *care_key,
                               HzSecret *last_care_key,
                               GError **error);

G_END_DECLS
