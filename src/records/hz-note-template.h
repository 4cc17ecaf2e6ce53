/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzNoteSection:
 *
 * The parts a note can have, in the order of the code list "note_section".
 */
typedef enum
{
  HZ_NOTE_SECTION_TEXT,
  HZ_NOTE_SECTION_SUBJECTIVE,
  HZ_NOTE_SECTION_OBJECTIVE,
  HZ_NOTE_SECTION_DATA,
  HZ_NOTE_SECTION_BEHAVIOUR,
  HZ_NOTE_SECTION_GOALS,
  HZ_NOTE_SECTION_INTERVENTION,
  HZ_NOTE_SECTION_RESPONSE,
  HZ_NOTE_SECTION_ASSESSMENT,
  HZ_NOTE_SECTION_PLAN,
} HzNoteSection;

#define HZ_N_NOTE_SECTIONS 10

/* The code of list "note_section". */
const char *hz_note_section_get_code (HzNoteSection section);
/* The sections of a form, in order; those of free text for a code that is not known. */
const HzNoteSection *hz_note_template_get_sections (const char *form,
                                                    guint *n_sections);
gboolean hz_note_template_has_section (const char *form,
                                       HzNoteSection section);
/* The next one, for the key that goes round them. */
const char *hz_note_template_get_next (const char *form);

G_END_DECLS
