/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "hz-swap.h"
#include "hz-test.h"

/* @device: of what lies in @root, as the system would show it. */
typedef struct
{
  char *root;
  char *device;
} Fixture;

static char *
write_file (const char *folder,
            const char *name,
            const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  GError *error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

static void
put (const char *folder,
     const char *name,
     const char *text)
{
  g_free (write_file (folder, name, text));
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  struct stat status;
  g_autofree char *number = NULL;

  fixture->root = hz_test_make_folder ();
  put (fixture->root, "swap file", "");
  g_assert_cmpint (stat (fixture->root, &status), ==, 0);
  number = g_strdup_printf ("sys/dev/block/%u:%u", major (status.st_dev), minor (status.st_dev));
  fixture->device = g_build_filename (fixture->root, number, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_remove_folder (fixture->root);
  g_free (fixture->root);
  g_free (fixture->device);
}

static void
put_table (Fixture *fixture,
           const char *lines)
{
  g_autofree char *table = g_strconcat ("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n", lines,
                                        NULL);

  put (fixture->root, "proc/swaps", table);
}

static void
test_none (Fixture *fixture,
           gconstpointer data)
{
  g_assert_false (hz_swap_is_in_clear (fixture->root));
  put (fixture->root, "proc/swaps", "");
  g_assert_false (hz_swap_is_in_clear (fixture->root));
  put_table (fixture, "");
  g_assert_false (hz_swap_is_in_clear (fixture->root));
}

static void
test_file (Fixture *fixture,
           gconstpointer data)
{
  put_table (fixture, "/swap\\040file                           file\t\t1048572\t\t0\t\t-2\n");
  g_assert_true (hz_swap_is_in_clear (fixture->root));

  put (fixture->device, "dm/uuid", "LVM-abc\n");
  g_assert_true (hz_swap_is_in_clear (fixture->root));
  put (fixture->device, "slaves/sda2/size", "1\n");
  g_assert_true (hz_swap_is_in_clear (fixture->root));
  put (fixture->device, "dm/uuid", "CRYPT-LUKS2-abc\n");
  g_assert_false (hz_swap_is_in_clear (fixture->root));
}

static void
test_built_on (Fixture *fixture,
               gconstpointer data)
{
  put_table (fixture, "/swap\\040file                           file\t\t1048572\t\t0\t\t-2\n");
  put (fixture->device, "slaves/dm-1/dm/uuid", "CRYPT-LUKS2-abc\n");
  g_assert_false (hz_swap_is_in_clear (fixture->root));
  put (fixture->device, "slaves/dm-2/slaves/dm-3/dm/uuid", "CRYPT-PLAIN-def\n");
  g_assert_false (hz_swap_is_in_clear (fixture->root));
  put (fixture->device, "slaves/sdb1/size", "1\n");
  g_assert_true (hz_swap_is_in_clear (fixture->root));
}

/* A device that is not there: its number cannot be told. */
static void
test_memory (Fixture *fixture,
             gconstpointer data)
{
  put_table (fixture, "/dev/zram0                              partition\t1048572\t\t0\t\t100\n");
  g_assert_false (hz_swap_is_in_clear (fixture->root));
  put (fixture->root, "sys/dev/block/0:0/backing_dev", "none\n");
  g_assert_false (hz_swap_is_in_clear (fixture->root));
  put (fixture->root, "sys/dev/block/0:0/backing_dev", "/dev/sda3\n");
  g_assert_true (hz_swap_is_in_clear (fixture->root));

  put_table (fixture, "/dev/zram0                              partition\t1048572\t\t0\t\t100\n"
                      "/dev/sda3                               partition\t1048572\t\t0\t\t-2\n");
  put (fixture->root, "sys/dev/block/0:0/backing_dev", "none\n");
  g_assert_true (hz_swap_is_in_clear (fixture->root));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/base/swap/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/base/swap/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add ("/base/swap/built-on", Fixture, NULL, set_up, test_built_on, tear_down);
  g_test_add ("/base/swap/memory", Fixture, NULL, set_up, test_memory, tear_down);

  return g_test_run ();
}
