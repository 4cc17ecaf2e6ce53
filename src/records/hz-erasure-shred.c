/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * After an erasure is confirmed nobody finds the client any more; what was sealed about her goes next,
 * by the program of the first who holds the care key, since only that tells what is hers: her cases
 * with everybody's keys to them, what she answered, the text of her letters. It goes in steps, and goes
 * on where it was interrupted. Then the centre key changes, so that no copy of before opens with what
 * is found here.
 *
 * What stands under a colleague's own key her own program deletes, at her sign-ins: drafts that name
 * the client, or are about what is not there any more.
 */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-erasure-shred.h"

#include <string.h>

#include "hz-audit.h"
#include "hz-case-shred.h"
#include "hz-consent-store.h"
#include "hz-draft-store.h"
#include "hz-preference-store.h"
#include "hz-referral-store.h"
#include "hz-table-code.h"
#include "hz-vault-upkeep.h"

G_STATIC_ASSERT (HZ_TABLE_CONSENT == 70);

/* Microseconds of a step; what it writes is committed after them. */
#define STEP 20000

/* --- What the care key opens --------------------------------------------------------------------- */

static gboolean
find_confirmed (HzContext *context,
                HzId *client_id,
                gboolean *is_found,
                GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "SELECT client_id FROM erasure WHERE state = 'confirmed'"
                                " ORDER BY erasure_key LIMIT 1", error);
  if (statement == NULL || !hz_statement_step (statement, is_found, error))
    return FALSE;

  if (*is_found)
    *client_id = hz_statement_get_id (statement, 0);
  return TRUE;
}

static gboolean
set_erased (HzContext *context,
            const HzId *client_id,
            GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "UPDATE erasure SET state = 'erased', revision = revision + 1,"
                                " modified = ?2, modified_by = ?3 WHERE client_id = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, client_id);
  hz_statement_bind_int (statement, 2, context->now);
  hz_statement_bind_id (statement, 3, &context->own_id);
  hz_context_note_change (context, HZ_RECORD_ERASURE, client_id, HZ_CHANGE_CHANGED);

  return hz_statement_run (statement, error)
         && hz_audit_add (context, "erasure.done", HZ_RECORD_CLIENT, client_id, client_id, error);
}

/* Of an answer that has not left its writer's own key nobody knows whose it is; at her next sign-in it
 * does. One that belongs to somebody who has left opens to nobody but the sheets. */
static gboolean
look_for_writers (HzContext *context,
                  gboolean *waits,
                  GError **error)
{
  HzRoster *roster = hz_rings_get_roster (context->rings);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  *waits = FALSE;
  statement = hz_statement_new (context->db,
                                "SELECT DISTINCT writer_id FROM care_waiting"
                                " WHERE table_code = 70 AND ring = 4", error);
  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      const HzRosterMember *writer;
      HzId id;

      if (!has_row)
        return TRUE;

      id = hz_statement_get_id (statement, 0);
      writer = hz_roster_find (roster, &id);
      *waits |= writer != NULL && writer->state == HZ_MEMBER_PRESENT;
    }

  return FALSE;
}

/* A change that has begun may have copied already what was deleted since. */
static gboolean
finish (HzContext *context,
        const HzId *client_id,
        HzErasureShred *came_of_it,
        GError **error)
{
  gboolean waits = FALSE;
  gboolean is_new = FALSE;

  if (!look_for_writers (context, &waits, error)
      || (!waits && !hz_vault_owe_rotation (context->db, &is_new, error)))
    return FALSE;

  *came_of_it = is_new ? HZ_ERASURE_SHRED_ERASED : HZ_ERASURE_SHRED_WAITS;

  return !is_new || (set_erased (context, client_id, error) && hz_erasure_forget_own (context, error));
}

/* Without the care key nothing can be done. */
static gboolean
find_mine (HzContext *context,
           HzId *client_id,
           gboolean *is_found,
           GError **error)
{
  *is_found = FALSE;

  return !hz_rings_has_care (context->rings)
         || !hz_policy_allows (context->own_roles, HZ_RIGHT_SEE_CASES)
         || find_confirmed (context, client_id, is_found, error);
}

/**
 * hz_erasure_shred_look:
 * @context: of any job
 * @next: (out): whether anything is to be done
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
hz_erasure_shred_look (HzContext *context,
                       HzErasureShred *next,
                       GError **error)
{
  gboolean is_found;
  HzId client_id;

  if (!find_mine (context, &client_id, &is_found, error))
    return FALSE;

  *next = is_found ? HZ_ERASURE_SHRED_MORE : HZ_ERASURE_SHRED_NOTHING;
  return TRUE;
}

/**
 * hz_erasure_shred_some:
 * @context: of a write job
 * @came_of_it: (out): what is next
 * @error: return location
 *
 * Returns: whether it stands in the transaction
 */
