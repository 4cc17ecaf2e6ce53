/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-directory-entry.h"

#include "hz-code-list.h"
#include "hz-search-key.h"

G_DEFINE_FINAL_TYPE (HzDirectoryEntry, hz_directory_entry, G_TYPE_OBJECT)

static void
hz_directory_entry_finalize (GObject *object)
{
  HzDirectoryEntry *self = HZ_DIRECTORY_ENTRY (object);

  g_free (self->code);
  g_free (self->kind);
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_free (self->names[i]);
      g_free (self->services[i]);
    }
  g_free (self->address);
  g_free (self->phone);
  g_free (self->note);

  G_OBJECT_CLASS (hz_directory_entry_parent_class)->finalize (object);
}

static void
hz_directory_entry_class_init (HzDirectoryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_directory_entry_finalize;
}

static void
hz_directory_entry_init (HzDirectoryEntry *self)
{
}

/**
 * hz_directory_entry_new:
 *
 * Returns: (transfer full): an entry of which nothing is known, of the kind "other"
 */
HzDirectoryEntry *
hz_directory_entry_new (void)
{
  HzDirectoryEntry *self = g_object_new (HZ_TYPE_DIRECTORY_ENTRY, NULL);

  self->code = g_strdup ("");
  self->kind = g_strdup ("other");
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      self->names[i] = g_strdup ("");
      self->services[i] = g_strdup ("");
    }
  self->address = g_strdup ("");
  self->phone = g_strdup ("");
  self->note = g_strdup ("");

  return self;
}

/**
 * hz_directory_entry_copy:
 * @self: an entry
 *
 * Returns: (transfer full): another that says the same
 */
HzDirectoryEntry *
hz_directory_entry_copy (HzDirectoryEntry *self)
{
  HzDirectoryEntry *copy = g_object_new (HZ_TYPE_DIRECTORY_ENTRY, NULL);

  copy->stamp = self->stamp;
  copy->code = g_strdup (self->code);
  copy->kind = g_strdup (self->kind);
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      copy->names[i] = g_strdup (self->names[i]);
      copy->services[i] = g_strdup (self->services[i]);
    }
  copy->address = g_strdup (self->address);
  copy->phone = g_strdup (self->phone);
  copy->note = g_strdup (self->note);
  copy->checked_on = self->checked_on;
  copy->place = self->place;
  copy->is_archived = self->is_archived;

  return copy;
}

static const char *
choose_text (char *const *texts,
             HzLanguage language)
{
  if (*texts[language] != '\0')
    return texts[language];

  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    if (*texts[i] != '\0')
      return texts[i];

  return "";
}

/**
 * hz_directory_entry_get_name:
 * @self: an entry
 * @language: in which to name it
 *
 * Returns: (transfer none): its name in @language, or in another where there is none; never %NULL
 */
const char *
hz_directory_entry_get_name (HzDirectoryEntry *self,
                             HzLanguage language)
{
  return choose_text (self->names, language);
}

/**
 * hz_directory_entry_get_services:
 * @self: an entry
 * @language: in which to say it
 *
 * Returns: (transfer none): what one goes there for; never %NULL
 */
const char *
hz_directory_entry_get_services (HzDirectoryEntry *self,
                                 HzLanguage language)
{
  return choose_text (self->services, language);
}

/**
 * hz_directory_entry_is_checked:
 * @self: an entry
 * @today: the day
 *
 * Returns: whether somebody has checked it within %HZ_DIRECTORY_STALE_MONTHS; the day itself counts
 */
gboolean
hz_directory_entry_is_checked (HzDirectoryEntry *self,
                               HzDate today)
{
  return hz_date_is_set (self->checked_on) &&
         hz_date_compare (self->checked_on,
                          hz_date_add_months (today, -HZ_DIRECTORY_STALE_MONTHS)) >= 0;
}

/**
 * hz_directory_entry_match:
 * @self: an entry
 * @typed: some words
 *
 * Returns: how far @typed is from the entry, over names, services and kind in all languages;
 *   %HZ_SEARCH_KEY_FAR or more when it does not name it
 */
int
hz_directory_entry_match (HzDirectoryEntry *self,
                          const char *typed)
{
  GString *text = g_string_new (NULL);
  int distance;

  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    g_string_append_printf (text, "%s %s %s ", self->names[i], self->services[i],
                            hz_code_list_get_label ("directory_kind", self->kind, i));
  g_string_append (text, self->address);

  /* «САҲШ-и», «(ЗАГС)»: what stands around a word is no part of it. */
  for (char *p = text->str; *p != '\0'; p++)
    if (g_ascii_ispunct (*p))
      *p = ' ';
  distance = hz_search_key_get_distance (typed, text->str);
  g_string_free (text, TRUE);

  return distance;
}
