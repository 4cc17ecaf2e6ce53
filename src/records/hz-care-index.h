/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/**
 * HzCareIndex:
 * @table: of records whose client stands inside the seal
 * @key: its integer key
 * @table_code: of its bodies
 * @body_names: the fields of the body that are looked up by, as texts: at most two, or NULL
 *
 * In which rows of a table a client, or a value of a field, is found. Kept in the memory of the one
 * connection alone, never on the disk, and made anew after each unlock as it is asked for.
 */
typedef struct
{
  const char *table;
  const char *key;
  guint16 table_code;
  const char *body_names[2];
} HzCareIndex;

#define HZ_CARE_INDEX_ALL G_MAXUINT

/* Brings temp.<table>_index (<key>, client_id, first, second) up to date, as far as the person's keys
 * go; @limit: of rows read in this step; @is_done: (out) (optional): whether none are left. */
gboolean hz_care_index_update (const HzCareIndex *self,
                               HzContext *context,
                               guint limit,
                               gboolean *is_done,
                               GError **error);
/* The row's body has changed. */
gboolean hz_care_index_forget (const HzCareIndex *self,
                               HzContext *context,
                               const HzId *row_id,
                               GError **error);

G_END_DECLS