gboolean
hz_erasure_shred_some (HzContext *context,
                       HzErasureShred *came_of_it,
                       GError **error)
{
  gboolean is_found = FALSE;
  gboolean is_done = FALSE;
  HzId client_id;

  *came_of_it = HZ_ERASURE_SHRED_NOTHING;
  if (!find_mine (context, &client_id, &is_found, error))
    return FALSE;
  if (!is_found)
    return TRUE;

  *came_of_it = HZ_ERASURE_SHRED_MORE;
  if (!hz_case_shred_some (context, &client_id, STEP, &is_done, error)
      || (is_done && !hz_consent_store_shred (context, &client_id, &is_done, error))
      || (is_done && !hz_referral_store_shred (context, &client_id, &is_done, error)))
    return FALSE;

  return !is_done || finish (context, &client_id, came_of_it, error);
}

/* --- What a person's own key opens --------------------------------------------------------------- */

static GArray *
list_erased (HzContext *context,
             GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT client_id FROM erasure WHERE state IN ('confirmed', 'erased')",
                                error);
  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      HzId id;

      if (!has_row)
        return g_steal_pointer (&ids);

      id = hz_statement_get_id (statement, 0);
      g_array_append_val (ids, id);
    }

  return NULL;
}

/* Forms keep an id as bytes or as hexadecimal digits. */
static gboolean
names_one (GVariant *value,
           gpointer data)
{
  GArray *ids = data;
  g_autoptr (GVariant) plain = g_variant_get_normal_form (value);
  const void *bytes = g_variant_get_data (plain);
  gsize size = g_variant_get_size (plain);

  for (guint i = 0; bytes != NULL && i < ids->len; i++)
    {
      const HzId *id = &g_array_index (ids, HzId, i);
      g_autofree char *hex = hz_id_to_hex (id);

      if (memmem (bytes, size, id->bytes, HZ_ID_BYTES) != NULL
          || memmem (bytes, size, hex, strlen (hex)) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Whose case it was nobody knows any more: but that it is gone. */
static gboolean
is_about_nothing (HzContext *context,
                  const HzDraft *draft,
                  gboolean *is_so,
                  GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  *is_so = FALSE;
  if (!hz_id_is_set (&draft->subject_id))
    return TRUE;

  statement = hz_statement_new (context->db,
                                "SELECT 1 FROM client WHERE id = ?1"
                                " UNION ALL SELECT 1 FROM case_file WHERE id = ?1"
                                " UNION ALL SELECT 1 FROM note WHERE id = ?1"
                                " UNION ALL SELECT 1 FROM appointment WHERE id = ?1"
                                " UNION ALL SELECT 1 FROM referral WHERE id = ?1 LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &draft->subject_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  *is_so = !has_row;
  return TRUE;
}

static gboolean
forget_drafts (HzContext *context,
               GArray *erased,
               gboolean *has_forgotten,
               GError **error)
{
  g_autoptr (GPtrArray) drafts = hz_draft_store_list (context, NULL, NULL, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const HzDraft *draft = g_ptr_array_index (drafts, i);
      gboolean goes = FALSE;

      if (!is_about_nothing (context, draft, &goes, error))
        return FALSE;
      if (!goes && (draft->content == NULL || !names_one (draft->content, erased)))
        continue;

      if (!hz_draft_store_delete (context, &draft->id, error))
        return FALSE;
      *has_forgotten = TRUE;
    }

  return drafts != NULL;
}

static gboolean
owe_when (HzContext *context,
          gboolean has_forgotten,
          GError **error)
{
  gboolean is_new;

  return !has_forgotten || hz_vault_owe_rotation (context->db, &is_new, error);
}

/**
 * hz_erasure_forget_own:
 * @context: of a write job
 * @error: return location
 *
 * Another centre key is owed when anything went.
 *
 * Returns: whether nothing stands under the person's own key that names somebody who has been erased,
 *   and no draft about what is not there any more
 */
gboolean
hz_erasure_forget_own (HzContext *context,
                       GError **error)
{
  g_autoptr (GArray) erased = list_erased (context, error);
  gboolean has_forgotten = FALSE;

  if (erased == NULL || erased->len == 0)
    return erased != NULL;

  return forget_drafts (context, erased, &has_forgotten, error)
         && owe_when (context, has_forgotten, error)
         && hz_preference_store_forget (context, names_one, erased, &has_forgotten, error)
         && owe_when (context, has_forgotten, error);
}
