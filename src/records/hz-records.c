/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The records as the window, hamrozctl and tests see them: jobs go to the database thread and come
 * back, and what they have changed is told once, after the commit.
 */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-records-private.h"

#include "hz-context-private.h"
#include "hz-draft-private.h"
#include "hz-records-job.h"
#include "hz-records-open.h"
#include "hz-vault-error.h"

struct _HzRecords
{
  GObject parent_instance;

  HzVault *vault;
  HzId own_id;
  gboolean audit_is_cut;

  /* HzId to name; empty until asked for. */
  GHashTable *names;

  /* HzDraftKeeper, not held. */
  GPtrArray *keepers;
};

G_DEFINE_FINAL_TYPE (HzRecords, hz_records, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_vault_members_changed_cb (HzVault *vault,
                             gpointer user_data)
{
  HzRecords *self = user_data;
  const HzId nobody = HZ_ID_NONE;

  g_hash_table_remove_all (self->names);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, HZ_RECORD_MEMBER, &nobody, HZ_CHANGE_CHANGED);
}

/**
 * hz_records_new:
 * @vault: an open vault
 *
 * Returns: (transfer full): the records of who is signed in, until the next lock
 */
HzRecords *
hz_records_new (HzVault *vault)
{
  HzRecords *self = g_object_new (HZ_TYPE_RECORDS, NULL);

  self->vault = g_object_ref (vault);
  if (hz_vault_get_own_id (vault) != NULL)
    self->own_id = *hz_vault_get_own_id (vault);
  g_signal_connect_object (vault, "members-changed", G_CALLBACK (on_vault_members_changed_cb), self, 0);

  return self;
}

static gboolean
check_is_open (HzRecords *self,
               GError **error)
{
  if (hz_vault_get_worker (self->vault) != NULL)
    return TRUE;

  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED, "Nobody is signed in");
  return FALSE;
}

static void
tell_changes (HzRecords *self,
              HzRecordsJob *job)
{
  g_autoptr (GArray) changes = g_array_ref (job->context.changes);

  for (guint i = 0; i < changes->len; i++)
    {
      const HzContextChange *change = &g_array_index (changes, HzContextChange, i);

      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change->kind, &change->id, change->how);
    }
}

/**
 * hz_records_run:
 * @self: records
 * @kind: whether anything is to be written
 * @func: the job
 * @data: given to @func
 * @error: return location
 *
 * Waits. For hamrozctl and tests.
 *
 * Returns: whether the job went well and, of a write, was committed
 */
gboolean
hz_records_run (HzRecords *self,
                HzDbJobKind kind,
                HzRecordsFunc func,
                gpointer data,
                GError **error)
{
  g_autoptr (HzRecordsJob) job = NULL;

  if (!check_is_open (self, error))
    return FALSE;

  job = hz_records_job_new (self->vault, func, data, NULL);
  if (!hz_db_worker_run (hz_vault_get_worker (self->vault), kind, hz_records_job_step, job, error))
    return FALSE;

  tell_changes (self, job);
  return TRUE;
}

static void
on_worker_done_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzRecordsJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!hz_db_worker_run_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tell_changes (g_task_get_source_object (task), job);
  g_task_return_pointer (task, job->data, NULL);
}

/* Takes @data, whatever comes of it. */
static void
run_job (HzRecords *self,
         HzDbJobKind kind,
         gboolean is_idle,
         HzRecordsFunc func,
         HzRecordsPartFunc part_func,
         gpointer data,
         GDestroyNotify free_data,
         GTask *task)
{
  g_autoptr (GTask) owned = task;
  GError *error = NULL;
  HzRecordsJob *job;

  g_task_set_check_cancellable (task, kind == HZ_DB_JOB_READ);
  if (!check_is_open (self, &error))
    {
      if (free_data != NULL)
        free_data (data);
      g_task_return_error (task, error);
      return;
    }

  job = hz_records_job_new (self->vault, func, data, free_data);
  job->part_func = part_func;
  g_task_set_task_data (task, job, (GDestroyNotify) hz_records_job_free);
  hz_db_worker_run_async (hz_vault_get_worker (self->vault), kind, is_idle, hz_records_job_step, job,
                          NULL, g_task_get_cancellable (task), on_worker_done_cb,
                          g_steal_pointer (&owned));
}

