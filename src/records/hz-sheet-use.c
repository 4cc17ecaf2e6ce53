/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-sheet-use.h"

#include <string.h>

#include "hz-audit.h"
#include "hz-preference-store.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-stamp.h"
#include "hz-table-code.h"
#include "hz-text.h"

#define MOST_SHOWN "50"

/* What she has said that she knows of: as, ids of the uses that are listed still. */
#define PREFERENCE "sheet-uses-seen"

/* Permanent words of column "kind", and of the audit. */
static const struct
{
  const char *word;
  const char *act;
} kinds[HZ_SHEET_USE_N_KINDS] = {
  [HZ_SHEET_USE_PASSWORD] = { .word = "password", .act = "sheets.password" },
  [HZ_SHEET_USE_CASES] = { .word = "cases", .act = "sheets.cases" },
  [HZ_SHEET_USE_CARE] = { .word = "care", .act = "sheets.care" },
  [HZ_SHEET_USE_ADMINISTRATOR] = { .word = "administrator", .act = "sheets.administrator" },
};

/**
 * hz_sheet_use_free:
 * @self: (nullable) (transfer full): a use
 */
void
hz_sheet_use_free (HzSheetUse *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->cases, g_array_unref);
  g_free (self->reason);
  g_free (self);
}

/* --- Writing ------------------------------------------------------------------------------------- */

static HzBodyAddress
make_address (const HzStamp *stamp)
{
  return (HzBodyAddress) { HZ_TABLE_SHEET_USE, stamp->id, HZ_ID_NONE, stamp->revision };
}

/* Which cases a person works on is no business of the centre ring. */
static GVariant *
make_body (GArray *cases,
           const char *reason)
{
  GVariantDict body;

  g_variant_dict_init (&body, NULL);
  g_variant_dict_insert (&body, "text", "s", reason);
  if (cases != NULL)
    g_variant_dict_insert_value (&body, "cases",
                                 g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, cases->data,
                                                            cases->len * sizeof (HzId), 1));

  return g_variant_dict_end (&body);
}

static gboolean
insert (HzContext *context,
        HzSheetUseKind kind,
        const HzId *member_id,
        GVariant *body,
        GError **error)
{
  const HzStamp none = { 0 };
  HzStamp stamp = hz_stamp_next (&none, context);
  HzBodyAddress address = make_address (&stamp);
  g_autoptr (GBytes) sealed = hz_sealed_write_care (context, &address, body, error);
  g_autoptr (HzStatement) statement = NULL;

  if (sealed == NULL)
    return FALSE;

  statement = hz_statement_new (context->db,
                                "INSERT INTO sheet_use (" HZ_STAMP_COLUMNS ", member_id, kind, body)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_id (statement, HZ_STAMP_N_COLUMNS + 1, member_id);
  hz_statement_bind_text (statement, HZ_STAMP_N_COLUMNS + 2, kinds[kind].word);
  hz_statement_bind_bytes (statement, HZ_STAMP_N_COLUMNS + 3, sealed);

  return hz_statement_run (statement, error);
}

/**
 * hz_sheet_use_add:
 * @context: of a write job, of whoever has typed the sheets
 * @kind: what is about to be done
 * @member_id: for whom
 * @cases: (nullable) (element-type HzId): which she gets
 * @reason: why, as typed
 * @error: return location
 *
 * Returns: whether it stands in the transaction; or %HZ_RECORDS_ERROR_INVALID without a reason,
 *   %HZ_RECORDS_ERROR_FORBIDDEN to everybody else
 */
gboolean
hz_sheet_use_add (HzContext *context,
                  HzSheetUseKind kind,
                  const HzId *member_id,
                  GArray *cases,
                  const char *reason,
                  GError **error)
{
  g_autofree char *why = hz_text_tidy_line (reason, G_MAXSIZE, NULL);

  if (!hz_context_require (context, HZ_RIGHT_USE_SHEETS, error))
    return FALSE;

  if (*why == '\0')
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID,
                   "The sheets are not used without a reason");
      return FALSE;
    }

  return insert (context, kind, member_id, make_body (cases, why), error)
         && hz_audit_add (context, kinds[kind].act, HZ_RECORD_MEMBER, member_id, NULL, error);
}

/* --- Reading ------------------------------------------------------------------------------------- */

static gboolean
take_kind (HzSheetUse *self,
           const char *word,
           GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].word, word) == 0)
      {
        self->kind = (HzSheetUseKind) i;
        return TRUE;
      }

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED, "An unknown use of the sheets");
  return FALSE;
}

