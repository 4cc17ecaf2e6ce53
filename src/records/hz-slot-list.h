/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "hz-slot.h"

G_BEGIN_DECLS

#define HZ_TYPE_SLOT_LIST (hz_slot_list_get_type ())

G_DECLARE_FINAL_TYPE (HzSlotList, hz_slot_list, HZ, SLOT_LIST, GObject)

/* Signal: "answered", when what the person sees has been filled after a reload. */

/**
 * HzSlotListAsk:
 * @list: the list
 * @generation: to be given back with the answer
 * @first: place of the first row wanted
 * @n: how many are wanted
 * @is_first: whether this is the first question after a reload: earlier ones need no answer any more
 * @data: as given to hz_slot_list_new()
 *
 * Is to fetch rows and to call hz_slot_list_answer() later.
 */
typedef void (*HzSlotListAsk) (HzSlotList *list,
                               guint generation,
                               guint first,
                               guint n,
                               gboolean is_first,
                               gpointer data);

HzSlotList *hz_slot_list_new (HzSlotListAsk ask,
                              gpointer data);
/* Something else is to be shown, or the same anew. */
void hz_slot_list_reload (HzSlotList *self);
/* @rows: from @first on, with a free function of its own; fewer than wanted only at the end. */
void hz_slot_list_answer (HzSlotList *self,
                          guint generation,
                          guint n_rows,
                          guint first,
                          GPtrArray *rows);
/* There are more rows than was told; those that are there stay. */
void hz_slot_list_extend (HzSlotList *self,
                          guint n_rows);
guint hz_slot_list_get_n_rows (HzSlotList *self);
/* The place of the first row on the screen, so that a reload fills those first. */
void hz_slot_list_set_visible (HzSlotList *self,
                               guint first);
/* The slot at a place if somebody holds it; for whoever knows what is on the screen. */
gpointer hz_slot_list_get_row (HzSlotList *self,
                               guint position);
/* Asks nothing any more; the list stays as it is. */
void hz_slot_list_stop (HzSlotList *self);

G_END_DECLS