/**
 * hz_records_run_async:
 * @self: records
 * @kind: whether anything is to be written
 * @func: the job
 * @data: given to @func on the database thread; not to be touched until the callback
 * @free_data: (nullable): for @data, after the callback
 * @cancellable: (nullable): to give up. A write that has begun goes to its end, and succeeds
 * @callback: (nullable): called when it is done
 * @user_data: given to @callback
 */
void
hz_records_run_async (HzRecords *self,
                      HzDbJobKind kind,
                      HzRecordsFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, hz_records_run_async);
  run_job (self, kind, FALSE, func, NULL, data, free_data, task);
}

/**
 * hz_records_read_in_parts_async:
 * @self: records
 * @is_idle: whether everything else goes before it
 * @func: called until it says that it is done
 * @data: given to @func on the database thread; not to be touched until the callback
 * @free_data: (nullable): for @data, after the callback
 * @cancellable: (nullable): to give up
 * @callback: (nullable): called when it is done
 * @user_data: given to @callback
 *
 * Reads what takes longer than one step may. hz_records_run_finish() is for it.
 */
void
hz_records_read_in_parts_async (HzRecords *self,
                                gboolean is_idle,
                                HzRecordsPartFunc func,
                                gpointer data,
                                GDestroyNotify free_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, hz_records_read_in_parts_async);
  run_job (self, HZ_DB_JOB_READ, is_idle, NULL, func, data, free_data, task);
}

/**
 * hz_records_run_finish:
 * @self: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the job's data, until the callback returns; %NULL when it failed
 */
