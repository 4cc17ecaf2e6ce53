/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "hz-id.h"
#include "hz-role.h"

G_BEGIN_DECLS

/**
 * HzMemberState:
 * @HZ_MEMBER_INVITED: has a one-time password and has not come yet
 * @HZ_MEMBER_PRESENT: belongs here
 * @HZ_MEMBER_LEFT: does not any more; her name stays on what she wrote
 */
typedef enum
{
  HZ_MEMBER_INVITED,
  HZ_MEMBER_PRESENT,
  HZ_MEMBER_LEFT,
} HzMemberState;

/**
 * HzMember:
 * @id: who
 * @name: her name as the roster has it, UTF-8
 * @roles: her roles
 * @state: whether she belongs here
 * @is_me: whether she is signed in here
 * @has_care: whether she holds the care key
 * @since: when she was invited, UTC milliseconds
 *
 * One person of the centre, as the roster says now. A copy: it does not change.
 */
typedef struct
{
  HzId id;
  char *name;
  HzRoles roles;
  HzMemberState state;
  gboolean is_me;
  gboolean has_care;
  gint64 since;
} HzMember;

#define HZ_TYPE_MEMBER (hz_member_get_type ())

GType hz_member_get_type (void);

HzMember *hz_member_copy (const HzMember *self);
void hz_member_free (HzMember *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzMember, hz_member_free)

G_END_DECLS
