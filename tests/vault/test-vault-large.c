/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A centre of a gigabyte: it is backed up, checked and gets another key while the desk saves all the
 * time. No save waits for a second, and the memory of it all stays under 250 MB. Figures are printed.
 * HZ_TEST_LARGE_MB says how large; in every run it is small. There it is the program's own time that a
 * save may take: what other programs do to the disk meanwhile is not its fault.
 */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "hz-test-centre.h"
#include "hz-test-file.h"
#include "hz-test.h"

/* A sanitized program takes several times as long, and more memory. */
#ifdef __SANITIZE_ADDRESS__
#define LONGEST_SAVE (5 * G_USEC_PER_SEC)
#define MOST_MEMORY_MB 1000
#else
#define LONGEST_SAVE G_USEC_PER_SEC
#define MOST_MEMORY_MB 250
#endif

typedef struct
{
  HzVault *vault;
  gint is_over;
  gint n_saves;
  gint64 longest;
  gint64 dearest;
} Desk;

static int
get_size (void)
{
  const char *text = g_getenv ("HZ_TEST_LARGE_MB");

  return text != NULL ? atoi (text) : g_test_slow () ? 1024 : 24;
}

/* In kB. */
static int
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, name);
  g_assert_nonnull (line);

  return atoi (line + strlen (name));
}

static void
forget_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, "5", 1), ==, 1);
  close (fd);
}

static void
fill (HzTestCentre *centre)
{
  HzTestFile file = { .worker = hz_vault_get_worker (centre->vault) };
  int n_parts = get_size () / 8;

  hz_test_file_write (&file, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,"
                             " body BLOB NOT NULL) STRICT;"
                             "CREATE TABLE document (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;"
                             "CREATE TABLE pair (a INTEGER, b INTEGER) STRICT;"
                             "INSERT INTO pair VALUES (0, 0)");
  for (int i = 0; i < n_parts; i++)
    hz_test_file_write (&file, "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                               " LIMIT 4000) INSERT INTO bulk (id, body)"
                               " SELECT randomblob (16), randomblob (900) FROM k;"
                               "INSERT INTO document (body) VALUES (randomblob (4000000))");
}

static gint64
get_own_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gpointer
save_all_the_time (gpointer data)
{
  Desk *desk = data;
  HzTestFile file = { .worker = hz_vault_get_worker (desk->vault) };

  while (!g_atomic_int_get (&desk->is_over))
    {
      gint64 begun = g_get_monotonic_time ();
      gint64 own = get_own_time ();

      hz_test_file_write (&file, "UPDATE pair SET a = a + 1;"
                                 "UPDATE bulk SET body = randomblob (900) WHERE n ="
                                 " 1 + abs (random ()) % (SELECT max (n) FROM bulk);"
                                 "UPDATE pair SET b = b + 1");
      desk->longest = MAX (desk->longest, g_get_monotonic_time () - begun);
      desk->dearest = MAX (desk->dearest, get_own_time () - own);
      g_atomic_int_inc (&desk->n_saves);
    }

  return NULL;
}

static void
check_figures (const char *what,
               Desk *desk,
               gint64 begun)
{
  int peak = read_status ("VmHWM:") / 1024;

  g_test_message ("%d MB, %s: %.1f s, %d saves meanwhile, the longest %.0f ms (%.0f of its own), memory"
                  " at most %d MB",
                  get_size (), what, (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC,
                  desk->n_saves, (double) desk->longest / 1000, (double) desk->dearest / 1000, peak);
  g_assert_cmpint (g_test_slow () ? desk->longest : desk->dearest, <, LONGEST_SAVE);
  g_assert_cmpint (peak, <, MOST_MEMORY_MB);
}

typedef void (*Work) (HzTestCentre *centre);

static void
work_while_saving (HzTestCentre *centre,
                   const char *what,
                   Work work)
{
  Desk desk = { centre->vault, FALSE, 0, 0, 0 };
  GThread *thread;
  gint64 begun;

  forget_peak ();
  thread = g_thread_new ("desk", save_all_the_time, &desk);
  while (g_atomic_int_get (&desk.n_saves) == 0)
    g_thread_yield ();
  begun = g_get_monotonic_time ();
  work (centre);
  g_atomic_int_set (&desk.is_over, TRUE);
  g_thread_join (thread);
  check_figures (what, &desk, begun);
}

static void
back_up (HzTestCentre *centre)
{
  g_autofree char *target = g_strconcat (centre->folder, "-backups", NULL);
  g_autofree char *place = NULL;
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", target);
  GError *error = NULL;

  place = hz_vault_backup (centre->vault, target, &error);
  g_assert_no_error (error);
  g_assert_nonnull (place);
  g_assert_cmpint (system (command), ==, 0);
}

static void
change_key (HzTestCentre *centre)
{
  GError *error = NULL;

  hz_vault_change_centre_key (centre->vault, &error);
  g_assert_no_error (error);
  g_assert_false (hz_vault_is_rotation_owed (centre->vault));
}

static void
check_quickly (HzTestCentre *centre)
{
  HzDbWorker *worker = hz_vault_get_worker (centre->vault);
  g_autoptr (HzDbCheck) check = hz_db_check_new (TRUE);
  GError *error = NULL;

  hz_db_worker_run (worker, HZ_DB_JOB_READ, hz_db_check_step, check, &error);
  g_assert_no_error (error);
  g_assert_true (hz_db_check_is_whole (check));
}

static void
test_large (HzTestCentre *centre,
            gconstpointer unused)
{
  HzTestFile file = { 0 };

  hz_test_centre_enter (centre, ADMIN);
  fill (centre);
  work_while_saving (centre, "backup", back_up);
  work_while_saving (centre, "change of the key", change_key);
  work_while_saving (centre, "check after an unclean stop", check_quickly);

  file.worker = hz_vault_get_worker (centre->vault);
  g_assert_cmpint (hz_test_file_read (&file, "SELECT a - b FROM pair"), ==, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/vault-large", HzTestCentre, NULL, hz_test_centre_set_up, test_large,
              hz_test_centre_tear_down);

  return g_test_run ();
}
