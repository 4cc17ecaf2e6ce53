/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl restore: a backup becomes a centre in a new folder. Prints everybody whom the backup knew
 * and whether she can sign in there. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-ctl-sheet.h"
#include "hz-vault-sheets.h"

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

/* Whose keys of that day sign for it. */
typedef struct
{
  HzCtlOptions common;
  char *today;
  char *sheet_file;
  gboolean by_sheets;
} Restore;

static void
clear_restore (Restore *self)
{
  hz_ctl_options_clear (&self->common);
  g_free (self->today);
  g_free (self->sheet_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Restore, clear_restore)

static GPtrArray *
restore_by_password (const Restore *self,
                     HzVault *vault,
                     GError **error)
{
  g_autoptr (HzSecret) password = hz_ctl_login_get_password (&self->common, error);

  return password != NULL ? hz_vault_restore (vault, self->common.words[0], self->today,
                                              self->common.login, password, error)
                          : NULL;
}

static GPtrArray *
restore_by_sheets (const Restore *self,
                   HzVault *vault,
                   GError **error)
{
  g_autoptr (HzSecret) first = NULL;
  g_autoptr (HzSecret) second = NULL;
  GError *failure = NULL;
  guint wrong_sheet = 0;
  guint wrong_group = 0;
  GPtrArray *people;

  if (!hz_ctl_sheet_read (self->sheet_file, &first, &second, error))
    return NULL;

  people = hz_vault_restore_by_sheets (vault, self->common.words[0], self->today, first, second,
                                       &wrong_sheet, &wrong_group, &failure);
  if (people == NULL)
    g_propagate_error (error, hz_ctl_sheet_explain (failure, wrong_sheet, wrong_group));

  return people;
}

static gboolean
restore (const Restore *self,
         GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (self->common.words[1]);
  g_autoptr (HzCtlOutput) output = hz_ctl_options_new_output (&self->common, columns);
  g_autoptr (GPtrArray) people = NULL;

  people = self->by_sheets ? restore_by_sheets (self, vault, error)
                           : restore_by_password (self, vault, error);
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

static gboolean
check_way_in (Restore *self,
              GError **error)
{
  self->by_sheets = self->by_sheets || self->sheet_file != NULL;
  if (self->by_sheets != (self->common.login != NULL && *self->common.login != '\0'))
    return TRUE;

  g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                       _("Say whose account with --login NAME, or restore by the sheets with "
                         "--sheet-file FILE or --by-sheets."));
  return FALSE;
}

HzCtlStatus
hz_ctl_restore (const HzCtlCommand *command,
                GStrv words)
{
  g_auto (Restore) self = { 0 };
  const GOptionEntry entries[] = {
    { "today", 0, 0, G_OPTION_ARG_FILENAME, &self.today,
      N_("The centre as it is today: who has left it since does not come back"), "DIR" },
    { "sheet-file", 0, 0, G_OPTION_ARG_FILENAME, &self.sheet_file,
      N_("Without an account: file with the recovery sheet of that day, or two of three"), "FILE" },
    { "by-sheets", 0, 0, G_OPTION_ARG_NONE, &self.by_sheets,
      N_("Without an account: the terminal asks for the recovery sheets of that day"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&self.common, command, words,
                            HZ_CTL_MAY_TAKE_LOGIN | HZ_CTL_TAKES_OUTPUT, entries, 2, 2, &status))
    return status;

  return check_way_in (&self, &error) && restore (&self, &error) ? HZ_CTL_DONE : hz_ctl_fail (error);
}
