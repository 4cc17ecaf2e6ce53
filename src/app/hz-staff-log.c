/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-staff-log.h"

#include "hz-audit.h"

typedef struct
{
  const char *act;
  HzId id;
} Entry;

static gboolean
add_entry (HzContext *context,
           gpointer data,
           GError **error)
{
  Entry *entry = data;

  return hz_audit_add (context, entry->act, HZ_RECORD_MEMBER, &entry->id, NULL, error);
}

static void
on_entry_added_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (hz_records_run_finish (HZ_RECORDS (source), result, &error) == NULL)
    g_message ("The log: %s", error->message);
}

/**
 * hz_staff_log:
 * @records: open
 * @act: what was done, a word that stays in memory
 * @member_id: to whom
 */
void
hz_staff_log (HzRecords *records,
              const char *act,
              const HzId *member_id)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->act = act;
  entry->id = *member_id;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, add_entry, entry, g_free, NULL, on_entry_added_cb,
                        NULL);
}
