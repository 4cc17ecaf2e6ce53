/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* The columns of every table of records, in this order, for SELECT lists. */
#define HZ_STAMP_COLUMNS "id, revision, created, created_by, modified, modified_by"
#define HZ_STAMP_N_COLUMNS 6

/**
 * HzStamp:
 * @id: the row; no id before it is saved
 * @revision: 0 before it is saved, then from 1
 * @created: UTC milliseconds
 * @created_by: a member
 * @modified: UTC milliseconds
 * @modified_by: a member
 *
 * What every record has.
 */
typedef struct
{
  HzId id;
  gint64 revision;
  gint64 created;
  HzId created_by;
  gint64 modified;
  HzId modified_by;
} HzStamp;

void hz_stamp_read (HzStamp *self,
                    HzStatement *statement,
                    int first_column);
/* The stamp of the next revision; a new record gets its id (unless it has one already) and its
 * creation. */
HzStamp hz_stamp_next (const HzStamp *self,
                       HzContext *context);
void hz_stamp_bind (const HzStamp *self,
                    HzStatement *statement,
                    int first_place);
/* HZ_RECORDS_ERROR_CONFLICT unless the row still has the revision that was read; @table: a literal. */
gboolean hz_stamp_check (const HzStamp *self,
                         HzContext *context,
                         const char *table,
                         GError **error);

G_END_DECLS
