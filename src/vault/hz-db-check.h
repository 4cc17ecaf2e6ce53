/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db-check-rows.h"

G_BEGIN_DECLS

/**
 * HzDbCheck:
 * @is_quick: the tables one by one, without comparing each index with its table
 * @is_finished: it has come to its end
 * @n_pages: pages read and opened one by one
 * @damaged_pages: (element-type guint32): which of them do not open, from 1; no more than
 *   HZ_DB_CHECK_MOST
 * @n_damaged: how many do not
 * @n_by_rows: tables that were looked at in slices, because somebody always came between
 * @problems: (element-type utf8): what else is wrong, in English, for a log: names of tables and
 *   numbers of pages and rows, nothing that stands in a row
 * @n_refused: how many of these are that the disk refused, so that it is not known what is there
 *
 * Whether a database is whole. Fill in @is_quick, give it to hz_db_check_step() as a read job.
 */
typedef struct
{
  gboolean is_quick;

  gboolean is_finished;
  guint64 n_pages;
  guint64 n_damaged;
  GArray *damaged_pages;
  guint n_by_rows;
  GPtrArray *problems;
  guint n_refused;

  /* Private. */
  int stage;
  GPtrArray *tables;
  guint n_tables_done;
  guint n_tries;
  HzDbCheckRows *rows;
} HzDbCheck;

#define HZ_DB_CHECK_MOST 100

HzDbCheck *hz_db_check_new (gboolean is_quick);
void hz_db_check_free (HzDbCheck *self);
gboolean hz_db_check_is_whole (HzDbCheck *self);
gboolean hz_db_check_is_damaged (HzDbCheck *self);

/* An HzDbJobFunc; @check: an HzDbCheck. */
HzDbStep hz_db_check_step (HzDb *db,
                           gpointer check,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzDbCheck, hz_db_check_free)

G_END_DECLS
