/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-rings-private.h"

#include "hz-ring-store.h"

/**
 * hz_rings_shred_case:
 * @self: rings of anybody: it is for records to say who may
 * @db: the open database, in a write job
 * @case_id: a case
 * @error: return location
 *
 * What was sealed for the case opens to nobody here any more, and not to the sheets. It does in copies
 * of before with the keys that are in them: so the centre key is to be changed next
 * (hz_vault_owe_rotation()), and the bodies are to be deleted too.
 *
 * Returns: whether its keys are gone, from the database and from memory
 */
gboolean
hz_rings_shred_case (HzRings *self,
                     HzDb *db,
                     const HzId *case_id,
                     GError **error)
{
  const HzId id = *case_id;

  if (!hz_rings_freshen (self, db, error) || !hz_ring_store_delete_case (db, &id, error))
    return FALSE;

  g_hash_table_remove (self->waiting, &id);
  g_hash_table_remove (self->cases, &id);

  return TRUE;
}
