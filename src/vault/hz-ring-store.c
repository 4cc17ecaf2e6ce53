/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SQL of ring grants, team lists and pins. Every statement is finalized before its function returns:
 * none outlives its job. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-ring-store.h"

#include "hz-db-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

static void
set_db_error (HzDb *db,
              GError **error)
{
  int result = sqlite3_extended_errcode (hz_db_get_handle (db));

  hz_db_set_error (db, result, "Keys in the database", error);
}

static sqlite3_stmt *
prepare (HzDb *db,
         const char *sql,
         GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (hz_db_get_handle (db), sql, -1, &statement, NULL) != SQLITE_OK)
    set_db_error (db, error);

  return statement;
}

/* What is bound outlives the statement. A copy could fail for want of memory, and without its value a
 * statement would say something else. */
static void
bind_id (sqlite3_stmt *statement,
         int place,
         const HzId *id)
{
  sqlite3_bind_blob (statement, place, id->bytes, HZ_ID_BYTES, SQLITE_STATIC);
}

static void
bind_bytes (sqlite3_stmt *statement,
            int place,
            GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  sqlite3_bind_blob64 (statement, place, data, length, SQLITE_STATIC);
}

static GBytes *
column_bytes (sqlite3_stmt *statement,
              int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

static void
column_id (sqlite3_stmt *statement,
           int column,
           HzId *id)
{
  const void *data = sqlite3_column_blob (statement, column);

  if (!hz_id_from_bytes (data, (gsize) sqlite3_column_bytes (statement, column), id))
    *id = HZ_ID_NONE;
}

static gboolean
step_to_end (HzDb *db,
             sqlite3_stmt *statement,
             GError **error)
{
  if (sqlite3_step (statement) == SQLITE_DONE)
    return TRUE;

  set_db_error (db, error);
  return FALSE;
}

/**
 * hz_grant_row_free:
 * @row: (transfer full): a row
 */
void
hz_grant_row_free (HzGrantRow *row)
{
  g_clear_pointer (&row->sealed, g_bytes_unref);
  g_free (row);
}

static GPtrArray *
list_rows (HzDb *db,
           sqlite3_stmt *statement,
           GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_grant_row_free);
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      HzGrantRow *row = g_new0 (HzGrantRow, 1);

      row->ring = (guint8) sqlite3_column_int (statement, 0);
      column_id (statement, 1, &row->subject_id);
      row->epoch = (guint32) sqlite3_column_int64 (statement, 2);
      column_id (statement, 3, &row->recipient_id);
      row->sealed = column_bytes (statement, 4);
      g_ptr_array_add (rows, row);
    }

  if (result != SQLITE_DONE)
    {
      set_db_error (db, error);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

/**
 * hz_ring_store_list_grants:
 * @db: the open database
 * @recipient_id: to whom
 * @ring: care or case
 * @subject_id: the case, or no id
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzGrantRow): her grants of the keys of one ring, in
 *   the order of epochs
 */
GPtrArray *
hz_ring_store_list_grants (HzDb *db,
                           const HzId *recipient_id,
                           guint8 ring,
                           const HzId *subject_id,
                           GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT ring, subject_id, epoch, recipient_id, sealed FROM ring_grant"
    " WHERE recipient_id = ?1 AND ring = ?2 AND subject_id = ?3 ORDER BY epoch", error);

  if (statement == NULL)
    return NULL;

  bind_id (statement, 1, recipient_id);
  sqlite3_bind_int (statement, 2, ring);
  bind_id (statement, 3, subject_id);

  return list_rows (db, statement, error);
}

/**
 * hz_ring_store_has_grant:
 * @db: the open database
 * @recipient_id: to whom
 * @ring: care, case or own
 * @subject_id: the case, whose own key, or no id
 * @has_grant: (out): whether there is any
 * @error: return location
 *
 * The index alone is read: where a grant is damaged, it is there all the same.
 *
 * Returns: whether it could be found out
 */
