/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl backup: copies a centre into a folder of its own, proves the copy, prints that folder. It
 * is a centre like any other: check reads it, and put in the place of a lost one it is opened. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-backup-store.h"
#include "hz-ctl-error.h"
#include "hz-ctl-login.h"

static const char *const columns[] = { "folder", NULL };

static gboolean
add_to_records (HzContext *context,
                gpointer place,
                GError **error)
{
  return hz_backup_store_add (context, place, error);
}

/* The window counts the days since. The backup is whole even if that fails. */
static void
remember (HzVault *vault,
          char *place)
{
  g_autoptr (HzRecords) records = hz_records_new (vault);
  g_autoptr (GError) error = NULL;

  if (!hz_records_open (records, &error))
    {
      g_message ("The backup is not remembered: %s", error->message);
      return;
    }

  if (!hz_records_run (records, HZ_DB_JOB_WRITE, add_to_records, place, &error))
    g_message ("The backup is not remembered: %s", error->message);
  g_clear_error (&error);
  if (!hz_records_close (records, &error))
    g_message ("After the backup: %s", error->message);
}

static gboolean
make (const HzCtlOptions *options,
      HzCtlOutput *output,
      GError **error)
{
  g_autoptr (HzVault) vault = hz_ctl_login_open_vault (options, options->words[0], error);
  g_autofree char *place = NULL;
  const char *values[] = { NULL };
  gboolean locked;

  if (vault == NULL)
    return FALSE;

  place = hz_vault_backup (vault, options->words[1], error);
  if (place != NULL)
    remember (vault, place);
  locked = hz_vault_lock (vault, place != NULL ? error : NULL);
  if (place == NULL || !locked)
    return FALSE;

  values[0] = place;
  hz_ctl_output_add (output, values);

  return hz_ctl_output_finish (output, error);
}

HzCtlStatus
hz_ctl_backup (const HzCtlCommand *command,
               GStrv words)
{
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (HzCtlOutput) output = NULL;
  g_autoptr (GError) error = NULL;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            NULL, 2, 2, &status))
    return status;

  output = hz_ctl_options_new_output (&options, columns);

  return make (&options, output, &error) ? HZ_CTL_DONE : hz_ctl_fail (error);
}
