/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that stands under a person's own key: drafts, preferences, and what waits for the care inbox. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-own-bodies.h"

#include "hz-sealed.h"
#include "hz-statement.h"
#include "hz-table-code.h"

/* The rows of which are hers who made them. */
static const HzSealedInbox tables[] = {
  { HZ_TABLE_DRAFT, "draft", "body" },
  { HZ_TABLE_PREFERENCE, "preference", "body" },
};

typedef struct
{
  HzDb *db;
  HzRings *from;
  HzRings *to;
} Resealing;

static gboolean
write_body (Resealing *self,
            const HzSealedInbox *place,
            const HzId *row_id,
            GBytes *sealed,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ?2 WHERE id = ?1", place->table,
                                          place->column);
  g_autoptr (HzStatement) statement = hz_statement_new (self->db, sql, error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, row_id);
  hz_statement_bind_bytes (statement, 2, sealed);

  return hz_statement_run (statement, error);
}

/* What does not open stays as it is, and keeps nobody from new keys. */
static gboolean
reseal_body (Resealing *self,
             const HzSealedInbox *place,
             const HzId *row_id,
             gint64 revision,
             GBytes *sealed,
             GError **error)
{
  const HzBodyAddress address = { place->table_code, *row_id, HZ_ID_NONE, revision };
  g_autoptr (GError) open_error = NULL;
  g_autoptr (GBytes) plain = hz_rings_open (self->from, HZ_RING_OWN, &address, sealed, &open_error);
  g_autoptr (GBytes) next = NULL;

  if (plain == NULL)
    {
      g_message ("Not under the new own key: %s", open_error->message);
      return TRUE;
    }

  next = hz_rings_seal (self->to, self->db, HZ_RING_OWN, &address, plain, error);

  return next != NULL && write_body (self, place, row_id, next, error);
}

static gboolean
reseal_row (Resealing *self,
            const HzSealedInbox *place,
            const HzId *row_id,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT revision, %s FROM %s WHERE id = ?1", place->column,
                                          place->table);
  g_autoptr (HzStatement) statement = hz_statement_new (self->db, sql, error);
  g_autoptr (GBytes) sealed = NULL;
  gboolean has_row = FALSE;
  gint64 revision;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, row_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  if (!has_row || hz_statement_is_null (statement, 1))
    return TRUE;

  revision = hz_statement_get_int (statement, 0);
  sealed = hz_statement_get_bytes (statement, 1);
  hz_statement_reset (statement);

  return reseal_body (self, place, row_id, revision, sealed, error);
}

/* @sql: of ids, those of her whose id is its one value */
static GArray *
list_rows (Resealing *self,
           const char *sql,
           GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (self->db, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, hz_rings_get_own_id (self->from));
  while (hz_statement_step (statement, &has_row, error))
    {
      HzId id;

      if (!has_row)
        return g_steal_pointer (&ids);

      id = hz_statement_get_id (statement, 0);
      g_array_append_val (ids, id);
    }

  return NULL;
}

static gboolean
reseal_rows (Resealing *self,
             const HzSealedInbox *place,
             const char *sql,
             GError **error)
{
  g_autoptr (GArray) ids = list_rows (self, sql, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!reseal_row (self, place, &g_array_index (ids, HzId, i), error))
      return FALSE;

  return ids != NULL;
}

static gboolean
reseal_waiting (Resealing *self,
                GError **error)
{
  const HzSealedInbox *inboxes = hz_sealed_inbox_list ();

  for (guint i = 0; inboxes[i].table != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT row_id FROM care_waiting WHERE writer_id = ?1"
                                              " AND ring = 4 AND table_code = %u",
                                              inboxes[i].table_code);

      if (!reseal_rows (self, &inboxes[i], sql, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_own_bodies_reseal:
 * @db: the database, in a transaction
 * @from: opens what is sealed under her old own key
 * @to: seals under the new one
 * @error: return location
 *
 * Returns: whether all that opened stands under the new one
 */
gboolean
hz_own_bodies_reseal (HzDb *db,
                      HzRings *from,
                      HzRings *to,
                      GError **error)
{
  Resealing self = { db, from, to };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE created_by = ?1",
                                              tables[i].table);

      if (!reseal_rows (&self, &tables[i], sql, error))
        return FALSE;
    }

  return reseal_waiting (&self, error);
}
