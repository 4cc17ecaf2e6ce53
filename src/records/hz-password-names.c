/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-password-names.h"

#include "hz-statement.h"

/* In a step. */
#define N_CLIENTS 1000

/* @last_key: of the client read last; 0 before the first. */
typedef struct
{
  HzPasswordWords *words;
  gint64 last_key;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->words, hz_password_words_unref);
  g_free (load);
}

/* Adds the columns after the first, which is the row's key. */
static gboolean
read_names (HzContext *context,
            Load *load,
            const char *sql,
            int n_columns,
            guint *n_rows,
            GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  hz_statement_bind_int (statement, 1, load->last_key);

  for (*n_rows = 0; has_row; *n_rows += has_row ? 1 : 0)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      load->last_key = hz_statement_get_int (statement, 0);
      for (int i = 1; i <= n_columns; i++)
        hz_password_words_add (load->words, hz_statement_get_text (statement, i));
    }

  return TRUE;
}

static HzDbStep
run_load_part (HzContext *context,
               gpointer data,
               GError **error)
{
  Load *load = data;
  guint n_rows = 0;

  if (load->last_key == 0
      && !read_names (context, load, "SELECT ?1, name_tg, name_ru, name_en FROM centre", 3, &n_rows,
                      error))
    return HZ_DB_STEP_FAILED;
  if (!read_names (context, load,
                   "SELECT client_key, surname, given, also_known_as FROM client"
                   " WHERE client_key > ?1 ORDER BY client_key LIMIT " G_STRINGIFY (N_CLIENTS),
                   3, &n_rows, error))
    return HZ_DB_STEP_FAILED;

  return n_rows == N_CLIENTS ? HZ_DB_STEP_AGAIN : HZ_DB_STEP_DONE;
}

/**
 * hz_password_names_load_async:
 * @records: the open records
 * @cancellable: (nullable): to give up
 * @callback: called when they are read
 * @user_data: given to @callback
 */
void
hz_password_names_load_async (HzRecords *records,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (hz_records_get_vault (records));
  Load *load = g_new0 (Load, 1);

  load->words = hz_password_words_new ();
  for (guint i = 0; i < members->len; i++)
    hz_password_words_add (load->words, ((const HzMember *) g_ptr_array_index (members, i))->name);

  hz_records_read_in_parts_async (records, TRUE, run_load_part, load, free_load, cancellable, callback,
                                  user_data);
}

/**
 * hz_password_names_load_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): all of them
 */
HzPasswordWords *
hz_password_names_load_finish (HzRecords *records,
                               GAsyncResult *result,
                               GError **error)
{
  Load *load = hz_records_run_finish (records, result, error);

  return load != NULL ? g_steal_pointer (&load->words) : NULL;
}
