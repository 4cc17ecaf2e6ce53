/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-draft-store.h"

#include "hz-draft-private.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-stamp.h"
#include "hz-table-code.h"

static HzBodyAddress
make_address (const HzId *id,
              gint64 revision)
{
  return (HzBodyAddress) { HZ_TABLE_DRAFT, *id, HZ_ID_NONE, revision };
}

/**
 * hz_draft_store_seal:
 * @context: of any job
 * @draft: what to seal
 * @revision: of the row in which it will stand
 * @error: return location
 *
 * Returns: (transfer full) (nullable): @draft under the person's own key
 */
GBytes *
hz_draft_store_seal (HzContext *context,
                     const HzDraft *draft,
                     gint64 revision,
                     GError **error)
{
  HzBodyAddress address = make_address (&draft->id, revision);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "kind", "s", draft->kind);
  if (hz_id_is_set (&draft->subject_id))
    g_variant_dict_insert_value (&dict, "subject",
                                 g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE,
                                                            draft->subject_id.bytes, HZ_ID_BYTES, 1));
  if (draft->content != NULL)
    g_variant_dict_insert_value (&dict, "content", draft->content);

  return hz_sealed_write (context, HZ_RING_OWN, &address, g_variant_dict_end (&dict), error);
}

static gboolean
read_body (HzDraft *draft,
           GVariant *body)
{
  g_autoptr (GVariant) subject = g_variant_lookup_value (body, "subject", G_VARIANT_TYPE_BYTESTRING);
  gsize length = 0;
  const void *bytes;

  if (!g_variant_lookup (body, "kind", "s", &draft->kind))
    return FALSE;

  if (subject != NULL)
    {
      bytes = g_variant_get_fixed_array (subject, &length, 1);
      if (!hz_id_from_bytes (bytes, length, &draft->subject_id))
        return FALSE;
    }

  draft->content = g_variant_lookup_value (body, "content", G_VARIANT_TYPE_VARDICT);
  return TRUE;
}

/**
 * hz_draft_store_unseal:
 * @context: of any job
 * @id: the row in which it stands
 * @revision: of the row
 * @sealed: as it was sealed
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the draft; or %HZ_RECORDS_ERROR_DAMAGED
 */
HzDraft *
hz_draft_store_unseal (HzContext *context,
                       const HzId *id,
                       gint64 revision,
                       GBytes *sealed,
                       GError **error)
{
  g_autoptr (HzDraft) draft = g_new0 (HzDraft, 1);
  HzBodyAddress address = make_address (id, revision);
  g_autoptr (GVariant) body = hz_sealed_read (context, HZ_RING_OWN, &address, sealed, error);

  if (body == NULL)
    return NULL;

  draft->id = *id;
  draft->revision = revision;
  if (!read_body (draft, body))
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED, "A draft does not read");
      return NULL;
    }

  return g_steal_pointer (&draft);
}

#define SELECT "SELECT " HZ_STAMP_COLUMNS ", body FROM draft WHERE created_by = ?1"

static HzDraft *
read_row (HzContext *context,
          HzStatement *statement,
          GError **error)
{
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS);
  HzDraft *draft;
  HzStamp stamp;

  hz_stamp_read (&stamp, statement, 0);
  draft = hz_draft_store_unseal (context, &stamp.id, stamp.revision, sealed, error);
  if (draft != NULL)
    draft->saved = stamp.modified;

  return draft;
}

static gboolean
insert_draft (HzContext *context,
              const HzStamp *stamp,
              GBytes *sealed,
              GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT INTO draft (" HZ_STAMP_COLUMNS ", body)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (stamp, statement, 1);
  hz_statement_bind_bytes (statement, HZ_STAMP_N_COLUMNS + 1, sealed);

  return hz_statement_run (statement, error);
}

static gboolean
update_draft (HzContext *context,
              const HzStamp *stamp,
              GBytes *sealed,
              GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "UPDATE draft SET revision = ?2, modified = ?3, modified_by = ?4,"
                                " body = ?5 WHERE id = ?1 AND created_by = ?4", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &stamp->id);
  hz_statement_bind_int (statement, 2, stamp->revision);
  hz_statement_bind_int (statement, 3, stamp->modified);
  hz_statement_bind_id (statement, 4, &stamp->modified_by);
  hz_statement_bind_bytes (statement, 5, sealed);
  if (!hz_statement_run (statement, error))
    return FALSE;

  if (hz_db_get_n_changes (context->db) == 1)
    return TRUE;

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN, "Somebody else's draft");
  return FALSE;
}

/**
 * hz_draft_store_put:
 * @context: of a write job
 * @draft: what to store; its revision is raised, and it is marked as saved now
 * @error: return location
 *
 * Nothing of drafts is audited.
 *
 * Returns: whether it stands in the transaction; or %HZ_RECORDS_ERROR_CONFLICT,
 *   %HZ_RECORDS_ERROR_NOT_FOUND when it has been deleted since it was stored first
 */
