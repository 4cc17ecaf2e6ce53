/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The database thread: order, idle jobs, cancelling, failed commits, closing. */

#include <string.h>

#include "hz-db-worker.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

/* A job that notes its name at each step, and may be held back. */
typedef struct
{
  HzTestFile *file;
  GString *order;
  GMutex *gate;
  const char *name;
  int n_steps;
  GThread *freed_on;
} Job;

static HzDbStep
run_steps (HzDb *db,
           gpointer data,
           GError **error)
{
  Job *job = data;

  g_assert_true (hz_db_worker_is_current (job->file->worker));
  if (job->gate != NULL)
    {
      g_mutex_lock (job->gate);
      g_mutex_unlock (job->gate);
    }
  g_string_append (job->order, job->name);

  return --job->n_steps > 0 ? HZ_DB_STEP_AGAIN : HZ_DB_STEP_DONE;
}

static gboolean
await (GAsyncResult **slot,
       GError **error)
{
  g_autoptr (GAsyncResult) result = hz_test_await (slot);

  return hz_db_worker_run_finish (result, error);
}

static void
start (Job *job,
       HzDbJobKind kind,
       gboolean is_idle,
       GCancellable *cancellable,
       GAsyncResult **slot)
{
  hz_db_worker_run_async (job->file->worker, kind, is_idle, run_steps, job, NULL, cancellable,
                          hz_test_on_ready_cb, slot);
}

static void
test_order (HzTestFile *file,
            gconstpointer unused)
{
  g_autoptr (GString) order = g_string_new (NULL);
  GMutex gate;
  Job first = { file, order, &gate, "-", 1, NULL };
  Job idle = { file, order, NULL, "i", 2, NULL };
  Job a = { file, order, NULL, "a", 3, NULL };
  Job b = { file, order, NULL, "b", 2, NULL };
  GAsyncResult *slots[4] = { NULL };
  GError *error = NULL;

  /* All are asked for before any has begun. */
  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  start (&first, HZ_DB_JOB_READ, FALSE, NULL, &slots[0]);
  start (&idle, HZ_DB_JOB_READ, TRUE, NULL, &slots[1]);
  start (&a, HZ_DB_JOB_READ, FALSE, NULL, &slots[2]);
  start (&b, HZ_DB_JOB_WRITE, FALSE, NULL, &slots[3]);
  g_mutex_unlock (&gate);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_assert_true (await (&slots[i], &error));
      g_assert_no_error (error);
    }

  g_assert_cmpstr (order->str, ==, "-ababaii");
  g_mutex_clear (&gate);
}

static void
test_cancelled_read (HzTestFile *file,
                     gconstpointer unused)
{
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GMutex gate;
  Job job = { file, order, &gate, "r", 1000000, NULL };
  GAsyncResult *slot = NULL;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  start (&job, HZ_DB_JOB_READ, FALSE, cancellable, &slot);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&gate);

  g_assert_false (await (&slot, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED);
  g_assert_cmpint (order->len, <=, 1);
  g_mutex_clear (&gate);
}

typedef struct
{
  int n_steps;
  GCancellable *cancellable;
} Growing;

static HzDbStep
grow (HzDb *db,
      gpointer data,
      GError **error)
{
  Growing *growing = data;

  g_cancellable_cancel (growing->cancellable);
  if (!hz_db_execute (db, "UPDATE total SET n = n + 1", error))
    return HZ_DB_STEP_FAILED;

  return --growing->n_steps > 0 ? HZ_DB_STEP_AGAIN : HZ_DB_STEP_DONE;
}

