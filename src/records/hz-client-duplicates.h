/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-row.h"
#include "hz-client.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzLikeness:
 * @HZ_LIKENESS_SAME_NAME: the names sound the same and nothing speaks against it: strong
 * @HZ_LIKENESS_NEAR_NAME: the names are near, and the birth year is the same
 * @HZ_LIKENESS_SAME_PHONE: the same number; households share one
 * @HZ_LIKENESS_OTHER_YEAR: the names sound the same, the birth years are far from each other: papers
 *   are often wrong; only find tells
 *
 * Why two records may be of one person, strongest first.
 */
typedef enum
{
  HZ_LIKENESS_SAME_NAME,
  HZ_LIKENESS_NEAR_NAME,
  HZ_LIKENESS_SAME_PHONE,
  HZ_LIKENESS_OTHER_YEAR,
} HzLikeness;

/**
 * HzClientDuplicate:
 * @row: the other record
 * @other: (nullable): of a pair, the code of the first; find leaves it %NULL
 * @likeness: why
 */
typedef struct
{
  HzClientRow *row;
  char *other;
  HzLikeness likeness;
} HzClientDuplicate;

void hz_client_duplicate_free (HzClientDuplicate *self);
/* A permanent word: "name", "near-name", "phone", "name-other-year". */
const char *hz_likeness_get_word (HzLikeness likeness);

/* Inside a job. find: (element-type HzClientDuplicate), strongest first, at most 20, for a record
 * that may not be saved yet; without those that somebody said are other people. */
GPtrArray *hz_client_duplicates_find (HzContext *context,
                                      const HzClient *client,
                                      GError **error);
/* All pairs of the centre, strongest first. */
GPtrArray *hz_client_duplicates_list (HzContext *context,
                                      GError **error);
gboolean hz_client_duplicates_set_different (HzContext *context,
                                             const HzId *one,
                                             const HzId *other,
                                             GError **error);

/* For the window. */
void hz_client_duplicates_find_async (HzRecords *records,
                                      const HzClient *client,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *hz_client_duplicates_find_finish (HzRecords *records,
                                             GAsyncResult *result,
                                             GError **error);
/* @others: (element-type HzId): each of them is another person than @one. */
void hz_client_duplicates_set_different_async (HzRecords *records,
                                               const HzId *one,
                                               const GArray *others,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean hz_client_duplicates_set_different_finish (HzRecords *records,
                                                    GAsyncResult *result,
                                                    GError **error);

G_END_DECLS
