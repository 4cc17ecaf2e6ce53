/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the worker does around a step of a job: transactions, the change counter, checkpoints. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-private.h"

#include "hz-vault-error.h"

/* Of a job that says many different things, the rest is prepared anew. */
#define RESTED_MOST 64

static int
run_own (HzDb *self,
         sqlite3_stmt **statement,
         const char *sql)
{
  int result = SQLITE_OK;

  self->is_own = TRUE;
  if (*statement == NULL)
    result = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
  if (result == SQLITE_OK)
    {
      result = sqlite3_step (*statement);
      sqlite3_reset (*statement);
    }
  self->is_own = FALSE;

  return result == SQLITE_DONE ? SQLITE_OK : result;
}

/**
 * hz_db_set_broken:
 * @self: a connection
 *
 * After damage, the file is left as it is, to be restored or looked at.
 */
void
hz_db_set_broken (HzDb *self)
{
  hz_db_assert_thread (self);
  if (!self->is_broken)
    self->broken_code = HZ_VAULT_ERROR_DAMAGED;
  self->is_broken = TRUE;
}

static gboolean
refuse_broken (HzDb *self,
               GError **error)
{
  if (!self->is_broken)
    return FALSE;

  g_set_error (error, HZ_VAULT_ERROR, (gint) self->broken_code,
               "After damage, nothing more is written to this database");
  return TRUE;
}

/**
 * hz_db_begin_read:
 * @self: a connection between two steps
 */
void
hz_db_begin_read (HzDb *self)
{
  hz_db_assert_thread (self);
  self->may_write = FALSE;
}

/**
 * hz_db_begin_write:
 * @self: a connection between two steps
 * @error: return location
 *
 * Begins a transaction and raises the change counter.
 *
 * Returns: whether it could
 */
gboolean
hz_db_begin_write (HzDb *self,
                   GError **error)
{
  int result;

  hz_db_assert_thread (self);

  if (refuse_broken (self, error))
    return FALSE;

  result = run_own (self, &self->steps.begin, "BEGIN IMMEDIATE");
  if (result == SQLITE_OK)
    result = run_own (self, &self->steps.count, "UPDATE change_counter SET n = n + 1");

  if (result != SQLITE_OK)
    {
      hz_db_set_error (self, result, "A transaction does not begin", error);
      hz_db_roll_back (self);
      return FALSE;
    }

  self->may_write = TRUE;
  return TRUE;
}

/**
 * hz_db_commit:
 * @self: a connection in a transaction
 * @error: return location
 *
 * Returns: whether the transaction is on the disk; else it is undone
 */
gboolean
hz_db_commit (HzDb *self,
              GError **error)
{
  int result;

  hz_db_assert_thread (self);

  /* A statement that failed may have undone all of it. */
  if (sqlite3_get_autocommit (self->handle))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED, "The transaction was undone");
      return FALSE;
    }

  result = run_own (self, &self->steps.commit, "COMMIT");
  if (result == SQLITE_OK)
    return TRUE;

  hz_db_set_error (self, result, "A transaction does not commit", error);
  hz_db_roll_back (self);
  return FALSE;
}

/**
 * hz_db_roll_back:
 * @self: a connection, in a transaction or not
 */
void
hz_db_roll_back (HzDb *self)
{
  hz_db_assert_thread (self);

  if (!sqlite3_get_autocommit (self->handle)
      && run_own (self, &self->steps.rollback, "ROLLBACK") != SQLITE_OK)
    g_message ("A transaction does not roll back: %s", sqlite3_errmsg (self->handle));
}

/**
 * hz_db_take_statement:
 * @self: a connection
 * @sql: one statement
 *
 * Jobs say the same again and again; preparing it took them longer than running it.
 *
 * Returns: (transfer full) (nullable): one that has been prepared in this step and is at rest
 */
sqlite3_stmt *
hz_db_take_statement (HzDb *self,
                      const char *sql)
{
  gpointer statement = NULL;

  g_hash_table_steal_extended (self->rested, sql, NULL, &statement);

  return statement;
}

/**
 * hz_db_rest_statement:
 * @self: a connection
 * @statement: (transfer full): a statement that nobody needs at the moment
 *
 * Keeps it for this step, without its values.
 */