gboolean
hz_ring_store_has_grant (HzDb *db,
                         const HzId *recipient_id,
                         guint8 ring,
                         const HzId *subject_id,
                         gboolean *has_grant,
                         GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT EXISTS (SELECT 1 FROM ring_grant"
    " WHERE recipient_id = ?1 AND ring = ?2 AND subject_id = ?3)", error);

  if (statement == NULL)
    return FALSE;

  bind_id (statement, 1, recipient_id);
  sqlite3_bind_int (statement, 2, ring);
  bind_id (statement, 3, subject_id);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      set_db_error (db, error);
      return FALSE;
    }

  *has_grant = sqlite3_column_int (statement, 0) != 0;
  return TRUE;
}

/**
 * hz_ring_store_list_cases:
 * @db: the open database
 * @recipient_id: to whom
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzGrantRow): one row for each case of which there
 *   is a grant to her, without the grant
 */
GPtrArray *
hz_ring_store_list_cases (HzDb *db,
                          const HzId *recipient_id,
                          GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT DISTINCT ring, subject_id, 0, recipient_id, NULL FROM ring_grant"
    " WHERE recipient_id = ?1 AND ring = 3", error);

  if (statement == NULL)
    return NULL;

  bind_id (statement, 1, recipient_id);

  return list_rows (db, statement, error);
}

/**
 * hz_ring_store_list_recipients:
 * @db: the open database
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzGrantRow): one row for each pair of recipient
 *   and ring, without the rest
 */
GPtrArray *
hz_ring_store_list_recipients (HzDb *db,
                               GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT DISTINCT ring, NULL, 0, recipient_id, NULL FROM ring_grant", error);

  return statement != NULL ? list_rows (db, statement, error) : NULL;
}

/**
 * hz_ring_store_list_holders:
 * @db: the open database
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzGrantRow): one row for each pair of case and
 *   recipient, without the rest, those of a case after each other
 */
GPtrArray *
hz_ring_store_list_holders (HzDb *db,
                            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT DISTINCT ring, subject_id, 0, recipient_id, NULL FROM ring_grant WHERE ring = 3"
    " ORDER BY subject_id", error);

  return statement != NULL ? list_rows (db, statement, error) : NULL;
}

/**
 * hz_ring_store_list_lacking:
 * @db: the open database
 * @holder_id: who holds keys
 * @recipient_id: who is to hold them too
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzGrantRow): one row, without the grant, for care
 *   and for each case of which @holder_id was granted an epoch that @recipient_id was not
 */
GPtrArray *
hz_ring_store_list_lacking (HzDb *db,
                            const HzId *holder_id,
                            const HzId *recipient_id,
                            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT DISTINCT h.ring, h.subject_id, 0, ?2, NULL FROM ring_grant AS h"
    " WHERE h.recipient_id = ?1 AND h.ring IN (2, 3) AND NOT EXISTS (SELECT 1 FROM ring_grant AS r"
    " WHERE r.ring = h.ring AND r.subject_id = h.subject_id AND r.epoch = h.epoch"
    " AND r.recipient_id = ?2)", error);

  if (statement == NULL)
    return NULL;

  bind_id (statement, 1, holder_id);
  bind_id (statement, 2, recipient_id);

  return list_rows (db, statement, error);
}

/**
 * hz_ring_store_count_lacking:
 * @db: the open database
 * @ring: care or case
 * @recipient_id: who is to hold all keys
 * @n: (out): of how many cases, or whether of care, somebody holds an epoch that she was not granted
 * @error: return location
 *
 * Returns: whether it could be counted
 */
