/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl letter: a letter of the journal as PDF, as it was issued. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-session.h"
#include "hz-letter-pdf.h"
#include "hz-records-error.h"
#include "hz-referral-store.h"

typedef struct
{
  const char *number;
  HzReferral *referral;
} Letter;

static gboolean
find_letter (HzContext *context,
             gpointer data,
             GError **error)
{
  Letter *letter = data;

  if (!hz_context_require (context, HZ_RIGHT_READ_LETTERS, error))
    return FALSE;

  letter->referral = hz_referral_store_find (context, letter->number, error);
  if (letter->referral == NULL)
    return FALSE;

  if (!letter->referral->is_readable)
    {
      g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY,
                           "Without the care key");
      return FALSE;
    }

  return TRUE;
}

static gboolean
write_letter (HzReferral *referral,
              const char *path,
              GError **error)
{
  g_autoptr (HzLetterLayout) layout = hz_letter_layout_new (referral, error);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return layout != NULL && hz_letter_pdf_save (layout, referral, file, error);
}

HzCtlStatus
hz_ctl_letter (const HzCtlCommand *command,
               GStrv words)
{
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HzReferral) referral = NULL;
  Letter letter = { 0 };
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN, NULL, 3, 3, &status))
    return status;

  letter.number = options.words[1];
  status = hz_ctl_session_run (&options, HZ_DB_JOB_WRITE, find_letter, &letter, NULL);
  referral = letter.referral;
  if (status != HZ_CTL_DONE)
    return status;

  if (!write_letter (referral, options.words[2], &error))
    return hz_ctl_fail (error);

  return HZ_CTL_DONE;
}
