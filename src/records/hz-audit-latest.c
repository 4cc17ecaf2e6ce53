/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Of several sittings the latest, since one in which the clock was behind says nothing; and of the last
 * ones only, so that a clock that was ahead once is forgotten.
 */

#include "hz-audit-latest.h"

#define N_SITTINGS 20

static gboolean
run_latest (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_db_get_int (context->db,
                        "SELECT coalesce (max (time), 0) FROM (SELECT time FROM audit_head"
                        " ORDER BY head_key DESC LIMIT " G_STRINGIFY (N_SITTINGS) ")", data, error);
}

/**
 * hz_audit_latest_async:
 * @records: the open records
 * @cancellable: (nullable): to give up
 * @callback: called when it is read
 * @user_data: given to @callback
 */
void
hz_audit_latest_async (HzRecords *records,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  hz_records_run_async (records, HZ_DB_JOB_READ, run_latest, g_new0 (gint64, 1), g_free, cancellable,
                        callback, user_data);
}

/**
 * hz_audit_latest_finish:
 * @records: the records
 * @result: as given to the callback
 * @latest: (out): UTC milliseconds; 0 before the first sitting has ended
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
hz_audit_latest_finish (HzRecords *records,
                        GAsyncResult *result,
                        gint64 *latest,
                        GError **error)
{
  gint64 *found = hz_records_run_finish (records, result, error);

  if (found != NULL)
    *latest = *found;

  return found != NULL;
}
