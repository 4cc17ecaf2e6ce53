/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of a sitting: drafts are stored, the head of the audit is signed and pinned. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-audit.h"
#include "hz-draft-private.h"
#include "hz-records-private.h"
#include "hz-roster-log.h"

/* @n_left: keepers that have not answered, and one for the beginning. */
typedef struct
{
  guint n_left;
  GError *error;
} Flush;

static void
free_flush (gpointer data)
{
  Flush *flush = data;

  g_clear_error (&flush->error);
  g_free (flush);
}

static void
count_down (GTask *task)
{
  Flush *flush = g_task_get_task_data (task);

  if (--flush->n_left > 0)
    return;

  if (flush->error != NULL)
    g_task_return_error (task, g_steal_pointer (&flush->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_keeper_flushed_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Flush *flush = g_task_get_task_data (task);

  hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result,
                                flush->error == NULL ? &flush->error : NULL);
  count_down (task);
}

/**
 * hz_records_flush_drafts_async:
 * @self: records
 * @callback: called when all drafts are stored, or cannot be
 * @user_data: given to @callback
 */
void
hz_records_flush_drafts_async (HzRecords *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GPtrArray *keepers = hz_records_get_keepers (self);
  Flush *flush = g_new0 (Flush, 1);

  g_task_set_source_tag (task, hz_records_flush_drafts_async);
  g_task_set_task_data (task, flush, free_flush);
  flush->n_left = keepers->len + 1;
  for (guint i = 0; i < keepers->len; i++)
    hz_draft_keeper_flush_async (g_ptr_array_index (keepers, i), on_keeper_flushed_cb,
                                 g_object_ref (task));
  count_down (task);
}

/**
 * hz_records_flush_drafts_finish:
 * @self: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether all are stored; else the first error
 */
gboolean
hz_records_flush_drafts_finish (HzRecords *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
run_sign_head_job (HzContext *context,
                   gpointer data,
                   GError **error)
{
  return hz_roster_log_catch_up (context, error) && hz_audit_sign_head (context, data, error);
}

/* An audit that was cut is not to be forgotten by pinning another head. */
static gboolean
pin_head (HzRecords *self,
          const guint8 *head,
          GError **error)
{
  return hz_records_is_audit_cut (self)
         || hz_vault_pin_audit_head (hz_records_get_vault (self), head, error);
}

/**
 * hz_records_close:
 * @self: records
 * @error: return location
 *
 * Signs and pins the head of the audit. For hamrozctl and tests, which have no forms; waits.
 *
 * Returns: whether all went well
 */
gboolean
hz_records_close (HzRecords *self,
                  GError **error)
{
  guint8 head[HZ_HASH_BYTES];

  return hz_records_run (self, HZ_DB_JOB_WRITE, run_sign_head_job, head, error)
         && pin_head (self, head, error);
}

static void
on_head_signed_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  HzRecords *self = HZ_RECORDS (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GError *flush_error = g_task_get_task_data (task);
  const guint8 *head = hz_records_run_finish (self, result, &error);

  if (head != NULL)
    pin_head (self, head, &error);

  if (flush_error != NULL)
    g_task_return_error (task, g_error_copy (flush_error));
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
sign_head (HzRecords *self,
           GTask *task)
{
  hz_records_run_async (self, HZ_DB_JOB_WRITE, run_sign_head_job, g_malloc (HZ_HASH_BYTES), g_free,
                        NULL, on_head_signed_cb, task);
}

static void
on_drafts_rescued_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  HzRecords *self = HZ_RECORDS (source);
  g_autoptr (GError) error = NULL;

  if (hz_records_run_finish (self, result, &error) == NULL)
    g_message ("A draft is lost: %s", error->message);

  sign_head (self, user_data);
}

static gboolean
run_rescue_job (HzContext *context,
                gpointer data,
                GError **error)
{
  return hz_draft_rescue_keep (context, data, error);
}

/* What the disk has no room for stays in memory, sealed. */
static void
rescue_drafts (HzRecords *self,
               GTask *task)
{
  GPtrArray *keepers = hz_records_get_keepers (self);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_draft_free);

  for (guint i = 0; i < keepers->len; i++)
    {
      HzDraft *draft = hz_draft_keeper_dup_unsaved (g_ptr_array_index (keepers, i));

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }

  hz_records_run_async (self, HZ_DB_JOB_READ, run_rescue_job, drafts,
                        (GDestroyNotify) g_ptr_array_unref, NULL, on_drafts_rescued_cb, task);
}

static void
on_drafts_flushed_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  HzRecords *self = HZ_RECORDS (source);
  GTask *task = user_data;
  GError *error = NULL;

  if (hz_records_flush_drafts_finish (self, result, &error))
    {
      sign_head (self, task);
      return;
    }

  g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  rescue_drafts (self, task);
}

/**
 * hz_records_close_async:
 * @self: records
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Stores all drafts, then signs and pins the head of the audit. A draft for which the disk has no room
 * is kept in memory (hz-draft-rescue.h).
 */
void
hz_records_close_async (HzRecords *self,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, hz_records_close_async);
  hz_records_flush_drafts_async (self, on_drafts_flushed_cb, task);
}

/**
 * hz_records_close_finish:
 * @self: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether all went well; of several errors, that of a draft is told
 */
gboolean
hz_records_close_finish (HzRecords *self,
                         GAsyncResult *result,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
