/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzRoles:
 *
 * What a person does in the centre; roles add up. The numbers are written into the roster and never
 * change.
 */
typedef enum
{
  HZ_ROLE_NONE = 0,
  HZ_ROLE_ADMINISTRATOR = 1,
  HZ_ROLE_MANAGER = 2,
  HZ_ROLE_PSYCHOLOGIST = 4,
  HZ_ROLE_LAWYER = 8,
  HZ_ROLE_SOCIAL_WORKER = 16,
  HZ_ROLE_RECEPTION = 32,
} HzRoles;

/* Whoever has one of these holds the care key. */
#define HZ_ROLES_CARE \
  (HZ_ROLE_MANAGER | HZ_ROLE_PSYCHOLOGIST | HZ_ROLE_LAWYER | HZ_ROLE_SOCIAL_WORKER)
#define HZ_ROLES_ALL (HZ_ROLE_ADMINISTRATOR | HZ_ROLES_CARE | HZ_ROLE_RECEPTION)

G_END_DECLS
