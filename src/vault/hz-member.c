/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzVault"

#include "hz-member.h"

G_DEFINE_BOXED_TYPE (HzMember, hz_member, hz_member_copy, hz_member_free)

/**
 * hz_member_copy:
 * @self: a member
 *
 * Returns: (transfer full): a copy
 */
HzMember *
hz_member_copy (const HzMember *self)
{
  HzMember *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);

  return copy;
}

/**
 * hz_member_free:
 * @self: (nullable) (transfer full): a member
 */
void
hz_member_free (HzMember *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self);
}
