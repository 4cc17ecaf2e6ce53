/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A second process saves notes and books appointments until it is killed, at any moment. What it has
 * told to be saved is read back; nothing is damaged, and no file holds a word of it in the clear. */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hz-appointment-store.h"
#include "hz-audit.h"
#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-db-check.h"
#include "hz-note-store.h"
#include "hz-test-records.h"
#include "hz-test.h"

#define SURNAME "Намуназодаи"
#define TEXT "Шавҳараш ҳафт сол боз дар ғурбат"
#define PHONE "926345178"

static const char *program;

/* --- The process that is killed --- */

typedef struct
{
  HzId client_id;
  HzId case_id;
  HzId member_id;
  guint number;
  HzId saved_id;
} Save;

static char *
make_text (guint number)
{
  return g_strdup_printf ("%s: %u", TEXT, number);
}

static gboolean
run_note (HzContext *context,
          gpointer data,
          GError **error)
{
  Save *save = data;
  g_autoptr (HzNote) note = hz_note_new ();
  g_autofree char *text = make_text (save->number);

  note->case_id = save->case_id;
  note->client_id = save->client_id;
  note->date = HZ_DATE (2026, 11, 24);
  g_free (note->kind);
  note->kind = g_strdup ("follow_up");
  hz_note_set_section (note, HZ_NOTE_SECTION_TEXT, text);
  if (!hz_note_store_seal (context, note, error))
    return FALSE;

  save->saved_id = note->stamp.id;
  return TRUE;
}

static HzDate
get_day (guint number)
{
  return hz_date_add_days (HZ_DATE (2030, 1, 1), (int) (number / 36));
}

static int
get_minute (guint number)
{
  return 480 + 15 * (int) (number % 36);
}

static gboolean
run_booking (HzContext *context,
             gpointer data,
             GError **error)
{
  Save *save = data;
  g_autoptr (HzAppointment) appointment = hz_appointment_new ();

  appointment->client_id = save->client_id;
  appointment->member_id = save->member_id;
  appointment->date = get_day (save->number);
  appointment->start_minute = get_minute (save->number);
  appointment->end_minute = appointment->start_minute + 15;
  g_free (appointment->kind);
  appointment->kind = g_strdup ("follow_up");
  if (!hz_appointment_store_save (context, appointment, "it may be taken", error))
    return FALSE;

  save->saved_id = appointment->stamp.id;
  return TRUE;
}

static void
acknowledge (char what,
             const Save *save)
{
  g_autofree char *hex = hz_id_to_hex (&save->saved_id);
  g_autofree char *line = g_strdup_printf ("%c %s %u\n", what, hex, save->number);

  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
}

/* FOLDER PINS CLIENT CASE FIRST-NUMBER, until it is killed. */
G_NORETURN static void
save_on (char **argv)
{
  HzVault *vault = hz_vault_new (argv[0]);
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  HzRecords *records;
  GError *error = NULL;
  Save save = { 0 };

  hz_vault_set_pin_folder (vault, argv[1]);
  hz_id_from_hex (argv[2], &save.client_id);
  hz_id_from_hex (argv[3], &save.case_id);
  hz_vault_unlock (vault, "psychologist", password, &error);
  g_assert_no_error (error);
  records = hz_records_new (vault);
  hz_records_open (records, &error);
  g_assert_no_error (error);
  save.member_id = *hz_records_get_own_id (records);

  for (save.number = (guint) g_ascii_strtoull (argv[4], NULL, 10);; save.number++)
    {
      hz_records_run (records, HZ_DB_JOB_WRITE, run_note, &save, &error);
      g_assert_no_error (error);
      acknowledge ('N', &save);
      hz_records_run (records, HZ_DB_JOB_WRITE, run_booking, &save, &error);
      g_assert_no_error (error);
      acknowledge ('A', &save);
    }
}

/* --- The process that writes down and looks --- */

typedef struct
{
  char what;
  HzId id;
  guint number;
} Saved;

typedef struct
{
  HzTestRecords *test;
  HzId client_id;
  HzId case_id;
  GArray *saved;
  guint first_of_round;
  guint next_number;
  guint n_torn;
} Watch;

