/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-slot.h"

struct _HzSlot
{
  GObject parent_instance;

  guint position;
  GHashTable *slots;
  GPtrArray *rows;
  guint index;
};

G_DEFINE_FINAL_TYPE (HzSlot, hz_slot, G_TYPE_OBJECT)

static guint changed_signal;

static void
hz_slot_finalize (GObject *object)
{
  HzSlot *self = HZ_SLOT (object);

  g_hash_table_remove (self->slots, GUINT_TO_POINTER (self->position));
  g_hash_table_unref (self->slots);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (hz_slot_parent_class)->finalize (object);
}

static void
hz_slot_class_init (HzSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_slot_finalize;

  /**
   * HzSlot::changed:
   *
   * Another row stands here, or the same one with other contents.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_slot_init (HzSlot *self)
{
}

HzSlot *
hz_slot_new (guint position,
             GHashTable *slots)
{
  HzSlot *self = g_object_new (HZ_TYPE_SLOT, NULL);

  self->position = position;
  self->slots = g_hash_table_ref (slots);
  g_hash_table_insert (slots, GUINT_TO_POINTER (position), self);

  return self;
}

guint
hz_slot_get_position (HzSlot *self)
{
  g_return_val_if_fail (HZ_IS_SLOT (self), 0);

  return self->position;
}

/**
 * hz_slot_get_row:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): what stands there; %NULL while it is being fetched
 */
gpointer
hz_slot_get_row (HzSlot *self)
{
  g_return_val_if_fail (HZ_IS_SLOT (self), NULL);

  return self->rows != NULL ? g_ptr_array_index (self->rows, self->index) : NULL;
}

/**
 * hz_slot_set_row:
 * @self: a slot
 * @rows: (nullable): the rows fetched together; %NULL empties the slot
 * @index: which of them stands here
 */
void
hz_slot_set_row (HzSlot *self,
                 GPtrArray *rows,
                 guint index)
{
  g_return_if_fail (rows == NULL || index < rows->len);

  if (rows == NULL && self->rows == NULL)
    return;
  if (rows != NULL)
    g_ptr_array_ref (rows);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  self->index = index;
  g_signal_emit (self, changed_signal, 0);
}
