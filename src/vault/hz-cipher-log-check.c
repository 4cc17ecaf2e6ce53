/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a program that did not end by itself left behind, looked at before SQLite replays it.
 *
 * A power cut leaves frames at the end of the -wal that do not open, and behind them, at most, frames
 * of an earlier use of the file, which have another salt in their header. A good frame of the same use
 * behind a bad one is something else: changes that were once on disk are about to be dropped. Then the
 * file is copied aside, as it is, before the replay ends at the bad frame.
 *
 * In SQLite's header of the log, the salt is bytes 16 to 23; in that of a frame, bytes 8 to 15.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-cipher-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SALT_BYTES 8
#define SALT_OF_HEADER 16
#define SALT_OF_FRAME 8

static char *
build_log_path (const char *path)
{
  return g_strconcat (path, "-wal", NULL);
}

static int
open_log (const char *path)
{
  g_autofree char *log_path = build_log_path (path);

  return open (log_path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
}

static gboolean
read_unit (int fd,
           guint64 number,
           guint8 *unit)
{
  gsize done = 0;

  while (done < HZ_CIPHER_UNIT_BYTES)
    {
      gssize n = pread (fd, unit + done, HZ_CIPHER_UNIT_BYTES - done,
                        (off_t) (number * HZ_CIPHER_UNIT_BYTES + done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      done += (gsize) n;
    }

  return TRUE;
}

/**
 * hz_cipher_log_has_header:
 * @path: of the database
 * @key: the file's
 *
 * Returns: whether there is a -wal whose header opens with this key
 */
gboolean
hz_cipher_log_has_header (const char *path,
                          HzCipherKey *key)
{
  g_autoptr (HzSecret) plain = hz_secret_new (HZ_CIPHER_PLAIN_BYTES);
  guint8 unit[HZ_CIPHER_UNIT_BYTES];
  int fd = open_log (path);
  gboolean opens;

  if (fd < 0)
    return FALSE;

  opens = read_unit (fd, 0, unit)
          && hz_cipher_unit_open (key, HZ_CIPHER_LOG, 0, unit, hz_secret_get_data (plain));
  close (fd);

  return opens;
}

/* Without a header nothing is known of the salt: any good frame counts. */
static gboolean
has_good_after_bad (int fd,
                    HzCipherKey *key,
                    guint64 n_units)
{
  g_autoptr (HzSecret) plain = hz_secret_new (HZ_CIPHER_PLAIN_BYTES);
  guint8 *bytes = hz_secret_get_data (plain);
  guint8 unit[HZ_CIPHER_UNIT_BYTES];
  guint8 salt[SALT_BYTES] = { 0 };
  gboolean has_salt = FALSE;
  gboolean bad_seen = FALSE;

  for (guint64 i = 0; i < n_units; i++)
    {
      gboolean opens = read_unit (fd, i, unit)
                       && hz_cipher_unit_open (key, HZ_CIPHER_LOG, i, unit, bytes);

      if (!opens)
        bad_seen = TRUE;
      else if (i == 0)
        {
          memcpy (salt, bytes + SALT_OF_HEADER, SALT_BYTES);
          has_salt = TRUE;
        }
      else if (bad_seen && (!has_salt || memcmp (bytes + SALT_OF_FRAME, salt, SALT_BYTES) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
write_all (int fd,
           const guint8 *bytes,
           gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static gboolean
copy_all (int from,
          int to)
{
  guint8 bytes[16 * HZ_CIPHER_UNIT_BYTES];
  off_t offset = 0;

  for (;;)
    {
      gssize n = pread (from, bytes, sizeof bytes, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return n == 0 && fsync (to) == 0;
      if (!write_all (to, bytes, (gsize) n))
        return FALSE;
      offset += n;
    }
}

static gboolean
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return synced;
}

/* Named by the moment, in UTC, and counted: each finds room beside the earlier ones, for without its
 * copy the database does not open. */
static int
make_aside_file (const char *path,
                 char **aside_path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  int to = -1;

  for (guint i = 1; to < 0; i++)
    {
      g_free (*aside_path);
      *aside_path = g_strdup_printf ("%s-wal.%s.%u.damaged", path, moment, i);
      to = open (*aside_path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
      if (to < 0 && errno != EEXIST)
        break;
    }

  return to;
}

static gboolean
copy_aside (const char *path,
            int fd)
{
  g_autofree char *aside_path = NULL;
  int to = make_aside_file (path, &aside_path);
  gboolean copied;

  if (to < 0)
    return FALSE;

  copied = copy_all (fd, to);
  copied = close (to) == 0 && copied;
  copied = copied && sync_folder_of (aside_path);
  if (!copied)
    unlink (aside_path);

  return copied;
}

/**
 * hz_cipher_log_keep_damaged:
 * @path: of the database, whose lock is held
 * @key: the file's
 * @found: (out): whether there was a -wal at all
 * @aside: (out): whether it was damaged and has been copied
 *
 * Returns: a code of SQLite; when a copy is due and cannot be made, nothing is to be replayed
 */
int
hz_cipher_log_keep_damaged (const char *path,
                            HzCipherKey *key,
                            gboolean *found,
                            gboolean *aside)
{
  int fd = open_log (path);
  struct stat status;
  int result = SQLITE_OK;

  *found = FALSE;
  *aside = FALSE;
  if (fd < 0)
    return errno == ENOENT ? SQLITE_OK : SQLITE_CANTOPEN;

  *found = TRUE;
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    result = SQLITE_CANTOPEN;
  else if (has_good_after_bad (fd, key, (guint64) status.st_size / HZ_CIPHER_UNIT_BYTES))
    {
      *aside = copy_aside (path, fd);
      result = *aside ? SQLITE_OK : SQLITE_IOERR;
      sqlite3_log (SQLITE_NOTICE, "the log of %s is damaged in its midst", path);
    }
  close (fd);

  return result;
}
