/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_NOTE_TEXT (hz_note_text_get_type ())
G_DECLARE_FINAL_TYPE (HzNoteText, hz_note_text, HZ, NOTE_TEXT, GtkBox)

/* One part of a note, with its name above. Signals: "changed"; "cursor-moved". */
GtkWidget *hz_note_text_new (const char *label);
void hz_note_text_set_label (HzNoteText *self,
                             const char *label);
char *hz_note_text_get_text (HzNoteText *self);
/* Cannot be undone. */
void hz_note_text_set_text (HzNoteText *self,
                            const char *text);
gboolean hz_note_text_is_blank (HzNoteText *self);
/* At the cursor, as if typed. */
void hz_note_text_insert (HzNoteText *self,
                          const char *text);
int hz_note_text_get_cursor (HzNoteText *self);
void hz_note_text_set_cursor (HzNoteText *self,
                              int place);
gboolean hz_note_text_has_focus (HzNoteText *self);
/* Where the cursor is drawn, in the coordinates of @in. */
gboolean hz_note_text_get_cursor_area (HzNoteText *self,
                                       GtkWidget *in,
                                       GdkRectangle *area);

G_END_DECLS
