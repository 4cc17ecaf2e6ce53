/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"
#include "hz-referral.h"

G_BEGIN_DECLS

typedef enum
{
  HZ_REFERRAL_FILTER_ALL,
  HZ_REFERRAL_FILTER_OPEN,
  HZ_REFERRAL_FILTER_OVERDUE,
} HzReferralFilter;

/* Inside a job.
 *
 * issue: gives the next number of the year (none is ever missing), date, check letters and status
 * "issued" to @referral; refuses with HZ_RECORDS_ERROR_NO_CONSENT when a fact rests on no consent that
 * holds today, unless override_code and override_reason are there. @draft_id: (nullable): of the form
 * it was written in; goes in the same job.
 *
 * find: by what stands on paper, "3-12/45", with or without check letters; the newest of that number.
 * list: (element-type HzReferral), newest first; @client_id: (nullable); @limit: at most, 0 for all.
 * Without the care key only numbers and dates, and nothing of one client.
 *
 * record_answer: status and answer of @referral. chase: notes that they were reminded today. void: the
 * number stays, with its reason. */
gboolean hz_referral_store_issue (HzContext *context,
                                  HzReferral *referral,
                                  const HzId *draft_id,
                                  GError **error);
HzReferral *hz_referral_store_get (HzContext *context,
                                   const HzId *id,
                                   GError **error);
HzReferral *hz_referral_store_find (HzContext *context,
                                    const char *number,
                                    GError **error);
GPtrArray *hz_referral_store_list (HzContext *context,
                                   HzReferralFilter filter,
                                   const HzId *client_id,
                                   guint limit,
                                   GError **error);
gboolean hz_referral_store_count_overdue (HzContext *context,
                                          guint *count,
                                          GError **error);
gboolean hz_referral_store_record_answer (HzContext *context,
                                          HzReferral *referral,
                                          GError **error);
gboolean hz_referral_store_chase (HzContext *context,
                                  const HzId *id,
                                  GError **error);
gboolean hz_referral_store_void (HzContext *context,
                                 const HzId *id,
                                 const char *reason,
                                 GError **error);
gboolean hz_referral_store_hand_over (HzContext *context,
                                      const HzId *id,
                                      GError **error);
/* Empties letters of hers, the numbers stay; in a step; is_done: (out): whether that was all. */
gboolean hz_referral_store_shred (HzContext *context,
                                  const HzId *client_id,
                                  gboolean *is_done,
                                  GError **error);

/* For the window. Those that write give back the referral as it stands now. */
void hz_referral_store_issue_async (HzRecords *records,
                                    HzReferral *referral,
                                    const HzId *draft_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void hz_referral_store_get_async (HzRecords *records,
                                  const HzId *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void hz_referral_store_record_answer_async (HzRecords *records,
                                            HzReferral *referral,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
void hz_referral_store_chase_async (HzRecords *records,
                                    const HzId *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void hz_referral_store_void_async (HzRecords *records,
                                   const HzId *id,
                                   const char *reason,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void hz_referral_store_hand_over_async (HzRecords *records,
                                        const HzId *id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* Of any of these six. */
HzReferral *hz_referral_store_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      GError **error);
void hz_referral_store_list_async (HzRecords *records,
                                   HzReferralFilter filter,
                                   const HzId *client_id,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *hz_referral_store_list_finish (HzRecords *records,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
