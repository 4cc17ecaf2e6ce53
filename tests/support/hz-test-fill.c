/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Something in every sealed column there is, each by who writes it in life and by the real stores. */

#include "hz-test-fill.h"

#include "hz-appointment-store.h"
#include "hz-backup-store.h"
#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-consent-store.h"
#include "hz-draft-store.h"
#include "hz-keep-apart-store.h"
#include "hz-note-store.h"
#include "hz-preference-store.h"
#include "hz-referral-store.h"
#include "hz-sheet-use.h"

typedef struct
{
  HzTestRecords *test;
  HzId client_ids[2];
  HzId case_id;
} Fill;

static void
set (char **text,
     const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static gboolean
add_client (HzContext *context,
            const char *surname,
            HzId *id,
            GError **error)
{
  g_autoptr (HzClient) client = hz_client_new ();
  g_autoptr (HzClientRequest) request = hz_client_request_new (&HZ_ID_NONE);

  set (&client->surname, surname);
  set (&client->service_asked, "psychologist");
  client->registered_on = HZ_DATE (2026, 11, 24);
  g_ptr_array_add (client->phones, hz_client_phone_new ("+992600000101", NULL, "any", NULL));
  set (&request->text, HZ_TEST_MARKER);
  if (!hz_client_store_register (context, client, request, NULL, error))
    return FALSE;

  *id = client->stamp.id;
  return TRUE;
}

/* The second time with a reason, for the first is there. */
static gboolean
book (HzContext *context,
      Fill *fill,
      GError **error)
{
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (HzAppointment) appointment = hz_appointment_new ();

      appointment->client_id = fill->client_ids[0];
      appointment->member_id = fill->test->ids[HZ_TEST_PSYCHOLOGIST];
      appointment->date = HZ_DATE (2030, 1, 8);
      appointment->start_minute = 600;
      appointment->end_minute = 660;
      set (&appointment->kind, "first");
      if (!hz_appointment_store_save (context, appointment, i > 0 ? HZ_TEST_MARKER : NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_consent (HzContext *context,
             Fill *fill,
             GError **error)
{
  g_autoptr (HzConsent) consent = hz_consent_new (&fill->client_ids[0], HZ_CONSENT_KEEP_RECORD, "yes");

  set (&consent->note, HZ_TEST_MARKER);

  return hz_consent_store_add (context, consent, error);
}

static gboolean
put_own (HzContext *context,
         GError **error)
{
  g_autoptr (HzDraft) draft = hz_draft_new ("note", NULL);

  draft->content = g_variant_ref_sink (g_variant_new_parsed ("{'text': <%s>}", HZ_TEST_MARKER));

  return hz_draft_store_put (context, draft, error)
         && hz_preference_store_put (context, "place", g_variant_new_string (HZ_TEST_MARKER), error);
}

static gboolean
run_reception (HzContext *context,
               gpointer data,
               GError **error)
{
  Fill *fill = data;

  return add_client (context, "Мисолзода", &fill->client_ids[0], error)
         && add_client (context, "Намуназода", &fill->client_ids[1], error)
         && hz_client_store_override_rule (context, &fill->client_ids[0], HZ_TEST_MARKER, error)
         && book (context, fill, error)
         && hz_keep_apart_store_add (context, &fill->client_ids[0], &fill->client_ids[1],
                                     HZ_TEST_MARKER, error)
         && add_consent (context, fill, error)
         && put_own (context, error);
}

static gboolean
run_admin (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_backup_store_add (context, "backups/2026-11-24", error) && put_own (context, error);
}

static gboolean
add_profile (HzContext *context,
             Fill *fill,
             GError **error)
{
  g_autoptr (HzClientProfile) profile = NULL;

  profile = hz_client_store_get_profile (context, &fill->client_ids[0], error);
  if (profile == NULL)
    return FALSE;

  hz_client_profile_set (profile, HZ_PROFILE_ADDRESS, HZ_TEST_MARKER);

  return hz_client_store_save_profile (context, profile, error);
}

static gboolean
add_case (HzContext *context,
          Fill *fill,
          const char *service,
          GError **error)
{
  g_autoptr (HzCaseFile) case_file = hz_case_file_new ();

  case_file->client_id = fill->client_ids[0];
  set (&case_file->service, service);
  set (&case_file->legal_area, HZ_TEST_CASE_MARKER);
  if (!hz_case_file_store_add (context, case_file, FALSE, error))
    return FALSE;

  fill->case_id = case_file->stamp.id;
  return TRUE;
}

static gboolean
add_note (HzContext *context,
          Fill *fill,
          gboolean is_consultation,
          GError **error)
{
  g_autoptr (HzNote) note = hz_note_new ();

  note->case_id = fill->case_id;
  note->client_id = fill->client_ids[0];
  note->date = HZ_DATE (2026, 11, 24);
  if (is_consultation)
    {
      note->consultation = hz_consultation_new ();
      set (&note->consultation->facts, HZ_TEST_MARKER);
    }
  else
    {
      set (&note->kind, "first");
      hz_note_set_section (note, HZ_NOTE_SECTION_TEXT, HZ_TEST_MARKER);
    }

  return hz_note_store_seal (context, note, error);
}

static gboolean
run_psychologist (HzContext *context,
                  gpointer data,
                  GError **error)
{
  Fill *fill = data;

  return add_profile (context, fill, error) && add_case (context, fill, "psychological", error)
         && add_note (context, fill, FALSE, error) && put_own (context, error);
}

static gboolean
run_lawyer (HzContext *context,
            gpointer data,
            GError **error)
{
  Fill *fill = data;
  g_autoptr (HzReferral) referral = hz_referral_new ();

  referral->client_id = fill->client_ids[0];
  set (&referral->recipient, HZ_TEST_MARKER);
  set (&referral->override_code, "danger_to_life");
  set (&referral->override_reason, HZ_TEST_MARKER);

  return add_case (context, fill, "legal", error) && add_note (context, fill, TRUE, error)
         && hz_referral_store_issue (context, referral, NULL, error)
         && put_own (context, error);
}

static gboolean
run_sheets (HzContext *context,
            gpointer data,
            GError **error)
{
  Fill *fill = data;

  return hz_sheet_use_add (context, HZ_SHEET_USE_PASSWORD, &fill->test->ids[HZ_TEST_LAWYER], NULL,
                           HZ_TEST_MARKER, error);
}

/**
 * hz_test_fill:
 * @test: a test centre
 *
 * Afterwards nobody is signed in.
 */
void
hz_test_fill (HzTestRecords *test)
{
  static const struct
  {
    HzTestStaff who;
    HzRecordsFunc func;
  } acts[] = {
    { HZ_TEST_RECEPTION, run_reception },
    { HZ_TEST_ADMIN, run_admin },
    { HZ_TEST_PSYCHOLOGIST, run_psychologist },
    { HZ_TEST_LAWYER, run_lawyer },
  };
  Fill fill = { .test = test };

  hz_test_records_enter_by_sheet (test);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_sheets, &fill);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      hz_test_records_enter (test, acts[i].who);
      hz_test_records_must (test, HZ_DB_JOB_WRITE, acts[i].func, &fill);
    }

  hz_test_records_leave (test);
}
