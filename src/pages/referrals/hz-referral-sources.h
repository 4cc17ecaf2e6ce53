/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-centre.h"
#include "hz-client-profile.h"
#include "hz-client.h"
#include "hz-draft.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzReferralSources:
 * @client: whom the letter is about
 * @profile: (nullable): how she lives, where the person may know it
 * @requests: (element-type HzClientRequest) (nullable): why she came, newest first
 * @consents: (element-type HzConsent): newest first
 * @entries: (element-type HzDirectoryEntry): whom it can go to
 * @centre: what the centre is called
 * @draft: (nullable): a letter about her that was begun
 *
 * Everything that the form of a letter begins with.
 */
typedef struct
{
  HzClient *client;
  HzClientProfile *profile;
  GPtrArray *requests;
  GPtrArray *consents;
  GPtrArray *entries;
  HzCentre *centre;
  HzDraft *draft;
} HzReferralSources;

void hz_referral_sources_free (HzReferralSources *self);
void hz_referral_sources_load_async (HzRecords *records,
                                     const HzId *client_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
HzReferralSources *hz_referral_sources_load_finish (HzRecords *records,
                                                    GAsyncResult *result,
                                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzReferralSources, hz_referral_sources_free)

G_END_DECLS
