/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-centre-store.h"

#include "hz-audit.h"
#include "hz-district.h"
#include "hz-records-error.h"
#include "hz-text.h"

#define COLUMNS \
  "name_tg, name_ru, name_en, address_tg, address_ru, address_en," \
  " signer_post_tg, signer_post_ru, signer_post_en, signer_tg, signer_ru, signer_en," \
  " phone, number_index, district, opens, closes, lunch_begins, lunch_ends, rooms"

static void
set_text (char **text,
          const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
read_texts (HzStatement *statement,
            int column,
            char *texts[HZ_N_LANGUAGES])
{
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    set_text (&texts[i], hz_statement_get_text (statement, column + i));
}

static void
read_row (HzCentre *centre,
          HzStatement *statement)
{
  const int at = HZ_STAMP_N_COLUMNS;
  const char *rooms = hz_statement_get_text (statement, at + 19);

  hz_stamp_read (&centre->stamp, statement, 0);
  read_texts (statement, at, centre->names);
  read_texts (statement, at + 3, centre->addresses);
  read_texts (statement, at + 6, centre->signer_posts);
  read_texts (statement, at + 9, centre->signers);
  set_text (&centre->phone, hz_statement_get_text (statement, at + 12));
  set_text (&centre->number_index, hz_statement_get_text (statement, at + 13));
  set_text (&centre->district, hz_statement_get_text (statement, at + 14));
  centre->opens = (int) hz_statement_get_int (statement, at + 15);
  centre->closes = (int) hz_statement_get_int (statement, at + 16);
  centre->lunch_begins = (int) hz_statement_get_int (statement, at + 17);
  centre->lunch_ends = (int) hz_statement_get_int (statement, at + 18);

  g_strfreev (centre->rooms);
  centre->rooms = rooms[0] != '\0' ? g_strsplit (rooms, "\n", -1) : g_new0 (char *, 1);
}

/**
 * hz_centre_store_get:
 * @context: of any job
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the centre; of revision 0 and empty before it is saved first
 */
HzCentre *
hz_centre_store_get (HzContext *context,
                     GError **error)
{
  g_autoptr (HzCentre) centre = hz_centre_new ();
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db, "SELECT " HZ_STAMP_COLUMNS ", " COLUMNS " FROM centre",
                                error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return NULL;

  if (has_row)
    read_row (centre, statement);

  return g_steal_pointer (&centre);
}

static gboolean
check_texts (char *const *texts,
             gsize n,
             GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (texts[i] == NULL || g_utf8_strlen (texts[i], -1) > HZ_TEXT_LINE_LIMIT)
      {
        g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG,
                     "A text of the centre is too long");
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_hours (const HzCentre *centre,
             GError **error)
{
  gboolean has_lunch = centre->lunch_begins != centre->lunch_ends;

  if (centre->opens >= 0 && centre->opens < centre->closes && centre->closes <= 24 * 60
      && (!has_lunch
          || (centre->opens <= centre->lunch_begins && centre->lunch_begins < centre->lunch_ends
              && centre->lunch_ends <= centre->closes)))
    return TRUE;

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID, "Hours of the centre out of order");
  return FALSE;
}

static gboolean
check_centre (const HzCentre *centre,
              GError **error)
{
  char *const lines[] = { centre->phone, centre->number_index, centre->district };

  if (!check_texts (centre->names, HZ_N_LANGUAGES, error)
      || !check_texts (centre->addresses, HZ_N_LANGUAGES, error)
      || !check_texts (centre->signer_posts, HZ_N_LANGUAGES, error)
      || !check_texts (centre->signers, HZ_N_LANGUAGES, error)
      || !check_texts (lines, G_N_ELEMENTS (lines), error)
      || !check_texts (centre->rooms, g_strv_length (centre->rooms), error)
      || !check_hours (centre, error))
    return FALSE;

  if (centre->district[0] == '\0' || hz_district_find (centre->district) != NULL)
    return TRUE;

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID, "There is no such district");
  return FALSE;
}

static void
bind_texts (HzStatement *statement,
            int place,
            char *const texts[HZ_N_LANGUAGES])
{
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    hz_statement_bind_text (statement, place + i, texts[i]);
}

