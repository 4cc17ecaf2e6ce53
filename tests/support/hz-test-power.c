/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-power.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hz-test-tear.h"

#define SECTOR 4096
#define MOST_FILES 1024

/* @path: of a folder. @synced: what of a file is certain. */
typedef struct
{
  gatomicrefcount ref_count;
  char *folder;
  GByteArray *synced;
} File;

typedef enum
{
  MADE,
  RENAMED,
  REMOVED,
  FOLDER_REMOVED,
} ChangeKind;

/* Of a folder's entries, not synced. @lost: what stood there before. */
typedef struct
{
  ChangeKind kind;
  char *folder;
  char *path;
  char *to;
  GByteArray *lost;
  File *lost_file;
} Change;

static GHashTable *files;
static GPtrArray *changes;
static File *open_files[MOST_FILES];

int
hz_test_power_open_really (const char *path,
                           int flags,
                           guint mode)
{
  return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

GByteArray *
hz_test_power_load (const char *path)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int fd = hz_test_power_open_really (path, O_RDONLY | O_CLOEXEC, 0);
  guint8 block[SECTOR];
  gssize n;

  if (fd < 0)
    return NULL;

  while ((n = syscall (SYS_read, fd, block, sizeof block)) > 0)
    g_byte_array_append (bytes, block, (guint) n);
  syscall (SYS_close, fd);

  return n == 0 ? g_steal_pointer (&bytes) : NULL;
}

static void
store (const char *path,
       const guint8 *bytes,
       gsize length)
{
  int fd = hz_test_power_open_really (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (fd < 0)
    return;

  while (length > 0)
    {
      gssize n = syscall (SYS_write, fd, bytes, length);

      g_assert_cmpint (n, >, 0);
      bytes += n;
      length -= (gsize) n;
    }
  syscall (SYS_close, fd);
}

static File *
ref_file (File *file)
{
  if (file != NULL)
    g_atomic_ref_count_inc (&file->ref_count);

  return file;
}

static void
unref_file (File *file)
{
  if (file == NULL || !g_atomic_ref_count_dec (&file->ref_count))
    return;

  g_clear_pointer (&file->synced, g_byte_array_unref);
  g_free (file->folder);
  g_free (file);
}

static void
free_change (Change *change)
{
  g_free (change->folder);
  g_free (change->path);
  g_free (change->to);
  g_clear_pointer (&change->lost, g_byte_array_unref);
  unref_file (change->lost_file);
  g_free (change);
}

static Change *
add_change (ChangeKind kind,
            const char *path)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->folder = g_path_get_dirname (path);
  change->path = g_strdup (path);
  g_ptr_array_add (changes, change);

  return change;
}

void
hz_test_power_begin (void)
{
  g_clear_pointer (&files, g_hash_table_unref);
  g_clear_pointer (&changes, g_ptr_array_unref);
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) unref_file);
  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
}

gboolean
hz_test_power_is_begun (void)
{
  return files != NULL;
}

void
hz_test_power_note_open (int fd,
                         const char *path,
                         GByteArray *before,
                         gboolean is_new)
{
  File *file = g_hash_table_lookup (files, path);
  struct stat status;

  fstat (fd, &status);
  if (is_new)
    add_change (MADE, path);

  if (file == NULL)
    {
      file = g_new0 (File, 1);
      g_atomic_ref_count_init (&file->ref_count);
      if (S_ISDIR (status.st_mode))
        file->folder = g_strdup (path);
      else
        file->synced = before != NULL ? g_byte_array_ref (before) : g_byte_array_new ();
      g_hash_table_insert (files, g_strdup (path), file);
    }

  unref_file (open_files[fd]);
  open_files[fd] = ref_file (file);
}

void
hz_test_power_note_close (int fd)
{
  g_clear_pointer (&open_files[fd], unref_file);
}

