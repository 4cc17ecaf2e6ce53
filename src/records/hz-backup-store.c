/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-backup-store.h"

#include "hz-audit.h"
#include "hz-zone.h"

#define OVERDUE_DAYS 7

void
hz_backup_free (HzBackup *self)
{
  if (self == NULL)
    return;

  g_free (self->place);
  g_free (self);
}

static int
count_days (const HzBackup *self,
            gint64 now)
{
  return hz_date_to_days (hz_zone_from_utc (now, NULL))
         - hz_date_to_days (hz_zone_from_utc (self->stamp.created, NULL));
}

/**
 * hz_backup_get_age:
 * @self: a backup
 * @now: UTC milliseconds
 *
 * Returns: how many civil days ago it was made, 0 also when the clock was set back since; -1 when there
 *   has been none
 */
int
hz_backup_get_age (const HzBackup *self,
                   gint64 now)
{
  return self->stamp.revision > 0 ? MAX (count_days (self, now), 0) : -1;
}

gboolean
hz_backup_is_overdue (const HzBackup *self,
                      gint64 now)
{
  return count_days (self, now) > OVERDUE_DAYS;
}

/**
 * hz_backup_is_of_future:
 * @self: a backup
 * @now: UTC milliseconds
 *
 * Returns: whether it is of a later day than today: the clock was wrong then, or is now
 */
gboolean
hz_backup_is_of_future (const HzBackup *self,
                        gint64 now)
{
  return self->stamp.revision > 0 && count_days (self, now) < 0;
}

/**
 * hz_backup_store_add:
 * @context: of a write job
 * @place: the folder of a backup that is proved
 * @error: return location
 *
 * Returns: whether it stands in the transaction
 */
gboolean
hz_backup_store_add (HzContext *context,
                     const char *place,
                     GError **error)
{
  HzStamp stamp = hz_stamp_next (&(HzStamp) { 0 }, context);
  g_autofree char *text = g_filename_display_name (place);
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT INTO backup (" HZ_STAMP_COLUMNS ", place)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_text (statement, HZ_STAMP_N_COLUMNS + 1, text);
  if (!hz_statement_run (statement, error)
      || !hz_audit_add (context, "backup.make", HZ_RECORD_BACKUP, &stamp.id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_BACKUP, &stamp.id, HZ_CHANGE_ADDED);
  return TRUE;
}

/* Its first act, or now. */
static gboolean
read_beginning (HzContext *context,
                gint64 *moment,
                GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db, "SELECT time FROM audit ORDER BY audit_key LIMIT 1",
                                error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return FALSE;

  *moment = has_row ? hz_statement_get_int (statement, 0) : context->now;
  return TRUE;
}

/**
 * hz_backup_store_get_last:
 * @context: of any job
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the one that was recorded last; of revision 0 when there is none
 */
HzBackup *
hz_backup_store_get_last (HzContext *context,
                          GError **error)
{
  g_autoptr (HzBackup) backup = g_new0 (HzBackup, 1);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", place FROM backup"
                                " ORDER BY backup_key DESC LIMIT 1", error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return NULL;

  if (has_row)
    {
      hz_stamp_read (&backup->stamp, statement, 0);
      backup->place = g_strdup (hz_statement_get_text (statement, HZ_STAMP_N_COLUMNS));
    }
  else if (!read_beginning (context, &backup->stamp.created, error))
    {
      return NULL;
    }

  return g_steal_pointer (&backup);
}

/**
 * hz_backup_store_list_since:
 * @context: of any job
 * @since: UTC milliseconds
 * @error: return location
 *
 * Which of them are still there the centre does not know.
 *
 * Returns: (transfer full) (nullable) (element-type HzBackup): those that were made since, the newest
 *   first
 */
GPtrArray *
hz_backup_store_list_since (HzContext *context,
                            gint64 since,
                            GError **error)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_backup_free);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", place FROM backup WHERE created >= ?1"
                                " ORDER BY backup_key DESC", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_int (statement, 1, since);
  while (hz_statement_step (statement, &has_row, error))
    {
      HzBackup *backup;

      if (!has_row)
        return g_steal_pointer (&backups);

      backup = g_new0 (HzBackup, 1);
      hz_stamp_read (&backup->stamp, statement, 0);
      backup->place = hz_statement_dup_text (statement, HZ_STAMP_N_COLUMNS);
      g_ptr_array_add (backups, backup);
    }

  return NULL;
}

typedef struct
{
  char *place;
  HzBackup *backup;
} Job;

static Job *
make_job (const char *place)
{
  Job *job = g_new0 (Job, 1);

  job->place = g_strdup (place);

  return job;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->place);
  hz_backup_free (job->backup);
  g_free (job);
}

static gboolean
run_add_job (HzContext *context,
             gpointer data,
             GError **error)
{
  Job *job = data;

  return hz_backup_store_add (context, job->place, error);
}

static gboolean
run_get_job (HzContext *context,
             gpointer data,
             GError **error)
{
  Job *job = data;

  g_clear_pointer (&job->backup, hz_backup_free);
  job->backup = hz_backup_store_get_last (context, error);

  return job->backup != NULL;
}

/**
 * hz_backup_store_add_async:
 * @records: the records
 * @place: the folder of a backup that is proved
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_backup_store_add_async (HzRecords *records,
                           const char *place,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_add_job, make_job (place), free_job, NULL,
                        callback, user_data);
}

/**
 * hz_backup_store_add_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is recorded
 */
gboolean
hz_backup_store_add_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}

/**
 * hz_backup_store_get_last_async:
 * @records: the records
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_backup_store_get_last_async (HzRecords *records,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_get_job, make_job (NULL), free_job, cancellable,
                        callback, user_data);
}

/**
 * hz_backup_store_get_last_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as hz_backup_store_get_last()
 */
HzBackup *
hz_backup_store_get_last_finish (HzRecords *records,
                                 GAsyncResult *result,
                                 GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->backup) : NULL;
}
