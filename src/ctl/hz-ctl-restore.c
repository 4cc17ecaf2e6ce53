/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl restore: a backup becomes a centre in a new folder. Prints everybody whom the backup knew
 * and whether she can sign in there. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"

static const char *const columns[] = { "name", "state", NULL };

static const char *
get_state (HzMemberState state)
{
  switch (state)
    {
    case HZ_MEMBER_INVITED:
      return "invited";

    case HZ_MEMBER_PRESENT:
      return "present";

    case HZ_MEMBER_LEFT:
    default:
      return "left";
    }
}

static gboolean
restore (const HzCtlOptions *options,
         const char *today,
         HzCtlOutput *output,
         GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (options->words[1]);
  g_autoptr (HzSecret) password = hz_ctl_login_get_password (options, error);
  g_autoptr (GPtrArray) people = NULL;

  if (password == NULL)
    return FALSE;

  people = hz_vault_restore (vault, options->words[0], today, options->login, password, error);
  if (people == NULL)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      const HzMember *member = g_ptr_array_index (people, i);
      const char *const values[] = { member->name, get_state (member->state) };

      hz_ctl_output_add (output, values);
    }

  return hz_ctl_output_finish (output, error);
}

HzCtlStatus
hz_ctl_restore (const HzCtlCommand *command,
                GStrv words)
{
  g_autofree char *today = NULL;
  const GOptionEntry entries[] = {
    { "today", 0, 0, G_OPTION_ARG_FILENAME, &today,
      N_("The centre as it is today: who has left it since does not come back"), "DIR" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (HzCtlOutput) output = NULL;
  g_autoptr (GError) error = NULL;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            entries, 2, 2, &status))
    return status;

  output = hz_ctl_options_new_output (&options, columns);

  return restore (&options, today, output, &error) ? HZ_CTL_DONE : hz_ctl_fail (error);
}
