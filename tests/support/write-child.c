/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A program that writes to a database and is killed, for tests:
 *
 *   write-child PATH DBK-HEX FILE-ID-HEX MODE FIRST LAST
 *
 * Commits lines FIRST to LAST (see hz-test-file.h), each acknowledged on standard output after its
 * commit, then kills itself. MODE:
 *   commit   nothing more
 *   open     in the midst of one more transaction of many pages
 *   timer    by a clock, at some moment of its life (LAST is milliseconds then, and lines do not end)
 *   savepoint  like timer; each transaction also changes most of the table `churn` twice, and takes
 *            that back to a savepoint
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "hz-test-file.h"

static void
parse_hex (const char *hex,
           guint8 *bytes,
           gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) * 16
                         + g_ascii_xdigit_value (hex[2 * i + 1]));
}

static gboolean
write_and_die (HzDb *db,
               gpointer data,
               GError **error)
{
  hz_db_execute (db, "WITH RECURSIVE k (n) AS (SELECT 1000000 UNION ALL SELECT n + 1 FROM k LIMIT 3000)"
                     "INSERT INTO line SELECT n, '" HZ_TEST_MARKER "' || hex (randomblob (200)) FROM k",
                 error);
  kill (getpid (), SIGKILL);

  return TRUE;
}

static void
die_at (int milliseconds)
{
  struct itimerval timer = { { 0, 0 }, { milliseconds / 1000, milliseconds % 1000 * 1000 } };

  setitimer (ITIMER_REAL, &timer, NULL);
}

/* The alarm comes as SIGKILL would: without a word. */
static void
on_alarm_cb (int number)
{
  kill (getpid (), SIGKILL);
}

static gboolean
add_line_around_savepoint (HzDb *db,
                           gpointer data,
                           GError **error)
{
  int n = GPOINTER_TO_INT (data);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE churn SET b = zeroblob (900) WHERE n %% 5 = %d;"
    "SAVEPOINT s; UPDATE churn SET b = randomblob (900) WHERE n > 100;"
    "UPDATE churn SET b = randomblob (900) WHERE n > 100; ROLLBACK TO s; RELEASE s;"
    "INSERT INTO line (n, text) VALUES (%d, '" HZ_TEST_MARKER " %d %0*d');"
    "UPDATE total SET n = n + 1", n % 5, n, n, 100, n);

  return hz_db_execute (db, sql, error);
}

static void
add_savepoint_line (HzTestFile *file,
                    int n)
{
  GError *error = NULL;

  hz_vault_file_write (file->worker, add_line_around_savepoint, GINT_TO_POINTER (n), &error);
  g_assert_no_error (error);
}

static void
add_lines (HzTestFile *file,
           gboolean with_savepoint,
           int first,
           int last)
{
  for (int n = first; n <= last; n++)
    {
      char text[32];
      int length;

      if (with_savepoint)
        add_savepoint_line (file, n);
      else
        hz_test_file_add_lines (file, n, n);
      length = g_snprintf (text, sizeof text, "%d\n", n);
      if (write (STDOUT_FILENO, text, (gsize) length) != length)
        exit (1);
    }
}

int
main (int argc,
      char *argv[])
{
  HzTestFile file = { 0 };
  guint8 dbk[32];
  int first;
  int last;

  g_assert_cmpint (argc, ==, 7);
  parse_hex (argv[2], dbk, sizeof dbk);
  parse_hex (argv[3], file.file_id.bytes, HZ_ID_BYTES);
  file.path = argv[1];
  file.dbk = hz_secret_new_copy (dbk, sizeof dbk);
  first = atoi (argv[5]);
  last = atoi (argv[6]);

  if (strcmp (argv[4], "timer") == 0 || strcmp (argv[4], "savepoint") == 0)
    {
      signal (SIGALRM, on_alarm_cb);
      die_at (last);
      last = G_MAXINT;
    }

  hz_test_file_open (&file);
  add_lines (&file, strcmp (argv[4], "savepoint") == 0, first, last);
  if (strcmp (argv[4], "open") == 0)
    hz_vault_file_write (file.worker, write_and_die, NULL, NULL);
  kill (getpid (), SIGKILL);

  return 0;
}
