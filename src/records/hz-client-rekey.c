/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-rekey.h"

#include "hz-client-index.h"

/* Some 30 ms on a slow machine. */
#define N_CLIENTS 200

typedef struct
{
  gint64 client_key;
  HzClient *client;
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_object_unref (row->client);
  g_free (row);
}

static GPtrArray *
list_rows (HzContext *context,
           gint64 done_to,
           GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = hz_statement_new (context->db,
                                "SELECT client_key, surname, given, patronymic, also_known_as"
                                " FROM client WHERE client_key > ?1 ORDER BY client_key"
                                " LIMIT " G_STRINGIFY (N_CLIENTS), error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_int (statement, 1, done_to);

  while (has_row)
    {
      Row *row;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      row = g_new0 (Row, 1);
      row->client_key = hz_statement_get_int (statement, 0);
      row->client = hz_client_new ();
      row->client->surname = hz_statement_dup_text (statement, 1);
      row->client->given = hz_statement_dup_text (statement, 2);
      row->client->patronymic = hz_statement_dup_text (statement, 3);
      row->client->also_known_as = hz_statement_dup_text (statement, 4);
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

static gboolean
write_keys (HzContext *context,
            const Row *row,
            GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  HzClientKeys keys;

  statement = hz_statement_new (context->db,
                                "UPDATE client SET sort_key = ?2, search_key = ?3, name_key = ?4"
                                " WHERE client_key = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_client_keys_init (&keys, row->client);
  hz_statement_bind_int (statement, 1, row->client_key);
  hz_statement_bind_text (statement, 2, keys.sort_key);
  hz_statement_bind_text (statement, 3, keys.search_key);
  hz_statement_bind_text (statement, 4, keys.name_key);
  hz_client_keys_clear (&keys);

  return hz_statement_run (statement, error)
         && hz_client_index_read_phones (context, row->client_key, row->client, error)
         && hz_client_index_write (context, row->client_key, row->client, error);
}

static gboolean
note_progress (HzContext *context,
               gint64 version,
               gint64 done_to,
               GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db, "UPDATE client_keys SET version = ?1, done_to = ?2",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, version);
  hz_statement_bind_int (statement, 2, done_to);

  return hz_statement_run (statement, error);
}

/**
 * hz_client_rekey_run_part:
 * @context: of a write job
 * @is_done: (out): whether all have keys by the rules of this program
 * @error: return location
 *
 * Returns: whether what was to do is done
 */
gboolean
hz_client_rekey_run_part (HzContext *context,
                          gboolean *is_done,
                          GError **error)
{
  gint64 version = 0;
  gint64 done_to = 0;
  g_autoptr (GPtrArray) rows = NULL;

  if (!hz_db_get_int (context->db, "SELECT version FROM client_keys", &version, error)
      || !hz_db_get_int (context->db, "SELECT done_to FROM client_keys", &done_to, error))
    return FALSE;

  *is_done = version == HZ_CLIENT_KEYS_VERSION;
  if (*is_done)
    return TRUE;

  rows = list_rows (context, done_to, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      if (!write_keys (context, row, error))
        return FALSE;
      done_to = row->client_key;
    }

  *is_done = rows->len < N_CLIENTS;
  return note_progress (context, *is_done ? HZ_CLIENT_KEYS_VERSION : version, *is_done ? 0 : done_to,
                        error);
}
