/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl duplicates: records that may be of one person, strongest first. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-client-duplicates.h"
#include "hz-ctl-session.h"

static const char *const columns[] = { "code", "other", "why", NULL };

static gboolean
run_duplicates (HzContext *context,
                gpointer data,
                GError **error)
{
  HzCtlOutput *output = data;
  g_autoptr (GPtrArray) pairs = NULL;

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return FALSE;

  pairs = hz_client_duplicates_list (context, error);
  if (pairs == NULL)
    return FALSE;

  for (guint i = 0; i < pairs->len; i++)
    {
      HzClientDuplicate *pair = g_ptr_array_index (pairs, i);
      const char *const values[] = { pair->other, pair->row->code,
                                     hz_likeness_get_word (pair->likeness) };

      hz_ctl_output_add (output, values);
    }

  return TRUE;
}

HzCtlStatus
hz_ctl_duplicates (const HzCtlCommand *command,
                   GStrv words)
{
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (HzCtlOutput) output = NULL;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            NULL, 1, 1, &status))
    return status;

  output = hz_ctl_options_new_output (&options, columns);

  return hz_ctl_session_run (&options, HZ_DB_JOB_READ, run_duplicates, output, output);
}