static gboolean
run_prepare (HzContext *context,
             gpointer data,
             GError **error)
{
  Watch *watch = data;
  g_autoptr (HzClient) client = hz_client_new ();
  g_autoptr (HzClientRequest) request = hz_client_request_new (&HZ_ID_NONE);
  g_autoptr (HzCaseFile) case_file = hz_case_file_new ();

  client->surname = g_strdup (SURNAME);
  client->service_asked = g_strdup ("psychologist");
  client->registered_on = HZ_DATE (2026, 11, 24);
  g_ptr_array_add (client->phones, hz_client_phone_new ("+992" PHONE, NULL, "any", NULL));
  request->text = g_strdup (TEXT);
  if (!hz_client_store_register (context, client, request, NULL, error))
    return FALSE;

  watch->client_id = case_file->client_id = client->stamp.id;
  g_free (case_file->service);
  case_file->service = g_strdup ("psychological");
  if (!hz_case_file_store_add (context, case_file, FALSE, error))
    return FALSE;

  watch->case_id = case_file->stamp.id;
  return TRUE;
}

static void
take_lines (Watch *watch,
            const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);
      Saved saved = { fields[0][0], HZ_ID_NONE, 0 };

      g_assert_cmpuint (g_strv_length (fields), ==, 3);
      g_assert_true (hz_id_from_hex (fields[1], &saved.id));
      saved.number = (guint) g_ascii_strtoull (fields[2], NULL, 10);
      g_array_append_val (watch->saved, saved);
      watch->next_number = MAX (watch->next_number, saved.number + 1);
    }
}

static void
read_lines (int out,
            GString *text)
{
  char buffer[4096];
  gssize n_read;

  while ((n_read = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n_read);
}

/* Every other time while it signs in or shortly after, else some dozens of saves later. */
static void
wait_a_moment (int out,
               GString *text,
               gboolean until_first)
{
  char first;

  if (until_first && read (out, &first, 1) == 1)
    g_string_append_c (text, first);
  g_usleep ((gulong) g_test_rand_int_range (0, 200) * 1000);
}

static void
run_and_kill (Watch *watch,
              gboolean until_first)
{
  g_autofree char *client = hz_id_to_hex (&watch->client_id);
  g_autofree char *case_id = hz_id_to_hex (&watch->case_id);
  g_autofree char *number = g_strdup_printf ("%u", watch->next_number);
  const char *const argv[] = { program, "--child", watch->test->folder, watch->test->pins, client,
                               case_id, number, NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  wait_a_moment (out, text, until_first);
  kill (pid, SIGKILL);
  read_lines (out, text);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  close (out);
  g_spawn_close_pid (pid);

  watch->first_of_round = watch->saved->len;
  take_lines (watch, text->str);
}

/* Names, numbers, words and logins, in every file as it lies there. Returns what was found, or NULL. */
static char *
search_folder (const char *folder)
{
  static const char *const words[] = { SURNAME, "намуназода", "НАМУНАЗОДА", PHONE, "Шавҳараш",
                                       "шавҳараш", "ғурбат", "it may be taken", "psychologist",
                                       "reception", "Озмоишзода", "Мисолӣ", "follow_up",
                                       HZ_TEST_PASSWORD, "CREATE TABLE", "SQLite format" };
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (memmem (bytes, length, words[i], strlen (words[i])) != NULL)
          return g_strdup_printf ("%s holds: %s", name, words[i]);
    }

  return NULL;
}

static void
check_folder (const char *folder)
{
  g_autofree char *found = search_folder (folder);

  g_assert_cmpstr (found, ==, NULL);
}

static int
compare_blocks (gconstpointer a,
                gconstpointer b)
{
  return memcmp (a, b, 16);
}

/* After the header of 128 bytes no block stands there twice: nothing tells equal things. */
static void
check_blocks (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_blocks;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      if (length < 128)
        continue;

      n_blocks = (length - 128) / 16;
      qsort (bytes + 128, n_blocks, 16, compare_blocks);
      for (gsize i = 1; i < n_blocks; i++)
        if (memcmp (bytes + 128 + 16 * (i - 1), bytes + 128 + 16 * i, 16) == 0)
          g_error ("%s has a block twice", name);
    }
}

/* The search finds what lies open. */
static void
test_search (void)
{
  g_autofree char *folder = hz_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "x-wal", NULL);
  g_autofree char *found = NULL;

  g_assert_true (g_file_set_contents (path, "\0\1" SURNAME "\0", 3 + strlen (SURNAME), NULL));
  found = search_folder (folder);
  g_assert_cmpstr (found, ==, "x-wal holds: " SURNAME);
  hz_test_remove_folder (folder);
}

