/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-cases.h"

#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-note-store.h"

typedef struct
{
  HzId case_id;
  HzId member_id;
} Grant;

static gboolean
run_add_client (HzContext *context,
                gpointer   data,
                GError   **error)
{
  return hz_client_store_save (context, data, error);
}

static gboolean
run_open (HzContext *context,
          gpointer   data,
          GError   **error)
{
  return hz_case_file_store_add (context, data, FALSE, error);
}

static gboolean
run_seal (HzContext *context,
          gpointer   data,
          GError   **error)
{
  return hz_note_store_seal (context, data, error);
}

static gboolean
run_grant (HzContext *context,
           gpointer   data,
           GError   **error)
{
  Grant *grant = data;

  return hz_case_file_store_grant (context, &grant->case_id, &grant->member_id, TRUE, error);
}

HzId
hz_test_cases_add_client (HzTestRecords *test,
                          const char    *surname)
{
  g_autoptr (HzClient) client = hz_client_new ();

  client->surname = g_strdup (surname);
  g_free (client->service_asked);
  client->service_asked = g_strdup ("not_said");
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_add_client, client);

  return client->stamp.id;
}

HzCaseFile *
hz_test_cases_open (HzTestRecords *test,
                    const HzId    *client_id,
                    const char    *service)
{
  HzCaseFile *case_file = hz_case_file_new ();

  case_file->client_id = *client_id;
  g_free (case_file->service);
  case_file->service = g_strdup (service);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_open, case_file);

  return case_file;
}

HzNote *
hz_test_cases_make_note (const HzId *case_id,
                         const char *text)
{
  HzNote *note = hz_note_new ();

  note->case_id = *case_id;
  note->date = HZ_DATE (2026, 11, 23);
  hz_note_set_section (note, HZ_NOTE_SECTION_TEXT, text);

  return note;
}

HzNote *
hz_test_cases_seal (HzTestRecords *test,
                    HzNote        *note)
{
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_seal, note);
  return note;
}

void
hz_test_cases_grant (HzTestRecords *test,
                     const HzId    *case_id,
                     HzTestStaff    who)
{
  Grant grant = { *case_id, test->ids[who] };

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_grant, &grant);
}
