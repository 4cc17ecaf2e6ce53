/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bodies under the keys of the rings. A care body written by somebody without the care key goes into
 * its inbox, or, until there is one, under the writer's own key; the table care_waiting remembers
 * where, and hz_sealed_sweep() moves it on at the sign-ins of those who can.
 */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-sealed.h"

#include "hz-records-error.h"
#include "hz-vault-error.h"

/* What the vault says about keys and bodies, in the words of records. */
static void
take_error (GError *vault_error,
            GError **error)
{
  HzRecordsError code;

  if (g_error_matches (vault_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY))
    code = HZ_RECORDS_ERROR_NO_KEY;
  else if (g_error_matches (vault_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BODY_DAMAGED))
    code = HZ_RECORDS_ERROR_DAMAGED;
  else
    {
      g_propagate_error (error, vault_error);
      return;
    }

  g_set_error_literal (error, HZ_RECORDS_ERROR, code, vault_error->message);
  g_error_free (vault_error);
}

static GBytes *
write_plain (GVariant *body)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
  g_autoptr (GVariant) little = g_variant_byteswap (body);
#else
  g_autoptr (GVariant) little = g_variant_get_normal_form (body);
#endif

  return g_variant_get_data_as_bytes (little);
}

static GVariant *
read_plain (GBytes *plain,
            GError **error)
{
  g_autoptr (GVariant) body = g_variant_ref_sink (
    g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, plain, FALSE));

  if (!g_variant_is_normal_form (body))
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED, "A body does not read");
      return NULL;
    }

#if G_BYTE_ORDER == G_BIG_ENDIAN
  return g_variant_byteswap (body);
#else
  return g_steal_pointer (&body);
#endif
}

static GBytes *
seal (HzContext *context,
      HzRing ring,
      const HzBodyAddress *address,
      GBytes *plain,
      GError **error)
{
  GError *vault_error = NULL;
  GBytes *sealed = hz_rings_seal (context->rings, context->db, ring, address, plain, &vault_error);

  if (sealed == NULL)
    take_error (vault_error, error);

  return sealed;
}

/**
 * hz_sealed_write:
 * @context: of a write job
 * @ring: care, case or own
 * @address: where the body will stand
 * @body: a{sv}; consumed when floating
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sealed body; or %HZ_RECORDS_ERROR_NO_KEY, or an error of the
 *   vault
 */
GBytes *
hz_sealed_write (HzContext *context,
                 HzRing ring,
                 const HzBodyAddress *address,
                 GVariant *body,
                 GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (body);
  g_autoptr (GBytes) plain = write_plain (owned);

  return seal (context, ring, address, plain, error);
}

/* Remembers that the body is not under the care key yet. */
static gboolean
put_waiting (HzContext *context,
             const HzBodyAddress *address,
             HzRing ring,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT INTO care_waiting (table_code, row_id, ring, writer_id)"
                                " VALUES (?1, ?2, ?3, ?4)"
                                " ON CONFLICT (table_code, row_id) DO UPDATE"
                                " SET ring = excluded.ring, writer_id = excluded.writer_id", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, address->table);
  hz_statement_bind_id (statement, 2, &address->row_id);
  hz_statement_bind_int (statement, 3, ring);
  hz_statement_bind_id (statement, 4, &context->own_id);

  return hz_statement_run (statement, error);
}

static gboolean
delete_waiting (HzContext *context,
                const HzBodyAddress *address,
                GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "DELETE FROM care_waiting WHERE table_code = ?1 AND row_id = ?2",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, address->table);
  hz_statement_bind_id (statement, 2, &address->row_id);

  return hz_statement_run (statement, error);
}

