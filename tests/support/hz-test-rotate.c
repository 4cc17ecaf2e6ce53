/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-rotate.h"

#include <glib/gstdio.h>

#include "hz-keyring-file.h"
#include "hz-test-disk.h"
#include "hz-test-file.h"
#include "hz-vault-error.h"

static gboolean
fill_table (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return hz_db_execute (db, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, text TEXT) STRICT;"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 40000)"
                            "INSERT INTO bulk SELECT n, hex (randomblob (60)) FROM k;"
                            "CREATE TABLE pair (a INTEGER, b INTEGER) STRICT;"
                            "INSERT INTO pair VALUES (0, 0);"
                            "CREATE TEMP TABLE found (n INTEGER);"
                            "INSERT INTO temp.found VALUES (7)", error);
}

void
hz_test_rotate_set_up (HzTestCentre *centre,
                       gconstpointer unused)
{
  hz_test_disk_mend ();
  hz_test_centre_set_up (centre, unused);
  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, ADMIN);
  hz_test_centre_must (centre, fill_table);
}

void
hz_test_rotate_tear_down (HzTestCentre *centre,
                          gconstpointer unused)
{
  hz_keyring_file_watch_steps (NULL, NULL);
  hz_test_disk_mend ();
  hz_test_centre_tear_down (centre, unused);
}

gint64
hz_test_rotate_read_int (HzTestCentre *centre,
                         const char *sql)
{
  HzTestFile file = { .worker = hz_vault_get_worker (centre->vault) };

  return hz_test_file_read (&file, sql);
}

guint
hz_test_rotate_count_files (HzTestCentre *centre)
{
  g_autoptr (GDir) dir = g_dir_open (centre->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".db") ? 1 : 0;

  return n;
}

gboolean
hz_test_rotate_lawyer_is_in (HzTestCentre *centre)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password ("the same good words");
  g_autoptr (GError) error = NULL;

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));
  if (hz_vault_unlock (centre->vault, "zarina", typed, &error))
    return TRUE;

  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  return FALSE;
}

static gboolean
read_bodies (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("after", 5);
  const HzBodyAddress address = { HZ_TEST_TABLE, hz_id_new (), centre->case_id, 1 };
  g_autoptr (GBytes) sealed = NULL;

  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->author == PSYCHOLOGIST && body->address.table == HZ_TEST_TABLE)
        {
          plain = hz_rings_open (rings, body->ring, &body->address, body->sealed, error);
          g_assert_nonnull (plain);
        }
    }

  sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &address, text, error);

  return sealed != NULL;
}

/* A warning that is false teaches people to pass over those that are true. */
static void
check_notices (HzTestCentre *centre)
{
  g_assert_cmpint (hz_vault_get_notices (centre->vault) & (HZ_VAULT_NOTICE_ROLLED_BACK
                                                           | HZ_VAULT_NOTICE_ROSTER_FORKED), ==, 0);
}

/* Everybody but the lawyer is in, and has all that was there; nothing is left over once the centre key
 * has been changed. */
void
hz_test_rotate_check_whole (HzTestCentre *centre)
{
  static const int people[] = { RECEPTION, PSYCHOLOGIST, ADMIN };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      hz_test_centre_enter (centre, people[i]);
      check_notices (centre);
      g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT count(*) FROM bulk"), ==, 40000);
      g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT a - b FROM pair"), ==, 0);
      if (people[i] == PSYCHOLOGIST)
        hz_test_centre_must (centre, read_bodies);
    }

  if (!hz_vault_is_rotation_owed (centre->vault))
    {
      g_assert_cmpint (hz_test_rotate_read_int (centre, "SELECT count(*) FROM rotation"), ==, 0);
      g_assert_cmpuint (hz_test_rotate_count_files (centre), ==, 1);
    }
}

void
hz_test_rotate_check_done (HzTestCentre *centre)
{
  GError *error = NULL;

  hz_test_rotate_check_whole (centre);
  if (hz_vault_is_rotation_owed (centre->vault))
    {
      hz_vault_change_centre_key (centre->vault, &error);
      g_assert_no_error (error);
    }
  g_assert_false (hz_vault_is_rotation_owed (centre->vault));
  hz_test_rotate_check_whole (centre);
}
