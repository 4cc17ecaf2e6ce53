/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-db.h"
#include "hz-id.h"

G_BEGIN_DECLS

/**
 * HzStatement:
 *
 * One SQL statement with its values, for the length of a job at most: declare it as g_autoptr. Places
 * of values count from 1, columns of results from 0. What is %NULL or unset is bound as SQL's NULL.
 * A wrong place or column is a mistake of ours and aborts; a refused row is an error.
 */
typedef struct _HzStatement HzStatement;

HzStatement *hz_statement_new (HzDb *db,
                               const char *sql,
                               GError **error);
void hz_statement_free (HzStatement *self);

void hz_statement_bind_null (HzStatement *self,
                             int place);
void hz_statement_bind_int (HzStatement *self,
                            int place,
                            gint64 value);
void hz_statement_bind_text (HzStatement *self,
                             int place,
                             const char *text);
void hz_statement_bind_bytes (HzStatement *self,
                              int place,
                              GBytes *bytes);
void hz_statement_bind_id (HzStatement *self,
                           int place,
                           const HzId *id);
void hz_statement_bind_date (HzStatement *self,
                             int place,
                             HzDate date);

/* step: @has_row tells whether there is a row to read. run: to the end, then ready for new values. */
gboolean hz_statement_step (HzStatement *self,
                            gboolean *has_row,
                            GError **error);
gboolean hz_statement_run (HzStatement *self,
                           GError **error);
void hz_statement_reset (HzStatement *self);

gboolean hz_statement_is_null (HzStatement *self,
                               int column);
gint64 hz_statement_get_int (HzStatement *self,
                             int column);
const char *hz_statement_get_text (HzStatement *self,
                                   int column);
char *hz_statement_dup_text (HzStatement *self,
                             int column);
GBytes *hz_statement_get_bytes (HzStatement *self,
                                int column);
HzId hz_statement_get_id (HzStatement *self,
                          int column);
HzDate hz_statement_get_date (HzStatement *self,
                              int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzStatement, hz_statement_free)

G_END_DECLS
