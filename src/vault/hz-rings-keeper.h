/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-rings.h"
#include "hz-roster.h"

G_BEGIN_DECLS

/* What the facade does with the rings; always on the database thread. */

HzRings *hz_rings_new (HzIdentity *identity,
                       HzRoster *roster);
void hz_rings_set_roster (HzRings *self,
                          HzRoster *roster);
void hz_rings_reconnect (HzRings *self,
                         HzDb *db);
gboolean hz_rings_load (HzRings *self,
                        HzDb *db,
                        GError **error);
gboolean hz_rings_purge (HzRings *self,
                         HzDb *db,
                         GError **error);
gboolean hz_rings_grant_own_to_recovery (HzRings *self,
                                         HzDb *db,
                                         GError **error);

/* New keys of a member, by the sheets. */
HzSecret *hz_rings_open_own_of (HzRings *self,
                                HzDb *db,
                                const HzId *member_id,
                                GError **error);
gboolean hz_rings_regrant (HzRings *self,
                           HzDb *db,
                           const HzId *member_id,
                           const guint8 box[HZ_KEY_BYTES],
                           GError **error);

/* New keys that she has made herself: written beside the roster that names them. */
gboolean hz_rings_renew_holder (HzRings *self,
                                HzRings *from,
                                HzDb *db,
                                GError **error);
void hz_rings_change_holder (HzRings *self,
                             HzRoster *roster);

/* To the sheets that come in the place of these. */
gboolean hz_rings_give_all (HzRings *self,
                            HzDb *db,
                            const HzId *recovery_id,
                            const guint8 box[HZ_KEY_BYTES],
                            GError **error);

/* To sheets that count and lack something. */
gboolean hz_rings_cover_counting (HzRings *self,
                                  HzDb *db,
                                  GError **error);

/* A care epoch: the key is prepared and granted, then the roster names it. */
gboolean hz_rings_care_is_due (HzRings *self);
HzSecret *hz_rings_get_care_key (HzRings *self);
gboolean hz_rings_grant_care_epoch (HzRings *self,
                                    HzDb *db,
                                    HzSecret *care_key,
                                    GError **error);
gboolean hz_rings_grant_care (HzRings *self,
                              HzDb *db,
                              const HzId *recipient_id,
                              GError **error);
GArray *hz_rings_list_care_holders (HzRings *self);

G_END_DECLS
