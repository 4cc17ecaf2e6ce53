/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is due at a sign-in: the schema, the device, the audit's pinned head, drafts that could not be
 * stored, clients whose keys were made by earlier rules, what is about somebody who has been erased,
 * care texts that wait. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-records-open.h"

#include "hz-audit.h"
#include "hz-client-rekey.h"
#include "hz-directory-store.h"
#include "hz-draft-private.h"
#include "hz-erasure-shred.h"
#include "hz-records-error.h"
#include "hz-records-schema.h"
#include "hz-roster-log.h"
#include "hz-sealed.h"

/* Bodies moved in one step. */
#define SWEEP_LIMIT 20

enum
{
  STAGE_SCHEMA,
  STAGE_AUDIT,
  STAGE_KEYS,
  STAGE_OWN,
  STAGE_SWEEP,
};

static gboolean
migrate (HzDb *db,
         GError **error)
{
  gsize n_migrations;
  const HzDbMigration *migrations = hz_records_schema_list (&n_migrations);
  int number;

  if (!hz_db_get_schema_number (db, &number, error))
    return FALSE;

  if (number <= migrations[n_migrations - 1].number)
    return hz_db_migrate (db, migrations, (guint) n_migrations, error);

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NEWER, "The schema has number %d", number);
  return FALSE;
}

static gboolean
make_device (HzContext *context,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  HzId id = hz_id_new ();

  statement = hz_statement_new (context->db,
                                "INSERT OR IGNORE INTO device (device_key, id) VALUES (1, ?1)", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &id);

  return hz_statement_run (statement, error);
}

/* Nobody is kept out for a draft; it stays in memory. */
static void
restore_drafts (HzContext *context,
                HzRecordsOpen *open)
{
  g_autoptr (GError) error = NULL;

  open->drafts_are_back = hz_draft_rescue_restore (context, &error);
  if (!open->drafts_are_back)
    g_message ("A draft of the last sitting: %s", error->message);
}

/* Nor for what cannot be read. */
static void
forget_own (HzContext *context)
{
  g_autoptr (GError) error = NULL;

  if (!hz_erasure_forget_own (context, &error))
    g_message ("What is about somebody who has been erased: %s", error->message);
}

static gboolean
sign_in (HzContext *context,
         HzRecordsOpen *open,
         GError **error)
{
  gboolean has_head = TRUE;

  if (open->has_pinned && !hz_audit_has_head (context, open->pinned, &has_head, error))
    return FALSE;

  open->audit_is_cut = !has_head;

  return make_device (context, error)
         && hz_directory_store_seed (context, error)
         && hz_roster_log_catch_up (context, error)
         && hz_audit_add (context, "member.sign_in", HZ_RECORD_MEMBER, &context->own_id, NULL, error);
}

/**
 * hz_records_open_step:
 * @db: the connection
 * @job: an HzRecordsJob with an HzRecordsOpen
 * @error: return location
 *
 * Returns: the next step, for the worker
 */
HzDbStep
hz_records_open_step (HzDb *db,
                      gpointer job,
                      GError **error)
{
  HzContext *context = &((HzRecordsJob *) job)->context;
  HzRecordsOpen *open = ((HzRecordsJob *) job)->data;
  gboolean is_done = FALSE;

  hz_records_job_begin_step (job, db);
  switch (open->stage)
    {
    case STAGE_SCHEMA:
      if (!migrate (db, error))
        return HZ_DB_STEP_FAILED;
      break;

    case STAGE_AUDIT:
      if (!sign_in (context, open, error))
        return HZ_DB_STEP_FAILED;
      restore_drafts (context, open);
      break;

    case STAGE_KEYS:
      if (!hz_client_rekey_run_part (context, &is_done, error))
        return HZ_DB_STEP_FAILED;
      if (!is_done)
        return HZ_DB_STEP_AGAIN;
      break;

    case STAGE_OWN:
      forget_own (context);
      break;

    default:
      if (!hz_sealed_sweep (context, SWEEP_LIMIT, &open->swept, error))
        return HZ_DB_STEP_FAILED;
      return open->swept == 0 ? HZ_DB_STEP_DONE : HZ_DB_STEP_AGAIN;
    }

  open->stage++;

  return HZ_DB_STEP_AGAIN;
}
