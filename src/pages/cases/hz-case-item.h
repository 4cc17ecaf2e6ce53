/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-case-file.h"
#include "hz-client.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CASE_ITEM (hz_case_item_get_type ())
G_DECLARE_FINAL_TYPE (HzCaseItem, hz_case_item, HZ, CASE_ITEM, GObject)

/**
 * HzCaseItem:
 * @case_file: a case
 * @client: (nullable): whose it is
 * @has_draft: whether the person has a draft in it
 *
 * A line of the list of cases.
 */
struct _HzCaseItem
{
  GObject parent_instance;

  HzCaseFile *case_file;
  HzClient *client;
  gboolean has_draft;
};

char *hz_case_item_dup_name (const HzCaseItem *self);
gboolean hz_case_item_matches (const HzCaseItem *self,
                               const char *query);

/* (element-type HzCaseItem): the person's own cases. */
void hz_case_item_list_async (HzRecords *records,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *hz_case_item_list_finish (HzRecords *records,
                                     GAsyncResult *result,
                                     GError **error);

G_END_DECLS
