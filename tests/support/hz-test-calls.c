/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions of the C library that touch files, once more, for the whole program. They count,
 * fail, kill; and tell hz-test-power.c what there is to be lost. */

/* The headers would put other names and checks in place of those that are defined here. */
#undef _FORTIFY_SOURCE
#undef _FILE_OFFSET_BITS

#include "hz-test-calls.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hz-test-power.h"

#define MOST_FILES 1024

static GRecMutex mutex;
static GPtrArray *folders;
static char *opened[MOST_FILES];

static int n_calls;
static int due;
static HzTestCalls counted;
static char *skipped;
static HzTestCallFault planned;
static gboolean has_come;
static HzTestCalls refused_next;
static GPtrArray *refused_texts;
static gint64 n_bytes;

static gboolean
is_watched (const char *path)
{
  for (guint i = 0; path != NULL && folders != NULL && i < folders->len; i++)
    if (g_str_has_prefix (path, g_ptr_array_index (folders, i)))
      return TRUE;

  return FALSE;
}

static const char *
get_path (int fd)
{
  return fd >= 0 && fd < MOST_FILES ? opened[fd] : NULL;
}

static void
die (void)
{
  raise (SIGKILL);
}

/* Whether the call is to go on; half of it when @half is set. */
static gboolean
meet (HzTestCalls kind,
      const char *path,
      gboolean *half)
{
  const char *name = path != NULL ? strrchr (path, '/') : NULL;

  *half = FALSE;
  if (!is_watched (path) || (counted & kind) == 0
      || (skipped != NULL && name != NULL && g_str_has_prefix (name + 1, skipped)))
    return TRUE;

  if ((refused_next & kind) != 0)
    {
      refused_next = 0;
      errno = ENOSPC;
      return FALSE;
    }

  if (++n_calls != due)
    return TRUE;

  has_come = TRUE;
  switch (planned)
    {
    case HZ_TEST_CALL_FAILS:
      errno = (kind & (HZ_TEST_CALL_OPEN | HZ_TEST_CALL_MAKE)) != 0 ? EMFILE : EIO;
      return FALSE;

    case HZ_TEST_CALL_HALF:
      *half = TRUE;
      refused_next = kind & HZ_TEST_CALL_WRITE;
      return TRUE;

    case HZ_TEST_CALL_KILLED_HALF:
      *half = TRUE;
      return TRUE;

    case HZ_TEST_CALL_POWER:
      hz_test_power_cut ((guint32) due);
      die ();
      return FALSE;

    case HZ_TEST_CALL_KILLED:
      die ();
      return FALSE;

    case HZ_TEST_CALL_NONE:
    default:
      return TRUE;
    }
}

/* After a call of which half was to be done. */
static void
end_half (gboolean half)
{
  if (half && planned == HZ_TEST_CALL_KILLED_HALF)
    die ();
}

static GByteArray *
load_for_power (const char *path)
{
  return hz_test_power_is_begun () ? hz_test_power_load (path) : NULL;
}

static int
open_counted (const char *path,
              int flags,
              mode_t mode)
{
  g_autoptr (GByteArray) before = NULL;
  gboolean is_new;
  gboolean half;
  int fd;

  if (!is_watched (path))
    return hz_test_power_open_really (path, flags, mode);

  g_rec_mutex_lock (&mutex);
  is_new = (flags & O_CREAT) != 0 && faccessat (AT_FDCWD, path, F_OK, 0) != 0;
  if (!is_new)
    before = load_for_power (path);

  fd = -1;
  if (meet (is_new ? HZ_TEST_CALL_MAKE : HZ_TEST_CALL_OPEN, path, &half))
    fd = hz_test_power_open_really (path, flags, mode);
  if (fd >= 0 && fd < MOST_FILES)
    {
      g_free (opened[fd]);
      opened[fd] = g_strdup (path);
      if (hz_test_power_is_begun ())
        hz_test_power_note_open (fd, path, before, is_new);
    }
  g_rec_mutex_unlock (&mutex);

  return fd;
}

static void
check_texts (const void *bytes,
             gsize length)
{
  for (guint i = 0; refused_texts != NULL && i < refused_texts->len; i++)
    {
      const char *text = g_ptr_array_index (refused_texts, i);

      if (memmem (bytes, length, text, strlen (text)) != NULL)
        g_error ("'%s' is written in the clear", text);
    }
}

static gssize
write_counted (int fd,
               const void *bytes,
               gsize length,
               off_t offset)
{
  const char *path = get_path (fd);
  gssize result = -1;
  gboolean half = FALSE;

  if (path == NULL)
    return offset < 0 ? syscall (SYS_write, fd, bytes, length)
                      : syscall (SYS_pwrite64, fd, bytes, length, offset);

  g_rec_mutex_lock (&mutex);
  check_texts (bytes, length);
  n_bytes += (gint64) length;

  if (meet (HZ_TEST_CALL_WRITE, path, &half))
    {
      gsize n = half ? (length + 1) / 2 : length;

      result = offset < 0 ? syscall (SYS_write, fd, bytes, n)
                          : syscall (SYS_pwrite64, fd, bytes, n, offset);
      end_half (half);
    }
  g_rec_mutex_unlock (&mutex);

  return result;
}

