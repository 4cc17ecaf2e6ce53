/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See hz-draft-rescue.h. An entry holds nothing that another person could read. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-draft-rescue.h"

#include "hz-draft-private.h"
#include "hz-draft-store.h"

/* @revision: of the row that it was to replace; 0 for none */
typedef struct
{
  HzId member_id;
  HzId id;
  gint64 revision;
  GBytes *sealed;
} Entry;

static GMutex mutex;
static GPtrArray *entries;

static void
free_entry (Entry *entry)
{
  g_bytes_unref (entry->sealed);
  g_free (entry);
}

static void
add_entry (Entry *entry)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (entries == NULL)
    entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  g_ptr_array_add (entries, entry);
}

/**
 * hz_draft_rescue_count:
 *
 * Returns: how many drafts are kept in memory alone
 */
guint
hz_draft_rescue_count (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return entries != NULL ? entries->len : 0;
}

/**
 * hz_draft_rescue_keep:
 * @context: of any job
 * @drafts: (element-type HzDraft): what could not be stored
 * @error: return location
 *
 * Returns: whether all are kept
 */
gboolean
hz_draft_rescue_keep (HzContext *context,
                      GPtrArray *drafts,
                      GError **error)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      const HzDraft *draft = g_ptr_array_index (drafts, i);
      GBytes *sealed = hz_draft_store_seal (context, draft, 0, error);
      Entry *entry;

      if (sealed == NULL)
        return FALSE;

      entry = g_new0 (Entry, 1);
      entry->member_id = context->own_id;
      entry->id = draft->id;
      entry->revision = draft->revision;
      entry->sealed = sealed;
      add_entry (entry);
    }

  return TRUE;
}

/* Of the stored draft; 0 when it is not there. */
static gboolean
get_stored_revision (HzContext *context,
                     const HzId *id,
                     gint64 *revision,
                     GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db, "SELECT revision FROM draft WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  *revision = has_row ? hz_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
restore_entry (HzContext *context,
               const Entry *entry,
               GError **error)
{
  g_autoptr (GError) open_error = NULL;
  g_autoptr (HzDraft) draft = NULL;
  gint64 revision;

  /* Not of this centre. */
  draft = hz_draft_store_unseal (context, &entry->id, 0, entry->sealed, &open_error);
  if (draft == NULL)
    return TRUE;

  if (!get_stored_revision (context, &entry->id, &revision, error))
    return FALSE;

  /* Written elsewhere meanwhile: both stay. */
  draft->revision = revision;
  if (revision > 0 && revision != entry->revision)
    {
      draft->id = hz_id_new ();
      draft->revision = 0;
    }

  return hz_draft_store_put (context, draft, error);
}

/**
 * hz_draft_rescue_restore:
 * @context: of a write job
 * @error: return location
 *
 * Returns: whether what was kept for the person stands in the transaction
 */
gboolean
hz_draft_rescue_restore (HzContext *context,
                         GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (hz_id_equal (&entry->member_id, &context->own_id) && !restore_entry (context, entry, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_draft_rescue_forget:
 * @member_id: whose drafts are stored again
 */
void
hz_draft_rescue_forget (const HzId *member_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    if (hz_id_equal (&((Entry *) g_ptr_array_index (entries, i - 1))->member_id, member_id))
      g_ptr_array_remove_index_fast (entries, i - 1);
}
