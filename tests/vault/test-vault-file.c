/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file as the facade knows it, and what it holds after its program was killed. */

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

static void
test_path (void)
{
  HzId id = { { 0x0a, 0xbc, 0xde, 0xf0, 0x12 } };
  g_autofree char *path = hz_vault_file_build_path ("/somewhere", &id);

  g_assert_cmpstr (path, ==, "/somewhere/centre-0abcdef0.db");
}

static void
test_created (HzTestFile *file,
              gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint64 counter = 0;
  struct stat status;

  g_assert_cmpint (stat (file->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM sqlite_schema WHERE name IN"
                                            " ('ring_grant', 'ring_team', 'pin', 'rotation')"), ==, 4);
  g_assert_cmpint (hz_test_file_read (file, "PRAGMA user_version"), ==, 1);
  counter = (guint64) hz_test_file_read (file, "SELECT n FROM change_counter");
  g_assert_cmpint (counter, ==, 1);

  /* A folder that is not there, a disk that refuses. */
  g_assert_null (hz_vault_file_create ("/nowhere/x.db", file->dbk, &file->file_id, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO);
  g_clear_error (&error);
  g_assert_null (hz_vault_file_create ("/proc/x.db", file->dbk, &file->file_id, &error));
  g_assert_nonnull (error);

  hz_test_file_close (file);
  hz_vault_file_discard (file->path);
  g_assert_false (g_file_test (file->path, G_FILE_TEST_EXISTS));
}

/* A program that was killed while it made the file leaves less than a page. */
static void
test_half_made (HzTestFile *file,
                gconstpointer unused)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;

  hz_test_file_close (file);
  bytes = hz_test_load (file->path);
  for (guint length = 0; length < HZ_TEST_UNIT; length += 1365)
    {
      g_clear_error (&error);
      hz_test_store (file->path, bytes->data, length);
      g_assert_false (hz_test_file_try_open (file, &error));
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED);
    }
}

static void
test_counter (HzTestFile *file,
              gconstpointer unused)
{
  gint64 before = hz_test_file_read (file, "SELECT n FROM change_counter");

  hz_test_file_add_lines (file, 1, 5);
  hz_test_file_close (file);
  hz_test_file_open (file);
  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM change_counter"), ==, before + 5);
}

/* Nothing that was acknowledged is lost, nothing half-written is seen, and no repair is needed. */
static void
test_killed (HzTestFile *file,
             gconstpointer unused)
{
  int n_rounds = g_test_slow () ? 250 : 25;
  gint64 n = 0;
  gint64 most = 0;

  hz_test_file_close (file);

  for (int i = 0; i < n_rounds; i++)
    {
      gint64 told = hz_test_file_run_child (file, "timer", (int) n + 1,
                                            g_test_rand_int_range (1, 90));
      gint64 there;

      hz_test_file_open (file);
      there = hz_test_file_count_lines (file);
      g_assert_cmpint (there, >=, told);
      g_assert_cmpint (there, <=, told + 1);
      g_assert_false (file->state.wal_aside);
      most = MAX (most, there - n);
      n = there;

      if (i % 5 == 0)
        {
          g_autoptr (HzDbCheck) check = hz_test_file_check (file);

          g_assert_true (hz_db_check_is_whole (check));
        }

      /* Every other time the next one finds what the first has left. */
      hz_test_file_close (file);
      if (i % 2)
        n = hz_test_file_run_child (file, "commit", (int) n + 1, (int) n + 3);
    }

  g_test_message ("%" G_GINT64_FORMAT " commits over %d kills, at most %" G_GINT64_FORMAT " in a life",
                  n, n_rounds, most);
  g_assert_cmpint (most, >, 1);
  g_assert_true (hz_test_file_is_whole (file));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!g_test_slow ())
    {
      g_test_add_func ("/vault-file/path", test_path);
      g_test_add ("/vault-file/created", HzTestFile, NULL, hz_test_file_set_up, test_created,
                  hz_test_file_tear_down);
      g_test_add ("/vault-file/half-made", HzTestFile, NULL, hz_test_file_set_up, test_half_made,
                  hz_test_file_tear_down);
      g_test_add ("/vault-file/counter", HzTestFile, NULL, hz_test_file_set_up, test_counter,
                  hz_test_file_tear_down);
    }
  g_test_add ("/vault-file/killed", HzTestFile, NULL, hz_test_file_set_up, test_killed,
              hz_test_file_tear_down);

  return g_test_run ();
}