static gssize
read_counted (int fd,
              void *bytes,
              gsize length,
              off_t offset)
{
  const char *path = get_path (fd);
  gssize result = -1;
  gboolean half = FALSE;
  gboolean goes_on = TRUE;

  if (path != NULL)
    {
      g_rec_mutex_lock (&mutex);
      goes_on = meet (HZ_TEST_CALL_READ, path, &half);
      g_rec_mutex_unlock (&mutex);
    }

  if (goes_on)
    {
      gsize n = half ? (length + 1) / 2 : length;

      result = offset < 0 ? syscall (SYS_read, fd, bytes, n)
                          : syscall (SYS_pread64, fd, bytes, n, offset);
    }

  return result;
}

/* Nothing is waited for: that the disk has it is noted here. */
static int
sync_counted (int fd)
{
  const char *path = get_path (fd);
  struct stat status;
  int result = -1;
  gboolean half;

  if (path == NULL)
    return (int) syscall (SYS_fsync, fd);

  fstat (fd, &status);
  g_rec_mutex_lock (&mutex);
  if (meet (S_ISDIR (status.st_mode) ? HZ_TEST_CALL_SYNC_FOLDER : HZ_TEST_CALL_SYNC, path, &half))
    {
      result = 0;
      if (hz_test_power_is_begun ())
        hz_test_power_note_sync (fd);
    }
  g_rec_mutex_unlock (&mutex);

  return result;
}

static int
truncate_counted (int fd,
                  off_t length)
{
  const char *path = get_path (fd);
  int result = -1;
  gboolean half;

  g_rec_mutex_lock (&mutex);
  if (path == NULL || meet (HZ_TEST_CALL_TRUNCATE, path, &half))
    result = (int) syscall (SYS_ftruncate, fd, length);
  g_rec_mutex_unlock (&mutex);

  return result;
}

static void
forget_fd (int fd)
{
  if (fd < 0 || fd >= MOST_FILES || opened[fd] == NULL)
    return;

  g_rec_mutex_lock (&mutex);
  g_clear_pointer (&opened[fd], g_free);
  hz_test_power_note_close (fd);
  g_rec_mutex_unlock (&mutex);
}

