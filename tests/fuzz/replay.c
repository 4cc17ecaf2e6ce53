/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replays a corpus (the folder given): each file as it is, and 2,000 mutations of it, the same ones
 * at every run. A fuzzer links its own main() in place of this file. */

#include <string.h>

#include "fuzz.h"

#define MUTATIONS 2000

static void
mutate (GRand *rand,
        GByteArray *bytes)
{
  guint n = (guint) g_rand_int_range (rand, 1, 8);

  for (guint i = 0; i < n && bytes->len > 0; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len);

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          bytes->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
          break;

        case 1:
          bytes->data[at] = (guint8) g_rand_int_range (rand, 0, 256);
          break;

        case 2:
          /* The first bytes are what lengths and kinds stand in. */
          bytes->data[at % MIN (bytes->len, 128)] = g_rand_boolean (rand) ? 0 : 0xff;
          break;

        default:
          g_byte_array_set_size (bytes, at);
          break;
        }
    }
}

static void
replay (const char *path)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) data, length);

  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) data, (guint) length);
      mutate (rand, bytes);
      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
    }
}

static void
test_corpus (gconstpointer folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      replay (path);
      n++;
    }

  g_assert_cmpuint (n, >, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_data_func ("/fuzz/corpus", argv[1], test_corpus);

  return g_test_run ();
}