/* Begun, a write goes to its end, and says that it is done. */
static void
test_cancelled_write (HzTestFile *file,
                      gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Growing growing = { 7, cancellable };
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = hz_test_file_read (file, "SELECT n FROM change_counter");

  hz_db_worker_run_async (file->worker, HZ_DB_JOB_WRITE, FALSE, grow, &growing, NULL, cancellable,
                          hz_test_on_ready_cb, &slot);
  g_assert_true (await (&slot, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM total"), ==, 7);
  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM change_counter"), ==, before + 7);

  /* Cancelled before it has begun, it does not begin. */
  growing.n_steps = 1;
  hz_db_worker_run_async (file->worker, HZ_DB_JOB_WRITE, FALSE, grow, &growing, NULL, cancellable,
                          hz_test_on_ready_cb, &slot);
  g_assert_false (await (&slot, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED);
  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM total"), ==, 7);
}

static HzDbStep
leave_orphan (HzDb *db,
              gpointer data,
              GError **error)
{
  return hz_db_execute (db, "INSERT INTO child VALUES (7)", error) ? HZ_DB_STEP_DONE
                                                                    : HZ_DB_STEP_FAILED;
}

/* All went well until the COMMIT: that is the job's error, and nothing of it stays. */
static void
test_failed_commit (HzTestFile *file,
                    gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  hz_test_file_write (file, "CREATE TABLE child (n INTEGER REFERENCES line (n)"
                            " DEFERRABLE INITIALLY DEFERRED) STRICT");
  hz_db_worker_run_async (file->worker, HZ_DB_JOB_WRITE, FALSE, leave_orphan, NULL, NULL, NULL,
                          hz_test_on_ready_cb, &slot);
  g_assert_false (await (&slot, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CONSTRAINT);
  g_assert_cmpint (hz_test_file_read (file, "SELECT count(*) FROM child"), ==, 0);

  hz_test_file_add_lines (file, 1, 7);
  hz_test_file_write (file, "INSERT INTO child VALUES (7)");
}

static void
note_freed (gpointer data)
{
  Job *job = data;

  job->freed_on = g_thread_self ();
}

static gboolean
is_freed (gpointer data)
{
  return ((Job *) data)->freed_on != NULL;
}

static void
on_done_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  Job *job = user_data;

  g_assert_true (hz_db_worker_run_finish (result, NULL));
  g_assert_null (job->freed_on);
}

/* What the job carries is freed where it was given, after the callback. */
static void
test_data_comes_home (HzTestFile *file,
                      gconstpointer unused)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (int i = 0; i < 50; i++)
    {
      Job job = { file, order, NULL, "x", 2, NULL };

      hz_db_worker_run_async (file->worker, HZ_DB_JOB_READ, FALSE, run_steps, &job, note_freed, NULL,
                              on_done_cb, &job);
      if (i % 2)
        g_usleep (2000);
      hz_test_wait_until (is_freed, &job);
      g_assert_true (job.freed_on == g_thread_self ());
    }
}

/* Writes are done, the rest is dropped, and everybody is told. */
static void
test_close (HzTestFile *file,
            gconstpointer unused)
{
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GMutex gate;
  Job first = { file, order, &gate, "-", 1, NULL };
  Job read = { file, order, NULL, "r", 1000000, NULL };
  Job idle = { file, order, NULL, "i", 1000000, NULL };
  Growing growing = { 9, NULL };
  GAsyncResult *slots[4] = { NULL };
  HzDbWorker *worker = file->worker;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  start (&first, HZ_DB_JOB_READ, FALSE, NULL, &slots[0]);
  start (&idle, HZ_DB_JOB_READ, TRUE, NULL, &slots[1]);
  start (&read, HZ_DB_JOB_READ, FALSE, NULL, &slots[2]);
  hz_db_worker_run_async (worker, HZ_DB_JOB_WRITE, FALSE, grow, &growing, NULL, NULL,
                          hz_test_on_ready_cb, &slots[3]);
  g_mutex_unlock (&gate);
  hz_test_file_close (file);

  await (&slots[0], NULL);
  g_assert_false (await (&slots[1], &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (await (&slots[2], &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED);
  g_assert_true (await (&slots[3], NULL));
  g_mutex_clear (&gate);

  hz_test_file_open (file);
  g_assert_cmpint (hz_test_file_read (file, "SELECT n FROM total"), ==, 9);
}

static gboolean
log_is_empty (HzTestFile *file)
{
  g_autoptr (GByteArray) log = hz_test_load (file->log_path);

  return log->len == 0;
}

/* Left alone, it brings the -wal in by itself. */
static void
test_checkpoint_when_idle (HzTestFile *file,
                           gconstpointer unused)
{
  hz_test_file_add_lines (file, 1, 3);
  g_assert_false (log_is_empty (file));
  for (int i = 0; i < 400 && !log_is_empty (file); i++)
    g_usleep (50000);
  g_assert_true (log_is_empty (file));
  g_assert_cmpint (hz_test_file_count_lines (file), ==, 3);
}

static HzDbStep
forget_statement (HzDb *db,
                  gpointer data,
                  GError **error)
{
  sqlite3_prepare_v2 (hz_db_get_handle (db), "SELECT n FROM total", -1, data, NULL);
  sqlite3_step (*(sqlite3_stmt **) data);

  return HZ_DB_STEP_DONE;
}

static HzDbStep
remember_statement (HzDb *db,
                    gpointer data,
                    GError **error)
{
  sqlite3_finalize (*(sqlite3_stmt **) data);

  return HZ_DB_STEP_DONE;
}

static void
test_no_statement_outlives (HzTestFile *file,
                            gconstpointer unused)
{
  sqlite3_stmt *statement = NULL;

  g_test_expect_message ("HzVault", G_LOG_LEVEL_CRITICAL, "*outlived its job*");
  hz_db_worker_run (file->worker, HZ_DB_JOB_READ, forget_statement, &statement, NULL);
  g_test_assert_expected_messages ();
  hz_db_worker_run (file->worker, HZ_DB_JOB_READ, remember_statement, &statement, NULL);
}

/* A job that waits does not wait for the check of a whole table. */
static void
test_check_gives_way (HzTestFile *file,
                      gconstpointer unused)
{
  g_autoptr (HzDbCheck) check = hz_db_check_new (TRUE);
  GAsyncResult *slot = NULL;
  int n_asked = 0;

  hz_test_file_write (file, "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 20000) INSERT INTO line SELECT n, hex (randomblob (60)) FROM k");
  hz_db_worker_run_async (file->worker, HZ_DB_JOB_READ, TRUE, hz_db_check_step, check, NULL, NULL,
                          hz_test_on_ready_cb, &slot);
  while (slot == NULL && n_asked < 200000)
    {
      if (n_asked < 400)
        hz_test_file_read (file, "SELECT n FROM total");
      g_main_context_iteration (NULL, n_asked >= 400);
      n_asked++;
    }

  g_assert_true (await (&slot, NULL));
  g_assert_true (hz_db_check_is_whole (check));
  g_assert_cmpint (n_asked, >, 3);
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; void (*run) (HzTestFile *, gconstpointer); } tests[] = {
    { "/db-worker/order", test_order },
    { "/db-worker/cancelled-read", test_cancelled_read },
    { "/db-worker/cancelled-write", test_cancelled_write },
    { "/db-worker/failed-commit", test_failed_commit },
    { "/db-worker/data-comes-home", test_data_comes_home },
    { "/db-worker/close", test_close },
    { "/db-worker/checkpoint-when-idle", test_checkpoint_when_idle },
    { "/db-worker/no-statement-outlives", test_no_statement_outlives },
    { "/db-worker/check-gives-way", test_check_gives_way },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, HzTestFile, NULL, hz_test_file_set_up, tests[i].run,
                hz_test_file_tear_down);

  return g_test_run ();
}