/* Under the care key by a holder of it, else into the inbox, else under the writer's own. */
static GBytes *
seal_care (HzContext *context,
           const HzBodyAddress *address,
           GBytes *plain,
           GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) seal_error = NULL;
  HzRing ring = HZ_RING_CARE;

  if (hz_rings_has_care (context->rings))
    {
      sealed = seal (context, HZ_RING_CARE, address, plain, &seal_error);
      if (sealed != NULL)
        return delete_waiting (context, address, error) ? g_steal_pointer (&sealed) : NULL;

      /* A new care epoch is due, and it is somebody else's to make. */
      if (!g_error_matches (seal_error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY))
        {
          g_propagate_error (error, g_steal_pointer (&seal_error));
          return NULL;
        }
    }

  if (hz_rings_has_inbox (context->rings))
    sealed = hz_rings_seal_inbox (context->rings, address, plain, error);
  else
    {
      ring = HZ_RING_OWN;
      sealed = seal (context, HZ_RING_OWN, address, plain, error);
    }

  if (sealed == NULL || !put_waiting (context, address, ring, error))
    return NULL;

  return g_steal_pointer (&sealed);
}

/**
 * hz_sealed_write_care:
 * @context: of a write job
 * @address: where the body will stand; its table has a line in hz-sealed-inbox.c
 * @body: a{sv}; consumed when floating
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the body, sealed so that holders of the care key read it now or
 *   later, and the writer, unless she is one of them, does not
 */
GBytes *
hz_sealed_write_care (HzContext *context,
                      const HzBodyAddress *address,
                      GVariant *body,
                      GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (body);
  g_autoptr (GBytes) plain = write_plain (owned);

  g_assert (hz_sealed_inbox_find (address->table) != NULL);

  return seal_care (context, address, plain, error);
}

static GBytes *
open_body (HzContext *context,
           HzRing ring,
           const HzBodyAddress *address,
           GBytes *sealed,
           GError **error)
{
  GError *vault_error = NULL;
  GBytes *plain;
  HzId writer_id;

  if (ring == HZ_RING_CARE && hz_rings_is_inbox (sealed))
    plain = hz_rings_open_inbox (context->rings, address, sealed, &writer_id, &vault_error);
  else
    plain = hz_rings_open (context->rings, ring, address, sealed, &vault_error);

  if (plain == NULL)
    take_error (vault_error, error);

  return plain;
}

/* Whether it has never been under the care key, and still stands under its writer's. */
static gboolean
waits_at_writer (HzContext *context,
                 const HzBodyAddress *address)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT 1 FROM care_waiting"
                                " WHERE table_code = ?1 AND row_id = ?2 AND ring = 4", NULL);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, address->table);
  hz_statement_bind_id (statement, 2, &address->row_id);

  return hz_statement_step (statement, &has_row, NULL) && has_row;
}

/**
 * hz_sealed_read:
 * @context: of any job
 * @ring: care, case or own
 * @address: where the body stands
 * @sealed: the body
 * @error: return location
 *
 * Opens what waits in the care inbox too. What still waits under its writer's own key has no key here.
 *
 * Returns: (transfer full) (nullable): a{sv}; or %HZ_RECORDS_ERROR_NO_KEY, %HZ_RECORDS_ERROR_DAMAGED
 */
GVariant *
hz_sealed_read (HzContext *context,
                HzRing ring,
                const HzBodyAddress *address,
                GBytes *sealed,
                GError **error)
{
  g_autoptr (GError) open_error = NULL;
  g_autoptr (GBytes) plain = open_body (context, ring, address, sealed, &open_error);

  if (plain != NULL)
    return read_plain (plain, error);

  if (ring == HZ_RING_CARE
      && g_error_matches (open_error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED)
      && waits_at_writer (context, address))
    g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY,
                 "A body waits under its writer's own key");
  else
    g_propagate_error (error, g_steal_pointer (&open_error));

  return NULL;
}

/* Where a waiting body stands; its revision and the body are read. FALSE with no error set when the row
 * is not there any more. */
static gboolean
read_waiting (HzContext *context,
              const HzSealedInbox *inbox,
              HzBodyAddress *address,
              GBytes **sealed,
              GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT revision, %s FROM %s WHERE id = ?1", inbox->column,
                                          inbox->table);
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &address->row_id);
  if (!hz_statement_step (statement, &has_row, error) || !has_row
      || hz_statement_is_null (statement, 1))
    return FALSE;

  address->revision = hz_statement_get_int (statement, 0);
  *sealed = hz_statement_get_bytes (statement, 1);

  return TRUE;
}

