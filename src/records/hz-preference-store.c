/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row for each person, all her preferences in its body. */

#include "hz-preference-store.h"

#include "hz-sealed.h"
#include "hz-stamp.h"
#include "hz-table-code.h"

static HzBodyAddress
make_address (const HzStamp *stamp)
{
  return (HzBodyAddress) { HZ_TABLE_PREFERENCE, stamp->id, HZ_ID_NONE, stamp->revision };
}

/* @stamp: all zeros when she has none yet; then @all is empty. */
static gboolean
read_all (HzContext *context,
          HzStamp *stamp,
          GVariant **all,
          GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GBytes) sealed = NULL;
  HzBodyAddress address;
  gboolean has_row = FALSE;

  *stamp = (HzStamp) { 0 };
  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", body FROM preference"
                                " WHERE created_by = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &context->own_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  if (!has_row)
    {
      *all = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
      return TRUE;
    }

  hz_stamp_read (stamp, statement, 0);
  address = make_address (stamp);
  sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS);
  *all = hz_sealed_read (context, HZ_RING_OWN, &address, sealed, error);

  return *all != NULL;
}

/**
 * hz_preference_store_get:
 * @context: of any job
 * @name: of the preference
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the person has chosen; %NULL without an error when she has
 *   not
 */
GVariant *
hz_preference_store_get (HzContext *context,
                         const char *name,
                         GError **error)
{
  g_autoptr (GVariant) all = NULL;
  HzStamp stamp;

  if (!read_all (context, &stamp, &all, error))
    return NULL;

  return g_variant_lookup_value (all, name, NULL);
}

static gboolean
write_all (HzContext *context,
           const HzStamp *stamp,
           GVariant *all,
           GError **error)
{
  HzBodyAddress address = make_address (stamp);
  g_autoptr (GBytes) sealed = hz_sealed_write (context, HZ_RING_OWN, &address, all, error);
  g_autoptr (HzStatement) statement = NULL;

  if (sealed == NULL)
    return FALSE;

  statement = hz_statement_new (context->db,
                                "INSERT INTO preference (" HZ_STAMP_COLUMNS ", body)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                                " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,"
                                " modified = excluded.modified, modified_by = excluded.modified_by,"
                                " body = excluded.body", error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (stamp, statement, 1);
  hz_statement_bind_bytes (statement, HZ_STAMP_N_COLUMNS + 1, sealed);

  return hz_statement_run (statement, error);
}

/**
 * hz_preference_store_put:
 * @context: of a write job
 * @name: of the preference
 * @value: (nullable): what the person has chosen, consumed when floating; or %NULL to forget it
 * @error: return location
 *
 * Returns: whether it stands in the transaction
 */
gboolean
hz_preference_store_put (HzContext *context,
                         const char *name,
                         GVariant *value,
                         GError **error)
{
  g_autoptr (GVariant) owned = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_autoptr (GVariant) all = NULL;
  GVariantDict dict;
  HzStamp stamp;

  if (!read_all (context, &stamp, &all, error))
    return FALSE;

  g_variant_dict_init (&dict, all);
  if (owned != NULL)
    g_variant_dict_insert_value (&dict, name, owned);
  else
    g_variant_dict_remove (&dict, name);

  stamp = hz_stamp_next (&stamp, context);

  return write_all (context, &stamp, g_variant_dict_end (&dict), error);
}

/**
 * hz_preference_store_forget:
 * @context: of a write job
 * @func: whether a value is to be forgotten
 * @data: given to @func
 * @has_forgotten: (out): whether any was
 * @error: return location
 *
 * Returns: whether none is left of the person's that @func finds
 */
gboolean
hz_preference_store_forget (HzContext *context,
                            gboolean (*func) (GVariant *value, gpointer data),
                            gpointer data,
                            gboolean *has_forgotten,
                            GError **error)
{
  g_autoptr (GVariant) all = NULL;
  GVariantDict dict;
  GVariantIter iter;
  const char *name;
  GVariant *value;
  HzStamp stamp;

  *has_forgotten = FALSE;
  if (!read_all (context, &stamp, &all, error))
    return FALSE;

  g_variant_dict_init (&dict, all);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    if (func (value, data))
      *has_forgotten |= g_variant_dict_remove (&dict, name);

  if (!*has_forgotten)
    {
      g_variant_dict_clear (&dict);
      return TRUE;
    }

  stamp = hz_stamp_next (&stamp, context);

  return write_all (context, &stamp, g_variant_dict_end (&dict), error);
}

typedef struct
{
  char *name;
  GVariant *value;
} Job;

static Job *
make_job (const char *name,
          GVariant *value)
{
  Job *job = g_new0 (Job, 1);

  job->name = g_strdup (name);
  job->value = value != NULL ? g_variant_ref_sink (value) : NULL;

  return job;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->name);
  g_clear_pointer (&job->value, g_variant_unref);
  g_free (job);
}

static gboolean
run_get_job (HzContext *context,
             gpointer data,
             GError **error)
{
  Job *job = data;
  GError *get_error = NULL;

  g_clear_pointer (&job->value, g_variant_unref);
  job->value = hz_preference_store_get (context, job->name, &get_error);
  if (get_error != NULL)
    g_propagate_error (error, get_error);

  return get_error == NULL;
}

static gboolean
run_put_job (HzContext *context,
             gpointer data,
             GError **error)
{
  Job *job = data;

  return hz_preference_store_put (context, job->name, job->value, error);
}

/**
 * hz_preference_store_get_async:
 * @records: the records
 * @name: of the preference
 * @callback: called when it is done
 * @user_data: given to @callback
 */
void
hz_preference_store_get_async (HzRecords *records,
                               const char *name,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_get_job, make_job (name, NULL), free_job, NULL,
                        callback, user_data);
}

/**
 * hz_preference_store_get_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as hz_preference_store_get()
 */
GVariant *
hz_preference_store_get_finish (HzRecords *records,
                                GAsyncResult *result,
                                GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->value) : NULL;
}

/**
 * hz_preference_store_put_async:
 * @records: the records
 * @name: of the preference
 * @value: (nullable): what the person has chosen, consumed when floating; or %NULL to forget it
 * @callback: (nullable): called when it is done
 * @user_data: given to @callback
 */
void
hz_preference_store_put_async (HzRecords *records,
                               const char *name,
                               GVariant *value,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_put_job, make_job (name, value), free_job, NULL,
                        callback, user_data);
}

/**
 * hz_preference_store_put_finish:
 * @records: the records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is stored
 */
gboolean
hz_preference_store_put_finish (HzRecords *records,
                                GAsyncResult *result,
                                GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}