gboolean
hz_ring_store_count_lacking (HzDb *db,
                             guint8 ring,
                             const HzId *recipient_id,
                             guint *n,
                             GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT count(DISTINCT h.subject_id) FROM ring_grant AS h"
    " WHERE h.ring = ?1 AND NOT EXISTS (SELECT 1 FROM ring_grant AS r"
    " WHERE r.ring = h.ring AND r.subject_id = h.subject_id AND r.epoch = h.epoch"
    " AND r.recipient_id = ?2)", error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int (statement, 1, ring);
  bind_id (statement, 2, recipient_id);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      set_db_error (db, error);
      return FALSE;
    }

  *n = (guint) sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/**
 * hz_ring_store_put_grant:
 * @db: the open database, in a write job
 * @row: the grant, in place of an earlier one of the same epoch
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
hz_ring_store_put_grant (HzDb *db,
                         const HzGrantRow *row,
                         GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "INSERT INTO ring_grant (ring, subject_id, epoch, recipient_id, sealed)"
    " VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (ring, subject_id, epoch, recipient_id) DO UPDATE SET sealed = excluded.sealed",
    error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int (statement, 1, row->ring);
  bind_id (statement, 2, &row->subject_id);
  sqlite3_bind_int64 (statement, 3, row->epoch);
  bind_id (statement, 4, &row->recipient_id);
  bind_bytes (statement, 5, row->sealed);

  return step_to_end (db, statement, error);
}

/**
 * hz_ring_store_delete_grants:
 * @db: the open database, in a write job
 * @recipient_id: to whom
 * @ring: of which ring
 * @subject_id: (nullable): of which case; %NULL for all
 * @error: return location
 *
 * Returns: whether they are gone, all epochs
 */
gboolean
hz_ring_store_delete_grants (HzDb *db,
                             const HzId *recipient_id,
                             guint8 ring,
                             const HzId *subject_id,
                             GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "DELETE FROM ring_grant WHERE recipient_id = ?1 AND ring = ?2"
    " AND (?3 IS NULL OR subject_id = ?3)", error);

  if (statement == NULL)
    return FALSE;

  bind_id (statement, 1, recipient_id);
  sqlite3_bind_int (statement, 2, ring);
  if (subject_id != NULL)
    bind_id (statement, 3, subject_id);

  return step_to_end (db, statement, error);
}

static gboolean
delete_of_case (HzDb *db,
                const char *sql,
                const HzId *case_id,
                GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  bind_id (statement, 1, case_id);

  return step_to_end (db, statement, error);
}

/**
 * hz_ring_store_delete_case:
 * @db: the open database, in a write job
 * @case_id: a case
 * @error: return location
 *
 * Returns: whether no key of it is left, of no epoch, for nobody, and no list of its team
 */
gboolean
hz_ring_store_delete_case (HzDb *db,
                           const HzId *case_id,
                           GError **error)
{
  return delete_of_case (db, "DELETE FROM ring_grant WHERE ring = 3 AND subject_id = ?1", case_id,
                         error)
         && delete_of_case (db, "DELETE FROM ring_team WHERE ring = 3 AND subject_id = ?1", case_id,
                            error);
}

/**
 * hz_ring_store_move_grants:
 * @db: the open database, in a write job
 * @from_id: recipient under which they stand
 * @to_id: recipient under which they are to stand, in place of those there
 * @ring: of which ring
 * @error: return location
 *
 * Returns: whether they do
 */
gboolean
hz_ring_store_move_grants (HzDb *db,
                           const HzId *from_id,
                           const HzId *to_id,
                           guint8 ring,
                           GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "UPDATE OR REPLACE ring_grant SET recipient_id = ?2 WHERE recipient_id = ?1 AND ring = ?3", error);

  if (statement == NULL)
    return FALSE;

  bind_id (statement, 1, from_id);
  bind_id (statement, 2, to_id);
  sqlite3_bind_int (statement, 3, ring);

  return step_to_end (db, statement, error);
}

/**
 * hz_ring_store_delete_care_after:
 * @db: the open database, in a write job
 * @epoch: the newest care epoch of the roster
 * @error: return location
 *
 * Returns: whether no grant and no list of a later one is left
 */
