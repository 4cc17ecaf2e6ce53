/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-note.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzNoteReading:
 * @HZ_NOTE_READING_OPENS: a person opens the case; the audit gets its row
 * @HZ_NOTE_READING_GOES_ON: what she has open is read anew, because something changed
 */
typedef enum
{
  HZ_NOTE_READING_OPENS,
  HZ_NOTE_READING_GOES_ON
} HzNoteReading;

/* Inside a job; all but count are to be called in a write job, because what is read is audited. */

/* Signs @note, seals it into its case, and deletes its draft. HZ_RECORDS_ERROR_SEALED when it is
 * sealed already, HZ_RECORDS_ERROR_INVALID when nothing is written in it. */
gboolean hz_note_store_seal (HzContext *context,
                             HzNote *note,
                             GError **error);
/* One note, its signature checked: HZ_RECORDS_ERROR_DAMAGED when it does not hold. */
HzNote *hz_note_store_get (HzContext *context,
                           const HzId *id,
                           GError **error);
/* (element-type HzNote): the sealed notes of a case, newest first, each followed by what was added to
 * it; then those that do not read are left out and counted in @n_damaged. */
GPtrArray *hz_note_store_list (HzContext *context,
                               const HzId *case_id,
                               HzNoteReading reading,
                               guint *n_damaged,
                               GError **error);

/* For the window. list: with the person's own drafts in that case, first. */
void hz_note_store_list_async (HzRecords *records,
                               const HzId *case_id,
                               HzNoteReading reading,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *hz_note_store_list_finish (HzRecords *records,
                                      GAsyncResult *result,
                                      guint *n_damaged,
                                      GError **error);
void hz_note_store_get_async (HzRecords *records,
                              const HzId *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
HzNote *hz_note_store_get_finish (HzRecords *records,
                                  GAsyncResult *result,
                                  GError **error);
void hz_note_store_seal_async (HzRecords *records,
                               const HzNote *note,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HzNote *hz_note_store_seal_finish (HzRecords *records,
                                   GAsyncResult *result,
                                   GError **error);

G_END_DECLS
