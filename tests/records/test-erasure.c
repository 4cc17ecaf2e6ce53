/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A client is erased by two people on two days: who may, and when not. */

#include "hz-appointment-store.h"
#include "hz-case-file-store.h"
#include "hz-clock.h"
#include "hz-erasure-store.h"
#include "hz-records-error.h"
#include "hz-test-erasure.h"

static gboolean
run_withdraw (HzContext *context,
              gpointer data,
              GError **error)
{
  const HzTestErasure *fixture = data;

  return hz_erasure_store_withdraw (context, &fixture->id, error);
}

static void
test_refused (HzTestErasure *fixture,
              gconstpointer unused)
{
  hz_test_erasure_assert_refused (fixture, HZ_TEST_PSYCHOLOGIST, hz_test_erasure_run_ask,
                                  HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_ask,
                                  HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask,
                                  HZ_RECORDS_ERROR_CASE_OPEN);
  hz_test_erasure_must (fixture, HZ_TEST_PSYCHOLOGIST, hz_test_erasure_run_close_cases);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask,
                                  HZ_RECORDS_ERROR_CASE_OPEN);
  hz_test_erasure_must (fixture, HZ_TEST_LAWYER, hz_test_erasure_run_close_cases);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask,
                                  HZ_RECORDS_ERROR_STILL_COMES);
  hz_test_erasure_must (fixture, HZ_TEST_RECEPTION, hz_test_erasure_run_cancel);

  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, run_withdraw, HZ_RECORDS_ERROR_NOT_FOUND);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_NOT_FOUND);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask,
                                  HZ_RECORDS_ERROR_ERASURE_ASKED);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_RECEPTION, run_withdraw,
                                  HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_TOO_SOON);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM client"), ==, 2);
}

/* Of no record at all, and for no cause there is. */
static gboolean
run_ask_unknown (HzContext *context,
                 gpointer data,
                 GError **error)
{
  const HzId unknown = hz_id_new ();

  return hz_erasure_store_ask (context, &unknown, HZ_ERASURE_HER_WISH, error);
}

static gboolean
run_ask_for_nothing (HzContext *context,
                     gpointer data,
                     GError **error)
{
  const HzTestErasure *fixture = data;

  return hz_erasure_store_ask (context, &fixture->id, (HzErasureCause) 7, error);
}

static void
test_unknown (HzTestErasure *fixture,
              gconstpointer unused)
{
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, run_ask_unknown,
                                  HZ_RECORDS_ERROR_NOT_FOUND);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, run_ask_for_nothing,
                                  HZ_RECORDS_ERROR_INVALID);
}

static void
test_second_day (HzTestErasure *fixture,
                 gconstpointer unused)
{
  g_autofree char *code = NULL;

  hz_test_erasure_make_ready (fixture);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
  hz_test_records_leave (fixture->test);
  hz_clock_shift (HZ_CLOCK_DAY);

  code = g_steal_pointer (&fixture->code);
  fixture->code = g_strdup ("H-2222");
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_OTHER_CODE);
  g_free (fixture->code);
  fixture->code = g_strdup ("");
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_OTHER_CODE);
  g_free (fixture->code);

  /* As it is typed. */
  fixture->code = g_ascii_strdown (code, -1);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_NOT_FOUND);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, run_withdraw, HZ_RECORDS_ERROR_NOT_FOUND);
}

static gboolean
run_book (HzContext *context,
          gpointer data,
          GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (HzAppointment) appointment = hz_appointment_new ();

  appointment->client_id = fixture->id;
  appointment->member_id = fixture->test->ids[HZ_TEST_PSYCHOLOGIST];
  appointment->date = HZ_DATE (2030, 1, 9);
  appointment->start_minute = 600;
  appointment->end_minute = 660;
  g_free (appointment->kind);
  appointment->kind = g_strdup ("first");

  return hz_appointment_store_save (context, appointment, NULL, error);
}

static gboolean
run_open_case (HzContext *context,
               gpointer data,
               GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (HzCaseFile) case_file = hz_case_file_new ();

  case_file->client_id = fixture->id;
  g_free (case_file->service);
  case_file->service = g_strdup ("social");

  return hz_case_file_store_add (context, case_file, FALSE, error);
}

static gboolean
run_reopen (HzContext *context,
            gpointer data,
            GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (HzCaseFile) case_file = NULL;

  case_file = hz_case_file_store_get (context, &g_array_index (fixture->cases, HzId, 0), error);

  return hz_case_file_store_set_closed (context, case_file, FALSE, "Баргашт", error);
}

