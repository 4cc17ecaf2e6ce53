/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Centres of earlier days, in tests/fixtures/: every build opens them. They hold what hz_test_fill()
 * wrote on that day; each person's password is HZ_TEST_PASSWORD.
 *
 *   test-fixture --make FOLDER   makes one of today */

#include <glib/gstdio.h>
#include <string.h>

#include "hz-appointment-store.h"
#include "hz-audit.h"
#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-consent-store.h"
#include "hz-db-check.h"
#include "hz-draft-store.h"
#include "hz-note-store.h"
#include "hz-preference-store.h"
#include "hz-referral-store.h"
#include "hz-test-fill.h"
#include "hz-test.h"

static gboolean
find_client (HzContext *context,
             HzId *id,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db, "SELECT id FROM client WHERE surname = 'Мисолзода'",
                                error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return FALSE;

  g_assert_true (has_row);
  *id = hz_statement_get_id (statement, 0);
  return TRUE;
}

/* What every member of staff reads of a client. */
static gboolean
read_clear (HzContext *context,
            const HzId *client_id,
            GError **error)
{
  g_autoptr (HzClient) client = hz_client_store_get (context, client_id, error);
  gint64 n_clients;

  if (client == NULL || !hz_client_store_count (context, &n_clients, error))
    return FALSE;

  g_assert_cmpint (n_clients, ==, 2);
  g_assert_cmpstr (client->surname, ==, "Мисолзода");
  g_assert_cmpstr (client->service_asked, ==, "psychologist");
  g_assert_cmpuint (client->phones->len, ==, 1);
  g_assert_cmpstr (hz_client_get_phone (client)->number, ==, "+992600000101");

  return TRUE;
}

static gboolean
read_bookings (HzContext *context,
               const HzId *client_id,
               gboolean has_care,
               GError **error)
{
  g_autoptr (GPtrArray) appointments = NULL;
  guint n_reasons = 0;

  appointments = hz_appointment_store_list_of_client (context, client_id, 10, error);
  if (appointments == NULL)
    return FALSE;

  g_assert_cmpuint (appointments->len, ==, 2);
  for (guint i = 0; i < appointments->len && has_care; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (appointments, i);
      g_autoptr (GPtrArray) reasons = NULL;

      g_assert_cmpint (appointment->start_minute, ==, 600);
      reasons = hz_appointment_store_list_reasons (context, &appointment->stamp.id, error);
      if (reasons == NULL)
        return FALSE;
      for (guint j = 0; j < reasons->len; j++, n_reasons++)
        g_assert_cmpstr (((HzAppointmentReason *) g_ptr_array_index (reasons, j))->text, ==,
                         HZ_TEST_MARKER);
    }
  g_assert_cmpuint (n_reasons, ==, has_care ? 1 : 0);

  return TRUE;
}

static gboolean
read_care (HzContext *context,
           const HzId *client_id,
           GError **error)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) consents = NULL;
  g_autoptr (HzClientProfile) profile = NULL;

  requests = hz_client_store_list_requests (context, client_id, error);
  if (requests == NULL)
    return FALSE;
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (((HzClientRequest *) g_ptr_array_index (requests, 0))->text, ==, HZ_TEST_MARKER);

  profile = hz_client_store_get_profile (context, client_id, error);
  if (profile == NULL)
    return FALSE;
  g_assert_cmpstr (profile->values[HZ_PROFILE_ADDRESS], ==, HZ_TEST_MARKER);

  consents = hz_consent_store_list (context, client_id, error);
  if (consents == NULL)
    return FALSE;
  g_assert_cmpuint (consents->len, ==, 1);
  g_assert_cmpstr (((HzConsent *) g_ptr_array_index (consents, 0))->note, ==, HZ_TEST_MARKER);

  return TRUE;
}

/* Her own case, and the note in it that she has signed. */
static gboolean
read_case (HzContext *context,
           const HzId *client_id,
           gboolean is_legal,
           GError **error)
{
  g_autoptr (GPtrArray) cases = hz_case_file_store_list_mine (context, error);
  g_autoptr (GPtrArray) notes = NULL;
  guint n_damaged = 0;
  HzCaseFile *case_file;
  HzNote *note;

  if (cases == NULL)
    return FALSE;
  g_assert_cmpuint (cases->len, ==, 1);
  case_file = g_ptr_array_index (cases, 0);
  g_assert_cmpstr (case_file->service, ==, is_legal ? "legal" : "psychological");
  g_assert_cmpstr (case_file->legal_area, ==, HZ_TEST_CASE_MARKER);
  g_assert_true (case_file->has_key);
  g_assert_true (hz_id_equal (&case_file->client_id, client_id));

  notes = hz_note_store_list (context, &case_file->stamp.id, HZ_NOTE_READING_OPENS, &n_damaged, error);
  if (notes == NULL)
    return FALSE;
  g_assert_cmpuint (n_damaged, ==, 0);
  g_assert_cmpuint (notes->len, ==, 1);
  note = g_ptr_array_index (notes, 0);
  g_assert_cmpstr (is_legal ? note->consultation->facts : note->sections[HZ_NOTE_SECTION_TEXT], ==,
                   HZ_TEST_MARKER);

  return TRUE;
}

