/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is still owed after somebody left, lost her role or got new keys: new keys for the cases that
 * she could have known. By the roster a case's next holder makes one before she seals anything there;
 * here she is told how many wait for her, and makes them beforehand, some at a time. How many wait for
 * others nobody can tell: when a key was made is known to those who hold it. Which cases nobody else
 * would open everybody can see: to whom there are grants is of the centre ring.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include "hz-ring-store.h"
#include "hz-vault-error.h"

static HzKeyRing *
find_due (HzRings *self,
          const HzId *case_id)
{
  HzKeyRing *ring = hz_rings_find_ring (self, HZ_RING_CASE, case_id);
  HzRingKey *newest = ring != NULL ? hz_key_ring_get_newest (ring) : NULL;

  return newest != NULL && !ring->forged && ring->team != NULL
         && hz_roster_epoch_is_due (self->roster, newest->made_seq) ? ring : NULL;
}

/**
 * hz_rings_list_due:
 * @self: rings
 * @db: the open database
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzId): the cases she holds that are to get a new
 *   key
 */
GPtrArray *
hz_rings_list_due (HzRings *self,
                   HzDb *db,
                   GError **error)
{
  g_autoptr (GPtrArray) cases = NULL;
  GPtrArray *due;

  if (!hz_rings_freshen (self, db, error))
    return NULL;

  cases = hz_rings_list_cases (self);
  due = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < cases->len; i++)
    if (find_due (self, g_ptr_array_index (cases, i)) != NULL)
      g_ptr_array_add (due, hz_id_copy (g_ptr_array_index (cases, i)));

  return due;
}

/**
 * hz_rings_renew_due:
 * @self: rings of a member
 * @db: the open database, in a write job
 * @n_most: how many cases at most, so that a job stays short
 * @n_left: (out): how many are to get a new key after it
 * @error: return location
 *
 * Returns: whether so many have one
 */
gboolean
hz_rings_renew_due (HzRings *self,
                    HzDb *db,
                    guint n_most,
                    guint *n_left,
                    GError **error)
{
  g_autoptr (GPtrArray) due = hz_rings_list_due (self, db, error);
  guint n_done = due != NULL ? MIN (n_most, due->len) : 0;

  if (due == NULL)
    return FALSE;

  for (guint i = 0; i < n_done; i++)
    if (!hz_rings_renew_case (self, db, find_due (self, g_ptr_array_index (due, i)), error))
      return FALSE;

  *n_left = due->len - n_done;
  return TRUE;
}

static gboolean
is_present (HzRings *self,
            const HzId *id)
{
  const HzRosterMember *member = hz_roster_find (self->roster, id);

  return member != NULL && member->state == HZ_MEMBER_PRESENT;
}

/**
 * hz_rings_list_alone:
 * @self: rings of anybody
 * @db: the open database
 * @member_id: (nullable): a member
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzId): the cases that she opens and no other
 *   member; with %NULL, those that no member opens
 */
GPtrArray *
hz_rings_list_alone (HzRings *self,
                     HzDb *db,
                     const HzId *member_id,
                     GError **error)
{
  g_autoptr (GPtrArray) rows = hz_ring_store_list_holders (db, error);
  GPtrArray *alone;
  guint i = 0;

  if (rows == NULL)
    return NULL;

  alone = g_ptr_array_new_with_free_func (g_free);
  while (i < rows->len)
    {
      const HzGrantRow *first = g_ptr_array_index (rows, i);
      gboolean is_hers = member_id == NULL;
      guint n_others = 0;

      for (; i < rows->len; i++)
        {
          const HzGrantRow *row = g_ptr_array_index (rows, i);

          if (!hz_id_equal (&row->subject_id, &first->subject_id))
            break;
          if (member_id != NULL && hz_id_equal (&row->recipient_id, member_id))
            is_hers = TRUE;
          else if (is_present (self, &row->recipient_id))
            n_others++;
        }
      if (is_hers && n_others == 0)
        g_ptr_array_add (alone, hz_id_copy (&first->subject_id));
    }

  return alone;
}

/**
 * hz_rings_count_alone:
 * @self: rings of anybody
 * @db: the open database
 * @member_id: (nullable): a member
 * @n_alone: (out): how many cases hz_rings_list_alone() finds
 * @error: return location
 *
 * Returns: whether they could be counted
 */
gboolean
hz_rings_count_alone (HzRings *self,
                      HzDb *db,
                      const HzId *member_id,
                      guint *n_alone,
                      GError **error)
{
  g_autoptr (GPtrArray) alone = hz_rings_list_alone (self, db, member_id, error);

  if (alone == NULL)
    return FALSE;

  *n_alone = alone->len;
  return TRUE;
}
