/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db-worker.h"

G_BEGIN_DECLS

/**
 * HzDbCheckRows:
 *
 * One table looked at in slices of its rows, in the order of its key. Between two slices others write:
 * what they change behind the last key is seen, what they change before it has been.
 */
typedef struct _HzDbCheckRows HzDbCheckRows;

/**
 * HzDbCheckRowsKind:
 * @HZ_DB_CHECK_ROWS_TREES: each row is read whole, in its order, and looked up in each index
 * @HZ_DB_CHECK_ROWS_REFERENCES: what each row points to is there
 */
typedef enum
{
  HZ_DB_CHECK_ROWS_TREES,
  HZ_DB_CHECK_ROWS_REFERENCES,
} HzDbCheckRowsKind;

HzDbCheckRows *hz_db_check_rows_new (HzDb *db,
                                     const char *table,
                                     HzDbCheckRowsKind kind,
                                     GError **error);
void hz_db_check_rows_free (HzDbCheckRows *self);
HzDbStep hz_db_check_rows_step (HzDbCheckRows *self,
                                HzDb *db,
                                GError **error);
guint64 hz_db_check_rows_get_n_wrong (HzDbCheckRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzDbCheckRows, hz_db_check_rows_free)

G_END_DECLS
