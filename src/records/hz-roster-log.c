/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The audit of what is done about people and keys. Such an act counts with the keyring's rename, which
 * is no transaction of the database; but the roster itself says what was done, when and by whom, and is
 * signed. So its row is not written beside the act, before or after it: it is taken from the roster, of
 * which a mark in the same transaction tells how much stands in the audit. An act that failed left no
 * entry and gets no row; one that the power cut interrupted gets it at the next sign-in, whoever comes.
 *
 * A centre from before there was a mark has rows of its own for what is in the roster already.
 */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-roster-log.h"

#include "hz-audit.h"
#include "hz-password-request.h"

/* The founding is before the first mark; of care epochs there is nothing to tell. */
static const char *
name_act (const HzRosterAct *act)
{
  switch (act->kind)
    {
    case HZ_ROSTER_INVITE:
      return "member.invite";
    case HZ_ROSTER_JOIN:
      return "member.join";
    case HZ_ROSTER_ROLES:
      return "member.roles";
    case HZ_ROSTER_NAME:
      return "member.name";
    case HZ_ROSTER_LEAVE:
      return "member.remove";
    case HZ_ROSTER_KEY_CHANGE:
      return "member.keys";
    case HZ_ROSTER_RECOVERY:
      return act->sheets_lost ? "sheets.announce" : "sheets.replace";
    case HZ_ROSTER_RECOVERY_COUNTS:
      return "sheets.count";
    case HZ_ROSTER_RESTORE:
      return "centre.restore";
    case HZ_ROSTER_FOUND:
    case HZ_ROSTER_CARE_EPOCH:
    default:
      return NULL;
    }
}

/* After a restore, whoever still belongs here may be somebody who only knows a password of then. */
static gboolean
ask_everybody (HzContext *context,
               HzRoster *roster,
               const HzRosterAct *act,
               GError **error)
{
  for (guint i = 0; i < hz_roster_get_n_members (roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (roster, i);

      if (member->state == HZ_MEMBER_PRESENT
          && !hz_password_request_put (context, &member->id, &act->signer_id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
log_act (HzContext *context,
         HzRoster *roster,
         const HzRosterAct *act,
         GError **error)
{
  const char *name = name_act (act);

  if (name != NULL
      && !hz_audit_add_earlier (context, name, HZ_RECORD_MEMBER, &act->subject_id, &act->signer_id,
                                act->time, error))
    return FALSE;

  return act->kind != HZ_ROSTER_RESTORE || ask_everybody (context, roster, act, error);
}

static gboolean
read_mark (HzContext *context,
           gboolean *has_mark,
           guint32 *mark,
           GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db,
                                                        "SELECT length FROM roster_log", error);

  if (statement == NULL || !hz_statement_step (statement, has_mark, error))
    return FALSE;

  if (*has_mark)
    *mark = (guint32) hz_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
write_mark (HzContext *context,
            guint32 mark,
            GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db,
    "INSERT OR REPLACE INTO roster_log (roster_log_key, length) VALUES (1, ?1)", error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, mark);

  return hz_statement_run (statement, error);
}

/**
 * hz_roster_log_catch_up:
 * @context: of a write job
 * @error: return location
 *
 * Returns: whether the audit says in this transaction all that the roster does
 */
gboolean
hz_roster_log_catch_up (HzContext *context,
                        GError **error)
{
  HzRoster *roster = hz_rings_get_roster (context->rings);
  guint32 length = hz_roster_get_length (roster);
  gboolean has_mark = FALSE;
  guint32 mark = length;

  if (!read_mark (context, &has_mark, &mark, error))
    return FALSE;

  if (has_mark && mark == length)
    return TRUE;

  for (guint32 seq = mark; seq < length; seq++)
    if (!log_act (context, roster, hz_roster_get_act (roster, seq), error))
      return FALSE;

  return write_mark (context, length, error);
}

static gboolean
run_catch_up_job (HzContext *context,
                  gpointer unused,
                  GError **error)
{
  return hz_roster_log_catch_up (context, error);
}

/**
 * hz_roster_log_catch_up_async:
 * @records: open
 *
 * Likewise, soon.
 */
void
hz_roster_log_catch_up_async (HzRecords *records)
{
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_catch_up_job, NULL, NULL, NULL, NULL, NULL);
}
