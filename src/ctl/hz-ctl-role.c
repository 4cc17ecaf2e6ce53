/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-ctl-role.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"

static const struct
{
  const char *code;
  HzRoles role;
} known[] = {
  { "administrator", HZ_ROLE_ADMINISTRATOR }, { "manager", HZ_ROLE_MANAGER },
  { "psychologist", HZ_ROLE_PSYCHOLOGIST },   { "lawyer", HZ_ROLE_LAWYER },
  { "social_worker", HZ_ROLE_SOCIAL_WORKER }, { "reception", HZ_ROLE_RECEPTION },
};

static HzRoles
find_role (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].code, code))
      return known[i].role;

  return HZ_ROLE_NONE;
}

/**
 * hz_ctl_role_parse:
 * @text: codes of roles, separated by commas
 * @roles: (out): all of them
 * @error: return location
 *
 * Returns: whether each of them is one
 */
gboolean
hz_ctl_role_parse (const char *text,
                   HzRoles *roles,
                   GError **error)
{
  g_auto (GStrv) codes = g_strsplit (text, ",", -1);
  HzRoles all = HZ_ROLE_NONE;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      HzRoles role = find_role (g_strstrip (codes[i]));

      if (role == HZ_ROLE_NONE)
        {
          g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE, _("There is no role “%s”."),
                       codes[i]);
          return FALSE;
        }
      all |= role;
    }

  if (all == HZ_ROLE_NONE)
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                           _("At least one role is needed."));
      return FALSE;
    }

  *roles = all;
  return TRUE;
}
