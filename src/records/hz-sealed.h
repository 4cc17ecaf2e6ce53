/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* Sealed bodies of records: a GVariant of type a{sv}, whose keys are permanent names of fields. A
 * floating @body is consumed. */

GBytes *hz_sealed_write (HzContext *context,
                         HzRing ring,
                         const HzBodyAddress *address,
                         GVariant *body,
                         GError **error);
/* Into the care ring by whoever is there: under its key, into its inbox, or, until there is one, under
 * the writer's own key. */
GBytes *hz_sealed_write_care (HzContext *context,
                              const HzBodyAddress *address,
                              GVariant *body,
                              GError **error);
/* HZ_RECORDS_ERROR_NO_KEY without the key. Opens what waits in the inbox too. */
GVariant *hz_sealed_read (HzContext *context,
                          HzRing ring,
                          const HzBodyAddress *address,
                          GBytes *sealed,
                          GError **error);

/**
 * HzSealedInbox:
 * @table_code: of the sealed column
 * @table: its table; "id" and "revision" there are the body's address
 * @column: where the body stands
 *
 * A column of care bodies that somebody without the care key may write (hz_sealed_write_care()): each
 * has a line in hz-sealed-inbox.c. What waits is moved at the sign-ins of those who can. A row's
 * revision must not be raised without writing such a body anew: give it a table of its own when others
 * save the record without being able to read it.
 */
typedef struct
{
  guint16 table_code;
  const char *table;
  const char *column;
} HzSealedInbox;

const HzSealedInbox *hz_sealed_inbox_find (guint16 table_code);
/* All; the last has no table. */
const HzSealedInbox *hz_sealed_inbox_list (void);

/* One step of that: at most @limit rows after @after; *@after is 0 when there are no more. */
gboolean hz_sealed_sweep (HzContext *context,
                          guint limit,
                          gint64 *after,
                          GError **error);

G_END_DECLS
