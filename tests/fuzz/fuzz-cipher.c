/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A database and the -wal of a killed program, changed by whoever has the folder. The input is a list
 * of changes of 8 bytes each: `which u8 (even: database) | what u8 | from u16le | at u16le | 0 u8 |
 * bits u8`. What opens and reads at all must be a state that once was.
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "hz-test-file.h"
#include "hz-test.h"

#define CHANGE_BYTES 8
#define MOST_CHANGES 32
#define N_LINES 20

static HzTestFile file;
static GByteArray *database;
static GByteArray *log_file;

static void
clean_up (void)
{
  hz_test_remove_folder (file.folder);
}

static void
prepare (void)
{
  hz_test_file_set_up (&file, NULL);
  atexit (clean_up);
  hz_test_file_add_lines (&file, 1, 5);
  hz_test_file_close (&file);
  hz_test_file_open (&file);
  hz_test_file_add_lines (&file, 6, N_LINES);
  database = hz_test_load (file.path);
  log_file = hz_test_load (file.log_path);
  hz_test_file_close (&file);
}

static void
change (GByteArray *bytes,
        const guint8 *how)
{
  guint n_units = bytes->len / HZ_TEST_UNIT;
  guint from = (guint) (how[2] | how[3] << 8);
  guint at = (guint) (how[4] | how[5] << 8);

  if (n_units == 0)
    return;

  switch (how[1] % 5)
    {
    case 0:
      bytes->data[(from * 16 + at) % bytes->len] ^= how[7];
      break;

    case 1:
      memmove (bytes->data + at % n_units * HZ_TEST_UNIT, bytes->data + from % n_units * HZ_TEST_UNIT,
               HZ_TEST_UNIT);
      break;

    case 2:
      memset (bytes->data + at % n_units * HZ_TEST_UNIT, how[7], HZ_TEST_UNIT);
      break;

    case 3:
      g_byte_array_set_size (bytes, (from * 16 + at) % bytes->len);
      break;

    default:
      if (bytes->len < 64 * HZ_TEST_UNIT)
        {
          guint8 unit[HZ_TEST_UNIT];

          memcpy (unit, bytes->data + from % n_units * HZ_TEST_UNIT, HZ_TEST_UNIT);
          g_byte_array_append (bytes, unit, HZ_TEST_UNIT);
        }
      break;
    }
}

static gboolean
read_all (gint64 *n,
          gint64 *n_told,
          gint64 *last)
{
  return hz_test_file_try_read (&file, "SELECT count(*) FROM line NOT INDEXED", n, NULL)
         && hz_test_file_try_read (&file, "SELECT n FROM total", n_told, NULL)
         && hz_test_file_try_read (&file, "SELECT ifnull (max (n), 0) FROM line WHERE text LIKE '"
                                          HZ_TEST_MARKER " ' || n || ' %' || n", last, NULL);
}

static void
remove_aside (void)
{
  g_autoptr (GDir) dir = g_dir_open (file.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".damaged"))
      {
        g_autofree char *path = g_build_filename (file.folder, name, NULL);

        unlink (path);
      }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize length)
{
  g_autoptr (GByteArray) changed = g_byte_array_new ();
  g_autoptr (GByteArray) changed_log = g_byte_array_new ();
  gint64 n = 0;
  gint64 n_told = 0;
  gint64 last = 0;

  if (database == NULL)
    prepare ();

  g_byte_array_append (changed, database->data, database->len);
  g_byte_array_append (changed_log, log_file->data, log_file->len);
  for (gsize i = 0; i + CHANGE_BYTES <= MIN (length, MOST_CHANGES * CHANGE_BYTES); i += CHANGE_BYTES)
    change (data[i] % 2 ? changed_log : changed, data + i);

  hz_test_store (file.path, changed->data, changed->len);
  hz_test_store (file.log_path, changed_log->data, changed_log->len);

  if (hz_test_file_try_open (&file, NULL))
    {
      if (read_all (&n, &n_told, &last))
        {
          g_assert_cmpint (n, ==, n_told);
          g_assert_cmpint (n, ==, last);
          g_assert_true (n >= 5 && n <= N_LINES);
        }
      hz_vault_file_close (g_steal_pointer (&file.worker), NULL);
    }

  remove_aside ();
  return 0;
}
