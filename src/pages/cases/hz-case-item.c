/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-draft-store.h"
#include "hz-note.h"
#include "hz-search-key.h"

G_DEFINE_FINAL_TYPE (HzCaseItem, hz_case_item, G_TYPE_OBJECT)

static void
hz_case_item_finalize (GObject *object)
{
  HzCaseItem *self = HZ_CASE_ITEM (object);

  g_clear_object (&self->case_file);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (hz_case_item_parent_class)->finalize (object);
}

static void
hz_case_item_class_init (HzCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_case_item_finalize;
}

static void
hz_case_item_init (HzCaseItem *self)
{
}

/**
 * hz_case_item_dup_name:
 * @self: a line
 *
 * Returns: (transfer full): the client's name, or that she gave none, and her code
 */
char *
hz_case_item_dup_name (const HzCaseItem *self)
{
  g_autofree char *name = self->client != NULL ? hz_client_dup_name (self->client) : NULL;
  const char *code = self->client != NULL ? self->client->code : NULL;

  return g_strdup_printf ("%s · %s", name != NULL ? name : _("No name given"),
                          code != NULL ? code : "");
}

/**
 * hz_case_item_matches:
 * @self: a line
 * @query: words, in any spelling
 *
 * Returns: whether each of them is in name or code
 */
gboolean
hz_case_item_matches (const HzCaseItem *self,
                      const char       *query)
{
  g_autofree char *name = hz_case_item_dup_name (self);
  g_autofree char *key = hz_search_key (name);
  g_autofree char *wanted = hz_search_key (query);
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (strstr (key, *word) == NULL)
      return FALSE;

  return TRUE;
}

/* The job. */

static void
free_items (gpointer data)
{
  GPtrArray **items = data;

  g_clear_pointer (items, g_ptr_array_unref);
  g_free (items);
}

static GHashTable *
list_subjects (HzContext *context,
               GError   **error)
{
  g_autoptr (GPtrArray) drafts = hz_draft_store_list (context, NULL, NULL, error);
  GHashTable *subjects;

  if (drafts == NULL)
    return NULL;

  subjects = g_hash_table_new_full (hz_id_hash, hz_id_equal, (GDestroyNotify) hz_id_free, NULL);
  for (guint i = 0; i < drafts->len; i++)
    {
      const HzDraft *draft = g_ptr_array_index (drafts, i);

      if (g_str_equal (draft->kind, HZ_NOTE_DRAFT_KIND)
          || g_str_equal (draft->kind, HZ_NOTE_DRAFT_KIND_CONSULTATION))
        g_hash_table_add (subjects, hz_id_copy (&draft->subject_id));
    }

  return subjects;
}

static GHashTable *
list_clients (HzContext *context,
              GPtrArray *cases,
              GError   **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  g_autoptr (GPtrArray) clients = NULL;
  GHashTable *table;

  for (guint i = 0; i < cases->len; i++)
    g_array_append_val (ids, ((HzCaseFile *) g_ptr_array_index (cases, i))->client_id);
  clients = hz_client_store_list (context, ids, error);
  if (clients == NULL)
    return NULL;

  table = g_hash_table_new_full (hz_id_hash, hz_id_equal, NULL, g_object_unref);
  for (guint i = 0; i < clients->len; i++)
    {
      HzClient *client = g_ptr_array_index (clients, i);

      g_hash_table_replace (table, &client->stamp.id, g_object_ref (client));
    }

  return table;
}

static gboolean
run_list (HzContext *context,
          gpointer   data,
          GError   **error)
{
  GPtrArray **items = data;
  g_autoptr (GPtrArray) cases = hz_case_file_store_list_mine (context, error);
  g_autoptr (GHashTable) clients = NULL;
  g_autoptr (GHashTable) subjects = NULL;

  if (cases == NULL)
    return FALSE;

  clients = list_clients (context, cases, error);
  subjects = clients != NULL ? list_subjects (context, error) : NULL;
  if (subjects == NULL)
    return FALSE;

  *items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < cases->len; i++)
    {
      HzCaseItem *item = g_object_new (HZ_TYPE_CASE_ITEM, NULL);

      item->case_file = g_object_ref (g_ptr_array_index (cases, i));
      item->has_draft = g_hash_table_contains (subjects, &item->case_file->stamp.id);
      g_set_object (&item->client, g_hash_table_lookup (clients, &item->case_file->client_id));
      g_ptr_array_add (*items, item);
    }

  return TRUE;
}

/**
 * hz_case_item_list_async:
 * @records: records
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_case_item_list_async (HzRecords          *records,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list, g_new0 (GPtrArray *, 1), free_items, NULL,
                        callback, user_data);
}

/**
 * hz_case_item_list_finish:
 * @records: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzCaseItem) (nullable): the cases she works on
 */
GPtrArray *
hz_case_item_list_finish (HzRecords    *records,
                          GAsyncResult *result,
                          GError      **error)
{
  GPtrArray **items = hz_records_run_finish (records, result, error);

  return items != NULL ? g_steal_pointer (items) : NULL;
}