static gboolean
write_moved (HzContext *context,
             const HzSealedInbox *inbox,
             const HzBodyAddress *address,
             GBytes *sealed,
             GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ?2 WHERE id = ?1", inbox->table,
                                          inbox->column);
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &address->row_id);
  hz_statement_bind_bytes (statement, 2, sealed);

  return hz_statement_run (statement, error);
}

static gboolean
move_body (HzContext *context,
           guint16 table_code,
           const HzId *row_id,
           HzRing ring,
           GError **error)
{
  const HzSealedInbox *inbox = hz_sealed_inbox_find (table_code);
  HzBodyAddress address = { table_code, *row_id, HZ_ID_NONE, 0 };
  g_autoptr (GError) row_error = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) moved = NULL;

  /* A newer program's. */
  if (inbox == NULL)
    return TRUE;

  if (!read_waiting (context, inbox, &address, &sealed, &row_error))
    {
      if (row_error == NULL)
        return delete_waiting (context, &address, error);

      g_propagate_error (error, g_steal_pointer (&row_error));
      return FALSE;
    }

  /* What does not open stays where it is, and nobody is kept out for it. */
  plain = open_body (context, ring, &address, sealed, &row_error);
  if (plain == NULL)
    {
      g_message ("A waiting body of table %u: %s", table_code, row_error->message);
      return TRUE;
    }

  if (ring == HZ_RING_OWN)
    moved = seal_care (context, &address, plain, error);
  else
    moved = seal (context, HZ_RING_CARE, &address, plain, &row_error);

  /* A new care epoch is due, and it is somebody else's to make. */
  if (g_error_matches (row_error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY))
    return TRUE;

  if (row_error != NULL)
    g_propagate_error (error, g_steal_pointer (&row_error));

  return moved != NULL && write_moved (context, inbox, &address, moved, error)
         && (ring == HZ_RING_OWN || delete_waiting (context, &address, error));
}

/**
 * hz_sealed_sweep:
 * @context: of a write job
 * @limit: how many to look at
 * @after: (inout): 0 to begin with; 0 at the end
 * @error: return location
 *
 * Moves waiting care bodies on as far as the person's keys allow: what is in the inbox under the care
 * key, what waits under her own key into the inbox or under the care key.
 *
 * Returns: whether it went well
 */
gboolean
hz_sealed_sweep (HzContext *context,
                 guint limit,
                 gint64 *after,
                 GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  guint n_seen = 0;
  gboolean has_row;

  statement = hz_statement_new (context->db,
                                "SELECT waiting_key, table_code, row_id, ring FROM care_waiting"
                                " WHERE waiting_key > ?1"
                                " AND ((ring = 2 AND ?2) OR (ring = 4 AND ?3 AND writer_id = ?4))"
                                " ORDER BY waiting_key LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  for (; n_seen < limit; n_seen++)
    {
      guint16 table_code;
      HzId row_id;
      HzRing ring;

      hz_statement_reset (statement);
      hz_statement_bind_int (statement, 1, *after);
      hz_statement_bind_int (statement, 2, hz_rings_has_care (context->rings));
      hz_statement_bind_int (statement, 3, hz_rings_has_inbox (context->rings));
      hz_statement_bind_id (statement, 4, &context->own_id);
      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;

      if (!has_row)
        {
          *after = 0;
          return TRUE;
        }

      *after = hz_statement_get_int (statement, 0);
      table_code = (guint16) hz_statement_get_int (statement, 1);
      row_id = hz_statement_get_id (statement, 2);
      ring = (HzRing) hz_statement_get_int (statement, 3);
      hz_statement_reset (statement);
      if (!move_body (context, table_code, &row_id, ring, error))
        return FALSE;
    }

  return TRUE;
}