void
hz_db_rest_statement (HzDb *self,
                      sqlite3_stmt *statement)
{
  const char *sql = sqlite3_sql (statement);

  if (g_hash_table_size (self->rested) >= RESTED_MOST || g_hash_table_contains (self->rested, sql))
    {
      sqlite3_finalize (statement);
      return;
    }

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  g_hash_table_insert (self->rested, (gpointer) sql, statement);
}

/**
 * hz_db_end:
 * @self: a connection after a step
 *
 * No statement outlives its job: one that is still at a row is a mistake of ours. (Search indexes keep
 * statements of their own, at rest.)
 */
void
hz_db_end (HzDb *self)
{
  sqlite3_stmt *statement = NULL;

  hz_db_assert_thread (self);
  self->may_write = FALSE;
  g_hash_table_remove_all (self->rested);

  while ((statement = sqlite3_next_stmt (self->handle, statement)) != NULL)
    if (sqlite3_stmt_busy (statement))
      {
        g_critical ("A statement has outlived its job: %s", sqlite3_sql (statement));
        sqlite3_reset (statement);
      }
}

/**
 * hz_db_checkpoint:
 * @self: a connection between two steps
 * @error: return location
 *
 * Brings the -wal into the database and empties it.
 *
 * Returns: whether it could; nothing is lost when it could not
 */
gboolean
hz_db_checkpoint (HzDb *self,
                  GError **error)
{
  int result;

  hz_db_assert_thread (self);

  if (refuse_broken (self, error))
    return FALSE;

  result = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (result == SQLITE_OK)
    return TRUE;

  hz_db_set_error (self, result, "The -wal cannot be brought into the database", error);
  return FALSE;
}

/**
 * hz_db_begin_interruptible:
 * @self: a connection in a step that may be run again
 *
 * From here to hz_db_end_interruptible() an interruption ends any statement, also one that begins after
 * it: SQLite would forget it at the beginning of a statement, if another were not under way.
 *
 * Returns: whether there is time: nobody waits
 */
gboolean
hz_db_begin_interruptible (HzDb *self)
{
  gboolean has_time;

  hz_db_assert_thread (self);

  g_mutex_lock (&self->mutex);
  has_time = !self->is_wanted;
  self->is_interruptible = has_time;
  g_mutex_unlock (&self->mutex);

  if (!has_time)
    return FALSE;

  if (self->steps.hold == NULL)
    sqlite3_prepare_v3 (self->handle, "SELECT 1 UNION ALL SELECT 2", -1, SQLITE_PREPARE_PERSISTENT,
                        &self->steps.hold, NULL);
  sqlite3_step (self->steps.hold);

  /* Whoever came before it was under way. */
  g_mutex_lock (&self->mutex);
  if (self->is_wanted)
    sqlite3_interrupt (self->handle);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/**
 * hz_db_end_interruptible:
 * @self: a connection for which hz_db_begin_interruptible() said that there is time
 */
void
hz_db_end_interruptible (HzDb *self)
{
  hz_db_assert_thread (self);

  g_mutex_lock (&self->mutex);
  self->is_interruptible = FALSE;
  g_mutex_unlock (&self->mutex);

  sqlite3_reset (self->steps.hold);

  /* An interruption that came after the last statement would end the next checkpoint; a statement takes
   * it away. */
  sqlite3_exec (self->handle, "SELECT 1", NULL, NULL, NULL);
}

/**
 * hz_db_interrupt:
 * @self: a connection
 *
 * On any thread: ends what may be ended, for somebody is waiting.
 */
void
hz_db_interrupt (HzDb *self)
{
  g_mutex_lock (&self->mutex);
  self->is_wanted = TRUE;
  if (self->is_interruptible)
    sqlite3_interrupt (self->handle);
  g_mutex_unlock (&self->mutex);
}

/**
 * hz_db_set_wanted:
 * @self: a connection
 * @is_wanted: whether somebody waits at this moment
 */
void
hz_db_set_wanted (HzDb *self,
                  gboolean is_wanted)
{
  g_mutex_lock (&self->mutex);
  self->is_wanted = is_wanted;
  g_mutex_unlock (&self->mutex);
}
