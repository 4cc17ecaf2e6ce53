/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-care-index.h"

#include "hz-body-fields.h"
#include "hz-sealed.h"
#include "hz-records-error.h"

/* Whose client has been erased: it is read, and not tried again. */
#define NOBODY ""

static gboolean
create_table (const HzCareIndex *self,
              HzContext *context,
              GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("CREATE TEMP TABLE IF NOT EXISTS %s_index "
                     "(%s INTEGER PRIMARY KEY, client_id BLOB, first TEXT, second TEXT);"
                     "CREATE INDEX IF NOT EXISTS temp.%s_index_by_client ON %s_index (client_id)",
                     self->table, self->key, self->table, self->table);

  return hz_db_execute (context->db, sql, error);
}

/* What cannot be opened waits in its writer's own ring: it is tried again the next time. */
static gboolean
add_row (const HzCareIndex *self,
         HzContext *context,
         HzStatement *row,
         HzStatement *insert,
         GError **error)
{
  HzBodyAddress address = { .table = self->table_code,
                            .row_id = hz_statement_get_id (row, 1),
                            .revision = hz_statement_get_int (row, 2) };
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (row, 3);
  g_autoptr (GError) unread = NULL;
  g_autoptr (GVariant) body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, &unread);

  hz_statement_reset (insert);
  hz_statement_bind_int (insert, 1, hz_statement_get_int (row, 0));
  hz_statement_bind_null (insert, 2);
  hz_statement_bind_null (insert, 3);
  hz_statement_bind_null (insert, 4);

  if (body != NULL)
    {
      HzId client_id = hz_body_fields_get_id (body, "client");

      if (hz_id_is_set (&client_id))
        hz_statement_bind_id (insert, 2, &client_id);
      else
        hz_statement_bind_text (insert, 2, NOBODY);
      for (int i = 0; i < 2; i++)
        {
          const char *text = "";

          if (self->body_names[i] != NULL)
            g_variant_lookup (body, self->body_names[i], "&s", &text);
          hz_statement_bind_text (insert, 3 + i, text);
        }
    }

  return hz_statement_run (insert, error);
}

/**
 * hz_care_index_update:
 * @self: an index
 * @context: of the job
 * @limit: how many rows to read at most
 * @is_done: (out) (optional): whether no row is left to read
 * @error: return location
 *
 * Returns: whether the index stands as far as was asked; without the care key it stays empty
 */
gboolean
hz_care_index_update (const HzCareIndex *self,
                      HzContext *context,
                      guint limit,
                      gboolean *is_done,
                      GError **error)
{
  g_autofree char *select_sql =
    g_strdup_printf ("SELECT %2$s, id, revision, body FROM %1$s "
                     "WHERE %2$s > (SELECT ifnull (max (%2$s), 0) FROM temp.%1$s_index) "
                     "OR %2$s IN (SELECT %2$s FROM temp.%1$s_index WHERE client_id IS NULL) "
                     "ORDER BY %2$s", self->table, self->key);
  g_autofree char *insert_sql =
    g_strdup_printf ("INSERT OR REPLACE INTO temp.%s_index VALUES (?1, ?2, ?3, ?4)", self->table);
  g_autoptr (HzStatement) select = NULL;
  g_autoptr (HzStatement) insert = NULL;
  gboolean has_row = TRUE;
  guint n;

  if (!create_table (self, context, error))
    return FALSE;
  if (is_done != NULL)
    *is_done = TRUE;
  if (!hz_rings_has_care (context->rings))
    return TRUE;

  select = hz_statement_new (context->db, select_sql, error);
  insert = select != NULL ? hz_statement_new (context->db, insert_sql, error) : NULL;
  if (insert == NULL)
    return FALSE;

  for (n = 0; n < limit; n++)
    {
      if (!hz_statement_step (select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!add_row (self, context, select, insert, error))
        return FALSE;
    }

  if (is_done != NULL)
    *is_done = FALSE;

  return TRUE;
}

/**
 * hz_care_index_forget:
 * @self: an index
 * @context: of the job
 * @row_id: a row whose body has changed
 * @error: return location
 *
 * Returns: whether it will be read anew
 */
gboolean
hz_care_index_forget (const HzCareIndex *self,
                      HzContext *context,
                      const HzId *row_id,
                      GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE temp.%1$s_index SET client_id = NULL "
                     "WHERE %2$s = (SELECT %2$s FROM %1$s WHERE id = ?1)", self->table, self->key);
  g_autoptr (HzStatement) statement = NULL;

  if (!create_table (self, context, error))
    return FALSE;
  statement = hz_statement_new (context->db, sql, error);
  if (statement == NULL)
    return FALSE;
  hz_statement_bind_id (statement, 1, row_id);

  return hz_statement_run (statement, error);
}