/* Between the two days nobody begins anything for her unseen; taken back, everything can go on. */
static void
test_withdrawn (HzTestErasure *fixture,
                gconstpointer unused)
{
  hz_test_erasure_make_ready (fixture);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_PSYCHOLOGIST, run_open_case,
                                  HZ_RECORDS_ERROR_ERASURE_ASKED);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_PSYCHOLOGIST, run_reopen,
                                  HZ_RECORDS_ERROR_ERASURE_ASKED);
  hz_test_erasure_must (fixture, HZ_TEST_RECEPTION, run_book);
  hz_test_records_leave (fixture->test);
  hz_clock_shift (HZ_CLOCK_DAY);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_STILL_COMES);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, run_withdraw);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_NOT_FOUND);
  hz_test_erasure_must (fixture, HZ_TEST_PSYCHOLOGIST, run_reopen);

  /* Asked for anew, the days count anew. */
  hz_test_erasure_must (fixture, HZ_TEST_RECEPTION, hz_test_erasure_run_cancel);
  hz_test_erasure_must (fixture, HZ_TEST_PSYCHOLOGIST, hz_test_erasure_run_close_cases);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_TOO_SOON);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, run_withdraw);
  g_assert_cmpint (hz_test_erasure_count (fixture, "SELECT count (*) FROM erasure"), ==, 0);
}

/* Whoever is both is still one. */
static void
test_same_person (HzTestErasure *fixture,
                  gconstpointer unused)
{
  GError *error = NULL;

  hz_test_erasure_make_ready (fixture);
  hz_test_records_enter (fixture->test, HZ_TEST_ADMIN);
  hz_vault_set_roles (fixture->test->vault, &fixture->test->ids[HZ_TEST_MANAGER],
                      HZ_ROLE_MANAGER | HZ_ROLE_ADMINISTRATOR, &error);
  g_assert_no_error (error);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
  hz_test_records_leave (fixture->test);
  hz_clock_shift (HZ_CLOCK_DAY);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_confirm,
                                  HZ_RECORDS_ERROR_SAME_PERSON);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm);
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (GPtrArray) erasures = hz_erasure_store_list (context, error);
  const HzErasure *erasure;

  if (erasures == NULL)
    return FALSE;

  g_assert_cmpuint (erasures->len, ==, 1);
  erasure = g_ptr_array_index (erasures, 0);
  g_assert_true (hz_id_equal (&erasure->client_id, &fixture->id));
  g_assert_true (hz_id_equal (&erasure->stamp.created_by, &fixture->test->ids[HZ_TEST_MANAGER]));
  g_assert_cmpstr (erasure->client_code, ==, fixture->code);
  g_assert_cmpint (erasure->cause, ==, HZ_ERASURE_HER_WISH);
  if (erasure->state != HZ_ERASURE_ASKED)
    g_assert_true (hz_id_equal (&erasure->confirmed_by, &fixture->test->ids[HZ_TEST_ADMIN]));
  g_assert_cmpint (erasure->confirmed > 0, ==, erasure->state != HZ_ERASURE_ASKED);

  return TRUE;
}

static gboolean
run_list_backups (HzContext *context,
                  gpointer data,
                  GError **error)
{
  const HzTestErasure *fixture = data;
  g_autoptr (GPtrArray) backups = hz_erasure_store_list_backups (context, &fixture->id, error);

  if (backups == NULL)
    return FALSE;

  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpstr (((HzBackup *) g_ptr_array_index (backups, 0))->place, ==, "backups/2026-11-24");
  return TRUE;
}

static gboolean
run_older_backup (HzContext *context,
                  gpointer unused,
                  GError **error)
{
  return hz_db_execute (context->db,
                        "INSERT INTO backup (id, revision, created, created_by, modified, modified_by,"
                        " place) SELECT randomblob (16), 1, 1, created_by, 1, created_by, 'before her'"
                        " FROM backup", error);
}

/* In which backups she is: those made since she is here. */
static void
test_backups (HzTestErasure *fixture,
              gconstpointer unused)
{
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, run_older_backup);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, run_list_backups);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, run_list_backups);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_RECEPTION, run_list_backups,
                                  HZ_RECORDS_ERROR_FORBIDDEN);
}

static void
test_list (HzTestErasure *fixture,
           gconstpointer unused)
{
  hz_test_erasure_make_ready (fixture);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, hz_test_erasure_run_ask);
  hz_test_erasure_must (fixture, HZ_TEST_MANAGER, run_list);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_RECEPTION, run_list, HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_erasure_assert_refused (fixture, HZ_TEST_LAWYER, run_list, HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_records_leave (fixture->test);
  hz_clock_shift (HZ_CLOCK_DAY);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, run_list);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, hz_test_erasure_run_confirm);
  hz_test_erasure_must (fixture, HZ_TEST_ADMIN, run_list);
}

int
main (int argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (HzTestErasure *fixture, gconstpointer unused);
  } tests[] = {
    { "refused", test_refused },
    { "unknown", test_unknown },
    { "second-day", test_second_day },
    { "withdrawn", test_withdrawn },
    { "same-person", test_same_person },
    { "list", test_list },
    { "backups", test_backups },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/erasure/", tests[i].name, NULL);

      g_test_add (path, HzTestErasure, NULL, hz_test_erasure_set_up, tests[i].func,
                  hz_test_erasure_tear_down);
    }

  return g_test_run ();
}
