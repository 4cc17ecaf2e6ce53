/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The client of a case stands inside a seal, so that the database's key alone does not tell who has a
 * case. To find the cases of a client, all headers are opened once after an unlock, in steps, and
 * client and case are kept side by side in a TEMP table: in memory, of this connection, wiped when it
 * is closed.
 */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-case-index.h"

#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"

/* Looked at between two glances at the clock. */
#define ROWS_AT_A_TIME 64

static const char *const create_sql =
  "CREATE TEMP TABLE IF NOT EXISTS case_facet (case_key INTEGER PRIMARY KEY, client_id BLOB);"
  "CREATE INDEX IF NOT EXISTS temp.case_facet_by_client ON case_facet (client_id);";

static HzBodyAddress
make_address (const HzStamp *stamp)
{
  return (HzBodyAddress) { HZ_TABLE_CASE_FILE, stamp->id, HZ_ID_NONE, stamp->revision };
}

/**
 * hz_case_file_check_keys:
 * @self: (inout): a header that was read; what is not stored in it becomes what holds
 * @context: of a job
 *
 * Not for lists of all: it takes a fifth of a millisecond for a case whose key was not asked for yet.
 */
void
hz_case_file_check_keys (HzCaseFile *self,
                         HzContext  *context)
{
  HzRingsForgery forgery;

  /* From here on the vault knows it, too. */
  if (self->has_key)
    hz_rings_check_case_mark (context->rings, &self->stamp.id, self->mark, NULL);

  self->has_key = hz_rings_has_case (context->rings, &self->stamp.id);
  forgery = hz_rings_find_forgery (context->rings, &self->stamp.id, &self->forger_id);
  self->is_read_only = self->has_key && forgery == HZ_RINGS_FORGERY_READ_ONLY;
  self->is_tampered = self->has_key && forgery != HZ_RINGS_FORGERY_NONE;
}

/**
 * hz_case_file_read_row:
 * @context: of a job
 * @statement: at a row of HZ_CASE_FILE_COLUMNS
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case file; %HZ_RECORDS_ERROR_NO_KEY without the care key,
 *   %HZ_RECORDS_ERROR_DAMAGED when it does not read
 */
HzCaseFile *
hz_case_file_read_row (HzContext   *context,
                       HzStatement *statement,
                       GError     **error)
{
  g_autoptr (HzCaseFile) self = hz_case_file_new ();
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS);
  g_autoptr (GVariant) body = NULL;
  HzBodyAddress address;

  hz_stamp_read (&self->stamp, statement, 0);
  address = make_address (&self->stamp);
  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, error);
  if (body == NULL)
    return NULL;

  if (!hz_case_file_take_body (self, body))
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED, "A case's header lacks a field");
      return NULL;
    }

  self->has_key = hz_rings_has_case (context->rings, &self->stamp.id);

  return g_steal_pointer (&self);
}

static gboolean
put_facet (HzContext    *context,
           gint64        case_key,
           const HzId   *client_id,
           GError      **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT INTO temp.case_facet (case_key, client_id) VALUES (?1, ?2)"
                                " ON CONFLICT (case_key) DO UPDATE SET client_id = excluded.client_id",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, case_key);
  if (client_id != NULL)
    hz_statement_bind_id (statement, 2, client_id);

  return hz_statement_run (statement, error);
}

/* One row after another. A header that does not read has no client, and is passed by. */
static gboolean
index_some (HzContext *context,
            guint     *n_rows,
            GError   **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_CASE_FILE_COLUMNS ", case_key FROM main.case_file"
                                " WHERE case_key > (SELECT ifnull (max (case_key), 0)"
                                "                   FROM temp.case_facet)"
                                " ORDER BY case_key LIMIT ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, ROWS_AT_A_TIME);
  for (*n_rows = 0; ; (*n_rows)++)
    {
      g_autoptr (HzCaseFile) case_file = NULL;
      g_autoptr (GError) damage = NULL;

      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      case_file = hz_case_file_read_row (context, statement, &damage);
      if (case_file == NULL)
        g_message ("A case's header does not read: %s", damage->message);
      if (!put_facet (context, hz_statement_get_int (statement, HZ_STAMP_N_COLUMNS + 1),
                      case_file != NULL ? &case_file->client_id : NULL, error))
        return FALSE;
    }
}

/**
 * hz_case_index_continue:
 * @context: of a job
 * @budget: microseconds
 * @is_done: (out): whether there are no more headers
 * @error: return location
 *
 * Goes on opening headers where the last call stopped. Without the care key there is nothing to open.
 *
 * Returns: whether that went well
 */
gboolean
hz_case_index_continue (HzContext *context,
                        gint64     budget,
                        gboolean  *is_done,
                        GError   **error)
{
  gint64 end = g_get_monotonic_time () + budget;
  guint n_rows = 0;

  if (!hz_rings_has_care (context->rings))
    {
      *is_done = TRUE;
      return TRUE;
    }

  if (!hz_db_execute (context->db, create_sql, error))
    return FALSE;

  do
    {
      if (!index_some (context, &n_rows, error))
        return FALSE;
    }
  while (n_rows > 0 && g_get_monotonic_time () < end);

  *is_done = n_rows == 0;
  return TRUE;
}

static gboolean
find_key (HzContext  *context,
          const HzId *case_id,
          gint64     *case_key,
          GError    **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db, "SELECT case_key FROM main.case_file WHERE id = ?1",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, case_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  g_return_val_if_fail (has_row, FALSE);
  *case_key = hz_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * hz_case_index_put:
 * @context: of a write job
 * @case_file: as it was written
 * @error: return location
 *
 * Keeps what is indexed already in step with a header that was written now. One that was not reached
 * yet is left to hz_case_index_continue().
 *
 * Returns: whether that went well
 */
gboolean
hz_case_index_put (HzContext        *context,
                   const HzCaseFile *case_file,
                   GError          **error)
{
  gint64 case_key = 0, last = 0;

  if (!hz_db_execute (context->db, create_sql, error)
      || !find_key (context, &case_file->stamp.id, &case_key, error)
      || !hz_db_get_int (context->db, "SELECT ifnull (max (case_key), 0) FROM temp.case_facet", &last,
                         error))
    return FALSE;

  return case_key > last || put_facet (context, case_key, &case_file->client_id, error);
}
