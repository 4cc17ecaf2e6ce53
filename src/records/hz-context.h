/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db.h"
#include "hz-policy.h"
#include "hz-record-kind.h"
#include "hz-rings.h"
#include "hz-role.h"
#include "hz-statement.h"

G_BEGIN_DECLS

/**
 * HzContext:
 * @db: the connection
 * @rings: the person's keys
 * @own_id: who asks
 * @own_roles: her roles
 * @now: one moment for the whole job, UTC milliseconds
 * @changes: private
 *
 * What a job on the database thread is given. The store functions that take one are to be called
 * inside a job; those that write, inside a write job.
 */
typedef struct
{
  HzDb *db;
  HzRings *rings;
  HzId own_id;
  HzRoles own_roles;
  gint64 now;
  GArray *changes;
} HzContext;

/* Told to everybody after the commit. */
void hz_context_note_change (HzContext *self,
                             HzRecordKind kind,
                             const HzId *id,
                             HzChange how);
/* HZ_RECORDS_ERROR_FORBIDDEN unless her roles allow it. */
gboolean hz_context_require (HzContext *self,
                             HzRight right,
                             GError **error);

G_END_DECLS
