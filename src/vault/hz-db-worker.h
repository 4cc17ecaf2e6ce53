/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "hz-db.h"

G_BEGIN_DECLS

/**
 * HzDbJobKind:
 * @HZ_DB_JOB_READ: changes nothing; may be cancelled between two steps
 * @HZ_DB_JOB_WRITE: each step is a transaction of its own, begun and committed by the worker; once
 *   begun it goes to its end
 */
typedef enum
{
  HZ_DB_JOB_READ,
  HZ_DB_JOB_WRITE,
} HzDbJobKind;

/**
 * HzDbStep:
 * @HZ_DB_STEP_FAILED: the error is set; of a write, the step is rolled back
 * @HZ_DB_STEP_AGAIN: there is more to do; other jobs may come in between
 * @HZ_DB_STEP_DONE: the end
 */
typedef enum
{
  HZ_DB_STEP_FAILED,
  HZ_DB_STEP_AGAIN,
  HZ_DB_STEP_DONE,
} HzDbStep;

/**
 * HzDbJobFunc:
 * @db: the connection
 * @data: of the job: what was asked and what came of it
 * @error: return location
 *
 * One step of a job, under 50 ms, on the database thread. No statement outlives it.
 */
typedef HzDbStep (*HzDbJobFunc) (HzDb *db,
                                 gpointer data,
                                 GError **error);

/**
 * HzDbWorker:
 *
 * The thread that owns the connection. Success of a write is told after COMMIT only; a failed COMMIT
 * is the job's error.
 */
typedef struct _HzDbWorker HzDbWorker;

/* @callback comes in the caller's main context. @data is freed after it. Jobs of idle priority run
 * when no other is waiting. */
void hz_db_worker_run_async (HzDbWorker *self,
                             HzDbJobKind kind,
                             gboolean is_idle,
                             HzDbJobFunc func,
                             gpointer data,
                             GDestroyNotify free_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean hz_db_worker_run_finish (GAsyncResult *result,
                                  GError **error);
/* Waits; never from the database thread itself. */
gboolean hz_db_worker_run (HzDbWorker *self,
                           HzDbJobKind kind,
                           HzDbJobFunc func,
                           gpointer data,
                           GError **error);
gboolean hz_db_worker_is_current (HzDbWorker *self);

G_END_DECLS
