/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * May the system write memory to a disk where others can read it? Linux tells which swap there is in
 * /proc/swaps, and of each disk in /sys what it is made of: a device of the mapper whose uuid begins
 * with CRYPT- is encrypted, and so is one that stands on encrypted ones alone (LVM on LUKS). zram is
 * memory, unless it writes back to a disk. What cannot be told is taken for not encrypted, since a
 * hibernation goes there too. Other systems have no such table, and nothing is said of them.
 */

#define G_LOG_DOMAIN "HzBase"

#include "hz-swap.h"

#include <gio/gio.h>
#include <string.h>

/* Of disks that stand on disks; more are not built. */
#define DEEPEST 8

static char *
read_line (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  return g_strchomp (text);
}

static gboolean
is_encrypted (const char *device,
              int depth)
{
  g_autofree char *uuid = read_line (device, "dm/uuid");
  g_autofree char *below = g_build_filename (device, "slaves", NULL);
  g_autoptr (GDir) disks = g_dir_open (below, 0, NULL);
  const char *name = NULL;
  gboolean has_disk = FALSE;

  if (uuid != NULL && g_str_has_prefix (uuid, "CRYPT-"))
    return TRUE;
  if (disks == NULL || depth == DEEPEST)
    return FALSE;

  while ((name = g_dir_read_name (disks)) != NULL)
    {
      g_autofree char *disk = g_build_filename (below, name, NULL);

      has_disk = TRUE;
      if (!is_encrypted (disk, depth + 1))
        return FALSE;
    }

  return has_disk;
}

static gboolean
is_memory (const char *device,
           const char *name)
{
  g_autofree char *disk = NULL;

  if (!g_str_has_prefix (name, "/dev/zram"))
    return FALSE;
  disk = read_line (device, "backing_dev");

  return disk == NULL || strcmp (disk, "none") == 0;
}

/* Of a partition its own number, of a file that of the disk it lies on; 0 when it cannot be told. */
static guint32
get_device_number (const char *root,
                   const char *name,
                   gboolean is_file)
{
  const char *attribute = is_file ? G_FILE_ATTRIBUTE_UNIX_DEVICE : G_FILE_ATTRIBUTE_UNIX_RDEV;
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, attribute, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_file_info_get_attribute_uint32 (info, attribute) : 0;
}

/* Of a line `name type ...`, in which a space of the name is written \040. */
static gboolean
line_is_in_clear (const char *root,
                  const char *line)
{
  g_auto (GStrv) fields = g_strsplit_set (line, " \t", 2);
  g_autofree char *name = g_strcompress (fields[0]);
  gboolean is_file = g_str_has_prefix (g_strchug (fields[1]), "file");
  guint32 number = get_device_number (root, name, is_file);
  /* Linux packs the two halves of a number as glibc's gnu_dev_major() and gnu_dev_minor() say. */
  guint major = (number >> 8) & 0xfff;
  guint minor = (number & 0xff) | ((number >> 12) & 0xfff00);
  g_autofree char *folder = g_strdup_printf ("%u:%u", major, minor);
  g_autofree char *device = g_build_filename (root, "sys", "dev", "block", folder, NULL);

  return !is_memory (device, name) && !is_encrypted (device, 0);
}

/**
 * hz_swap_is_in_clear:
 * @root: where the system's tables lie: %HZ_SWAP_ROOT, for a test a folder
 *
 * Blocks, for as long as a few small files take.
 *
 * Returns: whether there is swap that is not encrypted, or of which that cannot be told
 */
gboolean
hz_swap_is_in_clear (const char *root)
{
  g_autofree char *path = g_build_filename (root, "proc", "swaps", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;

  /* The first is the head of the table. */
  lines = g_strsplit (text, "\n", 0);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (strpbrk (lines[i], " \t") != NULL && line_is_in_clear (root, lines[i]))
      return TRUE;

  return FALSE;
}