static gboolean
read_note (HzContext *context,
           const Saved *saved,
           GError **error)
{
  g_autoptr (HzNote) note = hz_note_store_get (context, &saved->id, error);
  g_autofree char *text = make_text (saved->number);

  if (note == NULL)
    return FALSE;

  g_assert_cmpstr (note->sections[HZ_NOTE_SECTION_TEXT], ==, text);
  return TRUE;
}

static gboolean
read_booking (HzContext *context,
              const Saved *saved,
              GError **error)
{
  g_autoptr (HzAppointment) appointment = hz_appointment_store_get (context, &saved->id, error);

  if (appointment == NULL)
    return FALSE;

  g_assert_true (hz_date_equal (appointment->date, get_day (saved->number)));
  g_assert_cmpint (appointment->start_minute, ==, get_minute (saved->number));
  return TRUE;
}

static gboolean
run_read_back (HzContext *context,
               gpointer data,
               GError **error)
{
  Watch *watch = data;

  for (guint i = watch->first_of_round; i < watch->saved->len; i++)
    {
      const Saved *saved = &g_array_index (watch->saved, Saved, i);

      if (!(saved->what == 'N' ? read_note (context, saved, error)
                               : read_booking (context, saved, error)))
        return FALSE;
    }

  return TRUE;
}

/* Nothing half-written is there; at most one of each that was not told any more. */
static gboolean
run_count (HzContext *context,
           gpointer data,
           GError **error)
{
  Watch *watch = data;
  g_autoptr (GPtrArray) notes = NULL;
  HzAuditReport report;
  guint n_damaged = 0;
  guint n_told = 0;

  for (guint i = 0; i < watch->saved->len; i++)
    n_told += g_array_index (watch->saved, Saved, i).what == 'N' ? 1 : 0;

  notes = hz_note_store_list (context, &watch->case_id, HZ_NOTE_READING_OPENS, &n_damaged, error);
  if (notes == NULL || !hz_audit_verify (context, &report, error))
    return FALSE;

  g_assert_cmpuint (n_damaged, ==, 0);
  g_assert_cmpuint (notes->len, >=, n_told);
  watch->n_torn = notes->len - n_told;
  g_assert_cmpint (report.broken_at, ==, 0);

  return TRUE;
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
look (Watch *watch)
{
  hz_test_records_enter (watch->test, HZ_TEST_PSYCHOLOGIST);
  g_assert_false (hz_records_is_audit_cut (watch->test->records));
  g_assert_cmpint (hz_vault_get_notices (watch->test->vault)
                   & (HZ_VAULT_NOTICE_ROLLED_BACK | HZ_VAULT_NOTICE_WAL_ASIDE), ==, 0);
  hz_test_records_must (watch->test, HZ_DB_JOB_WRITE, run_read_back, watch);
  check_file (watch->test);
  hz_test_records_leave (watch->test);
}

static void
test_kills (gconstpointer data)
{
  Watch watch = { hz_test_records_new (), .saved = g_array_new (FALSE, FALSE, sizeof (Saved)) };
  int n_kills = GPOINTER_TO_INT (data);

  hz_test_records_enter (watch.test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (watch.test, HZ_DB_JOB_WRITE, run_prepare, &watch);
  hz_test_records_leave (watch.test);

  for (int i = 0; i < n_kills; i++)
    {
      run_and_kill (&watch, i % 2 == 1);
      if (i == 1)
        check_blocks (watch.test->folder);
      check_folder (watch.test->folder);
      look (&watch);
    }

  /* All of them once more, at the end. */
  watch.first_of_round = 0;
  look (&watch);
  check_blocks (watch.test->folder);
  hz_test_records_enter (watch.test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (watch.test, HZ_DB_JOB_WRITE, run_count, &watch);
  g_test_message ("%d kills, %u saves told, %u notes saved and not told", n_kills, watch.saved->len,
                  watch.n_torn);
  g_assert_cmpuint (watch.saved->len, >=, (guint) n_kills / 2);
  g_assert_cmpuint (watch.n_torn, <=, (guint) n_kills);

  check_folder (watch.test->folder);
  g_array_unref (watch.saved);
  hz_test_records_free (watch.test);
}

int
main (int argc,
      char **argv)
{
  program = argv[0];
  if (argc == 7 && g_str_equal (argv[1], "--child"))
    save_on (&argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kill/search", test_search);
  if (g_test_slow ())
    g_test_add_data_func ("/kill/200", GINT_TO_POINTER (200), test_kills);
  else
    g_test_add_data_func ("/kill/20", GINT_TO_POINTER (20), test_kills);

  return g_test_run ();
}
