/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzVault"

#include "hz-backup-list.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hz-backup-mark.h"
#include "hz-date.h"
#include "hz-keyring-file.h"
#include "hz-vault-backup.h"

#define DAY_LENGTH 10

typedef struct
{
  char *place;
  char *day;
  gint64 number;
} Entry;

static void
free_entry (Entry *entry)
{
  g_free (entry->place);
  g_free (entry->day);
  g_free (entry);
}

/* "2026-11-30", "2026-11-30-2": as a backup is called when it is proved. */
static gboolean
read_name (const char *name,
           char **day,
           gint64 *number)
{
  g_autofree char *first = g_strndup (name, DAY_LENGTH);
  HzDate date;

  if (strlen (name) < DAY_LENGTH || !hz_date_from_iso (first, &date) || !hz_date_is_exact (date))
    return FALSE;

  *number = 1;
  if (name[DAY_LENGTH] != '\0'
      && (name[DAY_LENGTH] != '-'
          || !g_ascii_string_to_signed (name + DAY_LENGTH + 1, 10, 2, G_MAXINT, number, NULL)))
    return FALSE;

  *day = g_steal_pointer (&first);
  return TRUE;
}

static gboolean
is_of_centre (const char *place,
              const HzId *centre_id)
{
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second_used;
  g_autoptr (HzKeyring) keyring = hz_keyring_file_read (place, &second_used, hash, NULL);

  return keyring != NULL
         && (centre_id == NULL || hz_id_equal (hz_keyring_get_centre_id (keyring), centre_id));
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *x = *(Entry *const *) a;
  const Entry *y = *(Entry *const *) b;
  int by_day = g_strcmp0 (y->day, x->day);

  return by_day != 0 ? by_day : (y->number > x->number) - (y->number < x->number);
}

/**
 * hz_backup_list_read:
 * @target: a folder for backups
 * @centre_id: (nullable): of which centre; of any
 *
 * Returns: (transfer full) (element-type filename): the folders of its backups, the newest first
 */
GPtrArray *
hz_backup_list_read (const char *target,
                     const HzId *centre_id)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (target, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *place = g_build_filename (target, name, NULL);
      g_autofree char *day = NULL;
      gint64 number;
      Entry *entry;

      if (!read_name (name, &day, &number) || !is_of_centre (place, centre_id))
        continue;

      entry = g_new0 (Entry, 1);
      entry->place = g_steal_pointer (&place);
      entry->day = g_steal_pointer (&day);
      entry->number = number;
      g_ptr_array_add (entries, entry);
    }

  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (places, g_steal_pointer (&entry->place));
    }

  return places;
}

/* Nothing in it but what a backup is made of: no centre that is open, nothing somebody put there. */
static gboolean
is_only_backup (const char *place)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (place, G_FILE_TEST_IS_SYMLINK))
    return FALSE;

  dir = g_dir_open (place, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strcmp (name, "keyring") != 0 && strcmp (name, "keyring.1") != 0
        && strcmp (name, HZ_BACKUP_MARK) != 0
        && !(g_str_has_prefix (name, "centre-") && g_str_has_suffix (name, ".db")))
      return FALSE;

  return dir != NULL;
}

static gboolean
is_same_folder (const char *a,
                const char *b)
{
  GStatBuf x;
  GStatBuf y;

  return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* By a name that no backup has first: a cut leaves nothing that looks whole. */
static gboolean
remove_backup (const char *place)
{
  g_autofree char *part = g_strconcat (place, ".part", NULL);

  hz_vault_backup_remove_part (part);
  if (g_rename (place, part) != 0)
    return FALSE;

  hz_vault_backup_remove_part (part);
  return TRUE;
}

/**
 * hz_backup_list_thin:
 * @target: a folder for backups
 * @centre_id: of which centre
 * @living: the folder of the centre as it is today: a backup that was opened may have become it
 * @newest: the backup just proved
 * @n_kept: how many stay, from 1
 *
 * Removes older backups of the centre. What cannot be removed stays, and is tried again next time; a
 * backup to which something was added stays, and is none of those counted.
 *
 * Returns: how many were removed
 */
guint
hz_backup_list_thin (const char *target,
                     const HzId *centre_id,
                     const char *living,
                     const char *newest,
                     guint n_kept)
{
  g_autoptr (GPtrArray) places = hz_backup_list_read (target, centre_id);
  guint n_found = 0;
  guint n_removed = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const char *place = g_ptr_array_index (places, i);

      if (!is_only_backup (place) || is_same_folder (place, living))
        continue;
      if (++n_found > MAX (n_kept, 1) && strcmp (place, newest) != 0 && remove_backup (place))
        n_removed++;
    }

  return n_removed;
}