static void
take_body (HzSheetUse *self,
           GVariant *body)
{
  g_autoptr (GVariant) cases = g_variant_lookup_value (body, "cases", G_VARIANT_TYPE_BYTESTRING);
  gsize n_bytes = 0;
  gconstpointer bytes = cases != NULL ? g_variant_get_fixed_array (cases, &n_bytes, 1) : NULL;

  if (bytes != NULL)
    g_array_append_vals (self->cases, bytes, (guint) (n_bytes / sizeof (HzId)));
  g_variant_lookup (body, "text", "s", &self->reason);
}

static HzSheetUse *
read_use (HzContext *context,
          HzStatement *statement,
          GError **error)
{
  g_autoptr (HzSheetUse) self = g_new0 (HzSheetUse, 1);
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS + 2);
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GVariant) body = NULL;
  HzBodyAddress address;
  HzStamp stamp;

  hz_stamp_read (&stamp, statement, 0);
  address = make_address (&stamp);
  self->id = stamp.id;
  self->time = stamp.created;
  self->member_id = hz_statement_get_id (statement, HZ_STAMP_N_COLUMNS);
  self->cases = g_array_new (FALSE, FALSE, sizeof (HzId));
  if (!take_kind (self, hz_statement_get_text (statement, HZ_STAMP_N_COLUMNS + 1), error))
    return NULL;

  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, &read_error);
  if (body != NULL)
    take_body (self, body);
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
                                "SELECT " HZ_STAMP_COLUMNS ", member_id, kind, body FROM sheet_use"
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

/* --- Who is told --------------------------------------------------------------------------------- */

static gboolean
concerns_me (HzContext *context,
             const HzSheetUse *self)
{
  if (hz_id_equal (&self->member_id, &context->own_id)
      || hz_policy_allows (context->own_roles, HZ_RIGHT_READ_AUDIT))
    return TRUE;

  for (guint i = 0; i < self->cases->len; i++)
    if (hz_rings_has_case (context->rings, &g_array_index (self->cases, HzId, i)))
      return TRUE;

  return FALSE;
}

static gboolean
read_seen (HzContext *context,
           GStrv *seen,
           GError **error)
{
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GVariant) value = hz_preference_store_get (context, PREFERENCE, &read_error);

  if (read_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }

  *seen = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY)
          ? g_variant_dup_strv (value, NULL) : g_new0 (char *, 1);

  return TRUE;
}

static gboolean
is_seen (const HzSheetUse *self,
         GStrv seen)
{
  g_autofree char *id = hz_id_to_hex (&self->id);

  return g_strv_contains ((const char *const *) seen, id);
}

/**
 * hz_sheet_use_list_news:
 * @context: of any job
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzSheetUse): what she is to be told, the newest
 *   first
 */
GPtrArray *
hz_sheet_use_list_news (HzContext *context,
                        GError **error)
{
  g_autoptr (GPtrArray) uses = hz_sheet_use_list (context, error);
  g_auto (GStrv) seen = NULL;

  if (uses == NULL || !read_seen (context, &seen, error))
    return NULL;

  for (guint i = uses->len; i > 0; i--)
    {
      const HzSheetUse *use = g_ptr_array_index (uses, i - 1);

      if (!concerns_me (context, use) || is_seen (use, seen))
        g_ptr_array_remove_index (uses, i - 1);
    }

  return g_steal_pointer (&uses);
}

/**
 * hz_sheet_use_acknowledge:
 * @context: of a write job
 * @use_id: a use
 * @error: return location
 *
 * Returns: whether she is not told of it again
 */
gboolean
hz_sheet_use_acknowledge (HzContext *context,
                          const HzId *use_id,
                          GError **error)
{
  g_autoptr (GPtrArray) uses = hz_sheet_use_list (context, error);
  g_auto (GStrv) seen = NULL;
  GVariantBuilder builder;

  if (uses == NULL || !read_seen (context, &seen, error))
    return FALSE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < uses->len; i++)
    {
      const HzSheetUse *use = g_ptr_array_index (uses, i);
      g_autofree char *id = hz_id_to_hex (&use->id);

      if (hz_id_equal (&use->id, use_id) || is_seen (use, seen))
        g_variant_builder_add (&builder, "s", id);
    }

  return hz_preference_store_put (context, PREFERENCE, g_variant_builder_end (&builder), error)
         && hz_audit_add (context, "sheets.seen", HZ_RECORD_MEMBER, &context->own_id, NULL, error);
}
