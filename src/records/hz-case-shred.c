/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-case-shred.h"

#include "hz-case-index.h"

/* Deleted between two glances at the clock. */
#define NOTES_AT_A_TIME "50"

static gboolean
find_case (HzContext *context,
           const HzId *client_id,
           HzId *case_id,
           gboolean *is_found,
           GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "SELECT c.id FROM temp.case_facet f, main.case_file c"
                                " WHERE f.client_id = ?1 AND c.case_key = f.case_key LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, client_id);
  if (!hz_statement_step (statement, is_found, error))
    return FALSE;

  if (*is_found)
    *case_id = hz_statement_get_id (statement, 0);
  return TRUE;
}

static gboolean
run_of_case (HzContext *context,
             const char *sql,
             const HzId *case_id,
             GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, case_id);

  return hz_statement_run (statement, error);
}

/* The header goes last: as long as it is there, what is left of the case is found by it. */
static gboolean
shred_case (HzContext *context,
            const HzId *case_id,
            GError **error)
{
  if (!run_of_case (context,
                    "DELETE FROM note WHERE note_key IN"
                    " (SELECT note_key FROM note WHERE case_id = ?1 LIMIT " NOTES_AT_A_TIME ")",
                    case_id, error))
    return FALSE;
  if (hz_db_get_n_changes (context->db) > 0)
    return TRUE;

  if (!hz_rings_shred_case (context->rings, context->db, case_id, error)
      || !run_of_case (context,
                       "DELETE FROM temp.case_facet WHERE case_key ="
                       " (SELECT case_key FROM main.case_file WHERE id = ?1)", case_id, error)
      || !run_of_case (context, "DELETE FROM main.case_file WHERE id = ?1", case_id, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_CASE_FILE, case_id, HZ_CHANGE_REMOVED);
  return TRUE;
}

/**
 * hz_case_shred_some:
 * @context: of a write job, of a holder of the care key
 * @client_id: a client of whom nothing is to be left
 * @budget: microseconds
 * @is_done: (out): whether no case is hers any more
 * @error: return location
 *
 * Returns: whether it stands in the transaction
 */
gboolean
hz_case_shred_some (HzContext *context,
                    const HzId *client_id,
                    gint64 budget,
                    gboolean *is_done,
                    GError **error)
{
  gint64 end = g_get_monotonic_time () + budget;

  if (!hz_case_index_continue (context, budget, is_done, error))
    return FALSE;
  if (!*is_done)
    return TRUE;

  do
    {
      gboolean is_found = FALSE;
      HzId case_id;

      if (!find_case (context, client_id, &case_id, &is_found, error)
          || (is_found && !shred_case (context, &case_id, error)))
        return FALSE;

      *is_done = !is_found;
    }
  while (!*is_done && g_get_monotonic_time () < end);

  return TRUE;
}
