/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-directory-store.h"

#include "hz-audit.h"
#include "hz-data-table.h"
#include "hz-records-error.h"
#include "hz-text.h"

#define TABLE "directory_entry"
#define COLUMNS                                                                                      \
  HZ_STAMP_COLUMNS ", code, kind, name_tg, name_ru, name_en, services_tg, services_ru, services_en, " \
                   "address, phone, note, checked_on, place, archived"
#define FIRST HZ_STAMP_N_COLUMNS

static HzDirectoryEntry *
read_entry (HzStatement *statement)
{
  HzDirectoryEntry *entry = g_object_new (HZ_TYPE_DIRECTORY_ENTRY, NULL);

  hz_stamp_read (&entry->stamp, statement, 0);
  entry->code = hz_statement_dup_text (statement, FIRST);
  entry->kind = hz_statement_dup_text (statement, FIRST + 1);
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      entry->names[i] = hz_statement_dup_text (statement, FIRST + 2 + i);
      entry->services[i] = hz_statement_dup_text (statement, FIRST + 5 + i);
    }
  entry->address = hz_statement_dup_text (statement, FIRST + 8);
  entry->phone = hz_statement_dup_text (statement, FIRST + 9);
  entry->note = hz_statement_dup_text (statement, FIRST + 10);
  if (!hz_statement_is_null (statement, FIRST + 11))
    entry->checked_on = hz_statement_get_date (statement, FIRST + 11);
  entry->place = (int) hz_statement_get_int (statement, FIRST + 12);
  entry->is_archived = hz_statement_get_int (statement, FIRST + 13) != 0;

  return entry;
}

static void
bind_entry (HzDirectoryEntry *entry,
            const HzStamp *stamp,
            HzStatement *statement)
{
  hz_stamp_bind (stamp, statement, 1);
  hz_statement_bind_text (statement, FIRST + 1, entry->code);
  hz_statement_bind_text (statement, FIRST + 2, entry->kind);
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      hz_statement_bind_text (statement, FIRST + 3 + i, entry->names[i]);
      hz_statement_bind_text (statement, FIRST + 6 + i, entry->services[i]);
    }
  hz_statement_bind_text (statement, FIRST + 9, entry->address);
  hz_statement_bind_text (statement, FIRST + 10, entry->phone);
  hz_statement_bind_text (statement, FIRST + 11, entry->note);
  hz_statement_bind_date (statement, FIRST + 12, entry->checked_on);
  hz_statement_bind_int (statement, FIRST + 13, entry->place);
  hz_statement_bind_int (statement, FIRST + 14, entry->is_archived);
}

static gboolean
write_entry (HzContext *context,
             HzDirectoryEntry *entry,
             GError **error)
{
  HzStamp stamp = hz_stamp_next (&entry->stamp, context);
  g_autoptr (HzStatement) statement =
    hz_statement_new (context->db,
                      "INSERT OR REPLACE INTO " TABLE " (directory_key, " COLUMNS ") VALUES ("
                      "(SELECT directory_key FROM " TABLE " WHERE id = ?1), "
                      "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
                      "?18, ?19, ?20)",
                      error);

  if (statement == NULL)
    return FALSE;

  bind_entry (entry, &stamp, statement);
  if (!hz_statement_run (statement, error))
    return FALSE;

  entry->stamp = stamp;
  return TRUE;
}

static void
replace_text (char **place,
              const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static HzDirectoryEntry *
make_entry (HzDataTable *table,
            guint row)
{
  static const char *const names[] = { "tg", "ru", "en" };
  static const char *const services[] = { "for_tg", "for_ru", "for_en" };
  HzDirectoryEntry *entry = hz_directory_entry_new ();

  replace_text (&entry->code, hz_data_table_get (table, row, "code"));
  replace_text (&entry->kind, hz_data_table_get (table, row, "kind"));
  replace_text (&entry->phone, hz_data_table_get (table, row, "phone"));
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      replace_text (&entry->names[i], hz_data_table_get (table, row, names[i]));
      replace_text (&entry->services[i], hz_data_table_get (table, row, services[i]));
    }
  entry->place = (int) g_ascii_strtoll (hz_data_table_get (table, row, "order"), NULL, 10);

  return entry;
}

/**
 * hz_directory_store_seed:
 * @context: of a write job
 * @error: return location
 *
 * Puts the shipped bodies into a directory that has never had an entry. Entries are archived, not
 * deleted, so that this happens once.
 *
 * Returns: whether the directory has begun
 */
gboolean
hz_directory_store_seed (HzContext *context,
                         GError **error)
{
  g_autoptr (HzDataTable) table = NULL;
  gint64 n_entries;

  if (!hz_db_get_int (context->db, "SELECT count (*) FROM " TABLE, &n_entries, error))
    return FALSE;
  if (n_entries > 0)
    return TRUE;

  table = hz_data_table_read ("lists/directory.tsv");
  for (guint i = 0; i < hz_data_table_get_n_rows (table); i++)
    {
      g_autoptr (HzDirectoryEntry) entry = make_entry (table, i);

      if (!write_entry (context, entry, error))
        return FALSE;
    }

  return TRUE;
}

static HzDirectoryEntry *
step_entry (HzStatement *statement,
            GError **error)
{
  gboolean has_row;

  if (!hz_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND,
                           "no such entry of the directory");
      return NULL;
    }

  return read_entry (statement);
}