static int
remove_counted (const char *path,
                int flags)
{
  gboolean is_folder = flags == AT_REMOVEDIR;
  int result = -1;
  gboolean half;

  if (!is_watched (path))
    return unlinkat (AT_FDCWD, path, flags);

  g_rec_mutex_lock (&mutex);
  if (faccessat (AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
    errno = ENOENT;
  else if (meet (HZ_TEST_CALL_UNLINK, path, &half))
    {
      g_autoptr (GByteArray) lost = is_folder ? NULL : load_for_power (path);

      result = unlinkat (AT_FDCWD, path, flags);
      if (hz_test_power_is_begun () && result == 0)
        hz_test_power_note_removed (path, lost);
    }
  g_rec_mutex_unlock (&mutex);

  return result;
}

/* In place of the C library's. */
int open (const char *path, int flags, ...);
int open64 (const char *path, int flags, ...);
int __open_2 (const char *path, int flags);
int __open64_2 (const char *path, int flags);
gssize pread64 (int fd, void *bytes, gsize length, off_t offset);
gssize pwrite64 (int fd, const void *bytes, gsize length, off_t offset);
gssize __read_chk (int fd, void *bytes, gsize length, gsize room);
gssize __pread_chk (int fd, void *bytes, gsize length, off_t offset, gsize room);
gssize __pread64_chk (int fd, void *bytes, gsize length, off_t offset, gsize room);
int ftruncate64 (int fd, off_t length);

static mode_t
take_mode (int flags,
           va_list arguments)
{
  return (flags & O_CREAT) != 0 ? va_arg (arguments, mode_t) : 0;
}

int
open (const char *path,
      int flags,
      ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = take_mode (flags, arguments);
  va_end (arguments);

  return open_counted (path, flags, mode);
}

int
open64 (const char *path,
        int flags,
        ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = take_mode (flags, arguments);
  va_end (arguments);

  return open_counted (path, flags, mode);
}

int
__open_2 (const char *path,
          int flags)
{
  return open_counted (path, flags, 0);
}

int
__open64_2 (const char *path,
            int flags)
{
  return open_counted (path, flags, 0);
}

int
close (int fd)
{
  forget_fd (fd);
  return (int) syscall (SYS_close, fd);
}

gssize
read (int fd,
      void *bytes,
      gsize length)
{
  return read_counted (fd, bytes, length, -1);
}

gssize
__read_chk (int fd,
            void *bytes,
            gsize length,
            gsize room)
{
  return read_counted (fd, bytes, length, -1);
}

gssize
pread (int fd,
       void *bytes,
       gsize length,
       off_t offset)
{
  return read_counted (fd, bytes, length, offset);
}

gssize
pread64 (int fd,
         void *bytes,
         gsize length,
         off_t offset)
{
  return read_counted (fd, bytes, length, offset);
}

gssize
__pread_chk (int fd,
             void *bytes,
             gsize length,
             off_t offset,
             gsize room)
{
  return read_counted (fd, bytes, length, offset);
}

gssize
__pread64_chk (int fd,
               void *bytes,
               gsize length,
               off_t offset,
               gsize room)
{
  return read_counted (fd, bytes, length, offset);
}

gssize
write (int fd,
       const void *bytes,
       gsize length)
{
  return write_counted (fd, bytes, length, -1);
}

gssize
pwrite (int fd,
        const void *bytes,
        gsize length,
        off_t offset)
{
  return write_counted (fd, bytes, length, offset);
}

gssize
pwrite64 (int fd,
          const void *bytes,
          gsize length,
          off_t offset)
{
  return write_counted (fd, bytes, length, offset);
}

int
fsync (int fd)
{
  return sync_counted (fd);
}

int
fdatasync (int fd)
{
  return sync_counted (fd);
}

int
ftruncate (int fd,
           off_t length)
{
  return truncate_counted (fd, length);
}

int
ftruncate64 (int fd,
             off_t length)
{
  return truncate_counted (fd, length);
}

int
unlink (const char *path)
{
  return remove_counted (path, 0);
}

int
rmdir (const char *path)
{
  return remove_counted (path, AT_REMOVEDIR);
}

int
mkdir (const char *path,
       mode_t mode)
{
  int result = -1;
  gboolean half;

  if (!is_watched (path) || faccessat (AT_FDCWD, path, F_OK, 0) == 0)
    return mkdirat (AT_FDCWD, path, mode);

  g_rec_mutex_lock (&mutex);
  if (meet (HZ_TEST_CALL_MAKE_FOLDER, path, &half))
    {
      result = mkdirat (AT_FDCWD, path, mode);
      if (hz_test_power_is_begun () && result == 0)
        hz_test_power_note_made (path);
    }
  g_rec_mutex_unlock (&mutex);

  return result;
}

int
rename (const char *from,
        const char *to)
{
  int result = -1;
  gboolean half;

  if (!is_watched (to))
    return renameat (AT_FDCWD, from, AT_FDCWD, to);

  g_rec_mutex_lock (&mutex);
  if (meet (HZ_TEST_CALL_RENAME, to, &half))
    {
      g_autoptr (GByteArray) lost = load_for_power (to);

      result = renameat (AT_FDCWD, from, AT_FDCWD, to);
      if (hz_test_power_is_begun () && result == 0)
        hz_test_power_note_renamed (from, to, lost);
    }
  g_rec_mutex_unlock (&mutex);

  return result;
}

void
hz_test_calls_watch (const char *folder)
{
  g_rec_mutex_lock (&mutex);
  if (folders == NULL)
    folders = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (folders, g_strdup (folder));
  g_rec_mutex_unlock (&mutex);
}

void
hz_test_calls_forget_folders (void)
{
  g_rec_mutex_lock (&mutex);
  g_clear_pointer (&folders, g_ptr_array_unref);
  g_rec_mutex_unlock (&mutex);
}

/* Those that are open already are known, too. */
static void
begin_power (void)
{
  hz_test_power_begin ();

  for (int fd = 0; fd < MOST_FILES; fd++)
    if (opened[fd] != NULL)
      {
        g_autoptr (GByteArray) before = hz_test_power_load (opened[fd]);

        hz_test_power_note_open (fd, opened[fd], before, FALSE);
      }
}

void
hz_test_calls_begin (int n,
                     HzTestCalls kinds,
                     const char *skip,
                     HzTestCallFault fault)
{
  g_rec_mutex_lock (&mutex);
  n_calls = 0;
  due = n;
  counted = kinds;
  g_free (skipped);
  skipped = g_strdup (skip);
  planned = fault;
  has_come = FALSE;
  refused_next = 0;
  if (fault == HZ_TEST_CALL_POWER)
    begin_power ();
  g_rec_mutex_unlock (&mutex);
}

int
hz_test_calls_end (gboolean *met)
{
  int n;

  g_rec_mutex_lock (&mutex);
  n = n_calls;
  if (met != NULL)
    *met = has_come;
  due = 0;
  counted = 0;
  planned = HZ_TEST_CALL_NONE;
  refused_next = 0;
  g_rec_mutex_unlock (&mutex);

  return n;
}

void
hz_test_calls_refuse_text (const char *text)
{
  g_rec_mutex_lock (&mutex);
  if (refused_texts == NULL)
    refused_texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (refused_texts, g_strdup (text));
  g_rec_mutex_unlock (&mutex);
}

gint64
hz_test_calls_count_bytes (void)
{
  gint64 n;

  g_rec_mutex_lock (&mutex);
  n = n_bytes;
  g_rec_mutex_unlock (&mutex);

  return n;
}
