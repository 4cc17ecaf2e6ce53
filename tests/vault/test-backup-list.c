/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of the folders are backups of a centre, and which of those go when there are too many. */

#include "hz-backup-list.h"
#include "hz-test-centre.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-backup.h"

typedef struct
{
  HzTestCentre centre;
  char *target;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer unused)
{
  hz_test_centre_set_up (&fixture->centre, unused);
  hz_test_centre_enter (&fixture->centre, ADMIN);
  fixture->target = hz_test_make_folder ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer unused)
{
  hz_test_centre_tear_down (&fixture->centre, unused);
  hz_test_remove_folder (fixture->target);
  g_free (fixture->target);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
copy_as (Fixture *fixture,
         const char *place,
         const char *name)
{
  g_autofree char *copy = g_build_filename (fixture->target, name, NULL);

  hz_test_copy_folder (place, copy);
}

static void
test_thin (Fixture *fixture,
           gconstpointer unused)
{
  static const char *const kept[] = { "2026-11-05-2", "2026-11-05", "2026-11-04-10" };
  g_autoptr (GError) error = NULL;
  g_autofree char *place = hz_vault_backup (fixture->centre.vault, fixture->target, &error);
  g_autofree char *letter = g_build_filename (fixture->target, "letter.txt", NULL);
  g_autofree char *last = g_build_filename (fixture->target, kept[1], NULL);
  const char *living = hz_vault_get_folder (fixture->centre.vault);
  g_autoptr (GPtrArray) places = NULL;
  HzId centre_id;
  HzId other_id = { { 1 } };

  g_assert_no_error (error);
  hz_vault_get_centre_id (fixture->centre.vault, &centre_id);
  copy_as (fixture, place, "2026-11-04-9");
  copy_as (fixture, place, "2026-11-04-10");
  copy_as (fixture, place, "2026-11-04");
  copy_as (fixture, place, "2026-11-05");
  copy_as (fixture, place, "2026-11-05-2");
  copy_as (fixture, place, "2026-11-03.part");
  copy_as (fixture, place, "before the move");
  hz_vault_backup_remove_part (place);
  g_assert_true (g_file_set_contents (letter, "", 0, NULL));

  g_assert_cmpuint (hz_backup_list_thin (fixture->target, &other_id, living, last, 1), ==, 0);
  g_assert_cmpuint (hz_backup_list_thin (fixture->target, &centre_id, living, last, 3), ==, 2);
  places = hz_backup_list_read (fixture->target, &centre_id);
  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (kept));
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (places, i));

      g_assert_cmpstr (name, ==, kept[i]);
    }
  /* What others have put there stays: a letter, a half, a folder of another name. */
  g_assert_cmpint (count_entries (fixture->target), ==, 3 + 3);

  /* The one just proved stays, wherever a clock that was set back has put it. */
  g_assert_cmpuint (hz_backup_list_thin (fixture->target, &centre_id, living, last, 1), ==, 1);
  g_assert_true (g_file_test (last, G_FILE_TEST_IS_DIR));
}

/* A backup that was opened has become the centre; to another somebody has added a letter. */
static void
test_not_ours (Fixture *fixture,
               gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = hz_vault_backup (fixture->centre.vault, fixture->target, &error);
  g_autofree char *living = g_build_filename (fixture->target, "2026-11-02", NULL);
  g_autofree char *letter = g_build_filename (fixture->target, "2026-11-03", "centre-plan.odt", NULL);
  HzId centre_id;

  g_assert_no_error (error);
  hz_vault_get_centre_id (fixture->centre.vault, &centre_id);
  copy_as (fixture, place, "2026-11-02");
  copy_as (fixture, place, "2026-11-03");
  copy_as (fixture, place, "2026-11-04");
  g_assert_true (g_file_set_contents (letter, "", 0, NULL));

  g_assert_cmpuint (hz_backup_list_thin (fixture->target, &centre_id, living, place, 1), ==, 1);
  g_assert_true (g_file_test (letter, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (living, G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_test (place, G_FILE_TEST_IS_DIR));
}

static void
test_no_folder (Fixture *fixture,
                gconstpointer unused)
{
  g_autofree char *missing = g_build_filename (fixture->target, "not there", NULL);
  HzId centre_id = { { 1 } };
  g_autoptr (GPtrArray) places = hz_backup_list_read (missing, &centre_id);

  g_assert_cmpuint (places->len, ==, 0);
  g_assert_cmpuint (hz_backup_list_thin (missing, &centre_id, missing, missing, 1), ==, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/backup-list/thin", Fixture, NULL, set_up, test_thin, tear_down);
  g_test_add ("/backup-list/not-ours", Fixture, NULL, set_up, test_not_ours, tear_down);
  g_test_add ("/backup-list/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);

  return g_test_run ();
}