void
hz_test_power_note_sync (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  File *file = open_files[fd];

  if (file == NULL)
    return;

  if (file->folder == NULL)
    {
      g_clear_pointer (&file->synced, g_byte_array_unref);
      file->synced = hz_test_power_load (link);
      return;
    }

  for (guint i = changes->len; i > 0; i--)
    if (g_str_equal (((Change *) g_ptr_array_index (changes, i - 1))->folder, file->folder))
      g_ptr_array_remove_index (changes, i - 1);
}

void
hz_test_power_note_made (const char *folder)
{
  add_change (MADE, folder);
}

void
hz_test_power_note_removed (const char *path,
                            GByteArray *lost)
{
  Change *change = add_change (lost != NULL ? REMOVED : FOLDER_REMOVED, path);

  change->lost = lost != NULL ? g_byte_array_ref (lost) : NULL;
  change->lost_file = ref_file (g_hash_table_lookup (files, path));
  g_hash_table_remove (files, path);
}

/* What is known of @from and, of a folder, below it goes by another name. */
static void
move_files (const char *from,
            const char *to)
{
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer path;
  gpointer file;
  gsize length = strlen (from);

  g_hash_table_remove (files, to);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, &file))
    {
      const char *rest = (const char *) path + length;

      if (!g_str_has_prefix (path, from) || (*rest != '\0' && *rest != '/'))
        continue;

      g_hash_table_insert (moved, g_strconcat (to, rest, NULL), ref_file (file));
      g_hash_table_iter_remove (&iter);
    }

  g_hash_table_iter_init (&iter, moved);
  while (g_hash_table_iter_next (&iter, &path, &file))
    g_hash_table_insert (files, g_strdup (path), file);
}

void
hz_test_power_note_renamed (const char *from,
                            const char *to,
                            GByteArray *lost)
{
  Change *change = add_change (RENAMED, from);

  change->to = g_strdup (to);
  change->lost = lost != NULL ? g_byte_array_ref (lost) : NULL;
  change->lost_file = ref_file (g_hash_table_lookup (files, to));
  move_files (from, to);
}

/* What is left of one file. */
static void
tear (const char *path,
      GByteArray *before,
      GRand *random)
{
  g_autoptr (GByteArray) left = hz_test_power_load (path);

  if (left == NULL)
    return;

  hz_test_tear (left, before, random);
  store (path, left->data, left->len);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      remove_tree (entry);
    }

  unlinkat (AT_FDCWD, path, dir != NULL ? AT_REMOVEDIR : 0);
}

static void
put_back (const char *path,
          Change *change)
{
  if (change->lost == NULL)
    return;

  store (path, change->lost->data, change->lost->len);
  if (change->lost_file != NULL)
    g_hash_table_insert (files, g_strdup (path), ref_file (change->lost_file));
}

static void
undo (Change *change)
{
  switch (change->kind)
    {
    case MADE:
      remove_tree (change->path);
      g_hash_table_remove (files, change->path);
      break;

    case RENAMED:
      renameat (AT_FDCWD, change->to, AT_FDCWD, change->path);
      move_files (change->to, change->path);
      put_back (change->to, change);
      break;

    case FOLDER_REMOVED:
      mkdirat (AT_FDCWD, change->path, 0700);
      break;

    case REMOVED:
    default:
      put_back (change->path, change);
      break;
    }
}

void
hz_test_power_cut (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) undone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gboolean *is_undone = g_new0 (gboolean, changes->len + 1);
  GHashTableIter iter;
  gpointer path;
  gpointer file;

  /* Of each folder a first part is kept. */
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);

      if (g_rand_int_range (random, 0, 3) == 0)
        g_hash_table_add (undone, change->folder);
      is_undone[i] = g_hash_table_contains (undone, change->folder);
    }

  for (guint i = changes->len; i > 0; i--)
    if (is_undone[i - 1])
      undo (g_ptr_array_index (changes, i - 1));

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, &file))
    if (((File *) file)->synced != NULL)
      tear (path, ((File *) file)->synced, random);
}