static gboolean
read_letter (HzContext *context,
             const HzId *client_id,
             GError **error)
{
  g_autoptr (GPtrArray) referrals = NULL;
  HzReferral *referral;

  referrals = hz_referral_store_list (context, HZ_REFERRAL_FILTER_ALL, client_id, 0, error);
  if (referrals == NULL)
    return FALSE;

  g_assert_cmpuint (referrals->len, ==, 1);
  referral = g_ptr_array_index (referrals, 0);
  g_assert_cmpint (referral->number, ==, 1);
  g_assert_cmpstr (referral->recipient, ==, HZ_TEST_MARKER);
  g_assert_cmpstr (referral->override_reason, ==, HZ_TEST_MARKER);

  return TRUE;
}

static gboolean
read_own (HzContext *context,
          GError **error)
{
  g_autoptr (GPtrArray) drafts = hz_draft_store_list (context, "note", NULL, error);
  g_autoptr (GVariant) place = NULL;
  const char *text;

  if (drafts == NULL)
    return FALSE;
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_true (g_variant_lookup (((HzDraft *) g_ptr_array_index (drafts, 0))->content, "text", "&s",
                                   &text));
  g_assert_cmpstr (text, ==, HZ_TEST_MARKER);

  place = hz_preference_store_get (context, "place", error);
  g_assert_nonnull (place);
  g_assert_cmpstr (g_variant_get_string (place, NULL), ==, HZ_TEST_MARKER);

  return TRUE;
}

static gboolean
run_read (HzContext *context,
          gpointer data,
          GError **error)
{
  HzTestStaff who = (HzTestStaff) GPOINTER_TO_INT (data);
  gboolean is_worker = who == HZ_TEST_PSYCHOLOGIST || who == HZ_TEST_LAWYER;
  HzAuditReport report;
  HzId client_id;

  if (!find_client (context, &client_id, error) || !hz_audit_verify (context, &report, error))
    return FALSE;
  g_assert_cmpint (report.broken_at, ==, 0);

  return (who == HZ_TEST_ADMIN || read_clear (context, &client_id, error))
         && ((who != HZ_TEST_RECEPTION && who != HZ_TEST_PSYCHOLOGIST)
             || read_bookings (context, &client_id, is_worker, error))
         && (!is_worker
             || (read_care (context, &client_id, error)
                 && read_case (context, &client_id, who == HZ_TEST_LAWYER, error)
                 && read_letter (context, &client_id, error)))
         && (who == HZ_TEST_MANAGER || read_own (context, error));
}

static void
check_file (HzTestRecords *test)
{
  g_autoptr (HzDbCheck) check = hz_db_check_new (FALSE);
  GError *error = NULL;

  hz_db_worker_run (hz_vault_get_worker (test->vault), HZ_DB_JOB_READ, hz_db_check_step, check,
                    &error);
  g_assert_no_error (error);
  g_assert_true (hz_db_check_is_whole (check));
}

static void
read_all (HzTestRecords *test)
{
  for (int who = 0; who < HZ_TEST_N_STAFF; who++)
    {
      hz_test_records_enter (test, who);
      hz_test_records_must (test, HZ_DB_JOB_WRITE, run_read, GINT_TO_POINTER (who));
      check_file (test);
    }
}

/* Read by everybody, then once more, as this build has left it. */
static void
test_open (gconstpointer folder)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new_from (folder);

  read_all (test);
  read_all (test);
}

static char *
build_fixtures_path (void)
{
  return g_build_filename (g_getenv ("HAMROZ_SOURCE"), "tests", "fixtures", NULL);
}

/* Every folder there is a day on which somebody began to rely on the format. */
static void
add_fixtures (void)
{
  g_autofree char *path = build_fixtures_path ();
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_added = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (path, name, NULL);
      g_autofree char *test = g_strconcat ("/fixture/", name, NULL);

      if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
        continue;

      g_test_add_data_func_full (test, g_steal_pointer (&folder), test_open, g_free);
      n_added++;
    }

  g_assert_cmpuint (n_added, >, 0);
}

static void
make (const char *folder)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GDir) dir = NULL;
  const char *name;

  hz_test_fill (test);
  dir = g_dir_open (test->folder, 0, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (test->folder, name, NULL);
      g_autofree char *to = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
    }
}

int
main (int argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--make"))
    {
      make (argv[2]);
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  add_fixtures ();

  return g_test_run ();
}
