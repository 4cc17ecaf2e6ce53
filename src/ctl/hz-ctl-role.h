/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "hz-role.h"

G_BEGIN_DECLS

/* Codes of the list "role", separated by commas. */
gboolean hz_ctl_role_parse (const char *text,
                            HzRoles *roles,
                            GError **error);

G_END_DECLS
