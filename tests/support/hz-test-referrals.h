/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-consent.h"
#include "hz-referral.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"

G_BEGIN_DECLS

/**
 * HzTestReferrals:
 * @client_id: an invented client with a profile, who agreed that her name goes to the registry
 * @registry: whom letters go to, of the directory
 *
 * A centre in which letters can be written; @records are the lawyer's.
 */
typedef struct
{
  HzTestRecords *test;
  HzRecords *records;
  HzId client_id;
  HzId registry;
} HzTestReferrals;

void hz_test_referrals_set_up (HzTestReferrals *self,
                               gconstpointer data);
void hz_test_referrals_tear_down (HzTestReferrals *self,
                                  gconstpointer data);
/* Issues a letter to the registry, on the consent that is there. */
HzReferral *hz_test_referrals_issue (HzTestReferrals *self);
GPtrArray *hz_test_referrals_list_consents (HzTestReferrals *self);
GPtrArray *hz_test_referrals_list (HzTestReferrals *self);
/* Into the folder of HZ_TEST_KEEP, where there is one. */
void hz_test_referrals_picture (GtkWidget *window,
                                const char *name);

G_END_DECLS
