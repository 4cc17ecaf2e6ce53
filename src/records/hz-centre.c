/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-centre.h"

/**
 * hz_centre_new:
 *
 * Returns: (transfer full): a centre that has told nothing about itself yet: open from 8 to 17, lunch
 *   from 12 to 13
 */
HzCentre *
hz_centre_new (void)
{
  HzCentre *self = g_new0 (HzCentre, 1);

  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      self->names[i] = g_strdup ("");
      self->addresses[i] = g_strdup ("");
      self->signer_posts[i] = g_strdup ("");
      self->signers[i] = g_strdup ("");
    }
  self->phone = g_strdup ("");
  self->number_index = g_strdup ("");
  self->district = g_strdup ("");
  self->opens = 8 * 60;
  self->closes = 17 * 60;
  self->lunch_begins = 12 * 60;
  self->lunch_ends = 13 * 60;
  self->rooms = g_new0 (char *, 1);

  return self;
}

/**
 * hz_centre_copy:
 * @self: a centre
 *
 * Returns: (transfer full): its copy
 */
HzCentre *
hz_centre_copy (const HzCentre *self)
{
  HzCentre *copy = g_new0 (HzCentre, 1);

  *copy = *self;
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      copy->names[i] = g_strdup (self->names[i]);
      copy->addresses[i] = g_strdup (self->addresses[i]);
      copy->signer_posts[i] = g_strdup (self->signer_posts[i]);
      copy->signers[i] = g_strdup (self->signers[i]);
    }
  copy->phone = g_strdup (self->phone);
  copy->number_index = g_strdup (self->number_index);
  copy->district = g_strdup (self->district);
  copy->rooms = g_strdupv (self->rooms);

  return copy;
}

/**
 * hz_centre_free:
 * @self: (nullable) (transfer full): a centre
 */
void
hz_centre_free (HzCentre *self)
{
  if (self == NULL)
    return;

  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_free (self->names[i]);
      g_free (self->addresses[i]);
      g_free (self->signer_posts[i]);
      g_free (self->signers[i]);
    }
  g_free (self->phone);
  g_free (self->number_index);
  g_free (self->district);
  g_strfreev (self->rooms);
  g_free (self);
}
