/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-sealed.h"

#include "hz-table-code.h"

/* One line for each sealed column of the care ring that somebody without its key may write. */
static const HzSealedInbox inboxes[] = {
  { HZ_TABLE_CLIENT_REQUEST, "client_request", "body" },
  { HZ_TABLE_CLIENT_REASON, "client_reason", "body" },
  { HZ_TABLE_APPOINTMENT_REASON, "appointment_reason", "body" },
  { HZ_TABLE_KEEP_APART, "keep_apart", "body" },
  { HZ_TABLE_CONSENT, "consent", "body" },
  { HZ_TABLE_SHEET_USE, "sheet_use", "body" },
  { 0, NULL, NULL },
};

/**
 * hz_sealed_inbox_find:
 * @table_code: of a sealed column
 *
 * Returns: (transfer none) (nullable): where its bodies stand
 */
const HzSealedInbox *
hz_sealed_inbox_find (guint16 table_code)
{
  for (guint i = 0; inboxes[i].table != NULL; i++)
    if (inboxes[i].table_code == table_code)
      return &inboxes[i];

  return NULL;
}

/**
 * hz_sealed_inbox_list:
 *
 * Returns: (transfer none): where bodies may wait, up to one without a table
 */
const HzSealedInbox *
hz_sealed_inbox_list (void)
{
  return inboxes;
}