/**
 * hz_directory_store_get:
 * @context: of a job
 * @id: an entry
 * @error: return location
 *
 * Returns: (transfer full) (nullable): it, archived or not; or %HZ_RECORDS_ERROR_NOT_FOUND
 */
HzDirectoryEntry *
hz_directory_store_get (HzContext *context,
                        const HzId *id,
                        GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  if (!hz_context_require (context, HZ_RIGHT_READ_DIRECTORY, error))
    return NULL;

  statement = hz_statement_new (context->db, "SELECT " COLUMNS " FROM " TABLE " WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, id);

  return step_entry (statement, error);
}

/**
 * hz_directory_store_find_code:
 * @context: of a job
 * @code: the shipped table's name for it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): that entry; or %HZ_RECORDS_ERROR_NOT_FOUND
 */
HzDirectoryEntry *
hz_directory_store_find_code (HzContext *context,
                              const char *code,
                              GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  if (!hz_context_require (context, HZ_RIGHT_READ_DIRECTORY, error))
    return NULL;

  statement = hz_statement_new (context->db, "SELECT " COLUMNS " FROM " TABLE " WHERE code = ?1",
                                error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_text (statement, 1, code);

  return step_entry (statement, error);
}

/**
 * hz_directory_store_list:
 * @context: of a job
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzDirectoryEntry): what is not archived, in order
 */
GPtrArray *
hz_directory_store_list (HzContext *context,
                         GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row;

  if (!hz_context_require (context, HZ_RIGHT_READ_DIRECTORY, error))
    return NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " COLUMNS " FROM " TABLE " WHERE archived = 0 "
                                "ORDER BY place, directory_key",
                                error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, read_entry (statement));
    }
}

static gboolean
tidy_line (char **text,
           GError **error)
{
  gboolean is_cut;
  char *tidy = hz_text_tidy_line (*text, HZ_TEXT_LINE_LIMIT, &is_cut);

  g_free (*text);
  *text = tidy;
  if (is_cut)
    g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG,
                         "a text of an entry is too long");

  return !is_cut;
}

/**
 * hz_directory_store_save:
 * @context: of a write job
 * @entry: an entry, new or changed; gets its next stamp
 * @error: return location
 *
 * Returns: whether it is kept; or %HZ_RECORDS_ERROR_CONFLICT, %HZ_RECORDS_ERROR_TOO_LONG, or
 *   %HZ_RECORDS_ERROR_INVALID for one without any name
 */
gboolean
hz_directory_store_save (HzContext *context,
                         HzDirectoryEntry *entry,
                         GError **error)
{
  gboolean is_new = entry->stamp.revision == 0;

  if (!hz_context_require (context, HZ_RIGHT_EDIT_DIRECTORY, error) ||
      (!is_new && !hz_stamp_check (&entry->stamp, context, TABLE, error)))
    return FALSE;

  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    if (!tidy_line (&entry->names[i], error) || !tidy_line (&entry->services[i], error))
      return FALSE;
  if (!tidy_line (&entry->address, error) || !tidy_line (&entry->phone, error)
      || !tidy_line (&entry->note, error))
    return FALSE;

  if (*hz_directory_entry_get_name (entry, HZ_LANGUAGE_TG) == '\0')
    {
      g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID,
                           "an entry without a name");
      return FALSE;
    }
  if (is_new && entry->place == 0)
    entry->place = G_MAXINT16;

  if (!write_entry (context, entry, error) ||
      !hz_audit_add (context, is_new ? "directory.add" : "directory.change", HZ_RECORD_DIRECTORY,
                     &entry->stamp.id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_DIRECTORY, &entry->stamp.id,
                          is_new ? HZ_CHANGE_ADDED : HZ_CHANGE_CHANGED);

  return TRUE;
}

/* What a job is given and gives back. */
typedef struct
{
  HzDirectoryEntry *entry;
  GPtrArray *entries;
} DirectoryJob;

static void
free_job (gpointer data)
{
  DirectoryJob *job = data;

  g_clear_object (&job->entry);
  g_clear_pointer (&job->entries, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  DirectoryJob *job = data;

  job->entries = hz_directory_store_list (context, error);

  return job->entries != NULL;
}

static gboolean
run_save (HzContext *context,
          gpointer data,
          GError **error)
{
  DirectoryJob *job = data;

  return hz_directory_store_save (context, job->entry, error);
}

/**
 * hz_directory_store_list_async:
 * @records: the centre's records
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_directory_store_list() for the window.
 */
void
hz_directory_store_list_async (HzRecords *records,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list, g_new0 (DirectoryJob, 1), free_job,
                        cancellable, callback, user_data);
}

/**
 * hz_directory_store_list_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzDirectoryEntry): as hz_directory_store_list()
 */
GPtrArray *
hz_directory_store_list_finish (HzRecords *records,
                                GAsyncResult *result,
                                GError **error)
{
  DirectoryJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_ptr_array_ref (job->entries) : NULL;
}

/**
 * hz_directory_store_save_async:
 * @records: the centre's records
 * @entry: an entry; a copy is kept
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_directory_store_save() for the window.
 */
void
hz_directory_store_save_async (HzRecords *records,
                               HzDirectoryEntry *entry,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  DirectoryJob *job = g_new0 (DirectoryJob, 1);

  job->entry = hz_directory_entry_copy (entry);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_save, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_directory_store_save_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the entry as it stands now
 */
HzDirectoryEntry *
hz_directory_store_save_finish (HzRecords *records,
                                GAsyncResult *result,
                                GError **error)
{
  DirectoryJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_object_ref (job->entry) : NULL;
}