gboolean
hz_ring_store_delete_care_after (HzDb *db,
                                 guint32 epoch,
                                 GError **error)
{
  static const char *const deletions[] = {
    "DELETE FROM ring_grant WHERE ring = 2 AND epoch > ?1",
    "DELETE FROM ring_team WHERE ring = 2 AND epoch > ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      g_autoptr (sqlite3_stmt) statement = prepare (db, deletions[i], error);

      if (statement == NULL)
        return FALSE;

      sqlite3_bind_int64 (statement, 1, epoch);
      if (!step_to_end (db, statement, error))
        return FALSE;
    }

  return TRUE;
}

static GBytes *
get_body (HzDb *db,
          sqlite3_stmt *statement,
          gint64 *revision,
          GError **error)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    {
      *revision = sqlite3_column_int64 (statement, 0);
      return column_bytes (statement, 1);
    }

  if (result != SQLITE_DONE)
    set_db_error (db, error);

  return NULL;
}

/**
 * hz_ring_store_get_team:
 * @db: the open database
 * @ring: care or case
 * @subject_id: the case, or no id
 * @epoch: of the key
 * @revision: (out): of the list
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sealed list; %NULL without an error when there is none
 */
GBytes *
hz_ring_store_get_team (HzDb *db,
                        guint8 ring,
                        const HzId *subject_id,
                        guint32 epoch,
                        gint64 *revision,
                        GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT revision, body FROM ring_team WHERE ring = ?1 AND subject_id = ?2 AND epoch = ?3",
    error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int (statement, 1, ring);
  bind_id (statement, 2, subject_id);
  sqlite3_bind_int64 (statement, 3, epoch);

  return get_body (db, statement, revision, error);
}

/**
 * hz_ring_store_put_team:
 * @db: the open database, in a write job
 * @ring: care or case
 * @subject_id: the case, or no id
 * @epoch: of the key
 * @revision: of the list
 * @body: the sealed list
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
hz_ring_store_put_team (HzDb *db,
                        guint8 ring,
                        const HzId *subject_id,
                        guint32 epoch,
                        gint64 revision,
                        GBytes *body,
                        GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "INSERT INTO ring_team (ring, subject_id, epoch, revision, body) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (ring, subject_id, epoch)"
    " DO UPDATE SET revision = excluded.revision, body = excluded.body", error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int (statement, 1, ring);
  bind_id (statement, 2, subject_id);
  sqlite3_bind_int64 (statement, 3, epoch);
  sqlite3_bind_int64 (statement, 4, revision);
  bind_bytes (statement, 5, body);

  return step_to_end (db, statement, error);
}

/**
 * hz_ring_store_get_pin:
 * @db: the open database
 * @member_id: whose
 * @revision: (out): of the pin
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sealed pin; %NULL without an error when there is none
 */
GBytes *
hz_ring_store_get_pin (HzDb *db,
                       const HzId *member_id,
                       gint64 *revision,
                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "SELECT revision, body FROM pin WHERE member_id = ?1", error);

  if (statement == NULL)
    return NULL;

  bind_id (statement, 1, member_id);

  return get_body (db, statement, revision, error);
}

/**
 * hz_ring_store_put_pin:
 * @db: the open database, in a write job
 * @member_id: whose
 * @revision: of the pin
 * @body: the sealed pin
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
hz_ring_store_put_pin (HzDb *db,
                       const HzId *member_id,
                       gint64 revision,
                       GBytes *body,
                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db,
    "INSERT INTO pin (member_id, revision, body) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (member_id) DO UPDATE SET revision = excluded.revision, body = excluded.body",
    error);

  if (statement == NULL)
    return FALSE;

  bind_id (statement, 1, member_id);
  sqlite3_bind_int64 (statement, 2, revision);
  bind_bytes (statement, 3, body);

  return step_to_end (db, statement, error);
}
