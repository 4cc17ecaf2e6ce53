/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl check: reads all of a centre. One line for each thing that was looked at. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-audit.h"
#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-records.h"

static const char *const columns[] = { "what", "state", "detail", NULL };

/* What was looked at, and how many things were wrong. */
typedef struct
{
  HzCtlOutput *output;
  guint n_faults;
} Check;

static void
note_state (Check *check,
            const char *what,
            gboolean is_well,
            const char *detail)
{
  const char *const values[] = { what, is_well ? "ok" : "damaged", detail };

  hz_ctl_output_add (check->output, values);
  if (!is_well)
    check->n_faults++;
}

static void
note_database (Check *check,
               HzDbCheck *found)
{
  g_autofree char *pages = g_strdup_printf ("%" G_GUINT64_FORMAT, found->n_pages);

  if (found->n_damaged == 0)
    note_state (check, "pages", TRUE, pages);
  for (guint i = 0; i < found->damaged_pages->len; i++)
    {
      g_autofree char *page =
        g_strdup_printf ("page %u", g_array_index (found->damaged_pages, guint32, i));

      note_state (check, "pages", FALSE, page);
    }

  for (guint i = 0; i < found->problems->len; i++)
    note_state (check, "tables", FALSE, g_ptr_array_index (found->problems, i));
  if (found->problems->len == 0)
    note_state (check, "tables", TRUE, NULL);
}

static gboolean
verify_audit (HzContext *context,
              gpointer data,
              GError **error)
{
  return hz_audit_verify (context, data, error);
}

static void
note_audit (Check *check,
            const HzAuditReport *report)
{
  g_autofree char *detail = NULL;

  if (report->broken_at != 0)
    detail = g_strdup_printf ("row %" G_GINT64_FORMAT, report->broken_at);
  else
    detail = g_strdup_printf ("%" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT " not signed yet",
                              report->n_rows, report->n_unconfirmed);
  note_state (check, "audit", report->broken_at == 0, detail);
}

static void
note_people (Check *check,
             HzVault *vault)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (vault);
  g_autofree char *detail = g_strdup_printf ("%u people", members->len);

  note_state (check, "keyring",
              (hz_vault_get_notices (vault) & HZ_VAULT_NOTICE_SECOND_KEYRING) == 0, NULL);
  note_state (check, "roster", (hz_vault_get_notices (vault) & HZ_VAULT_NOTICE_ROSTER_FORKED) == 0,
              detail);
}

/* The audit last: to read it the records must open, and what is damaged may forbid that. */
static gboolean
check_records (Check *check,
               HzVault *vault,
               GError **error)
{
  g_autoptr (HzRecords) records = hz_records_new (vault);
  HzAuditReport report;

  if (!hz_records_open (records, error) ||
      !hz_records_run (records, HZ_DB_JOB_READ, verify_audit, &report, error))
    return FALSE;

  if (hz_records_is_audit_cut (records))
    note_state (check, "audit", FALSE, "not the one seen here last");
  note_audit (check, &report);

  return hz_records_close (records, error);
}

static gboolean
check_centre (Check *check,
              HzVault *vault,
              GError **error)
{
  g_autoptr (HzDbCheck) found = NULL;
  g_autoptr (GError) records_error = NULL;

  note_people (check, vault);
  found = hz_vault_check (vault, error);
  if (found == NULL)
    return FALSE;

  note_database (check, found);
  if (!check_records (check, vault, &records_error))
    {
      if (hz_ctl_get_status (records_error) != HZ_CTL_DAMAGED && check->n_faults == 0)
        {
          g_propagate_error (error, g_steal_pointer (&records_error));
          return FALSE;
        }
      note_state (check, "records", FALSE, hz_ctl_get_sentence (records_error));
    }

  return hz_ctl_output_finish (check->output, error);
}

HzCtlStatus
hz_ctl_check (const HzCtlCommand *command,
              GStrv words)
{
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (HzCtlOutput) output = NULL;
  g_autoptr (HzVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  Check check = { 0 };
  HzCtlStatus status;
  gboolean done;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            NULL, 1, 1, &status))
    return status;

  vault = hz_ctl_login_open_vault (&options, options.words[0], &error);
  if (vault == NULL)
    return hz_ctl_fail (error);

  output = hz_ctl_options_new_output (&options, columns);
  check.output = output;
  done = check_centre (&check, vault, &error);
  /* A damaged database may not close well; that it is damaged has been said. */
  if (!hz_vault_lock (vault, done && check.n_faults == 0 ? &error : NULL) && check.n_faults == 0)
    done = FALSE;
  if (!done)
    return hz_ctl_fail (error);

  return check.n_faults > 0 ? HZ_CTL_DAMAGED : HZ_CTL_DONE;
}
