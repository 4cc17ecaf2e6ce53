/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The keyring on disk: `keyring`, and `keyring.1`, a second copy of the current one, never of an
 * older one. A new keyring is written aside (`keyring.new`), synced and renamed; the rename is the
 * commit point of every act. Only the process that holds the database's exclusive lock writes.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-keyring-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <unistd.h>

#include "hz-vault-error.h"

#ifndef O_NOFOLLOW
#define O_NOFOLLOW 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

static HzKeyringStepFunc watcher = NULL;
static gpointer watcher_data = NULL;

/**
 * hz_keyring_file_watch_steps:
 * @func: (nullable) (scope forever): called before each step of a replacement
 * @user_data: given to @func
 *
 * Lets a test stop or fail a replacement at any step.
 */
void
hz_keyring_file_watch_steps (HzKeyringStepFunc func,
                             gpointer user_data)
{
  watcher = func;
  watcher_data = user_data;
}

static gboolean
may_do (HzKeyringStep step)
{
  if (watcher == NULL || watcher (step, watcher_data))
    return TRUE;

  errno = ENOSPC;
  return FALSE;
}

static void
compute_hash (GBytes *bytes,
              guint8 hash[HZ_KEYRING_HASH_BYTES])
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  crypto_generichash (hash, HZ_KEYRING_HASH_BYTES, data, length, NULL, 0);
}

static gboolean
refuse_errno (GError **error,
              const char *what)
{
  int code = errno;

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "%s the keyring: %s", what,
               g_strerror (code));
  return FALSE;
}

static GBytes *
read_file (const char *folder,
           const char *name,
           GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree guint8 *data = NULL;
  gsize length = 0;
  gssize n = 1;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    {
      g_set_error (error, HZ_VAULT_ERROR,
                   errno == ENOENT || errno == ENOTDIR ? HZ_VAULT_ERROR_MISSING : HZ_VAULT_ERROR_IO,
                   "Opening the keyring: %s", g_strerror (errno));
      return NULL;
    }

  /* One byte more than allowed is enough to know that it is too long. */
  data = g_malloc (HZ_KEYRING_LIMIT + 1);
  while (n > 0 && length < HZ_KEYRING_LIMIT + 1)
    {
      n = read (fd, data + length, HZ_KEYRING_LIMIT + 1 - length);
      if (n < 0 && errno == EINTR)
        n = 1;
      else if (n > 0)
        length += (gsize) n;
    }

  if (n < 0)
    refuse_errno (error, "Reading");

  g_close (fd, NULL);

  return n < 0 ? NULL : g_bytes_new (data, length);
}

static HzKeyring *
read_and_parse (const char *folder,
                const char *name,
                guint8 hash[HZ_KEYRING_HASH_BYTES],
                GError **error)
{
  g_autoptr (GBytes) bytes = read_file (folder, name, error);
  HzKeyring *keyring;

  if (bytes == NULL)
    return NULL;

  keyring = hz_keyring_parse (bytes, error);
  if (keyring != NULL)
    compute_hash (bytes, hash);

  return keyring;
}

/**
 * hz_keyring_file_exists:
 * @folder: a centre's folder
 *
 * Returns: whether one of the two copies is there, whole or not
 */
gboolean
hz_keyring_file_exists (const char *folder)
{
  g_autofree char *first = g_build_filename (folder, "keyring", NULL);
  g_autofree char *second = g_build_filename (folder, "keyring.1", NULL);

  return g_file_test (first, G_FILE_TEST_EXISTS) || g_file_test (second, G_FILE_TEST_EXISTS);
}

/**
 * hz_keyring_file_is_lost:
 * @folder: a folder
 *
 * Returns: whether a centre's database is there and no keyring: half a copy, or a setup that was cut
 *   off. Nothing new may be made beside it.
 */
gboolean
hz_keyring_file_is_lost (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL || hz_keyring_file_exists (folder))
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "centre-") && g_str_has_suffix (name, ".db"))
      return TRUE;

  return FALSE;
}

/**
 * hz_keyring_file_read:
 * @folder: a centre's folder
 * @second_used: (out): whether the first copy is damaged or gone and the second was taken
 * @hash: (out): of the file as read, for hz_keyring_file_write()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the keyring; or why the first copy cannot be used, when the
 *   second cannot either
 */
HzKeyring *
hz_keyring_file_read (const char *folder,
                      gboolean *second_used,
                      guint8 hash[HZ_KEYRING_HASH_BYTES],
                      GError **error)
{
  g_autoptr (GError) first_error = NULL;
  HzKeyring *keyring = read_and_parse (folder, "keyring", hash, &first_error);

  *second_used = FALSE;

  if (keyring == NULL
      && !g_error_matches (first_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NEWER))
    {
      keyring = read_and_parse (folder, "keyring.1", hash, NULL);
      *second_used = keyring != NULL;
    }

  if (keyring == NULL)
    g_propagate_error (error, g_steal_pointer (&first_error));

  return keyring;
}

