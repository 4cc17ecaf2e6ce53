/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-note-draft.h"

#include "hz-draft-store.h"

/**
 * HzNoteDraft:
 *
 * A note while it is written, and who keeps it stored. It outlives the editor for as long as what was
 * typed last is on its way into the database.
 */
struct _HzNoteDraft
{
  GObject parent_instance;

  HzRecords *records;
  HzNote *note;
  HzDraftKeeper *keeper;
  HzNoteDraftReadFunc read;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (HzNoteDraft, hz_note_draft, G_TYPE_OBJECT)

static void
hz_note_draft_dispose (GObject *object)
{
  HzNoteDraft *self = HZ_NOTE_DRAFT (object);

  if (self->keeper != NULL)
    hz_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  g_clear_object (&self->note);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_note_draft_parent_class)->dispose (object);
}

static void
hz_note_draft_class_init (HzNoteDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_note_draft_dispose;
}

static void
hz_note_draft_init (HzNoteDraft *self)
{
}

static GVariant *
take_snapshot (gpointer data)
{
  return hz_note_to_draft (hz_note_draft_read (data));
}

/**
 * hz_note_draft_new:
 * @records: records
 * @note: what is written, in its draft or in none yet; copied
 * @read: brings what stands on the screen into the note
 * @data: given to @read; alive until hz_note_draft_leave()
 *
 * Returns: (transfer full): the draft; it is stored when it is touched
 */
HzNoteDraft *
hz_note_draft_new (HzRecords          *records,
                   HzNote             *note,
                   HzNoteDraftReadFunc read,
                   gpointer            data)
{
  HzNoteDraft *self = g_object_new (HZ_TYPE_NOTE_DRAFT, NULL);
  g_autoptr (HzDraft) draft = hz_note_make_draft (note);

  self->records = g_object_ref (records);
  self->note = hz_note_copy (note);
  self->note->draft_id = draft->id;
  self->read = read;
  self->data = data;
  self->keeper = hz_draft_keeper_new (records, draft, take_snapshot, self);

  return self;
}

/**
 * hz_note_draft_read:
 * @self: a draft
 *
 * Returns: (transfer none): the note as it stands now
 */
HzNote *
hz_note_draft_read (HzNoteDraft *self)
{
  if (self->read != NULL)
    self->read (self->note, self->data);

  return self->note;
}

/**
 * hz_note_draft_get_keeper:
 * @self: a draft
 *
 * Returns: (transfer none): who keeps it stored
 */
HzDraftKeeper *
hz_note_draft_get_keeper (HzNoteDraft *self)
{
  return self->keeper;
}

void
hz_note_draft_touch (HzNoteDraft *self)
{
  hz_draft_keeper_touch (self->keeper);
}

static void
on_keeper_flushed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (HzNoteDraft) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, &error))
    g_message ("A draft was not stored: %s", error->message);
}

/**
 * hz_note_draft_leave:
 * @self: a draft
 *
 * The screen goes. What stood there and is not stored yet is stored; a draft in which nothing is
 * written goes too.
 */
void
hz_note_draft_leave (HzNoteDraft *self)
{
  hz_note_draft_read (self);
  self->read = NULL;
  self->data = NULL;
  if (hz_note_is_empty (self->note) && hz_draft_keeper_get_saved (self->keeper) > 0)
    {
      hz_draft_keeper_stop (self->keeper);
      hz_draft_store_delete_async (self->records, &self->note->draft_id, NULL, NULL);
      return;
    }

  hz_draft_keeper_flush_async (self->keeper, on_keeper_flushed_cb, g_object_ref (self));
}
