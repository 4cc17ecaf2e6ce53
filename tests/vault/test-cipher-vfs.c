/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commits on a disk that fails, is full, or loses its power at any moment. */

#include <glib/gstdio.h>

#include "hz-test-disk.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

/* Commits until something refuses or @last is reached; how many were acknowledged. */
static int
commit_until (HzTestFile *file,
              int first,
              int last)
{
  int n = first;

  while (n <= last && hz_test_file_try_add_line (file, n, NULL))
    n++;

  return n - 1;
}

static void
close_somehow (HzTestFile *file)
{
  if (file->worker != NULL)
    hz_vault_file_close (g_steal_pointer (&file->worker), NULL);
}

static int
assert_nothing_lost (HzTestFile *file,
                     int told)
{
  g_autoptr (HzDbCheck) check = NULL;
  int n;

  hz_test_file_open (file);
  n = (int) hz_test_file_count_lines (file);
  g_assert_cmpint (n, >=, told);
  g_assert_cmpint (n, <=, told + 1);
  check = hz_test_file_check (file);
  g_assert_true (hz_db_check_is_whole (check));

  return n;
}

/* Each call of some lives of the program is, once, the one that fails. */
static void
test_each_call_fails (HzTestFile *file,
                      gconstpointer data)
{
  HzTestDiskFault fault = (HzTestDiskFault) GPOINTER_TO_INT (data);
  int n_lines = 0;
  int n_met = 0;

  hz_test_file_close (file);
  for (int call = 1; call < 70; call += fault == HZ_TEST_DISK_FULL ? 3 : 1)
    {
      int told = n_lines;

      hz_test_disk_fail_at (call, fault);
      if (hz_test_file_try_open (file, NULL))
        told = commit_until (file, n_lines + 1, n_lines + 6);
      close_somehow (file);
      n_met += hz_test_disk_has_failed ();

      hz_test_disk_mend ();
      n_lines = assert_nothing_lost (file, told);
      hz_test_file_close (file);
    }

  g_assert_cmpint (n_met, >, fault == HZ_TEST_DISK_FULL ? 8 : 25);
}

/* A disk that was full goes on where it was, without being opened anew. */
static void
test_room_again (HzTestFile *file,
                 gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  int told;

  hz_test_disk_fail_at (5, HZ_TEST_DISK_FULL);
  told = commit_until (file, 1, 100);
  g_assert_cmpint (told, <, 100);
  g_assert_false (hz_test_file_try_add_line (file, told + 1, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_SPACE);
  g_assert_cmpint (hz_test_file_count_lines (file), ==, told);

  hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);
  hz_test_file_add_lines (file, told + 1, 60);
  hz_test_file_close (file);
  g_assert_true (hz_test_file_is_whole (file));
}

/* What a cut has left may look damaged; then it is kept. */
static void
remove_aside (HzTestFile *file)
{
  g_autoptr (GDir) dir = g_dir_open (file->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".damaged"))
      {
        g_autofree char *path = g_build_filename (file->folder, name, NULL);

        g_remove (path);
      }
}

static void
test_power_cut (HzTestFile *file,
                gconstpointer unused)
{
  int n_rounds = g_test_slow () ? 600 : 60;
  int n_lines = 0;

  hz_test_file_close (file);
  for (int i = 0; i < n_rounds; i++)
    {
      int told = n_lines;

      hz_test_disk_fail_at (g_test_rand_int_range (1, 150), HZ_TEST_DISK_GONE);
      if (hz_test_file_try_open (file, NULL))
        told = commit_until (file, n_lines + 1, n_lines + 40);
      close_somehow (file);
      hz_test_disk_cut_power ();

      /* Again, while it brings in what was left. */
      if (i % 3 == 0)
        {
          hz_test_disk_fail_at (g_test_rand_int_range (1, 12), HZ_TEST_DISK_GONE);
          hz_test_file_try_open (file, NULL);
          close_somehow (file);
          hz_test_disk_cut_power ();
        }

      n_lines = assert_nothing_lost (file, told);
      hz_test_file_close (file);
      remove_aside (file);
    }

  g_test_message ("%d commits over %d power cuts", n_lines, n_rounds);
  g_assert_cmpint (n_lines, >, n_rounds);
}

static void
set_up (HzTestFile *file,
        gconstpointer data)
{
  hz_test_disk_mend ();
  hz_test_file_set_up (file, data);
}

static void
tear_down (HzTestFile *file,
           gconstpointer data)
{
  hz_test_file_tear_down (file, data);
  hz_test_disk_mend ();
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hz_test_disk_install ();

  if (!g_test_slow ())
    {
      g_test_add ("/cipher-vfs/error", HzTestFile, GINT_TO_POINTER (HZ_TEST_DISK_ERROR), set_up,
                  test_each_call_fails, tear_down);
      g_test_add ("/cipher-vfs/full", HzTestFile, GINT_TO_POINTER (HZ_TEST_DISK_FULL), set_up,
                  test_each_call_fails, tear_down);
      g_test_add ("/cipher-vfs/room-again", HzTestFile, NULL, set_up, test_room_again, tear_down);
    }
  g_test_add ("/cipher-vfs/power-cut", HzTestFile, NULL, set_up, test_power_cut, tear_down);

  return g_test_run ();
}
