/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-note-words.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-time-text.h"

/* Characters of a note that its row in the list shows. */
#define BEGINNING 70

static char *
dup_label (const char *list,
           const char *code)
{
  return hz_code_list_dup_first (list, code, hz_language_get_interface ());
}

/**
 * hz_note_words_dup_title:
 * @note: a note
 *
 * Returns: (transfer full): what kind of note it is
 */
char *
hz_note_words_dup_title (const HzNote *note)
{
  if (hz_id_is_set (&note->addendum_of))
    return g_strdup (_("Addition"));
  if (note->consultation != NULL)
    return g_strdup (_("Legal consultation"));

  return *note->kind != '\0' ? dup_label ("note_kind", note->kind) : g_strdup (_("Note"));
}

/**
 * hz_note_words_dup_when:
 * @note: a note
 *
 * Returns: (transfer full): the day of the meeting and, where it is known, from when to when
 */
char *
hz_note_words_dup_when (const HzNote *note)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (hz_id_is_set (&note->addendum_of))
    return note->signed_at > 0 ? hz_time_text_moment (note->signed_at) : g_strdup ("");

  day = hz_date_is_set (note->date) ? hz_date_text_short (note->date) : g_strdup ("");
  if (note->started < 0)
    return g_steal_pointer (&day);

  time = note->ended > note->started ? hz_time_text_span (note->started, note->ended)
                                     : hz_time_text (note->started);
  return g_strdup_printf ("%s  %s", day, time);
}

/**
 * hz_note_words_dup_start:
 * @note: a note
 *
 * Returns: (transfer full): the same without the end, for a narrow row
 */
char *
hz_note_words_dup_start (const HzNote *note)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (hz_id_is_set (&note->addendum_of) || note->started < 0 || !hz_date_is_set (note->date))
    return hz_note_words_dup_when (note);

  day = hz_date_text_short (note->date);
  time = hz_time_text (note->started);
  return g_strdup_printf ("%s  %s", day, time);
}

/**
 * hz_note_words_dup_beginning:
 * @note: a note
 *
 * Returns: (transfer full): as much of its first line as a row shows
 */
char *
hz_note_words_dup_beginning (const HzNote *note)
{
  g_autofree char *line = hz_note_dup_first_line (note);
  const char *end = line;
  const char *space = NULL;

  for (int i = 0; i < BEGINNING && *end != '\0'; i++, end = g_utf8_next_char (end))
    if (*end == ' ')
      space = end;

  if (*end == '\0')
    return g_steal_pointer (&line);
  if (space == NULL)
    space = end;

  return g_strdup_printf ("%.*s…", (int) (space - line), line);
}

const char *
hz_note_words_get_state (const HzNote *note)
{
  return hz_note_is_sealed (note) ? _("sealed") : _("draft");
}

const char *
hz_note_words_get_icon (const HzNote *note)
{
  return hz_note_is_sealed (note) ? "changes-prevent-symbolic" : "document-edit-symbolic";
}

char *
hz_case_words_dup_service (const HzCaseFile *case_file)
{
  return dup_label ("service", case_file->service);
}

char *
hz_case_words_dup_status (const HzCaseFile *case_file)
{
  return dup_label ("case_status", case_file->status);
}
