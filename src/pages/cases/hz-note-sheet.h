/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-note.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_NOTE_SHEET (hz_note_sheet_get_type ())
G_DECLARE_FINAL_TYPE (HzNoteSheet, hz_note_sheet, HZ, NOTE_SHEET, GtkBox)

/* A sealed note to be read, with what was added to it. It acts by "case.add-to-note" and "case.refer".
 * @additions: (element-type HzNote) */
GtkWidget *hz_note_sheet_new (HzRecords *records,
                              const HzNote *note,
                              GPtrArray *additions);

G_END_DECLS