static gboolean
write_all (int fd,
           GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;

      data += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static gboolean
sync_folder (const char *folder)
{
#ifdef O_DIRECTORY
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    g_close (fd, NULL);

  return done;
#else
  return TRUE;
#endif
}

/* @first is the step of the copy's creation; the others follow in their order. */
static gboolean
replace (const char *folder,
         const char *name,
         GBytes *bytes,
         HzKeyringStep first,
         GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *aside = g_strconcat (path, ".new", NULL);
  gboolean written;
  int fd = -1;

  if (may_do (first))
    {
      /* What an interrupted replacement left; a link planted there is not followed. */
      g_unlink (aside);
      fd = g_open (aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    }
  if (fd < 0)
    return refuse_errno (error, "Creating");

  written = may_do (first + 1) && write_all (fd, bytes) && may_do (first + 2) && fsync (fd) == 0;
  if (!written)
    refuse_errno (error, "Writing");
  g_close (fd, NULL);

  if (written && !(may_do (first + 3) && g_rename (aside, path) == 0))
    written = refuse_errno (error, "Renaming");

  if (!written)
    {
      g_unlink (aside);
      return FALSE;
    }

  /* The new file is in place for every reader: from here on, the act is done. */
  if (!may_do (first + 4) || !sync_folder (folder))
    g_message ("The folder of the keyring could not be synced");

  return TRUE;
}

static gboolean
check_unchanged (const char *folder,
                 const guint8 *expected_hash,
                 GError **error)
{
  g_autoptr (HzKeyring) keyring = NULL;
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second_used;

  if (expected_hash == NULL && !hz_keyring_file_exists (folder))
    return TRUE;

  if (expected_hash == NULL)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_EXISTS, "There is a keyring already");
      return FALSE;
    }

  keyring = hz_keyring_file_read (folder, &second_used, hash, error);
  if (keyring == NULL)
    return FALSE;

  if (sodium_memcmp (hash, expected_hash, sizeof hash) != 0)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_KEYRING_CHANGED,
                   "The keyring was written by another program meanwhile");
      return FALSE;
    }

  return TRUE;
}

/**
 * hz_keyring_file_write:
 * @folder: a centre's folder
 * @next: the new keyring
 * @expected_hash: (nullable): hash of the one it was made from; %NULL when there is to be none
 * @hash: (out): hash of @next
 * @error: return location
 *
 * Replaces the keyring and then its second copy. When only the second copy fails, the act is done
 * all the same; the copy is repaired at the next start.
 *
 * Returns: whether the new keyring is in place; else it is not, and %HZ_VAULT_ERROR_IO,
 *   %HZ_VAULT_ERROR_EXISTS or %HZ_VAULT_ERROR_KEYRING_CHANGED
 */
gboolean
hz_keyring_file_write (const char *folder,
                       GBytes *next,
                       const guint8 *expected_hash,
                       guint8 hash[HZ_KEYRING_HASH_BYTES],
                       GError **error)
{
  g_autoptr (GError) second_error = NULL;

  if (g_bytes_get_size (next) > HZ_KEYRING_LIMIT)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED, "The keyring is full");
      return FALSE;
    }

  if (!check_unchanged (folder, expected_hash, error)
      || !replace (folder, "keyring", next, HZ_KEYRING_STEP_CREATE, error))
    return FALSE;

  compute_hash (next, hash);

  if (!replace (folder, "keyring.1", next, HZ_KEYRING_STEP_SECOND_CREATE, &second_error))
    g_message ("The second copy of the keyring: %s", second_error->message);
  else
    may_do (HZ_KEYRING_STEP_END);

  return TRUE;
}

/**
 * hz_keyring_file_discard:
 * @folder: of a centre that has just been made and that nobody has been told of
 */
void
hz_keyring_file_discard (const char *folder)
{
  static const char *const names[] = { "keyring.1", "keyring" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
}

/**
 * hz_keyring_file_repair:
 * @folder: a centre's folder, its database held exclusively
 *
 * Makes both copies the same again after a crash or damage, and removes what a replacement left
 * aside. A first copy that the disk does not give at the moment may be the newer one: it is let alone.
 */
void
hz_keyring_file_repair (const char *folder)
{
  static const char *const left_over[] = { "keyring.new", "keyring.1.new" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GBytes) first = read_file (folder, "keyring", &read_error);
  g_autoptr (GBytes) second = read_file (folder, "keyring.1", NULL);
  g_autoptr (HzKeyring) first_keyring = first != NULL ? hz_keyring_parse (first, NULL) : NULL;
  g_autoptr (HzKeyring) second_keyring = second != NULL ? hz_keyring_parse (second, NULL) : NULL;

  if (first_keyring != NULL && (second == NULL || !g_bytes_equal (first, second)))
    replace (folder, "keyring.1", first, HZ_KEYRING_STEP_SECOND_CREATE, &error);
  else if (first_keyring == NULL && second_keyring != NULL
           && !g_error_matches (read_error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO))
    replace (folder, "keyring", second, HZ_KEYRING_STEP_CREATE, &error);

  if (error != NULL)
    g_message ("Repairing the keyring: %s", error->message);

  for (guint i = 0; i < G_N_ELEMENTS (left_over); i++)
    {
      g_autofree char *path = g_build_filename (folder, left_over[i], NULL);

      g_unlink (path);
    }
}
