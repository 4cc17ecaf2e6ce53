/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HZ_TYPE_SLOT (hz_slot_get_type ())

G_DECLARE_FINAL_TYPE (HzSlot, hz_slot, HZ, SLOT, GObject)

/* A place in a HzSlotList. It stays the same object while what stands in it changes; then it emits
 * "changed", and whoever shows it writes it anew. */

guint hz_slot_get_position (HzSlot *self);
/* What stands there; NULL while that is being fetched. Valid until the next "changed". */
gpointer hz_slot_get_row (HzSlot *self);

/* For the list. @slots: where it is to be found by its position while it lives. @rows: what keeps the
 * row alive. */
HzSlot *hz_slot_new (guint position,
                     GHashTable *slots);
void hz_slot_set_row (HzSlot *self,
                      GPtrArray *rows,
                      guint index);

G_END_DECLS
