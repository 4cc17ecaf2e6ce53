/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-ctl-session.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-login.h"

/**
 * hz_ctl_session_open:
 * @self: zeros
 * @options: of a command that takes a login
 * @folder: of a centre
 * @error: return location
 *
 * Returns: whether the account is signed in; when not, there is nothing to close
 */
gboolean
hz_ctl_session_open (HzCtlSession *self,
                     const HzCtlOptions *options,
                     const char *folder,
                     GError **error)
{
  g_autoptr (HzVault) vault = hz_ctl_login_open_vault (options, folder, error);
  g_autoptr (HzRecords) records = NULL;

  if (vault == NULL)
    return FALSE;

  records = hz_records_new (vault);
  if (!hz_records_open (records, error))
    {
      g_clear_object (&records);
      hz_vault_lock (vault, NULL);
      return FALSE;
    }

  if (hz_records_is_audit_cut (records))
    g_printerr ("hamrozctl: %s\n", _("Warning: the audit is not the one seen here last."));

  self->vault = g_steal_pointer (&vault);
  self->records = g_steal_pointer (&records);

  return TRUE;
}

/**
 * hz_ctl_session_close:
 * @self: an open session
 * @error: return location
 *
 * Signs the audit and locks the centre, whatever happens.
 *
 * Returns: whether both went well
 */
gboolean
hz_ctl_session_close (HzCtlSession *self,
                      GError **error)
{
  gboolean done = hz_records_close (self->records, error);

  g_clear_object (&self->records);
  if (!hz_vault_lock (self->vault, done ? error : NULL))
    done = FALSE;
  g_clear_object (&self->vault);

  return done;
}

/**
 * hz_ctl_session_run:
 * @options: of a command that takes a login, the centre's folder its first word
 * @kind: of the job
 * @func: what it does
 * @data: given to @func
 * @output: (nullable): what it prints into
 *
 * Signs in, runs one job, locks and ends the output.
 *
 * Returns: what to end with; an error has been told
 */
HzCtlStatus
hz_ctl_session_run (const HzCtlOptions *options,
                    HzDbJobKind kind,
                    HzRecordsFunc func,
                    gpointer data,
                    HzCtlOutput *output)
{
  HzCtlSession session = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!hz_ctl_session_open (&session, options, options->words[0], &error))
    return hz_ctl_fail (error);

  done = hz_records_run (session.records, kind, func, data, &error) &&
         (output == NULL || hz_ctl_output_finish (output, &error));
  if (!hz_ctl_session_close (&session, done ? &error : NULL))
    done = FALSE;

  return done ? HZ_CTL_DONE : hz_ctl_fail (error);
}
