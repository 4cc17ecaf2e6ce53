/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-draft-keeper.h"
#include "hz-note.h"

G_BEGIN_DECLS

#define HZ_TYPE_NOTE_DRAFT (hz_note_draft_get_type ())
G_DECLARE_FINAL_TYPE (HzNoteDraft, hz_note_draft, HZ, NOTE_DRAFT, GObject)

/* Brings what stands on the screen into the note. */
typedef void (*HzNoteDraftReadFunc) (HzNote *note,
                                     gpointer data);

HzNoteDraft *hz_note_draft_new (HzRecords *records,
                                HzNote *note,
                                HzNoteDraftReadFunc read,
                                gpointer data);
HzNote *hz_note_draft_read (HzNoteDraft *self);
HzDraftKeeper *hz_note_draft_get_keeper (HzNoteDraft *self);
void hz_note_draft_touch (HzNoteDraft *self);
/* The screen goes: what stood there is stored if it was not yet. */
void hz_note_draft_leave (HzNoteDraft *self);

G_END_DECLS
