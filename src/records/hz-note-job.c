/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store of notes, as the window asks it. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-note-store.h"

#include "hz-draft-store.h"
#include "hz-records-error.h"

typedef struct
{
  HzNote *note;
  HzId id;
  HzNoteReading reading;
  GPtrArray *notes;
  guint n_damaged;
} Ask;

static void
free_ask (Ask *ask)
{
  g_clear_object (&ask->note);
  g_clear_pointer (&ask->notes, g_ptr_array_unref);
  g_free (ask);
}

static gboolean
is_note_draft (const HzDraft *draft)
{
  return g_str_equal (draft->kind, HZ_NOTE_DRAFT_KIND)
         || g_str_equal (draft->kind, HZ_NOTE_DRAFT_KIND_CONSULTATION);
}

/* Her drafts stay hers when the key has gone meanwhile. */
static gboolean
run_list (HzContext *context,
          gpointer   data,
          GError   **error)
{
  Ask *ask = data;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) sealed = NULL;

  if (hz_rings_has_case (context->rings, &ask->id))
    {
      sealed = hz_note_store_list (context, &ask->id, ask->reading, &ask->n_damaged, error);
      if (sealed == NULL)
        return FALSE;
    }

  drafts = hz_draft_store_list (context, NULL, &ask->id, error);
  if (drafts == NULL)
    return FALSE;

  ask->notes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < drafts->len; i++)
    if (is_note_draft (g_ptr_array_index (drafts, i)))
      g_ptr_array_add (ask->notes, hz_note_new_from_draft (g_ptr_array_index (drafts, i)));
  for (guint i = 0; sealed != NULL && i < sealed->len; i++)
    g_ptr_array_add (ask->notes, g_object_ref (g_ptr_array_index (sealed, i)));

  return TRUE;
}

/**
 * hz_note_store_list_async:
 * @records: records
 * @case_id: a case
 * @reading: whether a person opens it now, which the audit notes
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_note_store_list_async (HzRecords          *records,
                          const HzId         *case_id,
                          HzNoteReading       reading,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);
  HzDbJobKind kind = reading == HZ_NOTE_READING_OPENS ? HZ_DB_JOB_WRITE : HZ_DB_JOB_READ;

  ask->id = *case_id;
  ask->reading = reading;
  hz_records_run_async (records, kind, run_list, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_note_store_list_finish:
 * @records: records
 * @result: as given to the callback
 * @n_damaged: (out) (optional): how many do not read
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzNote) (nullable): her own drafts in the case, newest first,
 *   then, when she holds its key, its sealed notes
 */
GPtrArray *
hz_note_store_list_finish (HzRecords    *records,
                           GAsyncResult *result,
                           guint        *n_damaged,
                           GError      **error)
{
  Ask *ask = hz_records_run_finish (records, result, error);

  if (ask == NULL)
    return NULL;

  if (n_damaged != NULL)
    *n_damaged = ask->n_damaged;
  return g_steal_pointer (&ask->notes);
}

static gboolean
run_get (HzContext *context,
         gpointer   data,
         GError   **error)
{
  Ask *ask = data;

  ask->note = hz_note_store_get (context, &ask->id, error);
  return ask->note != NULL;
}

/**
 * hz_note_store_get_async:
 * @records: records
 * @id: a sealed note
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_note_store_get_async (HzRecords          *records,
                         const HzId         *id,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->id = *id;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_get, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

static HzNote *
take_note (HzRecords    *records,
           GAsyncResult *result,
           GError      **error)
{
  Ask *ask = hz_records_run_finish (records, result, error);

  return ask != NULL ? g_steal_pointer (&ask->note) : NULL;
}

/**
 * hz_note_store_get_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the note
 */
HzNote *
hz_note_store_get_finish (HzRecords    *records,
                          GAsyncResult *result,
                          GError      **error)
{
  return take_note (records, result, error);
}

static gboolean
run_seal (HzContext *context,
          gpointer   data,
          GError   **error)
{
  Ask *ask = data;

  return hz_note_store_seal (context, ask->note, error);
}

/**
 * hz_note_store_seal_async:
 * @records: records
 * @note: what was written, with its case and its draft
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_note_store_seal_async (HzRecords          *records,
                          const HzNote       *note,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->note = hz_note_copy (note);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_seal, ask, (GDestroyNotify) free_ask,
                        cancellable, callback, user_data);
}

/**
 * hz_note_store_seal_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the note as it stands in its case
 */
HzNote *
hz_note_store_seal_finish (HzRecords    *records,
                           GAsyncResult *result,
                           GError      **error)
{
  return take_note (records, result, error);
}
