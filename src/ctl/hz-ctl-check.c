/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl check: reads all of a centre. One line for each thing that was looked at. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-audit.h"
#include "hz-ctl-error.h"
#include "hz-ctl-session.h"
#include "hz-records.h"
#include "hz-statement.h"

#define MOST_FAULTS 100

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

/* The rows of a pragma, each of them a fault but the one that says "ok". */
static gboolean
ask (Check *check,
     HzDb *db,
     const char *what,
     const char *sql,
     GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (db, sql, error);
  guint n_before = check->n_faults;
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (check->n_faults - n_before < MOST_FAULTS)
    {
      const char *text;

      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      text = hz_statement_get_text (statement, 0);
      if (g_strcmp0 (text, "ok") != 0)
        note_state (check, what, FALSE, text);
    }

  if (check->n_faults == n_before)
    note_state (check, what, TRUE, NULL);

  return TRUE;
}

static gboolean
look_at_records (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Check *check = data;
  HzAuditReport report;
  g_autofree char *detail = NULL;

  if (!ask (check, context->db, "tables", "PRAGMA integrity_check", error) ||
      !ask (check, context->db, "references", "PRAGMA foreign_key_check", error) ||
      !hz_audit_verify (context, &report, error))
    return FALSE;

  if (report.broken_at != 0)
    detail = g_strdup_printf ("row %" G_GINT64_FORMAT, report.broken_at);
  else
    detail =
      g_strdup_printf ("%" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT " after the last signature",
                              report.n_rows, report.n_unconfirmed);
  note_state (check, "audit", report.broken_at == 0, detail);

  return TRUE;
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

static gboolean
check_centre (Check *check,
              HzCtlSession *session,
              GError **error)
{
  note_people (check, session->vault);

  return hz_records_run (session->records, HZ_DB_JOB_READ, look_at_records, check, error) &&
         hz_ctl_output_finish (check->output, error);
}

HzCtlStatus
hz_ctl_check (const HzCtlCommand *command,
              GStrv words)
{
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (HzCtlOutput) output = NULL;
  g_autoptr (GError) error = NULL;
  HzCtlSession session = { NULL, NULL };
  Check check = { 0 };
  HzCtlStatus status;
  gboolean done;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            NULL, 1, 1, &status))
    return status;

  if (!hz_ctl_session_open (&session, &options, options.words[0], &error))
    return hz_ctl_fail (error);

  output = hz_ctl_options_new_output (&options, columns);
  check.output = output;
  done = check_centre (&check, &session, &error);
  if (!hz_ctl_session_close (&session, done ? &error : NULL))
    done = FALSE;
  if (!done)
    return hz_ctl_fail (error);

  return check.n_faults > 0 ? HZ_CTL_DAMAGED : HZ_CTL_DONE;
}
