/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-member-choice.h"

#define KEY "hz-member-choice"

static gboolean
is_in (GArray     *ids,
       const HzId *id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (hz_id_equal (&g_array_index (ids, HzId, i), id))
      return TRUE;

  return FALSE;
}

static gboolean
does_case_work (const HzMember *member)
{
  return member->state == HZ_MEMBER_PRESENT && hz_policy_allows (member->roles, HZ_RIGHT_OPEN_CASE)
         && (member->has_care || member->is_me);
}

/**
 * hz_member_choice_fill:
 * @drop_down: a drop-down
 * @records: records
 * @without: (element-type HzId) (nullable): who is left out
 *
 * Returns: how many there are to choose from
 */
guint
hz_member_choice_fill (GtkDropDown *drop_down,
                       HzRecords   *records,
                       GArray      *without)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (hz_records_get_vault (records));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HzId));

  for (guint i = 0; i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);

      if (!does_case_work (member) || is_in (without, &member->id))
        continue;
      g_array_append_val (ids, member->id);
      gtk_string_list_append (names, member->name);
    }

  g_object_set_data_full (G_OBJECT (drop_down), KEY, ids, (GDestroyNotify) g_array_unref);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));

  return ids->len;
}

/**
 * hz_member_choice_get:
 * @drop_down: a filled drop-down
 * @member_id: (out): who is chosen
 *
 * Returns: whether anybody is
 */
gboolean
hz_member_choice_get (GtkDropDown *drop_down,
                      HzId        *member_id)
{
  GArray *ids = g_object_get_data (G_OBJECT (drop_down), KEY);
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (ids == NULL || selected >= ids->len)
    return FALSE;

  *member_id = g_array_index (ids, HzId, selected);
  return TRUE;
}

void
hz_member_choice_set (GtkDropDown *drop_down,
                      const HzId  *member_id)
{
  GArray *ids = g_object_get_data (G_OBJECT (drop_down), KEY);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (hz_id_equal (&g_array_index (ids, HzId, i), member_id))
      gtk_drop_down_set_selected (drop_down, i);
}