static gboolean
write_row (HzContext *context,
           const HzCentre *centre,
           const HzStamp *stamp,
           GError **error)
{
  const int at = HZ_STAMP_N_COLUMNS + 1;
  g_autofree char *rooms = g_strjoinv ("\n", centre->rooms);
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "INSERT OR REPLACE INTO centre"
                                " (centre_key, " HZ_STAMP_COLUMNS ", " COLUMNS ")"
                                " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
                                " ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (stamp, statement, 1);
  bind_texts (statement, at, centre->names);
  bind_texts (statement, at + 3, centre->addresses);
  bind_texts (statement, at + 6, centre->signer_posts);
  bind_texts (statement, at + 9, centre->signers);
  hz_statement_bind_text (statement, at + 12, centre->phone);
  hz_statement_bind_text (statement, at + 13, centre->number_index);
  hz_statement_bind_text (statement, at + 14, centre->district);
  hz_statement_bind_int (statement, at + 15, centre->opens);
  hz_statement_bind_int (statement, at + 16, centre->closes);
  hz_statement_bind_int (statement, at + 17, centre->lunch_begins);
  hz_statement_bind_int (statement, at + 18, centre->lunch_ends);
  hz_statement_bind_text (statement, at + 19, rooms);

  return hz_statement_run (statement, error);
}

/* The one row: a centre that was read before anybody saved it is not to replace the one saved since. */
static gboolean
check_revision (HzContext *context,
                const HzCentre *centre,
                GError **error)
{
  g_autoptr (HzCentre) stored = hz_centre_store_get (context, error);

  if (stored == NULL)
    return FALSE;

  if (stored->stamp.revision == centre->stamp.revision)
    return TRUE;

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT, "The centre was saved since");
  return FALSE;
}

/**
 * hz_centre_store_save:
 * @context: of a write job
 * @centre: what to save; its stamp becomes the new one
 * @error: return location
 *
 * For the administrator.
 *
 * Returns: whether it stands in the transaction; or %HZ_RECORDS_ERROR_CONFLICT,
 *   %HZ_RECORDS_ERROR_FORBIDDEN, %HZ_RECORDS_ERROR_INVALID, %HZ_RECORDS_ERROR_TOO_LONG
 */
gboolean
hz_centre_store_save (HzContext *context,
                      HzCentre *centre,
                      GError **error)
{
  HzStamp stamp;

  if (!hz_context_require (context, HZ_RIGHT_MANAGE_CENTRE, error) || !check_centre (centre, error)
      || !check_revision (context, centre, error))
    return FALSE;

  stamp = hz_stamp_next (&centre->stamp, context);
  if (!write_row (context, centre, &stamp, error)
      || !hz_audit_add (context, "centre.change", HZ_RECORD_CENTRE, &stamp.id, NULL, error))
    return FALSE;

  centre->stamp = stamp;
  hz_context_note_change (context, HZ_RECORD_CENTRE, &stamp.id, HZ_CHANGE_CHANGED);

  return TRUE;
}

typedef struct
{
  HzCentre *centre;
} Job;

static Job *
make_job (const HzCentre *centre)
{
  Job *job = g_new0 (Job, 1);

  job->centre = centre != NULL ? hz_centre_copy (centre) : NULL;

  return job;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  hz_centre_free (job->centre);
  g_free (job);
}

static gboolean
run_get_job (HzContext *context,
             gpointer data,
             GError **error)
{
  Job *job = data;

  g_clear_pointer (&job->centre, hz_centre_free);
  job->centre = hz_centre_store_get (context, error);

  return job->centre != NULL;
}

static gboolean
run_save_job (HzContext *context,
              gpointer data,
              GError **error)
{
  Job *job = data;

  return hz_centre_store_save (context, job->centre, error);
}

/**
 * hz_centre_store_get_async:
 * @records: the records
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_centre_store_get_async (HzRecords *records,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_get_job, make_job (NULL), free_job, cancellable,
                        callback, user_data);
}

/**
 * hz_centre_store_get_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as hz_centre_store_get()
 */
HzCentre *
hz_centre_store_get_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->centre) : NULL;
}

/**
 * hz_centre_store_save_async:
 * @records: the records
 * @centre: what to save; copied
 * @cancellable: (nullable): to give up before the beginning
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_centre_store_save_async (HzRecords *records,
                            const HzCentre *centre,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_save_job, make_job (centre), free_job,
                        cancellable, callback, user_data);
}

/**
 * hz_centre_store_save_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is saved; get it again for its new revision
 */
gboolean
hz_centre_store_save_finish (HzRecords *records,
                             GAsyncResult *result,
                             GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}
