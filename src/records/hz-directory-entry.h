/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "hz-language.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/* What a phone or an address was last checked longer ago than this is not to be relied on. */
#define HZ_DIRECTORY_STALE_MONTHS 6

#define HZ_TYPE_DIRECTORY_ENTRY (hz_directory_entry_get_type ())

G_DECLARE_FINAL_TYPE (HzDirectoryEntry, hz_directory_entry, HZ, DIRECTORY_ENTRY, GObject)

/**
 * HzDirectoryEntry:
 * @code: the shipped table's name for it, "" for the centre's own
 * @kind: of the list "directory_kind"
 * @names: by HzLanguage
 * @services: what one goes there for, by HzLanguage
 * @address: one line
 * @phone: as typed
 * @note: hours, whom to ask for
 * @checked_on: when somebody has called or been there; unset: nobody has
 * @place: its place in the list
 * @is_archived: not offered any more
 *
 * A body to which people are referred. Known to every member.
 */
struct _HzDirectoryEntry
{
  GObject parent_instance;

  HzStamp stamp;
  char *code;
  char *kind;
  char *names[HZ_N_LANGUAGES];
  char *services[HZ_N_LANGUAGES];
  char *address;
  char *phone;
  char *note;
  HzDate checked_on;
  int place;
  gboolean is_archived;
};

HzDirectoryEntry *hz_directory_entry_new (void);
HzDirectoryEntry *hz_directory_entry_copy (HzDirectoryEntry *self);
/* In @language, else in any. */
const char *hz_directory_entry_get_name (HzDirectoryEntry *self,
                                         HzLanguage language);
const char *hz_directory_entry_get_services (HzDirectoryEntry *self,
                                             HzLanguage language);
/* Whether what it says was checked within the last months; a phone that was not never prints. */
gboolean hz_directory_entry_is_checked (HzDirectoryEntry *self,
                                        HzDate today);
/* How well @typed names it: as hz_search_key_get_distance(), over names, services and kind. */
int hz_directory_entry_match (HzDirectoryEntry *self,
                              const char *typed);

G_END_DECLS
