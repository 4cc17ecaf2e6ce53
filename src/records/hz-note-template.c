/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-note-template.h"

#include <string.h>

static const char *const section_codes[HZ_N_NOTE_SECTIONS] = {
  "text", "subjective", "objective", "data", "behaviour", "goals", "intervention", "response",
  "assessment", "plan",
};

static const struct
{
  const char *code;
  guint n_sections;
  HzNoteSection sections[4];
} templates[] = {
  { "free", 1, { HZ_NOTE_SECTION_TEXT } },
  { "soap", 4, { HZ_NOTE_SECTION_SUBJECTIVE, HZ_NOTE_SECTION_OBJECTIVE, HZ_NOTE_SECTION_ASSESSMENT,
                 HZ_NOTE_SECTION_PLAN } },
  { "dap", 3, { HZ_NOTE_SECTION_DATA, HZ_NOTE_SECTION_ASSESSMENT, HZ_NOTE_SECTION_PLAN } },
  { "birp", 4, { HZ_NOTE_SECTION_BEHAVIOUR, HZ_NOTE_SECTION_INTERVENTION, HZ_NOTE_SECTION_RESPONSE,
                 HZ_NOTE_SECTION_PLAN } },
  { "girp", 4, { HZ_NOTE_SECTION_GOALS, HZ_NOTE_SECTION_INTERVENTION, HZ_NOTE_SECTION_RESPONSE,
                 HZ_NOTE_SECTION_PLAN } },
};

static gsize
find_template (const char *form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_strcmp0 (form, templates[i].code) == 0)
      return i;

  return 0;
}

/**
 * hz_note_section_get_code:
 * @section: a section
 *
 * Returns: its code in the list "note_section"
 */
const char *
hz_note_section_get_code (HzNoteSection section)
{
  g_return_val_if_fail ((guint) section < HZ_N_NOTE_SECTIONS, NULL);

  return section_codes[section];
}

/**
 * hz_note_template_get_sections:
 * @form: a code of the list "note_template"
 * @n_sections: (out): how many
 *
 * Returns: (array length=n_sections): what a note of that form is made of, in order; the one of free
 *   text when there is no such form
 */
const HzNoteSection *
hz_note_template_get_sections (const char *form,
                               guint      *n_sections)
{
  gsize i = find_template (form);

  *n_sections = templates[i].n_sections;
  return templates[i].sections;
}

/**
 * hz_note_template_has_section:
 * @form: a code of the list "note_template"
 * @section: a section
 *
 * Returns: whether it is a part of the form
 */
gboolean
hz_note_template_has_section (const char   *form,
                              HzNoteSection section)
{
  guint n_sections;
  const HzNoteSection *sections = hz_note_template_get_sections (form, &n_sections);

  for (guint i = 0; i < n_sections; i++)
    if (sections[i] == section)
      return TRUE;

  return FALSE;
}

/**
 * hz_note_template_get_next:
 * @form: a code of the list "note_template"
 *
 * Returns: the form after it; after the last comes the first
 */
const char *
hz_note_template_get_next (const char *form)
{
  return templates[(find_template (form) + 1) % G_N_ELEMENTS (templates)].code;
}
