/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-consultation.h"
#include "hz-draft.h"
#include "hz-note-template.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

#define HZ_TYPE_NOTE (hz_note_get_type ())

G_DECLARE_FINAL_TYPE (HzNote, hz_note, HZ, NOTE, GObject)

/* Kinds of drafts (HzDraft) that become notes. */
#define HZ_NOTE_DRAFT_KIND "note"
#define HZ_NOTE_DRAFT_KIND_CONSULTATION "consultation"

/**
 * HzNote:
 * @stamp: the row's; revision 0 before it is sealed
 * @case_id: the case it stands in
 * @client_id: whose case that is
 * @author_id: who wrote and signed it
 * @addendum_of: the note it adds to, or no id
 * @kind: code of list "note_kind"; "" for a consultation and an addendum
 * @form: code of list "note_template"
 * @readers: code of list "note_readers"
 * @title: one line, or ""
 * @date: the day of the meeting
 * @started: minute of the day, -1 when not said
 * @ended: minute of the day, -1 when not said
 * @sections: the text, by HzNoteSection; "" where nothing was written
 * @consultation: (nullable): of a legal consultation
 * @signed_at: when it was signed, UTC milliseconds; 0 before
 * @draft_id: the draft it stands in before it is signed, or no id; not stored
 * @draft_revision: that draft's
 * @draft_saved: when that was stored last; not stored
 * @cursor_part: (nullable): the name of the field the cursor stands in; of drafts
 * @cursor: its place there, in characters; of drafts
 *
 * What was said in one meeting. A draft until its author signs it; then it never changes, and what is
 * added later is a note of its own.
 */
struct _HzNote
{
  GObject parent_instance;

  HzStamp stamp;
  HzId case_id;
  HzId client_id;
  HzId author_id;
  HzId addendum_of;
  char *kind;
  char *form;
  char *readers;
  char *title;
  HzDate date;
  int started;
  int ended;
  char *sections[HZ_N_NOTE_SECTIONS];
  HzConsultation *consultation;
  gint64 signed_at;

  HzId draft_id;
  gint64 draft_revision;
  gint64 draft_saved;
  char *cursor_part;
  int cursor;
};

HzNote *hz_note_new (void);
HzNote *hz_note_copy (const HzNote *self);
gboolean hz_note_is_sealed (const HzNote *self);
gboolean hz_note_is_empty (const HzNote *self);
void hz_note_set_section (HzNote *self,
                          HzNoteSection section,
                          const char *text);
/* Keeps all text: what has no place in the new form goes under its last section. */
void hz_note_set_form (HzNote *self,
                       const char *form);
/* The first line of what was written, for lists; "" when there is none. */
char *hz_note_dup_first_line (const HzNote *self);
guint hz_note_count_words (const HzNote *self);
/* Every word of @query is in it, in any of the spellings of the search key. */
gboolean hz_note_matches (const HzNote *self,
                          const char *query);

/* All that is written and signed, a{sv}. */
GVariant *hz_note_to_variant (const HzNote *self);
HzNote *hz_note_new_from_variant (GVariant *variant);

/* The content of its draft: that, and where the cursor stands. */
GVariant *hz_note_to_draft (const HzNote *self);
HzNote *hz_note_new_from_draft (const HzDraft *draft);
/* The draft it stands in, or a new one when it stands in none. */
HzDraft *hz_note_make_draft (const HzNote *self);

G_END_DECLS
