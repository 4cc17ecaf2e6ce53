/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The database thread. It opens the connection, runs jobs step by step, and closes it.
 *
 * Two queues: what somebody waits for, and idle jobs, of which one step runs when nothing else is
 * there. A job that has more to do goes to the end of its queue. When nothing has been asked for a
 * while after a write, the -wal is brought into the database.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-worker-private.h"

#include <sodium.h>

#include "hz-vault-error.h"

/* After the last write, without any job. */
#define CHECKPOINT_DELAY (3 * G_TIME_SPAN_SECOND)

/* More than the deepest of SQLite's calls take. */
#define STACK_BYTES (512 * 1024)

typedef struct
{
  HzDbJobKind kind;
  gboolean is_idle;
  HzDbJobFunc func;
  HzDbAbandonFunc abandon;
  gpointer data;
  GCancellable *cancellable;
  gboolean has_begun;

  GError *error;

  /* Of an asynchronous job: where its result goes. */
  GTask *task;
  GMainContext *context;

  /* Of one that is waited for. */
  gboolean is_over;
} Job;

struct _HzDbWorker
{
  GThread *thread;
  GMutex mutex;
  GCond wanted;
  GCond over;

  /* Under @mutex. */
  GQueue jobs;
  GQueue idle_jobs;
  gboolean is_closing;
  gboolean is_open;
  gboolean is_started;

  /* Of the thread. */
  HzDb *db;
  gboolean has_written;

  /* Of whoever opens or closes; read by the thread meanwhile. */
  const char *path;
  HzCipherKey *key;
  const char *schema;
  HzDbFound *found;
  GError *error;
};

