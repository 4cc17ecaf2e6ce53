/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzDataTable:
 *
 * One of the tab-separated tables of data/, read whole. For tables of our own: a mistake in one
 * aborts.
 */
typedef struct _HzDataTable HzDataTable;

HzDataTable *hz_data_table_read (const char *name);
void hz_data_table_free (HzDataTable *self);

guint hz_data_table_get_n_rows (HzDataTable *self);
const char *hz_data_table_get (HzDataTable *self,
                               guint row,
                               const char *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzDataTable, hz_data_table_free)

G_END_DECLS