gpointer
hz_records_run_finish (HzRecords *self,
                       GAsyncResult *result,
                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static HzRecordsJob *
make_open_job (HzRecords *self)
{
  HzRecordsOpen *open = g_new0 (HzRecordsOpen, 1);

  open->has_pinned = hz_vault_get_pinned_audit_head (self->vault, open->pinned);

  return hz_records_job_new (self->vault, NULL, open, g_free);
}

static void
take_opened (HzRecords *self,
             HzRecordsJob *job)
{
  self->audit_is_cut = ((HzRecordsOpen *) job->data)->audit_is_cut;
  if (((HzRecordsOpen *) job->data)->drafts_are_back)
    hz_draft_rescue_forget (&self->own_id);
  tell_changes (self, job);
}

/**
 * hz_records_open:
 * @self: records
 * @error: return location
 *
 * Brings the schema up to date and does what is due at a sign-in. Before anything else; waits.
 *
 * Returns: whether the records can be used; or %HZ_RECORDS_ERROR_NEWER
 */
gboolean
hz_records_open (HzRecords *self,
                 GError **error)
{
  g_autoptr (HzRecordsJob) job = NULL;

  if (!check_is_open (self, error))
    return FALSE;

  job = make_open_job (self);
  if (!hz_db_worker_run (hz_vault_get_worker (self->vault), HZ_DB_JOB_WRITE, hz_records_open_step, job,
                         error))
    return FALSE;

  take_opened (self, job);
  return TRUE;
}

static void
on_worker_opened_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!hz_db_worker_run_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  take_opened (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * hz_records_open_async:
 * @self: records
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Like hz_records_open(), for the window.
 */
void
hz_records_open_async (HzRecords *self,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  HzRecordsJob *job;

  g_task_set_source_tag (task, hz_records_open_async);
  if (!check_is_open (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  job = make_open_job (self);
  g_task_set_task_data (task, job, (GDestroyNotify) hz_records_job_free);
  hz_db_worker_run_async (hz_vault_get_worker (self->vault), HZ_DB_JOB_WRITE, FALSE,
                          hz_records_open_step, job, NULL, NULL, on_worker_opened_cb,
                          g_steal_pointer (&task));
}

/**
 * hz_records_open_finish:
 * @self: records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: as hz_records_open()
 */
gboolean
hz_records_open_finish (HzRecords *self,
                        GAsyncResult *result,
                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hz_records_is_audit_cut:
 * @self: records that are open
 *
 * Returns: whether the head of the audit that the person has pinned is not there any more
 */
gboolean
hz_records_is_audit_cut (HzRecords *self)
{
  return self->audit_is_cut;
}

/**
 * hz_records_get_vault:
 * @self: records
 *
 * Returns: (transfer none): the vault
 */
HzVault *
hz_records_get_vault (HzRecords *self)
{
  return self->vault;
}

/**
 * hz_records_get_own_id:
 * @self: records
 *
 * Returns: (transfer none): whose sitting it is
 */
const HzId *
hz_records_get_own_id (HzRecords *self)
{
  return &self->own_id;
}

/**
 * hz_records_get_own_roles:
 * @self: records
 *
 * Returns: her roles, as of now
 */
HzRoles
hz_records_get_own_roles (HzRecords *self)
{
  return hz_vault_get_own_roles (self->vault);
}

/**
 * hz_records_may:
 * @self: records
 * @right: what she would like to do
 *
 * Returns: whether it is to be offered to her
 */
gboolean
hz_records_may (HzRecords *self,
                HzRight right)
{
  return hz_policy_allows (hz_records_get_own_roles (self), right);
}

static void
fill_names (HzRecords *self)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (self->vault);

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);

      g_hash_table_insert (self->names, hz_id_copy (&member->id), g_strdup (member->name));
    }
}

/**
 * hz_records_get_member_name:
 * @self: records
 * @member_id: (nullable): somebody
 *
 * Returns: (transfer none): the name as the roster has it, also of who has left; "" for nobody known.
 *   Valid until the members change
 */
const char *
hz_records_get_member_name (HzRecords *self,
                            const HzId *member_id)
{
  const char *name;

  if (g_hash_table_size (self->names) == 0)
    fill_names (self);

  name = member_id != NULL ? g_hash_table_lookup (self->names, member_id) : NULL;

  return name != NULL ? name : "";
}

/**
 * hz_records_add_keeper:
 * @self: records
 * @keeper: (not transferred): to be flushed at the lock
 */
void
hz_records_add_keeper (HzRecords *self,
                       HzDraftKeeper *keeper)
{
  g_ptr_array_add (self->keepers, keeper);
}

/**
 * hz_records_remove_keeper:
 * @self: records
 * @keeper: one that has been added or not
 */
void
hz_records_remove_keeper (HzRecords *self,
                          HzDraftKeeper *keeper)
{
  g_ptr_array_remove_fast (self->keepers, keeper);
}

/**
 * hz_records_get_keepers:
 * @self: records
 *
 * Returns: (transfer none) (element-type HzDraftKeeper): those that may have something to store
 */
GPtrArray *
hz_records_get_keepers (HzRecords *self)
{
  return self->keepers;
}

static void
hz_records_dispose (GObject *object)
{
  HzRecords *self = HZ_RECORDS (object);

  g_clear_object (&self->vault);

  G_OBJECT_CLASS (hz_records_parent_class)->dispose (object);
}

static void
hz_records_finalize (GObject *object)
{
  HzRecords *self = HZ_RECORDS (object);

  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->keepers);

  G_OBJECT_CLASS (hz_records_parent_class)->finalize (object);
}

static void
hz_records_class_init (HzRecordsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hz_records_dispose;
  object_class->finalize = hz_records_finalize;

  /**
   * HzRecords::changed:
   * @self: records
   * @kind: (type gint): an HzRecordKind
   * @id: which record; no id for the one of its kind, or for several
   * @how: (type gint): an HzChange
   *
   * After the commit, on the main thread.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HZ_TYPE_RECORDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  G_TYPE_INT, HZ_TYPE_ID | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_INT);
}

static void
hz_records_init (HzRecords *self)
{
  self->names = g_hash_table_new_full (hz_id_hash, hz_id_equal, (GDestroyNotify) hz_id_free, g_free);
  self->keepers = g_ptr_array_new ();
}
