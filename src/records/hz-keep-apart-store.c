/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-keep-apart-store.h"

#include "hz-audit.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-stamp.h"
#include "hz-table-code.h"
#include "hz-text.h"

/* The smaller id first. */
static void
order_pair (const HzId **one,
            const HzId **other)
{
  if (hz_id_compare (*one, *other) > 0)
    {
      const HzId *smaller = *other;

      *other = *one;
      *one = smaller;
    }
}

static gboolean
seal_reason (HzContext *context,
             const HzStamp *stamp,
             const char *reason,
             GBytes **sealed,
             GError **error)
{
  HzBodyAddress address = { HZ_TABLE_KEEP_APART, stamp->id, HZ_ID_NONE, stamp->revision };
  g_autofree char *text = NULL;
  g_autoptr (GVariant) body = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  gboolean cut = FALSE;

  if (reason == NULL || *reason == '\0')
    return TRUE;
  text = hz_text_tidy_line (reason, HZ_TEXT_LINE_LIMIT, &cut);
  if (cut)
    {
      g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG,
                           "the reason is too long");
      return FALSE;
    }

  g_variant_dict_insert (&dict, "text", "s", text);
  body = g_variant_ref_sink (g_variant_dict_end (&dict));
  *sealed = hz_sealed_write_care (context, &address, body, error);

  return *sealed != NULL;
}

/**
 * hz_keep_apart_store_add:
 * @context: of the job
 * @client_id: a client
 * @other_id: another
 * @reason: (nullable): why, for the care ring
 * @error: return location
 *
 * From now on a warning is given when both would be at the centre at about the same time.
 *
 * Returns: whether it is so now
 */
gboolean
hz_keep_apart_store_add (HzContext *context,
                         const HzId *client_id,
                         const HzId *other_id,
                         const char *reason,
                         GError **error)
{
  HzStamp stamp = { 0 };
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GBytes) sealed = NULL;
  const HzId *one = client_id;
  const HzId *other = other_id;

  if (!hz_context_require (context, HZ_RIGHT_BOOK, error))
    return FALSE;
  if (hz_id_equal (one, other))
    {
      g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID,
                           "nobody is kept apart from herself");
      return FALSE;
    }

  order_pair (&one, &other);
  stamp = hz_stamp_next (&stamp, context);
  if (!seal_reason (context, &stamp, reason, &sealed, error))
    return FALSE;

  statement = hz_statement_new (context->db,
                                "INSERT INTO keep_apart (" HZ_STAMP_COLUMNS
                                ", one_id, other_id, body) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                                "ON CONFLICT (one_id, other_id) DO NOTHING", error);
  if (statement == NULL)
    return FALSE;
  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_id (statement, 7, one);
  hz_statement_bind_id (statement, 8, other);
  hz_statement_bind_bytes (statement, 9, sealed);
  if (!hz_statement_run (statement, error))
    return FALSE;
  hz_context_note_change (context, HZ_RECORD_CLIENT, client_id, HZ_CHANGE_CHANGED);

  return hz_audit_add (context, "keep-apart.add", HZ_RECORD_CLIENT, other_id, client_id, error);
}

/**
 * hz_keep_apart_store_remove:
 * @context: of the job
 * @client_id: a client
 * @other_id: another
 * @error: return location
 *
 * Returns: whether nobody is warned of the two any more
 */
gboolean
hz_keep_apart_store_remove (HzContext *context,
                            const HzId *client_id,
                            const HzId *other_id,
                            GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  const HzId *one = client_id;
  const HzId *other = other_id;

  if (!hz_context_require (context, HZ_RIGHT_BOOK, error))
    return FALSE;

  order_pair (&one, &other);
  statement = hz_statement_new (context->db,
                                "DELETE FROM keep_apart WHERE one_id = ?1 AND other_id = ?2", error);
  if (statement == NULL)
    return FALSE;
  hz_statement_bind_id (statement, 1, one);
  hz_statement_bind_id (statement, 2, other);
  if (!hz_statement_run (statement, error))
    return FALSE;
  hz_context_note_change (context, HZ_RECORD_CLIENT, client_id, HZ_CHANGE_CHANGED);

  return hz_audit_add (context, "keep-apart.remove", HZ_RECORD_CLIENT, other_id, client_id, error);
}

/**
 * hz_keep_apart_store_list:
 * @context: of the job
 * @client_id: a client
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzId): whom she should not meet
 */
GArray *
hz_keep_apart_store_list (HzContext *context,
                          const HzId *client_id,
                          GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT other_id FROM keep_apart WHERE one_id = ?1 UNION ALL "
                                "SELECT one_id FROM keep_apart WHERE other_id = ?1", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, client_id);
  for (;;)
    {
      HzId id;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      id = hz_statement_get_id (statement, 0);
      g_array_append_val (ids, id);
    }
}