gboolean
hz_draft_store_put (HzContext *context,
                    HzDraft *draft,
                    GError **error)
{
  HzStamp stamp = { .id = draft->id, .revision = draft->revision };
  gboolean is_new = draft->revision == 0;
  g_autoptr (GBytes) sealed = NULL;

  if (!hz_stamp_check (&stamp, context, "draft", error))
    return FALSE;

  stamp = hz_stamp_next (&stamp, context);
  sealed = hz_draft_store_seal (context, draft, stamp.revision, error);
  if (sealed == NULL)
    return FALSE;

  if (!(is_new ? insert_draft (context, &stamp, sealed, error)
               : update_draft (context, &stamp, sealed, error)))
    return FALSE;

  draft->revision = stamp.revision;
  draft->saved = stamp.modified;
  hz_context_note_change (context, HZ_RECORD_DRAFT, &draft->id,
                          is_new ? HZ_CHANGE_ADDED : HZ_CHANGE_CHANGED);

  return TRUE;
}

/**
 * hz_draft_store_get:
 * @context: of any job
 * @id: a draft of the person's own
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the draft; or %HZ_RECORDS_ERROR_NOT_FOUND, also for somebody
 *   else's; %HZ_RECORDS_ERROR_DAMAGED
 */
HzDraft *
hz_draft_store_get (HzContext *context,
                    const HzId *id,
                    GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, SELECT " AND id = ?2", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, &context->own_id);
  hz_statement_bind_id (statement, 2, id);
  if (!hz_statement_step (statement, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND, "No such draft");
      return NULL;
    }

  return read_row (context, statement, error);
}

static gboolean
is_asked_for (const HzDraft *draft,
              const char *kind,
              const HzId *subject_id)
{
  return (kind == NULL || g_strcmp0 (draft->kind, kind) == 0)
         && (subject_id == NULL || hz_id_equal (&draft->subject_id, subject_id));
}

/**
 * hz_draft_store_list:
 * @context: of any job
 * @kind: (nullable): of which form; or %NULL for all
 * @subject_id: (nullable): about what; or %NULL for all
 * @error: return location
 *
 * One that does not open is left out.
 *
 * Returns: (transfer full) (nullable) (element-type HzDraft): the person's own, newest first
 */
GPtrArray *
hz_draft_store_list (HzContext *context,
                     const char *kind,
                     const HzId *subject_id,
                     GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_draft_free);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row;

  statement = hz_statement_new (context->db, SELECT " ORDER BY modified DESC, draft_key DESC", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, &context->own_id);
  while (TRUE)
    {
      g_autoptr (GError) row_error = NULL;
      g_autoptr (HzDraft) draft = NULL;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&drafts);

      draft = read_row (context, statement, &row_error);
      if (draft == NULL)
        g_message ("A draft: %s", row_error->message);
      else if (is_asked_for (draft, kind, subject_id))
        g_ptr_array_add (drafts, g_steal_pointer (&draft));
    }
}

/**
 * hz_draft_store_delete:
 * @context: of a write job
 * @id: a draft of the person's own, stored or not
 * @error: return location
 *
 * Returns: whether it is not there any more
 */
gboolean
hz_draft_store_delete (HzContext *context,
                       const HzId *id,
                       GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db, "DELETE FROM draft WHERE id = ?1 AND created_by = ?2",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, id);
  hz_statement_bind_id (statement, 2, &context->own_id);
  if (!hz_statement_run (statement, error))
    return FALSE;

  if (hz_db_get_n_changes (context->db) > 0)
    hz_context_note_change (context, HZ_RECORD_DRAFT, id, HZ_CHANGE_REMOVED);

  return TRUE;
}

typedef struct
{
  char *kind;
  gboolean has_subject;
  HzId subject_id;
  GPtrArray *drafts;
} ListJob;

static void
free_list_job (gpointer data)
{
  ListJob *job = data;

  g_free (job->kind);
  g_clear_pointer (&job->drafts, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_list_job (HzContext *context,
              gpointer data,
              GError **error)
{
  ListJob *job = data;

  g_clear_pointer (&job->drafts, g_ptr_array_unref);
  job->drafts = hz_draft_store_list (context, job->kind,
                                     job->has_subject ? &job->subject_id : NULL, error);

  return job->drafts != NULL;
}

/**
 * hz_draft_store_list_async:
 * @records: the records
 * @kind: (nullable): of which form; or %NULL for all
 * @subject_id: (nullable): about what; or %NULL for all
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_draft_store_list_async (HzRecords *records,
                           const char *kind,
                           const HzId *subject_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ListJob *job = g_new0 (ListJob, 1);

  job->kind = g_strdup (kind);
  job->has_subject = subject_id != NULL;
  if (subject_id != NULL)
    job->subject_id = *subject_id;

  hz_records_run_async (records, HZ_DB_JOB_READ, run_list_job, job, free_list_job, cancellable,
                        callback, user_data);
}

/**
 * hz_draft_store_list_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzDraft): as hz_draft_store_list()
 */
GPtrArray *
hz_draft_store_list_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  ListJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->drafts) : NULL;
}

static gboolean
run_delete_job (HzContext *context,
                gpointer data,
                GError **error)
{
  return hz_draft_store_delete (context, data, error);
}

/**
 * hz_draft_store_delete_async:
 * @records: the records
 * @id: a draft of the person's own
 * @callback: (nullable): called when it is done; hz_records_run_finish() tells how it went
 * @user_data: given to @callback
 */
void
hz_draft_store_delete_async (HzRecords *records,
                             const HzId *id,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_delete_job, hz_id_copy (id),
                        (GDestroyNotify) hz_id_free, NULL, callback, user_data);
}
