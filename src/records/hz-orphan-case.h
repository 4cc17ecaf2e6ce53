/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-case-file.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzOrphanCase:
 * @case_file: its header
 * @client_code: whose it is
 * @client_name: (nullable): as she is called; %NULL when she gave no name
 *
 * A case that nobody of today can open, because its workers are gone: only the recovery sheets do.
 */
typedef struct
{
  HzCaseFile *case_file;
  char *client_code;
  char *client_name;
} HzOrphanCase;

void hz_orphan_case_free (HzOrphanCase *self);

/* For whoever has typed the sheets (else HZ_RECORDS_ERROR_FORBIDDEN): (element-type HzOrphanCase), open
 * ones first, the newest first. */
GPtrArray *hz_orphan_case_list (HzContext *context,
                                GError **error);
void hz_orphan_case_list_async (HzRecords *records,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *hz_orphan_case_list_finish (HzRecords *records,
                                       GAsyncResult *result,
                                       GError **error);

/* Gives one to a colleague; in a write job. An error of the vault when its header and keys do not hold
 * together. */
gboolean hz_orphan_case_give (HzContext *context,
                              const HzId *case_id,
                              const HzId *member_id,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzOrphanCase, hz_orphan_case_free)

G_END_DECLS