static gboolean
on_result_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
free_job (Job *job)
{
  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/* The result, and with it the job's data, belongs to the context of who asked. */
static void
conclude (HzDbWorker *self,
          Job *job)
{
  if (job->task != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (source, "HzDbWorker result");
      g_source_set_callback (source, on_result_cb, job, (GDestroyNotify) free_job);
      g_source_attach (source, job->context);
      return;
    }

  g_mutex_lock (&self->mutex);
  job->is_over = TRUE;
  g_cond_broadcast (&self->over);
  g_mutex_unlock (&self->mutex);
}

static HzDbStep
run_func (HzDbWorker *self,
          Job *job)
{
  HzDbStep step = job->func (self->db, job->data, &job->error);

  if (step == HZ_DB_STEP_FAILED && job->error == NULL)
    {
      g_critical ("A job failed and did not say why");
      g_set_error (&job->error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_FAILED, "Failed");
    }
  else if (step != HZ_DB_STEP_FAILED && job->error != NULL)
    {
      g_critical ("A job succeeded and gave an error: %s", job->error->message);
      step = HZ_DB_STEP_FAILED;
    }

  return step;
}

static HzDbStep
run_read (HzDbWorker *self,
          Job *job)
{
  HzDbStep step;

  hz_db_begin_read (self->db);
  step = run_func (self, job);
  hz_db_end (self->db);

  return step;
}

static HzDbStep
run_write (HzDbWorker *self,
           Job *job)
{
  HzDbStep step;

  if (!hz_db_begin_write (self->db, &job->error))
    return HZ_DB_STEP_FAILED;

  step = run_func (self, job);
  hz_db_end (self->db);

  if (step == HZ_DB_STEP_FAILED)
    hz_db_roll_back (self->db);
  else if (!hz_db_commit (self->db, &job->error))
    step = HZ_DB_STEP_FAILED;

  self->has_written = TRUE;

  return step;
}

/* A write that has begun goes to its end. */
static gboolean
is_cancelled (Job *job)
{
  gboolean may_stop = job->kind == HZ_DB_JOB_READ || !job->has_begun;

  if (!may_stop || !g_cancellable_is_cancelled (job->cancellable))
    return FALSE;

  g_set_error (&job->error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED, "Cancelled");
  return TRUE;
}

/* On the thread: what a job that has begun holds of the connection is let go of. */
static void
abandon_job (HzDbWorker *self,
             Job *job)
{
  if (job->has_begun && job->abandon != NULL)
    job->abandon (self->db, job->data);
}

static void
run_job (HzDbWorker *self,
         Job *job)
{
  HzDbStep step;

  if (is_cancelled (job))
    {
      abandon_job (self, job);
      conclude (self, job);
      return;
    }

  job->has_begun = TRUE;
  step = job->kind == HZ_DB_JOB_WRITE ? run_write (self, job) : run_read (self, job);

  if (step != HZ_DB_STEP_AGAIN)
    {
      conclude (self, job);
      return;
    }

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (job->is_idle ? &self->idle_jobs : &self->jobs, job);
  g_mutex_unlock (&self->mutex);
}

static void
drop_job (HzDbWorker *self,
          Job *job)
{
  g_set_error (&job->error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED, "Locked meanwhile");
  conclude (self, job);
}

static void
bring_in_log (HzDbWorker *self)
{
  g_autoptr (GError) error = NULL;

  if (!hz_db_checkpoint (self->db, &error))
    g_message ("%s", error->message);

  self->has_written = FALSE;
}

/* Waits for a job; none when the -wal is due, and none for ever when it is time to close. */
static Job *
wait_for_job (HzDbWorker *self,
              gboolean *is_closing)
{
  gint64 due = g_get_monotonic_time () + CHECKPOINT_DELAY;
  gboolean is_due = FALSE;
  Job *job = NULL;

  g_mutex_lock (&self->mutex);

  for (;;)
    {
      job = g_queue_pop_head (&self->jobs);
      *is_closing = self->is_closing;
      if (job == NULL && !self->is_closing)
        job = g_queue_pop_head (&self->idle_jobs);

      if (job != NULL || self->is_closing || is_due)
        break;

      if (self->has_written)
        is_due = !g_cond_wait_until (&self->wanted, &self->mutex, due);
      else
        g_cond_wait (&self->wanted, &self->mutex);
    }

  hz_db_set_wanted (self->db, self->is_closing || !g_queue_is_empty (&self->jobs));
  g_mutex_unlock (&self->mutex);

  return job;
}

static gboolean
may_drop (Job *job)
{
  return job->kind == HZ_DB_JOB_READ || job->is_idle;
}

static void
run_jobs (HzDbWorker *self)
{
  gboolean is_closing = FALSE;

  for (;;)
    {
      Job *job = wait_for_job (self, &is_closing);

      if (job != NULL && is_closing && may_drop (job))
        {
          abandon_job (self, job);
          drop_job (self, job);
        }
      else if (job != NULL)
        run_job (self, job);
      else if (is_closing)
        return;
      else
        bring_in_log (self);
    }
}

static void
drop_idle_jobs (HzDbWorker *self)
{
  Job *job;

  for (;;)
    {
      g_mutex_lock (&self->mutex);
      job = g_queue_pop_head (&self->idle_jobs);
      g_mutex_unlock (&self->mutex);

      if (job == NULL)
        return;

      drop_job (self, job);
    }
}

static HzDb *
open_db (HzDbWorker *self)
{
  HzDb *db = hz_db_open (self->path, self->key, &self->error);

  if (db == NULL)
    return NULL;

  if (self->schema != NULL && !hz_db_found (db, self->schema, &self->error))
    {
      hz_db_close (db, NULL);
      return NULL;
    }

  *self->found = db->found;
  return db;
}

static gpointer
run_thread (gpointer data)
{
  HzDbWorker *self = data;
  HzDb *db = open_db (self);

  g_mutex_lock (&self->mutex);
  self->db = db;
  self->is_open = db != NULL;
  self->is_started = TRUE;
  g_cond_broadcast (&self->over);
  g_mutex_unlock (&self->mutex);

  if (db == NULL)
    return NULL;

  run_jobs (self);
  drop_idle_jobs (self);
  hz_db_close (db, &self->error);

  /* The C library keeps the stack for a next thread, with what rows have left on it. */
  sodium_stackzero (STACK_BYTES);

  return NULL;
}

static void
free_worker (HzDbWorker *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wanted);
  g_cond_clear (&self->over);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * hz_db_worker_new:
 * @path: of a database file
 * @key: the file's
 * @schema: (nullable): to be put into a database that has just been made
 * @found: (out): how it was found
 * @error: return location
 *
 * Waits until it is open.
 *
 * Returns: (transfer full) (nullable): the thread with the open connection; errors of hz_db_open()
 */
HzDbWorker *
hz_db_worker_new (const char *path,
                  HzCipherKey *key,
                  const char *schema,
                  HzDbFound *found,
                  GError **error)
{
  HzDbWorker *self = g_new0 (HzDbWorker, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->wanted);
  g_cond_init (&self->over);
  self->path = path;
  self->key = key;
  self->schema = schema;
  self->found = found;
  self->thread = g_thread_new ("hamroz-db", run_thread, self);

  g_mutex_lock (&self->mutex);
  while (!self->is_started)
    g_cond_wait (&self->over, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->is_open)
    return self;

  g_thread_join (self->thread);
  g_propagate_error (error, g_steal_pointer (&self->error));
  free_worker (self);
  return NULL;
}

/**
 * hz_db_worker_close:
 * @self: (transfer full): a worker, not on its own thread
 * @error: return location
 *
 * Returns: whether the database is closed, whole, without a -wal
 */
gboolean
hz_db_worker_close (HzDbWorker *self,
                    GError **error)
{
  gboolean closed;

  g_assert (!hz_db_worker_is_current (self));

  g_mutex_lock (&self->mutex);
  self->is_closing = TRUE;
  hz_db_interrupt (self->db);
  g_cond_broadcast (&self->wanted);
  g_mutex_unlock (&self->mutex);

  g_thread_join (self->thread);
  closed = self->error == NULL;
  if (!closed)
    g_propagate_error (error, g_steal_pointer (&self->error));
  free_worker (self);

  return closed;
}

static void
enqueue (HzDbWorker *self,
         Job *job)
{
  gboolean is_late;

  g_mutex_lock (&self->mutex);

  is_late = self->is_closing;
  if (!is_late)
    {
      g_queue_push_tail (job->is_idle ? &self->idle_jobs : &self->jobs, job);
      if (!job->is_idle)
        hz_db_interrupt (self->db);
      g_cond_signal (&self->wanted);
    }

  g_mutex_unlock (&self->mutex);

  if (is_late)
    drop_job (self, job);
}

/**
 * hz_db_worker_run_async:
 * @self: the worker
 * @kind: read or write
 * @is_idle: whether it may wait until nothing else is there; a lock drops such a job between two steps
 * @func: a step of it
 * @data: (transfer full): given to @func
 * @free_data: (nullable): frees @data, after @callback, in the caller's context
 * @cancellable: (nullable): looked at between the steps of a read, and before the first of a write
 * @callback: (nullable): called in the caller's main context
 * @user_data: given to @callback
 */
void
hz_db_worker_run_async (HzDbWorker *self,
                        HzDbJobKind kind,
                        gboolean is_idle,
                        HzDbJobFunc func,
                        gpointer data,
                        GDestroyNotify free_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->is_idle = is_idle;
  job->func = func;
  job->data = data;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->task = g_task_new (NULL, NULL, callback, user_data);
  job->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (job->task, hz_db_worker_run_async);
  g_task_set_task_data (job->task, data, free_data);

  enqueue (self, job);
}

/**
 * hz_db_worker_run_finish:
 * @result: of hz_db_worker_run_async()
 * @error: return location
 *
 * Returns: whether the job is done, and what it wrote on the disk
 */
gboolean
hz_db_worker_run_finish (GAsyncResult *result,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, hz_db_worker_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
run_and_wait (HzDbWorker *self,
              Job *job,
              GError **error)
{
  gboolean done;

  g_assert (!hz_db_worker_is_current (self));

  enqueue (self, job);

  g_mutex_lock (&self->mutex);
  while (!job->is_over)
    g_cond_wait (&self->over, &self->mutex);
  g_mutex_unlock (&self->mutex);

  done = job->error == NULL;
  if (!done)
    g_propagate_error (error, g_steal_pointer (&job->error));
  free_job (job);

  return done;
}

/**
 * hz_db_worker_run:
 * @self: the worker
 * @kind: read or write
 * @func: a step of the job
 * @data: given to @func
 * @error: return location
 *
 * Waits; on any thread but the worker's.
 *
 * Returns: whether the job is done, and what it wrote on the disk
 */
gboolean
hz_db_worker_run (HzDbWorker *self,
                  HzDbJobKind kind,
                  HzDbJobFunc func,
                  gpointer data,
                  GError **error)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->func = func;
  job->data = data;

  return run_and_wait (self, job, error);
}

/**
 * hz_db_worker_run_long:
 * @self: the worker
 * @func: a step of a read
 * @abandon: called on the thread when the job has begun and does not come to its end
 * @data: given to both
 * @cancellable: (nullable): looked at between two steps
 * @error: return location
 *
 * Waits; on any thread but the worker's. Others' jobs come in between.
 *
 * Returns: whether the job is done
 */
gboolean
hz_db_worker_run_long (HzDbWorker *self,
                       HzDbJobFunc func,
                       HzDbAbandonFunc abandon,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  Job *job = g_new0 (Job, 1);

  job->kind = HZ_DB_JOB_READ;
  job->func = func;
  job->abandon = abandon;
  job->data = data;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;

  return run_and_wait (self, job, error);
}

/**
 * hz_db_worker_is_current:
 * @self: a worker
 *
 * Returns: whether this is called on its thread
 */
gboolean
hz_db_worker_is_current (HzDbWorker *self)
{
  return g_thread_self () == self->thread;
}
