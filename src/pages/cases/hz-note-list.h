/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-note.h"

G_BEGIN_DECLS

#define HZ_TYPE_NOTE_LIST (hz_note_list_get_type ())
G_DECLARE_FINAL_TYPE (HzNoteList, hz_note_list, HZ, NOTE_LIST, GtkBox)

/* The notes of a case. Signal: "note-activated" (HzNote *). It acts by "case.new-note". */
GtkWidget *hz_note_list_new (void);
/* @notes: (element-type HzNote), in the order of the screen. */
void hz_note_list_set_notes (HzNoteList *self,
                             GPtrArray *notes,
                             guint n_damaged);
void hz_note_list_set_new_label (HzNoteList *self,
                                 const char *label);
/* A sealed note or a draft; %NULL for none. */
void hz_note_list_select (HzNoteList *self,
                          const HzId *id);
HzNote *hz_note_list_find (HzNoteList *self,
                           const HzId *id);
GPtrArray *hz_note_list_get_notes (HzNoteList *self);
void hz_note_list_focus_search (HzNoteList *self);
void hz_note_list_focus_rows (HzNoteList *self);

G_END_DECLS
