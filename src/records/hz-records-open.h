/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-hash.h"
#include "hz-records-job.h"

G_BEGIN_DECLS

/**
 * HzRecordsOpen:
 * @has_pinned: whether the person has seen a head of the audit before
 * @pinned: that head
 * @audit_is_cut: whether the audit does not have it any more
 * @drafts_are_back: whether what could not be stored at the last lock is stored now
 *
 * What is due at a sign-in, as the data of an HzRecordsJob; in steps.
 */
typedef struct
{
  int stage;
  gint64 swept;
  gboolean has_pinned;
  guint8 pinned[HZ_HASH_BYTES];
  gboolean audit_is_cut;
  gboolean drafts_are_back;
} HzRecordsOpen;

HzDbStep hz_records_open_step (HzDb *db,
                               gpointer job,
                               GError **error);

G_END_DECLS
