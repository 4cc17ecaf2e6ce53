/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-note-draft.h"

G_BEGIN_DECLS

#define HZ_TYPE_NOTE_EDITOR (hz_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (HzNoteEditor, hz_note_editor, HZ, NOTE_EDITOR, GtkBox)

/* Writes one note, of any kind. It acts by the actions "case.seal" and "case.refer" of what is around
 * it. */
GtkWidget *hz_note_editor_new (HzRecords *records,
                               HzNote *note);
/* As it stands now. */
HzNote *hz_note_editor_read (HzNoteEditor *self);
const HzId *hz_note_editor_get_draft_id (HzNoteEditor *self);
gint64 hz_note_editor_get_saved (HzNoteEditor *self);
void hz_note_editor_set_readers (HzNoteEditor *self,
                                 const char *sentence);
void hz_note_editor_set_heading (HzNoteEditor *self,
                                 const char *heading);

void hz_note_editor_store (HzNoteEditor *self,
                           GAsyncReadyCallback callback,
                           gpointer data);
void hz_note_editor_next_form (HzNoteEditor *self);
void hz_note_editor_insert_stamp (HzNoteEditor *self);
/* Nothing is stored any more: the note is being sealed. */
void hz_note_editor_set_sealing (HzNoteEditor *self,
                                 gboolean is_sealing);
/* To the place where the cursor stood. */
void hz_note_editor_restore_cursor (HzNoteEditor *self,
                                    const char *part,
                                    int cursor);

G_END_DECLS
