/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left in memory after a database is closed: nothing of its rows, none of its keys. The test
 * looks through all of the process's own memory. */

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "hz-cipher-unit.h"
#include "hz-statement.h"
#include "hz-test-file.h"
#include "hz-test.h"

#define MASK 0x5a
#define TEXT_BYTES 24

/* What is looked for, never in the clear but where it belongs. */
typedef struct
{
  guint8 masked[64];
  gsize length;
} Pattern;

static Pattern text;

static void
take_pattern (Pattern *pattern,
              const guint8 *bytes,
              gsize length)
{
  pattern->length = length;
  for (gsize i = 0; i < length; i++)
    pattern->masked[i] = bytes[i] ^ MASK;
}

static gboolean
is_here (const guint8 *at,
         const Pattern *pattern)
{
  for (gsize i = 0; i < pattern->length; i++)
    if ((at[i] ^ MASK) != pattern->masked[i])
      return FALSE;

  return TRUE;
}

static guint
count_in (const guint8 *start,
          const guint8 *end,
          const Pattern *pattern)
{
  guint8 first = pattern->masked[0] ^ MASK;
  guint n = 0;

  while (start + pattern->length <= end)
    {
      start = memchr (start, first, (gsize) (end - start) - pattern->length + 1);
      if (start == NULL)
        break;
      n += is_here (start, pattern);
      start++;
    }

  return n;
}

/* In everything that this process can write. */
static guint
count_in_memory (const Pattern *pattern)
{
  FILE *maps = fopen ("/proc/self/maps", "re");
  char line[512];
  guint n = 0;

  g_assert_nonnull (maps);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      gsize start;
      gsize end;
      char rights[5];

      g_assert_cmpint (sscanf (line, "%zx-%zx %4s", &start, &end, rights), ==, 3);
      if (rights[0] == 'r' && rights[1] == 'w' && strstr (line, "[v") == NULL)
        n += count_in ((const guint8 *) start, (const guint8 *) end, pattern);
    }
  fclose (maps);

  return n;
}

static gboolean
put_text (HzDb *db,
          gpointer data,
          GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (db, "INSERT INTO line VALUES (?1, ?2)", error);
  char clear[TEXT_BYTES + 1] = { 0 };

  for (int i = 0; i < TEXT_BYTES; i++)
    clear[i] = (char) (text.masked[i] ^ MASK);
  for (int n = 1; n <= 200; n++)
    {
      hz_statement_bind_int (statement, 1, n);
      hz_statement_bind_text (statement, 2, clear);
      g_assert_true (hz_statement_run (statement, error));
    }
  sodium_memzero (clear, sizeof clear);

  return TRUE;
}

static void
make_text (void)
{
  guint8 clear[TEXT_BYTES];

  for (int i = 0; i < TEXT_BYTES; i++)
    clear[i] = (guint8) ('a' + randombytes_uniform (26));
  take_pattern (&text, clear, TEXT_BYTES);
  sodium_memzero (clear, sizeof clear);
}

static void
test_rows (HzTestFile *file,
           gconstpointer unused)
{
  GError *error = NULL;

  make_text ();
  g_assert_cmpuint (count_in_memory (&text), ==, 0);
  hz_vault_file_write (file->worker, put_text, NULL, &error);
  g_assert_no_error (error);

  /* Sorted, grouped, searched, and read again from the disk. */
  for (int i = 0; i < 2; i++)
    {
      hz_test_file_read (file, "SELECT count(*) FROM (SELECT text || n AS t FROM line"
                               " GROUP BY text || n ORDER BY 1 DESC)");
      hz_test_file_read (file, "SELECT length (group_concat (text)) FROM line");
      g_assert_cmpuint (count_in_memory (&text), >, 0);
      hz_test_file_close (file);
      g_assert_cmpuint (count_in_memory (&text), ==, 0);
      hz_test_file_open (file);
      g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM line"), ==, 200);
    }
}

static void
test_keys (HzTestFile *file,
           gconstpointer unused)
{
  Pattern dbk;
  Pattern page_key;
  guint8 label[24] = "WVFSpag1";
  guint8 key[32];

  memcpy (label + 8, file->file_id.bytes, HZ_ID_BYTES);
  crypto_generichash (key, sizeof key, label, sizeof label, hz_secret_get_data (file->dbk), 32);
  take_pattern (&page_key, key, sizeof key);
  take_pattern (&dbk, hz_secret_get_data (file->dbk), 32);
  sodium_memzero (key, sizeof key);

  /* Each once, where it belongs. */
  hz_test_file_add_lines (file, 1, 20);
  g_assert_cmpuint (count_in_memory (&dbk), ==, 1);
  g_assert_cmpuint (count_in_memory (&page_key), ==, 1);

  hz_test_file_close (file);
  g_assert_cmpuint (count_in_memory (&page_key), ==, 0);
  g_clear_pointer (&file->dbk, hz_secret_unref);
  g_assert_cmpuint (count_in_memory (&dbk), ==, 0);
  file->dbk = hz_secret_new_random (32);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/db-memory/rows", HzTestFile, NULL, hz_test_file_set_up, test_rows,
              hz_test_file_tear_down);
  g_test_add ("/db-memory/keys", HzTestFile, NULL, hz_test_file_set_up, test_keys,
              hz_test_file_tear_down);

  return g_test_run ();
}
