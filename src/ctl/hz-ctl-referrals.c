/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl referrals: the journal of letters. To whom and how it ended only with the care key. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-ctl-session.h"
#include "hz-referral-store.h"

static const char *const columns[] = { "number", "date", "client", "recipient", "status", NULL };

static void
print_referral (HzCtlOutput *output,
                HzReferral *referral)
{
  g_autofree char *number = hz_referral_dup_number (referral);
  g_autofree char *date = hz_date_to_iso (referral->issued_on);
  const char *values[] = { number, date, referral->client_code, NULL, NULL, NULL };

  if (referral->is_readable)
    {
      values[3] = referral->recipient;
      values[4] = referral->status;
    }
  if (referral->is_void)
    values[4] = "void";

  hz_ctl_output_add (output, values);
}

static gboolean
run_referrals (HzContext *context,
               gpointer data,
               GError **error)
{
  g_autoptr (GPtrArray) referrals = NULL;

  referrals = hz_referral_store_list (context, HZ_REFERRAL_FILTER_ALL, NULL, 0, error);
  if (referrals == NULL)
    return FALSE;

  for (guint i = 0; i < referrals->len; i++)
    print_referral (data, g_ptr_array_index (referrals, i));

  return TRUE;
}

HzCtlStatus
hz_ctl_referrals (const HzCtlCommand *command,
                  GStrv words)
{
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (HzCtlOutput) output = NULL;
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            NULL, 1, 1, &status))
    return status;

  output = hz_ctl_options_new_output (&options, columns);

  return hz_ctl_session_run (&options, HZ_DB_JOB_READ, run_referrals, output, output);
}
