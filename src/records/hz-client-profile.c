/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-profile.h"

static const struct
{
  const char *name;
  HzProfileFieldKind kind;
  const char *list;
} fields[HZ_N_PROFILE_FIELDS] = {
  [HZ_PROFILE_FORMER_NAMES] = { "former_names", HZ_PROFILE_LINE, NULL },
  [HZ_PROFILE_JAMOAT] = { "jamoat", HZ_PROFILE_LINE, NULL },
  [HZ_PROFILE_VILLAGE] = { "village", HZ_PROFILE_LINE, NULL },
  [HZ_PROFILE_ADDRESS] = { "address", HZ_PROFILE_LINE, NULL },
  [HZ_PROFILE_LIVES_WITH] = { "lives_with", HZ_PROFILE_CODE, "lives_with" },
  [HZ_PROFILE_HOUSEHOLD] = { "household", HZ_PROFILE_BLOCK, NULL },
  [HZ_PROFILE_MARITAL_STATUS] = { "marital_status", HZ_PROFILE_CODE, "marital_status" },
  [HZ_PROFILE_MARRIAGE_FORM] = { "marriage_form", HZ_PROFILE_CODE, "marriage_form" },
  [HZ_PROFILE_CHILDREN] = { "children", HZ_PROFILE_LINE, NULL },
  [HZ_PROFILE_HUSBAND_STATE] = { "husband_state", HZ_PROFILE_CODE, "husband_state" },
  [HZ_PROFILE_HUSBAND] = { "husband", HZ_PROFILE_BLOCK, NULL },
  [HZ_PROFILE_EDUCATION] = { "education", HZ_PROFILE_CODE, "education" },
  [HZ_PROFILE_WORK] = { "work", HZ_PROFILE_CODE, "work" },
  [HZ_PROFILE_DISABILITY] = { "disability", HZ_PROFILE_CODE, "disability" },
  [HZ_PROFILE_PAPERS_MISSING] = { "papers_missing", HZ_PROFILE_CODES, "paper" },
  [HZ_PROFILE_HOW_CAME] = { "how_came", HZ_PROFILE_CODE, "how_came" },
  [HZ_PROFILE_DO_NOT_TELL] = { "do_not_tell", HZ_PROFILE_LINE, NULL },
  [HZ_PROFILE_REMARKS] = { "remarks", HZ_PROFILE_BLOCK, NULL },
};

/**
 * hz_client_profile_new:
 * @client_id: whose
 *
 * Returns: (transfer full): a profile in which nothing was asked yet
 */
HzClientProfile *
hz_client_profile_new (const HzId *client_id)
{
  HzClientProfile *self = g_new0 (HzClientProfile, 1);

  self->client_id = *client_id;
  self->n_children = -1;

  return self;
}

HzClientProfile *
hz_client_profile_copy (const HzClientProfile *self)
{
  HzClientProfile *copy = g_memdup2 (self, sizeof *self);

  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);

  return copy;
}

void
hz_client_profile_free (HzClientProfile *self)
{
  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self);
}

void
hz_client_profile_set (HzClientProfile *self,
                       HzProfileField field,
                       const char *value)
{
  char *copy = value != NULL && *value != '\0' ? g_strdup (value) : NULL;

  g_free (self->values[field]);
  self->values[field] = copy;
}

/**
 * hz_client_profile_count_answers:
 * @self: a profile
 *
 * Returns: how many of its questions have an answer
 */
guint
hz_client_profile_count_answers (const HzClientProfile *self)
{
  guint n = (hz_date_is_set (self->birth) ? 1 : 0) + (self->n_children >= 0 ? 1 : 0);

  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    n += self->values[i] != NULL ? 1 : 0;

  return n;
}

const char *
hz_profile_field_get_name (HzProfileField field)
{
  return fields[field].name;
}

HzProfileFieldKind
hz_profile_field_get_kind (HzProfileField field)
{
  return fields[field].kind;
}

const char *
hz_profile_field_get_list (HzProfileField field)
{
  return fields[field].list;
}
