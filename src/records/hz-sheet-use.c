/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-sheet-use.h"

#include "hz-audit.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-stamp.h"
#include "hz-table-code.h"
#include "hz-text.h"

#define MOST_SHOWN "50"

/**
 * hz_sheet_use_free:
 * @self: (nullable) (transfer full): a use
 */
void
hz_sheet_use_free (HzSheetUse *self)
{
  if (self == NULL)
    return;

  g_free (self->reason);
  g_free (self);
}

static HzBodyAddress
make_address (const HzStamp *stamp)
{
  return (HzBodyAddress) { HZ_TABLE_SHEET_USE, stamp->id, HZ_ID_NONE, stamp->revision };
}

static gboolean
insert (HzContext *context,
        const HzId *member_id,
        const char *reason,
        GError **error)
{
  const HzStamp none = { 0 };
  HzStamp stamp = hz_stamp_next (&none, context);
  HzBodyAddress address = make_address (&stamp);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (HzStatement) statement = NULL;

  sealed = hz_sealed_write_care (context, &address, g_variant_new_parsed ("{'text': <%s>}", reason),
                                 error);
  if (sealed == NULL)
    return FALSE;

  statement = hz_statement_new (context->db,
                                "INSERT INTO sheet_use (" HZ_STAMP_COLUMNS ", member_id, body)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_id (statement, HZ_STAMP_N_COLUMNS + 1, member_id);
  hz_statement_bind_bytes (statement, HZ_STAMP_N_COLUMNS + 2, sealed);

  return hz_statement_run (statement, error);
}

/**
 * hz_sheet_use_add:
 * @context: of a write job, of whoever has typed the sheets
 * @member_id: who is about to get a new password
 * @reason: why, as typed
 * @error: return location
 *
 * Returns: whether it stands in the transaction; or %HZ_RECORDS_ERROR_INVALID without a reason
 */
gboolean
hz_sheet_use_add (HzContext *context,
                            const HzId *member_id,
                  const char *reason,
                  GError **error)
{
  g_autofree char *why = hz_text_tidy_line (reason, G_MAXSIZE, NULL);

  if (*why == '\0')
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID,
                   "The sheets are not used without a reason");
      return FALSE;
    }

  return insert (context, member_id, why, error)
         && hz_audit_add (context, "sheets.password", HZ_RECORD_MEMBER, member_id, NULL, error);
}

static HzSheetUse *
read_use (HzContext *context,
          HzStatement *statement,
          GError **error)
{
  g_autoptr (HzSheetUse) self = g_new0 (HzSheetUse, 1);
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS + 1);
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GVariant) body = NULL;
  HzBodyAddress address;
  HzStamp stamp;

  hz_stamp_read (&stamp, statement, 0);
  address = make_address (&stamp);
  self->time = stamp.created;
  self->member_id = hz_statement_get_id (statement, HZ_STAMP_N_COLUMNS);

  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, &read_error);
  if (body != NULL)
    g_variant_lookup (body, "text", "s", &self->reason);
  else if (!g_error_matches (read_error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY))
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * hz_sheet_use_list:
 * @context: of any job
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzSheetUse): the last uses, the newest first
 */
GPtrArray *
hz_sheet_use_list (HzContext *context,
                   GError **error)
{
  g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_sheet_use_free);
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", member_id, body FROM sheet_use"
                                " ORDER BY created DESC, sheet_use_key DESC LIMIT " MOST_SHOWN, error);
  if (statement == NULL)
    return NULL;

  for (;;)
    {
      gboolean has_row = FALSE;
      HzSheetUse *use;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uses);

      use = read_use (context, statement, error);
      if (use == NULL)
        return NULL;
      g_ptr_array_add (uses, use);
    }
}
