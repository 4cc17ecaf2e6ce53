/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-role.h"

G_BEGIN_DECLS

#define HZ_TYPE_ROLE_BOX (hz_role_box_get_type ())
G_DECLARE_FINAL_TYPE (HzRoleBox, hz_role_box, HZ, ROLE_BOX, AdwBin)

/* The roles as check boxes, each with what it may see. Signal "changed". */
GtkWidget *hz_role_box_new (void);
HzRoles hz_role_box_get_roles (HzRoleBox *self);
void hz_role_box_set_roles (HzRoleBox *self,
                            HzRoles roles);
/* These stay checked. */
void hz_role_box_set_fixed (HzRoleBox *self,
                            HzRoles roles);

/* What they are called, one a line, in the interface's language. */
char *hz_role_box_describe (HzRoles roles,
                            const char *separator);

G_END_DECLS
